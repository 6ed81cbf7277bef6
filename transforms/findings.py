"""What is known so far of the names in one article: filled step by step by transforms/entities.py and its neighbours."""

from __future__ import annotations

from bisect import bisect_right, insort
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
    """What one pass over the text gives, and what is settled of it."""

    text: str  # with two line ends before and after, so that every name has neighbours
    language: str | None
    named: list[Named] = field(default_factory=list)
    doubtful: list[tuple[int, int, tuple[Sense, ...]]] = field(default_factory=list)
    titles: list[tuple[int, bool]] = field(default_factory=list)  # where a job title ends, and whether it is strong
    wholes: list[Sense] = field(default_factory=list)  # persons named in full
    unknown: dict[str, Known] = field(default_factory=dict)  # persons that no table has, by name
    told_by: dict[str, str] = field(default_factory=dict)  # how each of those was recognised first
    organizations: dict[str, Known] = field(default_factory=dict)  # organizations that no table has, by name
    taken: list[tuple[int, int]] = field(default_factory=list)

    def name(self, start: int, end: int, entity: Known, method: str) -> None:
        """Settle a span."""
        self.named.append(Named(start, end, entity, method))
        insort(self.taken, (start, end))

    def name_unknown(self, start: int, end: int, method: str) -> None:
        """Settle a span as a person whom no table has."""
        name = self.text[start:end]
        self.told_by.setdefault(name, method)
        self.name(start, end, self.unknown.setdefault(name, own_entity("person", name)), method)

    def free(self, start: int, end: int) -> bool:
        """Whether nothing is settled there."""
        place = bisect_right(self.taken, (end, 0))
        return place == 0 or self.taken[place - 1][1] <= start

    def within(self, start: int, end: int) -> list[Named]:
        """What is settled there, wholly or in part."""
        return [named for named in self.named if named.start < end and start < named.end]

    def forget(self, gone: list[Named]) -> None:
        """Unsettle spans, because a longer one is surer."""
        self.named = [named for named in self.named if named not in gone]
        self.taken = sorted((named.start, named.end) for named in self.named)
