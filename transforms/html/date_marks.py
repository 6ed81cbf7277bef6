"""Dates that stand in a page's elements: time elements, marked properties, and words that the reader sees.

Each is judged by where it stands: near the headline, in a branch of its own, under a class that says "published", or
inside a list of teasers, a comment, a widget, the footer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from lxml.etree import _Element as Element

from transforms.blocks import fold
from transforms.calendar_words import table_rows
from transforms.dates import DateLine, read_date_line
from transforms.html.date_witness import Manner, Means, Name, Witness, names
from transforms.html.tree import HtmlTree
from transforms.types import DateExpression, Precision

_LONGEST = 100  # characters of a piece of text that is a date and no sentence
_LONGEST_LINE = 140  # and of the line it stands on, with a label and a name
_MOST_MARKS = 400  # a list page has hundreds
_MOST_READ = 12  # those that stand best
_MOST_CHECKED = 5  # where declarations are only to be confirmed

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
    judged = sorted(((place.trust(mark), mark) for mark in walk.marks), key=lambda pair: -pair[0])
    read: set[tuple[Element, str]] = set()
    for trust, mark in judged:
        if (mark.element, mark.words) in read:
            continue
        read.add((mark.element, mark.words))
        if len(read) > most or trust <= 0:
            return
        yield from _of_mark(mark, trust, manner)


# --- the pass ---------------------------------------------------------------------------------------------------------

_TWO_DIGITS = re.compile(r"\d\d")


def _walk(tree: HtmlTree) -> _Walk:
    """Every element is asked once, so each question is the cheapest there is: this loop is most of what dates cost."""
    walk = _Walk([], [])
    wanted = _places("attribute")
    for order, element in enumerate(tree.root.iter()):
        tag = element.tag
        if tag in _UNREAD:
            if tag == "meta" and element.get("itemprop"):
                walk.marks.extend(_in_attributes(element, order))
            continue
        if isinstance(tag, str):  # of a comment only what follows it is shown
            if tag in _HEADINGS:
                walk.headings.append((order, element))
            if tag in _DATED or not wanted.isdisjoint(element.keys()):
                walk.marks.extend(_in_attributes(element, order))
            if _may_be_date(element.text):
                walk.marks.append(_Mark(element, order, element.text or "", ""))
        if _may_be_date(element.tail) and (parent := element.getparent()) is not None:
            walk.marks.append(_Mark(parent, order, element.tail or "", ""))
        if len(walk.marks) > _MOST_MARKS:
            break
    return walk


def _may_be_date(text: str | None) -> bool:
    return (
        text is not None
        and 4 <= len(text) < 300
        and _TWO_DIGITS.search(text) is not None
        and _YEAR.search(text) is not None
    )


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


def _plain(title: str) -> str:
    return "".join(letter for letter in title.casefold() if letter.isalnum())


class _Place:
    """Judges marks by where they stand to the headline."""

    def __init__(self, headline: tuple[int, Element] | None) -> None:
        self._order = headline[0] if headline else None
        self._above = {headline[1], *headline[1].iterancestors()} if headline else set()
        self._refused: dict[Element, float] = {}

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
            if depth == 0 and mark.element.tag in _HEADINGS:
                factor = 0.3  # a date in the headline is what the text is about
        own = _names_of(mark.element) | (
            _names_of(parent) if (parent := mark.element.getparent()) is not None else frozenset()
        )
        if not own.isdisjoint(_places("own")):
            near += 1
        if mark.attribute or mark.element.tag == "time":
            near += 1
        return near * factor

    def _branch(self, element: Element) -> tuple[int, float]:
        """How many levels lie between an element and what holds the headline too; how little the names there refuse."""
        depth, factor = 0, 1.0
        current: Element | None = element
        while current is not None and current not in self._above and current.tag != "body" and depth < 40:
            depth += 1
            if current.tag in _ASIDE:
                factor = min(factor, _ASIDE[current.tag])
            words = _names_of(current)
            if words and _refuses(words, first=depth == 1):
                factor = min(factor, 0.2)
            current = current.getparent()
        return depth, factor


def _refuses(words: frozenset[str], *, first: bool) -> bool:
    """Whether names say that what stands under them is another thing's."""
    if first and not words.isdisjoint(_places("own")):
        return False
    return not words.isdisjoint(_places("refuse")) or (
        not words.isdisjoint(_places("margin")) and words.isdisjoint(_places("article"))
    )


_NEAR = ((0, 20, 8.0), (-10, -1, 7.0), (21, 40, 6.0), (-20, -11, 4.0), (41, 60, 4.0))
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
        means = _means_of_names(element, mark.attribute) or _means_of_line(element, manner, found) or Means.EITHER
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


def _means_of_line(element: Element, manner: Manner, found: DateExpression) -> Means | None:
    """What the words beside an element say of its date ("Updated: <time ...>")."""
    line = _line(element, manner)[1]
    if line is None:
        return None
    if line.modified and line.modified.value.date() == found.value.date() and not line.published:
        return Means.MODIFIED
    return Means.MODIFIED if line.relative_is_modified else Means.PUBLISHED if line.labelled else None


def _of_text(mark: _Mark, trust: float, manner: Manner) -> Iterator[Witness]:
    words = fold(mark.words)
    name = _property(mark.element)
    line_words, line = _line(mark.element, manner)
    if line and (line.published or line.modified):
        gain = 1.5 if line.labelled else 1.0
        if line.published and line.published.precision not in _COARSE:
            means = _means_of_names(mark.element, "") or (Means.PUBLISHED if line.labelled else Means.EITHER)
            means = name.means if name else means
            yield _seen(line.published, means, trust * gain, line_words)
        if line.modified and line.modified.precision not in _COARSE:
            yield _seen(line.modified, Means.MODIFIED, trust * gain, line_words)
    elif len(words) <= _LONGEST:
        found = manner.read(words)
        if found and found.precision not in _COARSE:
            means = name.means if name else _means_of_names(mark.element, "") or Means.EITHER
            share = (found.end - found.start) / len(words)
            yield _seen(found, means, trust * (1 if share > 0.6 else 0.5), words)


def _seen(found: DateExpression, means: Means, trust: float, words: str) -> Witness:
    return Witness(found, means, "visible", trust, "visible", words[found.start : found.end])


def _line(element: Element, manner: Manner) -> tuple[str, DateLine | None]:
    """The longest short text around an element that reads as a line about a date."""
    best: tuple[str, DateLine | None] = ("", None)
    current: Element | None = element
    for _ in range(3):
        words = _short_text(current, _LONGEST_LINE) if current is not None else None
        if not words:
            break
        line = read_date_line(words, manner.language, day_first=manner.day_first, country=manner.country)
        if line and (line.published or line.modified or line.relative or best[1] is None):
            best = (words, line)
        current = current.getparent() if current is not None else None
    return best


def _short_text(element: Element, limit: int) -> str | None:
    """An element's words on one line; None where they are more than a line's."""
    pieces, length = [], 0
    for piece in element.itertext():
        length += len(piece) if piece.strip() else 0
        if length > limit:
            return None
        pieces.append(piece)
    return fold(" ".join(pieces))
