"""Gzip, zip, mail and JSON lines: many captures or one in a file, and whatever people put into each other."""

import gzip
import io
import json
import struct
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage
from itertools import count

import pytest
from archives import at_most, http, members, page, record
from hypothesis import given
from hypothesis import strategies as st

from sources.contents import Source, read_source
from sources.decoders import _zstd_module
from sources.files import open_captures
from transforms.types import Capture, Rejected, Skipped

WORDS = "The bridge at Lissow was opened on Friday."


@pytest.fixture
def read(tmp_path):
    """What a file with this name and these bytes gives."""
    numbers = count()

    def read(name, data, part=""):
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        (folder / name).write_bytes(data)
        return list(open_captures(f"{folder / name}{part}"))

    return read


def payloads(found):
    return [item.payload for item in found if isinstance(item, Capture)]


def places(found):
    """Each capture's part of the file."""
    return [item.uri.partition("#")[2] for item in found if isinstance(item, Capture)]


def reasons(found):
    return [item.reason for item in found if isinstance(item, Rejected)]


def zipped(*entries, **how):
    """A zip of (name, bytes)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **how) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def lines(*objects):
    return b"".join(json.dumps(one).encode() + b"\n" for one in objects)


# --- what a file holds ------------------------------------------------------------------------------------------------

LINES = lines({"text": WORDS})
WARC = record(http(page()))
ZSTD = _zstd_module().compress


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("a.warc", WARC, "offset=0"),
        ("a.warc.gz", gzip.compress(WARC), "offset=0"),
        ("a.warc.zst", ZSTD(WARC), "offset=0"),
        ("a.warc.gz", WARC, "offset=0"),
        ("without-a-suffix", gzip.compress(WARC), "offset=0"),
        ("without-a-suffix", WARC, "offset=0"),
        ("a.zip", zipped(("b.html", page())), "member=b.html"),
        ("without-a-suffix", zipped(("b.html", page())), "member=b.html"),
        ("a.html.gz", gzip.compress(page()), ""),
        ("a.html.zst", ZSTD(page()), ""),
        ("a.gz", gzip.compress(page()), ""),
        ("a.html.gz", page(), ""),
        ("a.jsonl", LINES, "line=1"),
        ("a.ndjson.gz", gzip.compress(LINES), "line=1"),
        ("without-a-suffix", LINES, "line=1"),
        ("a.txt", LINES, ""),
        ("without-a-suffix", b"Date: yesterday\nMIME-Version: 1.0\n\n" + WORDS.encode(), ""),
        ("a.txt", b"Date: yesterday\nMIME-Version: 1.0\n\n" + WORDS.encode(), ""),
        ("a.docx", zipped(("word/document.xml", b"<x/>")), ""),
    ],
)
def test_the_bytes_then_the_name_tell_the_kind(read, name, data, part):
    assert (places(read(name, data)), reasons(read(name, data))) == ([part], [])


def test_a_deflated_page_has_its_sidecar(tmp_path):
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(page()))
    (tmp_path / "a.html.gz.meta.json").write_text('{"url": "https://example.org/x"}')
    [capture] = open_captures(tmp_path / "a.html.gz")
    assert (capture.url, capture.media_type, capture.payload) == ("https://example.org/x", "text/html", page())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (gzip.compress(page())[:-9], "truncated"),
        (gzip.compress(page())[:15], "truncated"),
        (gzip.compress(page())[:-8] + b"\xff" * 8, "damaged"),
        (gzip.compress(b"x" * 2_000_000), "too-large"),
        (gzip.compress(gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"x"))))), "nested"),
    ],
    ids=["cut", "cut early", "damaged", "bomb", "nested"],
)
def test_a_gzip_that_gives_no_page_is_one_reject(read, data, reason, monkeypatch):
    monkeypatch.setenv("COPYDESK_MAX_BYTES", "1000000")
    assert (payloads(read("a.html.gz", data)), reasons(read("a.html.gz", data))) == ([], [reason])


def test_members_joined_are_one_page(read):
    assert payloads(read("a.html.gz", gzip.compress(b"<html>one ") + gzip.compress(b"two") + b"\0" * 99)) == [
        b"<html>one two"
    ]


# --- zip --------------------------------------------------------------------------------------------------------------


def test_a_zip_gives_its_pages_and_counts_what_lies_beside_them(read):
    data = zipped(
        ("site/", b""),
        ("site/a.html", page()),
        ("../../etc/passwd.txt", b"words"),
        ("b.html.gz", gzip.compress(page())),
        ("c.jsonl", LINES * 2),
        ("d.warc.gz", members(WARC)),
        ("site/photo.png", b"\x89PNG"),
        ("README.md", b"words"),
        ("__MACOSX/._a.html", b"\0"),
    )
    found = read("a.zip", data)
    assert places(found) == [
        "member=site/a.html",
        "member=../../etc/passwd.txt",
        "member=b.html.gz",
        "member=c.jsonl&line=1",
        "member=c.jsonl&line=2",
        "member=d.warc.gz&offset=0",
    ]
    assert [(item.reason, item.count) for item in found if isinstance(item, Skipped)] == [("beside-pages", 3)]
    for place, payload in zip(places(found), payloads(found), strict=True):
        assert payloads(read("a.zip", data, f"#{place}")) == [payload]


@pytest.mark.parametrize("name", ["zwei Wörter.html", "a&b#c=d.html", "страница.html", "50%.html"])
def test_odd_names_in_a_zip_lead_back(read, name):
    data = zipped((name, page()))
    [place] = places(read("a.zip", data))
    assert place.isascii()
    assert len(payloads(read("a.zip", data, f"#{place}"))) == 1


def test_two_members_of_one_name_are_two_captures(read):
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped(("a.txt", b"one"), ("a.txt", b"two"))
    assert places(read("a.zip", data)) == ["member=a.txt", "member=a.txt&copy=2"]
    assert payloads(read("a.zip", data, "#member=a.txt&copy=2")) == [b"two"]


def with_flag(data):
    """The only member says that it is encrypted."""
    changed = bytearray(data)
    changed[6] |= 1
    changed[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def with_crc(data):
    """The only member's checksum is another."""
    changed = bytearray(data)
    changed[data.index(b"PK\x01\x02") + 16] ^= 0xFF
    changed[14] ^= 0xFF
    return bytes(changed)


