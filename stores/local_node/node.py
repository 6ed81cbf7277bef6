"""One real Elasticsearch on this machine, without Docker: start it, stop it, ask about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stores.results import StoreError


class NodeError(StoreError):
    """The local node cannot be installed, started or stopped; one line, naming the log where there is one."""


@dataclass(frozen=True, slots=True)
class NodeStatus:
    """Whether a node runs on a data folder."""

    data: Path
    running: bool
    address: str | None  # http://127.0.0.1:port; None: not running
    pid: int | None
    log: Path


def up(data: Path, heap: str = "1g", port: int | None = None) -> str:
    """The address of the node on `data`, which is started if it does not run; returns when it answers.

    `port` None takes a free one. Never two on one folder: a second call gives the address of the first. NodeError if it
    cannot start.
    """
    raise NotImplementedError


def down(data: Path) -> bool:
    """End the node on `data` and wait until it has ended; False if none ran."""
    raise NotImplementedError


def status(data: Path) -> NodeStatus:
    """Whether a node runs on `data`, and where."""
    raise NotImplementedError
