"""Spans that a name model finds in a text: what it is asked, what it answers, and how texts are cut for it.

A model (transforms/name_models.py) says that words are the name of a person, an organization or a place, never whose. Whose is
the matter of transforms/entities.py, which looks at its own table first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from transforms.name_text import name_lines

TITLE = -1  # the paragraph of a span in the title
_PIECE = 5_000  # characters that a model reads at once: a batch's memory does not depend on how long articles are
_MOST = 200_000  # characters of an article that a model reads at all: a book is no news


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Words that a model takes for a name."""

    paragraph: int  # index into the paragraphs; -1: the title
    start: int  # span in that paragraph
    end: int
    type: str  # person, organization, place


class NameModel(Protocol):
    """Finds names in texts of one language."""

    @property
    def name(self) -> str:
        """Package and version: another name, other findings."""

    def find(self, texts: Sequence[str]) -> Sequence[list[tuple[int, int, str]]]:
        """For each text its names: start, end, type (person, organization, place); the same whatever stands beside it."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of an article that a model reads at once."""

    article: int
    text: str
    lines: tuple[tuple[int, int, int], ...]  # where a line begins in the text; which paragraph; where in that it begins


def find_spans(model: NameModel, articles: Sequence[tuple[str | None, Sequence[str]]]) -> list[tuple[NameSpan, ...]]:
    """What the model finds in each article, given as title and paragraphs; all of them in one go."""
    found: list[list[NameSpan]] = [[] for _ in articles]
    pieces = [
        piece for number, (title, paragraphs) in enumerate(articles) for piece in _pieces(number, title, paragraphs)
    ]
    for piece, names in zip(pieces, model.find([piece.text for piece in pieces]), strict=True):
        found[piece.article].extend(_spans(piece, names))
    return [tuple(spans) for spans in found]


def _pieces(article: int, title: str | None, paragraphs: Sequence[str]) -> Iterator[_Piece]:
    """Whole lines together up to _PIECE characters; where they are cut depends on the article alone."""
    texts: list[str] = []
    lines: list[tuple[int, int, int]] = []
    size = 0
    for paragraph, offset, line in _lines(title, paragraphs):
        if texts and size + len(line) > _PIECE:
            yield _Piece(article, "\n".join(texts), tuple(lines))
            texts, lines, size = [], [], 0
        lines.append((size, paragraph, offset))
        texts.append(line)
        size += len(line) + 1
    if texts:
        yield _Piece(article, "\n".join(texts), tuple(lines))


def _lines(title: str | None, paragraphs: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Paragraph, offset in it, words; a line that is too long is cut at a space."""
    left = _MOST
    for paragraph, line in enumerate(name_lines(title, paragraphs), start=TITLE):
        start = 0
        while start < len(line) and left > 0:
            end = min(start + _PIECE, len(line))
            if end < len(line):
                end = max(line.rfind(" ", start, end), start) or end
                end = end if end > start else start + _PIECE
            yield paragraph, start, line[start:end]
            left -= end - start
            start = end


def _spans(piece: _Piece, names: Sequence[tuple[int, int, str]]) -> Iterator[NameSpan]:
    """Spans in the article's own paragraphs; a name over a line's end is none."""
    number = 0
    for start, end, kind in sorted(names):
        while number + 1 < len(piece.lines) and piece.lines[number + 1][0] <= start:
            number += 1
        after = piece.lines[number + 1][0] if number + 1 < len(piece.lines) else len(piece.text) + 1
        begin, paragraph, offset = piece.lines[number]
        if end < after:
            yield NameSpan(paragraph, start - begin + offset, end - begin + offset, kind)
