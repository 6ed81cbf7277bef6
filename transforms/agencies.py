"""Wire agencies: which of them a text credits as its source."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.types import Segment


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One row of transforms/data/agencies.tsv."""

    id: str
    name: str  # canonical: "TASS", "Reuters", "AFP"
    country: str | None  # ISO 3166-1 alpha-2
    outlet: str | None  # its own site's id in transforms/data/outlets.tsv
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyCredit:
    """An attribution that marks a wire service as a text's source."""

    name: str
    id: str
    words: str  # text[start:end]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AgencyFinding:
    """An agency that a segment credits, and the words that do."""

    name: str
    words: str
    where: int


def by_name(words: str) -> AgencyRow | None:
    """The agency whose name or signature this is, case and punctuation folded."""
    del words
    return None


def find_credits(text: str) -> tuple[AgencyCredit, ...]:
    """Every attribution in a text, in order."""
    del text
    return ()


def read_agencies(segment: Segment, dateline_agency: str | None) -> tuple[AgencyFinding, ...]:
    """The agencies a segment credits as its source, each once, in order of standing."""
    del segment, dateline_agency
    return ()
