"""Dates told by a distance from the moment of writing: "2 hours ago", "yesterday at 10:20", "on Friday"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from ahocorasick_rs import AhoCorasick

from transforms.calendar_words import table_rows
from transforms.lazy_pattern import lazy
from transforms.times_of_day import alternatives, time_after, time_before
from transforms.types import Precision

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "whole_day": 86400, "week": 7 * 86400}
_PRECISIONS = {
    "second": Precision.MINUTE,  # nobody reads the second from "30 seconds ago"
    "minute": Precision.MINUTE,
    "hour": Precision.HOUR,
    "whole_day": Precision.DAY,
    "week": Precision.DAY,
}


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """A moment told as a distance from the moment of reading."""

    start: int  # span in the line that was read
    end: int
    seconds: int  # how far back, where the words count units; 0 with `days`
    days: int  # how many days on (yesterday: -1), where the words name a day
    precision: Precision  # of the moment that results
    hour: int | None = None  # the time of day, where the words name one
    minute: int | None = None

    def resolve(self, now: datetime) -> datetime:
        """The moment meant by a reader at `now`, cut to the precision."""
        moment = now - timedelta(seconds=self.seconds) + timedelta(days=self.days)
        if self.hour is not None:
            return moment.replace(hour=self.hour, minute=self.minute or 0, second=0, microsecond=0)
        moment = moment.replace(second=0, microsecond=0)
        if self.precision is Precision.DAY:
            return moment.replace(hour=0, minute=0)
        return moment.replace(minute=0) if self.precision is Precision.HOUR else moment


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of transforms/data/relative_words.tsv."""

    language: str
    kind: str
    number: int
    words: tuple[str, ...]


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(language, kind, int(number), tuple(words.split("|")))
        for language, kind, number, words in table_rows("relative_words.tsv")
    )


def _words(kind: str, language: str) -> dict[str, int]:
    """The words of a kind in a language, and the number that each says."""
    return {word: row.number for row in _rows() if row.kind == kind and row.language == language for word in row.words}


def _languages() -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.language for row in _rows()))


# --- "2 hours ago", "yesterday at 10:20": lines of their own ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _AgoPattern:
    """How a language says "2 hours ago"."""

    pattern: re.Pattern[str]
    signs: tuple[str, ...]  # lower-cased words of which each match has one
    units: dict[str, tuple[str, int]]  # word -> kind, how many it says itself
    counts: dict[str, int]

    def may_match(self, lower: str) -> bool:
        """A cheap test before the pattern: a line is written in one language, and there are many."""
        return any(sign in lower for sign in self.signs)


def _ago_pattern(language: str) -> _AgoPattern | None:
    """Arabic says "ساعتين" for two hours, so that the number may be missing where the word says it."""
    units = {word.lower(): (kind, number) for kind in _SECONDS for word, number in _words(kind, language).items()}
    counts = {word.lower(): number for word, number in _words("count", language).items()}
    before, after = _words("ago_before", language), _words("ago_after", language)
    if not units or not (before or after):
        return None
    number = rf"(?P<number>\d{{1,3}}|{alternatives(counts)})" if counts else r"(?P<number>\d{1,3})"
    opens = rf"(?P<opens>(?:{alternatives(before)})\s)?" if before else r"(?P<opens>(?!))?"
    closes = rf"(?P<closes>\s?(?:{alternatives(after)}))?" if after else r"(?P<closes>(?!))?"
    core = rf"(?:{number}\s?)?(?P<unit>{alternatives(units)})\.?"
    signs = tuple(word.lower() for word in (*before, *after))
    return _AgoPattern(lazy(rf"(?<!\w){opens}{core}{closes}(?!\w)", re.IGNORECASE), signs, units, counts)


@cache
def _ago_patterns() -> dict[str, _AgoPattern]:
    patterns = {language: _ago_pattern(language) for language in _languages()}
    return {language: pattern for language, pattern in patterns.items() if pattern}


def _read_ago(text: str, ago: _AgoPattern) -> RelativeDate | None:
    match = next((each for each in ago.pattern.finditer(text) if each["opens"] or each["closes"]), None)
    if not match:
        return None
    kind, said = ago.units[match["unit"].lower()]
    number = match["number"]
    count = said if number is None else int(number) if number.isdecimal() else ago.counts[number.lower()]
    seconds = count * _SECONDS[kind]
    return RelativeDate(match.start(), match.end(), seconds, 0, _PRECISIONS[kind])


