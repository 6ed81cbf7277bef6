"""Mails (.eml) and saved pages (.mht, .mhtml): the HTML part of a MIME message, else its text, by Python's own parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from sources.captures import Found, make_capture, unread
from sources.contents import Source, too_large
from sources.limits import max_bytes

_MOST_LINES = 1_000_000  # each an object for the parser; 32 MB of a saved page have half as many
_MOST_DELIMITERS = 20_000  # lines that may begin a part
_MOST_PARTS = 100  # multiparts and messages inside each other or side by side; a newsletter has one or two
# Python's parser goes a level deeper for each of them, and asks each one's boundary about every line.
_OPENS = re.compile(rb"boundary[ \t*0-9]{0,20}=|message/[a-z]", re.IGNORECASE)
_CONTENT_TYPE = re.compile(rb"^content-type:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_LONGEST_TYPE = 10_000  # bytes; the parser reads a type's parameters in time that grows with the square


def read_mail(source: Source) -> Iterator[Found]:
    """One capture; Rejected with reason too-large, nested, damaged or no-text."""
    limit = max_bytes()
    payload = source.raw.read(limit + 1)
    if len(payload) > limit:
        yield too_large(source.uri, limit)
    elif sum(1 for _ in _OPENS.finditer(payload)) > _MOST_PARTS:
        yield unread(source.uri, "nested", f"more than {_MOST_PARTS} multiparts")
    elif any(match.end() - match.start() > _LONGEST_TYPE for match in _CONTENT_TYPE.finditer(payload)):
        yield unread(source.uri, "damaged", "a media type without end")
    elif payload.count(b"\n") > _MOST_LINES or payload.count(b"\n--") > _MOST_DELIMITERS:
        yield unread(source.uri, "too-large", "more lines than a message of this size has")
    else:
        yield _read(source, payload)


def _read(source: Source, payload: bytes) -> Found:
    try:
        message = message_from_bytes(payload)
        part = _text_part(message)
        if part is None:
            return unread(source.uri, "no-text", "no part is HTML or text")
        body = part.get_payload(decode=True)
        told = source.told.or_else(_address(message, part), _moment(message))
        name = ".html" if part.get_content_type() == "text/html" else ""
        charset = part.get_content_charset()
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:  # headers that are none
        return unread(source.uri, "damaged", f"{type(error).__name__}: {error}"[:200])
    bytes_ = body if isinstance(body, bytes) else b""
    return make_capture(source.uri, bytes_, name, url=told.url, captured_at=told.captured_at, charset=charset)


def _text_part(message: Message) -> Message | None:
    """The first HTML part that is no attachment, else the first text part."""
    parts = [part for part in message.walk() if not part.is_multipart() and _is_shown(part)]
    html = (part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml"))
    return next(html, None) or next((part for part in parts if part.get_content_type() == "text/plain"), None)


def _is_shown(part: Message) -> bool:
    return part.get_content_disposition() != "attachment"


def _address(message: Message, part: Message) -> str | None:
    """Where a saved page was published."""
    given = (message.get("Snapshot-Content-Location"), part.get("Content-Location"), message.get("Content-Location"))
    for address in given:
        text = str(address or "").strip()
        if _is_web(text):
            return text
    return None


def _is_web(text: str) -> bool:
    try:
        return urlsplit(text).scheme in ("http", "https")
    except ValueError:
        return False


def _moment(message: Message) -> datetime | None:
    """When the page was saved, or the mail sent."""
    try:
        moment = parsedate_to_datetime(str(message.get("Date") or ""))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
