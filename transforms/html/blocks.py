"""An HTML page's blocks: its block elements in the order of the text, furniture apart with its reason.

The document model is BeautifulSoup's (on lxml). Scripts, styles and what is not shown are never read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from transforms.blocks import fold
from transforms.types import Block, Kind, Reason, Removed

_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "head",
        "select",
        "object",
        "video",
        "audio",
        "canvas",
        "textarea",
        "option",
        "math",
    ]
)
_PARAGRAPHS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "blockquote",
        "figcaption",
        "td",
        "th",
        "dt",
        "dd",
        "pre",
        "address",
        "caption",
        "summary",
    ]
)
_CONTAINERS = frozenset(
    [
        "html",
        "body",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "nav",
        "ul",
        "ol",
        "dl",
        "table",
        "tbody",
        "thead",
        "tr",
        "form",
        "fieldset",
        "figure",
        "details",
        "dialog",
        "center",
        "menu",
        "br",
        "hr",
        "label",
        "button",
    ]
)
_BLOCKS = _PARAGRAPHS | _CONTAINERS
_KINDS = {
    "li": Kind.LIST_ITEM,
    "blockquote": Kind.QUOTE,
    "td": Kind.TABLE,
    "th": Kind.TABLE,
    "figcaption": Kind.CAPTION,
    **{f"h{level}": Kind.HEADING for level in range(1, 7)},
}
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class HtmlBlocks:
    """A page's blocks in order, and those that the markup itself marks as furniture."""

    blocks: tuple[Block, ...]
    removed: tuple[Removed, ...]


@dataclass(slots=True)
class _Run:
    """Text collected until the next block element begins or ends."""

    tag: Tag
    words: list[str]
    linked: int = 0


def parse(text: str) -> BeautifulSoup:
    """The page's document model."""
    return BeautifulSoup(text, "lxml")


def html_blocks(soup: BeautifulSoup) -> HtmlBlocks:
    """Every visible run of text as a block, numbered in the order of the text."""
    kept: list[Block] = []
    removed: list[Removed] = []
    for number, (run, furniture) in enumerate(_runs(soup), 1):
        block = _block(run, number)
        if furniture is None:
            kept.append(block)
        else:
            removed.append(Removed(block, furniture[0], f"html_furniture:{furniture[1]}"))
    return HtmlBlocks(tuple(kept), tuple(removed))


def _runs(soup: BeautifulSoup) -> Iterator[tuple[_Run, tuple[Reason, str] | None]]:
    """Runs of text between block boundaries, each with the furniture it stands in; iterative, since pages nest deep."""
    stack: list[tuple[PageElement | None, Tag, tuple[Reason, str] | None, bool]] = [(soup, soup, None, False)]
    run, mark = _Run(soup, []), None
    while stack:
        node, parent, furniture, linked = stack.pop()
        if node is None or (isinstance(node, Tag) and node.name in _BLOCKS):
            if fold("".join(run.words)):
                yield run, mark
            run, mark = _Run(parent if node is None else node, []), furniture
        if isinstance(node, Tag):
            if node.name in _UNSEEN or _hidden(node):
                continue
            own = furniture or _furniture(node)
            mark = own if node.name in _BLOCKS else mark
            if node.name in _BLOCKS:
                stack.append((None, parent, furniture, linked))
            inside = linked or node.name == "a"
            block = node if node.name in _BLOCKS else parent
            stack.extend((child, block, own, inside) for child in reversed(node.contents))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            run.words.append(str(node))
            run.linked += len(node.strip()) if linked else 0
    if fold("".join(run.words)):
        yield run, mark


def _hidden(tag: Tag) -> bool:
    style = str(tag.get("style") or "")
    return tag.has_attr("hidden") or "display:none" in style.replace(" ", "").lower()


def _furniture(tag: Tag) -> tuple[Reason, str] | None:
    table = _table()
    if tag.name in ("body", "html", "article", "main"):
        return None
    by_tag = table.get(f"<{tag.name}>")
    if by_tag:
        return by_tag, f"<{tag.name}>"
    names = [*(tag.get_attribute_list("class")), *(tag.get_attribute_list("id"))]
    words = [word for name in names if name for word in _WORD.findall(str(name).lower())]
    for word in words[:12]:
        if f".{word}" in table:
            return table[f".{word}"], f".{word}"
    return None


@cache
def _table() -> dict[str, Reason]:
    rows = files("transforms.data").joinpath("html_furniture.tsv").read_text("utf-8").splitlines()
    return {
        what: Reason(reason) for what, reason in (row.split("\t") for row in rows if row and not row.startswith("#"))
    }


def _block(run: _Run, number: int) -> Block:
    raw = "".join(run.words)
    text = fold(raw)
    name = _name(run.tag)
    return Block(
        kind=_KINDS.get(name, Kind.PARAGRAPH),
        text=text,
        raw=raw,
        where=number,
        gap=1 if name in ("p", "blockquote") or name in _KINDS else 0,
        level=int(name[1]) if name[0] == "h" and name[1:].isdigit() else 0,
        link_density=min(1.0, run.linked / len(text)),
    )


def _name(tag: Tag) -> str:
    """The nearest element that says what the text is: a <div> inside an <li> is a list item's."""
    for element in (tag, *tag.parents):
        if element.name in _PARAGRAPHS:
            return str(element.name)
        if element.name in ("article", "main", "body", "section"):
            break
    return str(tag.name)
