"""Finds absolute dates in a text: digits are the anchors, the words around them are looked up.

No parser of single expressions is called for a find: dateutil and dateparser fill in what is not written (this month,
this year) and cost 0.1 to 20 ms each, more than the whole article may. The names of months and weekdays are CLDR's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from transforms.calendar_words import fold, is_certain_name, jalali_month_of, month_of, weekday_of
from transforms.other_calendars import THAI_ERA, THAI_SHORT_MONTH, from_jalali, in_our_calendar
from transforms.times_of_day import TimeOfDay, in_zone, time_after, time_before
from transforms.types import DateExpression, Precision

YEARS = range(1900, 2101)
# In these, two small numbers say nothing about their order: English is written on both sides of it, the others put the
# year first at home. Every other language puts the day first.
_UNDECIDED = frozenset({None, "en", "zh", "ja", "ko", "hu", "lt"})


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date as written, which may lack its year or its day."""

    start: int  # span in the text
    end: int
    year: int | None
    month: int
    day: int | None
    ambiguous: bool = False  # day and month could be exchanged
    is_range: bool = False  # "7-9 October": this is its first day
    weekday: int | None = None  # Monday is 1, where the words name it
    time: TimeOfDay | None = None


@dataclass(frozen=True, slots=True)
class _Search:
    """What is searched, and what decides between readings."""

    text: str
    language: str | None
    day_first: bool | None


def _exists(year: int | None, month: int, day: int | None) -> bool:
    """Whether there is such a day, in a year that news is about."""
    if year is not None and year not in YEARS:
        return False
    try:
        date(year or 2000, month, 1 if day is None else day)
    except ValueError:
        return False
    return True


# --- words around a number --------------------------------------------------------------------------------------------

_WORD = r"[^\W\d_][^\s\d_.,،;:/()\[\]{}|<>«»\"“”–—（）【】、。，：\-]*"
_BREAKS = frozenset(' \t\n\u00a0\u202f0123456789_.,،;:/()[]{}|<>«»"“”–—-、。，（）【】')
_GAPS = frozenset(" \u00a0\u202f.,،-/–'’(")
_LINKS = frozenset(
    {"de", "del", "of", "do", "d", "عام", "لعام", "من", "năm", "the", "den", "der", "le", "il", "el", "dia"}
)


def _word_before(text: str, position: int, gaps: int = 3) -> tuple[int, int]:
    """The span of the word that ends at most `gaps` separators before `position`; empty where there is none."""
    end = position
    while end > 0 and position - end < gaps and text[end - 1] in _GAPS:
        end -= 1
    start = end
    while start > 0 and text[start - 1] not in _BREAKS and end - start < 24:
        start -= 1
    return start, end


def _word_before_links(text: str, position: int) -> tuple[int, int]:
    """The same, past one or two linking words: "octubre de 2015"."""
    start, end = _word_before(text, position)
    for _ in range(2):
        if text[start:end].lower() not in _LINKS:
            break
        start, end = _word_before(text, start)
    return start, end


def _named_month(first: str, second: str | None, language: str | None) -> tuple[int, int] | None:
    """The month, and how many of the words name it (Arabic has months of two)."""
    if second is not None and fold(first) in {"تشرين", "كانون"}:
        month = month_of(f"{first} {second}", language)
        return (month, 2) if month else None
    month = month_of(first, language)
    return (month, 1) if month else None


_OTHER_NAME = re.compile(rf"(?:\s?[/(]\s?|\s(?=[\u0600-\u06ff]))({_WORD})(?:\s({_WORD}))?")


def _past_other_name(search: _Search, position: int, month: int) -> int:
    """The end of the same month's second name: "أكتوبر/تشرين الأول", "October (Tishrin)"."""
    match = _OTHER_NAME.match(search.text, position)
    named = _named_month(match[1], match[2], search.language) if match else None
    if not match or not named or named[0] != month:
        return position
    end = match.end(named[1])
    return end + 1 if search.text[end : end + 1] == ")" else end


