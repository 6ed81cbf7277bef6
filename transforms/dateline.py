"""The dateline: where, when and by whom a report was filed, before the first sentence of a body."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.types import DateExpression


@dataclass(frozen=True, slots=True)
class DatelineMatch:
    """A dateline at the beginning of a paragraph, or on a line of its own."""

    place: str | None  # as written, several places as one string; None: only an agency, "(AFP) – "
    raw: str  # the whole dateline as it stands in the text, without the separator's outer spaces
    end: int  # offset where the paragraph's own sentence begins; len(text): the line is only a dateline
    agency: str | None = None  # the agency's words as written: "Reuters", "РИА Новости"
    date: DateExpression | None = None  # a date with its year
    month: int | None = None  # of a date without a year: 1 to 12
    day: int | None = None  # of a date without a year
    date_words: str | None = None  # the date as written, with or without a year
    authors: tuple[str, ...] = ()  # names of people inside it, as written: （记者 王明）


def read_dateline(text: str, language: str | None = None) -> DatelineMatch | None:
    """The dateline that `text` begins with, or None."""
    del text, language
    return None
