"""Where a page's title, byline, section, topics and summary may stand: elements told by their tag, class, id, itemprop and rel.

One walk over the elements; class names repeat, so that each is looked at once. The words are in
transforms/data/html_landmarks.tsv.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice

from ahocorasick_rs import AhoCorasick
from lxml.etree import _Element as Element

from transforms.names import listed, rows


class Mark:
    """What an element's markup says it holds: bits of a plain integer, since every element of a page is asked."""

    HEADLINE = 1
    KICKER = 2
    BYLINE = 4
    PERSON = 8
    BOX = 16
    TRAIL = 32
    SECTION = 64
    TAGS = 128
    STANDFIRST = 256
    WALL = 512
    SITE = 1024
    FOREIGN = 2048
    FRAME = 4096
    OWN = 8192
    PLAIN = 16384


_DEEPEST = 250  # ancestors that are looked at: real pages have forty
_FRAMES = frozenset(("html", "body", "main"))  # their class and id describe the page: "post-author-jane", "has-sidebar"
_FRAME_TAGS = ("footer", "aside")
_FOREIGN_TAGS = ("form", "figure", "blockquote", "dialog", "select", "noscript", "nav", "menu")
_ITEMPROPS = {
    "headline": Mark.HEADLINE,
    "author": Mark.BYLINE,
    "creator": Mark.BYLINE,
    "articlesection": Mark.SECTION,
    "keywords": Mark.TAGS,
    "alternativeheadline": Mark.STANDFIRST,
    "description": Mark.STANDFIRST,
    "comment": Mark.FOREIGN,
    "review": Mark.FOREIGN,
}
_NAMES = ("class", "id")
_RELS = {"author": Mark.BYLINE, "tag": Mark.TAGS}


@dataclass(frozen=True, slots=True)
class Landmark:
    """An element and what it is marked as."""

    element: Element
    marks: int  # bits of Mark
    order: int  # its place among the page's elements

    @property
    def path(self) -> str:
        """Which attribute marks it, for evidence: "a.byline-name", "h1"."""
        element = self.element
        for name, sign in (("itemprop", "@"), ("rel", "~"), ("class", "."), ("id", "#")):
            if value := element.get(name):
                return f"{element.tag}{sign}{'.'.join(value.split()[:3])}"
        return str(element.tag)


@dataclass(frozen=True, slots=True)
class Landmarks:
    """A page's marked elements, in the page's order."""

    marked: tuple[Landmark, ...]
    foreign: frozenset[Element]  # elements whose content is not the article's own
    apart: frozenset[Element]  # those of them that are never the frame around an article
    elements: tuple[Element, ...]  # all of the page
    root: Element

    def having(self, mark: int) -> Iterator[Landmark]:
        """The elements with a mark that do not stand in foreign ones."""
        return (landmark for landmark in self.marked if landmark.marks & mark and not self.is_foreign(landmark.element))

    def around(self, headline: Element) -> "Landmarks":
        """The same, with what holds the headline no longer foreign: a theme may call the whole page a sidebar's."""
        holders = {headline, *headline.iterancestors()}
        within = {above for above in holders if above.tag in ("article", "main")}
        footers = (
            {
                element
                for element in self.foreign
                if element.tag in ("footer", "aside") and not within.isdisjoint(element.iterancestors())
            }
            if within
            else set()
        )
        return replace(self, foreign=self.foreign - holders - footers, apart=self.apart - holders)

    def is_foreign(self, element: Element, *, frames: bool = True) -> bool:
        """Whether an element stands in a list of other articles, among comments, or in the site's own parts.

        `frames`: with the parts whose names themes also give to the frame around an article.
        """
        foreign = self.foreign if frames else self.apart
        return element in foreign or any(above in foreign for above in islice(element.iterancestors(), _DEEPEST))


def find_landmarks(root: Element) -> Landmarks:
    """The marked elements under `root`."""
    elements = tuple(root.iter("*"))
    marked: list[Landmark] = []
    apart: list[Element] = list(root.iter(*_FOREIGN_TAGS))
    frames: list[Element] = list(root.iter(*_FRAME_TAGS))
    for order, element in enumerate(elements):
        marks = 0
        for name, words in element.items():
            if name in _NAMES:  # class or id
                marks |= marks_of(words)
            elif name == "itemprop":
                marks |= _ITEMPROPS.get(words.lower(), 0)
            elif name == "rel":
                marks |= _RELS.get(words.lower(), 0)
        if not marks or element.tag in _FRAMES:
            continue
        if marks & Mark.FOREIGN:
            apart.append(element)
        elif marks & Mark.FRAME:
            frames.append(element)
        if marks & _OWN:
            marked.append(Landmark(element, marks, order))
    return Landmarks(tuple(marked), frozenset((*apart, *frames)), frozenset(apart), elements, root)


_OWN = Mark.FOREIGN - 1


@lru_cache(maxsize=20_000)
def marks_of(words: str) -> int:
    """What a class or an id says: bits of Mark."""
    if "hentry" in words or "type-" in words:
        words = _TOPICS.sub("", words)
    matcher, marks = _matcher()
    folded = words.lower().replace("_", "-")
    if len(folded) != len(words):  # a letter that has no lower case of its own length: no word of the table
        return 0
    found = 0
    plain = -1  # end of the last word that says nothing, whatever it holds: "widget" in "elementor-widget"
    matches = matcher.find_matches_as_indexes(folded, overlapping=True)
    if len(matches) > 1:
        matches.sort(key=_longest_first)
    for index, start, end in matches:
        if _is_whole(words, start, end):
            if marks[index] & Mark.PLAIN:
                plain = end
            elif end > plain:
                found |= marks[index]
    return found & ~(Mark.FOREIGN | Mark.FRAME | Mark.OWN) if found & Mark.OWN else found


def _longest_first(match: tuple[int, int, int]) -> tuple[int, int]:
    return match[1], -match[2]


_TOPICS = re.compile(r"(?<!\S)(?:category|tag)-\S*")  # WordPress writes a post's topics into its class


def _is_whole(words: str, start: int, end: int) -> bool:
    """Whether a word begins and ends between separators or changes of case: author in "post_author" and "postAuthor"."""
    begins = start == 0 or not words[start - 1].isalpha() or (words[start].isupper() and words[start - 1].islower())
    return begins and (
        end == len(words) or not words[end].isalpha() or (words[end].isupper() and words[end - 1].islower())
    )


@cache
def _matcher() -> tuple[AhoCorasick, tuple[int, ...]]:
    known: dict[str, int] = {}
    for what, words in rows("html_landmarks.tsv"):
        for word in listed(words):
            for spelled in (word, word.replace("-", "")):
                known[spelled] = known.get(spelled, 0) | int(getattr(Mark, what.upper()))
    return AhoCorasick(list(known)), tuple(known.values())
