"""An article's text with every mention marked: what `copydesk entities` shows, read in a child that has limits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from transforms.article_names import name_strings
from transforms.entities import Mention, find_named
from transforms.name_models import installed, load_model
from transforms.name_spans import NameSpan, find_spans
from transforms.named import read_names
from transforms.pipeline import extract_capture
from transforms.types import Article, Capture, Entity, Rejected

TITLE = -1  # the paragraph of a mention in the title


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph: a mention, or what stands between two."""

    words: str
    entity: Entity | None = None  # None: no mention
    method: str = ""  # by which the mention was recognised


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article, what it names and where."""

    position: int  # in the capture, from 0
    count: int  # articles in the capture
    language: str | None
    title: str | None
    paragraphs: tuple[str, ...]  # standfirst and body
    entities: tuple[Entity, ...]  # most mentions first
    mentions: tuple[Mention, ...]  # in reading order
    model: str | None  # the name model that was asked; None: the table alone

    def marked(self) -> Iterator[tuple[Piece, ...]]:
        """The title (empty: there is none), then each paragraph, as pieces that make up its words."""
        known = {entity.id: entity for entity in self.entities}
        by_paragraph: dict[int, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            by_paragraph[mention.paragraph].append(mention)
        for paragraph, words in enumerate((self.title or "", *self.paragraphs), start=TITLE):
            yield tuple(_pieces(words, by_paragraph[paragraph], known))


def _pieces(words: str, mentions: Sequence[Mention], known: Mapping[str, Entity]) -> Iterator[Piece]:
    place = 0
    for mention in mentions:
        if mention.start > place:
            yield Piece(words[place : mention.start])
        yield Piece(words[mention.start : mention.end], known[mention.entity], mention.method)
        place = mention.end
    if words[place:]:
        yield Piece(words[place:])


@dataclass(frozen=True, slots=True)
class MarkedCapture:
    """A capture's articles with their mentions, and its rejects."""

    articles: tuple[MarkedArticle, ...]
    rejected: tuple[Rejected, ...]


def mark_capture(capture: Capture, *, model: bool) -> MarkedCapture:
    """The articles of a capture as the chain reads them; with `model` the name models that are installed look at them, too."""
    extraction = extract_capture(capture)
    return MarkedCapture(
        tuple(_marked(article, model=model) for article in extraction.articles),
        extraction.rejected,
    )


def mark_by_table(capture: Capture) -> MarkedCapture:
    """The names that the table finds. What the child does."""
    return mark_capture(capture, model=False)


def mark_by_model(capture: Capture) -> MarkedCapture:
    """The names that table and model find. What the child does."""
    return mark_capture(capture, model=True)


def _marked(article: Article, *, model: bool) -> MarkedArticle:
    title, paragraphs = name_strings(article)
    name, spans = _by_model(article.language, title, paragraphs) if model else (None, ())
    country = article.dateline.country if article.dateline else None
    found = find_named(title, paragraphs, article.language, spans, dateline_country=country)
    return MarkedArticle(
        position=article.capture.position,
        count=article.capture.count,
        language=article.language,
        title=title,
        paragraphs=paragraphs,
        entities=read_names(title, paragraphs, article.language, found).entities,
        mentions=found.mentions,
        model=name,
    )


def _by_model(
    language: str | None, title: str | None, paragraphs: Sequence[str]
) -> tuple[str | None, Sequence[NameSpan]]:
    """The language's model by name and what it found; None where there is none, or where it failed."""
    name = installed(language)
    if name is None or language is None:
        return None, ()
    try:
        (spans,) = find_spans(load_model(language), [(title, paragraphs)])
    except Exception:  # noqa: BLE001 - whatever is wrong with a model, the table's names are shown, and that it was not asked
        return None, ()
    return name, spans
