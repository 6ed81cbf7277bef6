"""Fits the content model of pages: transforms/data/html_class_words.tsv and html_trees.tsv.

    python tools/fit_html_trees.py PAGES TRUTH [--check]

PAGES is a folder of HTML pages and TRUTH a JSON file in the form of trafilatura's tests/evaldata.json ({address: {"file": ...,
"with": [...], "without": [...]}}). A run of text is the article's where the truth says so; for the many runs that it does not
name, by the votes of three runs of trafilatura and of readability and resiliparse, each vote the surer the more agree. `--check` fits on
four fifths of the sites and measures on the fifth that the fit has not seen, five times, and writes nothing. Needs
`pip install trafilatura readability-lxml resiliparse lightgbm scikit-learn`; nothing of the pages is written, only weights.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import lightgbm
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from transforms.decode import decode  # noqa: E402
from transforms.html.content import candidates, declared_text, number_rows  # noqa: E402
from transforms.html.content_trees import NAMES  # noqa: E402
from transforms.html.run_features import squeeze  # noqa: E402
from transforms.html.tree import read_tree  # noqa: E402
from transforms.types import Capture, Page  # noqa: E402

FOLDS = 5
SAID = 6.0  # weight of a run that the truth names, beside one on which all extractors agree
FEWEST_PAGES = 6  # that a class word must stand on to be weighed
WORDS = tuple(
    NAMES.index(f"words_{name}") for name in ("0", "1", "2", "3", "around", "least", "most")
)  # the numbers made of class words
TREES = {
    "n_estimators": 120, "num_leaves": 15, "max_depth": 6, "learning_rate": 0.1, "min_child_samples": 40, "subsample": 0.8,
    "subsample_freq": 1, "colsample_bytree": 0.5, "reg_lambda": 5, "random_state": 1, "n_jobs": 1, "verbose": -1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Runs:
    """One page's runs as numbers."""

    address: str
    texts: list[str]
    certain: list[bool]  # a rule alone takes it out
    rows: list[list[float]]
    names: list[list[tuple[str, ...]]]  # class words of each run's element and all around it
    labels: list[int]
    weights: list[float]

    @property
    def fold(self) -> int:
        """Pages of one site are never parted."""
        site = ".".join(urlsplit(self.address).netloc.split(".")[-2:])
        return hashlib.sha256(site.encode()).digest()[0] % FOLDS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    truth = json.loads(options.truth.read_text("utf-8"))
    with ProcessPoolExecutor(2) as pool:
        found = pool.map(partial(read_page, options.pages), truth.items(), chunksize=10)
        pages = [page for page in found if page is not None]
    words = known_words(pages)
    for fold in range(FOLDS):  # a run's class words are weighed by pages of other sites: as they will be for new sites
        table = fit_words([page for page in pages if page.fold != fold], words)
        for page in pages:
            if page.fold == fold:
                weigh_names(page, table)
    print_check(pages, truth)
    if not options.check:
        write_words(fit_words(pages, words))
        write_trees(fit_trees(pages))


# --- pages ------------------------------------------------------------------------------------------------------------


def read_page(folder: Path, named: tuple[str, dict[str, object]]) -> Runs | None:
    address, item = named
    payload = (folder / str(item["file"])).read_bytes()
    page = decode(Capture(uri=address, payload=payload, media_type="text/html", sha256=""))
    tree = read_tree(page.text) if isinstance(page, Page) else None
    if tree is None:
        return None
    found = candidates(tree)
    rows, rulings = number_rows(found.runs, found.blocks, declared_text(tree))
    votes = extractors(payload)
    judged = [judge(squeeze(run.text), item, votes) for run in found.runs]
    share = 100 / max(40, len(judged))  # a page of a thousand runs is one page
    return Runs(
        address,
        [run.text for run in found.runs],
        [ruling.certain for ruling in rulings],
        rows,
        [[node.words for node in run.node.path()] for run in found.runs],
        [label for label, _ in judged],
        [sure * share for _, sure in judged],
    )


