"""Names of places as datelines write them, and where those places lie."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache

from transforms.calendar_words import table_bytes, table_text

_LONGEST_NAME = 4  # words
_PAGE = 4096  # bytes of the towns' table that are searched for a name


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its coordinates."""

    name: str  # canonical, English
    country: str | None  # ISO 3166-1 alpha-2; None: no country's
    lat: float  # WGS 84, degrees; of a country, a state or a region some point within
    lon: float
    kind: str = "city"  # capital, city, town, region, state, country


_MARKS = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u3099\u309a]")
_SIGNS = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "-": " ", "‐": " ", ".": None, "ı": "i", "،": ","})


def fold_place(text: str) -> str:
    """A text without case, accents, dots and hyphens; tabs, bars and line ends stay."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())).translate(_SIGNS)


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    """Both tables: their lines, and which of them a folded name leads to, the likeliest first."""

    lines: list[str]
    first: dict[str, int]
    others: dict[str, list[int]]
    states: dict[str, str]  # folded name or abbreviation of a state of the USA -> its code

    def rows(self, folded: str) -> list[list[str]]:
        """The rows of a name: name, country, kind, state, people, latitude, longitude, folded names."""
        if folded not in self.first:
            return []
        return [self.lines[index].split("\t") for index in (self.first[folded], *self.others.get(folded, ()))]


def _lines(name: str) -> list[str]:
    return [line for line in table_text(name).splitlines() if line and line[0] != "#"]


def _with_keys(line: str) -> str:
    """A row by hand with its names folded, as the big table has them already."""
    *cells, aliases = line.split("\t")
    return "\t".join([*cells, fold_place(f"{cells[0]}|{aliases}").strip("|")])


@cache
def _gazetteer() -> _Gazetteer:
    """Rows by hand come first and win; lines are cut when they are asked for, which keeps the loading short."""
    lines = [*map(_with_keys, _lines("places_more.tsv")), *_lines("places.tsv")]
    first: dict[str, int] = {}
    others: dict[str, list[int]] = {}
    states: dict[str, str] = {}
    for index, line in enumerate(lines):
        keys = line[line.rindex("\t") + 1 :].split("|")
        if "\tstate\t" in line:
            states.update(dict.fromkeys(keys, line.split("\t")[3]))
            keys = keys[:1]
        for key in keys:
            if first.setdefault(key, index) != index:
                others.setdefault(key, []).append(index)
    return _Gazetteer(lines, first, others, states)


def _coordinates(row: list[str]) -> list[str] | None:
    """Latitude and longitude; a row by hand without any takes those of the place that has one of its names."""
    if row[5]:
        return row[5:7]
    same = (other for key in row[7].split("|") for other in _gazetteer().rows(key))
    return next((other[5:7] for other in same if other[5] and other[1] == row[1]), None)


def known_place(row: list[str]) -> Place | None:
    """A row as a place; None where neither it nor a namesake has coordinates."""
    where = _coordinates(row)
    return Place(row[0], row[1] or None, float(where[0]), float(where[1]), row[2]) if where else None


@cache
def _towns() -> bytes:
    return table_bytes("places_towns.tsv")


@cache
def _pages() -> tuple[list[bytes], list[int]]:
    """The first key of each few thousand bytes of lines, and where they begin: which part of the table holds a key."""
    table = _towns()
    starts = [0, *(table.find(b"\n", place) + 1 for place in range(_PAGE, len(table) - _PAGE, _PAGE))]
    return [table[start : table.index(b"\t", start)] for start in starts], [*starts, len(table)]


def _first_line_of(key: bytes) -> int:
    """Where the first line of a key begins; -1: there is none. The table is in the order of bytes, its comment before all."""
    keys, starts = _pages()
    page = max(bisect_left(keys, key) - 1, 0)
    line = _towns().find(b"\n" + key + b"\t", starts[page], starts[page + 1] + len(key) + 1)
    return line + 1 if line >= 0 else -1


def _town_rows(folded: str) -> list[list[str]]:
    """The smaller towns of that name, the biggest first, searched by halves: the table is never taken apart."""
    table, key, found = _towns(), folded.encode(), []
    start = _first_line_of(key)
    while start >= 0 and table.startswith(key + b"\t", start):
        end = table.index(b"\n", start)
        _, name, country, state, latitude, longitude = table[start:end].decode().split("\t")
        found.append([name, country, "town", state, "", latitude, longitude, folded])
        start = end + 1
    return found


def place_rows(folded: str) -> list[list[str]]:
    """Every place of that folded name, the likeliest first: the cells of its row, for `known_place`."""
    return [*_gazetteer().rows(folded), *_town_rows(folded)] if folded else []


def _first(rows: list[list[str]]) -> Place | None:
    return next((place for row in rows if (place := known_place(row))), None)


def qualified(folded: str) -> tuple[str | None, set[str]]:
    """What stands after a comma, folded: a state of the USA by its code, or the countries (or their regions) of that name."""
    countries = {row[1] for row in _gazetteer().rows(folded) if row[2] in {"country", "region"}}
    return _gazetteer().states.get(folded), countries


def _within(rows: list[list[str]], qualifier: str) -> list[list[str]] | None:
    """Those of the rows that lie in the country or the state that `qualifier` names; None where it names neither."""
    state, countries = qualified(qualifier)
    if not state and not countries:
        return None
    return [row for row in rows if (state and row[3] == state) or row[1] in countries]


_SEVERAL = re.compile(r"\s*/\s*|\s+(?:and|und|et|y|e|en|и|و|&)\s+")


@lru_cache(maxsize=2048)
def is_place_name(line: str) -> bool:
    """Whether a line is nothing but the name of a place that the table knows."""
    return len(line.split()) <= _LONGEST_NAME and resolve(line) is not None


def resolve(name: str, language: str | None = None) -> Place | None:
    """The place that `name` means (any case, any of the table's languages), or None.

    Of several places ("Berlin/Paris") the first one; a state or a country after a comma ("PORTLAND, Maine") is heeded:
    a place that is not known there is not known. `language` is not needed yet.
    """
    del language
    folded = " ".join(fold_place(name).split()).strip(" ,:;")
    found = _first(place_rows(folded))
    if found or not folded:
        return found
    head, _, tail = folded.partition(",")
    if tail:
        rows = place_rows(head.strip())
        within = _within(rows, tail.strip())
        return _first(rows if within is None else within)
    parts = _SEVERAL.split(folded)
    return _first(place_rows(parts[0])) if len(parts) > 1 else None


def is_state(name: str) -> bool:
    """Whether a name or an abbreviation (Fla., FL) is that of a state of the USA."""
    return fold_place(name).strip() in _gazetteer().states
