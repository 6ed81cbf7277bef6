"""A shard's captures, opened, read into articles and ready to be loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from flows import limits as capture_limits
from flows import settings
from flows.names import warning_of
from flows.plan import SHARD_BYTES, Item, Shard
from flows.reading import CaptureReader, ReadCapture, Reading, Stamp, lent_reader
from flows.stopping import go_on
from sources.captures import Found
from sources.files import open_captures
from stores.results import CaptureKey, CaptureResult, capture_fingerprint
from transforms import PIPELINE_VERSION
from transforms.name_models import installed_models
from transforms.types import Capture, Rejected, Skipped

Taken = Capture | Rejected
Known = Callable[[Iterable[CaptureKey]], set[str]]  # the uris that the store has already, as they are


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What every article of a run bears."""

    id: str
    started_at: datetime
    force: bool = False  # take captures that are loaded already, too


@dataclass(frozen=True, slots=True)
class Batch:
    """What a shard gave, or a part of one."""

    results: tuple[CaptureResult, ...] = ()
    unchanged: int = 0  # captures left out because the store has them as they are
    removed: Counter[str] = field(default_factory=Counter)  # blocks that cleaning took out, by reason
    skipped: Counter[str] = field(default_factory=Counter)  # records of archives that are no captures, by reason


def extract_shard(
    shard: Shard, run: RunInfo, known: Known, *, size: int = 500, most: int | None = None
) -> Iterator[Batch]:
    """Open every file, leave out the captures that are `known`, extract the others, at most `most`.

    An archive may hold more than fits into memory: a batch has at most `size` captures, and SHARD_BYTES of them. Raises what
    `known` raises and LimitError.
    """
    with_model = settings.from_environment().name_model is not False
    model = installed_models() if with_model else ""
    warning = warning_of(run.id) if with_model else None
    wanted = Reading(capture_limits.from_environment(), Stamp(run.id, run.started_at), warning)
    with lent_reader(wanted) as reader:
        for opened in _cut(_opened(shard.items), size, most):
            yield _batch(opened, run, known, reader, model)


@dataclass(frozen=True, slots=True)
class Opened:
    """Captures that were opened and not read: what of them the store knows already can be asked."""

    found: tuple[Found, ...]
    keys: tuple[CaptureKey, ...]


def opened_parts(shards: Iterable[Shard], limit: int | None, *, size: int = 500) -> Iterator[Opened]:
    """All captures of some shards, at most `limit`, in parts that fit into memory."""
    model = installed_models() if settings.from_environment().name_model is not False else ""
    items = chain.from_iterable(shard.items for shard in shards)
    for found in _cut(_opened(items), size, limit):
        yield Opened(tuple(found), tuple(_keys(found, model)))


def _keys(found: Iterable[Found], model: str) -> Iterator[CaptureKey]:
    return (CaptureKey(item.uri, _fingerprint(item, model)) for item in found if isinstance(item, Capture))


def _batch(opened: list[Found], run: RunInfo, known: Known, reader: CaptureReader, model: str) -> Batch:
    taken = [item for item in opened if not isinstance(item, Skipped)]
    asked = list(_keys(taken, model))
    keys = {key.uri: key.fingerprint for key in asked}
    held = set() if run.force else known(asked)
    removed: Counter[str] = Counter()
    results = []
    for item, read in reader.read(_while_wanted(item for item in taken if item.uri not in held)):
        removed.update(read.removed)
        results.append(_result(item, read, keys.get(item.uri, "")))
    skipped: Counter[str] = Counter()
    for left in opened:
        if isinstance(left, Skipped):
            skipped[left.reason] += left.count
    return Batch(tuple(results), len(taken) - len(results), removed, skipped)


def _opened(items: Iterable[Item]) -> Iterator[Found]:
    for item in items:
        if isinstance(item, Rejected):
            yield item
        else:
            yield from open_captures(item)


def _cut(found: Iterable[Found], most_captures: int, limit: int | None) -> Iterator[list[Found]]:
    """In parts that fit into memory, up to `limit` captures in all."""
    part: list[Found] = []
    captures = size = total = 0
    for item in found:
        bytes_ = len(item.payload) if isinstance(item, Capture) else 0
        if part and (captures >= most_captures or size + bytes_ > SHARD_BYTES):
            yield part
            part, captures, size = [], 0, 0
        part.append(item)
        captures += not isinstance(item, Skipped)
        total += not isinstance(item, Skipped)
        size += bytes_
        if total == limit:
            break
    if part:
        yield part


def _while_wanted(items: Iterable[Taken]) -> Iterator[Taken]:
    for item in items:
        go_on()
        yield item


def _fingerprint(capture: Capture, model: str) -> str:
    return capture_fingerprint(
        capture.sha256,
        capture.url,
        capture.captured_at,
        PIPELINE_VERSION,
        declared_charset=capture.declared_charset,
        truncated=capture.truncated,
        name_models=model,
    )


def _result(item: Taken, read: ReadCapture, fingerprint: str) -> CaptureResult:
    if isinstance(item, Rejected):
        return CaptureResult(uri=item.uri, sha256=None, fingerprint="", rejected=(item,))
    failed = read.unfinished or any(rejected.reason in ("bug", "crashed") for rejected in read.rejected)
    return CaptureResult(
        uri=item.uri,
        sha256=item.sha256,
        fingerprint="" if failed else fingerprint,  # what failed through a fault of ours is taken again
        documents=read.documents,
        rejected=read.rejected,
    )
