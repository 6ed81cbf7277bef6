"""What a file holds: by its first bytes where they cannot be an accident, then by its name, then by what they look like."""

from __future__ import annotations

import re
from enum import Enum, auto

from sources.captures import HTML_SUFFIXES, is_html

HEAD = 4096  # bytes that are looked at
GZIP, ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"
DEFLATED_SUFFIXES = (".gz", ".zst")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_RECORD = re.compile(rb"WARC/\d\.\d\r?\n")
_HEADER_LINE = re.compile(
    rb"(?:MIME-Version|From|To|Received|Return-Path|Delivered-To|Subject|Date|Message-ID|Snapshot-Content-Location):[ \t]",
    re.IGNORECASE,
)
_OBJECT = re.compile(rb"""\s*\{\s*"[^"\\]{1,60}"\s*:""")
_FIELD = re.compile(rb'"(?:html|text)"\s*:\s*"')


class Kind(Enum):
    """How a file is to be opened."""

    PAGE = auto()  # one capture: HTML, text, or what turns out to be neither
    DEFLATED = auto()
    WARC = auto()
    ZIP = auto()
    MAIL = auto()  # .eml, .mht: MIME
    JSON_LINES = auto()


_BY_SUFFIX = {
    ".warc": Kind.WARC,
    ".zip": Kind.ZIP,
    ".eml": Kind.MAIL,
    ".mht": Kind.MAIL,
    ".mhtml": Kind.MAIL,
    ".jsonl": Kind.JSON_LINES,
    ".ndjson": Kind.JSON_LINES,
    ".txt": Kind.PAGE,
    **dict.fromkeys(HTML_SUFFIXES, Kind.PAGE),
}


def kind_of(name: str, head: bytes) -> Kind:
    """The kind of a file of this name that begins with these bytes."""
    if head.startswith((GZIP, ZSTD)):
        return Kind.DEFLATED
    if _RECORD.match(head):
        return Kind.WARC
    suffix = suffix_of(undeflated(name))
    # Office documents, e-books and programs are zips too, and none of captures.
    if head.startswith(_ZIP) and suffix in ("", ".zip"):
        return Kind.ZIP
    return _BY_SUFFIX.get(suffix) or _by_looks(head)


def undeflated(name: str) -> str:
    """The name without what deflating it added."""
    return name[: -len(suffix_of(name))] if suffix_of(name) in DEFLATED_SUFFIXES else name


def suffix_of(name: str) -> str:
    """With its dot, in lower case; empty: none."""
    base = name.rpartition("/")[2]
    return base[base.rindex(".") :].lower() if "." in base[1:] else ""


def _by_looks(head: bytes) -> Kind:
    if is_html("", head):
        return Kind.PAGE
    if _OBJECT.match(head) and _FIELD.search(head):
        return Kind.JSON_LINES
    return Kind.MAIL if _HEADER_LINE.match(head) and b"mime-version:" in head.lower() else Kind.PAGE
