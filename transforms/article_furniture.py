"""Lines that belong to an article and are no prose: kept by where they stand.

The headline with its date, byline and section stands over the first paragraph; subheads, lists and verse stand between
paragraphs; bylines and credits stand under the last one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.line_features import LineForm
from transforms.lines import Line, read_line
from transforms.types import Block

_REACH = 24  # lines over the first paragraph in which its headline is looked for
_NEAR = 5  # lines between headline and first paragraph without further evidence
_INSIDE = 4  # lines between two paragraphs that stay without further evidence
_FOOT = 4
_WORDS = re.compile(r"\w{4,}|[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class PageLines:
    """A page's lines as the steps before have read them."""

    blocks: Sequence[Block]
    forms: Sequence[LineForm]
    free: Sequence[bool]  # no rule takes the line
    language: str | None


def keep_inside(page: PageLines, content: Sequence[bool], scores: Sequence[float]) -> list[bool]:
    """Short runs of lines between two paragraphs of an article stay, where no rule takes them."""
    kept = list(content)
    solid = [index for index, value in enumerate(content) if value and page.forms[index].prose]
    for one, other in pairwise(solid):
        run = [index for index in range(one + 1, other) if page.free[index]]
        if len(run) <= _INSIDE and other - one - 1 <= 2 * _INSIDE:
            for index in run:
                kept[index] = kept[index] or scores[index] > -3.0
    return kept


def keep_heads(page: PageLines, content: Sequence[bool]) -> list[bool]:
    """The headline over the first paragraph of each run of content, and what stands between and just above."""
    kept = list(content)
    for start in _starts(content, page.forms):
        for index in _head(page, kept, start):
            kept[index] = True
    return kept


def _starts(content: Sequence[bool], forms: Sequence[LineForm]) -> list[int]:
    """First paragraphs: content prose after two or more lines that are none."""
    found, last = [], -3
    for index, value in enumerate(content):
        if not value:
            continue
        if forms[index].prose:
            if index - last > 2:
                found.append(index)
            last = index
    return found


def _head(page: PageLines, kept: Sequence[bool], start: int) -> list[int]:
    low = start
    while low > 0 and start - low < _REACH and not (kept[low - 1] and page.forms[low - 1].prose):
        low -= 1
    lines = {index: read_line(page.blocks[index], page.language) for index in range(low, start) if page.free[index]}
    title = _title(page, lines, start)
    top = title if title is not None else start
    found = [index for index, line in lines.items() if index >= top and _belongs(line, index == title)]
    return found + _over_title(lines, top)


def _title(page: PageLines, lines: dict[int, Line], start: int) -> int | None:
    """The line that speaks of what the first paragraphs speak of, near them; None where no line does."""
    told = _content(" ".join(block.text[:600] for block in page.blocks[start : start + 4]))
    best, best_score = None, 0.9
    for index, line in lines.items():
        if not line.headline and not (line.prose and line.weight < 200):
            continue
        score = _title_score(index, lines, told, start) + 0.4 * (page.forms[index].repeats > 1)
        if score > best_score:
            best, best_score = index, score
    return best


def _title_score(index: int, lines: dict[int, Line], told: frozenset[str], start: int) -> float:
    line = lines[index]
    words = _content(line.text)
    shared = len(words & told) / len(words) if words else 0.0
    long_enough = len(line.text.split()) >= 4 or line.weight >= 24
    dated = any(lines[other].meta for other in range(index + 1, index + 4) if other in lines)
    distance = start - index
    nearness = 0.6 * (distance <= _NEAR) - 0.03 * distance
    return 2.2 * shared + 0.8 * long_enough + 0.6 * dated + nearness - 1.5 * line.section - 0.5 * (not line.headline)


def _content(text: str) -> frozenset[str]:
    return frozenset(word.casefold()[:6] for word in _WORDS.findall(text))


def _belongs(line: Line, is_title: bool) -> bool:
    """Between headline and first paragraph: what is read (date, byline, dateline), and a standfirst."""
    return (
        is_title
        or line.meta
        or line.bare_byline
        or line.prose
        or (line.headline and line.weight >= 20)
        or line.dateline is not None
    )


def _over_title(lines: dict[int, Line], top: int) -> list[int]:
    """The date, the byline and one section's name just over the headline."""
    found = []
    for index in range(top - 1, top - 5, -1):
        line = lines.get(index)
        if line is None:
            continue
        if line.meta:
            found.append(index)
        elif _is_topic(line) and not any(_is_topic(lines[other]) for other in (index - 1, index + 1) if other in lines):
            found.append(index)
            break
    return found


def _is_topic(line: Line) -> bool:
    return line.section or (line.headline and len(line.text.split()) <= 3)


def keep_foot(page: PageLines, content: Sequence[bool]) -> list[bool]:
    """Bylines, credits and mastheads under the last paragraph of each run of content."""
    kept = list(content)
    ends = [
        index for index, value in enumerate(content) if value and (index + 1 == len(content) or not content[index + 1])
    ]
    for end in ends:
        for index in range(end + 1, min(len(kept), end + 1 + _FOOT)):
            if kept[index] or not page.free[index]:
                continue
            line = read_line(page.blocks[index], page.language)
            if not (line.meta or line.bare_byline):
                break
            kept[index] = True
    return kept
