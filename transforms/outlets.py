"""Outlets: who published an article, from an address, a masthead, a rights line, or a house-style dateline."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.types import Context, Outlet, Segment


@dataclass(frozen=True, slots=True)
class OutletRow:
    """One row of transforms/data/outlets.tsv."""

    id: str
    name: str
    domain: str  # the main one, registrable or longer ("bbc.com", "arabic.rt.com")
    country: str | None  # ISO 3166-1 alpha-2; None: of no country
    language: str | None  # ISO 639-1; None: several
    kind: str  # newspaper, broadcaster, agency, magazine, online, state media
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutletFinding:
    """The outlet of a segment, the rule that found it and the words it was read from."""

    outlet: Outlet
    rule: str  # url, masthead, rights, credit, domain, dateline
    words: str  # as in the capture; for an address beside the capture, the address
    where: int  # the line; 0: beside the capture


def by_url(url: str) -> OutletRow | None:
    """The table's outlet for an address: the longest host that the table knows."""
    del url
    return None


def by_name(text: str) -> OutletRow | None:
    """The table's outlet whose name or alias this is, case and punctuation folded."""
    del text
    return None


def read_masthead(line: str) -> OutletRow | None:
    """The outlet that a short line names and does nothing else."""
    del line
    return None


def read_rights(line: str) -> OutletRow | None:
    """The outlet that a rights line names as the holder."""
    del line
    return None


def read_outlet(segment: Segment, context: Context, dateline_agency: str | None) -> OutletFinding | None:
    """Who published the segment; None where nothing says so."""
    del segment, context, dateline_agency
    return None
