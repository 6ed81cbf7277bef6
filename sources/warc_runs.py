"""A WARC's bytes in runs that begin with a record, plain or deflated, and the way back to the next record after damage.

A deflated WARC has a gzip member (zstd: frame) a record, so that a reader can begin at any of them: a run ends where the next
member begins with a record, and nothing that a record says of its length leads beyond that. Files that were deflated as a
whole are one run, and so is a plain WARC.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import BinaryIO, Protocol

from sources.decoders import DamagedError, Decoder, gzip_decoder, is_bomb, zstd_decoder

GZIP, ZSTD, RECORD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"WARC/"
_PIECE = 16 * 1024  # bytes read at a time
_PASSED = 1024 * 1024  # bytes passed over at a time
_SCAN = 256 * 1024  # bytes looked through at a time
_RESCAN = 1024 * 1024  # bytes before a deflated stream's error in which its damage may lie
_TRIES = 10_000  # places that may look like a member and be none: by chance there is one in 16 MB
_RECORD_LINE = re.compile(rb"\nWARC/\d")


class Run(Protocol):
    """Inflated bytes from a record's first one on; fastwarc reads from it."""

    start: int  # where in the file
    end: int | None  # where the next run begins; None: not known, or there is none
    failure: str  # what made it end too early; empty: nothing
    is_cut: bool  # the file ends inside it
    is_over: bool  # no byte is left in it

    @property
    def failed_at(self) -> tuple[int, int]:
        """The member that failed, and the inflated bytes of it that were read; of a plain file the place, and 0."""

    @property
    def reached(self) -> int:
        """How far the file was read."""

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, none at the end; never raises, because fastwarc could not pass it on."""

    def tell(self) -> int:
        """Inflated bytes read; of a plain file, the place in it."""


class Runs(Protocol):
    """How a file's runs are found and opened."""

    is_plain: bool  # not deflated: any record can be found
    exhausted: bool  # too many places looked like a run and were none

    def find(self, at: int) -> int | None:
        """Where the first record begins at `at` or later that begins a run (plain: any record)."""

    def open(self, start: int) -> Run:
        """The run that begins there."""

    def after(self, run: Run) -> int:
        """Where to look for the next run when one failed."""


def runs(raw: BinaryIO, head: bytes) -> Runs:
    """By the file's first bytes. `raw` can be sought."""
    if head.startswith(GZIP[:2]):
        return _DeflatedRuns(raw, GZIP, gzip_decoder)
    return _DeflatedRuns(raw, ZSTD, zstd_decoder) if head.startswith(ZSTD) else _PlainRuns(raw)


# --- plain ------------------------------------------------------------------------------------------------------------


class _PlainRun:
    end: int | None = None
    is_cut = False

    def __init__(self, raw: BinaryIO, start: int) -> None:
        self._raw = raw
        self.start = start
        self.failure = ""
        self.is_over = False
        raw.seek(start)

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._raw.read(size)
        except Exception as error:  # noqa: BLE001 - see Run.read
            self.failure = f"it cannot be read on: {error}"
            data = b""
        self.is_over = not data
        return data

    def tell(self) -> int:
        return self._raw.tell()

    @property
    def failed_at(self) -> tuple[int, int]:
        return self._raw.tell(), 0

    @property
    def reached(self) -> int:
        return self._raw.tell()


class _PlainRuns:
    is_plain = True
    exhausted = False

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw

    def find(self, at: int) -> int | None:
        """A line that begins as a record does."""
        place = max(0, at - 1)
        self._raw.seek(place)
        data = b"\n" if at == 0 else b""
        place -= len(data)
        while True:
            if match := _RECORD_LINE.search(data):
                return place + match.start() + 1
            keep = data[-len(RECORD) - 1 :]
            piece = self._raw.read(_SCAN)
            if not piece:
                return None
            place += len(data) - len(keep)
            data = keep + piece

    def open(self, start: int) -> Run:
        return _PlainRun(self._raw, start)

    def after(self, run: Run) -> int:
        return run.start + 1


# --- deflated ---------------------------------------------------------------------------------------------------------