@cache
def _day_pattern() -> re.Pattern[str]:
    words = (word for row in _rows() if row.kind == "day" for word in row.words)
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)", re.IGNORECASE)


@cache
def _day_numbers() -> dict[str, int]:
    return {word.lower(): row.number for row in _rows() if row.kind == "day" for word in row.words}


def _read_day(text: str) -> RelativeDate | None:
    match = _day_pattern().search(text)
    days = _day_numbers().get(match[0].lower()) if match else None
    if not match or days is None or days > 0:
        return None
    time = time_after(text, match.end()) or time_before(text, 0, match.start())
    if not time:
        return RelativeDate(match.start(), match.end(), 0, days, Precision.DAY)
    start, end = min(match.start(), time.start), max(match.end(), time.end)
    return RelativeDate(start, end, 0, days, time.precision, time.hour, time.minute)


@cache
def _now_pattern() -> re.Pattern[str]:
    words = (word for row in _rows() if row.kind == "now" for word in row.words)
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)", re.IGNORECASE)


_HAN_HINTS = "前今昨刚剛전"


@cache
def _hints() -> frozenset[str]:
    """The longest word of every phrase that can make a line relative."""
    kinds = {"ago_before", "ago_after", "now", "day"}
    return frozenset(max(word.lower().split(), key=len) for row in _rows() if row.kind in kinds for word in row.words)


def has_relative_hint(text: str) -> bool:
    """A cheap test before `read_relative`: whether any of its words is there."""
    words, hints = text.lower().split(), _hints()
    if not hints.isdisjoint(words):
        return True
    if not hints.isdisjoint([word.strip(",.:|()•-") for word in words if not word.isalnum()]):
        return True
    return not text.isascii() and any(sign in text for sign in _HAN_HINTS)


def read_relative(text: str, language: str | None = None) -> RelativeDate | None:
    """The moment that a short line tells relative to its reader; the text's language is tried first."""
    patterns, lower = _ago_patterns(), text.lower()
    first = [patterns[language]] if language in patterns else []
    for ago in (*first, *patterns.values()):
        found = _read_ago(text, ago) if ago.may_match(lower) else None
        if found:
            return found
    now = _now_pattern().search(text)
    if now:
        return RelativeDate(now.start(), now.end(), 0, 0, Precision.MINUTE)
    return _read_day(text)


# --- "on Friday", "gestern": words in running text --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RelativeMention:
    """Words in running text that name a day relative to the text's own."""

    start: int
    end: int
    days: int | None  # distance in days, for words such as "yesterday"
    weekday: int | None = None  # Monday is 1
    direction: int = 0  # of a weekday: -1 strictly before the text's day, 1 after it, 0 on it or before it
    week: int | None = None  # of a weekday: weeks from the text's own, where the words count weeks (上周五: -1)

    def resolve(self, anchor: date) -> date:
        """The day meant in a text of the day `anchor`."""
        if self.weekday is None:
            return anchor + timedelta(days=self.days or 0)
        if self.week is not None:
            return anchor + timedelta(days=self.weekday - anchor.isoweekday() + 7 * self.week)
        if self.direction > 0:
            return anchor + timedelta(days=(self.weekday - anchor.isoweekday() - 1) % 7 + 1)
        back = (anchor.isoweekday() - self.weekday) % 7
        return anchor - timedelta(days=back or (7 if self.direction < 0 else 0))


@dataclass(frozen=True, slots=True)
class _Word:
    """A word in the spelling that running text has."""

    surface: str
    kind: str
    number: int
    opens_sentence: bool  # a capital that only a sentence's first word has


@dataclass(frozen=True, slots=True)
class _Frames:
    """What may stand around a weekday in a language."""

    words: tuple[_Word, ...]
    search: AhoCorasick  # for their surfaces
    lead: re.Pattern[str]
    leads: dict[str, int]
    opener: re.Pattern[str]
    leads_count_weeks: bool  # 上周五 is the Friday of last week, whatever today is
    tail: re.Pattern[str]
    tails: dict[str, int]
    not_before: re.Pattern[str]
    not_after: re.Pattern[str]


_NEVER = r"(?!)"
_UNSPACED = frozenset({"zh", "ja"})


