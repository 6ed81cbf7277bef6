"""Addresses that fsspec reads, with its own file system in memory."""

import subprocess
import sys

import fsspec
import pytest
from archives import http, members, page, record

from sources.files import list_captures, open_captures
from transforms.types import Capture, Rejected


@pytest.fixture
def memory():
    files = fsspec.filesystem("memory")
    yield files
    files.rm("/", recursive=True)


def test_a_warc_elsewhere_is_read_as_it_comes_and_at_an_offset(memory):
    one, other = (record(http(page(letter)), url=f"https://example.org/{letter}") for letter in "ab")
    memory.pipe("/captures/a.warc.gz", members(one, other))
    first, second = open_captures("memory://captures/a.warc.gz")
    assert (first.payload, second.payload) == (page("a"), page("b"))
    assert second.uri.startswith("memory://captures/a.warc.gz#offset=")
    assert list(open_captures(second.uri)) == [second]


def test_a_folder_elsewhere(memory):
    for name in ("b.txt", "a.html", "sub/c.txt", "README.md", "b.meta.json"):
        memory.pipe(f"/inbox/{name}", b"words")
    assert [item.uri for item in list_captures(["memory://inbox/"])] == [
        f"memory:///inbox/{name}" for name in ("a.html", "b.txt", "sub/c.txt")
    ]
    assert len(list(open_captures("memory://inbox/*.txt"))) == 1
    assert all(isinstance(item, Capture) for item in open_captures("memory://inbox/"))


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("memory://gone.txt", "missing"),
        ("memory://nothing/", "no-captures"),
        ("nonsense://a/b.txt", "unreadable"),
    ],
)
def test_what_cannot_be_had_is_one_reject(memory, address, reason):
    [rejected] = open_captures(address)
    assert (type(rejected), rejected.reason, rejected.uri) == (Rejected, reason, address)


def test_without_the_extra_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "s3fs", None)
    [rejected] = open_captures("s3://bucket/a.txt")
    assert rejected.reason == "not-installed"
    assert rejected.detail.startswith("pip install 'copydesk[remote]'")


def test_local_files_do_not_import_fsspec(tmp_path):
    (tmp_path / "a.txt").write_text("words")
    script = (
        "import sys; from sources.files import open_captures; list(open_captures(sys.argv[1])); "
        "sys.exit(bool({'fsspec', 'zipfile', 'email', 'fastwarc', 'brotli'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", script, tmp_path / "a.txt"], check=False).returncode == 0
