"""Dates that stand in a page's elements: time elements, marked properties, and words that the reader sees.

Each is judged by where it stands: near the headline, in a branch of its own, under a class that says "published", or
inside a list of teasers, a comment, a widget, the footer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from lxml.etree import _Element as Element

from transforms.blocks import fold
from transforms.calendar_words import table_rows
from transforms.dates import DateLine, read_date_line
from transforms.html.date_witness import Manner, Means, Name, Witness, names
from transforms.html.tree import HtmlTree
from transforms.types import DateExpression, Precision

_LONGEST = 100  # characters of a piece of text that is a date and no sentence
_WORTH = 0.25  # of the best one's trust: what stands worse is not read
_HIGHEST = 40  # levels that are climbed
_OPENING = 40  # characters of a paragraph that may open with its date
_LONGEST_LINE = 140  # and of the line it stands on, with a label and a name
_MOST_MARKS = 400  # a list page has hundreds
_MOST_READ = 10  # those that stand best
_MOST_CHECKED = 4  # where declarations are only to be confirmed

_YEAR = re.compile(
    r"(?:19|20)\d\d|\d[./-]\d\d[./-]\d\d(?!\d)|[12]\d\s?年|[٠-٩۰-۹०-९๐-๙]{4}|25[5-7]\d|1[34]\d\d", re.ASCII
)
_UNREAD = frozenset(
    [
        "script",
        "style",
        "noscript",
        "meta",
        "link",
        "option",
        "svg",
        "path",
        "img",
        "input",
        "title",
        "template",
        "iframe",
    ]
)
_COARSE = frozenset([Precision.MONTH, Precision.YEAR])
_HEADINGS = frozenset(["h1", "h2", "h3"])
_READERS = 0.1  # of a date's trust, where it is a reader's: many on a page, and never the article's
_OTHER_ITEM = re.compile(
    r"(?:Review|Comment|UserComments|Event|Person|Offer)$"
)  # microdata types with dates of their own
_WHOLE = frozenset(["html", "body"])  # their names tell nothing apart
_DATED = frozenset(["time", "abbr"])


@dataclass(frozen=True, slots=True)
class _Mark:
    """A place that may hold a date, before it is read."""

    element: Element
    order: int  # place in the document, in elements
    words: str  # as they stand there
    attribute: str  # which attribute has them; empty: the element's text


@dataclass(frozen=True, slots=True)
class _Walk:
    """What one pass over the elements found."""

    marks: list[_Mark]
    headings: list[tuple[int, Element]]


def marked(tree: HtmlTree, manner: Manner, *, is_declared: bool = False) -> Iterator[Witness]:
    """The dates in the page's elements, the best-placed only; few of them where the page `is_declared` a date."""
    most = _MOST_CHECKED if is_declared else _MOST_READ
    walk = _walk(tree)
    place = _Place(_headline(tree, walk))
    judged = sorted(((place.trust(mark), mark) for mark in walk.marks), key=lambda pair: (-pair[0], pair[1].order))
    read: set[tuple[Element, str]] = set()
    best = 3.0 if is_declared else 0.0
    for trust, mark in judged:
        if (mark.element, mark.words) in read:
            continue
        read.add((mark.element, mark.words))
        if len(read) > most or trust <= 0 or trust < _WORTH * best:
            return
        for witness in _of_mark(mark, trust, manner):
            best = max(best, witness.trust)
            yield witness


# --- the pass ---------------------------------------------------------------------------------------------------------

_TWO_DIGITS = re.compile(r"\d\d")


