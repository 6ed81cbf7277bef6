"""A run that was interrupted or has failed ends its shards between two captures, whichever thread they are taken in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

_stopped = Event()  # of this process: a cluster's workers are told by the cluster


class StoppedError(Exception):
    """The shard is left as it is; what was loaded stays."""


@contextmanager
def stopping_shards() -> Iterator[None]:
    """Whatever ends this block too early, an interrupt above all, ends the shards under way, too."""
    _stopped.clear()
    try:
        yield
    except BaseException:
        _stopped.set()
        raise


def stop_shards() -> None:
    """End the shards under way, because one has failed."""
    _stopped.set()


def go_on() -> None:
    """Raises StoppedError once the run was interrupted or has failed."""
    if _stopped.is_set():
        raise StoppedError
