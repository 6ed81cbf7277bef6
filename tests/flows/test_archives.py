"""A file that holds many captures, through every command."""

import gzip
import json

import pytest
from desk_tools import letter

from flows.plan import plan
from flows.shard import RunInfo, extract_shard
from sources.captures import parse_moment
from transforms.types import Rejected

OK, REJECTED = 0, 1
TOWNS = ("Lissow", "Gorm", "Arve", "Zandor")


def record(kind, number, block):
    """A WARC record in a gzip member of its own."""
    header = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Date: 2015-10-08T10:00:00Z\r\n"
        f"WARC-Target-URI: https://news.example.org/{number}.txt\r\nContent-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(header.encode() + block + b"\r\n\r\n", mtime=0)


def warc(*texts):
    """A request and a response for each text."""
    response = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    return b"".join(
        record("request", number, b"GET / HTTP/1.1\r\n\r\n") + record("response", number, response + text.encode())
        for number, text in enumerate(texts)
    )


@pytest.fixture
def crawl():
    return warc(*(letter(town) for town in TOWNS))


def test_extract_prints_every_article_and_counts_what_is_none(bare_desk, crawl):
    path = bare_desk.capture("crawl.warc.gz", crawl)
    done = bare_desk.run("extract", "crawl.warc.gz")
    assert done.returncode == OK, done.stderr
    articles = [json.loads(line) for line in done.stdout.splitlines()]
    assert [article["title"].split()[2] for article in articles] == list(TOWNS)
    assert done.stderr == f"skipped {path.as_uri()}: request: 4\n"
    assert articles[0]["capture"]["url"] == "https://news.example.org/0.txt"
    assert articles[0]["capture"]["captured_at"].startswith("2015-10-08T10:00:00")
    one = bare_desk.run("extract", articles[2]["capture"]["uri"])
    assert [json.loads(line) for line in one.stdout.splitlines()] == [articles[2]]


def test_extract_says_what_could_not_be_read_and_goes_on(bare_desk, crawl):
    bare_desk.capture("crawl.warc.gz", crawl[:-20])
    done = bare_desk.run("extract", "crawl.warc.gz")
    assert (done.returncode, len(done.stdout.splitlines())) == (REJECTED, 3)
    assert "crawl.warc.gz#offset=" in done.stderr
    assert ": read: truncated" in done.stderr


def test_explain_takes_the_first_and_names_the_others(bare_desk, crawl):
    bare_desk.capture("crawl.warc.gz", crawl)
    done = bare_desk.run("explain", "crawl.warc.gz", COLUMNS="300")
    assert done.returncode == OK, done.stderr
    assert "Council of Lissow agrees" in done.stdout
    assert "Council of Gorm agrees" not in done.stdout
    assert "3 more captures are in it" in done.stdout
    other = next(line for line in done.stdout.splitlines() if line.startswith("file://") and "more" not in line)
    second = done.stdout.split("3 more captures", 1)[1].splitlines()[1].strip()
    assert second != other
    named = bare_desk.run("explain", second, COLUMNS="300")
    assert "Council of Gorm agrees" in named.stdout
    assert "more captures" not in named.stdout


def test_a_part_that_is_not_there_is_told(bare_desk, crawl):
    bare_desk.capture("crawl.warc.gz", crawl)
    done = bare_desk.run("explain", "crawl.warc.gz#offset=7")
    assert done.returncode == REJECTED
    assert ": read: missing" in done.stdout


def test_ingest_accounts_for_every_record(desk, crawl):
    desk.capture("captures/crawl.warc.gz", crawl)
    desk.capture("captures/lines.jsonl", json.dumps({"text": letter("Nowhere")}) + "\n{\n")
    done = desk.run("ingest", "captures")
    assert done.returncode == REJECTED, done.stderr
    assert done.stdout.startswith("5 articles from 6 captures, 1 rejected")
    assert "2 of 2 files" in done.stderr
    assert "skipped in archives" in done.stdout
    status = desk.status()
    assert (status["articles"], status["captures"], status["rejects"]) == (5, 6, {"bad-line": 1})
    again = desk.run("ingest", "captures")
    assert again.stdout.startswith("0 articles from 6 captures, 5 unchanged, 1 rejected")


def test_the_limit_counts_captures_inside_archives(desk, crawl):
    desk.capture("captures/a.warc.gz", crawl)
    desk.capture("captures/b.txt", letter("Nowhere"))
    assert desk.run("ingest", "captures", "--limit", "3").stdout.startswith("3 articles from 3 captures")


def test_an_archive_is_taken_in_parts_that_fit_into_memory(tmp_path, crawl):
    (tmp_path / "crawl.warc.gz").write_bytes(crawl)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    [shard] = plan([str(tmp_path)], shard_size=10).shards()
    run = RunInfo("run", parse_moment("2026-01-01"))
    batches = list(extract_shard(shard, run, lambda keys: {key.uri for key in keys[:1]}, size=2))
    assert [len(batch.results) + batch.unchanged for batch in batches] == [2, 2, 1]
    assert [batch.unchanged for batch in batches] == [1, 1, 0]
    assert sum((batch.skipped for batch in batches[1:]), batches[0].skipped) == {"request": 4}
    assert isinstance(batches[2].results[0].rejected[0], Rejected)


def test_a_plan_takes_addresses_and_parts(tmp_path, crawl):
    (tmp_path / "crawl.warc.gz").write_bytes(crawl)
    given = [f"{tmp_path}/crawl.warc.gz#offset=0-500", f"{tmp_path}/crawl.warc.gz#offset=500-", "memory://a/b.txt"]
    planned = plan([*given, given[0]], shard_size=10)
    assert planned.pieces == 3
    assert planned.label.startswith("crawl.warc.gz#offset=0-500")
