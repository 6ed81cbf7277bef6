"""One capture, several articles: where one ends and the next begins.

A cut needs evidence on the page: a headline with a date, a dateline or a byline under it; a byline at the foot before
a headline; the same furniture between articles again and again. A subhead has none of these, so an article is never cut
at its subheads. Each cut names its evidence.
"""

from bisect import bisect, bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from sys import maxsize

from transforms.label import label, same_words
from transforms.lines import Line, read_lines, time_entry
from transforms.types import Cleaned, Labelled, Reason, Removed, Role, Segment

_LONGEST_STANDFIRST = 420  # weight of what may stand between a headline and its date
_SHORTEST_RULE = 5  # stars that make a rule
_SHORTEST_DASHES = 3
_BETWEEN = 4  # lines that may stand between a headline and its date: a repeat, a standfirst, a byline
_COMMENT = 20  # lines of the capture from one line of a thread to the next
_PAGE_LINES = 40  # lines of furniture that make a capture a whole page
_FEWEST_OVER = 4  # lines of furniture over a page's article
_SHARE_OF_LONGEST = 0.4
_STRONG = frozenset(("headline+date", "headline+dateline", "date+headline", "dateline"))
_LONG_ARTICLE = 1300
_TAIL_WEIGHT = 420  # what a teaser under a long article has at most
_FURNITURE = frozenset(
    {
        Reason.SOCIAL,
        Reason.RIGHTS,
        Reason.COMMENT,
        Reason.RELATED,
        Reason.NEWSLETTER,
        Reason.COUNTER,
        Reason.TAGS,
        Reason.NAVIGATION,
    }
)


@dataclass(frozen=True, slots=True)
class _Cut:
    """An article's first line, and why it is one."""

    start: int  # index into the kept lines
    evidence: str


def segment(cleaned: Cleaned, language: str | None = None) -> tuple[Segment, ...]:
    """The articles of a cleaned page, in order; none where no line of an article is left.

    Every removed block goes with the article in whose reach it stands; blocks that belong to none (a headline over all)
    are removed here, with a reason, and go with the nearest article.
    """
    if not cleaned.pages:
        return tuple(_page_segments(cleaned, language))
    found: list[Segment] = []
    spare: tuple[Removed, ...] = ()
    for page in _pages(cleaned):
        own = _page_segments(replace(page, removed=(*spare, *page.removed)), language)
        spare = () if own else (*spare, *_taken(page))
        found += own
    if found and spare:
        found[-1] = replace(found[-1], removed=(*found[-1].removed, *spare))
    return tuple(replace(one, position=number, count=len(found)) for number, one in enumerate(found))


def _pages(cleaned: Cleaned) -> Iterator[Cleaned]:
    """Each page of a paste with its own lines."""
    wheres = [block.where for block in cleaned.kept]
    for low, high in pairwise((0, *cleaned.pages, maxsize)):
        kept = cleaned.kept[bisect_left(wheres, low) : bisect_left(wheres, high)]
        first, end = (bisect_left(cleaned.removed, where, key=_where) for where in (low, high))
        yield Cleaned(kept, cleaned.removed[first:end])


def _taken(page: Cleaned) -> tuple[Removed, ...]:
    """All of a page that holds no article; it goes with the next page's article."""
    apart = (Removed(block, Reason.NAVIGATION, "segment:page without an article") for block in page.kept)
    return tuple(sorted((*page.removed, *apart), key=_where))


def _page_segments(cleaned: Cleaned, language: str | None) -> list[Segment]:
    """The articles of one page, as if it were the whole capture."""
    lines: Sequence[Line] = read_lines(cleaned.kept, language)
    if not any(line.prose or line.weight > 60 for line in lines) and sum(line.weight for line in lines) < 80:
        return []
    cuts = _cuts(lines, cleaned)
    lines, cuts, apart = _main_of_page(lines, cuts, cleaned)
    lines, cuts, over_all, shared = _take_collection_title(lines, cuts)
    cuts, lines, teasers = _drop_teasers(cuts, lines)
    removed = tuple(sorted((*cleaned.removed, *apart, *over_all, *teasers), key=_where))
    return _segments(lines, cuts, removed, shared)


# --- where the cuts are -----------------------------------------------------------------------------------------------


