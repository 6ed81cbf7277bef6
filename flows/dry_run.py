"""`copydesk ingest --dry-run`: what a run would take, and nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from flows.account import counted
from flows.plan import Plan
from flows.settings import Settings
from flows.shard import Opened, opened_parts
from flows.which_store import running_store
from stores.elastic import Store
from stores.results import StoreError
from stores.settings import StoreSettings
from transforms import PIPELINE_VERSION
from transforms.types import Rejected, Skipped


def dry_run(planned: Plan, settings: Settings, out: TextIO, *, force: bool = False) -> int:
    """Open every capture, ask the ledger which it has, and tell the counts; 1 if something cannot be read, else 0.

    Where no store runs, nothing is loaded yet. Raises StoreError if one is named and does not answer.
    """
    counts: Counter[str] = Counter()
    for fates in _fates(planned, _store(settings), force=force):
        counts.update(fates)
    rejected = sum(count for fate, count in counts.items() if fate.startswith("read:"))
    out.write(
        f"{planned.label}: {counted(counts.total() - counts['skipped'], 'capture')} in {counted(planned.pieces, 'file')}\n"
    )
    out.write(f"  to be taken    {counts['new']:>12,}\n  unchanged      {counts['unchanged']:>12,}\n")
    for fate, count in sorted(counts.items()):
        if fate.startswith("read:"):
            out.write(f"  {fate:<14} {count:>12,}\n")
    out.write("nothing was written; the same command without --dry-run takes them\n")
    return 1 if rejected else 0


def _store(settings: Settings) -> StoreSettings | None:
    try:
        return running_store(settings)
    except StoreError:
        return None  # no store: told by what is to be taken, which is everything


def _fates(planned: Plan, store: StoreSettings | None, *, force: bool) -> Iterator[Counter[str]]:
    opened = Store(store, PIPELINE_VERSION) if store and not force else None
    try:
        for part in opened_parts(planned.shards(), planned.limit):
            yield _counted(part, opened)
    finally:
        if opened:
            opened.close()


def _counted(part: Opened, store: Store | None) -> Counter[str]:
    held = store.unchanged(part.keys) if store else set()
    fates = Counter("unchanged" if key.uri in held else "new" for key in part.keys)
    fates.update(f"read:{item.reason}" for item in part.found if isinstance(item, Rejected))
    fates["skipped"] += sum(item.count for item in part.found if isinstance(item, Skipped))
    return fates
