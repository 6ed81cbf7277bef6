"""The child in which captures are read; where it is no fork, `python -P -m flows.limited_process SOCKET TRACE`, two descriptors.

faulthandler's own thread is the clock: when the time is up it writes where the program is into TRACE and ends the process, even
in the middle of a C function that holds the interpreter's lock.
"""

from __future__ import annotations

import faulthandler
import gc
import re
import resource
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from flows.limits import MEMORY_LIMIT, Limits, Readable, load, receive, send, stage_of
from transforms.types import Rejected

_YOUNG = 100_000  # objects that Python makes before it looks for garbage: tables are kept, and looking costs a tenth
_RAISED = re.compile(r"(\w+) at (\S+):\d+: ")  # how transforms.pipeline tells of an exception


def main() -> None:
    """What the process runs where it is no fork."""
    serve(socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2]))


def serve(parent: socket.socket, trace: int) -> None:
    """Read captures until the other side closes its socket, or until one has taken too much."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and ends us
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])
    with suppress(OSError, EOFError):
        _serve(parent, trace)


def _serve(parent: socket.socket, trace: int) -> None:
    path, work, arguments, limits = receive(parent)
    sys.path[:] = path
    function = load(work)
    memory = _Memory(limits)
    send(parent, "ready")
    while not memory.is_spent:
        capture = receive(parent)
        with _Clock(limits, trace):
            value, error = _call(function, capture, arguments)
            message = memory.judged(capture, value, error)
        send(parent, message)


def _call(
    function: Callable[..., Any], capture: Readable, arguments: tuple[object, ...]
) -> tuple[Any, Exception | None]:
    try:
        return function(capture, *arguments), None
    except Exception as error:  # noqa: BLE001 - the parent's to raise
        return None, error


class _Clock:
    def __init__(self, limits: Limits, trace: int) -> None:
        self._seconds, self._trace = limits.seconds, trace

    def __enter__(self) -> None:
        if self._seconds:
            faulthandler.dump_traceback_later(self._seconds, exit=True, file=self._trace)

    def __exit__(self, *_: object) -> None:
        faulthandler.cancel_dump_traceback_later()


class _Memory:
    """The limit of this process's address space, and whether a failure is to be laid to it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._own = _kilobytes("VmSize") * 1024
        self.is_spent = False
        if limits.megabytes and self._own:
            most = self._own + limits.megabytes * 10**6
            resource.setrlimit(resource.RLIMIT_AS, (most, most))

    def judged(self, capture: Readable, value: Any, error: Exception | None) -> tuple[Any, str | None, bool]:  # noqa: ANN401
        """The message to the parent."""
        failure = _RAISED.match(
            next((item.detail for item in getattr(value, "rejected", ()) if item.reason == "bug"), "")
        )
        raised = type(error).__name__ if error else failure[1] if failure else None
        if raised == "MemoryError" or (raised and self._was_short):
            self.is_spent = True
            stage = stage_of(f'  File "transforms/{failure[2]}", line' if failure else "")
            detail = f"it takes more than {self._limits.megabytes} MB to read ({MEMORY_LIMIT})"
            return Rejected(capture.uri, stage, "memory-limit", detail, capture.sha256), None, True
        return value, f"{type(error).__name__}: {error}" if error else None, False

    @property
    def _was_short(self) -> bool:
        """Whether so much was taken that an allocation may have failed: lxml tells that as a fault of the page.

        Half of the limit, because buffers grow to double their size.
        """
        taken = _kilobytes("VmPeak") * 1024 - self._own
        return bool(self._own and self._limits.megabytes) and taken > self._limits.megabytes * 10**6 / 2


def _kilobytes(name: str) -> int:
    """Of this process, as Linux tells; 0 elsewhere."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1])
    return 0


if __name__ == "__main__":
    main()