ONE = zipped(("a.html", page()))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (with_flag(ONE), "encrypted"),
        (with_crc(ONE), "damaged"),
        (ONE[: len(ONE) // 2], "damaged"),
        (b"PK\x03\x04", "damaged"),
        (zipped(("a.html", b"\0" * 2_000_000)), "too-large"),
        (zipped(("a.zip", zipped(("b.zip", zipped(("c.zip", ONE))))))[:], "nested"),
    ],
    ids=["encrypted", "checksum", "cut", "nothing", "bomb", "nested"],
)
def test_a_zip_that_gives_no_page_is_one_reject(read, data, reason, monkeypatch):
    monkeypatch.setenv("COPYDESK_MAX_BYTES", "1000000")
    found = read("a.zip", data)
    assert (payloads(found), reasons(found)) == ([], [reason])


def test_one_bad_member_does_not_hide_the_others(read):
    data = bytearray(zipped(("a.html", page("a")), ("b.html", page("b")), ("c.html", page("c"))))
    data[data.index(b"b.html") + 10] ^= 0xFF
    found = read("x.zip", bytes(data))
    assert (payloads(found), reasons(found)) == ([page("a"), page("c")], ["damaged"])


def test_members_that_share_their_bytes_are_not_inflated_again_and_again(read):
    data = zipped(("a.html", page()))
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = data[start:end]
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 500, 500, 500 * len(entry), start, 0)
    found = read("a.zip", data[:start] + entry * 500 + tail)
    assert (payloads(found), set(reasons(found)), len(found)) == ([], {"damaged"}, 500)


def test_a_directory_that_would_not_fit_into_memory_is_not_read(read):
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, 30_000_000, 0, 0)
    data = b"\0" * 30_000_000 + end
    with at_most(10_000_000):
        assert reasons(read("a.zip", data)) == ["too-large"]


@given(flips=st.lists(st.tuples(st.integers(0, 999), st.integers(0, 255)), max_size=8), end=st.integers(0, 999))
def test_a_zip_with_any_bytes_changed_never_raises(flips, end):
    data = bytearray(zipped(("a.html", page("a")), ("b.txt", b"words")))
    for place, value in flips:
        data[place % len(data)] = value
    assert list(read_source(Source(io.BytesIO(bytes(data[: end or None])), "a.zip", "file:///a.zip")))


# --- JSON lines -------------------------------------------------------------------------------------------------------


def test_lines_are_captures_with_what_stands_beside_them(read):
    data = lines(
        {"html": "<p>Größe", "text": "other", "url": "https://example.org/a", "captured_at": "2021-04-05T10:00:00Z"},
        {"text": WORDS, "link": "https://example.org/b", "date": "2021-04-05"},
        {"text": WORDS, "timestamp": 1617616800},
    )
    first, second, third = read("a.jsonl", data)
    assert (first.payload.decode(), first.media_type, first.declared_charset) == ("<p>Größe", "text/html", "utf-8")
    assert (first.url, first.captured_at) == ("https://example.org/a", datetime(2021, 4, 5, 10, tzinfo=UTC))
    assert (second.media_type, second.url) == ("text/plain", "https://example.org/b")
    assert second.captured_at == datetime(2021, 4, 5, tzinfo=UTC)
    assert (third.url, third.captured_at) == (None, None)


BAD_LINES = [
    b"{",
    b"[1, 2]",
    b'{"title": "no text"}',
    b'{"text": 3}',
    b"\xff\xfe\0",
    b"[" * 100_000,
    b'{"text": ' + b"1" * 5000 + b"}",
]


