"""The corpus's archive: its pages give what they give as files, and everything else in it is counted."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from expectation import CORPUS

from sources.files import make_capture, open_captures
from transforms.pipeline import extract_capture
from transforms.types import Capture, Rejected, Skipped

ARCHIVE = CORPUS / "web-crawl.warc.gz"
TRUTH = json.loads((CORPUS / "web-crawl.expected.json").read_text("utf-8"))
FOUND = list(open_captures(ARCHIVE))
CAPTURES = [item for item in FOUND if isinstance(item, Capture)]


def test_every_record_is_a_capture_a_reject_or_counted():
    assert len(CAPTURES) == len(TRUTH["pages"])
    assert {item.reason: item.count for item in FOUND if isinstance(item, Skipped)} == TRUTH["skipped"]
    rejected = [{"stage": str(item.stage), "reason": item.reason} for item in FOUND if isinstance(item, Rejected)]
    assert rejected == TRUTH["rejected"]


@pytest.mark.parametrize(("page", "number"), [(page, number) for number, page in enumerate(TRUTH["pages"])])
def test_a_page_gives_in_the_archive_what_it_gives_as_a_file(page, number):
    kept = CAPTURES[number]
    file = CORPUS / f"{page}.html"
    alone = make_capture(file.as_uri(), file.read_bytes(), file.name, url=kept.url, captured_at=kept.captured_at)
    expected = json.loads((CORPUS / f"{page}.expected.json").read_text("utf-8"))
    articles = extract_capture(kept).articles
    assert [article.title for article in articles] == [article["title"] for article in expected["articles"]]
    assert [_without_bytes(article) for article in articles] == [
        _without_bytes(article) for article in extract_capture(alone).articles
    ]


def _without_bytes(article):
    """The article without what tells its bytes, its address and its blocks' numbers apart."""
    capture = replace(article.capture, id="", uri="")
    evidence = tuple(replace(item, where=0) for item in article.evidence)
    removed = tuple(replace(item, where=0) for item in article.removed)
    return replace(article, id="", capture=capture, evidence=evidence, removed=removed)


def test_the_archive_is_made_from_the_pages_as_they_are():
    script = CORPUS.parent / "tools" / "make_corpus_warc.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
