"""When an article was published and last changed: which witness counts, and which never does."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.dateline import read_dateline
from transforms.published import _url_day, is_day_first, read_published
from transforms.types import Block, Context, Kind, Labelled, Precision, Reason, Removed, Role, Segment

CAPTURED = datetime(2015, 10, 9, 12, 0, tzinfo=UTC)
BODY = (Role.PARAGRAPH, "The two sides met for an hour and agreed to meet again, the ministry said in a statement.")


def _block(text: str, where: int) -> Block:
    return Block(Kind.PARAGRAPH, text, text, where)


def _segment(*lines: tuple[Role, str], removed: tuple[tuple[Reason, str], ...] = ()) -> Segment:
    blocks = tuple(Labelled(_block(text, number), role) for number, (role, text) in enumerate(lines, 1))
    gone = tuple(Removed(_block(text, 90 + number), reason, "test") for number, (reason, text) in enumerate(removed))
    return Segment(blocks, gone, 0, 1, "whole")


def _published(*lines, language="en", url=None, captured_at=None, country=None, removed=(), dateline=None):
    context = Context(url=url, captured_at=captured_at, language=language, outlet_country=country)
    match = read_dateline(dateline, language) if dateline else None
    return read_published(_segment(*lines, removed=removed), context, match)


def test_date_line_in_the_head():
    found = _published((Role.TITLE, "A title"), (Role.DATE, "7 October، 2015"), BODY).published
    assert found is not None
    assert (found.date, found.precision, found.timezone_known) == (date(2015, 10, 7), Precision.DAY, False)
    assert (found.rule, found.evidence) == ("date-line", "7 October، 2015")


def test_time_without_a_zone():
    found = _published((Role.DATE, "Saturday 17 June 2017 - 04:18"), BODY).published
    assert found is not None
    assert (found.date, found.precision) == (datetime(2017, 6, 17, 4, 18), Precision.MINUTE)  # noqa: DTZ001
    assert not found.timezone_known


def test_evidence_stands_in_the_raw_block():
    raw = "  Published:\u00a07  October\u200b 2015 "
    block = Block(Kind.PARAGRAPH, "Published: 7 October 2015", raw, 1)
    segment = Segment((Labelled(block, Role.DATE),), (), 0, 1, "whole")
    found = read_published(segment, Context(language="en"), None).published
    assert found is not None
    assert found.evidence in raw
    assert found.evidence != raw.strip()


def test_modified_is_never_published():
    found = _published((Role.DATE, "Updated: 8 October 2015"), BODY)
    assert found.published is None
    assert found.modified is not None
    assert found.modified.date == date(2015, 10, 8)


def test_both_in_removed_metadata():
    found = _published(BODY, removed=((Reason.METADATA, "Published 7 October 2015, updated 8 October 2015"),))
    assert found.published is not None
    assert found.modified is not None
    assert (found.published.date, found.modified.date) == (date(2015, 10, 7), date(2015, 10, 8))


@pytest.mark.parametrize("reason", [Reason.EMBED, Reason.RELATED, Reason.COMMENT, Reason.CAPTION, Reason.RIGHTS])
def test_other_removed_blocks_are_not_read(reason):
    assert _published(BODY, removed=((reason, "Published: 13 November 2015"),)).published is None


def test_dates_of_the_body_are_not_the_articles():
    body = (
        Role.PARAGRAPH,
        "The deal was signed on October 20, 2015 and took effect on 1 November 2015 in both states.",
    )
    assert _published((Role.TITLE, "Elections of 25 October 2015"), body, BODY, body).published is None


def test_label_beats_the_newspapers_own_day():
    found = _published((Role.DATE, "Friday, 9 October 2015"), (Role.DATE, "Published: 7 October 2015"), BODY).published
    assert found is not None
    assert found.date == date(2015, 10, 7)


def test_the_finer_reading_of_the_same_day_is_taken():
    found = _published(
        (Role.DATE, "7 October 2015"), (Role.BYLINE, "By Jane Doe, 7 October 2015 10:20"), BODY
    ).published
    assert found is not None
    assert found.precision is Precision.MINUTE


AMBIGUOUS = [
    # context, day or None
    ({}, None),
    ({"country": "GB"}, date(2015, 5, 10)),
    ({"country": "US"}, date(2015, 10, 5)),
    ({"language": "fr"}, date(2015, 5, 10)),
    ({"url": "https://example.com/2015/10/05/story"}, date(2015, 10, 5)),
    ({"captured_at": datetime(2015, 6, 1, tzinfo=UTC)}, date(2015, 5, 10)),
    ({"captured_at": datetime(2016, 6, 1, tzinfo=UTC)}, None),
]


@pytest.mark.parametrize(("context", "day"), AMBIGUOUS, ids=[str(sorted(row[0])) + str(row[1]) for row in AMBIGUOUS])
def test_ambiguous_date_needs_a_second_witness(context, day):
    found = _published((Role.DATE, "10/05/2015"), BODY, **context).published
    assert (found.date if found else None) == day


def test_future_dates_are_refused():
    line = (Role.DATE, "11 October 2015")
    assert _published(line, BODY, captured_at=CAPTURED).published is None
    assert _published((Role.DATE, "10 October 2015"), BODY, captured_at=CAPTURED).published is not None


YEARLESS = [
    ({}, None),
    ({"captured_at": CAPTURED}, date(2015, 10, 7)),
    ({"captured_at": datetime(2016, 2, 1, tzinfo=UTC)}, date(2015, 10, 7)),
    ({"url": "https://example.com/2014/10/08/story"}, date(2014, 10, 7)),
]


@pytest.mark.parametrize(("context", "day"), YEARLESS, ids=[str(sorted(row[0])) + str(row[1]) for row in YEARLESS])
def test_dateline_without_a_year(context, day):
    text = "MOSCOW, October 7. /TASS/. The two sides met for an hour and agreed to meet again, they said."
    found = _published((Role.PARAGRAPH, text), dateline=text, **context).published
    if day is None:
        assert found is None
    else:
        assert found is not None
        assert (found.date, found.rule, found.evidence) == (day, "dateline", "October 7")


def test_dateline_takes_its_year_from_the_last_change():
    text = "MOSCOW, October 7. /TASS/. The two sides met for an hour and agreed to meet again, they said."
    found = _published((Role.DATE, "Updated: 8 October 2015"), (Role.PARAGRAPH, text), dateline=text).published
    assert found is not None
    assert found.date == date(2015, 10, 7)


def test_dateline_with_a_year_counts_after_date_lines():
    text = "GENEVA, 7 October 2015 – The two sides met for an hour and agreed to meet again, they said."
    alone = _published((Role.PARAGRAPH, text), dateline=text).published
    beside = _published((Role.DATE, "8 October 2015"), (Role.PARAGRAPH, text), dateline=text).published
    assert alone is not None
    assert beside is not None
    assert (alone.date, alone.rule) == (date(2015, 10, 7), "dateline")
    assert (beside.date, beside.rule) == (date(2015, 10, 8), "date-line")


def test_date_line_without_a_year():
    assert _published((Role.DATE, "Tue, Oct. 7"), BODY).published is None
    found = _published((Role.DATE, "Tue, Oct. 7"), BODY, captured_at=CAPTURED).published
    assert found is not None
    assert (found.date, found.rule) == (date(2015, 10, 7), "date-line")


def test_relative_time_needs_the_time_of_the_capture():
    line = (Role.DATE, "2 hours ago")
    assert _published(line, BODY).published is None
    found = _published(line, BODY, captured_at=CAPTURED).published
    assert found is not None
    assert (found.date, found.precision) == (datetime(2015, 10, 9, 10, 0, tzinfo=UTC), Precision.HOUR)
    assert (found.rule, found.timezone_known, found.evidence) == ("relative", True, "2 hours ago")


def test_yesterday_with_a_time_names_no_zone():
    found = _published((Role.DATE, "Yesterday at 10:20"), BODY, captured_at=CAPTURED).published
    assert found is not None
    assert found.date == datetime(2015, 10, 8, 10, 20)  # noqa: DTZ001
    assert not found.timezone_known


def test_updated_some_time_ago_is_the_last_change():
    found = _published((Role.DATE, "Updated 2 hours ago"), BODY, captured_at=CAPTURED)
    assert found.published is None
    assert found.modified is not None


def test_url_is_the_last_resort():
    url = "https://example.com/2015/10/07/story"
    found = _published(BODY, url=url).published
    assert found is not None
    assert (found.date, found.rule, found.precision) == (date(2015, 10, 7), "url", Precision.DAY)
    assert found.evidence in url


URLS = [
    ("https://example.com/2015/10/07/story", date(2015, 10, 7)),
    ("https://example.com/world/2015/oct/07/story", date(2015, 10, 7)),
    ("https://example.com/news/2015-10-07-story", date(2015, 10, 7)),
    ("https://example.com/story-20151007.html", date(2015, 10, 7)),
    ("https://example.cn/n/2015/1007/c1002-1.html", date(2015, 10, 7)),
    ("https://example.cn/world/2015-10/07/c_1.htm", date(2015, 10, 7)),
    ("https://example.com/id/20151307", None),
    ("https://example.com/12345678", None),
    ("https://example.com/2015/10/", None),
    (None, None),
]


@pytest.mark.parametrize(("url", "day"), URLS, ids=[str(row[0]) for row in URLS])
def test_day_in_a_url(url, day):
    found = _url_day(url)
    assert (found[0] if found else None) == day


def test_order_of_day_and_month_by_country():
    assert [is_day_first(country) for country in ("GB", "US", "CA", None)] == [True, False, None, None]


@given(st.text(max_size=80), st.sampled_from(list(Role)), st.booleans())
def test_any_line_is_answered_with_words_of_the_capture(text, role, captured):
    found = _published((role, text), BODY, captured_at=CAPTURED if captured else None)
    assert all(moment is None or moment.evidence in text for moment in (found.published, found.modified))
