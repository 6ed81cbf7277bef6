"""The dates that a body speaks of, resolved where an anchor is known."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.mentioned_dates import read_mentioned_dates
from transforms.types import Moment, Precision

WEDNESDAY = Moment(
    date=date(2015, 10, 7), precision=Precision.DAY, timezone_known=False, rule="date-line", evidence="7 October 2015"
)

# language, paragraph, (words, day) in order; the text is of Wednesday, 7 October 2015
MENTIONS = [
    (
        "en",
        "He said on Friday that last Wednesday and next Tuesday differ; yesterday was long, and Thursday will be.",
        [("on Friday", 2), ("last Wednesday", 0), ("next Tuesday", 13), ("yesterday", 6), ("Thursday", 1)],
    ),
    ("en", "On Wednesday, today’s papers and Black Friday; the Sunday Times.", [("On Wednesday", 7)]),
    ("en", "The October 5 vote, and the one of Sept. 30.", [("October 5", 5), ("Sept. 30", 0)]),
    (
        "de",
        "Am Freitag und am kommenden Montag; gestern. Herr Freitag lachte.",
        [("Am Freitag", 2), ("am kommenden Montag", 12), ("gestern", 6)],
    ),
    ("de", "Montagabend, am 3. Oktober und am 05.10.", [("Montagabend", 5), ("3. Oktober", 3), ("05.10.", 5)]),
    (
        "fr",
        "Hier, vendredi dernier et lundi soir, puis le 3 octobre.",
        [("Hier", 6), ("vendredi dernier", 2), ("lundi soir", 5), ("3 octobre", 3)],
    ),
    ("es", "Ayer y el viernes pasado; el 3 de octubre.", [("Ayer", 6), ("el viernes pasado", 2), ("3 de octubre", 3)]),
    ("pt", "Ontem e na quinta-feira, a 3 de outubro.", [("Ontem", 6), ("na quinta-feira", 1), ("3 de outubro", 3)]),
    ("it", "Ieri e venerdì scorso, il 3 ottobre.", [("Ieri", 6), ("venerdì scorso", 2), ("3 ottobre", 3)]),
    (
        "nl",
        "Gisteren en afgelopen vrijdag, op 3 oktober.",
        [("Gisteren", 6), ("afgelopen vrijdag", 2), ("3 oktober", 3)],
    ),
    ("ru", "Вчера и в пятницу, а также 3 октября.", [("Вчера", 6), ("в пятницу", 2), ("3 октября", 3)]),
    ("ar", "قال أمس ويوم الجمعة وفي 3 أكتوبر.", [("أمس", 6), ("الجمعة", 2), ("3 أكتوبر", 3)]),
    ("tr", "Dün ve Cuma günü, 3 Ekim.", [("Dün", 6), ("Cuma günü", 2), ("3 Ekim", 3)]),
    ("zh", "政府昨天和上周五表示，10月3日和5日签署。", [("昨天", 6), ("上周五", 2), ("10月3日", 3), ("5日", 5)]),
    ("ja", "政府は昨日と金曜日、10月3日と5日に発表した。", [("昨日", 6), ("金曜日", 2), ("10月3日", 3), ("5日", 5)]),
]


def _days(mentions):
    return [(mention.text, (mention.date - date(2015, 9, 30)).days) for mention in mentions]


@pytest.mark.parametrize(
    ("language", "text", "expected"), MENTIONS, ids=[f"{row[0]}-{row[1][:20]}" for row in MENTIONS]
)
def test_words_resolved_against_the_day_of_publication(language, text, expected):
    found = read_mentioned_dates([text], language, WEDNESDAY, None)
    assert _days(found) == expected
    assert {mention.anchor for mention in found} == {"published"}
    assert all(mention.text in text for mention in found)


def test_without_an_anchor_the_words_are_kept():
    found = read_mentioned_dates(["He said on Friday that the deal of October 20 holds."], "en", None, None)
    assert [(mention.text, mention.date, mention.anchor) for mention in found] == [
        ("on Friday", None, None),
        ("October 20", None, None),
    ]


def test_time_of_the_capture_is_the_second_anchor():
    found = read_mentioned_dates(["He said it yesterday."], "en", None, datetime(2015, 10, 7, 8, 0, tzinfo=UTC))
    assert [(mention.date, mention.anchor) for mention in found] == [(date(2015, 10, 6), "captured")]


def test_a_month_is_no_anchor():
    month = Moment(
        date=date(2015, 10, 1), precision=Precision.MONTH, timezone_known=False, rule="url", evidence="2015/10"
    )
    assert read_mentioned_dates(["He said it yesterday."], "en", month, None)[0].date is None


def test_absolute_dates_need_no_anchor_and_keep_their_precision():
    found = read_mentioned_dates(["From May 2013 to 7 October 2015, 10:20 GMT, and 3/4/2015."], "en", None, None)
    assert [(mention.text, mention.date, mention.precision) for mention in found] == [
        ("May 2013", date(2013, 5, 1), Precision.MONTH),
        ("7 October 2015, 10:20 GMT", datetime(2015, 10, 7, 10, 20, tzinfo=UTC), Precision.MINUTE),
    ]


def test_each_once():
    found = read_mentioned_dates(["On 3 May 2014 and on 3 May 2014.", "Since 3 May 2014."], "en", None, None)
    assert len(found) == 1


def test_without_a_year_the_nearest_is_meant():
    found = read_mentioned_dates(["Since December 20, until March 3 and on Feb. 29."], "en", WEDNESDAY, None)
    assert [mention.date for mention in found] == [date(2015, 12, 20), date(2016, 3, 3), date(2016, 2, 29)]


@given(st.lists(st.text(max_size=80), max_size=3), st.sampled_from(["en", "de", "ar", "tr", "zh", "ja", "xx", None]))
def test_any_text_gives_words_of_it(paragraphs, language):
    for mention in read_mentioned_dates(paragraphs, language, WEDNESDAY, None):
        assert any(mention.text in text for text in paragraphs)
