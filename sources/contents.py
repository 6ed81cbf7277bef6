"""From an opened file to its captures, whatever kind of file it is, and whatever lies inside it.

A file inside another (a page in a gzip, a gzip in a zip) is read into memory, up to the limit of a capture; WARC and JSON
lines are read as they come. Nothing is written to the disk.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from sources.address import Part
from sources.captures import Found, Told, make_capture, unread
from sources.kinds import HEAD, Kind, kind_of, undeflated
from sources.limits import max_bytes

_DEEPEST = 3  # files inside files: a gzip in a zip is the second


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes to be read, and what is known of them."""

    raw: BinaryIO  # can be sought
    name: str  # tells the kind where the bytes do not
    uri: str
    part: Part = field(default_factory=Part)
    told: Told = field(default_factory=Told)
    depth: int = 0  # files around it


def read_source(source: Source) -> Iterator[Found]:
    """The captures in it, rejects and what was skipped. Raises OSError where `raw` cannot be read."""
    if source.depth > _DEEPEST:
        yield unread(source.uri, "nested", f"more than {_DEEPEST} files inside each other")
        return
    source.raw.seek(0)
    kind = kind_of(source.name, source.raw.read(HEAD))
    source.raw.seek(0)
    yield from _READERS[kind](source)


def read_bounded(source: Source) -> Iterator[Found]:
    """As read_source, for bytes that can only be read once and have to fit into memory."""
    limit = max_bytes()
    payload = source.raw.read(limit + 1)
    if len(payload) > limit:
        yield too_large(source.uri, limit)
    else:
        yield from read_source(replace(source, raw=io.BytesIO(payload), depth=source.depth + 1))


def too_large(uri: str, limit: int) -> Found:
    """A capture that is not read to its end."""
    return unread(uri, "too-large", f"more than {limit:,} bytes (COPYDESK_MAX_BYTES)")


# Each kind's module is imported when the first such file comes: a short text pays for none of them.


def _page(source: Source) -> Iterator[Found]:
    limit = max_bytes()
    payload = source.raw.read(limit + 1)
    if len(payload) > limit:
        yield too_large(source.uri, limit)
        return
    told = source.told
    yield make_capture(source.uri, payload, source.name, url=told.url, captured_at=told.captured_at)


def _deflated(source: Source) -> Iterator[Found]:
    from sources.inflating import DeflatedError, inflating  # noqa: PLC0415

    name = undeflated(source.name)
    with inflating(source.raw) as stream:
        try:
            head = stream.peek(HEAD)[:HEAD]
        except DeflatedError as error:
            if not name.endswith(".warc"):  # a WARC's other members may be sound
                yield unread(source.uri, error.reason, str(error))
                return
            head = b""
        kind = kind_of(name, head)
        if kind is Kind.WARC:
            source.raw.seek(0)
            yield from _warc(source)
        elif kind is Kind.JSON_LINES:
            yield from _json_lines(replace(source, raw=stream, name=name))
        else:
            yield from _inflated(replace(source, raw=stream, name=name))


def _inflated(source: Source) -> Iterator[Found]:
    from sources.inflating import DeflatedError  # noqa: PLC0415

    try:
        yield from read_bounded(source)
    except DeflatedError as error:
        yield unread(source.uri, error.reason, str(error))


def _warc(source: Source) -> Iterator[Found]:
    from sources.warc import read_warc  # noqa: PLC0415

    yield from read_warc(source.raw, source.uri, part=source.part, told=source.told)


def _zip(source: Source) -> Iterator[Found]:
    from sources.zips import read_zip  # noqa: PLC0415

    yield from read_zip(source)


def _mail(source: Source) -> Iterator[Found]:
    from sources.mail import read_mail  # noqa: PLC0415

    yield from read_mail(source)


def _json_lines(source: Source) -> Iterator[Found]:
    from sources.json_lines import read_json_lines  # noqa: PLC0415

    yield from read_json_lines(source)


_READERS = {
    Kind.PAGE: _page,
    Kind.DEFLATED: _deflated,
    Kind.WARC: _warc,
    Kind.ZIP: _zip,
    Kind.MAIL: _mail,
    Kind.JSON_LINES: _json_lines,
}
