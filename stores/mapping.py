"""How the documents are indexed: the article's mapping from its types, and the small indices beside it.

Why each choice was made stands in docs/choices.md, "The index".
"""

from __future__ import annotations

from collections.abc import Mapping

from stores.results import Document
from transforms.schema import FieldRow, document_fields

Mappings = dict[str, object]

# Language (ISO 639-1) to the field under `text` and the analyzer; the analyzers' names are Elasticsearch's own.
_OWN_FIELD = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
    "ru": "russian",
    "tr": "turkish",
}
_SHARED_FIELD = {"ja": "cjk", "ko": "cjk", "zh": "cjk"}
_OTHER = "other"
_ANALYZERS = {**_OWN_FIELD, "cjk": "cjk", _OTHER: "standard"}
_SEARCHED_TEXTS = ("title", "summary", "body")

# Keyword fields that people type into a search box: they get a twin without case.
_LOWERED = frozenset(
    {
        "agencies",
        "authors.name",
        "dateline.place",
        "entities.name",
        "organizations",
        "outlet.name",
        "people",
        "places",
        "section",
        "subheads",
    }
)
_WITH_KEYWORD = frozenset({"title", "summary"})
_LONGEST_KEYWORD = 8191  # characters: a Lucene term holds 32,766 bytes, and a character takes up to four


def text_field(language: str | None) -> str:
    """The field under `text` in which an article of this language is searched."""
    if language in _OWN_FIELD:
        return str(language)
    return _SHARED_FIELD.get(language or "", _OTHER)


def text_fields() -> tuple[str, ...]:
    """All the fields under `text`."""
    return tuple(sorted(_ANALYZERS))


def searchable(document: Document) -> dict[str, object]:
    """The document as it is sent to Elasticsearch: with title, summary and body once more, in their language's field.

    Elasticsearch indexes that copy and does not keep it in `_source`. So a document must always be written whole, through
    here: a partial update would rebuild it from `_source` and lose the copy.
    """
    field = text_field(str(document["language"]) if "language" in document else None)
    return {**document, "text": {field: {name: document[name] for name in _SEARCHED_TEXTS if name in document}}}


def article_mappings() -> Mappings:
    """The mapping of an article, strict: a field that the types do not have is refused."""
    properties: dict[str, object] = {}
    for row in document_fields():
        _place(properties, row)
    properties["text"] = {"properties": {field: _texts(analyzer) for field, analyzer in sorted(_ANALYZERS.items())}}
    return {"dynamic": "strict", "_source": {"excludes": ["text"]}, "properties": properties}


def index_template(alias: str, replicas: int | None) -> dict[str, object]:
    """The composable template for `<alias>-v*`; a longer alias has the higher priority, so `a-v*` leaves `a-vb-v*` alone."""
    return {
        "index_patterns": [f"{alias}-v*"],
        "priority": 500 + len(alias),
        "template": {"settings": article_settings(replicas), "mappings": article_mappings()},
        "_meta": {"made_by": "copydesk, from transforms/types.py"},
    }


def article_settings(replicas: int | None) -> dict[str, object]:
    """The settings of an index of articles."""
    lower = {"type": "custom", "filter": ["lowercase"]}
    return {"index": small_index_settings(replicas), "analysis": {"normalizer": {"lower": lower}}}


def small_index_settings(replicas: int | None) -> dict[str, object]:
    """One shard, and a replica where there is a second node; told otherwise, so many replicas."""
    if replicas is None:
        return {"number_of_shards": 1, "auto_expand_replicas": "0-1"}
    return {"number_of_shards": 1, "number_of_replicas": replicas}


def _place(properties: dict[str, object], row: FieldRow) -> None:
    """Put a field into the tree; what lies below a disabled field is kept but not mapped."""
    *parents, name = row.path.split(".")
    here = properties
    for parent in parents:
        found = here[parent]
        if not isinstance(found, dict) or "properties" not in found:
            return
        here = found["properties"]
    here[name] = _field(row)


def _field(row: FieldRow) -> dict[str, object]:
    """The mapping of one field."""
    if row.es == "object":
        return {"properties": {}}
    if row.es == "disabled":
        return {"type": "object", "enabled": False}
    if row.es == "keyword":
        return _keyword(row.path in _LOWERED)
    if row.es == "text" and row.path in _WITH_KEYWORD:
        return {"type": "text", "fields": {"keyword": _keyword(lowered=False)}}
    return {"type": row.es}


def _keyword(lowered: bool) -> dict[str, object]:
    field: dict[str, object] = {"type": "keyword", "ignore_above": _LONGEST_KEYWORD}
    if lowered:
        field["fields"] = {"lower": {"type": "keyword", "ignore_above": _LONGEST_KEYWORD, "normalizer": "lower"}}
    return field


def _texts(analyzer: str) -> dict[str, object]:
    return {"properties": {name: {"type": "text", "analyzer": analyzer} for name in _SEARCHED_TEXTS}}


def _strict(fields: Mapping[str, str]) -> Mappings:
    """A small index: name to type; "stored" is kept and not indexed."""
    kinds: dict[str, dict[str, object]] = {
        "keyword": _keyword(lowered=False),
        "stored": {"type": "keyword", "index": False, "doc_values": False},
    }
    properties = {name: kinds.get(kind, {"type": kind}) for name, kind in fields.items()}
    return {"dynamic": "strict", "properties": properties}


def small_indices(alias: str) -> dict[str, Mappings]:
    """The ledger, the rejects and the runs: name to mapping."""
    return {
        f"{alias}-captures": _strict(
            {
                "uri": "keyword",
                "version": "keyword",
                "sha256": "keyword",
                "fingerprint": "keyword",
                "duplicate_of": "keyword",
                "articles": "integer",
                "documents": "keyword",
                "rejects": "stored",
                "orphans": "stored",
                "loaded_at": "date",
            }
        ),
        f"{alias}-rejects": _strict(
            {
                "uri": "keyword",
                "version": "keyword",
                "stage": "keyword",
                "reason": "keyword",
                "detail": "text",
                "capture_id": "keyword",
                "article_id": "keyword",
                "rejected_at": "date",
            }
        ),
        f"{alias}-runs": _strict(
            {
                "id": "keyword",
                "version": "keyword",
                "started_at": "date",
                "ended_at": "date",
                "captures": "integer",
                "loaded": "integer",
                "unchanged": "integer",
                "duplicates": "integer",
                "documents": "integer",
                "deleted": "integer",
                "rejected": "integer",
            }
        ),
    }
