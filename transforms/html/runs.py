"""The runs of text on a page, each with the elements around it: the whole page looked over once, on lxml's tree.

A run is the text between two boundaries of block elements. Scripts, styles and what is not shown are never read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml.etree import _Element as Element

from transforms.blocks import fold

_UNSEEN = frozenset({
    "script", "style", "noscript", "template", "svg", "iframe", "head", "select", "object", "video", "audio", "canvas", "textarea",
    "option", "math", "embed", "applet", "map", "datalist",
})  # fmt: skip
PARAGRAPHS = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "figcaption", "td", "th", "dt", "dd", "pre", "address", "caption",
    "summary",
})  # fmt: skip
# What never ends a line; every other element does, since sites name elements of their own (<amp-story>, <bsp-list>).
_INLINE = frozenset({
    "a", "abbr", "acronym", "area", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "input",
    "ins", "kbd", "link", "mark", "meta", "meter", "nobr", "output", "param", "picture", "progress", "q", "rb", "rp", "rt", "rtc",
    "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "time", "track", "tt", "u", "var", "wbr",
})  # fmt: skip
_BOLD = frozenset({"b", "strong"})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[^\W\d_a-zA-Z]+")
_MOST_WORDS = 24  # of an element's names
_LINE_END = "\x1e"  # a <br>: two of them end a paragraph, one is a space
_BOLD_END = "\x1d"  # bold words that a <br> follows are a line of their own: a subhead, an interview's question
_PARAGRAPH_END = re.compile(r"(?:\x1e\s*){2,}|\x1d\s*\x1e")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Node:
    """A block element, and what is summed up of the runs in it while the page is read."""

    tag: str
    words: tuple[str, ...]  # of its class, id, role and itemprop, in lower case
    parent: "Node | None"
    depth: int
    chars: int = 0
    linked: float = 0.0  # characters inside links
    runs: int = 0
    prose: float = 0.0  # weight of its prose

    @property
    def link_density(self) -> float:
        """Share of the characters that stand inside links."""
        return self.linked / self.chars if self.chars else 0.0

    def above(self, levels: int) -> "Node":
        """The element so many levels above it, or the outermost."""
        node = self
        for _ in range(levels):
            if node.parent is None:
                break
            node = node.parent
        return node

    def path(self) -> Iterator["Node"]:
        """The element, then those around it."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


@dataclass(slots=True, eq=False)
class Run:
    """Text between two boundaries of block elements."""

    text: str
    link_density: float
    node: Node  # the block element that it stands in
    element: Element  # that element in the tree
    is_whole: bool  # the element holds nothing beside this run


# What an element does to the words before, in and after it.
_BLOCK, _DRESS, _LINK, _STRONG, _BREAK, _SKIPPED, _INSIDE_SKIPPED = range(7)
_FORMS = {
    **dict.fromkeys(_INLINE, _DRESS), "a": _LINK, **dict.fromkeys(_BOLD, _STRONG), "br": _BREAK, **dict.fromkeys(_UNSEEN, _SKIPPED),
}  # fmt: skip