def _walk(tree: HtmlTree) -> _Walk:
    """Every element is asked once, so each question is the cheapest there is: this loop is most of what dates cost."""
    marks: list[_Mark] = []
    headings: list[tuple[int, Element]] = []
    wanted, has_digits = _places("attribute"), _TWO_DIGITS.search
    for order, element in enumerate(tree.root.iter()):
        tag = element.tag
        if tag not in _UNREAD:
            text = element.text
            if text and len(text) > 3 and has_digits(text, 0, 300) and isinstance(tag, str) and _has_year(text):
                marks.append(_Mark(element, order, text, ""))
            if tag in _HEADINGS:
                headings.append((order, element))
            if tag in _DATED or not wanted.isdisjoint(element.keys()):
                marks.extend(_in_attributes(element, order))
        elif tag == "meta" and element.get("itemprop"):
            marks.extend(_in_attributes(element, order))
        text = element.tail
        if text and len(text) > 3 and has_digits(text, 0, 300) and _has_year(text):
            marks.append(_Mark(parent if (parent := element.getparent()) is not None else element, order, text, ""))
    return _Walk(marks[:_MOST_MARKS], headings)


def _has_year(text: str) -> bool:
    return _YEAR.search(text, 0, 300 if len(text) < 300 else _OPENING) is not None


def _in_attributes(element: Element, order: int) -> Iterator[_Mark]:
    for key in ("datetime", "content", "title"):
        value = element.get(key)
        if value and 6 <= len(value) <= 60 and _DIGITS.search(value):
            yield _Mark(element, order, value, key)
    for key, value in element.items():
        if key.startswith("data-") and key in _places("attribute") and 6 <= len(value) <= 60 and _DIGITS.search(value):
            yield _Mark(element, order, value, key)


_DIGITS = re.compile(r"\d{4}|\d\d[./]\d\d")


# --- words of classes -------------------------------------------------------------------------------------------------

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


@lru_cache(maxsize=8192)
def _words(names_given: str) -> frozenset[str]:
    """The words of a class or id: "entry-date", "entryDate" and "entry_date" have the same."""
    return frozenset(word.lower() for word in _WORD.findall(names_given[:400]))


@cache
def _places(kind: str) -> frozenset[str]:
    rows = table_rows("html_date_places.tsv")
    return frozenset(word for row_kind, words in rows if row_kind == kind for word in words.split("|"))


def _names_of(element: Element) -> frozenset[str]:
    own, identity = element.get("class"), element.get("id")
    return _words(f"{own or ''} {identity or ''}") if own or identity else frozenset()


# --- where a mark stands ----------------------------------------------------------------------------------------------


def _headline(tree: HtmlTree, walk: _Walk) -> tuple[int, Element] | None:
    """The heading with the page's title; else the first of the first level."""
    titles = [_plain(tree.meta("og:title") or ""), *(_plain(element.text or "") for element in tree.root.iter("title"))]
    first = None
    for order, element in walk.headings[:30]:
        words = _plain(_short_text(element, 300) or "")[:40]
        if len(words) >= 8 and any(words in title for title in titles):
            return order, element
        if first is None and element.tag == "h1":
            first = (order, element)
    return first


_SIGNS = re.compile(r"[\W_]+")


def _plain(title: str) -> str:
    return _SIGNS.sub("", title.casefold())


