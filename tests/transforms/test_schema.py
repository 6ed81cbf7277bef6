"""The schema page and the document, both read from the types."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from transforms.document import document
from transforms.schema import PAGE, document_fields, page
from transforms.types import Article, CaptureInfo, Entity, Fingerprint, GeoPoint, Moment, Precision


def paths(value, prefix=""):
    """Every path of a document."""
    for name, item in value.items():
        yield prefix + name
        for inner in item if isinstance(item, list) else [item]:
            if isinstance(inner, dict) and "lat" not in inner:
                yield from paths(inner, f"{prefix}{name}.")


def bare(**given):
    """An article with nothing but what must be there."""
    capture = CaptureInfo(id="c", uri="file:///c", media_type="text/plain", encoding="utf-8", position=0, count=1)
    return Article(
        **{
            "id": "a",
            "capture": capture,
            "body": "Words.",
            "word_count": 1,
            "fingerprint": Fingerprint(exact="f"),
            "pipeline_version": "1",
            **given,
        }
    )


def test_the_committed_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m transforms.schema"


def test_every_field_of_a_document_has_a_row_and_every_row_a_field(full_article):
    assert list(paths(document(full_article))) == [row.path for row in document_fields()]


@pytest.mark.parametrize("row", document_fields(), ids=lambda row: row.path)
def test_a_row_says_what_its_field_is(row):
    assert row.means
    assert row.es in {"keyword", "text", "date", "integer", "float", "boolean", "geo_point", "object", "disabled"}


def test_fields_with_several_values_are_marked():
    shown = {row.shown for row in document_fields()}
    assert {"authors[].name", "people[]", "locations[]", "published.date", "fingerprint.bands[]"} <= shown


def test_what_is_absent_is_left_out_and_nothing_else():
    assert document(bare()) == {
        "id": "a",
        "capture": {
            "id": "c",
            "uri": "file:///c",
            "media_type": "text/plain",
            "encoding": "utf-8",
            "position": 0,
            "count": 1,
        },
        "body": "Words.",
        "word_count": 1,
        "fingerprint": {"exact": "f"},
        "pipeline_version": "1",
    }


MOMENTS = [
    ("day", date(2015, 10, 7), "2015-10-07"),
    ("minute", datetime(2017, 6, 17, 4, 18), "2017-06-17T04:18:00"),  # noqa: DTZ001 - no zone is known
    ("offset", datetime(2017, 6, 17, 4, 18, 9, tzinfo=timezone(timedelta(hours=3))), "2017-06-17T04:18:09+03:00"),
    ("utc", datetime(2017, 6, 17, tzinfo=UTC), "2017-06-17T00:00:00+00:00"),
]


@pytest.mark.parametrize(("value", "text"), [each[1:] for each in MOMENTS], ids=[each[0] for each in MOMENTS])
def test_dates_are_as_precise_as_they_are(value, text):
    moment = Moment(date=value, precision=Precision.DAY, timezone_known=False, rule="r", evidence="e")
    assert document(bare(published=moment))["published"] == {
        "date": text,
        "precision": "day",
        "timezone_known": False,
        "rule": "r",
        "evidence": "e",
    }


def test_what_only_feeds_other_fields_is_not_in_the_document():
    place = Entity(
        id="Q1", name="Moscow", type="place", mentions=1, method="table", country="RU", location=GeoPoint(lat=1, lon=2)
    )
    made = document(bare(entities=(place,), locations=(GeoPoint(lat=1, lon=2),)))
    assert made["entities"] == [{"id": "Q1", "name": "Moscow", "type": "place", "mentions": 1, "method": "table"}]
    assert made["locations"] == [{"lat": 1, "lon": 2}]


def test_the_same_article_gives_the_same_document_in_the_same_order(full_article):
    assert repr(document(full_article)) == repr(document(replace(full_article)))