def test_bad_lines_are_rejects_with_their_numbers(read):
    data = b"".join(line + b"\n" for bad in BAD_LINES for line in (bad, b"", LINES.strip()))
    found = read("a.jsonl", data)
    assert places(found) == [f"line={number}" for number in range(3, 3 * len(BAD_LINES) + 1, 3)]
    assert reasons(found) == ["bad-line"] * len(BAD_LINES)
    assert [item.uri.rpartition("=")[2] for item in found if isinstance(item, Rejected)] == [
        str(number) for number in range(1, 3 * len(BAD_LINES) + 1, 3)
    ]


def test_a_line_without_end_is_left_and_the_next_one_read(read, monkeypatch):
    monkeypatch.setenv("COPYDESK_MAX_BYTES", "1000")
    data = lines({"text": WORDS}, {"text": "x" * 50_000}, {"text": "y" * 2000}, {"text": WORDS})
    found = read("a.jsonl.gz", gzip.compress(data))
    assert places(found) == ["line=1", "line=4"]
    assert reasons(found) == ["too-large", "too-large"]


def test_lines_before_damage_are_kept(read):
    data = gzip.compress(lines(*({"text": f"{WORDS} {number}"} for number in range(9999))))[:-4000]
    found = read("a.jsonl.gz", data)
    assert len(payloads(found)) > 100
    assert reasons(found) == ["truncated"]


def test_half_a_pair_of_surrogates_is_no_reason_to_lose_a_line(read):
    assert payloads(read("a.jsonl", b'{"text": "a\\ud800b"}')) == [b"a?b"]


# --- mail -------------------------------------------------------------------------------------------------------------


def letter(**headers):
    message = EmailMessage()
    message["Date"] = "Mon, 05 Apr 2021 12:00:00 +0200"
    for name, text in headers.items():
        message[name.replace("_", "-")] = text
    message.set_content("The text.")
    message.add_alternative("<html><p>Der Flu\u00df.</p></html>", subtype="html", charset="iso-8859-1")
    message.add_attachment(b"<html>other</html>", maintype="text", subtype="html", filename="a.html")
    return message.as_bytes()


def test_a_mail_is_its_html_part(read):
    [capture] = read("a.eml", letter())
    assert capture.payload.rstrip() == "<html><p>Der Flu\u00df.</p></html>".encode("latin-1")
    assert (capture.media_type, capture.declared_charset) == ("text/html", "iso-8859-1")
    assert (capture.url, capture.captured_at) == (None, datetime(2021, 4, 5, 10, tzinfo=UTC))


def test_a_saved_page_knows_its_address(read):
    [capture] = read("a.mhtml", letter(Snapshot_Content_Location="https://example.org/a"))
    assert capture.url == "https://example.org/a"


def test_a_mail_without_html_is_its_text(read):
    [capture] = read("a.eml", b"Subject: x\nContent-Type: text/plain; charset=utf-8\n\nwords\n")
    assert (capture.payload, capture.media_type, capture.captured_at) == (b"words\n", "text/plain", None)


def nested(depth):
    """Multiparts inside each other."""
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(depth)
    )
    return b"MIME-Version: 1.0\n" + opened + b"Content-Type: text/plain\n\nwords\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (nested(5000), "nested"),
        (b"Content-Type: message/rfc822\n\n" * 5000, "nested"),
        (b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n", "no-text"),
        (b"Content-Type: multipart/mixed\n\n", "no-text"),
        (b"x" * 2_000_000, "too-large"),
        (b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\n" * 30_000, "too-large"),
        (b"Content-Type: text/plain;\n" + b" a*0=b;\n" * 100_000 + b"\nwords\n", "damaged"),
    ],
    ids=["multiparts", "messages", "an image", "no boundary", "too large", "empty parts", "a type without end"],
)
def test_a_mail_that_gives_nothing_is_one_reject(read, data, reason, monkeypatch):
    monkeypatch.setenv("COPYDESK_MAX_BYTES", "1000000")
    found = read("a.eml", data)
    assert (payloads(found), reasons(found)) == ([], [reason])


@given(st.lists(st.tuples(st.integers(0, 999), st.integers(0, 255)), max_size=12))
def test_a_mail_with_any_bytes_changed_is_read_or_rejected(flips):
    data = bytearray(letter())
    for place, value in flips:
        data[place % len(data)] = value
    assert len(list(read_source(Source(io.BytesIO(bytes(data)), "a.eml", "file:///a.eml")))) == 1


@given(st.binary(max_size=300), st.sampled_from(["a.gz", "a.zip", "a.eml", "a.jsonl", "a.warc.gz", "a.html", "a"]))
def test_any_bytes_under_any_name(data, name):
    found = list(read_source(Source(io.BytesIO(data), name, f"file:///{name}")))
    assert found or not data.strip() or name == "a.jsonl"
