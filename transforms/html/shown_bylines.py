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
from transforms.person_names import is_given, is_person_name, mixed_case, read_name

_MOST_CANDIDATES = 40
_LONGEST = 400  # characters of an element that is a byline
LONGEST_LINE = 160  # of one that nothing marks
_MOST_PIECES = 24
_CLOSE = 40  # elements under the headline that are its own head, whatever a theme calls their frame
_NEAR = 150  # elements under the headline among which an unmarked byline is looked for
_OVER = 15  # the same over it
_FOOT = 1_000  # what a label at the foot of the text counts as distance: anything nearer is better
_WRITERS = frozenset(("author", "reporter"))
NO_BYLINE = frozenset(("h1", "h2", "script", "style", "title", "option", "button", "label", "input", "textarea"))
LISTS = frozenset(("li", "u", "dd", "figcaption", "img"))
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
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
class Page:
    """What is known when bylines are looked for."""

    landmarks: Landmarks
    anchor: int  # the headline's place among the page's elements
    has_headline: bool
    houses: frozenset[str]
    about: str = ""  # the headline's words, without case

    def distance(self, order: int) -> int:
        """A byline stands under the headline; over it there is little room."""
        return order - self.anchor if order >= self.anchor else 4 * (self.anchor - order)

    def is_close(self, order: int) -> bool:
        """Whether an element stands in the article's own head, whatever a theme calls the frame around it."""
        return self.has_headline and -_OVER <= order - self.anchor <= _CLOSE

    def is_own(self, element: Element, order: int) -> bool:
        """Whether an element belongs to the article rather than to others, to readers or to the site."""
        return not self.landmarks.is_foreign(element, frames=not self.is_close(order))


def find_bylines(landmarks: Landmarks, headline: Element | None, houses: frozenset[str]) -> tuple[Byline, ...]:
    """Every byline of the page that names a person; see the module for where they are looked for."""
    has_headline = headline is not None
    if headline is None:  # the text begins where the page says that an article does
        headline = next(landmarks.root.iter("article", "main"), None)
        landmarks = landmarks.around(headline) if headline is not None else landmarks
    anchor = landmarks.elements.index(headline) if headline is not None else 0
    about = clean(" ".join(pieces_of(headline))).casefold() if headline is not None and has_headline else ""
    page = Page(landmarks, anchor, has_headline, houses, about)
    found = (*_marked(page), *_in_head(page))
    return found or tuple(_labelled(page))


# --- marked -----------------------------------------------------------------------------------------------------------


def _marked(page: Page) -> Iterator[Byline]:
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
            and (is_full(names[0].name) or _may_be_nickname(landmark, names[0], page, box=box or bool(unseen)))
        ):
            taken.add(element)
            yield Byline(names, landmark.path, distance, box)


def _may_be_nickname(landmark: Landmark, name: Named, page: Page, *, box: bool) -> bool:
    """Whether a lone word is a name: its element promises one, or stands in the article's head."""
    if box or not (_is_name_only(landmark.element) or (name.sure and page.is_close(landmark.order))):
        return False
    return is_given(name.name) or name.name.casefold() not in page.about  # a brand or a place that the article is about


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
            if link is not None and not leads_to_author(link) and element not in title.iterancestors():
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
    """Whether a style in the markup hides an element, or the class that themes hide from readers what they tell machines."""
    around = (element, *islice(element.iterancestors(), 3))
    return any(
        "display:none" in (holder.get("style") or "").replace(" ", "").lower()
        or "rich-snippet-hidden" in (holder.get("class") or "")
        for holder in around
    )


def _candidates(page: Page) -> list[Landmark]:
    found = [landmark for landmark in page.landmarks.marked if landmark.marks & Mark.BYLINE]
    if len(found) <= _MOST_CANDIDATES:
        return found
    return sorted(found, key=lambda landmark: page.distance(landmark.order))[:_MOST_CANDIDATES]


def _is_name_only(element: Element) -> bool:
    """Whether the markup promises a name and nothing else, so that a lone word is one."""
    marked = element.get("rel") == "author" or element.get("itemprop") == "author"
    return marked or bool(_NAME_ONLY.search(element.get("class") or ""))


def _writers(words: list[str], page: Page, *, declared: bool = False) -> tuple[Named, ...]:
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


