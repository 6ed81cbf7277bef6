"""JSON lines: an object a line with `html` or `text`, and what else a crawler wrote beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from sources.address import part_uri
from sources.captures import Found, Told, make_capture, moment_or_none, unread
from sources.contents import Source, too_large
from sources.inflating import DeflatedError
from sources.limits import max_bytes

_URL = ("url", "uri", "link", "source_url")
_CAPTURED = ("captured_at", "crawled_at", "fetched_at", "retrieved_at", "date_download", "timestamp", "date")


def read_json_lines(source: Source) -> Iterator[Found]:
    """Each line a capture, in order; blank lines are none. Rejects: bad-line, too-large, truncated, damaged."""
    limit = max_bytes()
    number = 0
    wanted = source.part.line
    stream = source.raw
    try:
        while wanted is None or number < wanted:
            line = stream.readline(limit + 1)
            if not line:
                return
            number += 1
            is_whole = line.endswith(b"\n") or len(line) <= limit
            if not is_whole:
                _finish(stream)
            if (wanted is None or number == wanted) and line.strip():
                uri = part_uri(source.uri, f"line={number}")
                yield _capture(uri, line, source.told, limit) if is_whole else too_large(uri, limit)
    except DeflatedError as error:
        yield unread(part_uri(source.uri, f"line={number + 1}"), error.reason, str(error))


def _finish(stream: BinaryIO) -> None:
    """Leave a line that is too long."""
    while (piece := stream.readline(1024 * 1024)) and not piece.endswith(b"\n"):
        pass


def _capture(uri: str, line: bytes, told: Told, limit: int) -> Found:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        return unread(uri, "bad-line", f"no JSON: {' '.join(str(error).split())[:200]}")
    if not isinstance(fields, dict):
        return unread(uri, "bad-line", "no JSON object")
    html, text = _first(fields, ("html",)), _first(fields, ("text",))
    if html is None and text is None:
        return unread(uri, "bad-line", "it has neither `html` nor `text`")
    payload = (html or text or "").encode("utf-8", "replace")
    if len(payload) > limit:
        return too_large(uri, limit)
    told = told.or_else(_first(fields, _URL), moment_or_none(_first(fields, _CAPTURED)))
    name = ".html" if html else ""
    # The text was decoded by whoever wrote the line, whatever its markup declares.
    capture = make_capture(uri, payload, name, url=told.url, captured_at=told.captured_at, charset="utf-8")
    return capture if html else replace(capture, media_type="text/plain")


def _first(fields: dict[str, object], names: tuple[str, ...]) -> str | None:
    """The first of these fields that is a string with something in it."""
    return next((value for name in names if isinstance(value := fields.get(name), str) and value), None)
