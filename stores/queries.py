"""Questions to the articles."""

from __future__ import annotations

from typing import Any

from elasticsearch import NotFoundError

from stores.client import Connection
from stores.mapping import text_field, text_fields
from stores.results import Hit

_OPEN, _CLOSE = "«", "»"


def search(connection: Connection, alias: str, text: str, size: int, language: str | None) -> list[Hit]:
    """The best articles; each is searched in its own language's field, so "attacks" finds "attack" in English only."""
    fields = [text_field(language)] if language else list(text_fields())

    def ask() -> list[Hit]:
        try:
            found = connection.client.search(
                index=alias, query=_query(text, fields, language), size=size, highlight=_highlight(fields)
            )
        except NotFoundError:
            return []
        return [_hit(hit) for hit in found["hits"]["hits"]]

    return connection.haste.ask(ask)


def _query(text: str, fields: list[str], language: str | None) -> dict[str, Any]:
    """A title counts three times, a standfirst twice; all words must be there, in whatever field."""
    weighted = [f"text.{field}.{name}" for field in fields for name in ("title^3", "summary^2", "body")]
    words = {
        "simple_query_string": {
            "query": text,
            "fields": [*weighted, "title^3", "summary^2", "body"],
            "default_operator": "and",
            "flags": "AND|OR|NOT|PHRASE|PREFIX|PRECEDENCE|WHITESPACE",
        }
    }
    only = [{"term": {"language": language}}] if language else []
    return {"bool": {"must": [words], "filter": only}}


def _highlight(fields: list[str]) -> dict[str, Any]:
    """Pieces of the body; the words are found in the language's field, which itself is not kept."""
    matched = ["body", *(f"text.{field}.body" for field in fields)]
    return {
        "pre_tags": [_OPEN],
        "post_tags": [_CLOSE],
        "fields": {"body": {"matched_fields": matched, "number_of_fragments": 3, "fragment_size": 160}},
    }


def _hit(hit: dict[str, Any]) -> Hit:
    """A hit as Elasticsearch gives it."""
    pieces = hit.get("highlight", {}).get("body", ())
    return Hit(id=hit["_id"], score=hit["_score"], document=hit["_source"], highlights=tuple(pieces))
