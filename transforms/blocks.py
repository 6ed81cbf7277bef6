"""A text's lines as blocks: cleaned, counted, and joined where a paragraph was wrapped over several lines."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from transforms.lazy_pattern import lazy
from transforms.types import Block, Kind

# Marks that are not seen: zero-width space, bidi controls, word joiners, soft hyphens. The zero-width joiner and
# non-joiner stay: Persian and the Indic scripts are misspelt without them.
_INVISIBLE = re.compile(
    "[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\u061c\x00-\x08\x0e-\x1f\x7f]"
)
_LIST_ITEM = re.compile(r"(?:[•◦▪●■‣∙*·–—-]|\(?\d{1,2}[.)])\s+\S")
_SENTENCE_END = re.compile(r"""[.!?…:;。！？：；؟۔।]["'”’»)\]]*$""")
_WIDE = lazy("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uff60]")
_WRAP_WIDTHS = range(44, 101)  # columns at which mail programs and wire printers break lines
_WRAP_WIDTHS_WIDE = range(18, 51)  # the same for scripts whose characters are two columns wide
_SHORTEST_WRAPPED = 60  # a line shorter than this ends where its author ended it


class _Line(NamedTuple):
    """A line that is not blank; a tuple, because a page has hundreds."""

    text: str
    raw: str
    number: int
    gap: int
    indent: int


def text_blocks(text: str) -> tuple[Block, ...]:
    """One block a line that is not blank, in order; lines that one paragraph was wrapped over are one block.

    Joined are, in a text that was broken at a fixed width, lines that were full; and anywhere a long line without an end that
    goes on in lower case. Nothing else is joined: a line break is the only mark that a plain text has.
    """
    lines = tuple(_lines(text))
    width = _wrap_width(lines)
    return tuple(_block(group) for group in _groups(lines, width))


def fold(text: str) -> str:
    """Invisible marks gone, every run of white space (no-break spaces too) one space."""
    folded = " ".join(text.split())
    # Invisible marks are not printable, and four of them count as white space: most words are clean, which is told faster so.
    if folded.isprintable() and not ("\x1c" in text or "\x1d" in text or "\x1e" in text or "\x1f" in text):
        return folded
    return " ".join(_INVISIBLE.sub("", text).split())


def _lines(text: str) -> Iterator[_Line]:
    seen = _INVISIBLE.sub("", text)
    gap = 0
    for number, (line, raw) in enumerate(zip(seen.split("\n"), text.split("\n"), strict=True), 1):
        words = " ".join(line.split())
        if words:
            yield _Line(words, raw, number, gap, line.find(words[0]))
            gap = 0
        else:
            gap += 1


def _wrap_width(lines: Sequence[_Line]) -> int:
    """The column at which the text was broken; 0 for a text that was not."""
    lengths = sorted(line.indent + len(line.text) for line in lines)
    width = lengths[int(0.97 * (len(lengths) - 1))] if lengths else 0  # an address in the text may be longer
    wide = sum(_is_wide(line.text) for line in lines) > len(lines) / 2
    if width not in (_WRAP_WIDTHS_WIDE if wide else _WRAP_WIDTHS):
        return 0
    inner = [(line, following) for line, following in pairwise(lines) if following.gap == 0]
    full = sum(_is_full(line, following, width) for line, following in inner)
    return width if full >= 6 and full >= 0.55 * len(inner) else 0


def _is_wide(text: str) -> bool:
    """Its first character is of a script that sets no spaces."""
    return text[0] > "\u3000" and _WIDE.match(text) is not None


def _is_full(line: _Line, following: _Line, width: int) -> bool:
    """The next line's first word would not have fitted: the writer's program broke the line, not the writer."""
    first_word = 1 if _is_wide(following.text) else len(following.text.split(" ", 1)[0])
    return line.indent + len(line.text) + 1 + first_word > width


def _groups(lines: Sequence[_Line], width: int) -> Iterator[list[_Line]]:
    group: list[_Line] = []
    for line in lines:
        if group and _continues(group[-1], line, width):
            group.append(line)
            continue
        if group:
            yield group
        group = [line]
    if group:
        yield group


def _continues(line: _Line, following: _Line, width: int) -> bool:
    if following.gap:
        return False
    if width:
        return (
            not _LIST_ITEM.match(following.text)
            and _is_full(line, following, width)
            and following.indent <= line.indent
        )
    if not following.text[0].islower() or " " not in following.text:
        return False
    # "by Jane Doe" and "vrijdag 3 mei" begin in lower case too, under a headline: they are short and end no sentence.
    goes_on = len(following.text) >= _SHORTEST_WRAPPED or _SENTENCE_END.search(following.text[-4:])
    ended = len(line.text) < _SHORTEST_WRAPPED or _SENTENCE_END.search(line.text[-4:])
    return bool(goes_on) and not ended


def _block(group: list[_Line]) -> Block:
    first = group[0]
    kind = Kind.LIST_ITEM if _LIST_ITEM.match(first.text) else Kind.PARAGRAPH
    text = first.text
    for line in group[1:]:
        text += line.text if _is_wide(line.text) and _is_wide(text[-1]) else " " + line.text
    return Block(
        kind=kind,
        text=text,
        raw=first.raw if len(group) == 1 else "\n".join(line.raw for line in group),
        where=first.number,
        lines=group[-1].number - first.number + 1,
        gap=first.gap,
        indent=first.indent,
    )
