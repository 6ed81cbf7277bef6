"""Bylines that a page shows: elements marked as one, links to authors' pages, lines that begin with "By", labels at the foot.

Every byline comes with its distance from the headline, because lists of other articles have bylines of their own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from lxml.etree import _Element as Element

from transforms.html.author_names import Named, is_full, read_names, words_of
from transforms.html.declarations import clean
from transforms.html.landmarks import Landmark, Landmarks, Mark, marks_of
from transforms.html.tree import LETTER_TAGS, texts
from transforms.person_names import is_person_name, mixed_case, read_name, speaks_for_itself

_MOST_CANDIDATES = 40
_LONGEST = 400  # characters of an element that is a byline
_LONGEST_LINE = 160  # of one that nothing marks
_MOST_PIECES = 24
_CLOSE = 40  # elements under the headline that are its own head, whatever a theme calls their frame
_NEAR = 150  # elements under the headline among which an unmarked byline is looked for
_OVER = 15  # the same over it
_FOOT = 1_000  # what a label at the foot of the text counts as distance: anything nearer is better
_WRITERS = frozenset(("author", "reporter"))
_NO_BYLINE = frozenset(("h1", "h2", "script", "style", "title", "option", "button", "label", "input", "textarea"))
_LISTS = frozenset(("li", "u", "dd", "figcaption", "img"))
_NAME_ONLY = re.compile(
    r"(?:^|\s)(?:(?:p-|by-?|post-?|entry-?|meta-?|article-?)?(?:author|byline)(?:-?name)?|vcard|fn|name)(?:\s|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Byline:
    """The people whom one element names."""

    names: tuple[Named, ...]
    path: str
    distance: int  # elements from the headline
    box: bool = False  # it tells about the author: under the text, or in a sidebar


@dataclass(frozen=True, slots=True)
class _Page:
    landmarks: Landmarks
    anchor: int  # the headline's place among the page's elements
    has_headline: bool
    houses: frozenset[str]

    def distance(self, order: int) -> int:
        """A byline stands under the headline; over it there is little room."""
        return order - self.anchor if order >= self.anchor else 4 * (self.anchor - order)

    def is_close(self, order: int) -> bool:
        """Whether an element stands in the article's own head, whatever a theme calls the frame around it."""
        return self.has_headline and -_OVER <= order - self.anchor <= _CLOSE

    def is_own(self, element: Element, order: int) -> bool:
        return not self.landmarks.is_foreign(element, frames=not self.is_close(order))


def find_bylines(landmarks: Landmarks, headline: Element | None, houses: frozenset[str]) -> tuple[Byline, ...]:
    """Every byline of the page that names a person; see the module for where they are looked for."""
    if headline is None:  # the text begins where the page says that an article does
        headline = next(landmarks.root.iter("article", "main"), None)
        landmarks = landmarks.around(headline) if headline is not None else landmarks
    anchor = landmarks.elements.index(headline) if headline is not None else 0
    page = _Page(landmarks, anchor, headline is not None, houses)
    found = (*_marked(page), *_in_head(page))
    return found or tuple(_labelled(page))


# --- marked -----------------------------------------------------------------------------------------------------------


def _marked(page: _Page) -> Iterator[Byline]:
    taken: set[Element] = set()
    for landmark in _candidates(page):
        element = landmark.element
        if not page.is_own(element, landmark.order) or any(above in taken for above in element.iterancestors()):
            continue
        if not page.is_close(landmark.order) and _is_teasers(element):
            continue
        words = _without_topics(element, pieces_of(element))
        unseen = [] if words else _microdata(element)
        if sum(map(len, words)) > _LONGEST:
            continue
        names = _writers(words or unseen, page, declared=sum(map(len, words)) <= _LONGEST_BESIDE)
        distance = page.distance(landmark.order)
        box = bool(landmark.marks & Mark.BOX) or any(
            marks_of(above.get("class") or "") & Mark.BOX for above in islice(element.iterancestors(), 4)
        )
        if (
            names
            and not is_hidden(element)
            and (is_full(names[0].name) or ((names[0].sure or _is_name_only(element)) and not box and not unseen))
        ):
            taken.add(element)
            yield Byline(names, landmark.path, distance, box)


_TEASER_TITLES = ("h2", "h3", "h4", "h5")


def _is_teasers(element: Element) -> bool:
    """Whether a byline stands with the linked headline of another article."""
    for holder in islice(element.iterancestors(), 3):
        if holder.tag in _FRAMES:
            return False
        if holder.tag == "a" and any(True for _ in holder.iter(*_TEASER_TITLES)):
            return True
        for title in islice(holder.iter(*_TEASER_TITLES), 3):
            link = next(title.iter("a"), None)
            if link is not None and not _leads_to_author(link) and element not in title.iterancestors():
                return len(" ".join(pieces_of(title)).split()) > _LONGEST_BOX_TITLE
    return False


