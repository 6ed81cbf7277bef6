"""A limit of time and memory for each capture: it is read in a child process, which is ended where it asks for more.

The child stays for the captures to come, so that its tables are loaded once; a new one takes its place when it had to be ended.
What was being read then is a reject with reason time-limit, memory-limit or crashed, and the run goes on. flows.limited_process is
the same from inside.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pickle import dumps, loads
from typing import Any, Protocol

from sources.limits import LimitError
from transforms.types import Rejected, Stage

SECONDS = 60
MEGABYTES = 1000
TIME_LIMIT, MEMORY_LIMIT = "COPYDESK_TIME_LIMIT", "COPYDESK_MEMORY_LIMIT"
_GRACE = 5  # seconds after which the child is ended from outside, should it not have ended itself
_START = 60  # seconds that a child may need to load its modules, on the busiest machine
_NO_SIGNAL = getattr(socket, "MSG_NOSIGNAL", 0)  # a child that is gone is an error here, not the end of this process
_FRAME = re.compile(r'^  File "(?:.*/)?transforms/([^"]+)", line', re.MULTILINE)
_STAGES = (
    (Stage.DECODE, ("decode.py",)),
    (Stage.CLEAN, ("html/", "tree.py", "blocks.py", "lines.py", "boilerplate", "line_features.py")),
    (Stage.SEGMENT, ("segment.py",)),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one capture may take; 0: as much as it likes."""

    seconds: float = SECONDS
    megabytes: int = MEGABYTES  # 10**6 bytes, on top of what the program itself takes; Linux only

    def __bool__(self) -> bool:
        return bool(self.seconds or self.megabytes)

    def but(self, seconds: float | None, megabytes: int | None) -> Limits:
        """The same, and where something is given that."""
        return Limits(self.seconds if seconds is None else seconds, self.megabytes if megabytes is None else megabytes)


def from_environment(environment: Mapping[str, str] | None = None) -> Limits:
    """Reads COPYDESK_TIME_LIMIT (seconds) and COPYDESK_MEMORY_LIMIT (MB). Raises LimitError."""
    env = os.environ if environment is None else environment
    return Limits(_number(env, TIME_LIMIT, SECONDS, "seconds"), int(_number(env, MEMORY_LIMIT, MEGABYTES, "MB")))


def _number(env: Mapping[str, str], name: str, default: float, unit: str) -> float:
    given = env.get(name) or str(default)
    with suppress(ValueError):
        if 0 <= (value := float(given)) < 1e9:
            return value
    raise LimitError(f"{name}={given}: give a number of {unit}, such as {default}, or 0 for no limit")


class Readable(Protocol):
    """What can be given to the child: a capture, or several things that are read together."""

    @property
    def uri(self) -> str:
        """What a reject names."""

    @property
    def sha256(self) -> str | None:
        """Of a capture."""


class LimitedReader:
    """Calls a function with one capture after another, in a child that is gone after `close`.

    `work` names the function, "module:name", so that this process need not import it; `arguments` are given after the
    capture; all of it, and what it gives, is pickled. A result may have `rejected`. Without a limit there is no child.
    """

    def __init__(self, work: str, limits: Limits, *arguments: object) -> None:
        self._work, self._limits, self._arguments = work, limits, arguments
        self._child: _Child | None = None

    def read(self, capture: Readable) -> Any:  # noqa: ANN401 - what the function gives
        """The function's result, or a Rejected if a limit was passed. RuntimeError if it raised."""
        if not self._limits:
            return load(self._work)(capture, *self._arguments)
        worn = self._child is not None and self._child.has_read
        answer = self._ask(capture)
        if worn and isinstance(answer, Rejected) and answer.reason in ("memory-limit", "crashed"):
            answer = self._ask(capture)  # a child of its own: what captures before it left behind is not its fault
        return answer

    def _ask(self, capture: Readable) -> Any:  # noqa: ANN401
        child = self._child = self._child or _Child((sys.path, self._work, self._arguments, self._limits))
        reply = child.ask(capture, self._patience)
        if isinstance(reply, _Reply):
            if reply.spent:
                self.close()
            if reply.error is not None:
                raise RuntimeError(reply.error)
            return reply.value
        self.close()
        stage = stage_of(reply.trace)
        if reply.reason == "time-limit":
            detail = f"not read within {self._limits.seconds:g} seconds ({TIME_LIMIT})"
        else:
            detail = f"the process that read it ended with status {child.status}"
        return Rejected(capture.uri, stage, reply.reason, detail, capture.sha256)

    @property
    def _patience(self) -> float | None:
        return self._limits.seconds + _GRACE if self._limits.seconds else None

    def close(self) -> None:
        """End the child; the next call starts another."""
        if self._child:
            self._child.end()
        self._child = None


