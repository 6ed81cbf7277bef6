"""The name model in the flow: articles of many captures together, in a child of its own that has limits.

A model that is missing or fails costs no article: its names are those of the table, and it is flagged `no-name-model`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Self, TextIO, TypeVar

from flows.limits import LimitedReader, Limits
from transforms.article_names import name_strings, with_spans
from transforms.document import document
from transforms.name_models import installed, is_missed, load_model
from transforms.name_spans import find_spans
from transforms.types import Article, Rejected

FLAG = "no-name-model"
_BATCH = 64  # articles that go to the model together
_BATCH_CHARACTERS = 400_000
_MOST_HELD = 500  # captures that wait for a batch to be full
_TRIES = 3  # failures one after another after which the model is left alone
_SECONDS, _MEGABYTES = 120, 1500  # at least, for a batch: the model is loaded within them

T = TypeVar("T")
Document = dict[str, object]


@dataclass(frozen=True, slots=True)
class NameBatch:
    """Articles for one call of the child; the rest is what flows.limits calls them by."""

    articles: tuple[Article, ...]
    uri: str = "name model"
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class ToName:
    """A capture's articles before the model has seen them, and its documents after."""

    articles: tuple[Article, ...]
    documents: tuple[Document, ...] = ()
    failed: bool = False  # the model was there and failed: worth another try


def name_articles(batch: NameBatch) -> tuple[Document, ...]:
    """The articles as documents, with the names that their languages' models find. What the child does."""
    return tuple(document(article) for article in with_model(batch.articles))


def with_model(articles: Iterable[Article]) -> tuple[Article, ...]:
    """The same articles, with the names that their languages' models find; each language has to have one."""
    numbered = sorted(enumerate(articles), key=lambda item: item[1].language or "")
    renewed: dict[int, Article] = {}
    for language, group in groupby(numbered, key=lambda item: item[1].language or ""):
        members = list(group)
        found = find_spans(load_model(language), [name_strings(article) for _, article in members])
        for (number, article), spans in zip(members, found, strict=True):
            renewed[number] = with_spans(article, spans)
    return tuple(renewed[number] for number in sorted(renewed))


NAME_ARTICLES = f"{__name__}:{name_articles.__name__}"


@dataclass(slots=True)
class OneWarning:
    """Says the first thing that is wrong, and nothing after it."""

    err: TextIO
    said: bool = False

    def say(self, line: str) -> None:
        """On a line of its own."""
        if not self.said:
            self.err.write(f"copydesk: {line}\n")
        self.said = True


@lru_cache(maxsize=4)
def warning_of(run_id: str) -> OneWarning:
    """One for all shards that this process takes of a run."""
    del run_id
    return OneWarning(sys.stderr)


class NameDesk:
    """The model under limits. A context; the child starts when the first article needs it."""

    def __init__(self, limits: Limits, warning: OneWarning, work: str = NAME_ARTICLES) -> None:
        self._reader = LimitedReader(work, _for_a_batch(limits))
        self._warning = warning
        self._failures = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End its child."""
        self._reader.close()

    def named(self, captures: Iterable[tuple[T, ToName]]) -> Iterator[tuple[T, ToName]]:
        """The captures in their order, with documents; as many are held back as make a batch."""
        held: list[tuple[T, ToName]] = []
        articles = characters = 0
        for item, capture in captures:
            held.append((item, capture))
            articles += len(capture.articles)
            characters += sum(len(article.body) for article in capture.articles)
            if articles >= _BATCH or characters >= _BATCH_CHARACTERS or len(held) >= _MOST_HELD:
                yield from self._flushed(held)
                held, articles, characters = [], 0, 0
        yield from self._flushed(held)

    def _flushed(self, held: list[tuple[T, ToName]]) -> Iterator[tuple[T, ToName]]:
        """One call of the model for all."""
        wanted = [article for _, capture in held for article in capture.articles if installed(article.language)]
        answers = iter(self._documents(wanted))
        for item, capture in held:
            made = [next(answers) if installed(each.language) else None for each in capture.articles]
            failed = any(
                answer is None and installed(each.language) for each, answer in zip(capture.articles, made, strict=True)
            )
            documents = tuple(
                answer or self._without_model(each) for each, answer in zip(capture.articles, made, strict=True)
            )
            yield item, replace(capture, documents=documents, failed=failed)

    def _without_model(self, article: Article) -> Document:
        if is_missed(article.language):
            self._warning.say(
                f"no name model for language {article.language}: names come from the table alone "
                "(pip install 'copydesk[models]', or COPYDESK_NAME_MODEL=off)"
            )
        if is_missed(article.language) or installed(article.language):
            article = replace(article, flags=(*article.flags, FLAG))
        return document(article)

    def _documents(self, articles: list[Article]) -> list[Document | None]:
        """With the model's names; None where it failed. If it fails over many, each is tried alone: one may be the cause."""
        answer = self._ask(articles)
        if answer is None and len(articles) > 1:
            singly = [self._ask([article]) for article in articles]
            return [documents[0] if documents else None for documents in singly]
        return list(answer) if answer is not None else [None] * len(articles)

    def _ask(self, articles: list[Article]) -> tuple[Document, ...] | None:
        if not articles or self._failures >= _TRIES:
            return None
        try:
            answer = self._reader.read(NameBatch(tuple(articles)))
            failure = f"{answer.reason}: {answer.detail}" if isinstance(answer, Rejected) else None
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a model costs no article
            failure = str(error)
        self._failures = self._failures + 1 if failure else 0
        if failure:
            self._warning.say(f"the name model failed ({failure}): names of some articles come from the table alone")
            return None
        documents: tuple[Document, ...] = answer
        return documents


def _for_a_batch(limits: Limits) -> Limits:
    """What reading one capture may take is too little for a model and 64 articles; no limit stays none."""
    return Limits(
        max(limits.seconds, _SECONDS) if limits.seconds else 0,
        max(limits.megabytes, _MEGABYTES) if limits.megabytes else 0,
    )