def judge(text: str, item: dict[str, object], votes: Sequence[tuple[float, str, frozenset[str]]]) -> tuple[int, float]:
    """The article's or not, and how sure that is."""
    if any(chunk in text or (len(text) > 25 and text in chunk) for chunk in map(squeeze, item["with"]) if chunk):
        return 1, SAID
    if any(chunk in text for chunk in map(squeeze, item["without"]) if chunk):
        return 0, SAID
    share = sum(weight * (text in whole if len(text) >= 25 else text in lines) for weight, whole, lines in votes)
    return int(share >= 0.5), abs(share - 0.5) * 2


def extractors(payload: bytes) -> list[tuple[float, str, frozenset[str]]]:
    """What each extractor keeps of a page: its weight, its text squeezed, its lines squeezed."""
    import readability  # noqa: PLC0415 - only the processes that vote need them
    import trafilatura  # noqa: PLC0415
    from lxml import html  # noqa: PLC0415
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415

    text = payload.decode("utf-8", "replace")
    runs = ({}, {"favor_precision": True}, {"favor_recall": True})
    kept = [(1 / 6, trafilatura.extract(payload, include_comments=False, **run) or "") for run in runs]
    try:
        kept.append((1 / 4, "\n".join(html.fromstring(readability.Document(text).summary()).itertext())))
    except Exception as error:  # noqa: BLE001 - a peer that fails on a page has no vote on it
        print(f"readability: {type(error).__name__}", file=sys.stderr)
    kept.append((1 / 4, extract_plain_text(text, main_content=True)))
    return [(weight, squeeze(found), frozenset(map(squeeze, found.split("\n")))) for weight, found in kept]


# --- class words ------------------------------------------------------------------------------------------------------


def known_words(pages: Sequence[Runs]) -> dict[str, int]:
    """Words that enough pages have, each with its column: near ones ("0:entry") and those further out ("+:entry")."""
    times = Counter(word for page in pages for word in {word for names in page.names for word in _marks(names)})
    return {word: column for column, word in enumerate(sorted(word for word in times if times[word] >= FEWEST_PAGES))}


def _marks(names: Sequence[Sequence[str]]) -> Iterator[str]:
    yield from (f"0:{word}" for words in names[:2] for word in words)
    yield from (f"+:{word}" for words in names[2:] for word in words)


def fit_words(pages: Sequence[Runs], words: dict[str, int]) -> dict[str, float]:
    rows, columns = [], []
    for row, names in enumerate(names for page in pages for names in page.names):
        known = [words[word] for word in _marks(names) if word in words]
        rows.extend([row] * len(known))
        columns.extend(known)
    labels, weights = gather(pages, "labels"), gather(pages, "weights")
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(labels), len(words)))
    matrix.data = np.minimum(matrix.data, 2)
    fitted = LogisticRegression(C=0.03, max_iter=300).fit(matrix, labels, sample_weight=weights)
    return {word: round(float(fitted.coef_[0][column]), 3) for word, column in words.items()}


def weigh_names(page: Runs, table: dict[str, float]) -> None:
    """The numbers of class words, as run_features makes them, by another table."""
    for row, names in zip(page.rows, page.names, strict=True):
        near = [sum(table.get(f"0:{word}", 0.0) for word in words) for words in names[:4]]
        near += near[-1:] * (4 - len(near))
        far = [sum(table.get(f"+:{word}", 0.0) for word in words) for words in (names[2:] or names[-1:])]
        values = [*near, max(-9.0, min(9.0, sum(far))), min(0.0, *far), max(0.0, *far)]
        for place, value in zip(WORDS, values, strict=True):
            row[place] = value


def write_words(table: dict[str, float]) -> None:
    words = sorted({word[2:] for word in table})
    rows = [
        f"{word}\t{near:.2f}\t{around:.2f}"
        for word in words
        if abs(near := table.get(f"0:{word}", 0.0)) + abs(around := table.get(f"+:{word}", 0.0)) >= 0.02
    ]
    header = """\
# What words of elements' names (class, id, role, itemprop) tell of the text in them: log odds that it is an article's, for the
# element itself and the one around it, and for those further out. Made by tools/fit_html_trees.py; change the script, not the numbers.
# Fitted on the pages of adbar/trafilatura's evaluation set (Apache-2.0); holds no text of them.
# word	near	around
"""
    (ROOT / "transforms/data/html_class_words.tsv").write_text(header + "\n".join(rows) + "\n", encoding="utf-8")


