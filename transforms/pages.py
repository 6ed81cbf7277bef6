"""Whole pages pasted one after another: where one page's foot ends and the next page's head begins.

Between two articles of two pages stand a foot (rights, imprint, privacy), a head (menus, a path, a section) and a headline
that speaks of what the paragraphs under it say. One page has all of these too, but not between two articles. Each sign
counts some points; the points are the rounded weights of a logistic regression over pages pasted together and pages alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log, log1p

from transforms.boilerplate_rules import Match, Place, match_line
from transforms.function_words import content_words
from transforms.line_features import LineForm
from transforms.lines import Line, read_line
from transforms.sections import is_path, is_section
from transforms.types import Block, Reason

_FEWEST_BETWEEN = 2  # lines between two pages' paragraphs
_ABOVE, _BELOW = 3.0, 3.0  # prose in hundreds of characters that a page has at least
_REACH_BELOW = 40  # lines in which the next page's prose is weighed
_HEAD = 12  # lines over the first paragraph in which its headline is looked for
_META = 6  # lines under a headline that may be its date, byline and dateline
_BEFORE_FOOT = 15  # a foot may hold a paragraph about the outlet: lines above it that are still looked at
_FOOT = 8  # lines that one foot's signs may be spread over
_SHORT_LINE = 0.8  # what a line without prose takes from the prose beside it
_TOLD = 0.25  # share of a headline's words that the paragraphs under it have
_DOUBT = 2.0  # points that are needed where no headline is found
_LITTLE = 8.0  # prose of a page whose headline has to show that it is one
_CLEAR = 5.0  # prose above that is needed there
_PARTS = re.compile(r"\s*[|•·]\s*")


@dataclass(frozen=True, slots=True)
class _Head:
    """A headline over a page's first paragraph, as far as one is there."""

    index: int
    told: float = 0.0
    signed: bool = False  # a date, a byline or a dateline is beside it
    sectioned: bool = False

    @property
    def sure(self) -> bool:
        """It is a headline of what stands below."""
        return self.signed or self.told >= _TOLD

    @property
    def complete(self) -> bool:
        """Section, headline, date or byline: all that news pages print over their text."""
        return self.signed and self.sectioned and self.told >= _TOLD


def page_starts(
    blocks: Sequence[Block], forms: Sequence[LineForm], matches: Sequence[Match | None], language: str | None
) -> list[int]:
    """Index of each page's first line, 0 first; only that where the capture is one page.

    `matches` is what the rules say of each line (boilerplate_rules.match_line). Time grows with the lines.
    """
    if period := _period([block.text for block in blocks]):
        return list(range(0, len(blocks), period))
    prose = [
        min(form.weight, 500) / 100 if form.prose and match is None else 0.0
        for form, match in zip(forms, matches, strict=True)
    ]
    starts, page = [0], _Above(0)
    pasted: _Pasted | None = None
    for index, weight in enumerate(prose):
        if weight and page.best >= _ABOVE and index - page.last > _FEWEST_BETWEEN:
            below = _most_prose(prose, index)
            if below >= _BELOW:
                pasted = pasted or _Pasted(blocks, matches, prose, language)
                start = pasted.start(page, index, below)
                if start:
                    starts.append(start)
                    page = _Above(start)
        page.count(index, weight)
    return starts


def _period(texts: Sequence[str]) -> int:
    """After how many lines all of a capture comes again, word by word: somebody pasted it more than once; 0: it does not.

    What repeats in a page is furniture, so that copies that are not parted would make furniture of each other. The prefix
    function of Knuth, Morris and Pratt (1977) finds the period in one pass.
    """
    if len(texts) < 2 or texts[0] not in texts[1:]:
        return 0
    borders = [0] * len(texts)
    for index in range(1, len(texts)):
        border = borders[index - 1]
        while border and texts[index] != texts[border]:
            border = borders[border - 1]
        borders[index] = border + (texts[index] == texts[border])
    period = len(texts) - borders[-1]
    return period if len(texts) % period == 0 and period < len(texts) else 0


@dataclass(slots=True)
class _Above:
    """The page so far: where its prose stands and how much there is together."""

    start: int
    last: int = -1  # its last paragraph
    body: int = 0  # where its longest run of prose begins
    best: float = 0.0  # how much that is
    _opened: int = 0
    _run: float = 0.0

    def count(self, index: int, weight: float) -> None:
        """One more line; 0 for one that is no prose."""
        if weight:
            self.last = index
        if self._run <= 0:
            self._opened = index
        self._run = max(0.0, self._run + (weight or -_SHORT_LINE))
        if self._run > self.best:
            self.best, self.body = self._run, self._opened


def _most_prose(prose: Sequence[float], start: int) -> float:
    sums = accumulate(weight or -_SHORT_LINE for weight in prose[start : start + _REACH_BELOW])
    return max(sums)


