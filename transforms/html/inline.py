"""Paragraphs read closely: what stands inside one without belonging to its sentence.

Only paragraphs that hold elements of their own come here; they are BeautifulSoup documents, and the rules are rows of
data/html_inline.tsv.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from bs4 import BeautifulSoup, Tag
from lxml import etree
from lxml.etree import _Element as Element

from transforms.blocks import fold
from transforms.html.runs import Run, is_unseen
from transforms.types import Block, Reason, Removed

_PLAIN = frozenset(
    {"a", "b", "strong", "em", "i", "u", "br", "img"}
)  # without names of their own they are the sentence's
_LONGEST = 200_000  # characters of one paragraph's markup that are parsed


@dataclass(frozen=True, slots=True)
class CloseReading:
    """The paragraphs without what is not theirs."""

    kept: tuple[Block, ...]
    removed: tuple[Removed, ...]


def read_closely(paragraphs: Sequence[tuple[Run, Block]]) -> CloseReading:
    """Each paragraph's own words; the cells of a table's row are one block."""
    kept: list[Block] = []
    removed: list[Removed] = []
    for run, block in paragraphs:
        read = _read(run, block) if run.is_whole and _has_named_elements(run) else CloseReading((block,), ())
        kept.extend(read.kept)
        removed.extend(read.removed)
    return CloseReading(tuple(kept), tuple(removed))


def _has_named_elements(run: Run) -> bool:
    """Whether it holds elements of its own and a rule names one: most need not be parsed again, which costs as much as a page."""
    own = [
        child for child in run.element.iterdescendants(etree.Element) if child.tag not in _PLAIN or child.get("class")
    ]
    return bool(own) and any(_is_named(element) for element in (run.element, *own))


def _is_named(element: Element) -> bool:
    table = _table()
    return f"<{element.tag}>" in table or any(
        f".{name.lower()}" in table for name in (element.get("class") or "").split()
    )


def _read(run: Run, block: Block) -> CloseReading:
    markup = etree.tostring(run.element, encoding="unicode", method="html", with_tail=False)
    if len(markup) > _LONGEST:
        return CloseReading((block,), ())
    soup = BeautifulSoup(markup, "lxml")
    for tag in soup.find_all(lambda tag: is_unseen(tag.name, tag.attrs)):
        tag.decompose()
    removed = [Removed(replace(block, text=words, raw=words), reason, rule) for words, reason, rule in _strip(soup)]
    if not removed:
        return CloseReading((block,), ())
    text = fold(soup.get_text())
    kept = (replace(block, text=text, raw=text),) if text else ()
    return CloseReading(kept, tuple(removed))


def _strip(soup: BeautifulSoup) -> list[tuple[str, Reason, str]]:
    """What the rules take out of a paragraph, which then no longer has it."""
    found = []
    for tag in soup.find_all(True):
        named = None if tag.decomposed else _rule(tag)
        if named is None:
            continue
        words = fold(tag.get_text())
        tag.decompose()
        if words:
            found.append((words, *named))
    return found


def _rule(tag: Tag) -> tuple[Reason, str] | None:
    table = _table()
    names = [f"<{tag.name}>", *(f".{name.lower()}" for name in tag.get_attribute_list("class") if name)]
    return next(((table[name], f"html_inline:{name}") for name in names if name in table), None)


@cache
def _table() -> dict[str, Reason]:
    rows = files("transforms.data").joinpath("html_inline.tsv").read_text("utf-8").splitlines()
    return {what: Reason(reason) for what, reason in (row.split("\t") for row in rows if row and row[0] != "#")}
