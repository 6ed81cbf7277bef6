"""When an article was published and when it was last changed.

Witnesses in order: a line that carries the date, the dateline, a line with a relative time where the time of the capture
is known, the url. What is left open by all of them stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from transforms.calendar_words import month_of
from transforms.dateline import DatelineMatch
from transforms.dates import CalendarDate, DateLine, as_expression, read_date_line
from transforms.evidence import verbatim
from transforms.types import Block, Context, DateExpression, Moment, Precision, Reason, Role, Segment


@dataclass(frozen=True, slots=True)
class Dates:
    """An article's own dates."""

    published: Moment | None = None
    modified: Moment | None = None


@dataclass(frozen=True, slots=True)
class _Witness:
    """A line that carries a date."""

    block: Block
    line: DateLine
    in_head: bool  # before the first paragraph


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the choice among readings may lean on."""

    context: Context
    url_day: date | None


_MONTH_FIRST = frozenset({"US", "PH", "PR", "GU", "FM", "MH", "PW"})
_EITHER = frozenset({"CA", "KE", "JP", "CN", "TW", "HK", "KR", "ZA"})  # both orders, or the year first at home


def is_day_first(country: str | None) -> bool | None:
    """Whether numeric dates put the day first in an outlet's country; None where that says nothing."""
    if country is None or country in _EITHER:
        return None
    return country not in _MONTH_FIRST


# --- which lines ------------------------------------------------------------------------------------------------------

_LINE_ROLES = frozenset({Role.DATE, Role.BYLINE, Role.CREDIT, Role.SECTION, Role.DATELINE})
_NEAR = 3  # paragraphs at either end that may be a date line which was taken for text
_LONGEST = 200


def _candidates(segment: Segment) -> Iterator[tuple[Block, bool, bool]]:
    """Blocks that may carry the date, in order; whether each is in the head, and whether only a label proves it."""
    texts = [index for index, labelled in enumerate(segment.blocks) if labelled.role is Role.PARAGRAPH]
    first = texts[0] if texts else len(segment.blocks)
    near = {*texts[:_NEAR], *texts[-_NEAR:]}
    for index, labelled in enumerate(segment.blocks):
        if labelled.role in _LINE_ROLES or index in near:
            yield labelled.block, index < first, labelled.role is not Role.DATE and labelled.role is not Role.BYLINE
    for removed in segment.removed:
        if removed.reason is Reason.METADATA:
            yield removed.block, False, True


def _witnesses(segment: Segment, context: Context) -> list[_Witness]:
    day_first, country = is_day_first(context.outlet_country), context.outlet_country
    found = []
    for block, in_head, needs_label in _candidates(segment):
        if len(block.text) > _LONGEST:
            continue
        line = read_date_line(block.text, context.language)  # segmentation has asked already: the answer is remembered
        if country and (line or _SHORT.search(block.text)):
            line = read_date_line(block.text, context.language, day_first=day_first, country=country)
        if line and (line.labelled or not needs_label):
            found.append(_Witness(block, line, in_head))
    return sorted(found, key=lambda witness: (not witness.in_head, not witness.line.labelled))


_SHORT = re.compile(r"\d\d([./-])\d\d\1\d\d")  # no date until the outlet's country tells its order


# --- what a date means ------------------------------------------------------------------------------------------------


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _is_future(day: date, context: Context) -> bool:
    """Whether a day is later than any zone's clock when the capture was taken."""
    return context.captured_at is not None and day > context.captured_at.date() + timedelta(days=1)


def _unambiguous(found: DateExpression, scene: _Scene) -> DateExpression | None:
    """The one reading that the url or the capture's time leaves; None where both are possible."""
    if not found.ambiguous:
        return found
    exchanged = replace(found, value=found.value.replace(month=found.value.day, day=found.value.month))
    for reading in (found, exchanged):
        if scene.url_day == reading.value.date():
            return replace(reading, ambiguous=False)
    possible = [reading for reading in (found, exchanged) if not _is_future(reading.value.date(), scene.context)]
    return replace(possible[0], ambiguous=False) if len(possible) == 1 else None


def _moment(found: DateExpression, rule: str, evidence: str) -> Moment:
    timed = found.precision in {Precision.SECOND, Precision.MINUTE, Precision.HOUR}
    return Moment(
        date=found.value if timed else found.value.date(),
        precision=found.precision,
        timezone_known=found.value.tzinfo is not None,
        rule=rule,
        evidence=evidence,
    )


def _from_line(witness: _Witness, found: DateExpression | None, scene: _Scene) -> Moment | None:
    decided = _unambiguous(found, scene) if found else None
    if decided is None or _is_future(decided.value.date(), scene.context):
        return None
    words = witness.block.text.strip()[decided.start : decided.end]
    return _moment(decided, "date-line", verbatim(witness.block.raw, words))


def _is_finer(one: Moment, other: Moment) -> bool:
    """Whether `one` tells the same day more exactly."""
    order = list(Precision)
    return _day(one.date) == _day(other.date) and order.index(one.precision) < order.index(other.precision)


def _chosen(moments: list[Moment]) -> Moment | None:
    """The first, or another that tells the same day more exactly."""
    best = moments[0] if moments else None
    for moment in moments[1:]:
        if best and _is_finer(moment, best):
            best = moment
    return best


# --- dates without a year, relative times, the url --------------------------------------------------------------------


def _same_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 29 February
        return None


