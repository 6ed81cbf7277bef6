"""Absolute dates in every notation, and the lines that carry an article's own date."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.dates import find_dates, read_date_line
from transforms.types import Precision


def _naive(*parts: int) -> datetime:
    return datetime(*parts)  # noqa: DTZ001 - the words name no zone


def _at(hours: float, *parts: int) -> datetime:
    return datetime(*parts, tzinfo=timezone(timedelta(hours=hours)))


DAY = _naive(2015, 10, 7)
TIME = _naive(2015, 10, 7, 10, 20)

# language, text; every one of them is 7 October 2015 and nothing else
DAYS = [
    ("en", "7 October، 2015"),
    ("en", "October 7, 2015"),
    ("en", "Oct. 7, 2015"),
    ("en", "Wednesday, October 7th, 2015"),
    ("en", "the 7th of October, 2015"),
    ("en", "7-Oct-15"),
    ("en", "2015-10-07"),
    ("en", "2015 October 7"),
    ("de", "Mittwoch, den 7. Oktober 2015"),
    ("de", "07.10.2015"),
    ("de", "07.10.15"),
    ("fr", "le mercredi 7 octobre 2015"),
    ("fr", "07/10/2015"),
    ("es", "7 de octubre de 2015"),
    ("es", "octubre 7 de 2015"),
    ("pt", "Quarta-feira, 7 de Outubro de 2015"),
    ("it", "mercoledì 7 ottobre 2015"),
    ("nl", "woensdag 7 oktober 2015"),
    ("ru", "7 октября 2015 года"),
    ("uk", "7 жовтня 2015 року"),
    ("ar", "٧ أكتوبر ٢٠١٥"),
    ("ar", "07 تشرين الأول/أكتوبر 2015"),
    ("ar", "7 أكتوبر (تشرين الأول) 2015"),
    ("ar", "7 أكتوبر تشرين الأول 2015"),
    ("ar", "الأربعاء 7 من أكتوبر 2015"),
    ("tr", "7 Ekim 2015 Çarşamba"),
    ("tr", "7 EKİM 2015"),
    ("zh", "2015年10月7日 星期三"),
    ("zh", "二〇一五年十月七日"),
    ("zh", "民國104年10月7日"),
    ("ja", "2015年10月7日（水）"),
    ("ja", "平成27年10月7日"),
    ("ko", "2015년 10월 7일"),
    ("fa", "15 مهر 1394"),
    ("fa", "1394/07/15"),
    ("fa", "۱۳۹۴/۷/۱۵"),
    ("th", "7 ตุลาคม 2558"),
    ("th", "7 ต.ค. 2558"),
    ("th", "7 ต.ค. 58"),
    ("th", "7 ตุลาคม พ.ศ. 2558"),
    ("th", "7/10/2558"),
    ("th", "7 ตุลาคม 2015"),
    ("hi", "7 अक्टूबर 2015"),
    ("bn", "৭ অক্টোবর ২০১৫"),
    ("pl", "7 października 2015"),
    ("el", "7 Οκτωβρίου 2015"),
    ("cs", "7. října 2015"),
    ("sv", "7 oktober 2015"),
    ("id", "7 Oktober 2015"),
    ("vi", "ngày 7 tháng 10 năm 2015"),
    ("hu", "2015. október 7."),
    ("hr", "7. listopada 2015"),
    (None, "7 octobre 2015"),
]


@pytest.mark.parametrize(("language", "text"), DAYS, ids=[f"{row[0]}-{row[1]}" for row in DAYS])
def test_one_day_in_many_notations(language, text):
    [found] = find_dates(text, language)
    assert (found.value, found.precision, found.ambiguous) == (DAY, Precision.DAY, False)


TIMES = [
    ("en", "Saturday 17 June 2017 - 04:18", _naive(2017, 6, 17, 4, 18)),
    ("en", "October 7, 2015 at 10:20 am", TIME),
    ("en", "10:20, 7 October 2015", TIME),
    ("en", "7 October 2015 | 10:20", TIME),
    ("en", "Oct. 7, 2015, 4:18 p.m. EDT", _at(-4, 2015, 10, 7, 16, 18)),
    ("en", "10:20 AM ET, Wed October 7, 2015", _at(-4, 2015, 10, 7, 10, 20)),
    ("en", "January 7, 2015 10:20 AM ET", _at(-5, 2015, 1, 7, 10, 20)),
    ("en", "10:20 GMT, Wednesday, 7 October 2015", datetime(2015, 10, 7, 10, 20, tzinfo=UTC)),
    ("en", "7 October 2015 10.20 BST", _at(1, 2015, 10, 7, 10, 20)),
    ("en", "2015-10-07T10:20:00Z", datetime(2015, 10, 7, 10, 20, tzinfo=UTC)),
    ("en", "2015-10-07T10:20:00.123+03:00", _at(3, 2015, 10, 7, 10, 20)),
    ("en", "Wed, 07 Oct 2015 10:20:30 +0000", datetime(2015, 10, 7, 10, 20, 30, tzinfo=UTC)),
    ("en", "12:05 am, October 7, 2015", _naive(2015, 10, 7, 0, 5)),
    ("de", "07.10.2015, 10:20 Uhr", TIME),
    ("de", "7. Okt. 2015, 10.20 Uhr MESZ", _at(2, 2015, 10, 7, 10, 20)),
    ("fr", "le 7 octobre 2015 à 10h20", TIME),
    ("es", "7 de octubre de 2015 a las 10:20 h", TIME),
    ("pt", "07/10/2015 às 10h20", TIME),
    ("it", "7 ottobre 2015, ore 10.20", TIME),
    ("nl", "7 oktober 2015 om 10:20 uur", TIME),
    ("ru", "7 октября 2015 г., 18:32", _naive(2015, 10, 7, 18, 32)),
    ("ru", "7 октября 2015 в 10:20 по московскому времени", _at(3, 2015, 10, 7, 10, 20)),
    ("ar", "الأربعاء، 7 أكتوبر 2015 - 10:20 ص", TIME),
    ("ar", "7 أكتوبر 2015 الساعة 10:20 بتوقيت غرينتش", datetime(2015, 10, 7, 10, 20, tzinfo=UTC)),
    ("tr", "7 Ekim 2015 Çarşamba 10:20", TIME),
    ("zh", "2015年10月07日 下午4:18", _naive(2015, 10, 7, 16, 18)),
    ("ja", "2015年10月7日 10時20分", TIME),
    ("ko", "2015년 10월 7일 오후 4:18", _naive(2015, 10, 7, 16, 18)),
    ("sv", "7 oktober 2015 kl. 10.20", TIME),
    ("id", "7 Oktober 2015 10:20 WIB", _at(7, 2015, 10, 7, 10, 20)),
]


@pytest.mark.parametrize(("language", "text", "value"), TIMES, ids=[row[1] for row in TIMES])
def test_time_of_day_and_zone(language, text, value):
    [found] = find_dates(text, language)
    assert found.value == value
    assert found.value.utcoffset() == value.utcoffset()
    assert found.precision is (Precision.SECOND if value.second or ":00" in text else Precision.MINUTE)


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("fa", "2 تير 1399", "2020-06-22"),  # an Arabic yeh in a Persian month
        ("fa", "1399/12/30", "2021-03-20"),  # a leap year's last day
        ("fa", "1399/02/31", "2020-05-20"),
        ("th", "29 กุมภาพันธ์ 2563", "2020-02-29"),
    ],
)
def test_other_calendars(language, text, day):
    [found] = find_dates(text, language)
    assert found.value.date().isoformat() == day


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "7/10/2558"), ("en", "1394/07/15"), ("fa", "1394/13/15"), ("fa", "1399/07/31"), ("th", "31/2/2563")],
)
def test_years_of_other_calendars_are_none_of_ours(language, text):
    assert find_dates(text, language) == ()


def test_hour_alone_has_its_own_precision():
    [found] = find_dates("October 7, 2015 at 4 p.m.", "en")
    assert (found.value.hour, found.precision) == (16, Precision.HOUR)


@pytest.mark.parametrize(
    ("country", "hours"), [("IN", 5.5), ("IL", 2), (None, None)], ids=["india", "israel", "unknown"]
)
def test_a_zone_of_several_countries_is_decided_by_the_country(country, hours):
    [found] = find_dates("7 October 2015, 10:20 IST", "en", country=country)
    offset = found.value.utcoffset()
    assert offset == (None if hours is None else timedelta(hours=hours))


AMBIGUOUS = [
    # language, day_first, text, day, ambiguous
    ("en", None, "03/04/2021", _naive(2021, 3, 4), True),
    (None, None, "03/04/2021", _naive(2021, 3, 4), True),
    ("en", True, "03/04/2021", _naive(2021, 4, 3), False),
    ("en", False, "03/04/2021", _naive(2021, 3, 4), False),
    ("fr", None, "03/04/2021", _naive(2021, 4, 3), False),
    ("en", None, "25/04/2021", _naive(2021, 4, 25), False),
    ("en", None, "04/25/2021", _naive(2021, 4, 25), False),
    ("en", None, "04/04/2021", _naive(2021, 4, 4), False),
    (None, None, "03.04.2021", _naive(2021, 4, 3), False),
    ("en", None, "Saturday 03/04/2021", _naive(2021, 4, 3), False),
    ("en", None, "Thursday, 03/04/2021", _naive(2021, 3, 4), False),
]


@pytest.mark.parametrize(
    ("language", "day_first", "text", "value", "ambiguous"),
    AMBIGUOUS,
    ids=[f"{row[0]}-{row[1]}-{row[2]}" for row in AMBIGUOUS],
)
def test_order_of_day_and_month(language, day_first, text, value, ambiguous):
    [found] = find_dates(text, language, day_first=day_first)
    assert (found.value, found.ambiguous) == (value, ambiguous)


@pytest.mark.parametrize(
    ("language", "text"), [("en", "October 2015"), ("es", "octubre de 2015"), ("zh", "2015年10月")]
)
def test_month_alone(language, text):
    [found] = find_dates(text, language)
    assert (found.value, found.precision) == (_naive(2015, 10, 1), Precision.MONTH)


NONE = [
    ("en", "31 February 2015"),
    ("en", "1 May 2999"),
    ("en", "7 October 1812"),
    ("en", "in 2015 he left"),
    ("en", "4 warships targeted 11 sites with 26 missiles over 1,500 kilometers"),
    ("en", "carried out 2015 operations"),
    ("en", "see https://example.com/2015/10/07/story"),
    ("en", "version 1.10.2015.3"),
    ("en", "call 020-07-10-2015"),
    ("en", "October 20"),
    ("en", "you may 20 times"),
    ("de", "45.13.2015"),
    ("ar", "24 ذو الحجة 1436"),
    ("en", ""),
]


@pytest.mark.parametrize(("language", "text"), NONE, ids=[row[1] for row in NONE])
def test_no_date(language, text):
    assert find_dates(text, language) == ()


def test_spans_cover_the_words():
    text = "It was signed on Wednesday, 7 October 2015 at 10:20 GMT in Minsk, and again on May 3, 2020."
    assert [text[found.start : found.end] for found in find_dates(text, "en")] == [
        "Wednesday, 7 October 2015 at 10:20 GMT",
        "May 3, 2020",
    ]


@given(
    st.text(alphabet=st.sampled_from("0123456789 .,:/-年月日قT+Zоктm October20157"), max_size=60),
    st.sampled_from(["en", "de", "zh", "ar", None]),
)
def test_any_text_gives_spans_in_range_and_order(text, language):
    found = find_dates(text, language)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(1900 <= each.value.year <= 2100 for each in found)


# --- lines that carry the article's date ------------------------------------------------------------------------------

LINES = [
    # text, published, modified, residue
    ("Published: 7 October 2015 | Updated 8 October 2015 10:20 GMT", "2015-10-07", "2015-10-08T10:20", ""),
    ("Posted on May 3, 2020 by Jane Doe", "2020-05-03", None, "by Jane Doe"),
    ("Stand: 07.10.2015 10:20 Uhr", "2015-10-07T10:20", None, ""),
    ("Publié le 3 mars 2020 à 10h20 - Mis à jour le 4 mars 2020 à 11h00", "2020-03-03T10:20", "2020-03-04T11:00", ""),
    ("Pressemitteilung vom 07.10.2015", "2015-10-07", None, ""),
    ("Communiqué du 7 octobre 2015", "2015-10-07", None, ""),
    ("London | 7 October 2015", "2015-10-07", None, "London"),
    ("By Jane Doe, 7 October 2015 10:20", "2015-10-07T10:20", None, "By Jane Doe"),
    ("Von Max Müller, 7. Oktober 2015, 10:20 Uhr", "2015-10-07T10:20", None, "Von Max Müller"),
    ("0 Comments May 3, 2020", "2020-05-03", None, ""),
    ("Jane Doe • October 7, 2015 • 3 min read", "2015-10-07", None, "Jane Doe"),
    ("发布时间：2015-10-07 10:20 来源：新华网", "2015-10-07T10:20", None, "来源：新华网"),
    ("2015年10月7日 10時20分 公開 2015年10月8日 12:00 更新", "2015-10-07T10:20", "2015-10-08T12:00", ""),
    ("입력 2015.10.07 10:20 수정 2015.10.07 11:00", "2015-10-07T10:20", "2015-10-07T11:00", ""),
    ("Last updated at 10:20 GMT on 7 October 2015", None, "2015-10-07T10:20", ""),
    ("Last updated at 10:20 GMT", None, None, ""),
    ("7 October 2015, 10:20; updated 14:35", "2015-10-07T10:20", "2015-10-07T14:35", ""),
    ("10:20 07.10.2015 (обновлено: 12:30 07.10.2015)", "2015-10-07T10:20", "2015-10-07T12:30", ""),
    ("7 октября 2015, 18:32 | Иван Иванов", "2015-10-07T18:32", None, "Иван Иванов"),
    ("Yayınlanma: 07.10.2015 10:20 Güncelleme: 08.10.2015 12:30", "2015-10-07T10:20", "2015-10-08T12:30", ""),
    ("نشر في: 7 أكتوبر 2015 - 10:20", "2015-10-07T10:20", None, ""),
    ("آخر تحديث: 07 أكتوبر 2015 الساعة 10:20", None, "2015-10-07T10:20", ""),
    ("Geplaatst op 7 oktober 2015 door Jan Jansen", "2015-10-07", None, "door Jan Jansen"),
    ("Veröffentlicht am 07.10.2015 | Lesedauer: 3 Minuten", "2015-10-07", None, ""),
    ("This article was published on 7 October 2015 at 10:20.", "2015-10-07T10:20", None, ""),
    ("7 October، 2015", "2015-10-07", None, ""),
    ("Saturday 17 June 2017 - 04:18", "2017-06-17T04:18", None, ""),
    ("Moscow, 7 October 2015", "2015-10-07", None, "Moscow"),
    ("Politics | October 7, 2015", "2015-10-07", None, "Politics"),
    ("Published October 7, 2015 in Politics", "2015-10-07", None, "in Politics"),
]


def _value(expression):
    return (
        expression
        and (
            expression.value.date() if expression.precision is Precision.DAY else expression.value.replace(tzinfo=None)
        ).isoformat()[:16]
    )


@pytest.mark.parametrize(("text", "published", "modified", "residue"), LINES, ids=[row[0] for row in LINES])
def test_date_line(text, published, modified, residue):
    line = read_date_line(text)
    assert line is not None
    assert (_value(line.published), _value(line.modified), line.residue) == (published, modified, residue)


RELATIVE = [
    # text, seconds back, days on, time of day
    ("2 hours ago", 7200, 0, None),
    ("an hour ago", 3600, 0, None),
    ("Jane Doe 5 min ago", 300, 0, None),
    ("vor 3 Stunden", 10800, 0, None),
    ("il y a 2 heures", 7200, 0, None),
    ("hace 2 horas", 7200, 0, None),
    ("há 2 horas", 7200, 0, None),
    ("2 horas atrás", 7200, 0, None),
    ("2 ore fa", 7200, 0, None),
    ("3 uur geleden", 10800, 0, None),
    ("3 часа назад", 10800, 0, None),
    ("منذ ساعتين", 7200, 0, None),
    ("منذ 3 ساعات", 10800, 0, None),
    ("3 saat önce", 10800, 0, None),
    ("3小时前", 10800, 0, None),
    ("3時間前", 10800, 0, None),
    ("yesterday at 10:20", 0, -1, 10),
    ("Today, 14:05", 0, 0, 14),
    ("Heute, 14:05 Uhr", 0, 0, 14),
    ("Вчера в 10:20", 0, -1, 10),
    ("10:20, сегодня", 0, 0, 10),
]


@pytest.mark.parametrize(("text", "seconds", "days", "hour"), RELATIVE, ids=[row[0] for row in RELATIVE])
def test_line_with_a_relative_time(text, seconds, days, hour):
    line = read_date_line(text)
    assert line is not None
    assert line.relative is not None
    assert (line.relative.seconds, line.relative.days, line.relative.hour) == (seconds, days, hour)


def test_updated_line_with_a_relative_time_is_about_the_last_change():
    line = read_date_line("Updated 2 hours ago", "en")
    assert line is not None
    assert line.relative_is_modified


def test_line_without_a_year_is_partial():
    line = read_date_line("Tue, Oct. 7", "en")
    assert line is not None
    assert line.partial is not None
    assert (line.published, line.partial.month, line.partial.day) == (None, 10, 7)


NO_LINES = [
    "The cooperation deal reached on October 20 is aimed at preventing incidents.",
    "— RT (@RT_com) November 13, 2015",
    "— Jane Doe November 13, 2015",
    "READ MORE: The talks of 7 October 2015",
    "Related: Story of 7 October 2015",
    "When: Saturday, October 10, 2015, 7 p.m.",
    "Wann: 7. Oktober 2015, 19 Uhr",
    "Registriert: 07.10.2015, 05:56",
    "Aktuelles Datum und Uhrzeit: 07.10.2015, 19:22",
    "October 7-9, 2015",
    "7 octobre 2015 - 9 octobre 2015",
    "Wed, Oct 7, 2015, 7pm - 9pm",
    "File photo, 7 October 2015",
    "Photo taken on October 7, 2015, shows a market.",
    "The talks began on 7 October 2015",
    "What happened on 7 October 2015",
    "© 7 October 2015 Example",
    "Jane Doe says: October 7, 2015 at 10:20 am",
    "Presidential elections of 25 October 2015 in Guinea",
    "A post shared by Jane (@jane) on Oct 7, 2015 at 10:20am PDT",
    "Am 7. Oktober 2015 begann die Operation",
    "Le 7 octobre 2015, la Russie a tiré des missiles",
    "2015年10月7日他离开了北京前往莫斯科参加会议",
    "في 7 أكتوبر 2015 أعلنت وزارة الدفاع إطلاق صواريخ",
    "7 октября 2015 года корабли выпустили ракеты",
    "Two weeks ago he said nothing",
    "Today is the day",
    "US, Russia New Talks",
    "0",
    "",
]


@pytest.mark.parametrize("text", NO_LINES)
def test_line_about_something_else(text):
    assert read_date_line(text) is None


@given(st.text(max_size=120))
def test_any_line_is_answered(text):
    line = read_date_line(text)
    assert line is None or isinstance(line.residue, str)
