"""Captures at addresses that fsspec reads: s3://, gs://, https:// and others, only where such an address is given."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from sources.address import Address
from sources.captures import unread
from sources.names import may_be_capture
from transforms.types import Rejected

_PIECE = 1024 * 1024  # bytes asked for at a time
_INSTALL = "pip install 'copydesk[remote]'"


class RemoteError(OSError):
    """The address cannot be read; `reason` is a reject's."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.strerror = detail


@contextmanager
def open_remote(url: str) -> Iterator[BinaryIO]:
    """Its bytes, read as they are asked for. RemoteError."""
    with _told():
        import fsspec  # noqa: PLC0415 - only for addresses

        stream = fsspec.open(url, "rb").open()
    with stream, io.BufferedReader(stream, _PIECE) as buffered:
        yield buffered


def list_remote(address: Address) -> Iterator[Address | Rejected]:
    """The files below an address that ends in a slash, or that a pattern with `*` names; else the address itself."""
    url = str(address.file)
    if not address.part.is_all or not (url.endswith("/") or "*" in url) or url.startswith(("http://", "https://")):
        yield address
        return
    try:
        names = _names(url)
    except RemoteError as error:
        yield unread(address.uri, error.reason, str(error.strerror))
        return
    if not names:
        yield unread(address.uri, "no-captures", "no file there could be a capture")
    yield from (Address(name) for name in names)


def _names(url: str) -> list[str]:
    with _told():
        import fsspec  # noqa: PLC0415

        files, path = fsspec.core.url_to_fs(url)
        found = files.glob(path) if "*" in url else files.find(path)
        return sorted(files.unstrip_protocol(name) for name in found if may_be_capture(name.rpartition("/")[2]))


@contextmanager
def _told() -> Iterator[None]:
    """Whatever goes wrong there, in our words."""
    try:
        yield
    except ImportError as error:
        raise RemoteError("not-installed", f"{_INSTALL} ({' '.join(str(error).split())[:200]})") from error
    except FileNotFoundError as error:
        raise RemoteError("missing", "there is no such file") from error
    except Exception as error:
        detail = " ".join(str(error).split())[:300]
        raise RemoteError("unreadable", f"{type(error).__name__}: {detail}") from error
