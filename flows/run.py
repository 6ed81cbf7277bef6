"""`copydesk ingest` and `copydesk replay`: the flow, in this process, watched from a terminal."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from flows import terminal
from flows.account import Account
from flows.dry_run import dry_run
from flows.plan import as_parameter, plan
from flows.prefect_home import configure
from flows.progress import watched_by
from flows.settings import Settings
from flows.which_store import open_store
from sources.address import Address, locate
from stores.elastic import Store
from stores.results import Document, StoreError
from stores.settings import StoreSettings, from_environment
from transforms import PIPELINE_VERSION

OK, REJECTED = 0, 1
_PARAMETERS = 80_000  # characters of paths in one run: each may be six bytes as JSON, and Prefect takes 524,288 bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to ingest; the flow's parameters."""

    paths: Sequence[str]  # or file:// addresses
    limit: int | None = None
    shard_size: int | None = None
    force: bool = False
    since: datetime | None = None  # only files that were written then or later
    dry: bool = False  # tell what would be taken, and take nothing
    json_lines: bool = False  # progress for programs


def run(order: Order, settings: Settings, *, debug: bool = False) -> int:
    """Carry out `order`; how it goes is told on stderr, how it went on stdout. The exit status, or StoreError."""
    if order.dry:
        size = order.shard_size or settings.shard_size
        planned = plan(order.paths, shard_size=size, limit=order.limit, since=order.since)
        return dry_run(planned, settings, sys.stdout, force=order.force)
    configure(settings, quiet=not debug)
    with terminal.watching(sys.stderr, json_lines=order.json_lines) as watcher, watched_by(watcher):
        store = _answering(open_store(settings))
        account, failure = _ingest(order, settings)
    sample = None if failure else _sample(store)
    terminal.show(account, sample, sys.stdout)
    if failure:
        raise failure
    terminal.suggest(_next(store, sample), sys.stdout)
    if from_environment() is None:
        print("The store runs on; `copydesk store down` ends it.")  # noqa: T201 - a command
    return REJECTED if account.rejects else OK


def _answering(store: StoreSettings) -> StoreSettings:
    """The same settings. StoreError within seconds if nobody answers: a run waits longer, and Prefect needs its time."""
    with Store(store, PIPELINE_VERSION) as opened:
        opened.status()
    return store


def _ingest(order: Order, settings: Settings) -> tuple[Account, StoreError | None]:
    from flows.ingest import IncompleteError, ingest  # noqa: PLC0415 - Prefect must be configured before its import
    from flows.runners import server_for_all  # noqa: PLC0415

    account = Account()
    try:
        with server_for_all(settings):
            for paths in _parts([as_parameter(path) for path in order.paths]):
                left = None if order.limit is None else order.limit - account.read
                if left == 0:
                    break
                account += ingest(paths, limit=left, shard_size=order.shard_size, force=order.force, since=order.since)
    except IncompleteError as error:
        return account + error.account, error
    return account, None


def _parts(paths: Sequence[str]) -> Iterator[list[str]]:
    """A run for each: Prefect keeps parameters up to half a megabyte, and a replay may name a hundred thousand captures."""
    part: list[str] = []
    size = 0
    for path in paths:
        if part and size + len(path) > _PARAMETERS:
            yield part
            part, size = [], 0
        part.append(path)
        size += len(path)
    yield part


def _sample(store: StoreSettings) -> Document | None:
    """The article that shows most, among the first ones."""
    with Store(store, PIPELINE_VERSION) as opened:
        return max(islice(opened.documents(), 50), key=terminal.telling, default=None)


def _next(store: StoreSettings, sample: Document | None) -> Iterator[str]:
    program = sys.argv[0] if os.sep in sys.argv[0] else "copydesk"
    yield f"{program} status"
    if sample and (path := _path(sample)):
        yield f"{program} explain {shlex.quote(path)}"
    if from_environment() is None:  # the local node: no password, no certificate
        yield f"curl '{store.shown_url}/{store.alias}/_search?q=published.date:*&_source=title,published.date&pretty'"


def _path(document: Document) -> str | None:
    """Where the document's capture lies, as one would type it; None: not in a file that is there."""
    capture = document.get("capture")
    uri = str(capture.get("uri")) if isinstance(capture, dict) else ""
    place = locate(uri)
    path = place.file if isinstance(place, Address) else place
    if not isinstance(path, Path) or not path.is_file():
        return None
    shown = str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
    return shown + uri[uri.index("#") :] if isinstance(place, Address) else shown