# --- trees ------------------------------------------------------------------------------------------------------------


def gather(pages: Sequence[Runs], field: str) -> np.ndarray:
    return np.array([value for page in pages for value in getattr(page, field)], dtype=np.float32)


def fit_trees(pages: Sequence[Runs]) -> lightgbm.LGBMClassifier:
    model = lightgbm.LGBMClassifier(**TREES)
    return model.fit(gather(pages, "rows"), gather(pages, "labels"), sample_weight=gather(pages, "weights"))


def print_check(pages: Sequence[Runs], truth: dict[str, dict[str, object]]) -> None:
    """Precision, recall and F1 of the chunks that the truth names, each page judged by a fit without its site."""
    for threshold in (-0.2, 0.0, 0.2, 0.4, 0.6):
        check = Counter[str]()
        for page, odds in _unseen_odds(tuple(pages)):
            kept = [
                text
                for text, value, certain in zip(page.texts, odds, page.certain, strict=True)
                if value > threshold and not certain
            ]
            text = _line(" ".join(kept))
            for kind in ("with", "without"):
                found = sum(_line(chunk) in text for chunk in truth[page.address][kind])
                check[f"{kind} found"] += found
                check[kind] += len(truth[page.address][kind])
        right, wrong, all_right = check["with found"], check["without found"], check["with"]
        precision, recall = right / (right + wrong), right / all_right
        print(
            f"unseen sites, threshold {threshold:+.1f}: precision {precision:.4f}, recall {recall:.4f}, "
            f"F1 {2 * precision * recall / (precision + recall):.4f}"
        )


_ODDS: dict[int, list[tuple[Runs, np.ndarray]]] = {}


def _unseen_odds(pages: tuple[Runs, ...]) -> list[tuple[Runs, np.ndarray]]:
    if id(pages[0]) not in _ODDS:
        found = []
        for fold in range(FOLDS):
            model = fit_trees([page for page in pages if page.fold != fold])
            unseen = [page for page in pages if page.fold == fold and page.rows]
            found += [(page, model.predict(np.array(page.rows, dtype=np.float32), raw_score=True)) for page in unseen]
        _ODDS[id(pages[0])] = found
    return _ODDS[id(pages[0])]


def _line(text: str) -> str:
    return " ".join(text.split())


def write_trees(model: lightgbm.LGBMClassifier) -> None:
    """All trees as one list of numbered nodes."""
    rows: list[str] = []
    roots, depth = [], 0
    for tree in model.booster_.dump_model()["tree_info"]:
        roots.append(len(rows))
        depth = max(depth, _write_node(tree["tree_structure"], rows))
    header = """\
# The trees that tell an article's runs of text from furniture: nodes (number, feature of transforms/html/content_trees.py, threshold, the
# node for values up to it, the node for those above), leaves (number, log odds), the trees' roots, the deepest tree's depth.
# Made by tools/fit_html_trees.py; change the script, not the numbers.
# Fitted on the pages of adbar/trafilatura's evaluation set (Apache-2.0); holds no text of them.
"""
    table = [*rows, *(f"root\t{root}" for root in roots), f"depth\t{depth}"]
    (ROOT / "transforms/data/html_trees.tsv").write_text(header + "\n".join(table) + "\n", encoding="utf-8")


def _write_node(node: dict[str, object], rows: list[str]) -> int:
    number = len(rows)
    rows.append("")
    if "leaf_value" in node:
        rows[number] = f"leaf\t{number}\t{node['leaf_value']:.4f}"
        return 0
    below = len(rows)
    depth_below = _write_node(node["left_child"], rows)
    above = len(rows)
    depth_above = _write_node(node["right_child"], rows)
    name = NAMES[node["split_feature"]]
    rows[number] = f"node\t{number}\t{name}\t{node['threshold']:.6g}\t{below}\t{above}"
    return 1 + max(depth_below, depth_above)


if __name__ == "__main__":
    main()
