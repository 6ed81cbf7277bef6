"""A shard's captures, opened, read into articles and ready to be loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from flows.plan import Shard
from sources.files import open_captures
from stores.results import CaptureKey, CaptureResult, capture_fingerprint
from transforms import PIPELINE_VERSION
from transforms.document import document
from transforms.pipeline import extract_capture
from transforms.types import Article, Capture, Rejected

Known = Callable[[Iterable[CaptureKey]], set[str]]  # the uris that the store has already, as they are


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What every article of a run bears."""

    id: str
    started_at: datetime
    force: bool = False  # take captures that are loaded already, too


@dataclass(frozen=True, slots=True)
class Batch:
    """What a shard gave."""

    results: tuple[CaptureResult, ...] = ()
    unchanged: int = 0  # captures left out because the store has them as they are
    removed: Counter[str] = field(default_factory=Counter)  # blocks that cleaning took out, by reason


def extract_shard(shard: Shard, run: RunInfo, known: Known) -> Batch:
    """Open every capture, leave out those `known`, extract the others. Raises what `known` raises, nothing else."""
    opened = [item for entry in shard.items for item in _open(entry)]
    held = set() if run.force else known([_key(item) for item in opened if isinstance(item, Capture)])
    removed: Counter[str] = Counter()
    results = tuple(_result(item, run, removed) for item in opened if item.uri not in held)
    return Batch(results, len(opened) - len(results), removed)


def _open(entry: Path | Rejected) -> Iterator[Capture | Rejected]:
    return iter((entry,)) if isinstance(entry, Rejected) else open_captures(entry)


def _key(capture: Capture) -> CaptureKey:
    return CaptureKey(capture.uri, _fingerprint(capture))


def _fingerprint(capture: Capture) -> str:
    return capture_fingerprint(capture.sha256, capture.url, capture.captured_at, PIPELINE_VERSION)


def _result(item: Capture | Rejected, run: RunInfo, removed: Counter[str]) -> CaptureResult:
    if isinstance(item, Rejected):
        return CaptureResult(uri=item.uri, sha256=None, fingerprint="", rejected=(item,))
    extraction = extract_capture(item)
    failed = any(rejected.reason == "bug" for rejected in extraction.rejected)
    removed.update(block.reason for article in extraction.articles for block in article.removed)
    return CaptureResult(
        uri=item.uri,
        sha256=item.sha256,
        fingerprint="" if failed else _fingerprint(item),  # what failed through a fault of ours is taken again
        documents=tuple(document(_stamped(article, run)) for article in extraction.articles),
        rejected=extraction.rejected,
    )


def _stamped(article: Article, run: RunInfo) -> Article:
    return replace(article, ingested_at=run.started_at, run_id=run.id)
