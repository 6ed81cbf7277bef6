"""Captures read into documents, in a child that has limits; and their names by the model, in another."""

from __future__ import annotations

import atexit
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, Self, TypeVar

from flows.limits import LimitedReader, Limits
from sources.captures import Found
from transforms.document import document
from transforms.pipeline import extract_capture
from transforms.types import Article, Capture, Rejected, Skipped, Stage

if TYPE_CHECKING:
    from flows.names import NameDesk, OneWarning

Item = TypeVar("Item", bound=Found)


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
    articles: tuple[Article, ...] = ()  # those that the name model has yet to see, and are no documents yet
    unfinished: bool = False  # the name model failed: worth another try


def read_capture(capture: Capture, stamp: Stamp | None = None, *, for_model: bool = False) -> ReadCapture:
    """Its articles, each with its run's stamp, as documents or as the name model wants them; and its rejects."""
    extraction = extract_capture(capture)
    articles = tuple(_stamped(article, stamp) for article in extraction.articles)
    return ReadCapture(
        () if for_model else tuple(map(document, articles)),
        extraction.rejected,
        Counter(block.reason for article in articles for block in article.removed),
        articles if for_model else (),
    )


def read_for_model(capture: Capture, stamp: Stamp | None = None) -> ReadCapture:
    """As read_capture, with articles instead of documents."""
    return read_capture(capture, stamp, for_model=True)


class CaptureReader:
    """read_capture under limits, and the name model where there is somebody to tell that it is missing. A context."""

    def __init__(self, limits: Limits, stamp: Stamp | None = None, *, model: OneWarning | None = None) -> None:
        work = read_for_model if model else read_capture
        self._reader = LimitedReader(f"{__name__}:{work.__name__}", limits, stamp)
        self._limits, self._model = limits, model
        self._desk: NameDesk | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End its children."""
        self._reader.close()
        if self._desk:
            self._desk.close()

    def read(self, found: Iterable[Item]) -> Iterator[tuple[Item, ReadCapture]]:
        """What each capture gave, in order; what passed a limit is among its rejects.

        With the name model the captures come in batches, so that it reads many articles at once.
        """
        read = ((item, self._read(item)) for item in found)
        return self._named(read, self._model) if self._model else read

    def _read(self, item: Found) -> ReadCapture:
        if isinstance(item, Skipped):
            return ReadCapture()
        if isinstance(item, Rejected):
            return ReadCapture(rejected=(item,))
        try:
            found = self._reader.read(item)
        except RuntimeError as error:  # a bug behind the chain's own net costs this capture, and no other one
            found = Rejected(item.uri, Stage.ENRICH, "bug", str(error)[:500], item.sha256)
        return ReadCapture(rejected=(found,)) if isinstance(found, Rejected) else found

    def _named(self, read: Iterable[tuple[Item, ReadCapture]], model: OneWarning) -> Iterator[tuple[Item, ReadCapture]]:
        from flows.names import NameDesk, ToName  # noqa: PLC0415 - a quarter of the start, for those who want no model

        self._desk = self._desk or NameDesk(self._limits, model)
        to_name = (((item, one), ToName(one.articles)) for item, one in read)
        for (item, one), named in self._desk.named(to_name):
            yield item, replace(one, documents=named.documents, articles=(), unfinished=named.failed)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the captures of a run are read."""

    limits: Limits
    stamp: Stamp
    model: OneWarning | None = None  # whom to tell that the name model is missing; None: it is not wanted


_idle: list[tuple[Reading, CaptureReader]] = []  # of this process, whichever thread used them
_one_at_a_time = Lock()


@contextmanager
def lent_reader(wanted: Reading) -> Iterator[CaptureReader]:
    """A reader that goes back afterwards to whoever asks next: to start a child takes as long as to read a hundred captures."""
    with _one_at_a_time:
        _end_those_of_other_runs(wanted.stamp)
        place = next((place for place, (reading, _) in enumerate(_idle) if reading == wanted), None)
        reader = None if place is None else _idle.pop(place)[1]
    reader = reader or CaptureReader(wanted.limits, wanted.stamp, model=wanted.model)
    try:
        yield reader
    except BaseException:
        reader.close()
        raise
    with _one_at_a_time:
        _idle.append((wanted, reader))


def _end_those_of_other_runs(stamp: Stamp) -> None:
    """A cluster's worker lives longer than a run, whose readers nobody would ask for again."""
    for reading, reader in [one for one in _idle if one[0].stamp != stamp]:
        reader.close()
        _idle.remove((reading, reader))


@atexit.register
def end_idle_readers() -> None:
    """End the children that nobody needs any more."""
    with _one_at_a_time:
        for _, reader in _idle:
            reader.close()
        _idle.clear()


def _stamped(article: Article, stamp: Stamp | None) -> Article:
    return replace(article, ingested_at=stamp.started_at, run_id=stamp.run_id) if stamp else article
