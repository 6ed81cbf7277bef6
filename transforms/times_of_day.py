"""A time of day beside a date, in words of many languages, and the zone that words after it name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache

from transforms.calendar_words import table_rows
from transforms.types import Precision

_HOUR_SIGNS = "hH時时點点시u"


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day as words give it."""

    start: int  # span in the text that was read
    end: int
    hour: int
    minute: int | None
    second: int | None
    zone: str | None  # the words that name a zone, or an offset such as "+03:00"

    @property
    def precision(self) -> Precision:
        """The smallest unit given."""
        if self.second is not None:
            return Precision.SECOND
        return Precision.HOUR if self.minute is None else Precision.MINUTE


def alternatives(words: Iterable[str]) -> str:
    """A regex part that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@cache
def _clock_words(kind: str) -> frozenset[str]:
    return frozenset(
        word for row_kind, words in table_rows("clock_words.tsv") if row_kind == kind for word in words.split("|")
    )


@cache
def _pattern() -> re.Pattern[str]:
    """A time of day: its number, half of the day, unit and zone."""
    zones = alternatives(word for zone in _zones() for word in zone.words)
    halves = alternatives(_clock_words("before_noon") | _clock_words("after_noon"))
    zone = (
        r"(?:(?:GMT|UTC)\s?)?[+\-−–]\d{1,2}(?::?\d{2})?(?!\d|[./-]\d)"
        rf"|(?-i:{zones})(?!\w)(?:\s?[+\-−–]\s?\d{{1,2}}(?::?\d{{2}})?(?!\d))?|(?-i:Z)(?!\w)"
    )
    return re.compile(
        rf"""
        (?P<lead>(?:{alternatives(_clock_words("before_noon_cjk") | _clock_words("after_noon_cjk"))})\s?)?
        (?P<hour>\d{{1,2}})
        (?: [:：٫] (?P<minute>\d{{2}}) (?: [:：] (?P<second>\d{{2}}) (?:[.,]\d{{1,9}})? )?
          | \s?[{_HOUR_SIGNS}]\s?(?P<minute_h>\d{{2}})(?:\s?[分분])?
          | \.(?P<minute_dot>\d{{2}}) (?=$|\s*(?:[|)\]·•,;/—–-]|{alternatives(_clock_words("unit"))}|{halves}|(?-i:{zones})))
        )?
        (?!\d|[.:,]\d)
        (?P<half>\s?(?:{halves})(?!\w))?
        (?P<unit>\s?(?:{alternatives(_clock_words("unit"))})(?!\w)\.?)?
        (?:\s?[(\[（]\s?(?P<zone_within>{zone})\s?[)\]）]|\s?(?P<zone>{zone})(?:\s?\([A-Z][A-Za-z ]{{1,40}}\))?)?
        """,
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _lead_in() -> re.Pattern[str]:
    """What may stand between a date and its time."""
    return re.compile(
        rf"[\s,،;|•·@/()\[\]（，、\-–—:]{{0,6}}(?:(?:{alternatives(_clock_words('at'))})[\s.:：]+|T(?=\d\d:)|الساعة\s*)?",
        re.IGNORECASE,
    )


def _twelve_hour(match: re.Match[str], hour: int) -> int | None:
    """The hour of 0 to 24 after the half of the day was reckoned in."""
    words = ((match["half"] or "") + (match["lead"] or "")).strip().lower()
    if not words or not 1 <= hour <= 12:
        return hour if words == "" or hour <= 23 else None
    after = words in _clock_words("after_noon") or words in _clock_words("after_noon_cjk")
    return hour % 12 + (12 if after else 0)


def _minute(match: re.Match[str]) -> int | None:
    digits = match["minute"] or match["minute_h"] or match["minute_dot"]
    return int(digits) if digits else None


def _read(match: re.Match[str]) -> TimeOfDay | None:
    """The time that a match means; None for a bare number and for what no clock shows."""
    minute, second = _minute(match), int(match["second"]) if match["second"] else None
    if minute is None and not (match["half"] or match["unit"] or match["lead"]):
        return None
    hour = _twelve_hour(match, int(match["hour"]))
    if hour is None or hour > 23 or (minute or 0) > 59 or (second or 0) > 59:
        return None
    zone = match["zone"] or match["zone_within"]
    return TimeOfDay(match.start(), match.end(), hour, minute, second, zone)


def time_at(text: str, position: int) -> TimeOfDay | None:
    """The time of day that begins exactly at `position`."""
    match = _pattern().match(text, position)
    return _read(match) if match else None


def time_after(text: str, position: int) -> TimeOfDay | None:
    """The time of day that belongs to a date which ends at `position`."""
    lead_in = _lead_in().match(text, position)
    begin = lead_in.end() if lead_in else position
    return time_at(text, begin) if begin < len(text) else None


_BEFORE = re.compile(r"\d{1,2}\s?[:：.hH]\s?\d{2}|\d{1,2}\s?[aApP]\.?\s?[mM]")
_BETWEEN = re.compile(
    r"[\s,،;|•·/()\-–—]*(?:(?:on|am|le|el|em|il|op|den|de|del|dia|of|от|من|του|dne)\s+)?", re.IGNORECASE
)


def time_before(text: str, start: int, position: int) -> TimeOfDay | None:
    """The time of day between `start` and a date at `position`: "10:20 GMT, 7 October 2015"."""
    for match in _BEFORE.finditer(text, max(start, position - 40), position):
        begin = match.start()
        if begin and (text[begin - 1].isalnum() or text[begin - 1] in ":."):
            continue
        time = time_at(text, begin)
        gap = _BETWEEN.match(text, time.end) if time else None
        if time and gap and time.end <= position <= gap.end():
            return time
    return None


# --- zones ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Zone:
    """One row of transforms/data/zones.tsv."""

    words: tuple[str, ...]
    summer_time: str  # us, eu, or empty: none
    minutes: int
    countries: frozenset[str]  # empty: any; "" in it: also where the country is not known
    since: str
    until: str


@cache
def _zones() -> tuple[_Zone, ...]:
    return tuple(_zone(*(*row, "", "", "")[:5]) for row in table_rows("zones.tsv"))


def _zone(words: str, offset: str, countries: str, since: str, until: str) -> _Zone:
    rule, _, minutes = offset.rpartition(" ")
    allowed = frozenset(countries.split(",")) if countries else frozenset[str]()
    return _Zone(tuple(words.split("|")), rule, int(minutes), allowed, since, until)


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def _sunday(year: int, month: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (nth - 1))


def _is_summer_time(rule: str, moment: datetime) -> bool:
    """Whether summer time holds, by the rules in force since 1996 (Europe), 1987 and 2007 (United States)."""
    year = moment.year
    if rule == "eu":
        begin, end = _last_sunday(year, 3), _last_sunday(year, 10)
    elif year >= 2007:
        begin, end = _sunday(year, 3, 2), _sunday(year, 11, 1)
    else:
        begin, end = _sunday(year, 4, 1), _last_sunday(year, 10)
    return begin <= (moment - timedelta(hours=2)).date() < end


_OFFSET = re.compile(r"(?:GMT|UTC)?\s?([+\-−–])\s?(\d{1,2}):?(\d{2})?$", re.IGNORECASE)


def _offset_minutes(words: str) -> int | None:
    match = _OFFSET.match(words)
    if not match:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return (minutes if match[1] == "+" else -minutes) if minutes <= 14 * 60 else None


def _zone_minutes(words: str, moment: datetime, country: str | None) -> int | None:
    day = moment.date().isoformat()
    for zone in _zones():
        if words not in zone.words or (zone.countries and (country or "") not in zone.countries):
            continue
        if zone.since <= day and (not zone.until or day < zone.until):
            return zone.minutes + (60 if zone.summer_time and _is_summer_time(zone.summer_time, moment) else 0)
    return None


def in_zone(moment: datetime, words: str | None, country: str | None = None) -> datetime:
    """`moment` with the offset that `words` name; as it was where they name none, or one that the country must decide."""
    if not words:
        return moment
    minutes = 0 if words in {"Z", "z"} else _offset_minutes(words)
    if minutes is None:
        minutes = _zone_minutes(words, moment, country)
    return moment if minutes is None else moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
