"""The corpus, capture by capture: the truth is in the capture, and the chain gives the truth."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from expectation import CORPUS, Golden, decoded, differences, fold, goldens, visible, western_digits

from sources.files import open_captures
from transforms.pipeline import extract_capture
from transforms.types import Reason

GOLDENS = goldens()
each_capture = pytest.mark.parametrize("golden", GOLDENS, ids=lambda golden: golden.stem)
REASONS = {str(reason) for reason in Reason}


@each_capture
def test_the_truth_stands_in_the_capture(golden: Golden):
    text = visible(golden)
    articles = golden.truth["articles"]
    assert [line for line in golden.truth["removed"] if fold(line) not in text] == []
    source = text + fold(decoded(golden.path.read_bytes()))
    assert [words for article in articles for words in article["body"] if words not in text] == []
    assert [words for article in articles for words in _words(article) if words not in source] == []
    assert [year for article in articles for year in _years(article) if not _year_is_told(year, text, golden)] == []


@each_capture
def test_body_paragraphs_stand_in_the_order_of_the_capture(golden: Golden):
    text, place = visible(golden), 0
    for paragraph in (paragraph for article in golden.truth["articles"] for paragraph in article["body"]):
        place = text.find(paragraph, place)
        assert place >= 0, paragraph
        place += len(paragraph)


@each_capture
def test_the_truth_uses_known_words(golden: Golden):
    reasons = {reason for reasons in golden.truth["removed"].values() for reason in reasons.split("|")}
    assert reasons <= REASONS
    assert bool(golden.truth["articles"]) != ("rejected" in golden.truth)
    for article in golden.truth["articles"]:
        assert set(article.get("subheads", ())) <= set(article["body"])


def test_the_readme_has_a_row_for_every_capture():
    rows = re.findall(r"^\| `([\w-]+\.\w+)` \|", (CORPUS / "README.md").read_text("utf-8"), re.MULTILINE)
    assert rows == [golden.path.name for golden in GOLDENS]


@each_capture
def test_extraction(golden: Golden):
    """The chain gives the truth, but for the differences that known_differences.tsv owns up to; a mended one has to go there."""
    (capture,) = open_captures(golden.path)
    found = differences(golden.truth, extract_capture(capture))
    known = _known_differences().get(golden.stem, [])
    assert [text for text in found if _headline(text) not in known] == []
    assert [headline for headline in known if headline not in map(_headline, found)] == []


def _headline(difference: str) -> str:
    return difference.split("\n", 1)[0].strip()


@cache
def _known_differences() -> dict[str, list[str]]:
    rows = Path(__file__).with_name("known_differences.tsv").read_text("utf-8").splitlines()
    known: dict[str, list[str]] = {}
    for stem, headline in (row.split("\t") for row in rows if row and not row.startswith("#")):
        known.setdefault(stem, []).append(headline)
    return known


@each_capture
def test_evidence_is_words_of_the_capture(golden: Golden):
    (capture,) = open_captures(golden.path)
    text = visible(golden) + fold(decoded(golden.path.read_bytes()))
    told = [one for article in extract_capture(capture).articles for one in article.evidence if one.where > 0]
    assert bool(told) == bool(golden.truth["articles"])
    assert [one for one in told if fold(one.words) not in text] == []


def _words(article: dict[str, Any]) -> list[str]:
    """What may also stand in a page's structured data."""
    authors = [author["name"] for author in article.get("authors", ())]
    mentions = [mention["text"] for mention in article.get("mentioned_dates", ())]
    lines = [article[name] for name in ("title", "summary", "section") if name in article]
    return [*lines, *authors, *mentions]


def _years(article: dict[str, Any]) -> list[str]:
    return [article[name]["date"][:4] for name in ("published", "modified") if name in article]


def _year_is_told(year: str, text: str, golden: Golden) -> bool:
    captured = golden.sidecar.get("captured_at", "")[:4]
    return year in western_digits(text) or captured in (year, str(int(year) + 1))
