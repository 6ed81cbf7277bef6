"""Zip files of pages. Nothing is extracted: a member's name is a name and never a path."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import BinaryIO, cast

from sources.address import member_fragment, part_uri
from sources.captures import Found, unread
from sources.contents import Source, read_bounded, too_large
from sources.decoders import is_bomb
from sources.kinds import suffix_of
from sources.limits import max_bytes
from sources.names import may_be_capture
from transforms.types import Skipped

_MOST_DIRECTORY = 16 * 1024 * 1024  # bytes: the directory of some hundred thousand pages
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)  # not LZMA: its header may ask for 4 GB
_BESIDE_PAGES = (
    ".avif", ".bmp", ".css", ".eot", ".gif", ".ico", ".jpeg", ".jpg", ".js", ".json", ".map", ".mjs", ".mp3", ".mp4",
    ".otf", ".png", ".svg", ".ttf", ".webm", ".webp", ".woff", ".woff2",
)  # fmt: skip


class _TooManyError(ValueError):
    pass


def read_zip(source: Source) -> Iterator[Found]:
    """The captures in a zip's members, in its own order; at the end what lies beside pages, counted.

    Rejects: damaged, encrypted, unsupported, too-large, nested, and those of what a member holds.
    """
    try:
        with zipfile.ZipFile(cast("BinaryIO", _Guarded(source.raw))) as archive:
            yield from _members(archive, source)
    except _TooManyError as error:
        yield unread(source.uri, "too-large", str(error))
    except _DAMAGES as error:
        yield unread(source.uri, "damaged", str(error))


def _members(archive: zipfile.ZipFile, source: Source) -> Iterator[Found]:
    seen: Counter[str] = Counter()
    beside = 0
    part = source.part
    overlapping = _overlapping(archive)
    for info in archive.infolist():
        seen[info.filename] += 1
        if part.member is not None and (info.filename, seen[info.filename]) != (part.member, part.copy):
            continue
        if info.is_dir() or not _is_page(info.filename):
            beside += not info.is_dir()
            continue
        uri = part_uri(source.uri, member_fragment(info.filename, seen[info.filename]))
        if info.header_offset in overlapping:
            yield unread(uri, "damaged", "another member lies in the same bytes")
            continue
        yield from _member(archive, info, replace(source, uri=uri, name=info.filename, part=part.inside()))
    if beside:
        yield Skipped(source.uri, "beside-pages", beside)


def _overlapping(archive: zipfile.ZipFile) -> set[int]:
    """Where members begin that reach into another: thousands of them can share one small bomb's bytes."""
    ordered = sorted(archive.infolist(), key=lambda info: info.header_offset)
    return {
        one.header_offset
        for one, other in pairwise(ordered)
        if one.header_offset + one.compress_size > other.header_offset
    }


def _is_page(name: str) -> bool:
    return may_be_capture(name.rpartition("/")[2]) and suffix_of(name) not in _BESIDE_PAGES


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source) -> Iterator[Found]:
    if info.flag_bits & _ENCRYPTED:
        yield unread(source.uri, "encrypted", "it asks for a password")
    elif info.compress_type not in _METHODS:
        yield unread(source.uri, "unsupported", f"compressed by method {info.compress_type}")
    elif info.file_size > max_bytes() or is_bomb(info.compress_size, info.file_size):
        yield too_large(source.uri, max_bytes())
    else:
        try:
            with archive.open(info) as stream:
                yield from read_bounded(replace(source, raw=cast("BinaryIO", stream)))
        except _DAMAGES as error:
            yield unread(source.uri, "damaged", str(error))


# What zipfile raises for bytes that are no zip; the last two for nonsense in a header.
_DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


class _Guarded:
    """The file, but for a directory that would not fit into memory: zipfile reads it in one piece."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self.seek, self.tell, self.seekable = raw.seek, raw.tell, raw.seekable

    def read(self, size: int = -1) -> bytes:
        if size > _MOST_DIRECTORY:
            raise _TooManyError(f"its directory has {size:,} bytes")
        return self._raw.read(size)

    def close(self) -> None:
        pass
