"""Lines that belong to an article and are no prose: kept by where they stand.

The headline with its date, byline and section stands over the first paragraph; subheads, lists and verse stand between
paragraphs; bylines and credits stand under the last one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.function_words import content_words
from transforms.line_features import LineForm
from transforms.lines import Line, names_people, read_line, time_entry
from transforms.places import is_place_name
from transforms.types import Block

_REACH = 24  # lines over the first paragraph in which its headline is looked for
_NEAR = 5  # lines between headline and first paragraph without further evidence
_INSIDE = 4  # lines between two paragraphs that stay without further evidence
_FOOT = 8
_OPENS_LIST = (":", "：")
_OVER = 4  # lines over the headline that may be its date, byline and section
_REACH_OVER = 10  # with furniture between them
_STANDFIRST_SCORE = -2.5  # the model judges standfirsts by the paragraphs beside them, and teasers by the menus
_INSIDE_SCORE = -6.0  # in a paste
_INSIDE_SCORE_PAGE = -1.0  # in a page with its menus
_INSIDE_SCORE_ALONE = -3.3  # there, for one line alone between two paragraphs: a subhead
_EASE_IN_PASTE = (-0.5, -1.5, -2.0)
_LAST_SCORE = -2.6
_RULED_SCORE = 1.0  # of a line that a rule takes where other furniture is
_RULED_IN_PASTE = 10
_LINES_IN_PASTE = 60


@dataclass(frozen=True, slots=True)
class PageLines:
    """A page's lines as the steps before have read them."""

    blocks: Sequence[Block]
    forms: Sequence[LineForm]
    free: Sequence[bool]  # no rule takes the line
    near: Sequence[bool]  # a rule takes it where other furniture is
    teasers: Sequence[bool]  # it stands in a list that a rule opened
    opened: Sequence[bool]  # and at the list's beginning
    paste: bool  # little else than articles
    language: str | None

    def opens(self, index: int) -> bool:
        """A list of teasers begins under this line."""
        return index + 1 < len(self.opened) and self.opened[index + 1]


def is_paste(free: Sequence[bool], near: Sequence[bool]) -> bool:
    """Somebody copied articles and little else: few lines are furniture by their words."""
    ruled = sum(one or not other for one, other in zip(near, free, strict=True))
    return ruled <= _RULED_IN_PASTE and len(free) <= _LINES_IN_PASTE


def first_guess(page: PageLines, scores: Sequence[float]) -> list[bool]:
    """Lines that the model takes for content; in a paste, where furniture is rare, with less to say for them."""
    ease = _EASE_IN_PASTE if page.paste else (0.0, 0.0, 0.0)
    return [
        free and score > (_RULED_SCORE if near else 0.0 if teaser else ease[form.size])
        for free, score, near, teaser, form in zip(page.free, scores, page.near, page.teasers, page.forms, strict=True)
    ]


def keep_inside(page: PageLines, content: Sequence[bool], scores: Sequence[float]) -> list[bool]:
    """Lines between two paragraphs of an article that no rule takes: subheads, lists, verse, questions and answers.

    In a paste, which is little else than articles, all of them; in a page with its menus short runs that look like it.
    """
    kept = list(content)
    solid = [index for index, value in enumerate(content) if value and page.forms[index].prose]
    for one, other in pairwise(solid):
        run = [
            index
            for index in range(one + 1, other)
            if page.free[index] and not page.teasers[index] and not page.near[index]
        ]
        if page.paste or (len(run) <= _INSIDE and other - one - 1 <= 2 * _INSIDE):
            lowest = _INSIDE_SCORE if page.paste else _INSIDE_SCORE_ALONE if len(run) == 1 else _INSIDE_SCORE_PAGE
            for index in run:
                kept[index] = kept[index] or scores[index] > lowest or time_entry(page.blocks[index].text) > 0
    return _keep_last(page, kept, solid, scores)


def _keep_last(page: PageLines, kept: list[bool], solid: Sequence[int], scores: Sequence[float]) -> list[bool]:
    """Sentences and lists under the last paragraph, with nothing but furniture that a rule knows between."""
    lowest = _INSIDE_SCORE if page.paste else _LAST_SCORE
    for end in (one for one, other in pairwise((*solid, len(kept) + 9)) if other - one > 2):
        listed = page.blocks[end].text.endswith(_OPENS_LIST)
        for index in range(end + 1, min(end + 1 + _FOOT, len(kept))):
            form, block = page.forms[index], page.blocks[index]
            if not page.free[index] and not page.opens(index):
                continue
            listed = listed and not block.gap
            said = form.prose or listed or (form.ends and form.weight >= 25) or block.text.endswith(_OPENS_LIST)
            if not said or page.near[index] or page.teasers[index] or scores[index] <= lowest:
                break
            kept[index] = True
            listed = listed or block.text.endswith(_OPENS_LIST)
    return kept


def keep_heads(page: PageLines, content: Sequence[bool], scores: Sequence[float]) -> list[bool]:
    """The headline over the first paragraph of each run of content, and what stands between and just above."""
    kept = list(content)
    for start in _starts(content, page.forms):
        for index in _head(page, kept, start, scores):
            kept[index] = True
    return kept


def _starts(content: Sequence[bool], forms: Sequence[LineForm]) -> list[int]:
    """First paragraphs: content prose after two or more lines that are none."""
    found, last = [], -3
    for index, value in enumerate(content):
        if not value:
            continue
        if forms[index].size:
            if index - last > 2:
                found.append(index)
            last = index
    return found


