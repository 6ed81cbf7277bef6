"""The document's schema, read from the types: `python -m transforms.schema` writes docs/schema.md."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Union, get_args, get_origin, get_type_hints

from transforms.types import Article, Doc, GeoPoint

PAGE = Path(__file__).parent.parent / "docs/schema.md"


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field of the document."""

    path: str  # with dots, as Elasticsearch names it: "authors.name"
    shown: str  # the same with [] behind every part that may have several values: "authors[].name"
    es: str  # keyword, text, date, integer, float, boolean, geo_point, object, disabled (kept, not indexed)
    means: str
    absent: str  # what it means that it is not there; empty: it always is, where its parent is
    origin: str


@cache
def document_fields() -> tuple[FieldRow, ...]:
    """Every field of the document, parents before their children, in the order of the types."""
    return tuple(_rows(Article, "", ""))


@cache
def document_names(kind: type) -> tuple[str, ...]:
    """The attributes of a type that go into the document: those with a Doc (and all of a GeoPoint)."""
    names = tuple(field.name for field in fields(kind))
    if kind is GeoPoint:
        return names
    hints = get_type_hints(kind, include_extras=True)
    return tuple(name for name in names if _doc(hints[name]))


def _rows(kind: type, prefix: str, shown_prefix: str) -> Iterator[FieldRow]:
    """The rows of a type's fields and of the types in them."""
    hints = get_type_hints(kind, include_extras=True)
    for name in (field.name for field in fields(kind)):
        doc = _doc(hints[name])
        if doc is None:
            continue
        inner, many = _inner(get_args(hints[name])[0])
        path, shown = prefix + name, f"{shown_prefix}{name}{'[]' if many else ''}"
        yield FieldRow(path, shown, doc.es, doc.means, doc.absent, doc.origin)
        if is_dataclass(inner) and inner is not GeoPoint:
            yield from _rows(inner, f"{path}.", f"{shown}.")


def _doc(hint: object) -> Doc | None:
    """The note on a field."""
    if get_origin(hint) is not Annotated:
        return None
    return next((note for note in get_args(hint)[1:] if isinstance(note, Doc)), None)


def _inner(hint: object) -> tuple[type | None, bool]:
    """The type inside `X | None` or `tuple[X, ...]`, and whether there may be many; None for plain values."""
    if get_origin(hint) is tuple:
        return _inner(get_args(hint)[0])[0], True
    if get_origin(hint) in {Union, types.UnionType}:
        present = [part for part in get_args(hint) if part is not type(None)]
        return _inner(present[0])
    return (hint, False) if isinstance(hint, type) else (None, False)


def page() -> str:
    """docs/schema.md: a table with a row a field."""
    rows = "\n".join(_line(row) for row in document_fields())
    return f"{_HEAD}\n| field | type | what it means | when it is absent | where it is read |\n| --- | --- | --- | --- | --- |\n{rows}\n"


def _line(row: FieldRow) -> str:
    """A row of the page."""
    cells = (f"`{row.shown}`", row.es, row.means, row.absent, row.origin)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


_HEAD = """# The article document

Made from transforms/types.py by `python -m transforms.schema`; edit it there.

- `[]`: the field may have several values.
- An absent field is left out of the document. An empty fourth cell: the field is always there (where its parent is); an
  empty fifth cell: it is read where its parent is.
- object: has the fields below it. disabled: kept in the document, not indexed, so it costs nothing and cannot be searched.
- Dates are ISO 8601 and as precise as they are: `2015-10-07`, `2017-06-17T04:18:00`, with an offset where one is known.
  Elasticsearch reads a time without an offset as UTC.
- In the index, keyword fields that people search have a twin `.lower` without case, titles a twin `.keyword`, and title,
  summary and body are also searchable in their own language as `text.<language>.*` (docs/choices.md says why).
"""

if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
