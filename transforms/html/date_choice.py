"""Which of a page's dates is the article's: agreement over order.

Every witness votes with its trust for its day. Witnesses of one family (two meta elements, say) are filled by one program
and count little more than one. The day with the most votes wins; within it the finest time is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from transforms.html.date_witness import Means, Witness, less
from transforms.types import Moment, Precision

_FEWEST_VOTES = 2.0  # below this little on the page says that the date is the article's
_LONELY_VOTES = 1.0  # enough for a day that has no rival
_RIVAL = 0.6  # of the best day's votes
_SECOND_VOICE = 0.15  # of a family's further witnesses
_OTHER_DAY = 0.75  # of a time in UTC, for the day that it may be where the article was written
_FIRST_YEAR = 1900
_OLD = date(1995, 1, 1)
_EPOCHS = frozenset([date(1970, 1, 1), date(1969, 12, 31), date(1900, 1, 1), date(2000, 1, 1), date(1999, 11, 30)])
_TIMED = frozenset([Precision.SECOND, Precision.MINUTE, Precision.HOUR])


def plausible(witnesses: Iterable[Witness], captured_at: datetime | None) -> Iterator[Witness]:
    """Those that can be true; what is old or the time of the capture itself with less trust."""
    limit = captured_at.date() + timedelta(days=1) if captured_at else None
    for witness in witnesses:
        if witness.day.year >= _FIRST_YEAR and (limit is None or witness.day <= limit):
            yield from _readings(less(witness, _credit(witness, captured_at)))


def _credit(witness: Witness, captured_at: datetime | None) -> float:
    """How much of its trust a date keeps that programs write where they know none."""
    if witness.day in _EPOCHS:
        return 0.1
    if witness.day < _OLD:
        return 0.5
    return 0.3 if captured_at and _is_that_moment(witness, captured_at) else 1.0


def _is_that_moment(witness: Witness, captured_at: datetime) -> bool:
    """Whether a date is the time at which the page was made for whoever captured it."""
    value = witness.found.value
    if witness.found.precision not in _TIMED or value.tzinfo is None or captured_at.tzinfo is None:
        return False
    return abs(value - captured_at) < timedelta(minutes=2)


def _readings(witness: Witness) -> Iterator[Witness]:
    """Both days that an ambiguous date may be, each with less trust: other witnesses decide."""
    found = witness.found
    if not found.ambiguous:
        yield witness
        return
    for value in (found.value, found.value.replace(month=found.value.day, day=found.value.month)):
        yield replace(less(witness, 0.6), found=replace(found, value=value))


def told_apart(witnesses: list[Witness]) -> Iterator[Witness]:
    """Where both dates are declared and differ, a date that does not say which it is may be the later one.

    So is an element's "published" that repeats the last change: some programs fill both from it.
    """
    declared = [witness for witness in witnesses if witness.family in ("json", "meta") and witness.trust > 5]
    first = {witness.day for witness in of_kind(declared, Means.PUBLISHED)}
    last = {witness.day for witness in of_kind(declared, Means.MODIFIED)} - first if first else set()
    changed = {witness.day for witness in of_kind(witnesses, Means.MODIFIED)}
    seen = {witness.day for witness in of_kind(witnesses, Means.EITHER) if witness.family == "visible"} - changed
    for witness in witnesses:
        yield less(witness, 0.3) if _is_doubtful(witness, last) or _is_stamp(witness, changed, seen) else witness


def _is_doubtful(witness: Witness, last: set[date]) -> bool:
    if witness.day not in last or witness.means is Means.MODIFIED:
        return False
    return witness.means is Means.EITHER or witness.family == "item"


def _is_stamp(witness: Witness, changed: set[date], seen: set[date]) -> bool:
    """Whether a mere "date" is that of the last change: the page says so of it, and shows an earlier day besides."""
    is_mere = witness.means is Means.EITHER and witness.family == "meta"
    return is_mere and witness.day in changed and any(day < witness.day for day in seen)


# --- the vote ---------------------------------------------------------------------------------------------------------


def chosen(witnesses: list[Witness], rivals: Iterable[Witness] = ()) -> Moment | None:
    """The moment that most trust stands behind; None where it is little, or less than that of the `rivals`.

    Rivals say something else of the article: a page that has only its last change has dates of other things besides.
    """
    days = [witness for witness in witnesses if witness.found.precision is not Precision.MONTH]
    if not days:
        return _month(witnesses)
    votes = {day: _votes(day, witnesses) for day in dict.fromkeys(witness.day for witness in days)}
    order = sorted(votes, key=lambda day: -votes[day])
    said = any(witness.means is Means.PUBLISHED for witness in days if witness.day == order[0])
    bar = 0.0 if said else _RIVAL * max((rival.trust for rival in rivals), default=0.0)
    if not _is_backed(order, votes, bar) or _is_undecided(order, votes, days):
        return _month(witnesses)
    best = _finest([witness for witness in days if witness.day == order[0]])
    return _moment(_in_local_time(best, days))


def _is_backed(order: list[date], votes: dict[date, float], bar: float) -> bool:
    """Whether the best day has votes enough."""
    best = votes[order[0]]
    if best < min(bar, 4):
        return False
    if best >= _FEWEST_VOTES:
        return True
    return best >= _LONELY_VOTES and (len(order) == 1 or votes[order[1]] <= _RIVAL * best)


def _is_undecided(order: list[date], votes: dict[date, float], days: list[Witness]) -> bool:
    """Whether the two best are the two readings of one date."""
    if len(order) < 2 or votes[order[0]] - votes[order[1]] > 0.01:
        return False
    return all(witness.found.ambiguous for witness in days if witness.day in order[:2])


def _month(witnesses: list[Witness]) -> Moment | None:
    months = [witness for witness in witnesses if witness.found.precision is Precision.MONTH and witness.trust >= 4]
    return _moment(months[0]) if months else None


def _votes(day: date, witnesses: list[Witness]) -> float:
    families: dict[str, list[float]] = defaultdict(list)
    for witness in witnesses:
        share = _share(day, witness)
        if share:
            families[witness.family].append(share * witness.trust)
    return sum(max(trusts) + _SECOND_VOICE * min(3, sum(trusts) - max(trusts)) for trusts in families.values())


def _share(day: date, witness: Witness) -> float:
    """How far a witness speaks for a day."""
    found = witness.found
    if found.precision is Precision.MONTH:
        return 0.8 if (day.year, day.month) == (found.value.year, found.value.month) else 0.0
    if witness.day == day:
        return 1.0
    if abs((witness.day - day).days) == 1 and found.precision in _TIMED and found.value.utcoffset() == timedelta():
        local = (found.value - timedelta(hours=8)).date(), (found.value + timedelta(hours=12)).date()
        return _OTHER_DAY if day in local else 0.0
    return 0.0


def _finest(cluster: list[Witness]) -> Witness:
    """The most exact of those that are trusted, a known zone before none."""
    least = 0.6 * max(witness.trust for witness in cluster)
    order = list(Precision)
    return min(
        (witness for witness in cluster if witness.trust >= least),
        key=lambda witness: (
            order.index(witness.found.precision),
            witness.found.value.tzinfo is None,
            -witness.trust,
        ),
    )


def _in_local_time(best: Witness, witnesses: list[Witness]) -> Witness:
    """The instant that a time without a zone names, where a time in UTC says the same one: both tell the offset.

    They do where they differ by an offset that is in use, to the minute, and no other instant nearby would do as well.
    """
    if best.found.precision not in _TIMED or best.found.value.tzinfo is not None:
        return best
    stamps = {
        witness.found.value.replace(second=0, microsecond=0): witness
        for witness in witnesses
        if witness.found.precision in _TIMED and witness.found.value.utcoffset() == timedelta()
    }
    told = {offset: stamp for stamp in stamps if (offset := _offset(best.found.value, stamp)) is not None}
    if len(told) != 1:
        return best
    [(offset, stamp)] = told.items()
    exact = stamps[stamp]
    value = exact.found.value.astimezone(timezone(offset))
    return replace(exact, found=replace(exact.found, value=value))


def _offset(local: datetime, stamp: datetime) -> timedelta | None:
    """What local time is ahead of UTC by; None where no place is."""
    ahead = local.replace(second=0, tzinfo=UTC) - stamp
    is_used = timedelta(hours=-10) <= ahead <= timedelta(hours=13) and ahead % timedelta(minutes=30) == timedelta()
    return ahead if is_used else None


def _moment(witness: Witness) -> Moment:
    found = witness.found
    return Moment(
        date=found.value if found.precision in _TIMED else found.value.date(),
        precision=found.precision,
        timezone_known=found.value.tzinfo is not None,
        rule=witness.rule,
        evidence=witness.evidence,
    )


def of_kind(witnesses: Iterable[Witness], *means: Means) -> list[Witness]:
    """Those that mean one of these."""
    return [witness for witness in witnesses if witness.means in means]
