"""A deflated file as a stream of its inflated bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from sources.decoders import DamagedError, Decoder, gzip_decoder, zstd_decoder
from sources.kinds import GZIP

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PIECE = 64 * 1024


class DeflatedError(ValueError):
    """The bytes cannot be inflated; `reason` is truncated or damaged."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def inflating(raw: BinaryIO) -> io.BufferedReader:
    """What a gzip or zstd file holds, all its members joined; reading raises DeflatedError."""
    raw.seek(0)
    is_gzip = raw.read(len(GZIP)) == GZIP
    raw.seek(0)
    return io.BufferedReader(_Inflating(raw, gzip_decoder if is_gzip else zstd_decoder), _PIECE)


class _Inflating(io.RawIOBase):
    def __init__(self, raw: BinaryIO, make: Callable[[], Decoder]) -> None:
        self._raw, self._make = raw, make
        self._decoder = make()
        self._began = False  # with a member's first byte

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        try:
            data = self._next(len(view))
        except DamagedError as error:
            raise DeflatedError("damaged", str(error)) from error
        view[: len(data)] = data
        return len(data)

    def _next(self, most: int) -> bytes:
        while True:
            piece = b""
            if self._decoder.eof:
                piece = self._next_member()
                if not piece:
                    return b""
            elif self._decoder.hungry:
                piece = self._raw.read(_PIECE)
                if not piece:
                    raise DeflatedError("truncated", "the file ends before its contents do")
            if data := self._decoder.decode(piece, most):
                return data

    def _next_member(self) -> bytes:
        """The bytes behind the member that ended; none, or the zeros that fill a block: the end."""
        piece = self._decoder.unused or self._raw.read(_PIECE)
        if not piece.strip(b"\0"):
            return b""
        self._decoder = self._make()
        return piece
