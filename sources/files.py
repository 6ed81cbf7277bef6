"""Captures from files, folders and addresses, with what a sidecar knows beside them.

A sidecar is a file `NAME.meta.json` beside a page (`page.txt.meta.json`, or `page.meta.json` for `page.txt`):
{"url": "https://...", "captured_at": "2021-04-05T10:00:00Z"}. It says what a file cannot say itself. Archives of several
captures (WARC, zip, JSON lines) say it themselves and have none.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sources.address import Address, file_uri, locate
from sources.captures import Found, Told, make_capture, parse_moment, unread
from sources.contents import Source, read_source
from sources.kinds import HEAD, Kind, kind_of
from sources.limits import max_bytes
from sources.names import may_be_capture
from transforms.types import Rejected, Skipped

__all__ = ["list_captures", "make_capture", "open_captures"]


def open_captures(
    given: str | os.PathLike[str] | Address, *, url: str | None = None, captured_at: datetime | None = None
) -> Iterator[Found]:
    """The captures of a file, of a part of it, or of every file below a folder in the order of their names.

    `given` is a path, or an address as sources/address.py describes it. `url` and `captured_at` win over a sidecar's and an
    archive's. What cannot be read comes out as Rejected at stage "read"; records of archives that are no captures come as
    Skipped, counted, after them. Raises LimitError and nothing else.
    """
    told = Told(url, captured_at)
    for item in list_captures([given]):
        if isinstance(item, Rejected):
            yield item
        else:
            yield from _open(item if isinstance(item, Address) else Address(item), told)


def list_captures(given: Iterable[str | os.PathLike[str] | Address]) -> Iterator[Path | Address | Rejected]:
    """The files that hold captures, not yet opened; Rejected for a path that leads to none."""
    for one in given:
        place = one if isinstance(one, Address) else locate(one)
        if isinstance(place, Address):
            yield from _list_address(place)
        elif place.is_dir():
            yield from _list_folder(place)
        else:
            yield place


def _list_address(address: Address) -> Iterator[Address | Rejected]:
    if isinstance(address.file, Path):
        yield address
        return
    from sources.remote import list_remote  # noqa: PLC0415 - only who gives such an address needs it

    yield from list_remote(address)


def _list_folder(folder: Path) -> Iterator[Path | Rejected]:
    empty = True
    for item in _walk(folder):
        empty = False
        yield item
    if empty:
        yield unread(file_uri(folder), "no-captures", "the folder holds no file that could be a capture")


def _walk(folder: Path) -> Iterator[Path | Rejected]:
    failures: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if may_be_capture(name))
    for failure in failures:
        uri = file_uri(os.fsdecode(failure.filename))
        yield unread(uri, "unreadable", failure.strerror or "the folder cannot be listed")


# --- one file ---------------------------------------------------------------------------------------------------------


def _open(address: Address, told: Told) -> Iterator[Found]:
    """The captures in it; a part that is not there is a reject, too."""
    nothing = True
    try:
        for item in _read(address, told):
            nothing = nothing and isinstance(item, Skipped)
            yield item
    except OSError as error:
        yield unread(address.uri, getattr(error, "reason", "unreadable"), error.strerror or type(error).__name__)
        return
    except _BadSidecarError as error:
        yield unread(address.uri, "bad-sidecar", str(error))
        return
    if nothing and address.part.is_one:
        yield unread(address.uri, "missing", "there is no capture at this place in it")


def _read(address: Address, told: Told) -> Iterator[Found]:
    if isinstance(address.file, Path) and (refusal := _refusal(address.file)):
        yield refusal
        return
    with _opened(address) as raw:
        name = str(address.file).rpartition("/")[2]
        kind = kind_of(name, raw.read(HEAD))
        if isinstance(address.file, Path) and kind in (Kind.PAGE, Kind.MAIL, Kind.DEFLATED):
            if kind is not Kind.DEFLATED and (refusal := _oversize(address.file)):
                yield refusal
                return
            sidecar = _read_sidecar(address.file)
            told = told.or_else(sidecar.url, sidecar.captured_at)
        yield from read_source(Source(raw, name, address.uri, address.part, told))


@contextmanager
def _opened(address: Address) -> Iterator[BinaryIO]:
    if isinstance(address.file, Path):
        with address.file.open("rb") as raw:
            yield raw
        return
    from sources.remote import open_remote  # noqa: PLC0415

    with open_remote(address.file) as raw:
        yield raw


def _refusal(path: Path) -> Rejected | None:
    if not path.exists():
        return unread(file_uri(path), "missing", "a link to nothing" if path.is_symlink() else "there is no such file")
    if not path.is_file():
        return unread(file_uri(path), "not-a-file", "a pipe, socket or device cannot be captured")
    return None


def _oversize(path: Path) -> Rejected | None:
    limit, size = max_bytes(), path.stat().st_size
    if size <= limit:
        return None
    return unread(file_uri(path), "too-large", f"{size:,} bytes; the limit is {limit:,} (COPYDESK_MAX_BYTES)")


# --- sidecars ---------------------------------------------------------------------------------------------------------


class _BadSidecarError(ValueError):
    pass


def _read_sidecar(path: Path) -> Told:
    for candidate in (path.with_name(path.name + ".meta.json"), path.with_suffix(".meta.json")):
        if candidate.is_file():
            return _parse_sidecar(candidate)
    return Told()


def _parse_sidecar(path: Path) -> Told:
    try:
        facts = json.loads(path.read_bytes())
        if not isinstance(facts, dict):
            raise _BadSidecarError(f"{path.name} is not a JSON object")
        url, moment = facts.get("url"), facts.get("captured_at")
        return Told(_text(url, "url"), parse_moment(text) if (text := _text(moment, "captured_at")) else None)
    except ValueError as error:
        raise _BadSidecarError(f"{path.name}: {error}") from error


def _text(value: object, name: str) -> str | None:
    if value is not None and not isinstance(value, str):
        raise _BadSidecarError(f"{name} is not a string")
    return value or None