_YEAR = re.compile(
    r"\.?[\s,،]{0,3}(?:(?:of|del?|do|din|ng|من عام|من العام|من|لعام|للعام|عام|سنة|لسنة|năm)\s+)?(?<![^\W\d])[\-/.]?"
    r"(?P<year>\d{4})(?![\d:٫]|[.,]\d|\s?(?:GMT|UTC|hrs|hours|Uhr|uur)\b)"
    r"(?:\s?(?:г\.|год[ауе]?(?!\w)|г(?!\w)|р\.|року(?!\w)|рік(?!\w)|م(?!\w)|yılı(?!\w)))?"
    r"|\.?[\-\s]['’](?P<short>\d{2})(?!\d)|-(?P<hyphened>\d{2})(?![\d\-:.])"
)


@dataclass(frozen=True, slots=True)
class _Year:
    """The year after a month, and where it ends."""

    number: int | None  # None: no year is written
    end: int


def _year_after(text: str, position: int) -> _Year:
    match = _YEAR.match(text, position)
    if not match:
        return _Year(None, position)
    short = match["short"] or match["hyphened"]
    return _Year(_full_year(short) if short else int(match["year"]), match.end())


def _full_year(digits: str) -> int:
    """The year that two digits mean in a text of our days."""
    return int(digits) + (2000 if int(digits) < 70 else 1900)


# --- one reader a notation --------------------------------------------------------------------------------------------

_YEAR_FIRST = re.compile(r"(\d{4})(?:([-/.‐–])(\d{1,2})\2(\d{1,2})|\. ?(\d{1,2})\. ?(\d{1,2})\.?)(?!\d)")
_YEAR_NAME_DAY = re.compile(rf"(\d{{4}})\.?[\s,\-/]{{1,2}}({_WORD})\.?[\s\-/]{{1,2}}(\d{{1,2}})(?![\d:])\.?")
_HAN = re.compile(r"(\d{2,4})\s?[年년]\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日號号일])?")
_HAN_WITHOUT_YEAR = re.compile(r"(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日號号일]")
_ERAS = {"民國": 1911, "民国": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_NUMERIC = re.compile(r"(\d{1,2})\s?([./\-‐–])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d|[./]\d)")
_NUMERIC_SHORT = re.compile(r"(\d{2})([./\-])(\d{2})\2(\d{2})(?!\d|[./\-,:]\d|%)")
_DOTTED_WITHOUT_YEAR = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.(?!\s?\d)")
_DOTTERS = frozenset({"de", "cs", "sk", "sl", "hr", "fi", "nb", "no", "da", "tr", "pl"})
_VIETNAMESE = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s*(?:,|năm)\s*|\s+)(\d{4})(?!\d)", re.IGNORECASE)
_ORDINAL = r"(?:st|nd|rd|th|er|re|ère|e|de|º|ª|°|ο|η|ης|-го|-е|-ое|-є|\.)(?![^\W\d_])"
_DAY_LINK = r"(?:(?:of|del?|di|da|ng|من|από|του|des|dne|day of)\s|d['’])"
_DAY_THEN_NAME = re.compile(
    rf"(\d{{1,2}})(?:\s?[-–—/]\s?(?P<last>\d{{1,2}}))?(?:{_ORDINAL})?[\s,،\-/.]{{0,2}}(?:{_DAY_LINK}\s?)?"
    rf"(?P<name>{_WORD})(?:\s(?P<second>{_WORD}))?",
    re.IGNORECASE,
)
_NAME_THEN_DAY = re.compile(
    r"(\d{1,2})(?:\s?[-–—]\s?(?P<last>\d{1,2})(?![\d:]))?(?!\d|[.,:٫：]\d|\s?[hH]\d|%)(?:(?:st|nd|rd|th)(?!\w))?",
    re.IGNORECASE,
)


