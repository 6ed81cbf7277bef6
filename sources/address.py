"""Where captures lie: a file here, an address that fsspec reads, or a part of either.

A part is written behind a `#`, and is what `capture.uri` ends in when a file holds more than one capture:

    #offset=1234            the record of a WARC that begins at byte 1234 of the file as it lies there (compressed)
    #offset=1000-2000       the records that begin at 1000 or later and before 2000; `1000-` for those up to the end
    #offset=1234&at=99      a record that begins 99 inflated bytes into the gzip member at 1234
    #member=a/b.html        a file in a zip (percent-encoded); `&copy=2` is the second one of that name
    #line=17                a line of a JSON lines file, counted from 1

A record is at the same place whichever range leads to it, so a large WARC can be cut at any bytes and every record is read
exactly once.
"""

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

_REMOTE = re.compile(r"(?!file://)[A-Za-z][A-Za-z0-9+.-]*(?:::[A-Za-z][A-Za-z0-9+.-]*)*://")
_USER = re.compile(r"(://)[^/@]*@")
_FRAGMENT = re.compile(
    r"(?:member=(?P<member>[^&#]+)(?:&copy=(?P<copy>\d{1,9}))?)?"
    r"(?:(?:^|&)offset=(?P<start>\d{1,18})(?:(?P<open>-)(?P<stop>\d{1,18})?)?(?:&at=(?P<at>\d{1,18}))?)?"
    r"(?:(?:^|&)line=(?P<line>\d{1,18}))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Part:
    """Which captures of a file; the default is all of them."""

    start: int = 0  # WARC: records that begin at this byte of the file or later ...
    stop: int | None = None  # ... and before this one
    at: int | None = None  # and, inside their gzip member, at this inflated byte
    member: str | None = None  # zip: the file of this name ...
    copy: int = 1  # ... the first, second ... one of it
    line: int | None = None  # JSON lines: this one, from 1

    @property
    def is_all(self) -> bool:
        """Whether it leaves nothing out."""
        return self == Part()

    @property
    def is_one(self) -> bool:
        """Whether it names a capture, so that finding none is a fault."""
        return self.stop == self.start + 1 or self.member is not None or self.line is not None

    def inside(self) -> "Part":
        """What it says of a member's own captures."""
        return replace(self, member=None, copy=1)


@dataclass(frozen=True, slots=True)
class Address:
    """A file that is not simply a path: elsewhere, or only a part of it is meant."""

    file: Path | str  # str: an address for fsspec
    part: Part = Part()

    @property
    def uri(self) -> str:
        """The file's address, without the part and without a user's name and password."""
        return _USER.sub(r"\1", self.file) if isinstance(self.file, str) else file_uri(self.file)


def locate(given: str | os.PathLike[str]) -> Path | Address:
    """What a path, a file:// address or another address leads to. A file whose name holds a `#` is found first."""
    if not isinstance(given, str):
        given = os.fspath(given)
    is_remote = bool(_REMOTE.match(given))
    before, mark, fragment = given.rpartition("#")
    part = parse_part(fragment) if mark and before else None
    if part is not None and (is_remote or not _path(given).exists()):
        return Address(before if is_remote else _path(before), part)
    return Address(given) if is_remote else _path(given)


def parse_part(fragment: str) -> Part | None:
    """The part that a fragment names; None: none."""
    match = _FRAGMENT.fullmatch(fragment) if fragment else None
    if match is None:
        return None
    start, stop = int(match["start"] or 0), int(match["stop"]) if match["stop"] else None
    return Part(
        start=start,
        stop=start + 1 if match["start"] and not match["open"] else stop,
        at=int(match["at"]) if match["at"] else None,
        member=os.fsdecode(unquote_to_bytes(match["member"])) if match["member"] else None,
        copy=int(match["copy"] or 1),
        line=int(match["line"]) if match["line"] else None,
    )


def part_uri(uri: str, fragment: str) -> str:
    """The address of a part of a file, or of a part of a part."""
    return f"{uri}{'&' if '#' in uri else '#'}{fragment}"


def member_fragment(name: str, copy: int) -> str:
    """As parse_part reads it."""
    again = f"&copy={copy}" if copy > 1 else ""
    return f"member={quote(name.encode('utf-8', 'surrogateescape'))}{again}"


def file_uri(path: str | os.PathLike[str]) -> str:
    """The absolute file:// address of a path; names that are not UTF-8 keep their bytes, percent-encoded."""
    return "file://" + quote(os.fsencode(os.path.abspath(path)))  # noqa: PTH100 - a link is named as it is, not its target


def as_path(given: str) -> str:
    """A path, or the path in a file:// address."""
    return os.fsdecode(unquote_to_bytes(given.removeprefix("file://"))) if given.startswith("file://") else given


def _path(given: str) -> Path:
    return Path(as_path(given))
