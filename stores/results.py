"""What goes into the store for one capture, and what the store tells about a load."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from transforms.types import Rejected

Document = Mapping[str, object]  # as transforms.document.document makes it


class StoreError(Exception):
    """Something about the store that people must mend; the message is one line: what, where, what to do."""


class StoreAwayError(StoreError):
    """The store did not answer, or was too busy, for longer than the settings' patience.

    What was not yet written in the ledger is taken again by the next run: nothing is lost, nothing comes double.
    """


def capture_fingerprint(  # noqa: PLR0913 - a capture's facts, and what reads it
    sha256: str,
    url: str | None,
    captured_at: datetime | None,
    pipeline_version: str,
    *,
    declared_charset: str | None = None,
    truncated: bool = False,
    name_models: str = "",
) -> str:
    """One keyword for all that decides what a capture gives: equal means that there is nothing to do.

    `name_models` names the models that look for names, with their versions; empty: none does.
    """
    moment = captured_at.isoformat() if captured_at else ""
    facts = (
        *(sha256, url or "", moment, pipeline_version),
        *(declared_charset or "", "truncated" if truncated else "", name_models),
    )
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class CaptureKey:
    """A capture before it is read: enough to tell whether it is loaded already."""

    uri: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureResult:
    """What one capture gave, ready to be loaded."""

    uri: str
    sha256: str | None  # None: could not be read; what an earlier run loaded then stays
    fingerprint: str  # by capture_fingerprint; empty: never counts as unchanged
    documents: tuple[Document, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A capture whose bytes another one already brought."""

    uri: str
    of: str  # the other capture's uri


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What a load did. Reports of several shards add up with `+`."""

    captures: int = 0  # taken in all; loaded + unchanged + duplicates
    loaded: int = 0  # captures whose result was written (rejected ones included)
    unchanged: int = 0  # captures that were there already, with the same bytes and facts
    duplicates: tuple[Duplicate, ...] = ()
    duplicated: int = 0  # how many those are; a run keeps the count, and not each of a million
    documents: int = 0  # articles written
    deleted: int = 0  # articles that a changed capture no longer has
    refused: tuple[Rejected, ...] = ()  # articles that Elasticsearch would not take (stage load)
    rejects: Counter[str] = field(default_factory=Counter)  # by "stage:reason", those refused included

    def __add__(self, other: LoadReport) -> LoadReport:
        """The report of both."""
        return LoadReport(
            captures=self.captures + other.captures,
            loaded=self.loaded + other.loaded,
            unchanged=self.unchanged + other.unchanged,
            duplicates=self.duplicates + other.duplicates,
            duplicated=self.duplicated + other.duplicated,
            documents=self.documents + other.documents,
            deleted=self.deleted + other.deleted,
            refused=self.refused + other.refused,
            rejects=self.rejects + other.rejects,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run as it is kept for `status`: what was counted, no documents."""

    id: str
    started_at: datetime
    ended_at: datetime
    report: LoadReport


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """The figures of a run that the store kept."""

    id: str
    started_at: str  # ISO 8601
    ended_at: str
    captures: int
    loaded: int
    unchanged: int
    duplicates: int
    documents: int
    deleted: int
    rejected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreStatus:
    """What is in the store behind the alias."""

    url: str  # without credentials
    alias: str
    index: str | None  # the index behind the alias; None: nothing was ever loaded
    previous: str | None  # the index that `rollback` would go back to
    articles: int
    captures: int  # in the ledger, rejected ones and duplicates included
    duplicates: int
    rejects: Mapping[str, int]  # by reason
    examples: Mapping[str, Rejected]  # one of each reason
    last_run: RunSummary | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two versions beside each other."""

    old: str | None  # index behind the alias
    new: str
    old_captures: int
    new_captures: int
    old_articles: int
    new_articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that a search found."""

    id: str
    score: float
    document: Document
    highlights: tuple[str, ...]  # pieces of the body with the matches between « and »