def load(work: str) -> Callable[..., Any]:
    """The function that "module:name" names."""
    module, _, name = work.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function


def stage_of(trace: str) -> Stage:
    """The step of the chain that was at work, by a traceback with the innermost call first."""
    files = _FRAME.findall(trace)
    step = files[files.index("pipeline.py") - 1] if "pipeline.py" in files[1:] else (files or [""])[0]
    return next((stage for stage, names in _STAGES if step.startswith(names)), Stage.ENRICH)


# --- the child, seen from outside -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Reply:
    value: Any = None
    error: str | None = None  # an exception of the function: a bug
    spent: bool = False  # the child will not read another capture


@dataclass(frozen=True, slots=True)
class _Ended:
    reason: str
    trace: str


class _Child:
    def __init__(self, order: tuple[object, ...]) -> None:
        self._socket, theirs = socket.socketpair()
        self._trace, trace_end = os.pipe()
        self._process = (
            _fork(theirs, trace_end, self._socket, self._trace) if _may_fork() else _spawn(theirs, trace_end)
        )
        theirs.close()
        os.close(trace_end)
        self.has_read = False
        self._ready = False
        self._order = order

    @property
    def status(self) -> int | None:
        """As subprocess has it: negative for a signal."""
        return self._process.returncode

    def ask(self, capture: Readable, patience: float | None) -> _Reply | _Ended:
        try:
            if not self._ready:
                self._socket.settimeout(_START)
                send(self._socket, self._order)
                receive(self._socket)
                self._ready = True
            self._socket.settimeout(patience)
            send(self._socket, capture)
            reply = receive(self._socket)
        except (OSError, EOFError) as error:
            return self._ended(error)
        self.has_read = True
        return _Reply(*reply)

    def _ended(self, error: Exception) -> _Ended:
        """It ended itself, or has to be ended."""
        if isinstance(error, TimeoutError):
            self._process.kill()
        self._process.wait()
        with open(self._trace, "rb", closefd=False) as file:
            trace = file.read().decode("utf-8", "replace")
        is_late = isinstance(error, TimeoutError) or trace.startswith("Timeout (")
        return _Ended("time-limit" if is_late else "crashed", trace)

    def end(self) -> None:
        """At once: it holds nothing that anybody would miss."""
        self._process.kill()
        self._process.wait()
        self._socket.close()
        os.close(self._trace)


class _Process(Protocol):
    returncode: int | None

    def kill(self) -> None: ...

    def wait(self) -> int: ...


def _may_fork() -> bool:
    """Whether this process has one thread: a fork is ready at once, but would leave other threads' locks locked for ever."""
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - pathlib is slower
    except OSError:
        return False


def _spawn(theirs: socket.socket, trace: int) -> _Process:
    # -P: a folder that happens to lie in the working directory is no package of ours.
    return subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-P", "-m", "flows.limited_process", str(theirs.fileno()), str(trace)],
        pass_fds=(theirs.fileno(), trace),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


def _fork(theirs: socket.socket, trace: int, ours: socket.socket, trace_reader: int) -> _Process:
    from flows.limited_process import serve  # noqa: PLC0415 - it imports this module

    pid = os.fork()
    if pid:
        return _Forked(pid)
    status = 1
    try:
        ours.close()
        os.close(trace_reader)
        _without_files()
        serve(theirs, trace)
        status = 0
    finally:
        os._exit(status)  # what the parent has to do at its end is not for the child to do


def _without_files() -> None:
    """The parent's input and output are none of the child's."""
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)


class _Forked:
    def __init__(self, pid: int) -> None:
        self._pid = pid
        self.returncode: int | None = None

    def kill(self) -> None:
        if self.returncode is None:
            os.kill(self._pid, signal.SIGKILL)

    def wait(self) -> int:
        if self.returncode is None:
            self.returncode = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        return self.returncode


# --- messages ---------------------------------------------------------------------------------------------------------

_LENGTH = struct.Struct("!Q")


def send(to: socket.socket, message: object) -> None:
    """Any value that can be pickled; OSError if nobody is there."""
    packed = dumps(message, protocol=5)
    to.sendall(_LENGTH.pack(len(packed)), _NO_SIGNAL)
    to.sendall(packed, _NO_SIGNAL)


def receive(source: socket.socket) -> Any:  # noqa: ANN401 - what was sent
    """The next value; EOFError if there will be none, TimeoutError if the socket's timeout passes without a byte."""
    (length,) = _LENGTH.unpack(_exactly(source, _LENGTH.size))
    return loads(_exactly(source, length))  # noqa: S301 - our own child, over a socket that nobody else has


def _exactly(source: socket.socket, size: int) -> bytearray:
    data = bytearray(size)
    view, got = memoryview(data), 0
    while got < size:
        count = source.recv_into(view[got:])
        if not count:
            raise EOFError
        got += count
    return data