def _read_year_first(search: _Search, start: int) -> CalendarDate | None:
    match = _YEAR_FIRST.match(search.text, start)
    if match and not _is_glued(search.text, start):
        year, month, day = int(match[1]), int(match[3] or match[5]), int(match[4] or match[6])
        return CalendarDate(start, match.end(), year, month, day)
    match = _YEAR_NAME_DAY.match(search.text, start)
    month_named = month_of(match[2], search.language) if match else None
    if match and month_named:
        return CalendarDate(start, match.end(), int(match[1]), month_named, int(match[3]))
    return None


def _read_han(search: _Search, start: int) -> CalendarDate | None:
    match = _HAN.match(search.text, start)
    if match:
        begin, year = _era_year(search.text, start, int(match[1]))
        return CalendarDate(begin, match.end(), year, int(match[2]), int(match[3]) if match[3] else None)
    match = _HAN_WITHOUT_YEAR.match(search.text, start)
    return CalendarDate(start, match.end(), None, int(match[1]), int(match[2])) if match else None


def _era_year(text: str, start: int, number: int) -> tuple[int, int]:
    """Where the year begins and which one it is, with the era's name before it reckoned in."""
    name = text[max(0, start - 3) : start].rstrip()[-2:]
    if name in _ERAS:
        return text.rindex(name, 0, start), _ERAS[name] + number
    return start, number


def _is_glued(text: str, start: int) -> bool:
    """Whether a number is the tail of something longer: an address, a version, a telephone number."""
    before = text[start - 1 : start]
    return (before.isascii() and before.isalnum()) or (
        before != "" and before in "./-:_$€£#+=&@" and text[start - 2 : start - 1] not in {"", " "}
    )


def _order(search: _Search, first: int, second: int, separator: str) -> tuple[int, int, bool]:
    """Day, month, and whether that order is only a habit."""
    if first > 12 or second > 12 or first == second:
        day_first = first > 12 or first == second
    elif search.day_first is not None:
        day_first = search.day_first
    elif search.language not in _UNDECIDED or (separator == "." and search.language != "en"):
        day_first = True
    else:
        return (first, second, True) if separator == "." else (second, first, True)
    return (first, second, False) if day_first else (second, first, False)


def _read_numeric(search: _Search, start: int) -> CalendarDate | None:
    match = _NUMERIC.match(search.text, start) or _NUMERIC_SHORT.match(search.text, start)
    if not match or _is_glued(search.text, start):
        return None
    day, month, ambiguous = _order(search, int(match[1]), int(match[3]), match[2])
    short = len(match[4]) == 2
    if short and ambiguous:
        return None
    year = _full_year(match[4]) if short else int(match[4])
    return CalendarDate(start, match.end(), year, month, day, ambiguous)


def _read_dotted(search: _Search, start: int) -> CalendarDate | None:
    """A German "07.10." and its kin, which have no year."""
    match = _DOTTED_WITHOUT_YEAR.match(search.text, start) if search.language in _DOTTERS else None
    if not match or _is_glued(search.text, start):
        return None
    return CalendarDate(start, match.end(), None, int(match[2]), int(match[1]))


def _read_vietnamese(search: _Search, start: int) -> CalendarDate | None:
    match = _VIETNAMESE.match(search.text, start)
    return CalendarDate(start, match.end(), int(match[3]), int(match[2]), int(match[1])) if match else None


def _read_thai(search: _Search, start: int) -> CalendarDate | None:
    """Months cut to two letters with a point after each, and years of two digits, which are the Buddhist era's."""
    match = THAI_SHORT_MONTH.match(search.text, start) if search.language == "th" else None
    month = month_of(match["name"], "th") if match else None
    if not match or not month:
        return None
    year = int(match["year"]) if match["year"] else 2500 + int(match["short"])
    return CalendarDate(start, match.end(), year, month, int(match["day"]))