def _with_year(month: int, day: int, scene: _Scene, beside: Moment | None) -> date | None:
    """The day nearest to the url's or another date of the head, or the last one before the capture was taken."""
    near = scene.url_day or (_day(beside.date) if beside else None)
    limit = scene.context.captured_at.date() + timedelta(days=1) if scene.context.captured_at else None
    anchor = near or limit
    if anchor is None:
        return None
    days = [found for year in range(anchor.year - 1, anchor.year + 2) if (found := _same_day(year, month, day))]
    if near:
        return min(days, key=lambda found: abs((found - near).days))
    return max((found for found in days if limit and found <= limit), default=None)


def _completed(found: CalendarDate, scene: _Scene, beside: Moment | None) -> DateExpression | None:
    day = _with_year(found.month, found.day or 1, scene, beside)
    return as_expression(replace(found, year=day.year), scene.context.outlet_country) if day else None


def _from_partial(witness: _Witness, scene: _Scene, beside: Moment | None) -> Moment | None:
    partial = witness.line.partial
    return _from_line(witness, _completed(partial, scene, beside), scene) if partial else None


def _from_relative(witness: _Witness, scene: _Scene) -> Moment | None:
    """Such words as "2 hours ago" are reckoned from the time of the capture; a named time of day is in a zone nobody told."""
    relative, now = witness.line.relative, scene.context.captured_at
    if relative is None or now is None:
        return None
    value = relative.resolve(now)
    if relative.hour is not None or relative.precision is Precision.DAY:
        value = value.replace(tzinfo=None)
    words = witness.block.text.strip()[relative.start : relative.end]
    found = DateExpression(relative.start, relative.end, value, relative.precision)
    return _moment(found, "relative", verbatim(witness.block.raw, words))


def _from_dateline(
    segment: Segment, dateline: DatelineMatch | None, scene: _Scene, beside: Moment | None
) -> Moment | None:
    if dateline is None or dateline.date_words is None:
        return None
    found = dateline.date
    if found is None and dateline.month and dateline.day:
        day = _with_year(dateline.month, dateline.day, scene, beside)
        found = DateExpression(0, 0, datetime(day.year, day.month, day.day), Precision.DAY) if day else None  # noqa: DTZ001
    if found is None or _is_future(found.value.date(), scene.context):
        return None
    blocks = [kept.block for kept in segment.blocks if kept.block.text.strip().startswith(dateline.raw)]
    evidence = verbatim(blocks[0].raw, dateline.date_words) if blocks else dateline.date_words
    return _moment(found, "dateline", evidence)


_URL_DAY = re.compile(
    r"(?<=[/_-])(?:t|c|a)?(?P<year>(?:19|20)\d\d)(?P<sign>[/_-]?)(?P<month>\d{1,2}|[a-z]{3})(?P=sign)(?P<day>\d{1,2})(?=[/_.?#-]|$)"
    r"|(?<=/)(?P<year2>20\d\d)[/-](?P<month2>\d\d)[/-]?(?P<day2>\d\d)(?=/)"
)


def _url_day(url: str | None) -> tuple[date, str] | None:
    """The day in a url, and its words there: /2015/10/07/, /2015/oct/07/, /2015-10-07-, /20151007/, /2015/1007/."""
    for match in _URL_DAY.finditer(url or ""):
        year, month, day = (match[part] or match[f"{part}2"] for part in ("year", "month", "day"))
        if match["year"] and not match["sign"] and len(month + day) != 4:
            continue
        number = int(month) if month.isdigit() else month_of(month, "en")
        found = _same_day(int(year), number, int(day)) if number else None
        if found:
            return found, match[0]
    return None


def _from_url(scene: _Scene) -> Moment | None:
    found = _url_day(scene.context.url)
    if found is None or _is_future(found[0], scene.context):
        return None
    return Moment(date=found[0], precision=Precision.DAY, timezone_known=False, rule="url", evidence=found[1])


# --- the choice -------------------------------------------------------------------------------------------------------


def _moments(witnesses: list[_Witness], scene: _Scene, which: str) -> list[Moment]:
    found = (_from_line(witness, getattr(witness.line, which), scene) for witness in witnesses)
    return [moment for moment in found if moment]


def _relative(witnesses: list[_Witness], scene: _Scene, *, modified: bool) -> Moment | None:
    of_kind = (witness for witness in witnesses if witness.line.relative_is_modified is modified)
    return next((moment for witness in of_kind if (moment := _from_relative(witness, scene))), None)


def read_published(segment: Segment, context: Context, dateline: DatelineMatch | None) -> Dates:
    """The article's own dates, each only where words (or at last the url) say it.

    A date without a year gets one only from the url, another date of the article's head, or the time of the capture; an
    ambiguous one (03/04/2021) is taken only where language, country, url or that time decides.
    """
    url = _url_day(context.url)
    scene = _Scene(context, url[0] if url else None)
    witnesses = _witnesses(segment, context)
    modified = _chosen(_moments(witnesses, scene, "modified")) or _relative(witnesses, scene, modified=True)
    partial = (moment for witness in witnesses if (moment := _from_partial(witness, scene, modified)))
    published = (
        _chosen(_moments(witnesses, scene, "published"))
        or next(partial, None)
        or _from_dateline(segment, dateline, scene, modified)
        or _relative(witnesses, scene, modified=False)
        or _from_url(scene)
    )
    return Dates(published, modified)
