"""The dates that a body speaks of, absolute and relative."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from transforms.dates import CalendarDate, RelativeMention, as_expression, calendar_dates, relative_mentions
from transforms.types import MentionedDate, Moment, Precision

_DAYS = frozenset({Precision.SECOND, Precision.MINUTE, Precision.HOUR, Precision.DAY})


@dataclass(frozen=True, slots=True)
class _Anchor:
    """The day that relative words are told from, and which witness names it."""

    day: date
    name: str  # published, captured


def _anchor(published: Moment | None, captured_at: datetime | None) -> _Anchor | None:
    if published is not None and published.precision in _DAYS:
        day = published.date.date() if isinstance(published.date, datetime) else published.date
        return _Anchor(day, "published")
    return _Anchor(captured_at.date(), "captured") if captured_at else None


def _absolute(text: str, found: CalendarDate) -> MentionedDate | None:
    expression = None if found.ambiguous else as_expression(found)
    if expression is None:
        return None
    timed = expression.precision in _DAYS - {Precision.DAY}
    value = expression.value if timed else expression.value.date()
    return MentionedDate(text=text[found.start : found.end], date=value, precision=expression.precision)


def _nearest(found: CalendarDate, day: date) -> date | None:
    """The day of that name nearest to an anchor: within half a year before or after it."""
    days = []
    for year in (day.year - 1, day.year, day.year + 1):
        try:
            days.append(date(year, found.month, found.day or 1))
        except ValueError:  # 29 February
            continue
    return min(days, key=lambda each: abs((each - day).days), default=None)


def _without_year(text: str, found: CalendarDate, anchor: _Anchor | None) -> MentionedDate:
    words = text[found.start : found.end]
    day = _nearest(found, anchor.day) if anchor else None
    if day is None or anchor is None:
        return MentionedDate(text=words)
    whole = as_expression(replace(found, year=day.year))
    timed = whole is not None and whole.precision is not Precision.DAY
    if whole is None or not timed:
        return MentionedDate(text=words, date=day, precision=Precision.DAY, anchor=anchor.name)
    return MentionedDate(text=words, date=whole.value, precision=whole.precision, anchor=anchor.name)


def _relative(text: str, found: RelativeMention, anchor: _Anchor | None) -> MentionedDate:
    words = text[found.start : found.end]
    if anchor is None:
        return MentionedDate(text=words)
    day = found.resolve(anchor.day)
    return MentionedDate(text=words, date=day, precision=Precision.DAY, anchor=anchor.name)


_DAY_ONLY = re.compile(
    r"(?<![月\d第初续續期去近每后後内內])(\d{1,2})日(?!元|本|間|间|内|游|报|報|後|后|目|夜|圓|均|常|夕|程|\d)"
)


def _days_of_month(text: str, taken: bytearray, anchor: _Anchor) -> Iterator[tuple[int, MentionedDate]]:
    """A bare "7日", as East Asian newspapers write the days around the text's own: the nearest such day is meant."""
    for match in _DAY_ONLY.finditer(text):
        if any(taken[match.start() : match.end()]):
            continue
        days = []
        for months in (-1, 0, 1):
            year, month = divmod(anchor.day.year * 12 + anchor.day.month - 1 + months, 12)
            try:
                days.append(date(year, month + 1, int(match[1])))
            except ValueError:
                continue
        if days:
            day = min(days, key=lambda each: abs((each - anchor.day).days))
            yield match.start(), MentionedDate(text=match[0], date=day, precision=Precision.DAY, anchor=anchor.name)


def _in_paragraph(text: str, language: str | None, anchor: _Anchor | None) -> list[tuple[int, MentionedDate]]:
    found: list[tuple[int, MentionedDate]] = []
    taken = bytearray(len(text))
    for each in calendar_dates(text, language):
        mention = _without_year(text, each, anchor) if each.year is None else _absolute(text, each)
        taken[each.start : each.end] = b"\1" * (each.end - each.start)
        if mention:
            found.append((each.start, mention))
    found.extend(
        (relative.start, _relative(text, relative, anchor))
        for relative in relative_mentions(text, language)
        if not any(taken[relative.start : relative.end])
    )
    if language in {"zh", "ja"} and anchor and "日" in text:
        found.extend(_days_of_month(text, taken, anchor))
    return sorted(found, key=lambda item: item[0])


def read_mentioned_dates(
    paragraphs: Sequence[str], language: str | None, published: Moment | None, captured_at: datetime | None
) -> tuple[MentionedDate, ...]:
    """Each date that the paragraphs name, once, in order of appearance.

    Relative words and dates without a year are resolved against the day of publication, else the day of the capture, and
    name that anchor; without one they are kept with no date. Ambiguous numeric dates are left out.
    """
    anchor = _anchor(published, captured_at)
    mentions = (mention for text in paragraphs for _, mention in _in_paragraph(text, language, anchor))
    return tuple({(mention.text, mention.date): mention for mention in mentions}.values())