def _in_head(page: Page) -> Iterator[Byline]:
    """Near the headline: links to an author's page, "By Jane Doe", "3 May 2020 - Jane Doe"; the first that is one."""
    start = max(0, page.anchor - _OVER)
    for order, element in enumerate(page.landmarks.elements[start : page.anchor + _NEAR], start):
        if element.tag in NO_BYLINE or (element.tag in LISTS and not page.is_close(order)):
            continue
        names = _read_element(element, page, order)
        if names and page.is_own(element, order) and not is_hidden(element):
            yield Byline(names, str(element.tag), page.distance(order))
            if not leads_to_author(element):
                return


def _read_element(element: Element, page: Page, order: int) -> tuple[Named, ...]:
    """The people whom the line names that an element begins with, or near the headline a line inside it."""
    text = element.text
    if text and len(text) <= LONGEST_LINE and not text.isspace():
        names = _read_line(element, clean(text), page, order)
        if names or not page.is_close(order):
            return names
    if not len(element) or not page.is_close(order):
        return ()
    tails = (_read_tail(child, page, order) for child in islice(element, _MOST_PIECES) if child.tail)
    return next((names for names in tails if names), ())


def _read_tail(child: Element, page: Page, order: int) -> tuple[Named, ...]:
    """The people in the words behind an element."""
    tail = clean(child.tail or "")
    if not tail or len(tail) > LONGEST_LINE:
        return ()
    if _is_opening(tail) or _NICKNAME.match(tail.lstrip(SIGNS)):
        return _opened(_behind(child), page, order, label=len(tail) if _is_label(tail) else 0)
    return _read_dated(child, tail, page, order)


def _behind(child: Element) -> list[str]:
    """The words behind an element on the same line."""
    words = [clean(child.tail or "")]
    for sibling in islice(child.itersiblings(), 3):
        if sibling.tag not in LETTER_TAGS and sibling.tag != "a":
            break
        words += [*pieces_of(sibling), clean(sibling.tail or "")]
    return [word for word in words if word]


def _is_opening(text: str) -> bool:
    first = _FIRST.match(text.casefold().lstrip(SIGNS))
    return first is not None and first[0] in words_of("opening")


def _read_line(element: Element, text: str, page: Page, order: int) -> tuple[Named, ...]:
    if element.tag != "a" and (genre := _GENRE.match(text)) and not _of_others([text], page):
        return tuple(name for name in read_names([text[genre.end(1) :]], page.houses) if is_person_name(name.name))
    if _is_opening(text):
        words = pieces_of(element)
        alone = _is_label(" ".join(words))
        words = _beside(element, len(text)) if alone else words
        return _opened(words, page, order, label=len(text) if _is_label(text) else 0)
    if element.tag == "a" and leads_to_author(element):
        return (
            tuple(name for name in read_names([text], page.houses) if is_full(name.name)) if _is_apart(element) else ()
        )
    return _read_dated(element, text, page, order)


def _of_others(words: list[str], page: Page) -> bool:
    """Whether a line names people who did something else than write: "Photo by Jane Doe"."""
    return any(name.role not in _WRITERS for name in read_names(words, page.houses))


def _read_dated(element: Element, text: str, page: Page, order: int) -> tuple[Named, ...]:
    """The people in a line that beside them has a date and signs."""
    if not page.is_close(order) or element.tag in _HEADINGS:
        return ()
    if any(map(str.isdigit, text)) and any(sign in text for sign in "-–|•·,/"):
        names = read_names([text], page.houses)
        if any(name.name.casefold() in page.about for name in names):
            return ()
        rest = sum(map(str.isalpha, text)) - sum(len(name.name) for name in names)
        return names if rest <= _DATE_LETTERS and all(is_person_name(name.name) for name in names) else ()
    return ()


def _is_apart(link: Element) -> bool:
    """Whether a link stands alone, and not in a sentence."""
    parent = link.getparent()
    return parent is None or sum(map(len, pieces_of(parent))) <= len(link.text or "") + _LONGEST_BESIDE


