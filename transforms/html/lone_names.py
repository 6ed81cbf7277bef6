"""People who are named where a page has no byline: a name alone under the headline or under the text, a single author's page.

Such a name says nothing of itself, so that its place and that it is the only one have to speak for it.
"""

import re
from itertools import islice

from lxml.etree import _Element as Element

from transforms.html.author_names import Named, is_full, read_names
from transforms.html.declarations import clean
from transforms.html.landmarks import Landmarks
from transforms.html.shown_bylines import (
    LISTS,
    LONGEST_LINE,
    NO_BYLINE,
    SIGNS,
    Byline,
    Page,
    is_hidden,
    pieces_of,
)
from transforms.html.tree import LETTER_TAGS
from transforms.person_names import mixed_case, speaks_for_itself


def find_lone_name(landmarks: Landmarks, headline: Element | None, houses: frozenset[str]) -> Byline | None:
    """A line under the headline that is a person's name and nothing else, beside a date; None where several are."""
    if headline is None:
        return None
    anchor = landmarks.elements.index(headline)
    page = Page(landmarks, anchor, has_headline=True, houses=houses)
    about = clean(" ".join(pieces_of(headline))).casefold()
    found: dict[str, Byline] = {}
    for order, element in enumerate(landmarks.elements[anchor + 1 : anchor + _LONE], anchor + 1):
        text = element.text
        if not text or len(text) > _LONGEST_LONE or element.tag in _NO_LONE or " " not in text.strip():
            continue
        name = clean(text).strip(SIGNS)
        if not _is_lone(element, name) or name.casefold() in about or not page.is_own(element, order):
            continue
        names = tuple(named for named in read_names([name], houses) if is_full(named.name))
        if len(names) == 1 and _is_beside_date(element):
            found.setdefault(names[0].name.casefold(), Byline(names, str(element.tag), page.distance(order)))
    return next(iter(found.values())) if len(found) == 1 else None


_LONE, _LONGEST_LONE = 40, 60  # elements under the headline; characters with the spaces around
_NO_LONE = NO_BYLINE | LISTS | {"a", "h3", "h4", "h5", "h6", "td", "th", "dt", "cite", "q"}


def _is_beside_date(element: Element) -> bool:
    """Whether a frame around an element has a year among its few words."""
    for holder in islice(element.iterancestors(), 5):
        words = pieces_of(holder)
        if sum(map(len, words)) > LONGEST_LINE:
            return False
        if any(_YEAR.search(word) for word in words):
            return True
    return False


_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)|(?<!\d)\d\d?\.\d\d?\.\d\d(?!\d)")


def _is_lone(element: Element, name: str) -> bool:
    parent = element.getparent()
    beside = parent if parent is not None and element.tag in LETTER_TAGS else element
    return speaks_for_itself(mixed_case(name)) and clean(" ".join(pieces_of(beside))).strip(SIGNS) == name


# --- under the text ---------------------------------------------------------------------------------------------------


def find_signature(landmarks: Landmarks, headline: Element | None, houses: frozenset[str]) -> Byline | None:
    """A person's name alone, or in brackets, as the last line of the text; None where several people are named so."""
    anchor = landmarks.elements.index(headline) if headline is not None else 0
    about = clean(" ".join(pieces_of(headline))).casefold() if headline is not None else ""
    prose, quoted = 0, False
    found: dict[str, Byline] = {}
    for order, element in enumerate(landmarks.elements[anchor + 1 :], anchor + 1):
        if element.tag == "p" and not landmarks.is_foreign(element):
            size = sum(map(len, pieces_of(element)))
            if size >= _LONGEST_LONE:
                prose, found = prose + 1, {}
            signed = _signed(element, houses) if prose >= _FEWEST_PARAGRAPHS and not quoted else ()
            if size:
                quoted = (
                    " ".join(pieces_of(element)).rstrip().endswith(tuple(_QUOTES))
                )  # who is named under a quotation said it
            for name in signed:
                if name.name.casefold() not in about:
                    found[name.name.casefold()] = Byline((name,), str(element.tag), order - anchor)
    return next(iter(found.values())) if len(found) == 1 else None


_FEWEST_PARAGRAPHS = 2  # over the name
_QUOTES = "\"”“’‘»«›‹'"
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{4,60})[)\]][ .+*]*$")


def _signed(element: Element, houses: frozenset[str]) -> tuple[Named, ...]:
    """The person whom the end of a paragraph names: "(Jane Doe)", "- Jane Doe", or a name in letters of another face."""
    words = clean(" ".join(pieces_of(element)))
    bracket = _IN_BRACKETS.search(words)
    is_whole = 0 < len(words) <= _LONGEST_LONE and (words[0] in SIGNS or _is_dressed(element))
    name = bracket[1] if bracket else words.strip(SIGNS) if is_whole else ""
    if not name or not speaks_for_itself(mixed_case(name)):
        return ()
    return tuple(
        named
        for named in read_names([name], houses)
        if named.role == "author" and is_full(named.name) and len(named.name) + 8 >= len(name)
    )


def _is_dressed(element: Element) -> bool:
    """Whether letters in an element are all of another face, as signatures are."""
    inner = next(iter(element), None)
    if inner is None or inner.tag not in ("em", "i", "b", "strong"):
        return False
    return not (element.text or "").strip() and not (inner.tail or "").strip()


def find_sole_author(landmarks: Landmarks, houses: frozenset[str]) -> Byline | None:
    """The one person to whose page of articles the page leads, wherever that stands but in comments."""
    found: dict[str, Byline] = {}
    for link in landmarks.root.iter("a"):
        if link.get("rel") != "author" or landmarks.is_foreign(link, frames=False) or is_hidden(link):
            continue
        words = clean(" ".join(pieces_of(link)))
        names = tuple(name for name in read_names([words], houses, declared=True))
        for name in names:
            found[name.name.casefold()] = Byline((name,), "a~author", 0)
    return next(iter(found.values())) if len(found) == 1 else None
