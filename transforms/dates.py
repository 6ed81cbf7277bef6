"""Absolute dates in a text, and short lines that carry an article's date."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.types import DateExpression, Precision


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """A date told as a distance from the moment of reading: "2 hours ago", "yesterday at 10:20"."""

    start: int  # span in the line that was read
    end: int
    seconds: int  # how far back, where the words count units; 0 with `days`
    days: int  # how many days back, where the words name a day ("yesterday": 1)
    precision: Precision  # of the moment that results
    hour: int | None = None  # the time of day, where the words name one
    minute: int | None = None


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a line says that carries an article's date and is no sentence."""

    published: DateExpression | None
    modified: DateExpression | None
    residue: str  # the line without dates, their labels and separators: a byline may be left
    relative: RelativeDate | None = None  # only where there is no absolute date


def find_dates(text: str, language: str | None = None, *, day_first: bool | None = None) -> tuple[DateExpression, ...]:
    """Every absolute date in a text, in order, without overlaps.

    `language` (ISO 639-1) and `day_first` (the custom of the outlet's country) decide what 03/04/2021 means.
    """
    del text, language, day_first
    return ()


def read_date_line(text: str, language: str | None = None, *, day_first: bool | None = None) -> DateLine | None:
    """What a short line says about the article's own date; None for sentences and lines about something else."""
    del text, language, day_first
    return None
