"""Captures from files and folders: plain text and HTML, with what a sidecar knows beside them.

A sidecar is a file `NAME.meta.json` beside the capture (`page.txt.meta.json`, or `page.meta.json` for `page.txt`):
{"url": "https://...", "captured_at": "2021-04-05T10:00:00Z"}. It says what a file cannot say itself.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from transforms.types import Capture, MediaType, Rejected, Stage

MAX_BYTES = 32 * 1024 * 1024  # no news page comes near; COPYDESK_MAX_BYTES changes it
_COMPANIONS = (".meta.json", ".expected.json")  # lie beside captures and are none
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_LOOKS_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!--.{0,400}?-->\s*|<\?xml[^>]{0,200}>\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


class LimitError(ValueError):
    """COPYDESK_MAX_BYTES is no number: the user's to mend, and not one capture's fault."""


@dataclass(frozen=True, slots=True)
class _Sidecar:
    url: str | None = None
    captured_at: datetime | None = None


def open_captures(
    path: str | os.PathLike[str], *, url: str | None = None, captured_at: datetime | None = None
) -> Iterator[Capture | Rejected]:
    """The captures of a file, or of every file below a folder in the order of their names.

    `url` and `captured_at` win over a sidecar's. What cannot be read comes out as Rejected at stage "read" with reason
    missing, unreadable, not-a-file, too-large, bad-sidecar or no-captures; nothing is raised.
    """
    for file in list_captures([path]):
        yield file if isinstance(file, Rejected) else _open(file, url, captured_at)


def list_captures(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Path | Rejected]:
    """The files that hold captures, not yet opened; Rejected for a path that leads to none."""
    for given in paths:
        path = Path(given)
        if not path.is_dir():
            yield path
            continue
        empty = True
        for item in _walk(path):
            empty = False
            yield item
        if empty:
            yield Rejected(
                file_uri(path), Stage.READ, "no-captures", "the folder holds no file that could be a capture"
            )


def file_uri(path: str | os.PathLike[str]) -> str:
    """The absolute file:// address of a path; names that are not UTF-8 keep their bytes, percent-encoded."""
    return "file://" + quote(os.fsencode(os.path.abspath(path)))  # noqa: PTH100 - a link is named as it is, not its target


def _walk(folder: Path) -> Iterator[Path | Rejected]:
    failures: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if _may_be_capture(name))
    for failure in failures:
        yield _rejected(
            Path(os.fsdecode(failure.filename)), "unreadable", failure.strerror or "the folder cannot be listed"
        )


def _may_be_capture(name: str) -> bool:
    return not name.startswith((".", "README")) and not name.endswith(_COMPANIONS)


def _open(path: Path, url: str | None, captured_at: datetime | None) -> Capture | Rejected:
    try:
        refusal = _refusal(path)
        if refusal:
            return refusal
        payload = path.read_bytes()
        sidecar = _read_sidecar(path)
    except OSError as error:
        return _rejected(path, "unreadable", error.strerror or type(error).__name__)
    except _BadSidecarError as error:
        return _rejected(path, "bad-sidecar", str(error))
    return make_capture(
        file_uri(path), payload, path.name, url=url or sidecar.url, captured_at=captured_at or sidecar.captured_at
    )


def make_capture(
    uri: str, payload: bytes, name: str, *, url: str | None = None, captured_at: datetime | None = None
) -> Capture:
    """A capture of bytes that are at hand; `name` with its suffix, then the bytes, tell text from HTML."""
    return Capture(uri, payload, _media_type(name, payload), hashlib.sha256(payload).hexdigest(), url, captured_at)


def _refusal(path: Path) -> Rejected | None:
    if not path.exists():
        return _rejected(path, "missing", "a link to nothing" if path.is_symlink() else "there is no such file")
    if not path.is_file():
        return _rejected(path, "not-a-file", "a pipe, socket or device cannot be captured")
    limit = _limit()
    size = path.stat().st_size
    if size > limit:
        return _rejected(path, "too-large", f"{size:,} bytes; the limit is {limit:,} (COPYDESK_MAX_BYTES)")
    return None


def _limit() -> int:
    given = os.environ.get("COPYDESK_MAX_BYTES") or str(MAX_BYTES)
    if not given.isdecimal():
        raise LimitError(f"COPYDESK_MAX_BYTES={given}: give a number of bytes, such as {MAX_BYTES}")
    return int(given)


def _rejected(path: Path, reason: str, detail: str) -> Rejected:
    return Rejected(file_uri(path), Stage.READ, reason, detail)


def _media_type(name: str, payload: bytes) -> MediaType:
    is_html = name.lower().endswith(_HTML_SUFFIXES) or _LOOKS_HTML.match(payload[:2048])
    return "text/html" if is_html else "text/plain"


# --- sidecars ---------------------------------------------------------------------------------------------------------


class _BadSidecarError(ValueError):
    pass


def _read_sidecar(path: Path) -> _Sidecar:
    for candidate in (path.with_name(path.name + ".meta.json"), path.with_suffix(".meta.json")):
        if candidate.is_file():
            return _parse_sidecar(candidate)
    return _Sidecar()


def _parse_sidecar(path: Path) -> _Sidecar:
    try:
        facts = json.loads(path.read_bytes())
        if not isinstance(facts, dict):
            raise _BadSidecarError(f"{path.name} is not a JSON object")
        url, moment = facts.get("url"), facts.get("captured_at")
        return _Sidecar(_text(url, "url"), parse_moment(text) if (text := _text(moment, "captured_at")) else None)
    except ValueError as error:
        raise _BadSidecarError(f"{path.name}: {error}") from error


def _text(value: object, name: str) -> str | None:
    if value is not None and not isinstance(value, str):
        raise _BadSidecarError(f"{name} is not a string")
    return value or None


def parse_moment(text: str) -> datetime:
    """An ISO 8601 time as people write it; without a zone it is UTC, as crawlers note it. ValueError if it is none."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
