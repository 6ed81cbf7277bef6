"""WARC: every record is a capture, a reject or counted, whatever was done to the file."""

import gzip
import hashlib
import zlib
from datetime import UTC, datetime
from itertools import pairwise

import brotli
import pytest
from archives import (
    PACKINGS,
    at_most,
    http,
    members,
    one_member,
    page,
    plain,
    read,
    reasons,
    record,
    skipped,
    urls,
)
from hypothesis import given
from hypothesis import strategies as st

from sources.decoders import _zstd_module
from transforms.types import Capture, Rejected, Skipped

zstd = _zstd_module()
A, B, C = (record(http(page(letter)), url=f"https://example.org/{letter}") for letter in "abc")
each_packing = pytest.mark.parametrize("pack", PACKINGS.values(), ids=PACKINGS)


def only(block, **headers):
    """The one capture of a record."""
    found = [item for item in read(record(block, **headers)) if isinstance(item, Capture)]
    assert len(found) == 1
    return found[0]


# --- records ----------------------------------------------------------------------------------------------------------


def test_a_response_is_a_capture_with_what_the_record_knows():
    capture = only(http(page(), Content_Type="text/html; charset=KOI8-R"))
    assert capture.payload == page()
    assert capture.sha256 == hashlib.sha256(page()).hexdigest()
    assert (capture.uri, capture.url) == ("file:///x#offset=0", "https://example.org/a")
    assert capture.captured_at == datetime(2021, 4, 5, 10, tzinfo=UTC)
    assert (capture.media_type, capture.declared_charset, capture.truncated) == ("text/html", "koi8-r", False)


