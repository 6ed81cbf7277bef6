"""What a capture may do to the process that reads it; tests have flows.limits call these by name."""

import itertools
import os
import re
import signal
from dataclasses import dataclass

from transforms.types import Rejected, Stage

calls = itertools.count(1)


def count(capture):
    """How often this process was asked."""
    return next(calls)


def hang(capture):
    """In C, with the interpreter's lock held: the classic pattern that backtracks for ever."""
    return re.match("(a+)+$", "a" * 64 + "b") if capture.payload == b"hang" else count(capture)


def swallow(capture):
    """As much memory as the capture says."""
    return len(bytearray(int(capture.payload))) and count(capture)


def crash(capture):
    """Gone without a word."""
    if capture.payload == b"crash":
        os._exit(7)
    return count(capture)


def stop(capture):
    """Deaf: nothing in this process runs on, its own clock neither."""
    return os.kill(os.getpid(), signal.SIGSTOP) if capture.payload == b"stop" else count(capture)


def fail(capture):
    raise ValueError("no such town")


@dataclass
class Told:
    rejected: tuple


def short_of_memory(capture):
    """As extract_capture tells of an allocation that failed."""
    return Told((Rejected(capture.uri, Stage.ENRICH, "bug", "MemoryError at tree.py:95: ", capture.sha256),))


def crash_over(batch):
    """As flows.names.name_articles, but gone over an article with that title."""
    from flows.names import name_articles

    if any("Gorm" in article.title for article in batch.articles):
        os._exit(7)
    return name_articles(batch)


def raise_over(batch):
    """A model that is broken."""
    raise ImportError(f"no such library for {batch.uri}")
