"""The store: articles, the ledger of captures, rejects and runs in Elasticsearch.

Four indices: `<alias>-v<version>` holds the articles of one pipeline version (the alias points at one of them),
`<alias>-captures` is the ledger, `<alias>-rejects` what could not go on, `<alias>-runs` the figures of each run.
Only bulk, get, search, point in time and aliases are used: all of it works on the local node and on a full cluster.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self

from stores.results import CaptureKey, CaptureResult, Comparison, Hit, LoadReport, Run, StoreStatus
from stores.settings import StoreSettings
from transforms.types import Rejected


class Store:
    """An Elasticsearch, seen from one pipeline version. A context manager; not to be shared between processes."""

    def __init__(self, settings: StoreSettings, pipeline_version: str) -> None:
        self.settings = settings
        self.pipeline_version = pipeline_version

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""

    def prepare(self) -> None:
        """Index template, this version's index, ledger, rejects and runs, and the alias if nobody has it. Idempotent.

        An alias that points at another version stays there until `swap`.
        """
        raise NotImplementedError

    def unchanged(self, keys: Iterable[CaptureKey]) -> set[str]:
        """The uris among `keys` that this version holds already with the same fingerprint: no need to process them."""
        raise NotImplementedError

    def load(self, results: Iterable[CaptureResult], *, force: bool = False) -> LoadReport:
        """Write a stream of results in bounded requests; returns when all of it can be searched.

        A capture whose ledger entry has the same fingerprint is counted as unchanged and not written, unless `force`.
        Raises StoreAwayError when the store is away or too busy for longer than the settings' patience.
        """
        raise NotImplementedError

    def record_run(self, run: Run) -> None:
        """Keep a run's figures for `status`."""
        raise NotImplementedError

    def status(self) -> StoreStatus:
        """What is behind the alias; works before `prepare` too."""
        raise NotImplementedError

    def rejects(self) -> Iterator[Rejected]:
        """All that this version rejected, by uri."""
        raise NotImplementedError

    def search(self, text: str, *, size: int = 10, language: str | None = None) -> list[Hit]:
        """The best articles behind the alias, each searched in its own language."""
        raise NotImplementedError

    def documents(self) -> Iterator[dict[str, object]]:
        """Every article behind the alias, as of one point in time."""
        raise NotImplementedError

    def compare(self, version: str) -> Comparison:
        """The version behind the alias beside `version`."""
        raise NotImplementedError

    def swap(self, version: str, *, allow_fewer: bool = False) -> Comparison:
        """Point the alias at `version` in one step. StoreError if it holds fewer captures, unless `allow_fewer`."""
        raise NotImplementedError

    def rollback(self) -> Comparison:
        """Point the alias back at where it was before the last swap. StoreError if there was none."""
        raise NotImplementedError