def _head(page: PageLines, kept: Sequence[bool], start: int, scores: Sequence[float]) -> list[int]:
    low = start
    while low > 0 and start - low < _REACH and not (kept[low - 1] and page.forms[low - 1].prose):
        low -= 1
    lines = {index: read_line(page.blocks[index], page.language) for index in range(low, start) if page.free[index]}
    title = _title(page, lines, start)
    top = title if title is not None else start
    found = [
        index
        for index, line in lines.items()
        if index == title
        or (index > top and (_belongs(page, index, line, scores) or _signs(page, lines, index)))
        or (index == start - 1 > top and _is_place(lines, index))
    ]
    return found + _over_title(page, lines, top)


def _title(page: PageLines, lines: dict[int, Line], start: int) -> int | None:
    """The line that speaks of what the first paragraphs speak of, near them; None where no line does."""
    told = content_words(" ".join(block.text[:600] for block in page.blocks[start : start + 4]))
    best, best_score = None, 0.9
    for index, line in lines.items():
        if page.near[index] or not (line.headline or (line.prose and line.weight < 200)):
            continue
        if page.opened[index]:
            continue  # a related link
        score = _title_score(index, lines, told, start) + 0.4 * (page.forms[index].repeats > 1)
        if score > best_score:
            best, best_score = index, score
    return best


def _title_score(index: int, lines: dict[int, Line], told: frozenset[str], start: int) -> float:
    line = lines[index]
    words = content_words(line.text)
    shared = len(words & told) / len(words) if words else 0.0
    long_enough = len(line.text.split()) >= 4 or line.weight >= 24
    dated = any(lines[other].meta for other in range(index + 1, index + 4) if other in lines)
    below = _is_caption_place(lines, index)
    distance = start - index
    nearness = 0.6 * (distance <= _NEAR) - 0.03 * distance
    under = lines.get(index + 1)
    over = under is not None and (under.headline or under.prose) and line.headline and len(line.text.split()) >= 4
    level = 2.0 * (line.block.level == 1)
    return (
        2.2 * shared
        + 0.8 * long_enough
        - 0.8 * (len(line.text.split()) <= 2 and line.weight < 30)
        + 0.6 * dated
        + 0.9 * over
        - 0.9 * below
        + level
        + nearness
        - 1.5 * line.section
        - 1.2 * (not line.headline)
    )


def _is_caption_place(lines: dict[int, Line], index: int) -> bool:
    """Under a date or byline that has a possible headline over it."""
    meta = next((other for other in range(index - 4, index) if other in lines and _is_signature(lines[other])), None)
    return meta is not None and any(
        lines[other].headline and len(lines[other].text.split()) >= 3
        for other in range(meta - 4, meta)
        if other in lines
    )


def _is_signature(line: Line) -> bool:
    return line.meta and not line.masthead


def _signs(page: PageLines, lines: dict[int, Line], index: int) -> bool:
    """A name beside the date, in no table of names and without a "By"."""
    dated = any(other in lines and lines[other].date is not None for other in (index - 1, index + 1, index + 2))
    return dated and not page.near[index] and names_people(lines[index].text)


def _is_place(lines: dict[int, Line], index: int) -> bool:
    """A place's name alone, under the byline or the date."""
    above = lines.get(index - 1)
    under = above is not None and (above.date is not None or above.byline is not None)
    return under and is_place_name(lines[index].text)


def _belongs(page: PageLines, index: int, line: Line, scores: Sequence[float]) -> bool:
    """Between headline and first paragraph: what is read (date, byline, dateline), and a standfirst."""
    standfirst = (line.prose or (line.headline and line.weight >= 30)) and scores[index] > _STANDFIRST_SCORE
    return _is_meta(page, index, line) or line.bare_byline or line.dateline is not None or standfirst


def _is_meta(page: PageLines, index: int, line: Line) -> bool:
    """What is read, and not a share button that reads like an empty byline ("E-Mail") or rates ("Dollar today 98.50")."""
    if not page.near[index]:
        return line.meta
    dated = line.date is not None and (line.date.published is not None or line.date.modified is not None)
    empty = line.byline is not None and not line.byline.people and not line.byline.agencies
    return line.meta and (dated or not (empty or line.date is not None))


def _over_title(page: PageLines, lines: dict[int, Line], top: int) -> list[int]:
    """The date, the byline and one section's name just over the headline."""
    found = []
    near = [
        index
        for index, line in lines.items()
        if top - _REACH_OVER <= index < top and (_is_meta(page, index, line) or not page.near[index] or line.section)
    ]
    above = sorted(near, reverse=True)[:_OVER]
    for index in above:
        line = lines[index]
        if line.meta:
            found.append(index)
        elif _is_topic(line) and _ends_menu(page, index):
            break
        elif _is_topic(line) and not any(_is_topic(lines[other]) for other in (index - 1, index + 1) if other in lines):
            found.append(index)
            break
    return found


def _ends_menu(page: PageLines, index: int) -> bool:
    """The last entry of a menu: no blank line parts it from the entry above, but one from what is below."""
    above = index > 0 and page.near[index - 1] and not page.blocks[index].gap
    return above and index + 1 < len(page.blocks) and page.blocks[index + 1].gap > 0


def _is_topic(line: Line) -> bool:
    return line.section or (line.headline and len(line.text.split()) <= 3 and not line.text.isupper())


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
