"""From how likely each run is the article's to which ones are: what odds alone cannot say of a run, its neighbours do."""

from collections import defaultdict
from collections.abc import Sequence

from transforms.boilerplate_rules import match_line
from transforms.html.runs import Node, Run
from transforms.line_features import Ruling

_THRESHOLD = 0.0  # log odds: a sentence lost is as bad as a banner kept
_SURE = 1.5  # log odds of a run that a doubtful neighbour is measured against
_APART = 0.9  # log odds below which a run far from the text is not the text's
_ENOUGH = 500  # characters of sure text by which its place is known
_LEAST_TEXT = 250  # characters: a page with less is looked through once more
_DOUBTFUL = -2.0  # log odds of a paragraph that is better than no text at all
_LONGEST_NAME = 40  # characters: shorter lines may stand twice


def choose(runs: Sequence[Run], odds: Sequence[float], rulings: Sequence[Ruling]) -> list[bool]:
    """Whether each run is the article's."""
    free = [_is_free(*each) for each in zip(runs, odds, rulings, strict=True)]
    kept = [is_free and value > _THRESHOLD for is_free, value in zip(free, odds, strict=True)]
    sure = [is_free and value > _SURE for is_free, value in zip(free, odds, strict=True)]
    _drop_outsiders(runs, odds, sure, kept)
    if sum(len(run.text) for run, is_kept in zip(runs, kept, strict=True) if is_kept) < _LEAST_TEXT:
        _add_doubtful(runs, odds, free, kept)
    _drop_repeats(runs, kept)
    return kept


def _is_free(run: Run, odds: float, ruling: Ruling) -> bool:
    """Whether no rule takes the run out. What a rule says of a neighbour (words over a post's signature) holds on a page only inside the post."""
    if not ruling.certain:
        return True
    return odds > _SURE and match_line(run.text) is None and not _is_quoted(run)


def _is_quoted(run: Run) -> bool:
    return any(run.node.above(level).tag == "blockquote" for level in range(3))


def _drop_outsiders(runs: Sequence[Run], odds: Sequence[float], sure: Sequence[bool], kept: list[bool]) -> None:
    """Doubtful runs outside the element that holds all but a little of the sure text."""
    weights: dict[Node, int] = defaultdict(int)
    total = 0
    for run, is_sure in zip(runs, sure, strict=True):
        if is_sure:
            total += len(run.text)
            for node in run.node.path():
                weights[node] += len(run.text)
    if total < _ENOUGH:
        return
    main = max((node for node, weight in weights.items() if weight >= 0.9 * total), key=lambda node: node.depth)
    for index, run in enumerate(runs):
        if kept[index] and odds[index] < _APART and main not in run.node.path():
            kept[index] = False


def _add_doubtful(runs: Sequence[Run], odds: Sequence[float], free: Sequence[bool], kept: list[bool]) -> None:
    """The best paragraphs of a page that seems to have no text."""
    best = max((value for value, is_free in zip(odds, free, strict=True) if is_free), default=_DOUBTFUL)
    for index, run in enumerate(runs):
        long_enough = len(run.text) >= 80 and run.link_density < 0.3
        if free[index] and long_enough and odds[index] > max(_DOUBTFUL, best - 2.0):
            kept[index] = True


def _drop_repeats(runs: Sequence[Run], kept: list[bool]) -> None:
    """Some pages have their text twice: for phones, or behind "read on"."""
    seen: set[str] = set()
    for index, run in enumerate(runs):
        if kept[index] and len(run.text) > _LONGEST_NAME:
            kept[index] = run.text not in seen
            seen.add(run.text)