_GENRE = re.compile(
    r"((?:[^\W\d_]+[ -]){1,4})(?:by|von|par|por) [^\W\d_][^,;:.!?]{4,40}$", re.IGNORECASE
)  # "Eine Kolumne von"
_LONGEST_DATED = 90  # characters of a line with a nickname and a date
_NICKNAME = re.compile(  # "by janedoe on May 3, 2020"
    r"(?:[^\W\d_]{3,15} )?(?:by|von|par|por|door|av|af|da) +([^\W\d][\w.-]{2,24})(?: *[|·•,@–—(-]| +(?:on|am|at|in|under|unter|le|el|il|op|um|den)\b)"
    r"|([^\W\d][\w.-]{2,24}) @ \d",  # of a theme that writes "- janedoe @ 10:15"
    re.IGNORECASE,
)
_DATE_LETTERS = 14  # of "Donnerstag, 3. September"
_LONGEST_BESIDE = 60  # characters beside a link to an author
SIGNS = " |·•-–—/"
_FIRST = re.compile(r"[\u3040-\u9fff]{1,2}|[^\W\d_]+")


def _opened(words: list[str], page: Page, order: int, *, label: int = 0) -> tuple[Named, ...]:
    """The names in a line that begins with an opening."""
    size = sum(map(len, words))
    if size > LONGEST_LINE:
        return ()
    line = " ".join(words).lstrip(SIGNS)
    nickname = _NICKNAME.match(line) if page.is_close(order) and len(line) <= _LONGEST_DATED else None
    if nickname and (any(map(str.isdigit, line)) or line.casefold().startswith(_firm())):
        return tuple(
            name
            for name in read_names([nickname[1] or nickname[2]], page.houses, declared=True)
            if name.name.casefold() not in page.about
        )
    firm = clean(" ".join(words)).casefold().startswith(_firm())
    found = _writers(words, page)
    found = found if found and is_full(found[0].name) else found[:1]  # behind a nickname stands its section
    names = tuple(name for name in found if read_name(name.name) or (firm and not name.name.isupper()))
    covered = sum(len(name.name) for name in names) + label
    return (
        names if covered * 2 >= sum(len(piece) for piece in words if not any(map(str.isdigit, piece))) or firm else ()
    )


def _is_label(text: str) -> bool:
    """Whether an opening stands alone: "By", "Autor:", "Written by"."""
    word = text.strip(SIGNS + ":：").casefold()
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


def leads_to_author(element: Element) -> bool:
    """Whether an element is a link to what somebody wrote."""
    href = element.get("href") if element.tag == "a" else None
    if not href:
        return False
    steps = href.partition("?")[0].lower().split("/")[-4:-1]
    return not words_of("path").isdisjoint(steps)


def _labelled(page: Page) -> Iterator[Byline]:
    """Labels anywhere in the text: "Autor: Jane Doe" under its last paragraph, or "Autor" and the name in the next element."""
    for element in page.landmarks.elements[page.anchor :]:
        text = element.text
        if not text or len(text) > LONGEST_LINE or element.tag in _UNLABELLED:
            continue
        colon = _COLON.search(text)
        if not colon and len(text) > _LONGEST_LABEL:
            continue
        label = clean(text[: colon.start()] if colon else text).strip(SIGNS).casefold()
        if label not in words_of("label") or page.landmarks.is_foreign(element):
            continue
        names = _of_label(element, clean(text), page) if colon else _under_label(element, page)
        if names and is_full(names[0].name):
            yield Byline(names, str(element.tag), _FOOT)
            return


_UNLABELLED = NO_BYLINE | LISTS | {"a"}  # lists are of a book that is told about, links of a menu
_COLON = re.compile("[:：]")
_LONGEST_LABEL = 50  # characters with the spaces around


def _of_label(element: Element, text: str, page: Page) -> tuple[Named, ...]:
    words = pieces_of(element)
    alone = _is_label(" ".join(words))
    words = _beside(element, len(text)) if alone else words
    return _opened(words, page, page.anchor + _FOOT, label=len(text) if alone else 0) or _writers(
        [text.strip(SIGNS)], page
    )


def _under_label(element: Element, page: Page) -> tuple[Named, ...]:
    """The people in the element behind one that is a label and nothing else."""
    holder = element.getparent()
    following = element.getnext()
    if following is None or holder is None or len(element):
        return ()
    words = pieces_of(following)
    names = _writers(words, page) if sum(map(len, words)) <= _LONGEST_BESIDE else ()
    return names if all(is_person_name(mixed_case(name.name)) for name in names) else ()
