"""Fits transforms/data/line_weights.tsv: the model that tells an article's lines from furniture.

    python tools/fit_line_weights.py PAGES TRUTH

PAGES is a folder of HTML pages and TRUTH a JSON file in the form of trafilatura's tests/evaldata.json ({address: {"file": ...,
"with": [...], "without": [...]}}); the pages are rendered as a reader's copy would hold them (benchmarks/page_text.py). A line
is content where the truth says so and, for the many lines that it does not name, where two of three runs of trafilatura
keep it. Prints the accuracy on the half of the pages that each fit has not seen. Needs `pip install trafilatura
scikit-learn`; nothing of the pages is written, only one weight for each feature and size of line.
"""

import argparse
import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import trafilatura
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
from page_text import decode, page_text  # noqa: E402

from transforms.blocks import text_blocks  # noqa: E402
from transforms.boilerplate import read_rulings  # noqa: E402
from transforms.line_features import NAMES, features, read_forms  # noqa: E402

RUNS = ({}, {"favor_precision": True}, {"favor_recall": True})
SIZES = ("short", "longer", "prose")
SAID, UNSURE = 6.0, 0.5  # weights of lines that the truth names, and of lines on which the runs disagree
HEADER = """\
# Weights of the model that tells an article's lines from furniture: features of transforms/line_features.py, and what each
# counts for short lines, longer lines and prose. Made by tools/fit_line_weights.py; change the script, not the numbers.
# Fitted on lines of the pages of adbar/trafilatura's evaluation set (Apache-2.0); holds no text of them.
# feature	short	longer	prose
"""


@dataclass(frozen=True, slots=True)
class Lines:
    """One page's lines as numbers."""

    rows: list[list[float]]
    sizes: list[int]
    labels: list[int]
    weights: list[float]
    half: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("truth", type=Path)
    options = parser.parse_args()
    truth = json.loads(options.truth.read_text("utf-8"))
    pages = [
        read_page(options.pages / item["file"], item)
        for item in truth.values()
        if (options.pages / item["file"]).exists()
    ]
    for half in (0, 1):
        seen, unseen = [page for page in pages if page.half == half], [page for page in pages if page.half != half]
        for size, name in enumerate(SIZES):
            rows, labels, _ = gather(unseen, size)
            print(f"{name}: {(fit(seen, size).predict(rows) == labels).mean():.3f} of {len(rows)} unseen lines")
    write([fit(pages, size).coef_[0] for size in range(len(SIZES))])


def read_page(path: Path, item: dict[str, list[str]]) -> Lines:
    raw = path.read_bytes()
    blocks = text_blocks(page_text(decode(raw)))
    forms = read_forms(blocks)
    kept = [folded(trafilatura.extract(raw, include_comments=False, **run) or "") for run in RUNS]
    judged = [judge(folded(block.text), kept, item) for block in blocks]
    weight = 100 / max(30, len(blocks))  # a page of a thousand lines is one page
    half = hashlib.sha256(path.name.encode()).digest()[0] % 2
    rows = features(blocks, forms, read_rulings(blocks, forms))
    return Lines(
        rows, [form.size for form in forms], [label for label, _ in judged], [sure * weight for _, sure in judged], half
    )


def judge(text: str, kept: list[str], item: dict[str, list[str]]) -> tuple[int, float]:
    """Content or not, and how sure that is."""
    if any(folded(chunk) in text for chunk in item["with"]):
        return 1, SAID
    if any(folded(chunk) in text for chunk in item["without"]):
        return 0, SAID
    votes = sum(text in run for run in kept)
    return int(votes >= 2), 1.0 if votes in (0, len(kept)) else UNSURE


def folded(text: str) -> str:
    return " ".join(text.split())


def gather(pages: list[Lines], size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    chosen = [(page, index) for page in pages for index, own in enumerate(page.sizes) if own == size]
    return (
        np.array([page.rows[index] for page, index in chosen]),
        np.array([page.labels[index] for page, index in chosen]),
        np.array([page.weights[index] for page, index in chosen]),
    )


def fit(pages: list[Lines], size: int) -> LogisticRegression:
    rows, labels, weights = gather(pages, size)
    return LogisticRegression(max_iter=2000, fit_intercept=False).fit(rows, labels, sample_weight=weights)


def write(columns: list[np.ndarray]) -> None:
    rows = [f"{name}\t" + "\t".join(f"{column[place]:.3f}" for column in columns) for place, name in enumerate(NAMES)]
    (ROOT / "transforms" / "data" / "line_weights.tsv").write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