def _read_day_name(search: _Search, start: int) -> CalendarDate | None:
    match = _DAY_THEN_NAME.match(search.text, start)
    if not match:
        return None
    named = _named_month(match["name"], match["second"], search.language)
    if not named:
        return _read_jalali(search, match)
    month, words = named
    end = match.end("second" if words == 2 else "name")
    end = _past_other_name(search, end, month)
    era = THAI_ERA.match(search.text, end) if search.language == "th" else None
    year = _year_after(search.text, era.end() if era else end)
    if year.number is None and not (words == 2 or is_certain_name("month", match["name"], search.language)):
        return None
    return CalendarDate(start, year.end, year.number, month, int(match[1]), is_range=bool(match["last"]))


def _read_jalali(search: _Search, match: re.Match[str]) -> CalendarDate | None:
    month = jalali_month_of(match["name"])
    year = _year_after(search.text, match.end("name"))
    day = from_jalali(year.number, month, int(match[1])) if month and year.number else None
    return CalendarDate(match.start(), year.end, day.year, day.month, day.day) if day else None


def _read_name_day(search: _Search, start: int) -> CalendarDate | None:
    begin, end = _word_before(search.text, start)
    word = search.text[begin:end]
    month = month_of(word, search.language) if word else None
    match = _NAME_THEN_DAY.match(search.text, start) if month else None
    if not match or not month:
        return None
    year = _year_after(search.text, match.end())
    if year.number is None and not is_certain_name("month", word, search.language):
        return None
    return CalendarDate(begin, year.end, year.number, month, int(match[1]), is_range=bool(match["last"]))


def _read_month_year(search: _Search, start: int) -> CalendarDate | None:
    text = search.text
    begin, end = _word_before_links(text, start)
    month = month_of(text[begin:end], search.language) if begin < end else None
    certain = month is not None and is_certain_name("month", text[begin:end], search.language)
    if not certain and begin < end:  # an Arabic month of two words
        begin, _ = _word_before(text, begin)
        month = month_of(text[begin:end], search.language)
    if not month or not (certain or " " in text[begin:end]) or text[start + 4 : start + 5] == ":":
        return None
    return CalendarDate(begin, start + 4, int(text[start : start + 4]), month, None)


_SHORT_READERS = (_read_numeric, _read_han, _read_vietnamese, _read_thai, _read_day_name, _read_name_day, _read_dotted)
_LONG_READERS = (_read_year_first, _read_han, _read_month_year)


# --- the search -------------------------------------------------------------------------------------------------------

_NUMBER = re.compile(r"\d+")
_ASCII_NUMBER = re.compile(r"[0-9]+")
# Languages that never write digits but 0-9 are spared the search for others.
_ASCII_DIGITS_ONLY = frozenset("en de fr es pt it nl ru tr pl uk cs sv id vi el ro hu da nb no fi".split())  # noqa: SIM905
_OTHER_DIGIT = re.compile("[٠-٩۰-۹０-９०-९০-৯๐-๙]")
_HAN_DIGITS = "〇一二三四五六七八九"
_HAN_NUMERALS = re.compile(
    r"([〇零○一二三四五六七八九]{4}|(?:平成|令和|昭和|民國)元)年([一二三四五六七八九十\d]{1,3})月(?:([一二三四五六七八九十\d]{1,3})[日號号])?"
)


def numbers(text: str, language: str | None) -> Iterator[re.Match[str]]:
    """The runs of digits in a text; most paragraphs have none, which is found out at the speed of memchr."""
    if has_ascii_digit(text):
        return (_ASCII_NUMBER if text.isascii() or language in _ASCII_DIGITS_ONLY else _NUMBER).finditer(text)
    if language in _ASCII_DIGITS_ONLY or text.isascii() or not _OTHER_DIGIT.search(text):
        return iter(())
    return _NUMBER.finditer(text)