_FRAMES = ("body", "main")
_LONGEST_BOX_TITLE = 3  # words: "Jane Doe", "About the author"


def _without_topics(element: Element, words: list[str]) -> list[str]:
    """The words of a byline without the links to sections and topics that some themes put into it."""
    topics = {clean(link.text or "") for link in islice(element.iter("a"), _MOST_PIECES) if _leads_to_topic(link)}
    return [word for word in words if word not in topics] if topics else words


def _leads_to_topic(link: Element) -> bool:
    rel = (link.get("rel") or "").lower().split()
    steps = (link.get("href") or "").partition("?")[0].lower().split("/")[:-1]
    return "tag" in rel or "category" in rel or not words_of("topic-path").isdisjoint(steps)


def _microdata(element: Element) -> list[str]:
    """The name in the attributes of an author without words: <meta itemprop="name" content="Jane Doe">."""
    if element.get("itemprop") != "author":
        return []
    named = (inner.get("content") or "" for inner in islice(element.iter("meta"), 8) if inner.get("itemprop") == "name")
    return [clean(value) for value in (element.get("content") or "", *named) if value]


def is_hidden(element: Element) -> bool:
    """Whether a style in the markup hides an element."""
    around = (element, *islice(element.iterancestors(), 3))
    return any("display:none" in (holder.get("style") or "").replace(" ", "").lower() for holder in around)


def _candidates(page: _Page) -> list[Landmark]:
    found = [landmark for landmark in page.landmarks.marked if landmark.marks & Mark.BYLINE]
    if len(found) <= _MOST_CANDIDATES:
        return found
    return sorted(found, key=lambda landmark: page.distance(landmark.order))[:_MOST_CANDIDATES]


def _is_name_only(element: Element) -> bool:
    """Whether the markup promises a name and nothing else, so that a lone word is one."""
    marked = element.get("rel") == "author" or element.get("itemprop") == "author"
    return marked or bool(_NAME_ONLY.search(element.get("class") or ""))


def _writers(words: list[str], page: _Page, *, declared: bool = False) -> tuple[Named, ...]:
    return tuple(name for name in read_names(words, page.houses, declared=declared) if name.role in _WRITERS)


def pieces_of(element: Element) -> list[str]:
    """The text nodes of an element, a letter or two that markup cut off joined again; reading ends behind a byline's length."""
    pieces: list[str] = []
    size = 0
    for text, _ in texts(element):
        if text.isspace():
            continue
        if pieces and len(text) == 1 and text.islower() and pieces[-1][-1:].isalpha() and text not in "yeioaи":
            pieces[-1] += text
        else:
            pieces.append(text)
        size += len(text)
        if size > _LONGEST or len(pieces) > _MOST_PIECES:
            break
    return [clean(piece) for piece in pieces]


# --- not marked -------------------------------------------------------------------------------------------------------


def _in_head(page: _Page) -> Iterator[Byline]:
    """Near the headline: links to an author's page, "By Jane Doe", "3 May 2020 - Jane Doe"; the first that is one."""
    start = max(0, page.anchor - _OVER)
    for order, element in enumerate(page.landmarks.elements[start : page.anchor + _NEAR], start):
        text = element.text
        if not text or len(text) > _LONGEST_LINE or element.tag in _NO_BYLINE or text.isspace():
            continue
        if element.tag in _LISTS and not page.is_close(order):
            continue
        names = _read_line(element, clean(text), page, order)
        if names and page.is_own(element, order):
            yield Byline(names, str(element.tag), page.distance(order))
            if not _leads_to_author(element):
                return


def _read_line(element: Element, text: str, page: _Page, order: int) -> tuple[Named, ...]:
    first = _FIRST.match(text.casefold().lstrip(_SIGNS))
    if first and first[0] in words_of("opening"):
        return _opened(element, text, page)
    if element.tag == "a" and _leads_to_author(element):
        return (
            tuple(name for name in read_names([text], page.houses) if is_full(name.name)) if _is_apart(element) else ()
        )
    if page.is_close(order) and any(map(str.isdigit, text)) and any(sign in text for sign in "-–|•·,/"):
        names = read_names([text], page.houses)
        rest = sum(map(str.isalpha, text)) - sum(len(name.name) for name in names)
        return names if rest <= _DATE_LETTERS and all(is_person_name(name.name) for name in names) else ()
    return ()


def _is_apart(link: Element) -> bool:
    """Whether a link stands alone, and not in a sentence."""
    parent = link.getparent()
    return parent is None or sum(map(len, pieces_of(parent))) <= len(link.text or "") + _LONGEST_BESIDE


