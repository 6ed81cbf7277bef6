"""Reads one date out of an attribute or a declaration: ISO 8601 and its misspellings, seconds since 1970, words."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta, timezone

from transforms.dates import find_dates
from transforms.types import DateExpression, Precision

_LONGEST = 120  # characters: what is longer is a text that holds a date

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d?)-(?P<day>\d\d?)|/(?P<month_s>\d\d?)/(?P<day_s>\d\d?)|(?P<month_c>\d\d)(?P<day_c>\d\d))"
    r"(?:[T\s,+_-]{1,3}(?P<hour>\d\d?)(?::?(?P<minute>\d\d))(?::?(?P<second>\d\d?)(?:[.,:]\d{1,9})?)?"
    r"\s?(?P<half>[AaPp][Mm]\b)?\s?(?P<zone>Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?(?!\d)",
    re.IGNORECASE,
)
_UNIX = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?$")
_LAST_SECOND = 2_200_000_000  # in 2039
_YEAR_LAST = re.compile(  # Mon Mar 05 10:00:00 CET 2020
    r"(?:\w{3} )?(?P<date>[A-Z][a-z]{2} \d\d?) (?P<time>\d\d:\d\d:\d\d)(?P<zone> [A-Z]{2,5}| [+-]\d{4})? (?P<year>\d{4})"
)


def read_stamp(
    value: str, language: str | None, *, day_first: bool | None = None, country: str | None = None
) -> DateExpression | None:
    """The first date in a declaration's value; None where there is none.

    Midnight to the second is how programs write a day whose time nobody told: such a value has the precision of a day.
    """
    value = value.strip()
    if not value or len(value) > _LONGEST:
        return None
    found = _read_iso(value) or _read_unix(value) or _read_words(value, language, day_first, country)
    return _without_midnight(found) if found else None


def _read_iso(value: str) -> DateExpression | None:
    match = _ISO.match(value)
    if not match:
        return None
    month = match["month"] or match["month_s"] or match["month_c"]
    day = match["day"] or match["day_s"] or match["day_c"]
    try:
        start = datetime(int(match["year"]), int(month), int(day))  # noqa: DTZ001 - zone unknown
        return _timed(start, match) if match["hour"] else _expression(match, start, Precision.DAY)
    except ValueError:
        return None


def _timed(start: datetime, match: re.Match[str]) -> DateExpression:
    hour = int(match["hour"])
    if match["half"] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    if hour == 24:
        hour, start = 0, start + timedelta(days=1)
    value = start.replace(hour=hour, minute=int(match["minute"]), second=int(match["second"] or 0))
    precision = Precision.SECOND if match["second"] else Precision.MINUTE
    return _expression(match, value.replace(tzinfo=_zone(match["zone"])), precision)


def _zone(words: str | None) -> timezone | None:
    if not words:
        return None
    if words[0] not in "+-":
        return UTC
    minutes = int(words[1:3]) * 60 + int(words[3:].lstrip(":") or 0)
    return timezone(timedelta(minutes=minutes if words[0] == "+" else -minutes))


def _expression(match: re.Match[str], value: datetime, precision: Precision) -> DateExpression:
    return DateExpression(match.start(), match.end(), value, precision)


def _read_unix(value: str) -> DateExpression | None:
    """Seconds or milliseconds since 1970."""
    match = _UNIX.match(value)
    if not match:
        return None
    seconds = int(value[:10])
    if seconds > _LAST_SECOND:  # an article number of a shop
        return None
    return DateExpression(0, match.end(), datetime.fromtimestamp(seconds, UTC), Precision.SECOND)


def _read_words(value: str, language: str | None, day_first: bool | None, country: str | None) -> DateExpression | None:
    match = _YEAR_LAST.match(value)
    words = f"{match['date']} {match['year']} {match['time']}{match['zone'] or ''}" if match else value
    return next(iter(find_dates(words, language, day_first=day_first, country=country)), None)


def _without_midnight(found: DateExpression) -> DateExpression:
    if found.precision is not Precision.SECOND or found.value.time() != time():
        return found
    day = found.value.replace(tzinfo=None)
    return DateExpression(found.start, found.end, day, Precision.DAY, found.ambiguous)
