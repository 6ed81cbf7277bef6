"""An article as the Elasticsearch document."""

from __future__ import annotations

from transforms.types import Article


def document(article: Article) -> dict[str, object]:
    """The article as JSON values: absent fields left out, enumerations and dates as strings; deterministic."""
    raise NotImplementedError