def has_ascii_digit(text: str) -> bool:
    """Written out, because a loop over ten digits takes longer than the ten searches."""
    return (
        "0" in text or "1" in text or "2" in text or "3" in text or "4" in text
        or "5" in text or "6" in text or "7" in text or "8" in text or "9" in text
    )  # fmt: skip


def _date_at(search: _Search, start: int, digits: str) -> CalendarDate | None:
    """The date that a number is part of, which may be impossible (31 February).

    A minute ("10:20 October") and a decimal place are part of none.
    """
    before = search.text[max(0, start - 2) : start]
    if len(before) == 2 and before[0].isdigit() and before[1] in ":.,٫":
        return None
    impossible = None
    for reader in _LONG_READERS if len(digits) == 4 else _SHORT_READERS:
        found = _in_our_calendar(search, reader(search, start))
        if found and _exists(found.year, found.month, found.day):
            return _name_day_wins(search, found, start)
        impossible = impossible or found
    return impossible


def _in_our_calendar(search: _Search, found: CalendarDate | None) -> CalendarDate | None:
    if found is None or found.year is None or found.day is None or found.year in YEARS:
        return found
    ours = in_our_calendar(found.year, found.month, found.day, search.language)
    return replace(found, year=ours[0], month=ours[1], day=ours[2], ambiguous=False) if ours else found


def _name_day_wins(search: _Search, found: CalendarDate, start: int) -> CalendarDate:
    """A month before the number and a year after it beat a month after it without one."""
    if found.year is None and found.start == start:
        other = _read_name_day(search, start)
        if other and other.year is not None and _exists(other.year, other.month, other.day):
            return other
    return found


def _han_number(numeral: str) -> int:
    """A Han numeral below 100, or Arabic digits."""
    if numeral.isdigit() and numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    value = _HAN_DIGITS.find(ones) if ones else 0
    return value + (10 * (_HAN_DIGITS.find(tens) if tens else 1) if ten else 0)


def _han_year(numeral: str) -> int:
    if numeral.endswith("元"):
        return _ERAS[numeral[:2]] + 1
    return int("".join(str(_HAN_DIGITS.find("〇" if digit in "零○" else digit)) for digit in numeral))


def _han_numeral_dates(text: str) -> Iterator[CalendarDate]:
    """二〇一五年十月七日, and the first year of an era (令和元年)."""
    for match in _HAN_NUMERALS.finditer(text):
        year, month = _han_year(match[1]), _han_number(match[2])
        day = _han_number(match[3]) if match[3] else None
        if _exists(year, month, day):
            yield CalendarDate(match.start(), match.end(), year, month, day)


_WEEKDAY_AFTER = re.compile(rf"\s?[,،(（\[]?\s?({_WORD})\s?[)）\]]?")
_HAN_WEEKDAY = {sign: number for number, sign in enumerate("月火水木金土日", 1)} | {
    sign: number for number, sign in enumerate("월화수목금토일", 1)
}


def _weekday_fits(found: CalendarDate, weekday: int | None) -> bool:
    """Whether that is the date's weekday, in one of its readings."""
    if weekday is None or found.day is None:
        return False
    return found.year is None or weekday in {day.isoweekday() for day in _readings(found)}


def _readings(found: CalendarDate) -> Iterator[date]:
    """The days that a full date may mean."""
    if found.year is None or found.day is None:
        return
    yield date(found.year, found.month, found.day)
    if found.ambiguous:
        yield date(found.year, found.day, found.month)


def _with_weekday_before(search: _Search, found: CalendarDate) -> CalendarDate:
    begin, end = _word_before_links(search.text, found.start)
    if search.text[begin - 1 : begin] == "-":  # quarta-feira
        begin, _ = _word_before(search.text, begin, 1)
    word = search.text[begin:end]
    weekday = weekday_of(word, search.language) if word else None
    if not _weekday_fits(found, weekday) or not is_certain_name("weekday", word, search.language):
        return found
    return replace(found, start=begin, weekday=weekday)


