import hashlib
import json
import os
from datetime import UTC, datetime

import pytest

from sources.address import file_uri
from sources.files import list_captures, make_capture, open_captures
from sources.limits import LimitError
from transforms.types import Capture, Rejected

MOMENT = datetime(2021, 4, 5, 10, tzinfo=UTC)


def only(path, **facts):
    (found,) = open_captures(path, **facts)
    return found


def test_a_file_is_a_capture_with_its_absolute_address(tmp_path):
    file = tmp_path / "one.txt"
    file.write_bytes(b"words")
    capture = only(file)
    assert isinstance(capture, Capture)
    assert capture.uri == f"file://{file}"
    assert (capture.payload, capture.media_type, capture.url) == (b"words", "text/plain", None)
    assert capture.sha256 == hashlib.sha256(b"words").hexdigest()


def test_a_folder_gives_its_captures_in_the_order_of_names_and_leaves_companions(tmp_path):
    for name in ("b.txt", "a.html", "a.meta.json", "b.expected.json", ".hidden", "README.md", "sub/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}" if name.endswith("json") else "words")
    assert [file.name for file in list_captures([tmp_path])] == ["a.html", "b.txt", "c.txt"]


@pytest.mark.parametrize("name", ["page.meta.json", "page.txt.meta.json"])
def test_a_sidecar_tells_address_and_time(tmp_path, name):
    (tmp_path / "page.txt").write_text("words")
    (tmp_path / name).write_text(json.dumps({"url": "https://example.org/x", "captured_at": "2021-04-05T10:00:00Z"}))
    capture = only(tmp_path / "page.txt")
    assert (capture.url, capture.captured_at) == ("https://example.org/x", MOMENT)


def test_what_the_caller_says_wins_over_the_sidecar(tmp_path):
    (tmp_path / "page.txt").write_text("words")
    (tmp_path / "page.meta.json").write_text('{"url": "https://example.org/x"}')
    assert only(tmp_path / "page.txt", url="https://example.org/y", captured_at=MOMENT).url == "https://example.org/y"


@pytest.mark.parametrize(
    "text", ["[1]", "{", '{"url": 3}', '{"captured_at": "yesterday"}'], ids=["list", "broken", "number", "date"]
)
def test_a_broken_sidecar_is_a_reject_and_not_a_capture_without_its_facts(tmp_path, text):
    (tmp_path / "page.txt").write_text("words")
    (tmp_path / "page.meta.json").write_text(text)
    rejected = only(tmp_path / "page.txt")
    assert isinstance(rejected, Rejected)
    assert rejected.reason == "bad-sidecar"


def test_what_cannot_be_read_is_named(tmp_path, monkeypatch):
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large.txt").write_bytes(b"x" * 100)
    monkeypatch.setenv("COPYDESK_MAX_BYTES", "99")
    reasons = {item.uri.rsplit("/", 1)[1]: item.reason for item in open_captures(tmp_path)}
    assert reasons == {"link.txt": "missing", "pipe": "not-a-file", "large.txt": "too-large"}


def test_a_limit_that_is_no_number_says_what_to_give(tmp_path, monkeypatch):
    (tmp_path / "page.txt").write_text("words")
    monkeypatch.setenv("COPYDESK_MAX_BYTES", "32 MB")
    with pytest.raises(LimitError, match="give a number of bytes"):
        only(tmp_path / "page.txt")


def test_a_folder_without_captures_says_so(tmp_path):
    assert only(tmp_path).reason == "no-captures"


def test_a_path_that_is_not_there_is_a_reject(tmp_path):
    assert only(tmp_path / "absent.txt").reason == "missing"


@pytest.mark.parametrize("name", ["wörter und mehr.txt", "two\nlines.txt", os.fsdecode(b"bytes-\xff.txt"), "50%#?.txt"])
def test_odd_names_have_addresses_that_lead_back(tmp_path, name):
    from urllib.parse import unquote_to_bytes

    (tmp_path / name).write_text("words")
    capture = only(tmp_path / name)
    assert unquote_to_bytes(capture.uri.removeprefix("file://")) == os.fsencode(tmp_path / name)
    assert capture.uri.isascii()


@pytest.mark.parametrize(
    ("name", "payload", "media_type"),
    [
        ("a.txt", b"words", "text/plain"),
        ("a.htm", b"words", "text/html"),
        ("a", b"\xef\xbb\xbf \n<!-- saved -->\n<!DOCTYPE html><p>", "text/html"),
        ("a.txt", b"<html lang=en>", "text/html"),
        ("a.txt", b"An article about <html> elements", "text/plain"),
    ],
)
def test_the_name_then_the_bytes_tell_the_media_type(name, payload, media_type):
    assert make_capture("u", payload, name).media_type == media_type


def test_file_uri_does_not_follow_links(tmp_path):
    (tmp_path / "real.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    assert file_uri(tmp_path / "link.txt").endswith("/link.txt")
