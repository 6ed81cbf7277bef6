"""Random changes to the corpus's pages, led by the coverage of transforms/, until the time is up: what breaks, and where.

    make setup-fuzz
    python benchmarks/fuzz_pages.py [--seconds 600] [--findings FOLDER]

Every finding is counted by its place (a reject with reason "bug", an article that cannot be written as JSON, a page that takes
longer than SLOW seconds of the processor), told when it is new, and its page kept in FOLDER.
"""

import argparse
import importlib
import pkgutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import atheris
import orjson

import transforms

with atheris.instrument_imports(include=["transforms"]):
    for module in pkgutil.walk_packages(transforms.__path__, "transforms."):
        importlib.import_module(module.name)  # some of them are imported only when a page comes
    from sources.captures import make_capture
    from transforms.document import document
    from transforms.pipeline import extract_capture

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
SLOW = 3.0
WORDS = (
    *(
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<article>",
        "<h1>",
        "<time datetime='",
        "<meta name='author' content='",
        "<table><td>",
    ),
    *(
        "<script type='application/ld+json'>",
        '"datePublished":"',
        '"author":[{"name":"',
        '"@type":"NewsArticle"',
        "<ruby><rt>",
    ),
    *(
        "2020-01-01T00:00:00+99:00",
        "&#xD800;",
        "\\ud800",
        "By ",
        "LISSOW, 7 October (Reuters) - ",
        "charset=utf-16",
        "</",
        "<!--",
    ),
)


@dataclass(slots=True)
class Findings:
    """What was found, by place."""

    folder: Path
    pages: int = 0
    places: Counter[str] = field(default_factory=Counter)

    def take(self, page: bytes) -> None:
        """One page, through the whole chain."""
        self.pages += 1
        began = time.process_time()
        for place in self._faults(page):
            self._keep(place, page)
        if time.process_time() - began > SLOW:
            self._keep("slow", page)

    def _faults(self, page: bytes) -> list[str]:
        extraction = extract_capture(make_capture("file:///page.html", page, "page.html"))
        places = [item.detail.partition(": ")[0] for item in extraction.rejected if item.reason == "bug"]
        for article in extraction.articles:
            try:
                orjson.dumps(document(article))
            except TypeError as error:
                places.append(f"no JSON: {error}")
        return places

    def _keep(self, place: str, page: bytes) -> None:
        self.places[place] += 1
        if self.places[place] == 1:
            file = self.folder / f"{len(self.places)}.html"
            file.write_bytes(page)
            print(f"page {self.pages}: {place} ({file})", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--findings", type=Path, default=Path(tempfile.gettempdir()) / "copydesk-fuzz")
    options = parser.parse_args()
    options.findings.mkdir(parents=True, exist_ok=True)
    findings = Findings(options.findings)
    with tempfile.TemporaryDirectory() as folder:
        words, seeds = Path(folder, "words.dict"), Path(folder, "seeds")
        words.write_text("".join(f'"{_escaped(word)}"\n' for word in WORDS))
        seeds.mkdir()
        for page in CORPUS.glob("*.html"):
            (seeds / page.name).write_bytes(page.read_bytes())
        limits = [
            f"-max_total_time={options.seconds}",
            f"-dict={words}",
            "-max_len=20000",
            "-rss_limit_mb=0",
            "-timeout=60",
        ]
        atheris.Setup([sys.argv[0], *limits, "-verbosity=0", "-print_final_stats=1", str(seeds)], findings.take)
        atheris.Fuzz()


def _escaped(word: str) -> str:
    """As libFuzzer's dictionaries write it."""
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    main()
