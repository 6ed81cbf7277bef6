"""A capture read into documents, in a child that has limits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from flows.limits import LimitedReader, Limits
from transforms.document import document
from transforms.pipeline import extract_capture
from transforms.types import Article, Capture, Rejected


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every article of a run bears."""

    run_id: str
    started_at: datetime


@dataclass(frozen=True, slots=True)
class ReadCapture:
    """What a capture gave."""

    documents: tuple[dict[str, object], ...] = ()
    rejected: tuple[Rejected, ...] = ()
    removed: Counter[str] = field(default_factory=Counter)  # blocks that cleaning took out, by reason


def read_capture(capture: Capture, stamp: Stamp | None = None) -> ReadCapture:
    """Its articles as documents, each with its run's stamp, and its rejects."""
    extraction = extract_capture(capture)
    return ReadCapture(
        tuple(document(_stamped(article, stamp)) for article in extraction.articles),
        extraction.rejected,
        Counter(block.reason for article in extraction.articles for block in article.removed),
    )


READ_CAPTURE = f"{__name__}:{read_capture.__name__}"


class CaptureReader:
    """read_capture under limits. A context."""

    def __init__(self, limits: Limits, stamp: Stamp | None = None) -> None:
        self._reader = LimitedReader(READ_CAPTURE, limits, stamp)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._reader.close()

    def read(self, capture: Capture) -> ReadCapture:
        """What the capture gave; what passed a limit is among its rejects."""
        found = self._reader.read(capture)
        return ReadCapture(rejected=(found,)) if isinstance(found, Rejected) else found


def _stamped(article: Article, stamp: Stamp | None) -> Article:
    return replace(article, ingested_at=stamp.started_at, run_id=stamp.run_id) if stamp else article
