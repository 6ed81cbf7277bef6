"""The five real captures that Copydesk was asked for. They are not ours to ship: these tests read them where they lie.

Bodies are named by the captures' line numbers, so that no sentence of theirs stands here.
"""

from functools import cache
from pathlib import Path

import pytest
from expectation import body_difference, fold, moment

from sources.files import open_captures
from transforms.pipeline import extract_capture
from transforms.types import Article, Extraction

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
DAY = {"date": "2015-10-07", "precision": "day", "timezone_known": False}

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the five real captures are not beside this repository")


@cache
def lines(seed: str) -> tuple[str, ...]:
    """The capture's lines, folded; index 0 is empty so that numbers are those of an editor."""
    return ("", *(fold(line) for line in _path(seed).read_text("utf-8").split("\n")))


@cache
def extraction(seed: str) -> Extraction:
    (capture,) = open_captures(_path(seed))
    return extract_capture(capture)


def _path(seed: str) -> Path:
    (path,) = SEEDS.glob(f"{seed}_*.txt")
    return path


def article(seed: str, number: int = 0) -> Article:
    return extraction(seed).articles[number]


def paragraphs(seed: str, *numbers: int | tuple[int, int]) -> list[str]:
    """The lines of those numbers; a pair is one paragraph broken in two."""
    text = lines(seed)
    return [" ".join(text[n] for n in number) if isinstance(number, tuple) else text[number] for number in numbers]


def removed(seed: str) -> dict[str, str]:
    return {fold(one.text): str(one.reason) for one in article(seed).removed}


def mentions(one: Article) -> set[tuple[str, str | None]]:
    return {
        (item.text.removeprefix("on "), item.date.isoformat()[:10] if item.date else None)
        for item in one.mentioned_dates
    }


def names(one: Article) -> list[str]:
    return [author.name for author in one.authors]


def assert_body(one: Article, want: list[str]) -> None:
    assert not list(body_difference(want, one.body)), "\n".join(body_difference(want, one.body))


@pytest.mark.parametrize(("seed", "count"), [("000", 3), ("001", 1), ("002", 1), ("003", 1), ("004", 1)])
def test_articles_in_each_capture(seed: str, count: int):
    assert len(extraction(seed).articles) == count
    assert extraction(seed).rejected == ()


@pytest.mark.parametrize("seed", ["000", "001", "002", "003", "004"])
def test_evidence_is_words_of_the_capture(seed: str):
    text = fold(" ".join(lines(seed)))
    words = [evidence for one in extraction(seed).articles for evidence in one.evidence]
    assert words
    assert [item for item in words if fold(item.words) not in text] == []


# --- 000: three reports pasted under an aggregator's headline ---------------------------------------------------------

PASTED = [
    pytest.param(0, 3, (7, 9, 11, 13, 15, 17, 19), ["Hazem Sabbagh"], id="foot-byline"),
    pytest.param(1, 23, (27, 29, 31, (33, 34), 36, 38, 40), ["H. Zain", "H. Said"], id="two-behind-a-slash"),
    pytest.param(2, 44, (48, 50, 52, 54, 56, 58, 60), [], id="no-byline"),
]


@pytest.mark.parametrize(("number", "title", "body", "authors"), PASTED)
def test_each_pasted_report_is_whole(number: int, title: int, body: tuple[int, ...], authors: list[str]):
    one = article("000", number)
    assert one.title == lines("000")[title]
    assert names(one) == authors
    assert_body(one, paragraphs("000", *body))


@pytest.mark.parametrize("number", [0, 1, 2])
def test_each_pasted_report_has_date_place_and_source(number: int):
    one = article("000", number)
    assert moment(one.published) == DAY
    assert one.dateline is not None
    assert (one.dateline.place, one.dateline.country) == ("Moscow", "RU")
    assert one.outlet is not None
    assert one.outlet.name == "SANA"
    assert "SANA" in one.agencies


def test_the_aggregators_headline_belongs_to_none():
    headline = lines("000")[1]
    articles = extraction("000").articles
    assert all(headline not in (one.title, one.summary, one.section) and headline not in one.body for one in articles)
    assert removed("000")[headline] == "collection-title"


def test_weekdays_of_a_dated_report_are_days():
    assert ("Wednesday", "2015-10-07") in mentions(article("000", 0))
    assert {("Wednesday", "2015-10-07"), ("Tuesday", "2015-10-06")} <= mentions(article("000", 1))


# --- 001: title three times, section, counter, domain at the foot -----------------------------------------------------


def test_title_thrice_and_counter():
    one = article("001")
    assert one.title == lines("001")[4]
    assert one.section == "International"
    assert removed("001")["0"] == "counter"
    assert removed("001")[lines("001")[6]] == "title-repeat"


def test_indented_subheads_stay_in_the_body():
    one = article("001")
    assert list(one.subheads) == paragraphs("001", 19, 33)
    assert_body(one, paragraphs("001", *range(9, 46, 2)))