class _Place:
    """Judges marks by where they stand to the headline."""

    def __init__(self, headline: tuple[int, Element] | None) -> None:
        self._order = headline[0] if headline else None
        self._above = {headline[1], *headline[1].iterancestors()} if headline else set()  # branches end at these
        self._known: dict[Element, tuple[int, float]] = {}
        self._title = fold(_short_text(headline[1], 300) or "") if headline else ""

    def trust(self, mark: _Mark) -> float:
        """0 to 8, by the distance to the headline and the names of the elements around it."""
        depth, factor = self._branch(mark.element)
        if self._order is None:
            near = 2.0
        else:
            distance = mark.order - self._order
            near = next((trust for low, high, trust in _NEAR if low <= distance <= high), 2.0)
            near = max(near, 5.0 if depth <= 3 else 0.0)
            if near >= 7 and depth < 8:
                factor = max(factor, 0.5)
            if not mark.attribute and fold(mark.words) in self._title:
                factor = 0.2  # a date in the headline is what the text is about
        own = _names_of(mark.element) | (
            _names_of(parent) if (parent := mark.element.getparent()) is not None else frozenset()
        )
        if not own.isdisjoint(_places("own")):
            near += 1
        if mark.attribute.startswith("data-"):
            near *= 0.6
        elif mark.attribute or mark.element.tag == "time":
            near += 1
        return near * factor

    def _branch(self, element: Element) -> tuple[int, float]:
        """How many levels lie between an element and what holds the headline too; how little the names there refuse."""
        path: list[Element] = []
        current: Element | None = element
        while (
            current is not None and len(path) < _HIGHEST and current not in self._above and current not in self._known
        ):
            path.append(current)
            current = current.getparent()
        depth, factor = self._known.get(current, (0, 1.0)) if current is not None else (0, 1.0)
        for step in reversed(path):
            credit = 1.0 if step.tag in _WHOLE else min(_ASIDE.get(step.tag, 1.0), _credit(_names_of(step)))
            item = step.get("itemtype")
            if item and self._order is not None and _OTHER_ITEM.search(item):
                credit = min(credit, _READERS)
            depth, factor = depth + 1, min(factor, credit)
            self._known[step] = depth, factor
        return depth, factor


def _credit(words: frozenset[str]) -> float:
    """How much trust a name leaves to what stands under it: little where that is another thing's."""
    if not words or not words.isdisjoint(_places("own")):
        return 1.0
    if not words.isdisjoint(_places("readers")):
        return _READERS
    if not words.isdisjoint(_places("refuse")):
        return 0.2
    return 0.2 if not words.isdisjoint(_places("margin")) and words.isdisjoint(_places("article")) else 1.0


_NEAR = ((0, 20, 8.0), (-10, -1, 7.0), (21, 40, 6.0), (-20, -11, 3.0), (-9999, -21, 1.5), (41, 60, 4.0))
_ASIDE = {"aside": 0.3, "footer": 0.5, "nav": 0.2, "a": 0.7, "li": 0.7, "td": 0.8, "form": 0.2, "figcaption": 0.2}


# --- reading ----------------------------------------------------------------------------------------------------------


def _of_mark(mark: _Mark, trust: float, manner: Manner) -> Iterator[Witness]:
    if mark.attribute:
        yield from _of_attribute(mark, trust, manner)
    else:
        yield from _of_text(mark, trust, manner)


def _of_attribute(mark: _Mark, trust: float, manner: Manner) -> Iterator[Witness]:
    found = manner.read(mark.words)
    if not found or found.precision in _COARSE:
        return
    element, label = mark.element, mark.attribute
    name = _property(element)
    if name:
        label = f"{element.get('itemprop') or element.get('property')}"
        means, trust = name.means, trust * name.trust / 7
    else:
        means = _means_of_names(element, mark.attribute) or _means_of_line(mark, manner, found) or Means.EITHER
    rule = f"microdata:{label}" if name else f"{element.tag}:{label}"
    yield Witness(found, means, "item", trust, rule, f"{rule} = {mark.words}")


def _property(element: Element) -> Name | None:
    for word in f"{element.get('itemprop') or ''} {element.get('property') or ''}".lower().split():
        if word in names("item"):
            return names("item")[word]
    return None


def _means_of_names(element: Element, attribute: str) -> Means | None:
    """What class and attribute names say of an element's date."""
    words = _names_of(element) | (_words(attribute) if attribute.startswith("data-") else frozenset())
    if words and words <= _places("modified") and (parent := element.getparent()) is not None:
        words |= _names_of(parent)
    if not words.isdisjoint(_places("modified")):  # "entry-date updated" is the microformat's only date
        return None if not words.isdisjoint(_places("own") | _places("date_only")) else Means.MODIFIED
    return None if words.isdisjoint(_places("own")) else Means.PUBLISHED


def _means_of_line(mark: _Mark, manner: Manner, found: DateExpression) -> Means | None:
    """What the words beside an element say of its date ("Updated: <time ...>")."""
    line = _line(mark, manner)[1]
    if line is None:
        return None
    if line.modified and line.modified.value.date() == found.value.date() and not line.published:
        return Means.MODIFIED
    return Means.MODIFIED if line.relative_is_modified else Means.PUBLISHED if line.labelled else None


