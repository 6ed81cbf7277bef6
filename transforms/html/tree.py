"""An HTML page as a tree, and what it says of itself in scripts and meta elements: read once, asked by everyone.

The tree is lxml's: it costs a tenth of BeautifulSoup's, and most of a page (menus, scripts, teasers) is only ever looked over.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from transforms.blocks import fold

_DEEPEST = 12  # levels of JSON-LD that are looked into
_MOST_NODES = 500  # objects of JSON-LD that are looked at: a list page has hundreds, an article a dozen

# Elements whose text is no part of the words around them, and those that only dress letters and part no words.
UNSEEN = frozenset(("script", "style", "template", "svg", "noscript", "rt", "rp"))
LETTER_TAGS = frozenset(
    ("b", "i", "em", "strong", "u", "sup", "sub", "font", "mark", "wbr", "abbr", "q", "ruby", "rb", "rt", "rp", "bdi")
)

# A surrogate without its other half, as JSON writes it: Python takes it, and then no encoding does.
_HALF_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
_ARTICLE_TYPES = ("Article", "BlogPosting", "LiveBlogPosting", "WebPage")

JsonNode = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class HtmlTree:
    """A page's elements, and its declarations apart."""

    root: Element
    json_ld: tuple[JsonNode, ...]  # every object of every script, an outer one before those in it
    metas: Mapping[str, tuple[str, ...]]  # name, property or itemprop in lower case -> contents, in the page's order

    def meta(self, *names: str) -> str | None:
        """The first content that one of these meta elements has, in the order of the names."""
        return next((self.metas[name][0] for name in names if name in self.metas), None)


def read_tree(text: str) -> HtmlTree | None:
    """The page's tree; None where there is no element in it."""
    parser = etree.HTMLParser(encoding="utf-8", remove_pis=True, huge_tree=True)
    root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    return None if root is None else HtmlTree(root, tuple(_json_ld(root)), _metas(root))


def text_of(element: Element) -> str:
    """An element's words on one line in the page's order, scripts and styles apart.

    Words that only markup keeps apart ("By<a>Jane Doe</a>") are parted; a letter set large (<b>T</b>he) stays with its word.
    """
    pieces: list[str] = []
    for piece, letter_like in texts(element):
        parted = not pieces or pieces[-1][-1:].isspace() or piece[:1].isspace()
        if not parted and not letter_like and pieces[-1][-1:].isalnum() and piece[:1].isalnum():
            pieces.append(" ")
        pieces.append(piece)
    return fold("".join(pieces))


def texts(element: Element) -> Iterator[tuple[str, bool]]:
    """The pieces of an element's text in order, each with whether the mark before it only dresses letters."""
    walker = etree.iterwalk(element, events=("start", "end", "comment"))
    for event, node in walker:
        tag = node.tag
        dresses = tag in LETTER_TAGS
        if event == "start" and tag in UNSEEN:
            walker.skip_subtree()
        elif event == "start" and node.text:
            yield node.text, dresses
        elif event == "start" and tag == "br":
            yield " ", False
        if event != "start" and node is not element and node.tail:
            yield node.tail, dresses or event == "comment"


def as_list(value: object) -> Sequence[object]:
    """A JSON-LD value that may stand alone or in a list."""
    return value if isinstance(value, list) else [value] if value is not None else []


def node_types(node: JsonNode) -> tuple[str, ...]:
    """An object's types without their vocabulary: NewsArticle, not http://schema.org/NewsArticle."""
    return tuple(str(kind).rsplit("/", 1)[-1] for kind in as_list(node.get("@type")))


def is_article(node: JsonNode) -> bool:
    """Whether an object is the page's article, or the page that holds it."""
    return "headline" in node and any(kind.endswith(_ARTICLE_TYPES) for kind in node_types(node))


def _json_ld(root: Element) -> Iterator[JsonNode]:
    left = _MOST_NODES
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        for node in _nodes(_loads(script.text or ""), 0):
            left -= 1
            if left < 0:
                return
            yield node


def _loads(text: str) -> object:
    """A script's data; None where it is broken: such a declaration says nothing, the visible text still does."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")
    try:
        return json.loads(_HALF_CHARACTER.sub(r"\\ufffd", text.strip().rstrip(";")), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(data: object, depth: int) -> Iterator[JsonNode]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _nodes(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for value in data.values():
            if isinstance(value, dict | list):
                yield from _nodes(value, depth + 1)


def _metas(root: Element) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for meta in root.iter("meta"):
        content = fold(meta.get("content") or "")
        for name in {meta.get("property"), meta.get("name"), meta.get("itemprop"), meta.get("http-equiv")}:
            if name and content:
                found[name.strip().casefold()].append(content)
    return {name: tuple(contents) for name, contents in found.items()}