_DATE_LETTERS = 14  # of "Donnerstag, 3. September"
_LONGEST_BESIDE = 60  # characters beside a link to an author
_SIGNS = " |·•-–—/"
_FIRST = re.compile(r"[\u3040-\u9fff]{1,2}|[^\W\d_]+")


def _opened(element: Element, text: str, page: _Page) -> tuple[Named, ...]:
    """The names behind an opening; where it stands alone, those in the elements beside it."""
    words = pieces_of(element)
    if _is_label(" ".join(words)):
        words = _beside(element, len(text))
    size = sum(map(len, words))
    if size > _LONGEST_LINE:
        return ()
    firm = clean(" ".join(words)).casefold().startswith(_firm())
    names = tuple(name for name in _writers(words, page) if read_name(name.name) or (firm and not name.name.isupper()))
    covered = sum(len(name.name) for name in names) + (len(text) if _is_label(text) else 0)
    return (
        names if covered * 2 >= sum(len(piece) for piece in words if not any(map(str.isdigit, piece))) or firm else ()
    )


def _is_label(text: str) -> bool:
    """Whether an opening stands alone: "By", "Autor:", "Written by"."""
    word = text.strip(_SIGNS + ":：").casefold()
    return word in words_of("opening") or word in words_of("label") or word in words_of("firm")


def _beside(element: Element, size: int) -> list[str]:
    """The words of the nearest element around a label that has more than the label."""
    for holder in islice(element.iterancestors(), 4):
        words = pieces_of(holder)
        if sum(map(len, words)) > size + 2:
            return words
    return []


@cache
def _firm() -> tuple[str, ...]:
    return tuple(words_of("firm"))


def _leads_to_author(element: Element) -> bool:
    href = element.get("href") if element.tag == "a" else None
    if not href:
        return False
    steps = href.partition("?")[0].lower().split("/")[-4:-1]
    return not words_of("path").isdisjoint(steps)


def find_lone_name(landmarks: Landmarks, headline: Element | None, houses: frozenset[str]) -> Byline | None:
    """A line under the headline that is a person's name and nothing else, beside a date; None where several are."""
    if headline is None:
        return None
    anchor = landmarks.elements.index(headline)
    page = _Page(landmarks, anchor, has_headline=True, houses=houses)
    about = clean(" ".join(pieces_of(headline))).casefold()
    found: dict[str, Byline] = {}
    for order, element in enumerate(landmarks.elements[anchor + 1 : anchor + _LONE], anchor + 1):
        text = element.text
        if not text or len(text) > _LONGEST_LONE or element.tag in _NO_LONE or " " not in text.strip():
            continue
        name = clean(text).strip(_SIGNS)
        if not _is_lone(element, name) or name.casefold() in about or not page.is_own(element, order):
            continue
        names = tuple(named for named in read_names([name], houses) if is_full(named.name))
        if len(names) == 1 and _is_beside_date(element):
            found.setdefault(names[0].name.casefold(), Byline(names, str(element.tag), page.distance(order)))
    return next(iter(found.values())) if len(found) == 1 else None


_LONE, _LONGEST_LONE = 40, 60  # elements under the headline; characters with the spaces around
_NO_LONE = _NO_BYLINE | _LISTS | {"a", "h3", "h4", "h5", "h6", "td", "th", "dt", "cite", "q"}


def _is_beside_date(element: Element) -> bool:
    """Whether a frame around an element has a year among its few words."""
    for holder in islice(element.iterancestors(), 5):
        words = pieces_of(holder)
        if sum(map(len, words)) > _LONGEST_LINE:
            return False
        if any(_YEAR.search(word) for word in words):
            return True
    return False


_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)|(?<!\d)\d\d?\.\d\d?\.\d\d(?!\d)")


def _is_lone(element: Element, name: str) -> bool:
    parent = element.getparent()
    beside = parent if parent is not None and element.tag in LETTER_TAGS else element
    return speaks_for_itself(mixed_case(name)) and clean(" ".join(pieces_of(beside))).strip(_SIGNS) == name


def _labelled(page: _Page) -> Iterator[Byline]:
    """Labels anywhere in the text: "Autor: Jane Doe" under its last paragraph."""
    for element in page.landmarks.elements[page.anchor :]:
        text = element.text
        if not text or len(text) > _LONGEST_LINE or not (":" in text or "：" in text) or element.tag in _NO_BYLINE:
            continue
        if element.tag in _LISTS or element.tag == "a":  # of a book that is told about; of a menu
            continue
        label = clean(re.split("[:：]", text, maxsplit=1)[0]).strip(_SIGNS).casefold()
        if label not in words_of("label") or page.landmarks.is_foreign(element):
            continue
        names = _opened(element, clean(text), page) or _writers([clean(text).strip(_SIGNS)], page)
        if names and is_full(names[0].name):
            yield Byline(names, str(element.tag), _FOOT)
            return
