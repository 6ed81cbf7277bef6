"""Inflating what others deflated, never further than asked: gzip, deflate, brotli, zstd.

Every decoder takes input in pieces and gives at most so many bytes at a time, so that a bomb costs no more than the limit.
"""

import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Protocol

from sources.limits import HONEST, SWELLING

_PIECE = 64 * 1024
_ZSTD_WINDOW = 27  # 128 MB, the most that zstd's own tools take without being told to


class DamagedError(ValueError):
    """The bytes are not what their format asks for."""


class BombError(ValueError):
    """They swell to more than any page does."""


class Decoder(Protocol):
    """A stream of deflated bytes; `eof` and `unused` tell where it ended."""

    @property
    def eof(self) -> bool:
        """Whether the stream's own end was reached."""

    @property
    def hungry(self) -> bool:
        """Whether nothing more comes without more input."""

    @property
    def unused(self) -> bytes:
        """Input behind the stream's end."""

    def decode(self, data: bytes, most: int) -> bytes:
        """At most `most` bytes of what `data` and the input before it hold. DamagedError."""


class _Zlib:
    def __init__(self, wbits: int) -> None:
        self._inner = zlib.decompressobj(wbits)
        self._more = False

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def hungry(self) -> bool:
        return not self._more

    @property
    def unused(self) -> bytes:
        return self._inner.unused_data

    def decode(self, data: bytes, most: int) -> bytes:
        try:
            out = self._inner.decompress(self._inner.unconsumed_tail + data, most)
        except zlib.error as error:
            raise DamagedError(str(error)) from error
        self._more = not self._inner.eof and (len(out) == most or bool(self._inner.unconsumed_tail))
        return out


class _Zstd:
    def __init__(self) -> None:
        zstd = _zstd_module()
        self._inner = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW})
        self._error = zstd.ZstdError

    @property
    def eof(self) -> bool:
        return bool(self._inner.eof)

    @property
    def hungry(self) -> bool:
        return bool(self._inner.needs_input)

    @property
    def unused(self) -> bytes:
        return bytes(self._inner.unused_data)

    def decode(self, data: bytes, most: int) -> bytes:
        try:
            return bytes(self._inner.decompress(data, most))
        except self._error as error:
            raise DamagedError(str(error)) from error


class _Brotli:
    unused = b""

    def __init__(self) -> None:
        import brotli  # noqa: PLC0415 - few records need it

        self._inner = brotli.Decompressor()
        self._error = brotli.error
        self._held = b""  # what came beyond `most`: the library gives whole buffers

    @property
    def eof(self) -> bool:
        return bool(self._inner.is_finished()) and not self._held

    @property
    def hungry(self) -> bool:
        return not self._held and bool(self._inner.can_accept_more_data())

    def decode(self, data: bytes, most: int) -> bytes:
        try:
            out = self._held + self._inner.process(data, output_buffer_limit=most)
        except self._error as error:
            raise DamagedError(str(error)) from error
        self._held = out[most:]
        return bytes(out[:most])


def gzip_decoder() -> Decoder:
    """One gzip member."""
    return _Zlib(31)


def zstd_decoder() -> Decoder:
    """One zstd frame."""
    return _Zstd()


def deflate_decoder(head: bytes) -> Decoder:
    """HTTP's deflate: zlib by the standard, raw deflate by many servers; `head` tells."""
    has_header = len(head) > 1 and head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
    return _Zlib(15 if has_header else -15)


@dataclass(frozen=True, slots=True)
class Inflated:
    """What came out."""

    payload: bytes
    whole: bool  # the stream's end was reached


def inflate(payload: bytes, encoding: str, limit: int) -> Inflated:
    """A whole body, by HTTP's name of its encoding (gzip: one member or several).

    Raises DamagedError, BombError (more than `limit` bytes), LookupError for a name that is none.
    """
    make = _MAKERS[encoding]
    out = bytearray()
    end = 0
    while end < len(payload) and (not end or payload[end : end + 2] == payload[:2]):
        decoder = make(payload[:2])
        end = _drain(decoder, payload, end, out, limit)
        if not decoder.eof:
            return Inflated(bytes(out), whole=False)
    return Inflated(bytes(out), whole=True)


def _drain(decoder: Decoder, data: bytes, start: int, out: bytearray, limit: int) -> int:
    """One stream's bytes into `out`; where in `data` it ended."""
    while not decoder.eof:
        piece = data[start : start + _PIECE] if decoder.hungry else b""
        if decoder.hungry and not piece:
            break
        start += len(piece)
        out += decoder.decode(piece, _PIECE)
        if len(out) > limit:
            raise BombError(f"more than {limit:,} bytes when inflated")
    return start - len(decoder.unused)


def is_bomb(deflated: int, inflated: int) -> bool:
    """Whether bytes swell as no page does."""
    return inflated > HONEST and inflated > SWELLING * deflated


def _zstd_module() -> ModuleType:
    if sys.version_info >= (3, 14):
        from compression import zstd  # noqa: PLC0415
    else:
        from backports import zstd  # noqa: PLC0415 - few records need it
    return zstd


_MAKERS: dict[str, Callable[[bytes], Decoder]] = {
    "gzip": lambda _: gzip_decoder(),
    "deflate": deflate_decoder,
    "br": lambda _: _Brotli(),
    "zstd": lambda _: zstd_decoder(),
}
