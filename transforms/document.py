"""An article as the Elasticsearch document."""

from __future__ import annotations

from datetime import date
from enum import Enum

from transforms.schema import document_names
from transforms.types import Article

_PLAIN = frozenset({str, int, float, bool})


def document(article: Article) -> dict[str, object]:
    """The article as JSON values, in the order of its fields: what is absent or empty is left out, enumerations are their
    values, dates are ISO 8601 as precise as they are ("2015-10-07", "2017-06-17T04:18:00", with an offset where one is
    known). Deterministic: the same article gives the same document.
    """
    return _object(article)


def _object(value: object) -> dict[str, object]:
    """A dataclass as a JSON object."""
    kind: type = type(value)
    made: dict[str, object] = {}
    for name in document_names(kind):
        item = getattr(value, name)
        if item is not None and item != ():
            made[name] = _json(item)
    return made


def _json(value: object) -> object:
    """A field's value as JSON."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):  # datetimes are dates
        return value.isoformat()
    if isinstance(value, tuple):
        return [_json(item) for item in value]
    return _object(value)
