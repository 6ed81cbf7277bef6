"""How much each line looks like an article's own words: a weighted sum of its features.

The weights are those of three logistic regressions (short lines, longer ones, prose), fitted as tools/fit_line_weights.py does and
kept in data/line_weights.tsv, where they can be read.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from operator import mul

from transforms.line_features import NAMES, LineForm, Ruling, features
from transforms.types import Block


def content_scores(blocks: Sequence[Block], forms: Sequence[LineForm], rulings: Sequence[Ruling]) -> list[float]:
    """Log odds that each line is an article's content; 0 is as likely as not."""
    weights, thresholds = _weights(), _thresholds()
    return [
        sum(map(mul, weights[form.size], row)) - thresholds[form.size]
        for form, row in zip(forms, features(blocks, forms, rulings), strict=True)
    ]


def _thresholds() -> tuple[float, float, float]:
    # A sentence lost is as bad as a banner kept: where the two errors balance on the development set.
    return (0.5, 0.2, -0.1)


@cache
def _weights() -> tuple[tuple[float, ...], ...]:
    rows = files("transforms.data").joinpath("line_weights.tsv").read_text("utf-8").splitlines()
    table = {
        name: [float(value) for value in values]
        for name, *values in (row.split("\t") for row in rows if row and row[0] != "#")
    }
    return tuple(tuple(table[name][size] for name in NAMES) for size in range(3))
