"""Marked articles for a terminal and for programs; what every form says of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Protocol, TextIO

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.marked import TITLE, MarkedArticle, Piece
from flows.printable import printable
from transforms.types import Entity

_COLOURS = {"person": "cyan", "organization": "magenta", "place": "green", "event": "yellow"}


class Form(Protocol):
    """Takes articles one after another."""

    def begin(self) -> None:
        """Before the first."""

    def add(self, uri: str, article: MarkedArticle) -> None:
        """Another article, of the capture with this address."""

    def end(self) -> None:
        """After the last."""


def heading(article: MarkedArticle) -> str:
    """Which article this is, and what looked for names in it."""
    searched = f"table and {article.model}" if article.model else "table alone"
    return f"Article {article.position + 1} of {article.count}, language {article.language or 'unknown'}, names by {searched}"


def by_type(entities: Iterable[Entity]) -> list[Entity]:
    """Persons first, then organizations, places, events; each in the order given."""
    kinds = list(_COLOURS)
    return sorted(entities, key=lambda entity: kinds.index(entity.type) if entity.type in kinds else len(kinds))


def sums(article: MarkedArticle) -> str:
    """How many entities and mentions there are, by type."""
    entities: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    for entity in by_type(article.entities):
        entities[entity.type] += 1
        mentions[entity.type] += entity.mentions
    return "; ".join(f"{kind}: {count} in {mentions[kind]} mentions" for kind, count in entities.items())


def legend(entity: Entity) -> tuple[str, ...]:
    """The cells of an entity's row: name, type, id, mentions, method, country and coordinates."""
    where = f"{entity.location.lat:.2f}, {entity.location.lon:.2f}" if entity.location else ""
    return (
        entity.name,
        entity.type,
        entity.id,
        f"{entity.mentions} x",
        entity.method,
        " ".join(filter(None, (entity.country, where))),
    )


LEGEND = ("name", "type", "id", "mentions", "method", "where")


# --- on a terminal, or in a file --------------------------------------------------------------------------------------


class TextForm:
    """In colour on a terminal; elsewhere [words|type, id, method]."""

    def __init__(self, out: TextIO) -> None:
        self._console = Console(file=out, highlight=False, emoji=False)

    def begin(self) -> None:
        """Nothing."""

    def add(self, uri: str, article: MarkedArticle) -> None:
        """Heading, marked text, legend."""
        write, soft = self._console.print, not self._console.is_terminal
        if article.position == 0:
            write(Text(printable(uri), style="bold underline"), soft_wrap=True)
        write(Text(heading(article), style="dim"), soft_wrap=True)
        for number, pieces in enumerate(article.marked(), start=TITLE):
            if pieces:
                write(Text.assemble(*map(self._piece, pieces), style="bold" if number == TITLE else ""), soft_wrap=soft)
                write()
        self._write_legend(article)

    def end(self) -> None:
        """Nothing."""

    def _piece(self, piece: Piece) -> Text:
        if piece.entity is None:
            return Text(printable(piece.words))
        said = f"{piece.entity.type}, {piece.entity.id}, {piece.method}"
        if not self._console.is_terminal:
            return Text(printable(f"[{piece.words}|{said}]"))
        colour = _COLOURS.get(piece.entity.type, "white")
        marked = Text(printable(piece.words), style=f"bold {colour}")
        return marked.append(printable(f" {piece.entity.id} {piece.method}"), style=f"not bold dim {colour}")

    def _write_legend(self, article: MarkedArticle) -> None:
        self._console.print(Text(sums(article) or "nothing is named"), soft_wrap=True)
        rows = [tuple(map(printable, legend(entity))) for entity in by_type(article.entities)]
        if not self._console.is_terminal:
            self._console.print(Text("".join(f"  {'; '.join(filter(None, row))}\n" for row in rows)), soft_wrap=True)
            return
        table = Table(*LEGEND, box=SIMPLE)
        for entity, row in zip(by_type(article.entities), rows, strict=True):
            table.add_row(*map(Text, row), style=_COLOURS.get(entity.type, ""))
        self._console.print(table)


# --- for programs -----------------------------------------------------------------------------------------------------


class JsonForm:
    """One JSON object an article, a line each: spans count characters in its own paragraphs, -1 is the title."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def begin(self) -> None:
        """Nothing."""

    def add(self, uri: str, article: MarkedArticle) -> None:
        """A line."""
        known = {entity.id: entity for entity in article.entities}
        mentions = [
            {
                "paragraph": one.paragraph,
                "start": one.start,
                "end": one.end,
                "id": one.entity,
                "name": known[one.entity].name,
                "type": known[one.entity].type,
                "method": one.method,
            }
            for one in article.mentions
        ]
        line = {
            "uri": uri,
            "position": article.position,
            "language": article.language,
            "model": article.model,
            "title": article.title,
            "paragraphs": article.paragraphs,
            "mentions": mentions,
        }
        self._out.write(json.dumps(line, ensure_ascii=False) + "\n")

    def end(self) -> None:
        """Nothing."""
