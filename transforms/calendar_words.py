"""Names of months and weekdays in many languages, and the folding that makes their spellings meet."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from transforms.names import WITHOUT_MARKS

_DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """A word without case, accents, vowel marks and dots: FÉVRIER and févr. meet février, EKİM meets ekim."""
    if word.isascii():
        return word.lower().strip(".")
    # Lower-casing İ leaves a combining dot, which the decomposition then drops; ı has none to drop.
    plain = unicodedata.normalize("NFKD", word.casefold()).replace("ı", "i").replace("ـ", "").strip(".॰")
    return plain.translate(WITHOUT_MARKS)


def table_bytes(name: str) -> bytes:
    """A table in transforms/data as it lies on the disk."""
    return (_DATA / name).read_bytes()


def table_text(name: str) -> str:
    """A table in transforms/data as it is."""
    return table_bytes(name).decode()


def table_rows(name: str) -> Iterator[list[str]]:
    """The rows of a table in transforms/data, cut at tabs, without comments."""
    for line in table_text(name).splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def _calendar() -> dict[str, dict[str, dict[str, int]]]:
    """Kind -> folded word -> language -> number."""
    calendar: dict[str, dict[str, dict[str, int]]] = {"month": {}, "weekday": {}, "jalali": {}}
    for table in ("calendar_cldr.tsv", "calendar_more.tsv"):
        for language, kind, number, words in table_rows(table):
            for word in words.split("|"):
                calendar[kind].setdefault(fold(word), {}).setdefault(language, int(number))
    return calendar


_SAME_TABLE = {"no": "nb"}


@lru_cache(maxsize=8192)
def _number_of(kind: str, word: str, language: str | None) -> int | None:
    readings = _calendar()[kind].get(fold(word))
    if not readings:
        return None
    for preferred in (_SAME_TABLE.get(language or "", language), "en"):
        if preferred in readings:
            return readings[preferred]
    numbers = set(readings.values())
    return numbers.pop() if len(numbers) == 1 else None


def month_of(word: str, language: str | None = None) -> int | None:
    """The month (1 to 12) that a word names; the language decides where two disagree (listopad: 10 or 11)."""
    return _number_of("month", word, language)


def weekday_of(word: str, language: str | None = None) -> int | None:
    """The weekday (Monday is 1) that a word names."""
    return _number_of("weekday", word, language)


_PERSIAN = str.maketrans("يك", "یک")  # as they are typed on an Arabic keyboard


def jalali_month_of(word: str) -> int | None:
    """The month (1 to 12) of the Iranian solar year that a word names."""
    return _number_of("jalali", word.translate(_PERSIAN), "fa")


@lru_cache(maxsize=8192)
def is_certain_name(kind: str, word: str, language: str | None) -> bool:
    """Whether a word is a month or weekday without a year beside it to prove it.

    Short words of other languages are not ("out", "set", "mar"), nor is "may" in English, which writes May.
    """
    languages = _calendar()[kind].get(fold(word), {})
    if "en" in languages and language in {None, "en"}:
        return word[:1].isupper()
    return _SAME_TABLE.get(language or "", language) in languages or len(word) >= 5 or word > "\u3000"