class _Reader:
    """Where the walk is: open elements, and the words since the last boundary."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.nodes: list[Node] = []
        self._open: list[tuple[Node, Element, int]] = []  # with the number of runs when it was opened
        self._words: list[str] = []
        self._blank = 0  # white space before them
        self._linked = 0
        self._links = 0  # open <a> elements

    def read(self, root: Element) -> None:
        """Looks at every element once, in order; that one has ended is told by the parent of the next.

        That costs half of what events of begin and end do, and this walk is a fifth of what a page costs.
        """
        path: list[tuple[Element, int]] = []  # from the root to the element before
        for element in root.iter():
            parent = element.getparent()
            while path and path[-1][0] is not parent:
                self._ends(*path.pop())
            if path and path[-1][1] >= _SKIPPED:
                path.append((element, _INSIDE_SKIPPED))
            elif isinstance(tag := element.tag, str):
                form = _FORMS.get(tag, _BLOCK)
                attributes = element.items() if form != _SKIPPED else ()
                if attributes and _is_hidden(attributes):
                    form = _SKIPPED
                path.append((element, form))
                if form != _SKIPPED:
                    self._begins(element, tag, form, attributes)
            elif text := element.tail:  # a comment's
                self._say(text)
        while path:
            self._ends(*path.pop())

    def _begins(self, element: Element, tag: str, form: int, attributes: Sequence[tuple[str, str]]) -> None:
        if form == _BLOCK:
            self._cut()
            parent = self._open[-1][0] if self._open else None
            node = Node(tag, _names(attributes) if attributes else (), parent, parent.depth + 1 if parent else 0)
            self.nodes.append(node)
            self._open.append((node, element, len(self.runs)))
        elif form == _LINK:
            self._links += 1
        elif form == _BREAK:
            self._words.append(_LINE_END)
        if text := element.text:
            self._say(text)

    def _ends(self, element: Element, form: int) -> None:
        if form == _INSIDE_SKIPPED:
            return
        if form == _BLOCK:
            self._cut(closes=True)
            self._open.pop()
        elif form == _LINK:
            self._links -= 1
        elif form == _STRONG:
            self._words.append(_BOLD_END)
        if text := element.tail:
            self._say(text)

    def _say(self, text: str) -> None:
        if not self._words and text.isspace():
            self._blank += len(text)
            return
        self._words.append(text)
        if self._links:
            self._linked += len(text.strip())

    def _cut(self, *, closes: bool = False) -> None:
        """A boundary: what was said since the last one is a run of the innermost open element."""
        if self._words:
            words = "".join(self._words)
            texts = _paragraphs(words, is_list=2 * self._linked > self._blank + len(words))
            if texts and self._open:
                self._add(texts, closes=closes)
            self._words.clear()
            self._linked = 0
        self._blank = 0

    def _add(self, texts: list[str], *, closes: bool) -> None:
        node, element, before = self._open[-1]
        chars = sum(map(len, texts))
        density = min(1.0, self._linked / chars)
        whole = closes and before == len(self.runs) and len(texts) == 1
        self.runs.extend([Run(text, density, node, element, whole) for text in texts])
        node.chars += chars
        node.linked += density * chars
        node.runs += len(texts)


def _paragraphs(words: str, *, is_list: bool) -> list[str]:
    """Words cut where two line ends stand together; in a list of links one is enough."""
    if _LINE_END not in words:
        return [text] if (text := fold(words.replace(_BOLD_END, ""))) else []
    parts = words.split(_LINE_END) if is_list else _PARAGRAPH_END.split(words)
    return [text for part in parts if (text := fold(part.replace(_LINE_END, " ").replace(_BOLD_END, "")))]


def read_runs(root: Element) -> tuple[list[Run], list[Node]]:
    """Every visible run in the order of the text, and every block element, outer ones first."""
    reader = _Reader()
    reader.read(root)
    _sum_up(reader.nodes)
    return reader.runs, reader.nodes


def _sum_up(nodes: list[Node]) -> None:
    for node in reversed(nodes):  # inner ones come after outer ones
        if node.parent is not None:
            node.parent.chars += node.chars
            node.parent.linked += node.linked
            node.parent.runs += node.runs


def is_unseen(tag: str, attributes: Mapping[str, object]) -> bool:
    """Whether a reader does not see what is in an element."""
    return tag in _UNSEEN or _is_hidden([(key, str(value)) for key, value in attributes.items()])


def _is_hidden(attributes: Sequence[tuple[str, str]]) -> bool:
    for key, value in attributes:  # noqa: SIM110 - asked of every element, and a loop takes half the time
        if key == "hidden" or (key == "style" and _HIDDEN.search(value)):
            return True
    return False


def _names(attributes: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The words of what a site calls an element: its class, id, role and itemprop."""
    names = [attribute for attribute in attributes if attribute[0] in _NAMED]
    if not names:
        return ()
    if len(names) > 1:
        names.sort(key=_place_of_name)
    return _words_of(" ".join([value for _, value in names]))


_NAMED = {"class": 0, "id": 1, "role": 2, "itemprop": 3}


def _place_of_name(attribute: tuple[str, str]) -> int:
    return _NAMED[attribute[0]]


@lru_cache(8192)
def _words_of(names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(str.lower, _WORD.findall(names[:400])[:_MOST_WORDS])))