class _Pasted:
    """A capture that could be several pages, with the signs of feet and heads counted once."""

    def __init__(
        self,
        blocks: Sequence[Block],
        matches: Sequence[Match | None],
        prose: Sequence[float],
        language: str | None,
    ) -> None:
        self.blocks, self.matches, self.prose, self.language = blocks, matches, prose, language
        self.texts = [block.text for block in blocks]
        pairs = list(zip(blocks, matches, strict=True))
        self.feet = [_foot_signs(block.text, match) for block, match in pairs]
        self.foot_sums = _sums(self.feet)
        self.menus = [_menu_signs(block.text, match) for block, match in pairs]
        self.menu_sums = _sums(self.menus)
        self.comment_sums = _sums([match is not None and match.reason is Reason.COMMENT for match in matches])
        self.rights = [
            match is not None and match.reason is Reason.RIGHTS and match.place is Place.ANYWHERE for match in matches
        ]

    def start(self, above: _Above, first: int, below: float) -> int | None:
        """First line of the page whose first paragraph is at `first`; None where no page begins between the two."""
        last = above.last
        head = self._head(last, first)
        if below < _LITTLE and not head.signed:
            return None
        if above.best < _LITTLE and not self._head(above.start - 1, above.body).sure:
            return None
        low = max(above.start, last - _BEFORE_FOOT)
        points = (
            0.33 * min(6, max((self._foot(index, low) for index in range(low, head.index)), default=0))
            + 1.25 * any(self.rights[low : head.index])
            + 1.5 * log1p(self.menu_sums[head.index] - self.menu_sums[last + 1])
            + 0.5 * log1p(head.index - last - 1)
            + 0.3 * min(4, self.comment_sums[last + 1] - self.comment_sums[above.start])
            + 0.6 * head.signed
            + 1.2 * head.told
            + head.sectioned
            + 3.0 * head.complete
            + 1.5 * (self.blocks[0].text in self.texts[last + 1 : head.index])
            + 0.6 * log(above.best)
            + 1.25 * log(below)
            - 12.3
        )
        found = points > 0 if head.sure else points > _DOUBT and above.best >= _CLEAR
        return self._border(max(low, above.start + 1), last, head.index) if found else None

    def _foot(self, index: int, low: int) -> int:
        return self.foot_sums[index + 1] - self.foot_sums[max(low, index - _FOOT)] if self.feet[index] else 0

    def _head(self, last: int, first: int) -> _Head:
        told = content_words(" ".join(block.text[:600] for block in self.blocks[first : first + 4]))
        heads = [
            self._read_head(index, last, first, told)
            for index in range(first - 1, max(last, first - _HEAD), -1)
            if not self.prose[index] and self.matches[index] is None
        ]
        found = [head for head in heads if head is not None]
        return max(found, key=lambda head: head.told + 0.5 * head.signed) if found else _Head(first)

    def _read_head(self, index: int, last: int, first: int, told: frozenset[str]) -> _Head | None:
        line = self._line(index)
        if not line.headline or not (len(line.text.split()) >= 4 or line.weight >= 3 * len(line.text) - 6 >= 24):
            return None
        words = content_words(line.text)
        under = [self._line(other) for other in range(index + 1, min(len(self.blocks), first + 3, index + _META))]
        over = [self._line(other) for other in range(max(last + 1, index - 3), index)]
        signed = any(_is_dated(beside) for beside in (*over, *under)) or any(_is_signed(beside) for beside in under)
        sectioned = any(_is_topic(beside.text) for beside in over[-2:])
        return _Head(index, len(words & told) / len(words) if words else 0.0, signed, sectioned)

    def _line(self, index: int) -> Line:
        return read_line(self.blocks[index], self.language)

    def _border(self, low: int, last: int, headline: int) -> int:
        """The line between `low` and the headline that has the most of a foot above it and of a head below."""
        return max(range(low, headline + 1), key=lambda index: self._border_points(index, last, headline))

    def _border_points(self, index: int, last: int, headline: int) -> float:
        above, under = max(0, index - _FOOT), min(headline, index + _FOOT)
        feet = self.foot_sums[index] - self.foot_sums[above] - (self.foot_sums[under] - self.foot_sums[index])
        menus = self.menu_sums[under] - self.menu_sums[index] - (self.menu_sums[index] - self.menu_sums[above])
        cut = self.prose[index] > 0 or (index <= last and not any(self.rights[above:index]))
        same = self.blocks[index].text == self.blocks[0].text
        rights = any(self.rights[above:index]) - any(self.rights[index:headline])
        return feet + 0.5 * menus + 3 * rights + min(3, self.blocks[index].gap) + 4 * same - 9 * cut


def _sums(values: Sequence[int]) -> list[int]:
    return [0, *accumulate(map(int, values))]


def _foot_signs(text: str, match: Match | None) -> int:
    """How much a line belongs to a page's foot: rights most, a row of imprint, privacy and contact more than one of them."""
    if match is not None:
        if match.reason is Reason.RIGHTS:
            return 3 if match.place is Place.ANYWHERE else 1
        return 1 + (len(text) >= 30) if match.place in (Place.FOOT, Place.EDGE) else 0
    parts = [part for part in _PARTS.split(text) if part] if len(text) <= 200 else []
    found = [match_line(part) for part in parts] if len(parts) > 2 else []
    return min(3, sum(one is not None and one.place in (Place.FOOT, Place.EDGE) for one in found))


def _menu_signs(text: str, match: Match | None) -> int:
    """How many entries of a menu a line has; a menu may stand in one row."""
    if match is not None and match.reason in (Reason.NAVIGATION, Reason.TRANSLATION):
        return min(6, len(_PARTS.split(text)))
    return int(is_path(text))


def _is_topic(text: str) -> bool:
    return is_section(text) or is_path(text)


def _is_dated(line: Line) -> bool:
    return line.date is not None and line.date.published is not None


def _is_signed(line: Line) -> bool:
    return (line.byline is not None and not line.bare_byline) or line.dateline is not None
