"""From a capture's bytes to its text, and which witness of the encoding was believed.

Order: byte order mark, the charset that the transport declares (HTTP, MIME), the one that the page declares, UTF-8, then a
detector. A byte order mark cannot be an accident; a declaration can, so it has to decode every byte; valid UTF-8 of any length is never another encoding by
chance; what is left is measured by charset-normalizer.
"""

import codecs
import re
from dataclasses import replace
from functools import cache

from transforms.types import Capture, Page, Rejected, Stage

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})|encoding=["']([\w.-]{2,40})""", re.IGNORECASE
)
# Python's codecs for its own escapes and for host names; and UTF-7, which browsers refuse. They can hide half a character.
_NO_CHARSETS = frozenset(
    ("unicode-escape", "raw-unicode-escape", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "utf-7")
)
_LINE_ENDS = ("\r\n", *"\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
_SAMPLE = 65_536  # bytes that the detector looks at: more does not change its answer on news
_DAMAGE = 500  # one undecodable byte in so many is a damaged UTF-8 file and not another encoding
_CONTROLS = bytes((*range(9), *range(14, 28), 127))
# What UTF-8 looks like after it was read as Windows-1252 or Latin-1: a lead byte's character and one of 80-BF.
# One pattern for each such character: a search for a fixed one skips over the rest of a page.
_MOJIBAKE = tuple(
    re.compile(
        f"{lead}[\x80-\xbf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018-\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]"
    )
    for lead in "ÂÃâÐÑØÙÄÅ"
)


def decode(capture: Capture) -> Page | Rejected:
    """The text of a capture; Rejected with reason empty, binary or unknown-encoding."""
    payload = capture.payload
    if not payload.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return _rejected(capture, "empty", "there is nothing in it but white space")
    found = _by_bom(payload) or _by_nuls(payload)
    if found is None and b"\x00" in payload[:_SAMPLE]:
        if not _is_page_with_nuls(capture):
            return _rejected(capture, "binary", "it has NUL bytes and is no UTF-16 or UTF-32 text")
        payload = payload.replace(b"\x00", b"")
        capture = replace(capture, payload=payload)
    found = found or _by_transport(capture) or _by_declaration(capture) or _by_utf8(payload) or _by_detector(payload)
    if found is None:
        return _rejected(capture, "unknown-encoding", "neither UTF-8 nor any encoding that the detector knows")
    text, encoding, rule = found
    if _looks_binary(text):
        return _rejected(capture, "binary", "too many control characters for a text")
    mended = _mend(text)
    return Page(_with_plain_line_ends(mended), encoding, rule, mended=mended != text)


def _with_plain_line_ends(text: str) -> str:
    for sign in _LINE_ENDS:
        text = text.replace(sign, "\n")
    return text


def _rejected(capture: Capture, reason: str, detail: str) -> Rejected:
    return Rejected(capture.uri, Stage.DECODE, reason, detail, capture.sha256)


def _is_page_with_nuls(capture: Capture) -> bool:
    """A page with a few stray NUL bytes: browsers pass over them."""
    sample = capture.payload[:_SAMPLE]
    return capture.media_type == "text/html" and sample.count(0) <= len(sample) // 200


def _by_bom(payload: bytes) -> tuple[str, str, str] | None:
    for mark, codec in _BOMS:
        if payload.startswith(mark):
            return payload[len(mark) :].decode(codec, "replace"), codec, "bom"
    return None


def _by_nuls(payload: bytes) -> tuple[str, str, str] | None:
    """UTF-16 without its mark: every other byte of text in any Latin alphabet, and of spaces in all, is NUL."""
    head = payload[:4096]
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if half < 8 or max(even, odd) < half // 4 or min(even, odd) > half // 50:
        return None
    codec = "utf-16-le" if odd > even else "utf-16-be"
    return payload.decode(codec, "replace"), codec, "detected"


def _by_transport(capture: Capture) -> tuple[str, str, str] | None:
    """A server that knows better than the page, unless it only has a default: then UTF-8 tells itself."""
    if capture.declared_charset is None:
        return None
    found = _declared(capture.payload, capture.declared_charset, "transport")
    if found is None or found[1] == "utf-8" or capture.payload.isascii() or _strict_utf8(capture.payload) is None:
        return found
    return None


def _by_declaration(capture: Capture) -> tuple[str, str, str] | None:
    declared = _DECLARED.search(capture.payload, 0, 4096) if capture.media_type == "text/html" else None
    if declared is None:
        return None
    name = (declared.group(1) or declared.group(2)).decode("ascii").lower()
    # Who can read these words byte by byte has no UTF-16 before him; the HTML standard takes UTF-8 then.
    name = "utf-8" if name.startswith(("utf-16", "utf-32", "ucs-2")) else name
    return _declared(capture.payload, name, "declared")


def _declared(payload: bytes, name: str, rule: str) -> tuple[str, str, str] | None:
    """The text, if the name is an encoding's and that encoding reads every byte."""
    name = name.lower()
    # The HTML standard reads both names as Windows-1252, and so does every browser.
    name = "cp1252" if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else name
    try:
        codec = codecs.lookup(name)
        # base64, zip and the like are "codecs" too, but not of text.
        is_charset = codec._is_text_encoding and codec.name not in _NO_CHARSETS  # noqa: SLF001
        return (payload.decode(codec.name), codec.name, rule) if is_charset else None
    except (LookupError, ValueError):
        return None


def _strict_utf8(payload: bytes) -> str | None:
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _by_utf8(payload: bytes) -> tuple[str, str, str] | None:
    if (sound := _strict_utf8(payload)) is not None:
        return sound, "utf-8", "utf-8"
    text = payload.decode("utf-8", "replace")
    damage = text.count("\ufffd")
    real = sum(1 for character in text if character > "\x7f") - damage
    # A file cut in the middle of a character, or with one broken byte, is still what its other characters say.
    if damage <= max(1, len(text) // _DAMAGE) and real > 10 * damage:
        return text, "utf-8", "utf-8-damaged"
    return None


def _by_detector(payload: bytes) -> tuple[str, str, str] | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 40 ms that UTF-8 captures need not pay

    best = from_bytes(payload[:_SAMPLE]).best()
    if best is None:
        return None
    # Windows-1252 is Latin-1 with the punctuation that newspapers use, and detectors take the one for its neighbours.
    codec = (
        "cp1252"
        if best.encoding in ("latin_1", "cp1250", "cp1254", "cp1257") and _is_western(payload)
        else best.encoding
    )
    return payload.decode(codec, "replace"), codec, "detected"


def _is_western(payload: bytes) -> bool:
    """Few letters beyond ASCII, and those the ones that German, French, Spanish, Portuguese and Italian use."""
    beyond = [byte for byte in payload[:_SAMPLE] if byte >= 0x80]
    western = sum(byte in _WESTERN for byte in beyond)
    return western >= 0.97 * len(beyond)


_WESTERN = frozenset(
    "àâäáãåæçèéêëìíîïñòóôöõøœùúûüÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜß€‚„…†‹›‘’“”•–—™«»°·§©®¡¿ªº£´\xa0".encode("cp1252")
)


def _looks_binary(text: str) -> bool:
    sample = text[:_SAMPLE].encode("utf-8", "replace")
    return len(sample) - len(sample.translate(None, _CONTROLS)) > 2 + min(len(text), _SAMPLE) // 200


def _mend(text: str) -> str:
    """Windows-1252 mojibake undone, line by line and only where ftfy is certain.

    Line by line, because a capture may hold one damaged paste among sound ones, and a sound line is never touched.
    """
    if not _has_mojibake(text):
        return text
    return "\n".join(_mend_line(line) if _has_mojibake(line) else line for line in text.split("\n"))


def _has_mojibake(text: str) -> bool:
    return not text.isascii() and any(pattern.search(text) for pattern in _MOJIBAKE)


def _mend_line(line: str) -> str:
    badness, fix_encoding = _ftfy()
    return fix_encoding(line) if len(line) < 100_000 and badness(line) else line


@cache
def _ftfy():  # type: ignore[no-untyped-def]  # noqa: ANN202 - two functions of a library
    from ftfy import fix_encoding  # noqa: PLC0415 - only damaged captures need it
    from ftfy.badness import is_bad  # noqa: PLC0415

    return is_bad, fix_encoding
