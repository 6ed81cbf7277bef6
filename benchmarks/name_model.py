"""What the name model costs: articles a second beside spaCy alone, and the peak memory of a process.

    python benchmarks/name_model.py [--articles 256] [--rounds 5] [--language en] [PATH ...]

Reads the captures at the paths (default: corpus/), keeps the articles of one language and repeats them until there are enough,
then has them named by spaCy's pipeline alone (loaded as spaCy's own documentation says, its recogniser only, batches of 16, an
article a text) and by the flow's own step (flows/names.py: cut for the model, named, resolved with the table, made into
documents), in turns, in one process. Rates are by processor time. Memory is the peak of a process of its own that does nothing else.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

from flows.names import with_model
from sources.files import open_captures
from transforms.article_names import name_strings
from transforms.document import document
from transforms.name_models import installed
from transforms.pipeline import extract_capture
from transforms.types import Article, Capture

CORPUS = Path(__file__).parents[1] / "corpus"
BATCH = 64  # articles, as flows/names.py gives them to the model
UNNEEDED = ["tok2vec", "tagger", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=[str(CORPUS)])
    parser.add_argument("--articles", type=int, default=256)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--language", default="en")
    parser.add_argument("--memory-of", choices=[*WORK, "reading"])
    options = parser.parse_args()
    found = articles(options.paths, options.language, options.articles)
    if options.memory_of:
        if options.memory_of != "reading":
            WORK[options.memory_of](options.language)(found)
        # Not getrusage: its peak is that of the parent where that was larger.
        [line] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
        print(int(line.split()[1]) // 1024)
        return
    words = sum(article.word_count for article in found)
    print(
        f"{len(found)} articles in {options.language}, {words / len(found):.0f} words each, {installed(options.language)}"
    )
    rates = measured(found, options)
    for name, rate in rates.items():
        print(
            f"{name:10} {rate:6.1f} articles/s  {rate * words / len(found):8.0f} words/s  peak {peak(name, options)} MB"
        )
    print(f"copydesk beside spacy: {rates['copydesk'] / rates['spacy']:.2f}")
    print(f"reading alone: peak {peak('reading', options)} MB")


def articles(paths: list[str], language: str, most: int) -> list[Article]:
    captures = (item for path in paths for item in open_captures(path) if isinstance(item, Capture))
    own = [
        article for capture in captures for article in extract_capture(capture).articles if article.language == language
    ]
    return list(islice(cycle(own), most))


def spacy_alone(language: str) -> Callable[[list[Article]], object]:
    import spacy  # noqa: PLC0415

    pipeline = spacy.load(installed(language), exclude=UNNEEDED)

    def work(found: list[Article]) -> None:
        texts = ("\n".join(filter(None, [title, *paragraphs])) for title, paragraphs in map(name_strings, found))
        for read in pipeline.pipe(texts, batch_size=16):
            [(name.text, name.label_) for name in read.ents]

    return work


def copydesk(_: str) -> Callable[[list[Article]], object]:
    def work(found: list[Article]) -> None:
        for start in range(0, len(found), BATCH):
            for article in with_model(found[start : start + BATCH]):
                document(article)

    return work


WORK = {"spacy": spacy_alone, "copydesk": copydesk}


def measured(found: list[Article], options: argparse.Namespace) -> dict[str, float]:
    """Articles a second, the best of the rounds; both in turns, so that what else the machine does meets both."""
    work = {name: make(options.language) for name, make in WORK.items()}
    best = dict.fromkeys(work, 0.0)
    for function in work.values():
        function(found[:BATCH])
    for _ in range(options.rounds):
        for name, function in work.items():
            start = time.process_time()
            function(found)
            best[name] = max(best[name], len(found) / (time.process_time() - start))
    return best


def peak(name: str, options: argparse.Namespace) -> int:
    """In MB, of a process that does this alone."""
    command = [sys.executable, __file__, *options.paths, "--memory-of", name]
    given = ["--articles", str(options.articles), "--language", options.language]
    return int(subprocess.run([*command, *given], capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    main()