@pytest.mark.parametrize(
    ("kind", "content_type", "media_type"),
    [
        ("resource", "text/html", "text/html"),
        ("resource", "text/plain; charset=utf-8", "text/plain"),
        ("conversion", "text/plain", "text/plain"),
    ],
)
def test_other_records_that_hold_pages(kind, content_type, media_type):
    capture = only(b"words of a page", kind=kind, Content_Type=content_type)
    assert (capture.payload, capture.media_type) == (b"words of a page", media_type)


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (record(b"GET / HTTP/1.1\r\n\r\n", kind="request"), "request"),
        (record(b"via: x", kind="metadata"), "metadata"),
        (record(b"software: x", kind="warcinfo", url=None), "warcinfo"),
        (record(http(b""), kind="revisit"), "revisit"),
        (record(b"x", kind="dream"), "other-record"),
        (record(http(b"", "301 Moved", Location="/b")), "status-301"),
        (record(http(page(), "404 Not Found")), "status-404"),
        (record(http(page(), "9999 What")), "status-unknown"),
        (record(http(b"\x89PNG", Content_Type="image/png")), "media-image"),
        (record(http(b"{}", Content_Type="application/json")), "media-application"),
        (record(http(b"a{}", Content_Type="text/css")), "media-text"),
        (record(http(b"?", Content_Type="nonsense/x")), "media-unknown"),
        (record(http(b"\0\1\2\3" * 9, Content_Type=None)), "media-unknown"),
        (record(http(b"User-agent: *", Content_Type="text/plain"), url="https://example.org/robots.txt"), "robots-txt"),
        (record(b"20210405 x", url="dns:example.org", Content_Type="text/dns"), "other-address"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_capture_is_counted_by_reason(one, reason):
    found = read(plain(A, one, one, B))
    assert (urls(found), reasons(found), skipped(found)) == ("ab", [], {reason: 2})


@pytest.mark.parametrize(
    ("content_type", "body", "media_type"),
    [
        (None, page(), "text/html"),
        (None, b"plain words", "text/plain"),
        ("application/octet-stream", page(), "text/html"),
        ("application/xml", b'<?xml version="1.0"?><html xmlns="x"><body/></html>', "text/html"),
        ("text/plain", page(), "text/html"),
        ("TEXT/HTML ;charset=x", b"words", "text/html"),
    ],
)
def test_the_bytes_tell_where_the_media_type_does_not(content_type, body, media_type):
    assert only(http(body, Content_Type=content_type)).media_type == media_type


def test_headers_as_they_are_in_the_wild():
    assert only(http(page()), url="<https://example.org/a>").url == "https://example.org/a"
    assert only(http(page()), WARC_Date="nonsense").captured_at is None
    assert only(http(page()), WARC_Date="2021-04-05T10:00:00.123456Z").captured_at.microsecond == 123456
    assert only(http(page()), WARC_Truncated="length").truncated
    assert only(http(page()).replace(b"\r\n", b"\n")).payload == page()
    assert only(b"HTTP/2 200\r\ncontent-type: text/html\r\n\r\n" + page()).payload == page()


# --- encodings --------------------------------------------------------------------------------------------------------


def chunked(body, size=100):
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def raw_deflate(body):
    deflater = zlib.compressobj(wbits=-15)
    return deflater.compress(body) + deflater.flush()


BODY = page("words", 500)


@pytest.mark.parametrize(
    ("body", "headers", "truncated"),
    [
        pytest.param(chunked(BODY), {"Transfer_Encoding": "chunked"}, False, id="chunked"),
        pytest.param(BODY, {"Transfer_Encoding": "chunked"}, False, id="stored without its chunks"),
        pytest.param(chunked(BODY)[:-5], {"Transfer_Encoding": "chunked"}, True, id="no last chunk"),
        pytest.param(gzip.compress(BODY), {"Content_Encoding": "gzip"}, False, id="gzip"),
        pytest.param(
            gzip.compress(BODY[:99]) + gzip.compress(BODY[99:]), {"Content_Encoding": "x-gzip"}, False, id="two"
        ),
        pytest.param(BODY, {"Content_Encoding": "gzip"}, False, id="stored inflated"),
        pytest.param(zlib.compress(BODY), {"Content_Encoding": "deflate"}, False, id="deflate"),
        pytest.param(raw_deflate(BODY), {"Content_Encoding": "Deflate"}, False, id="raw deflate"),
        pytest.param(brotli.compress(BODY), {"Content_Encoding": "br"}, False, id="brotli"),
        pytest.param(zstd.compress(BODY), {"Content_Encoding": "zstd"}, False, id="zstd"),
        pytest.param(
            brotli.compress(gzip.compress(BODY)), {"Content_Encoding": "gzip, br"}, False, id="one in another"
        ),
        pytest.param(BODY, {"Content_Encoding": "x-unheard-of"}, False, id="unknown"),
        pytest.param(
            chunked(gzip.compress(BODY)),
            {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"},
            False,
            id="chunked gzip",
        ),
    ],
)
def test_bodies_as_they_were_sent(body, headers, truncated):
    capture = only(http(body, **headers))
    assert (capture.payload, capture.truncated) == (BODY, truncated)


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd", "deflate"])
def test_a_body_that_ends_too_early_is_read_as_far_as_it_goes(encoding):
    sent = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstd.compress, "deflate": zlib.compress}[encoding](
        BODY
    )
    capture = only(http(sent[:-3], Content_Encoding=encoding))
    assert BODY.startswith(capture.payload)
    assert capture.truncated


def test_a_body_that_is_damaged_is_a_reject():
    broken = bytearray(gzip.compress(BODY))
    broken[20:30] = b"\xff" * 10
    assert reasons(read(plain(A, record(http(bytes(broken), Content_Encoding="gzip")), B))) == ["bad-encoding"]


# --- places -----------------------------------------------------------------------------------------------------------


@each_packing
def test_each_record_is_found_again_at_its_address(pack):
    data = pack(A, record(b"x", kind="request"), B, C)
    captures = [item for item in read(data) if isinstance(item, Capture)]
    assert [item.url[-1] for item in captures] == ["a", "b", "c"]
    for capture in captures:
        assert [item for item in read(data, capture.uri.partition("#")[2]) if isinstance(item, Capture)] == [capture]


@pytest.mark.parametrize("pack", [plain, members], ids=["plain", "members"])
@given(cuts=st.lists(st.integers(0, 1500), max_size=4))
def test_however_a_file_is_cut_every_record_is_read_once(pack, cuts):
    data = pack(A, B, C)
    edges = [0, *sorted(cuts)]
    parts = [f"offset={start}-{stop}" for start, stop in pairwise(edges) if start < stop]
    found = [item for part in [*parts, f"offset={edges[-1]}-"] for item in read(data, part)]
    assert found == read(data)


def test_a_place_without_a_record_gives_nothing():
    assert read(plain(A, B), "offset=7") == []


def test_zstd_frames():
    data = zstd.compress(A) + zstd.compress(B)
    found = read(data)
    assert urls(found) == "ab"
    assert read(data, found[1].uri.partition("#")[2]) == [found[1]]


def test_blocks_that_know_nothing_of_records():
    """As bgzip cuts: a record may go over from one member to the next."""
    data = plain(A, B, C)
    blocks = members(*(data[start : start + 300] for start in range(0, len(data), 300)))
    assert (urls(read(blocks)), reasons(read(blocks))) == ("abc", [])


# --- damage -----------------------------------------------------------------------------------------------------------

LYING = {
    "too long": (record(http(page("l")), url="https://example.org/l", length=100_000), "truncated"),
    "too short": (record(http(page("l", 99)), url="https://example.org/l", length=300), "bad-length"),
    "negative": (record(http(page("l")), url="https://example.org/l", length=-5), "bad-header"),
    "enormous": (record(http(page("l")), url="https://example.org/l", length=10**40), "bad-header"),
    "absent": (
        record(http(page("l")), url="https://example.org/l").replace(b"Content-Length", b"X-Length"),
        "bad-header",
    ),
    "junk": (b"junk\r\n" * 9, "damaged"),
    "a header without end": (b"WARC/1.0\r\n" + b"x" * 2_000_000 + b"\r\n", "damaged"),
    "a long HTTP header": (record(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000), "bad-http"),
}


@pytest.mark.parametrize("pack", [plain, members], ids=["plain", "members"])
@pytest.mark.parametrize(("lie", "reason"), LYING.values(), ids=LYING)
def test_a_record_that_leads_astray_costs_one_reject_and_no_other_record(pack, lie, reason):
    found = read(pack(A, lie, C))
    assert (urls(found), reasons(found)) == ("ac", [reason])
    assert "#offset=" in next(item for item in found if isinstance(item, Rejected)).uri


@each_packing
def test_a_file_that_was_cut_short_says_where(pack):
    whole = pack(A, B)
    first = pack(A)
    for size in range(len(first) + 20, len(whole) - 30):
        found = read(whole[:size])
        assert urls(found) == "a"
        assert reasons(found) in (["truncated"], ["damaged"], ["bad-header"]), size


def test_a_damaged_member_does_not_hide_the_next():
    data = bytearray(members(A, B, C))
    data[len(members(A)) + 40] ^= 0xFF
    found = read(bytes(data))
    assert (urls(found), len(reasons(found))) == ("ac", 1)


def test_zeros_and_empty_lines_at_the_end_are_not_damage_of_a_record():
    assert urls(read(plain(A) + b"\r\n" * 9)) == "a"
    assert urls(read(plain(A) + b"\0" * 999)) == "a"
    assert reasons(read(members(A) + b"\0" * 999)) == []


@pytest.mark.parametrize("data", [b"", b"\0" * 999, b"words", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"WARC/1.0\r\n"])
def test_what_holds_no_record_is_one_reject(data):
    assert len(reasons(read(data))) == 1


# --- bombs ------------------------------------------------------------------------------------------------------------


ZEROS = b"<html>" + b"\0" * 60_000_000


@pytest.mark.parametrize(
    "bomb",
    [
        pytest.param(record(http(gzip.compress(ZEROS), Content_Encoding="gzip"), url="https://e.org/l"), id="gzip"),
        pytest.param(
            record(http(brotli.compress(ZEROS, quality=1), Content_Encoding="br"), url="https://e.org/l"), id="br"
        ),
        pytest.param(record(http(zstd.compress(ZEROS), Content_Encoding="zstd"), url="https://e.org/l"), id="zstd"),
        pytest.param(record(http(ZEROS), url="https://e.org/l"), id="a large record"),
    ],
)
def test_what_swells_is_not_inflated_beyond_the_limit(bomb, monkeypatch):
    monkeypatch.setenv("COPYDESK_MAX_BYTES", "1000000")
    data = members(A, bomb, C)
    with at_most(8_000_000):
        found = read(data)
    assert (urls(found), reasons(found)) == ("ac", ["too-large"])


def test_damage_without_end_ends(monkeypatch):
    """A million places that look like a record, each saying that it is longer than the file."""
    monkeypatch.setattr("sources.warc._MOST_DAMAGES", 50)
    found = read(b"WARC/1.0\r\nContent-Length: 99999999\r\n\r\n" * 10_000)
    assert len(found) < 60
    assert "not read on" in found[-1].detail


# --- anything ---------------------------------------------------------------------------------------------------------

FLIPS = st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), max_size=6)
CUTS = st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 300)), max_size=3)


@each_packing
@given(flips=FLIPS, cuts=CUTS)
def test_bytes_flipped_and_cut_never_raise_and_never_repeat_an_address(pack, flips, cuts):
    data = bytearray(pack(A, record(b"GET", kind="request"), B, C))
    for place, value in flips:
        data[place % len(data)] = value
    for place, size in cuts:
        del data[place % len(data) : place % len(data) + size]
        if not data:
            break
    found = read(bytes(data))
    places = [item.uri for item in found if not isinstance(item, Skipped)]
    assert len(places) == len(set(places))
    assert found, "something must be said of it"
    # A page is whole or a reject; what was flipped inside it is beyond anybody's knowledge in a plain file.
    if pack is not plain:
        whole = {page(letter) for letter in "abc"}
        assert all(item.payload in whole for item in found if isinstance(item, Capture)) or pack is one_member


@given(st.binary(max_size=500))
def test_any_bytes_are_read_or_rejected(data):
    assert read(data)