def _with_weekday_after(search: _Search, found: CalendarDate) -> CalendarDate:
    match = _WEEKDAY_AFTER.match(search.text, found.end)
    if not match:
        return found
    weekday = weekday_of(match[1], search.language)
    if weekday is None and match[0].strip()[:1] in {"(", "（"}:
        weekday = _HAN_WEEKDAY.get(match[1])
    elif weekday is None or not is_certain_name("weekday", match[1], search.language):
        return found
    return replace(found, end=match.end(), weekday=weekday) if _weekday_fits(found, weekday) else found


def _decided_by_weekday(found: CalendarDate) -> CalendarDate:
    """The reading of an ambiguous date that falls on the weekday beside it."""
    if not found.ambiguous or found.weekday is None:
        return found
    fitting = [day for day in _readings(found) if day.isoweekday() == found.weekday]
    if len(fitting) != 1:
        return found
    return replace(found, month=fitting[0].month, day=fitting[0].day, ambiguous=False)


def _with_time(search: _Search, found: CalendarDate, floor: int) -> CalendarDate:
    if found.day is None:
        return found
    time = time_after(search.text, found.end)
    if time:
        return replace(found, end=time.end, time=time)
    time = time_before(search.text, floor, found.start)
    return replace(found, start=time.start, time=time) if time else found


def _complete(search: _Search, found: CalendarDate, floor: int) -> CalendarDate:
    """The date with the weekday and the time of day that stand beside it."""
    found = _with_weekday_before(search, found)
    if found.weekday is None:
        found = _with_weekday_after(search, found)
    return _with_time(search, _decided_by_weekday(found), floor)


def calendar_dates(text: str, language: str | None = None, *, day_first: bool | None = None) -> Iterator[CalendarDate]:
    """Every date in a text, those without a year or a day included, in order, without overlaps."""
    found_numbers = tuple(numbers(text, language))
    if not found_numbers and "年" not in text:
        return
    search = _Search(text, language, day_first)
    han = {found.start: found for found in _han_numeral_dates(text)} if "年" in text else {}
    floor = 0
    for found in han.values():
        yield _complete(search, found, found.start)
    for number in found_numbers:
        if number.start() >= floor and len(number[0]) <= 4:
            found_at = _date_at(search, number.start(), number[0])
            if found_at is None or found_at.start < floor:
                continue
            possible = _exists(found_at.year, found_at.month, found_at.day)
            whole = _complete(search, found_at, floor) if possible else found_at
            floor = whole.end
            if possible:
                yield whole


def as_expression(found: CalendarDate, country: str | None = None) -> DateExpression | None:
    """The date as a point in time; None without a year."""
    if found.year is None:
        return None
    value, precision = datetime(found.year, found.month, found.day or 1), Precision.DAY  # noqa: DTZ001 - zone unknown
    if found.day is None:
        precision = Precision.MONTH
    if found.time:
        precision = found.time.precision
        value = value.replace(hour=found.time.hour, minute=found.time.minute or 0, second=found.time.second or 0)
        value = in_zone(value, found.time.zone, country)
    return DateExpression(found.start, found.end, value, precision, found.ambiguous)


def find_dates(
    text: str, language: str | None = None, *, day_first: bool | None = None, country: str | None = None
) -> tuple[DateExpression, ...]:
    """Every absolute date in a text, in order, without overlaps; spans take in weekday, time and zone.

    `language` (ISO 639-1) and `day_first` (the custom of the outlet's country) decide what 03/04/2021 means; `country`
    (ISO 3166-1 alpha-2) what IST means.
    """
    found = (as_expression(each, country) for each in calendar_dates(text, language, day_first=day_first))
    return tuple(sorted((each for each in found if each), key=lambda each: each.start))
