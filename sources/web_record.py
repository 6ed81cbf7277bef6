"""What a WARC record holds: a page, something else that is skipped by reason, or a body that cannot be read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sources.captures import Told, is_html, moment_or_none, unread
from sources.decoders import BombError, DamagedError, inflate
from transforms.types import Capture, MediaType, Rejected

if TYPE_CHECKING:
    from fastwarc.warc import HeaderMap, WarcRecord

_TAKEN = ("response", "resource", "conversion")
_OTHERS = ("request", "metadata", "warcinfo", "revisit", "continuation")
_WEB = ("", "http", "https", "ftp", "file")
_FAMILIES = ("application", "audio", "font", "image", "message", "model", "multipart", "text", "video")
_HTML = ("text/html", "application/xhtml+xml")
_UNSAID = (
    "",
    "application/octet-stream",
    "application/x-unknown-content-type",
    "unknown/unknown",
    "binary/octet-stream",
)
_XML = ("text/xml", "application/xml")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE | re.ASCII)
_NAMES: Mapping[str, str] = MappingProxyType(
    {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate", "br": "br", "zstd": "zstd"}
)
_MAGIC: Mapping[str, bytes] = MappingProxyType({"gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"})
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[^\r\n]{0,200}\r?\n")
_MOST_ENCODINGS = 3
_MOST_HEADER = 32 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a record beside its body."""

    told: Told
    media: str  # lower case, without parameters; empty: not said
    charset: str | None
    encodings: tuple[str, ...] = ()  # as HTTP names them, the last one was done last
    chunked: bool = False
    truncated: bool = False


def skip_by_record(record: WarcRecord) -> str:
    """Why a record is none that holds a page, by its own header; empty: it may."""
    kind = str(record.record_type)
    if kind not in _TAKEN:
        return kind if kind in _OTHERS else "other-record"
    address = _address(record) or ""
    if _scheme(address) not in _WEB:
        return "other-address"
    return "robots-txt" if _path(address) == "/robots.txt" else ""


def page_of(uri: str, record: WarcRecord, block: bytes, told: Told, limit: int) -> Capture | Rejected | str:
    """The page in a record's block, or the reason why it is none."""
    http, body = None, block
    if record.is_http:
        try:
            http, body = _http(block)
        except OSError as error:
            return unread(uri, "bad-http", str(error))
        if http.status_code != 200:
            return _status(http.status_code)
    head = _head(record, http, told)
    if head.media not in (*_HTML, *_UNSAID, *_XML, "text/plain"):
        return _family(head.media)
    return _capture(uri, body, head, limit)


def _http(block: bytes) -> tuple[HeaderMap, bytes]:
    """HTTP's header and body. OSError for a header without end."""
    from fastwarc.warc import HeaderMap  # noqa: PLC0415 - only who reads WARC needs it

    http = HeaderMap()
    if block.find(b"\n") != block.find(b"\r\n") + 1:  # lines that end in line feeds alone
        header, _, body = block.partition(b"\n\n")
        if len(header) > _MOST_HEADER:
            raise OSError("a header without end")
        http.parse(BytesIO(b"\r\n".join(header.split(b"\n")) + b"\r\n\r\n"))
        return http, body
    return http, block[http.parse(BytesIO(block)) :]


def _status(status: int | None) -> str:
    return f"status-{status}" if status and 100 <= status <= 599 else "status-unknown"


def _head(record: WarcRecord, http: HeaderMap | None, told: Told) -> Head:
    headers = http if http is not None else record.headers
    content_type = headers.get("Content-Type") or ""
    declared = _CHARSET.search(content_type[:1000])
    address = _address(record)
    url = address if _scheme(address or "") in ("http", "https") else None
    conversion = str(record.record_type) == "conversion"  # the extracted text of WET files is UTF-8
    return Head(
        told=told.or_else(url, moment_or_none(record.headers.get("WARC-Date"))),
        media=content_type.partition(";")[0].strip().lower()[:100],
        charset=declared[1].lower() if declared else "utf-8" if conversion else None,
        encodings=_listed(http.get_multiple("Content-Encoding")) if http is not None else (),
        chunked=http is not None and "chunked" in _listed(http.get_multiple("Transfer-Encoding")),
        truncated=bool(record.headers.get("WARC-Truncated")),
    )


def _capture(uri: str, body: bytes, head: Head, limit: int) -> Capture | Rejected | str:
    try:
        payload, whole = _decoded(body, head, limit)
    except BombError as error:
        return unread(uri, "too-large", f"{error} (COPYDESK_MAX_BYTES)")
    except DamagedError as error:
        return unread(uri, "bad-encoding", f"{', '.join(head.encodings)}: {error}")
    media_type = _media_type(head.media, payload)
    if media_type is None:
        return "media-unknown"
    sha256 = hashlib.sha256(payload).hexdigest()
    truncated = head.truncated or not whole
    return Capture(
        uri, payload, media_type, sha256, head.told.url, head.told.captured_at, head.charset, truncated=truncated
    )


# --- transfer and content encodings -----------------------------------------------------------------------------------


def _decoded(body: bytes, head: Head, limit: int) -> tuple[bytes, bool]:
    whole = True
    if head.chunked:
        body, whole = unchunk(body)
    for encoding in reversed(head.encodings[:_MOST_ENCODINGS]):
        # Some crawlers keep the header and store the body inflated: the bytes decide.
        if encoding not in _NAMES or not body.startswith(_MAGIC.get(_NAMES[encoding], b"")) or _is_page(body):
            continue
        inflated = inflate(body, _NAMES[encoding], limit)
        body, whole = inflated.payload, whole and inflated.whole
    return body, whole


def unchunk(body: bytes) -> tuple[bytes, bool]:
    """HTTP's chunks joined, and whether the last one was there; a body that was stored without chunks as it is."""
    out = bytearray()
    place = 0
    while match := _CHUNK.match(body, place):
        size = int(match[1], 16)
        if size == 0:
            return bytes(out), True
        out += body[match.end() : match.end() + size]
        place = match.end() + size
        place += 2 if body.startswith(b"\r\n", place) else body.startswith(b"\n", place)
    return (bytes(out), False) if place else (body, True)


def _is_page(body: bytes) -> bool:
    return is_html("", body)


# --- the words of headers ---------------------------------------------------------------------------------------------


def _media_type(media: str, payload: bytes) -> MediaType | None:
    if media in _HTML or is_html("", payload):
        return "text/html"
    if media == "text/plain" or (media in _UNSAID and b"\0" not in payload[:1024] and _is_text(payload[:1024])):
        return "text/plain"
    return None


def _is_text(head: bytes) -> bool:
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return bool(head) and controls * 100 < len(head)


def _family(media: str) -> str:
    family = media.partition("/")[0]
    return f"media-{family}" if family in _FAMILIES else "media-unknown"


def _listed(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(item.strip().lower() for value in values[:10] for item in value[:200].split(",") if item.strip())


def _address(record: WarcRecord) -> str | None:
    """Some writers put it into angle brackets, as the standard's first edition did."""
    address = (record.headers.get("WARC-Target-URI") or "").strip().removeprefix("<").removesuffix(">")
    return address or None


def _scheme(address: str) -> str:
    scheme, mark, _ = address.partition(":")
    return scheme.lower() if mark and len(scheme) < 40 else ""


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""
