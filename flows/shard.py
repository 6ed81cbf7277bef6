"""A shard's captures, opened, read into articles and ready to be loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from flows import limits as capture_limits
from flows.plan import SHARD_BYTES, Item, Shard
from flows.reading import CaptureReader, Stamp
from flows.stopping import go_on
from sources.captures import Found
from sources.files import open_captures
from stores.results import CaptureKey, CaptureResult, capture_fingerprint
from transforms import PIPELINE_VERSION
from transforms.types import Capture, Rejected, Skipped

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
    with CaptureReader(capture_limits.from_environment(), Stamp(run.id, run.started_at)) as reader:
        for opened in _cut(_opened(shard.items), size, most):
            yield _batch(opened, run, known, reader)


def _batch(opened: list[Found], run: RunInfo, known: Known, reader: CaptureReader) -> Batch:
    taken = [item for item in opened if not isinstance(item, Skipped)]
    held = set() if run.force else known([_key(item) for item in taken if isinstance(item, Capture)])
    removed: Counter[str] = Counter()
    results = tuple(_result(item, reader, removed) for item in taken if item.uri not in held)
    skipped: Counter[str] = Counter()
    for item in opened:
        if isinstance(item, Skipped):
            skipped[item.reason] += item.count
    return Batch(results, len(taken) - len(results), removed, skipped)


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


def _key(capture: Capture) -> CaptureKey:
    return CaptureKey(capture.uri, _fingerprint(capture))


def _fingerprint(capture: Capture) -> str:
    return capture_fingerprint(capture.sha256, capture.url, capture.captured_at, PIPELINE_VERSION)


def _result(item: Capture | Rejected, reader: CaptureReader, removed: Counter[str]) -> CaptureResult:
    go_on()
    if isinstance(item, Rejected):
        return CaptureResult(uri=item.uri, sha256=None, fingerprint="", rejected=(item,))
    read = reader.read(item)
    failed = any(rejected.reason in ("bug", "crashed") for rejected in read.rejected)
    removed.update(read.removed)
    return CaptureResult(
        uri=item.uri,
        sha256=item.sha256,
        fingerprint="" if failed else _fingerprint(item),  # what failed through a fault of ours is taken again
        documents=read.documents,
        rejected=read.rejected,
    )