class _Page:
    """The kept lines, with what every question about a span of them needs counted once: pages can have a million lines."""

    def __init__(self, lines: Sequence[Line], cleaned: Cleaned) -> None:
        self.lines = lines
        self.prose = list(accumulate((line.prose for line in lines), initial=0))
        self.weight = list(accumulate((line.weight if line.prose else 0 for line in lines), initial=0))
        # A masthead stands over a standfirst as well: only what stands under a headline tells that a body has begun.
        self.next_meta = _next(
            [line.date is not None or line.dateline is not None or _is_marked(line) for line in lines]
        )
        self.first_filed = next(
            (index for index, line in enumerate(lines) if line.dateline is not None or line.date is not None),
            len(lines),
        )
        self.first_dated_above = next((index for index in range(len(lines)) if _dated_above(lines, index)), len(lines))
        self.usual_gap = sorted(line.block.gap for line in lines[1:])[len(lines) // 2] if len(lines) > 2 else 0
        self.after_furniture = _after_repeated_furniture(lines, cleaned)
        self.comments = [item.block.where for item in cleaned.removed if item.reason is Reason.COMMENT]

    def has_ended(self, start: int, end: int) -> bool:
        """An article between two lines has a body: more than a standfirst, or a paragraph below its date or byline."""
        count = self.prose[end] - self.prose[start]
        if not count or count > 2:
            return count > 0
        under_meta = self.next_meta[start] < end and self.prose[end] > self.prose[self.next_meta[start]]
        return under_meta or self.weight[end] - self.weight[start] > _LONGEST_STANDFIRST

    def is_comment(self, index: int) -> bool:
        """Between two lines of a thread ("Reply") with less between them than an article has."""
        where = self.lines[index].block.where
        following = bisect(self.comments, where)
        if not 0 < following < len(self.comments) or where - self.comments[following - 1] > _COMMENT:
            return False
        end = bisect_left(self.lines, self.comments[following], key=lambda line: line.block.where)
        return self.weight[end] - self.weight[index] <= _LONGEST_STANDFIRST


def _is_marked(line: Line) -> bool:
    return line.byline is not None and not line.bare_byline


def _next(marks: Sequence[bool]) -> list[int]:
    """For each place the first mark at or after it; the length where there is none."""
    found = [len(marks)] * (len(marks) + 1)
    for index in range(len(marks) - 1, -1, -1):
        found[index] = index if marks[index] else found[index + 1]
    return found


def _cuts(lines: Sequence[Line], cleaned: Cleaned) -> tuple[_Cut, ...]:
    ticker = _ticker_cuts(lines)
    if ticker:
        return ticker
    page = _Page(lines, cleaned)
    cuts = [_Cut(0, "whole")]
    for index in range(1, len(lines)):
        evidence = _evidence(page, index, cuts[-1].start)
        if evidence:
            cuts.append(_Cut(index, evidence))
    return tuple(cuts)


def _evidence(page: _Page, index: int, last: int) -> str | None:
    """Why an article begins at this line; None where it does not."""
    lines, line = page.lines, page.lines[index]
    if not page.has_ended(last, index) or page.is_comment(index):
        return None
    if line.prose and _is_filed_alone(lines, index, last):
        return "dateline"
    if page.first_dated_above < index and _dated_above(lines, index):
        return "date+headline"
    if not (_could_head(line) or (line.section and index + 1 < len(lines) and lines[index + 1].headline)):
        return None
    if not _has_body(lines, index):
        return None
    return (
        _headed(page, index)
        or ("furniture" if index in page.after_furniture and not line.section else None)
        or _after_foot(page, index, last)
        or _after_separator(page, index)
    )


def _dated_above(lines: Sequence[Line], index: int) -> bool:
    """A date line with the headline under it: a page may print them in this order, if it does so for each article."""
    date = lines[index].date
    over = date is not None and date.published is not None and index + 1 < len(lines) and _could_head(lines[index + 1])
    return over and _has_body(lines, index + 1)


def _could_head(line: Line) -> bool:
    """A headline over an article has a few words; one or two are a commenter's name or a subhead."""
    return line.headline and (len(line.text.split()) >= 3 or line.weight >= 3 * len(line.text) - 6 >= 18)


def _head(lines: Sequence[Line], index: int) -> Sequence[Line]:
    """The lines after a headline up to and with the first that is surely body."""
    end = index + 1
    while end < min(len(lines), index + 1 + _BETWEEN):
        line = lines[end]
        end += 1
        if line.prose and (line.weight > _LONGEST_STANDFIRST or line.dateline is not None):
            break
    return lines[index + 1 : end]


def _headed(page: _Page, index: int) -> str | None:
    """A date, a dateline or a byline stands under the headline, before any paragraph but a standfirst."""
    prose = 0
    for line in _head(page.lines, index):
        if line.date is not None and line.date.published is not None:
            return "headline+date"
        if line.dateline_only or (line.dateline is not None and prose == 0):
            # A capture's articles come from one hand: the one before has a dateline or a date too.
            return "headline+dateline" if page.first_filed < index else None
        if line.byline is not None and not line.bare_byline and prose <= 1:
            return "headline+byline"
        prose += line.prose
        if prose > 1 or (not line.prose and not line.headline and not line.meta):
            return None
    return None


def _is_filed_alone(lines: Sequence[Line], index: int, last: int) -> bool:
    """A paragraph with a full dateline of its own, in a digest whose every item has one and none has a headline."""
    dateline = lines[index].dateline
    if dateline is None or not (dateline.agency and (dateline.date or dateline.month)):
        return False
    if index and (lines[index - 1].headline or lines[index - 1].meta):
        return False
    first = lines[last]
    return first.prose and first.dateline is not None and first.dateline.agency is not None


def _after_foot(page: _Page, index: int, last: int) -> str | None:
    """A byline or a credit stands alone before a headline, as it does at the end of the article before."""
    lines, before = page.lines, page.lines[index - 1]
    if page.weight[index] - page.weight[last] <= _LONGEST_STANDFIRST:
        return None  # a standfirst and the byline under it
    signed = (before.byline is not None and (not before.bare_byline or lines[-1].byline is not None)) or before.credit
    follows = index + 1 < len(lines) and lines[index + 1].prose
    return (
        "byline+headline"
        if signed and follows and lines[index].block.gap and index >= 2 and lines[index - 2].prose
        else None
    )


def _after_separator(page: _Page, index: int) -> str | None:
    """A rule of signs, or far more blank lines than elsewhere, and a headline under it."""
    line, before = page.lines[index], page.lines[index - 1]
    stars = set(before.text) <= set("*· ")  # part an article's sections
    if before.separator and len(before.text) >= (_SHORTEST_RULE if stars else _SHORTEST_DASHES):
        return "separator+headline"
    gap = line.block.gap
    return "gap+headline" if gap >= 3 and gap > 2 * page.usual_gap and len(line.text.split()) >= 4 else None


def _has_body(lines: Sequence[Line], index: int) -> bool:
    return any(line.prose for line in lines[index + 1 : index + 8])


def _after_repeated_furniture(lines: Sequence[Line], cleaned: Cleaned) -> frozenset[int]:
    """Headlines that follow furniture which stands after other articles of the capture as well."""
    times = Counter(item.block.text for item in cleaned.removed if item.reason in _FURNITURE)
    again = sorted(
        item.block.where for item in cleaned.removed if item.reason in _FURNITURE and times[item.block.text] > 1
    )
    # One such place may be a box in the middle of an article; the last article needs the same furniture at its foot.
    if not again or not lines or again[-1] < lines[-1].block.where:
        return frozenset()
    return frozenset(
        index
        for index in range(1, len(lines))
        if lines[index].headline
        and lines[index - 1].prose
        and bisect(again, lines[index].block.where) > bisect(again, lines[index - 1].block.where)
    )


def _ticker_cuts(lines: Sequence[Line]) -> tuple[_Cut, ...]:
    """A live ticker: every entry has its time and a headline of its own, and there are three at least."""
    starts = [index for index in range(len(lines)) if _is_entry(lines, index)]
    if len(starts) < 3:
        return ()
    # A report before the entries is an article of its own; a standfirst is not.
    report = (_Cut(0, "whole"),) if _prose_weight(lines[: starts[0]]) > _LONGEST_STANDFIRST else ()
    return (*report, *(_Cut(start, "ticker") for start in starts))


def _is_entry(lines: Sequence[Line], index: int) -> bool:
    words = time_entry(lines[index].text)
    if not words or index + 1 >= len(lines):
        return False
    rest = lines[index].text[words:]
    if rest:
        return lines[index].headline and len(rest.split()) >= 3 and lines[index + 1].prose
    return lines[index + 1].headline and index + 2 < len(lines) and lines[index + 2].prose


# --- what belongs to no article ---------------------------------------------------------------------------------------


def _take_collection_title(
    lines: Sequence[Line], cuts: Sequence[_Cut]
) -> tuple[Sequence[Line], tuple[_Cut, ...], tuple[Removed, ...], tuple[Line, ...]]:
    """The headline over several articles, and a date or masthead beside it that all of them share.

    It is known by one headline more than the other articles have, apart from the first article's own.
    """
    if len(cuts) < 2 or cuts[0].evidence == "ticker":
        return (*_before_ticker(lines, cuts),)
    head = _leading(lines, 0, cuts[1].start)
    others = [_leading(lines, cut.start, _end(cuts, number, lines)) for number, cut in enumerate(cuts) if number]
    usual = min(len(other) for other in others)
    titles = [line for line in head if line.headline]
    if len(titles) < 2 or len(head) <= usual:
        return lines, tuple(cuts), (), ()
    own = _own_title(lines, titles, min(sum(line.headline for line in other) for other in others))
    over, shared = lines[:own], tuple(line for line in lines[:own] if line.meta)
    return _without_first(lines, cuts, own, over, shared)


def _own_title(lines: Sequence[Line], titles: Sequence[Line], usual: int) -> int:
    """Index of the first article's own headline: the first after a blank line, or as many lines up as others have headlines."""
    for title in titles[1:]:
        if title.block.gap:
            return lines.index(title)
    return lines.index(titles[-usual]) if 0 < usual < len(titles) else 0


def _before_ticker(
    lines: Sequence[Line], cuts: Sequence[_Cut]
) -> tuple[Sequence[Line], tuple[_Cut, ...], tuple[Removed, ...], tuple[Line, ...]]:
    first = cuts[0].start if cuts else 0
    if not first:
        return lines, tuple(cuts), (), ()
    return _without_first(lines, cuts, first, lines[:first], tuple(line for line in lines[:first] if line.meta))


def _without_first(
    lines: Sequence[Line], cuts: Sequence[_Cut], own: int, over: Sequence[Line], shared: tuple[Line, ...]
) -> tuple[Sequence[Line], tuple[_Cut, ...], tuple[Removed, ...], tuple[Line, ...]]:
    moved = tuple(_Cut(max(0, cut.start - own), cut.evidence) for cut in cuts)
    taken = tuple(Removed(line.block, Reason.COLLECTION_TITLE, "segment:collection") for line in over if not line.meta)
    return lines[own:], moved, taken, shared


def _leading(lines: Sequence[Line], start: int, end: int) -> Sequence[Line]:
    """The lines of an article before its first paragraph."""
    stop = start
    while stop < end and not lines[stop].prose:
        stop += 1
    return lines[start:stop]


def _main_of_page(
    lines: Sequence[Line], cuts: tuple[_Cut, ...], cleaned: Cleaned
) -> tuple[Sequence[Line], tuple[_Cut, ...], tuple[Removed, ...]]:
    """A whole page, menus and all, is about one article: another one on it has a date of its own and is as long.

    Weaker cuts are undone, and what is short beside the longest is a teaser.
    """
    if len(cuts) < 2 or cuts[0].evidence == "ticker" or len(cleaned.removed) < max(_PAGE_LINES, 0.6 * len(lines)):
        return lines, cuts, ()
    wheres = [item.block.where for item in cleaned.removed if item.reason in _FURNITURE]
    strong = (cuts[0], *(cut for cut in cuts[1:] if cut.evidence in _STRONG))
    weights = [_prose_weight(lines[cut.start : _end(strong, number, lines)]) for number, cut in enumerate(strong)]
    chosen = [
        weight >= _SHARE_OF_LONGEST * max(weights) and (weight >= 600 or weight == max(weights)) for weight in weights
    ]
    kept: list[Line] = []
    moved: list[_Cut] = []
    apart: list[Removed] = []
    for number, cut in enumerate(strong):
        own = lines[cut.start : _end(strong, number, lines)]
        if chosen[number]:
            if not kept or _lines_over(lines, cut, wheres) >= _FEWEST_OVER:
                moved.append(_Cut(len(kept), cut.evidence))
            kept.extend(own)
        else:
            apart.extend(Removed(line.block, Reason.RELATED, "segment:beside the page's article") for line in own)
    return kept, tuple(moved), tuple(apart)


def _lines_over(lines: Sequence[Line], cut: _Cut, wheres: Sequence[int]) -> int:
    """How many of the removed lines stand between the last paragraph above a cut and its first paragraph."""
    above = next((line.block.where for line in reversed(lines[: cut.start]) if line.prose), 0)
    below = next((line.block.where for line in lines[cut.start :] if line.prose), maxsize)
    return bisect_left(wheres, below) - bisect_left(wheres, above)


def _drop_teasers(
    cuts: tuple[_Cut, ...], lines: Sequence[Line]
) -> tuple[tuple[_Cut, ...], Sequence[Line], tuple[Removed, ...]]:
    """After a long article, items of a headline, a date and a sentence are teasers and not a digest."""
    if len(cuts) < 2:
        return cuts, lines, ()
    weights = [_prose_weight(lines[cut.start : _end(cuts, number, lines)]) for number, cut in enumerate(cuts)]
    if weights[0] < _LONG_ARTICLE or any(weight > _TAIL_WEIGHT for weight in weights[1:]):
        return cuts, lines, ()
    tail = lines[cuts[1].start :]
    return (
        cuts[:1],
        lines[: cuts[1].start],
        tuple(Removed(line.block, Reason.RELATED, "segment:teaser") for line in tail),
    )


def _prose_weight(lines: Sequence[Line]) -> int:
    return sum(line.weight for line in lines if line.prose)


# --- the segments -----------------------------------------------------------------------------------------------------


def _where(item: Removed) -> int:
    return item.block.where


def _renamed(removed: Sequence[Removed], blocks: Sequence[Labelled], *, over_all: bool) -> Iterator[Removed]:
    """What cleaning took out for its place alone, with the reason that only the article's title tells."""
    title = next((item.block for item in blocks if item.role is Role.TITLE), None)
    for item in removed:
        by_place = title is not None and item.rule.startswith("region:")
        if by_place and title is not None and same_words(item.block.text, title.text):
            yield Removed(item.block, Reason.TITLE_REPEAT, item.rule)
        elif (
            by_place
            and title is not None
            and over_all
            and item.block.where < title.where
            and len(item.block.text.split()) >= 4
        ):
            yield Removed(item.block, Reason.COLLECTION_TITLE, item.rule)
        else:
            yield item


def _end(cuts: Sequence[_Cut], number: int, lines: Sequence[Line]) -> int:
    return cuts[number + 1].start if number + 1 < len(cuts) else len(lines)


def _segments(
    lines: Sequence[Line], cuts: Sequence[_Cut], removed: Sequence[Removed], shared: tuple[Line, ...]
) -> list[Segment]:
    found = []
    for number, cut in enumerate(cuts):
        end = _end(cuts, number, lines)
        low = lines[cut.start].block.where if number else 0
        high = lines[end].block.where if end < len(lines) else maxsize
        reach = removed[bisect_left(removed, low, key=_where) : bisect_left(removed, high, key=_where)]
        own = lines[cut.start : end]
        if shared and not any(line.date is not None for line in own):
            own = (*shared, *own)
        blocks, also = label(own)
        everything = tuple(
            sorted((*_renamed(reach, blocks, over_all=number == 0 and len(cuts) > 1), *also), key=_where)
        )
        found.append(Segment(blocks, everything, number, len(cuts), cut.evidence))
    return _with_spare(found, shared)


def _with_spare(found: list[Segment], shared: Sequence[Line]) -> list[Segment]:
    """A date over all that no article needs, because each has its own, is not lost without a word."""
    used = {item.block.where for segment_ in found for item in segment_.blocks}
    spare = [
        Removed(line.block, Reason.METADATA, "segment:over all") for line in shared if line.block.where not in used
    ]
    if spare:
        found[0] = replace(found[0], removed=tuple(sorted((*spare, *found[0].removed), key=_where)))
    return found
