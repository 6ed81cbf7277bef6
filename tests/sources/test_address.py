"""Where captures lie, as people write it and as captures bear it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.address import Address, Part, file_uri, locate, member_fragment, parse_part, part_uri


@pytest.mark.parametrize(
    ("fragment", "part"),
    [
        ("offset=12", Part(start=12, stop=13)),
        ("offset=12&at=3", Part(start=12, stop=13, at=3)),
        ("offset=12-40", Part(start=12, stop=40)),
        ("offset=12-", Part(start=12)),
        ("line=7", Part(line=7)),
        ("member=a/b%20c.html", Part(member="a/b c.html")),
        ("member=a.txt&copy=2", Part(member="a.txt", copy=2)),
        ("member=a.jsonl&line=3", Part(member="a.jsonl", line=3)),
        ("member=a.warc&offset=5", Part(member="a.warc", start=5, stop=6)),
        ("top", None),
        ("", None),
        ("offset=", None),
        ("offset=-1", None),
    ],
)
def test_parts(fragment, part):
    assert parse_part(fragment) == part


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.integers(1, 9))
def test_any_member_leads_back(name, copy):
    assert parse_part(member_fragment(name, copy)) == Part(member=name, copy=copy)


def test_a_part_of_a_part():
    assert part_uri("file:///a.zip", "member=b.jsonl") == "file:///a.zip#member=b.jsonl"
    assert part_uri("file:///a.zip#member=b.jsonl", "line=2") == "file:///a.zip#member=b.jsonl&line=2"


def test_a_path_is_a_path_whatever_stands_in_it(tmp_path):
    odd = tmp_path / "a.txt#line=1"
    odd.write_text("words")
    assert locate(odd) == odd
    assert locate(str(odd)) == odd
    assert locate(file_uri(odd)) == odd
    assert locate(f"{tmp_path}/gone.txt#top") == tmp_path / "gone.txt#top"


def test_a_part_of_a_file(tmp_path):
    expected = Address(tmp_path / "a.warc", Part(start=5, stop=6))
    assert locate(f"{tmp_path}/a.warc#offset=5") == expected
    assert locate(f"{file_uri(tmp_path / 'a.warc')}#offset=5") == expected
    assert expected.uri == file_uri(tmp_path / "a.warc")


@pytest.mark.parametrize(
    "url", ["s3://bucket/a.warc.gz", "https://example.org/a?b=c", "memory://a", "zip://a::s3://b/c"]
)
def test_addresses_that_fsspec_reads(url):
    assert locate(url) == Address(url)
    assert locate(f"{url}#offset=5") == Address(url, Part(start=5, stop=6))


def test_an_address_is_named_without_its_password():
    assert Address("https://me:secret@example.org/a").uri == "https://example.org/a"


@pytest.mark.parametrize("given_path", ["a.txt", "C:/x.txt", "a:b.txt", "notes://", "./s3:/x"])
def test_what_is_no_address_is_a_path(given_path):
    assert isinstance(locate(given_path), Path) or given_path == "notes://"