_BARRED = re.compile(r"(?<=\d )\|(?= \d)")  # 05 | 04 | 2021


def _of_text(mark: _Mark, trust: float, manner: Manner) -> Iterator[Witness]:
    line_words, line = _line(mark, manner)
    if line and (line.published or line.modified):
        yield from _of_line(mark, line, line_words, _labelled(trust) if line.labelled else trust)
        return
    words = fold(mark.words)
    found = manner.read(_BARRED.sub(".", words if len(words) <= _LONGEST else words[:_OPENING]))
    if found and found.precision not in _COARSE:
        share = _share(mark, words, found)
        if share:
            yield _seen(found, _means(mark, Means.EITHER), trust * share, words)


def _share(mark: _Mark, words: str, found: DateExpression) -> float:
    """How far words that are no date line are about their date: a sentence names the days of other things."""
    if found.end - found.start > 0.6 * len(words):
        return 1.0
    opens = found.start <= 1
    named = len(words) <= _LONGEST and not _names_of(mark.element).isdisjoint(_places("own") | _places("date"))
    return 0.5 if opens or named else 0.0


def _labelled(trust: float) -> float:
    """Words that say what the date is help most where its place says little."""
    return max(1.5 * trust, min(2.5 * trust, 2.0))


def _of_line(mark: _Mark, line: DateLine, words: str, trust: float) -> Iterator[Witness]:
    if line.published and line.published.precision not in _COARSE:
        yield _seen(line.published, _means(mark, Means.PUBLISHED if line.labelled else Means.EITHER), trust, words)
    if line.modified and line.modified.precision not in _COARSE:
        yield _seen(line.modified, Means.MODIFIED, trust, words)


def _means(mark: _Mark, otherwise: Means) -> Means:
    name = _property(mark.element)
    return name.means if name else _means_of_names(mark.element, "") or otherwise


def _seen(found: DateExpression, means: Means, trust: float, words: str) -> Witness:
    return Witness(found, means, "visible", trust, "visible", words[found.start : found.end])


def _line(mark: _Mark, manner: Manner) -> tuple[str, DateLine | None]:
    """The longest short text around a mark that reads as a line about a date."""
    best: tuple[str, DateLine | None] = ("", None)
    for words in _lines(mark):
        line = read_date_line(words, manner.language, day_first=manner.day_first, country=manner.country)
        if line and _says_more(line, best[1]):
            best = (words, line)
        if best[1] and best[1].labelled:
            break
    return best


def _says_more(line: DateLine, before: DateLine | None) -> bool:
    """Whether a longer line is still about the shorter one's date: the next one around it has a date of its own."""
    if before is None:
        return True
    known, days = _days(before), _days(line)
    return not known.isdisjoint(days) if known else bool(line.published or line.modified or line.relative)


def _days(line: DateLine) -> set[date]:
    dates = (line.published, line.modified)
    return {found.value.date() for found in dates if found and found.precision not in _COARSE}


def _lines(mark: _Mark) -> Iterator[str]:
    """A mark's own words, its element's and those of what is around it, as long as they are no more than a line's."""
    own = "" if mark.attribute else fold(mark.words)
    if own and len(own) <= _LONGEST_LINE:
        yield own
    current: Element | None = mark.element
    for _ in range(3):
        words = _short_text(current, _LONGEST_LINE) if current is not None else None
        if not words:
            return
        if words != own:
            yield words
        current = current.getparent() if current is not None else None


def _short_text(element: Element, limit: int) -> str | None:
    """An element's words on one line; None where they are more than a line's."""
    pieces, length = [], 0
    for piece in element.itertext():
        length += len(piece) if piece.strip() else 0
        if length > limit:
            return None
        pieces.append(piece)
    return fold(" ".join(pieces))