class _DeflatedRun:
    def __init__(self, raw: BinaryIO, start: int, magic: bytes, make: Callable[[], Decoder]) -> None:
        self._raw, self._magic, self._make = raw, magic, make
        self.start = self._member = self._fed = start  # `_fed`: behind the last byte that a decoder was given
        self.end: int | None = None
        self.failure = ""
        self.is_cut = False
        self._decoder = make()
        self._ready = b""
        self._told = 0  # inflated bytes given
        self._before = 0  # of them, before this member
        self.is_over = False
        raw.seek(start)

    def tell(self) -> int:
        return self._told

    @property
    def failed_at(self) -> tuple[int, int]:
        return self._member, self._told - self._before

    @property
    def reached(self) -> int:
        return self._fed

    def read(self, size: int = -1) -> bytes:
        most = size if size > 0 else _PIECE
        out = b""
        while not out and not self.is_over:
            try:
                out = self._more(most)
            except Exception as error:  # noqa: BLE001 - see Run.read
                self._fail(str(error) or type(error).__name__)
        self._told += len(out)
        return out

    def _more(self, most: int) -> bytes:
        if self._ready:
            out, self._ready = self._ready[:most], self._ready[most:]
            return out
        if self._decoder.eof:
            self._next_member()
            return b""
        return self._feed(self._decoder, most)

    def _feed(self, decoder: Decoder, most: int) -> bytes:
        piece = self._raw.read(_PIECE) if decoder.hungry else b""
        if decoder.hungry and not piece:
            self.is_cut = True
            raise DamagedError("the file ends inside it")
        self._fed += len(piece)
        return decoder.decode(piece, most)

    def _next_member(self) -> None:
        """Go on with the next member, unless a record begins it: then the run ends before it."""
        boundary = self._fed - len(self._decoder.unused)
        self._raw.seek(boundary)
        head = self._raw.read(len(self._magic))
        if not head.strip(b"\0"):
            self.is_over = True  # the file's end, or the zeros that fill a tape's block
            return
        self._raw.seek(boundary)
        self._member = self._fed = boundary
        self._before = self._told
        if head != self._magic:
            raise DamagedError("what follows is no compressed data")
        self._decoder = self._make()
        self._ready = self._head()
        if self._ready.startswith(RECORD):
            self.end, self.is_over, self._ready = boundary, True, b""

    def _head(self) -> bytes:
        head = b""
        while len(head) < len(RECORD) and not self._decoder.eof:
            head += self._feed(self._decoder, len(RECORD) - len(head))
        return head

    def _fail(self, failure: str) -> None:
        self.failure, self.is_over = failure, True


class _DeflatedRuns:
    is_plain = False

    def __init__(self, raw: BinaryIO, magic: bytes, make: Callable[[], Decoder]) -> None:
        self._raw, self._magic, self._make = raw, magic, make
        self._tries = _TRIES
        self.exhausted = False

    def find(self, at: int) -> int | None:
        """A member whose first inflated bytes are a record's."""
        place, data = at, b""
        while self._tries:
            found = data.find(self._magic)
            if found >= 0:
                if self._is_record(place + found):
                    return place + found
                place, data = place + found + 1, data[found + 1 :]
                self._tries -= 1
                continue
            keep = data[-len(self._magic) + 1 :]
            place += len(data) - len(keep)
            self._raw.seek(place + len(keep))
            piece = self._raw.read(_SCAN)
            if not piece:
                return None
            data = keep + piece
        self.exhausted = True
        return None

    def _is_record(self, place: int) -> bool:
        self._raw.seek(place)
        decoder, data = self._make(), self._raw.read(4096)
        try:
            return decoder.decode(data, len(RECORD)) == RECORD
        except DamagedError:
            return False

    def open(self, start: int) -> Run:
        return _DeflatedRun(self._raw, start, self._magic, self._make)

    def after(self, run: Run) -> int:
        return max(run.start + 1, run.reached - _RESCAN)


# --- reading a run ----------------------------------------------------------------------------------------------------


def pass_over(run: Run, size: int | None = None, read: Callable[[int], int] | None = None) -> int:
    """Read so many bytes (none given: all that are left) and forget them; how many there were.

    It stops at once where the bytes swell as those of a bomb do. `read` reads and forgets by other means.
    """
    read = read or (lambda most: len(run.read(most)))
    began, passed = run.reached, 0
    while size is None or passed < size:
        count = read(_PASSED if size is None else min(size - passed, _PASSED))
        passed += count
        if not count or is_bomb(max(0, run.reached - began) + _PIECE, passed):
            break
    return passed


def read_up_to(run: Run, size: int) -> bytes:
    """So many bytes, fewer at the end."""
    data = b""
    while len(data) < size and (piece := run.read(size - len(data))):
        data += piece
    return data
