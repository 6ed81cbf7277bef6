"""What is known so far of the names in one article: filled step by step by transforms/entities.py and its neighbours."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field

from transforms.alias_table import Known, Sense
from transforms.own_names import own_entity

# How a mention was recognised, the surest first.
METHODS = ("table", "acronym", "surname", "title", "pattern", "model", "fuzzy")


@dataclass(frozen=True, slots=True)
class Named:
    """A span that names an entity."""

    start: int
    end: int
    entity: Known
    method: str  # of METHODS


@dataclass(slots=True)
class Findings:
    """What one pass over the text gives, and what is settled of it. Spans that are settled never overlap."""

    text: str  # with two line ends before and after, so that every name has neighbours
    language: str | None
    at: dict[int, Named] = field(default_factory=dict)  # what is settled, by where it begins
    doubtful: list[tuple[int, int, tuple[Sense, ...]]] = field(default_factory=list)
    titles: list[tuple[int, bool]] = field(default_factory=list)  # where a job title ends, and whether it is strong
    wholes: list[Sense] = field(default_factory=list)  # persons named in full
    unknown: dict[str, Known] = field(default_factory=dict)  # persons that no table has, by name
    told_by: dict[str, str] = field(default_factory=dict)  # how each of those was recognised first
    organizations: dict[str, Known] = field(default_factory=dict)  # organizations that no table has, by name
    taken: list[tuple[int, int]] = field(default_factory=list)  # the settled spans, in order

    def note(self, start: int, end: int, entity: Known, method: str) -> None:
        """Settle a span; whoever notes many in a row calls `sort` when it is done."""
        self.at[start] = Named(start, end, entity, method)
        self.taken.append((start, end))

    def sort(self) -> None:
        """After `note`."""
        self.taken.sort()

    def name(self, start: int, end: int, entity: Known, method: str) -> None:
        """Settle a span."""
        self.at[start] = Named(start, end, entity, method)
        insort(self.taken, (start, end))

    def name_unknown(self, start: int, end: int, method: str, plain: str | None = None) -> None:
        """Settle a span as a person whom no table has; `plain` is the name in the nominative, if that differs."""
        name = plain or self.text[start:end]
        self.told_by.setdefault(name, method)
        self.name(start, end, self.unknown.setdefault(name, own_entity("person", name)), method)

    def free(self, start: int, end: int) -> bool:
        """Whether nothing is settled there."""
        place = bisect_right(self.taken, (end, 0))
        return place == 0 or self.taken[place - 1][1] <= start

    def within(self, start: int, end: int) -> list[Named]:
        """What is settled there, wholly or in part."""
        place = bisect_right(self.taken, (end, 0))
        found = []
        while place and self.taken[place - 1][1] > start:
            place -= 1
            found.append(self.at[self.taken[place][0]])
        return found

    def forget(self, gone: list[Named]) -> None:
        """Unsettle spans, because a longer one is surer."""
        for named in gone:
            del self.at[named.start]
            del self.taken[bisect_left(self.taken, (named.start, named.end))]
