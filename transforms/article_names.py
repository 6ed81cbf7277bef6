"""The names of an article once more, after it was assembled: with what a name model found in it."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.entities import find_named
from transforms.name_spans import NameSpan
from transforms.named import read_names, with_names
from transforms.types import Article


def name_strings(article: Article) -> tuple[str | None, tuple[str, ...]]:
    """Title and paragraphs in which its names are looked for: those of the summary that the capture shows, and the body's."""
    shown = any(item.field == "summary" and item.where for item in article.evidence)
    summary = (article.summary,) if article.summary and shown else ()
    return article.title, (*summary, *article.body.split("\n\n"))


def with_spans(article: Article, spans: Sequence[NameSpan]) -> Article:
    """The article with its entities, people, organizations, places and locations renewed; `spans` are in its `name_strings`."""
    title, paragraphs = name_strings(article)
    country = article.dateline.country if article.dateline else None
    found = find_named(title, paragraphs, article.language, spans, dateline_country=country)
    return with_names(article, read_names(title, paragraphs, article.language, found))
