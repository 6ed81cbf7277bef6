"""How well plain text is cleaned, beside what else there is: chunk scores over rendered pages.

    python benchmarks/text_cleaning.py PAGES TRUTH [--update-floor] [--limit N]

PAGES is a folder of HTML pages and TRUTH a JSON file in the form of trafilatura's tests/evaldata.json: for each page chunks that
belong to the text and chunks that do not. Every page is rendered as a reader's copy would hold it, then cleaned by each
contestant; a chunk counts as kept where it stands in the result, white space folded (the set's own scoring). Contestants:
the whole text; trafilatura over the lines as paragraphs; jusText over the same; Copydesk (titles, summaries and bodies of the
whole chain). All in one process, page by page in turn, so that times compare. The floor file keeps what was reached on the
set with this hash; a lower score is an error, and --update-floor only raises. Peers: `pip install -e '.[peers]'`.
"""

import argparse
import hashlib
import html
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import floors
from chunk_score import ChunkScore
from page_text import decode, page_text

from sources.files import make_capture
from transforms.pipeline import extract_capture

FLOOR = Path(__file__).with_name("text_cleaning_floor.json")


@dataclass(slots=True)
class Score(ChunkScore):
    """Chunks kept and lost, and the time it took."""

    seconds: float = 0.0
    pages: int = 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--update-floor", action="store_true")
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    texts, truths = read_set(options.pages, options.truth, options.limit)
    if not texts:
        print(
            f"no page of {options.truth} is in {options.pages}: name the folder that holds the pages", file=sys.stderr
        )
        return 2
    scores = run(texts, truths)
    print_table(scores)
    return hold_floor(scores["Copydesk"], set_hash(texts), update=options.update_floor) if options.limit is None else 0


def read_set(pages: Path, truth: Path, limit: int | None) -> tuple[dict[str, str], dict[str, dict[str, list[str]]]]:
    truths = {
        item["file"]: item for item in json.loads(truth.read_text("utf-8")).values() if (pages / item["file"]).exists()
    }
    chosen = dict(list(truths.items())[:limit])
    return {name: page_text(decode((pages / name).read_bytes())) for name in chosen}, chosen


def run(texts: dict[str, str], truths: dict[str, dict[str, list[str]]]) -> dict[str, Score]:
    contestants: dict[str, Callable[[str], str]] = {"whole text": str, **peers(), "Copydesk": copydesk}
    scores = {name: Score() for name in contestants}
    for page, text in texts.items():
        for name, clean in contestants.items():
            start = time.perf_counter()
            result = clean(text)
            scores[name].seconds += time.perf_counter() - start
            scores[name].count(result, truths[page])
            scores[name].pages += 1
    return scores


def copydesk(text: str) -> str:
    articles = extract_capture(make_capture("page", text.encode("utf-8", "replace"), "page.txt")).articles
    return " ".join(part for article in articles for part in (article.title, article.summary, article.body) if part)


def peers() -> dict[str, Callable[[str], str]]:
    """The peers that are installed; a line on stderr for one that is not."""
    found: dict[str, Callable[[str], str]] = {}
    try:
        import justext  # noqa: PLC0415
        import trafilatura  # noqa: PLC0415
    except ImportError as error:
        print(f"without {error.name}: pip install -e '.[peers]' to see it beside", file=sys.stderr)
        return found
    found["trafilatura over the lines"] = lambda text: trafilatura.extract(as_html(text), include_comments=False) or ""
    stops = frozenset(word for language in justext.get_stoplists() for word in justext.get_stoplist(language))
    found["jusText over the lines"] = lambda text: " ".join(
        paragraph.text for paragraph in justext.justext(as_html(text), stops) if not paragraph.is_boilerplate
    )
    return found


def as_html(text: str) -> str:
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line)
    return f"<html><body>{lines}</body></html>"


def print_table(scores: dict[str, Score]) -> None:
    print("| contestant | precision | recall | F1 | pages/s |\n| --- | --- | --- | --- | --- |")
    for name, score in scores.items():
        speed = "-" if name == "whole text" else f"{score.pages / score.seconds:.0f}"
        print(f"| {name} | {score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} | {speed} |")


def hold_floor(score: Score, pages: str, *, update: bool) -> int:
    """1 where the score is under the floor of this set; the floor is raised where asked, never lowered."""
    fallen = floors.hold(FLOOR, pages, {"f1": score.f1}, update=update)
    print(*fallen, sep="\n", end="\n" if fallen else "", file=sys.stderr)
    return 1 if fallen else 0


def set_hash(texts: dict[str, str]) -> str:
    digest = hashlib.sha256()
    for name in sorted(texts):
        digest.update(name.encode())
        digest.update(hashlib.sha256(texts[name].encode("utf-8", "replace")).digest())
    return digest.hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(main())
