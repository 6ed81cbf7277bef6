"""One place of a page that names a date, and how much it is to be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache

from transforms.calendar_words import table_rows
from transforms.html.date_stamps import read_stamp
from transforms.types import DateExpression


class Means(StrEnum):
    """What a date says of the article."""

    PUBLISHED = "published"
    MODIFIED = "modified"
    EITHER = "either"  # the page does not say which


@dataclass(frozen=True, slots=True)
class Witness:
    """A date as one place of the page gives it."""

    found: DateExpression
    means: Means
    family: str  # places that one program fills from one value share a family: its second voice counts little
    trust: float  # 0 to 10
    rule: str  # "json-ld:NewsArticle.datePublished", "meta:pubdate", "time", ...
    evidence: str

    @property
    def day(self) -> date:
        """The day as it is written there."""
        return self.found.value.date()


@dataclass(frozen=True, slots=True)
class Manner:
    """How dates are to be read on this page."""

    language: str | None
    day_first: bool | None
    country: str | None

    def read(self, value: str) -> DateExpression | None:
        """The date in a declaration's value."""
        return read_stamp(value, self.language, day_first=self.day_first, country=self.country)


@dataclass(frozen=True, slots=True)
class Name:
    """What is known about a name that pages keep a date under."""

    means: Means
    trust: float


@cache
def names(where: str) -> Mapping[str, Name]:
    """The rows of html_date_names.tsv for one place."""
    rows = (row for row in table_rows("html_date_names.tsv") if row[0] == where)
    return {name: Name(Means(kind), float(trust)) for _, kind, trust, words in rows for name in words.split("|")}


def less(witness: Witness, factor: float) -> Witness:
    """The same with a part of its trust."""
    return replace(witness, trust=witness.trust * factor)
