"""Years that are counted otherwise at home: the Iranian solar calendar, the Buddhist era of Thailand."""

from __future__ import annotations

import re
from datetime import date

_BUDDHIST = range(2443, 2644)  # 543 years ahead; month and day are ours
_JALALI = range(1280, 1471)


def from_jalali(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of one of the Iranian solar year, by the 33-year cycle (exact from 1244 to 1472)."""
    if year not in _JALALI or not (1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        return None
    days = 365 * (year - 1) + (8 * year + 21) // 33 + 30 * (month - 1) + min(month - 1, 6) + day
    return date.fromordinal(days + 226894)


def in_our_calendar(year: int, month: int, day: int, language: str | None) -> tuple[int, int, int] | None:
    """Year, month and day of a date whose year is no year of ours; None where the language counts like us."""
    if language == "fa":
        found = from_jalali(year, month, day)
        return (found.year, found.month, found.day) if found else None
    return (year - 543, month, day) if language == "th" and year in _BUDDHIST else None


THAI_SHORT_MONTH = re.compile(
    r"(?P<day>\d{1,2})\s?(?P<name>[ก-๛]{1,3}\.[ก-๛])\.?\s?(?:พ\.ศ\.\s?)?(?:(?P<year>\d{4})|(?P<short>\d\d))(?!\d|[:.]\d)"
)
THAI_ERA = re.compile(r"\s?พ\.ศ\.\s?(?=\d{4})")
