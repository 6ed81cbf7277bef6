"""How much each run of a page looks like the article's own words: gradient boosted trees over its numbers.

The trees (Friedman, "Greedy Function Approximation", 2001) are fitted by tools/fit_html_trees.py and kept in
data/html_trees.tsv, a row a node. All runs of a page go down all trees at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from transforms.html.run_features import NAMES as ELEMENT_NAMES
from transforms.line_features import NAMES as LINE_NAMES

NAMES = (*LINE_NAMES, *ELEMENT_NAMES, "size")


@dataclass(frozen=True, slots=True)
class _Trees:
    """Every node of every tree in one row of arrays; a leaf leads to itself."""

    roots: NDArray[np.intp]
    feature: NDArray[np.intp]
    threshold: NDArray[np.float32]
    next: NDArray[np.intp]  # two a node: where a run goes whose number is not above the threshold, and any other
    value: NDArray[np.float32]
    depth: int


def article_odds(rows: Sequence[Sequence[float]]) -> list[float]:
    """Log odds that each run, given by its numbers in the order of NAMES, is the article's."""
    if not rows:
        return []
    trees = _trees()
    numbers = np.array(rows, dtype=np.float32)
    first = np.arange(0, numbers.size, numbers.shape[1], dtype=np.intp)[:, None]  # where each run's numbers begin
    flat = numbers.ravel()
    at = np.broadcast_to(trees.roots, (len(rows), len(trees.roots)))
    for _ in range(trees.depth):
        is_above = flat.take(trees.feature.take(at) + first) > trees.threshold.take(at)
        at = trees.next.take(2 * at + is_above)
    return [float(total) for total in trees.value[at].sum(axis=1)]


@cache
def _trees() -> _Trees:
    rows = files("transforms.data").joinpath("html_trees.tsv").read_text("utf-8").splitlines()
    table = [row.split("\t") for row in rows if row and row[0] != "#"]
    names = {name: place for place, name in enumerate(NAMES)}
    count = len(table)
    trees = _Trees(
        roots=np.array([int(row[1]) for row in table if row[0] == "root"], dtype=np.intp),
        feature=np.zeros(count, dtype=np.intp),
        threshold=np.zeros(count, dtype=np.float32),
        next=np.repeat(np.arange(count, dtype=np.intp), 2),
        value=np.zeros(count, dtype=np.float32),
        depth=next(int(row[1]) for row in table if row[0] == "depth"),
    )
    for kind, *cells in table:
        if kind == "leaf":
            trees.value[int(cells[0])] = float(cells[1])
        elif kind == "node":
            node, name, threshold, below, above = cells
            place = int(node)
            trees.feature[place], trees.threshold[place] = names[name], float(threshold)
            trees.next[2 * place], trees.next[2 * place + 1] = int(below), int(above)
    return trees