def test_domain_and_agency():
    one = article("001")
    assert one.outlet is not None
    assert (one.outlet.name, one.outlet.domain) == ("Financial Tribune", "financialtribune.com")
    assert one.agencies == ("TASS",)
    assert names(one) == []


def test_weekdays_without_an_anchor_stay_words():
    one = article("001")
    assert one.published is None
    assert {("Friday", None), ("Thursday", None)} <= mentions(one)


# --- 002: reprint with credits, followers line and cookie banner at the foot ------------------------------------------


def test_reprint_keeps_its_paragraphs_and_subheads():
    one = article("002")
    assert one.title == lines("002")[1]
    assert set(paragraphs("002", 17, 31, 39)) <= set(one.subheads)
    # Line 3 stands between headline and text: a standfirst, or a first paragraph, but never lost.
    first = [] if one.summary == lines("002")[3] else paragraphs("002", 3)
    assert_body(one, [*first, *paragraphs("002", *range(5, 48, 2))])


def test_reprint_names_outlet_and_agency_and_no_date():
    one = article("002")
    assert one.outlet is not None
    assert one.outlet.name == "Rossiyskaya Gazeta"
    assert one.agencies == ("TASS",)
    assert one.published is None
    assert names(one) == []


FOOT = [
    pytest.param(51, {"rights"}, id="rights"),
    pytest.param(53, {"social"}, id="followers"),
    pytest.param(54, {"related"}, id="read-more"),
    pytest.param(56, {"cookie"}, id="banner"),
    pytest.param(58, {"cookie"}, id="accept"),
]


@pytest.mark.parametrize(("number", "reasons"), FOOT)
def test_reprints_foot_is_removed(number: int, reasons: set[str]):
    assert removed("002")[lines("002")[number]] in reasons


# --- 003: no blank lines, an embedded tweet, related lines ------------------------------------------------------------


def test_dense_text_keeps_paragraphs_and_quoted_subheads():
    one = article("003")
    assert one.title == lines("003")[1]
    assert list(one.subheads) == paragraphs("003", 8, 12)
    assert_body(one, paragraphs("003", 2, 3, 4, 5, *range(8, 20), 21, 22))


def test_a_tweets_date_is_not_the_articles():
    assert article("003").published is None
    assert article("003").modified is None


@pytest.mark.parametrize(("number", "reason"), [(6, "embed"), (7, "embed"), (20, "related"), (23, "related")])
def test_tweet_and_related_lines_are_removed(number: int, reason: str):
    assert removed("003")[lines("003")[number]] == reason


# --- 004: date with time, story code, counter, comment link -----------------------------------------------------------


def test_date_with_time():
    want = {"date": "2017-06-17T04:18:00", "precision": "minute", "timezone_known": False}
    assert moment(article("004").published) == want
    assert article("004").modified is None


def test_long_body_is_whole_and_title_once():
    one = article("004")
    assert one.title == lines("004")[4]
    assert one.subheads == ()
    assert_body(one, paragraphs("004", *range(8, 45)))


@pytest.mark.parametrize(("number", "reason"), [(1, "counter"), (6, "metadata"), (7, "title-repeat"), (45, "comment")])
def test_furniture_of_the_story_page(number: int, reason: str):
    assert removed("004")[lines("004")[number]] == reason


# --- one identity, whatever the text calls it -------------------------------------------------------------------------

ALIASES = {"ISIS", "ISIL", "IS", "Daesh", "Da'esh", "Da’esh", "FSA", "Free Army", "“Free Army”"}


@pytest.mark.parametrize(
    ("seed", "number", "organizations"),
    [
        ("000", 0, {"Islamic State", "Free Syrian Army"}),
        ("000", 1, {"Islamic State"}),
        ("000", 2, {"Islamic State", "Free Syrian Army"}),
        ("001", 0, {"Islamic State"}),
        ("002", 0, {"Islamic State"}),
        ("003", 0, {"Islamic State", "Free Syrian Army"}),
        ("004", 0, {"Islamic State"}),
    ],
)
def test_organizations_under_one_name(seed: str, number: int, organizations: set[str]):
    found = article(seed, number).organizations
    assert organizations <= set(found)
    assert not ALIASES & set(found)
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("seed", "number", "people"),
    [
        ("000", 0, {"Vladimir Putin"}),
        ("001", 0, {"Barack Obama", "Vladimir Putin"}),
        ("003", 0, {"Vladimir Putin"}),
        ("004", 0, {"Vladimir Putin", "Bashar al-Assad"}),
    ],
)
def test_people_under_one_name(seed: str, number: int, people: set[str]):
    found = article(seed, number).people
    assert people <= set(found)
    assert not {"Putin", "Assad", "Bashar Assad", "Obama"} & set(found)