def _surfaces(language: str) -> Iterator[_Word]:
    for kind in ("day", "weekday", "weekday_led"):
        for word, number in _words(kind, language).items():
            yield _Word(word, kind, number, opens_sentence=False)
            if word[0].islower():
                yield _Word(word[0].upper() + word[1:], kind, number, opens_sentence=True)


@cache
def _frames(language: str) -> _Frames:
    """The longest words come first, so that "day before yesterday" is not read as "yesterday"."""
    space, edge = (r"\s?", "") if language in _UNSPACED else (r"\s", r"(?<!\w)")
    after_edge = "" if language in _UNSPACED else r"(?!\w)"
    leads, tails = _words("lead", language), _words("tail", language)
    before, after = _words("not_before", language), _words("not_after", language)
    openers = _words("opener", language)
    words = tuple(sorted(_surfaces(language), key=lambda word: -len(word.surface)))
    return _Frames(
        words,
        AhoCorasick([word.surface for word in words]),
        lazy(rf"{edge}({alternatives(leads) if leads else _NEVER}){space}$", re.IGNORECASE),
        {word.lower(): number for word, number in leads.items()},
        lazy(rf"{edge}(?:{alternatives(openers) if openers else _NEVER}){space}$", re.IGNORECASE),
        language in _UNSPACED,
        lazy(rf"{space}({alternatives(tails) if tails else _NEVER}){after_edge}"),
        tails,
        lazy(rf"{edge}(?:{alternatives(before) if before else _NEVER}){space}$"),
        lazy(rf"{space}(?:{alternatives(after) if after else _NEVER}){after_edge}"),
    )


_SENTENCE_OPENS = re.compile(r"(?:^|[.!?…:»”\"“„«—–-]\s*)$")


def _stands_alone(text: str, start: int, end: int, language: str) -> bool:
    if language in _UNSPACED:
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before == "-" or after.isalnum() or after == "-")


def _context(text: str, start: int) -> str:
    """As much before a word as any lead needs."""
    return text[max(0, start - 24) : start]


def _mention(text: str, start: int, word: _Word, language: str, frames: _Frames) -> RelativeMention | None:
    end = start + len(word.surface)
    if not _stands_alone(text, start, end, language) or frames.not_after.match(text, end):
        return None
    if word.opens_sentence and not _SENTENCE_OPENS.search(_context(text, start)):
        return None
    if word.kind == "day":
        return _day_mention(text, start, word, language)
    return None if frames.not_before.search(_context(text, start)) else _weekday_mention(text, start, word, frames)


def _day_mention(text: str, start: int, word: _Word, language: str) -> RelativeMention | None:
    """The words "today's" are most often those of our times; in Arabic "اليوم" is today, but before an adjective "the ... day"."""
    end = start + len(word.surface)
    if word.number == 0 and text[end : end + 2] in {"'s", "’s"}:
        return None
    if language == "ar" and word.surface == "اليوم" and text[end : end + 3] == " ال":
        following = text[end + 1 :].split(maxsplit=1)[0].strip("،.")
        if following not in _words("weekday", "ar") and following not in _words("weekday_led", "ar"):
            return None
    return RelativeMention(start, end, word.number)


def _weekday_mention(text: str, start: int, word: _Word, frames: _Frames) -> RelativeMention | None:
    context, end = _context(text, start), start + len(word.surface)
    lead, tail = frames.lead.search(context), frames.tail.match(text, end)
    if word.kind == "weekday_led" and not (lead or tail or frames.opener.search(context)):
        return None
    led = frames.leads[lead[1].lower()] if lead else 0
    begin = start - (len(context) - lead.start()) if lead else start
    finish = tail.end() if tail else end
    if frames.leads_count_weeks and lead:
        return RelativeMention(begin, finish, None, word.number, week=led)
    return RelativeMention(begin, finish, None, word.number, led or (frames.tails[tail[1]] if tail else 0))


def relative_mentions(text: str, language: str | None) -> Iterator[RelativeMention]:
    """Every word or phrase in running text that names a day relative to the text's own; none twice at one place."""
    if language is None or language not in _mention_languages():
        return
    frames = _frames(language)
    standing = frames.search.find_matches_as_indexes(text, overlapping=True)
    taken = bytearray(len(text) if standing else 0)
    for number, start, _ in sorted(standing):
        mention = _mention(text, start, frames.words[number], language, frames)
        if mention and not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            yield mention


@cache
def _mention_languages() -> frozenset[str]:
    return frozenset(row.language for row in _rows() if row.kind in {"weekday", "weekday_led"})
