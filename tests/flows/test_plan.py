"""Which captures a run takes, and how they are cut into shards."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import plan as planning
from flows.plan import as_parameter, label, plan, plan_inbox
from sources.address import as_path
from transforms.types import Rejected


def paths_of(planned):
    return [item for shard in planned.shards() for item in shard.items]


def names_of(planned):
    return [[item.name for item in shard.items] for shard in planned.shards()]


@pytest.fixture
def folder(tmp_path):
    for name in ("a.txt", "b.txt", "c.txt", "d.txt", "e.txt"):
        (tmp_path / name).write_text(name * 10)
    return tmp_path


def test_shards_have_at_most_so_many_captures(folder):
    planned = plan([str(folder)], shard_size=2)
    assert names_of(planned) == [["a.txt", "b.txt"], ["c.txt", "d.txt"], ["e.txt"]]
    assert [shard.number for shard in planned.shards()] == [1, 2, 3]
    assert planned.pieces == 5


def test_shards_have_at_most_so_many_bytes(folder, monkeypatch):
    monkeypatch.setattr(planning, "SHARD_BYTES", 120)  # each file has 50
    assert names_of(plan([str(folder)], shard_size=100)) == [["a.txt", "b.txt"], ["c.txt", "d.txt"], ["e.txt"]]


def test_one_capture_larger_than_a_shard_goes_alone(folder, monkeypatch):
    monkeypatch.setattr(planning, "SHARD_BYTES", 10)
    assert names_of(plan([str(folder)], shard_size=100)) == [["a.txt"], ["b.txt"], ["c.txt"], ["d.txt"], ["e.txt"]]


def test_a_large_warc_is_cut_and_each_byte_is_in_one_piece(tmp_path, monkeypatch):
    monkeypatch.setattr(planning, "SHARD_BYTES", 100)
    (tmp_path / "crawl.warc.gz").write_bytes(b"x" * 250)
    (tmp_path / "large.html").write_bytes(b"x" * 250)
    shards = list(plan([str(tmp_path)], shard_size=10).shards())
    warc = [(item.part.start, item.part.stop) for shard in shards[:3] for item in shard.items]
    assert warc == [(0, 100), (100, 200), (200, None)]
    assert shards[3].items == (tmp_path / "large.html",), "a page cannot be cut"
    assert plan([str(tmp_path)], shard_size=10).pieces == 4


def test_limit_counts_captures(folder):
    assert names_of(plan([str(folder)], shard_size=2, limit=3)) == [["a.txt", "b.txt"], ["c.txt"]]


def test_a_file_named_twice_is_taken_once(folder):
    given_twice = [str(folder), str(folder / "a.txt"), f"file://{folder}/b.txt"]
    assert plan(given_twice, shard_size=10).pieces == 5


def test_a_path_to_nothing_is_planned_so_that_it_is_counted(tmp_path):
    assert paths_of(plan([str(tmp_path / "gone.txt")], shard_size=10)) == [tmp_path / "gone.txt"]


def test_an_empty_folder_is_a_reject_but_an_empty_inbox_is_nothing_yet(tmp_path):
    [item] = paths_of(plan([str(tmp_path)], shard_size=10))
    assert isinstance(item, Rejected)
    assert plan_inbox(tmp_path, shard_size=10).pieces == 0


def test_an_inbox_that_is_not_there_is_told(tmp_path):
    assert plan_inbox(tmp_path / "nowhere", shard_size=10).pieces == 1


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["corpus/"], "corpus"),
        (["/a/b.txt"], "b.txt"),
        (["a", "b", "c"], "a, b, c"),
        (["a", "b", "c", "d"], "a, b and 2 more"),
        (["file:///a/b%20c.txt"], "b c.txt"),
        (["https://jane:word@news.example/crawl.warc.gz?signature=abc"], "crawl.warc.gz"),
        (["https://jane:word@news.example"], "news.example"),
    ],
    ids=["folder", "file", "three", "four", "address", "signed address", "address of a host"],
)
def test_label(paths, expected):
    assert label(paths) == expected


@given(st.binary(min_size=1, max_size=60).filter(lambda name: b"\0" not in name and b"/" not in name))
def test_any_name_comes_back_from_a_parameter(name):
    path = os.fsdecode(b"/tmp/" + name)
    parameter = as_parameter(path)
    parameter.encode()  # JSON takes it
    assert os.path.normpath(as_path(parameter)) == os.path.normpath(path)


def test_a_plain_path_is_its_own_parameter():
    assert as_parameter("corpus/für.txt") == "corpus/für.txt"
    assert as_path("corpus/für.txt") == "corpus/für.txt"
    assert Path(as_path("file:///a/b%20c")) == Path("/a/b c")
