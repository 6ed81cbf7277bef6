"""How far a run is, told to whoever watches it: a terminal, a log, nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from flows.account import Account
from flows.plan import Plan


class Watcher(Protocol):
    """Somebody who wants to know."""

    def planned(self, plan: Plan) -> None:
        """What will be taken."""

    def taken(self, so_far: Account) -> None:
        """Another shard is done."""


class _Nobody:
    def planned(self, plan: Plan) -> None:
        pass

    def taken(self, so_far: Account) -> None:
        pass


_watcher: ContextVar[Watcher] = ContextVar("watcher", default=_Nobody())  # noqa: B039 - it holds nothing


def watcher() -> Watcher:
    """Who watches this run."""
    return _watcher.get()


@contextmanager
def watched_by(somebody: Watcher) -> Iterator[None]:
    """The runs inside tell `somebody`. A context variable, because a flow's parameters are kept by Prefect."""
    token = _watcher.set(somebody)
    try:
        yield
    finally:
        _watcher.reset(token)
