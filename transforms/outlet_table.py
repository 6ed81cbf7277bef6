"""The table of outlets (transforms/data/outlets.tsv): found by address and by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick

from transforms import domains
from transforms.lazy_pattern import lazy
from transforms.names import fold, listed, rows

_LONGEST_NAME = 80  # characters
_HAN_OR_KANA = lazy(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class OutletRow:
    """One row of transforms/data/outlets.tsv, or an outlet that only the capture names."""

    id: str
    name: str
    domain: str | None  # the main one: a host, with the first step of the path where an edition has only that
    country: str | None  # ISO 3166-1 alpha-2; None: none, several or not known
    language: str | None  # ISO 639-1; None: several or not known
    kind: str  # newspaper, broadcaster, agency, magazine, online, state media; "" for one that the table does not have
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Table:
    by_id: dict[str, OutletRow]
    by_address: dict[str, OutletRow]  # "bbc.com", "bbc.com/mundo"
    by_name: dict[str, OutletRow]  # folded names and aliases, weak ones included
    weak: frozenset[str]  # folded
    namesakes: dict[str, tuple[OutletRow, ...]]  # id -> other rows that share a name with it


@cache
def _table() -> _Table:
    by_id_: dict[str, OutletRow] = {}
    by_address: dict[str, OutletRow] = {}
    by_name_: dict[str, OutletRow] = {}
    weak: set[str] = set()
    names: list[tuple[str, OutletRow]] = []
    for id_, name, addresses, country, language, kind, aliases, weak_names in rows("outlets.tsv"):
        also = listed(aliases)
        row = OutletRow(id_, name, addresses.split()[0], country or None, language or None, kind, also)
        by_id_[id_] = row
        by_address.update(dict.fromkeys(addresses.split(), row))
        names.extend((alias, row) for alias in (name, *also, *listed(weak_names)))
        weak.update(map(fold, listed(weak_names)))
    namesakes: dict[str, tuple[OutletRow, ...]] = {}
    for alias, row in names:
        owner = by_name_.setdefault(fold(alias), row)
        if owner is not row:
            namesakes[owner.id] = (*namesakes.get(owner.id, ()), row)
    return _Table(by_id_, by_address, by_name_, frozenset(weak), namesakes)


@cache
def words_of(kind: str) -> tuple[str, ...]:
    """The words of one kind in transforms/data/outlet_words.tsv."""
    return tuple(word for found, words in rows("outlet_words.tsv") if found == kind for word in words.split("|"))


def any_of(words: Sequence[str]) -> str:
    """A pattern for one of some words, the longest that fits."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def by_id(id_: str) -> OutletRow | None:
    """The table's outlet with that id."""
    return _table().by_id.get(id_)


def in_language(row: OutletRow, language: str | None) -> OutletRow:
    """Of the outlets that share a name with one (Público of Madrid and of Lisbon) the one that writes in a language."""
    if language is None or row.language in {language, None}:
        return row
    return next((other for other in _table().namesakes.get(row.id, ()) if other.language == language), row)


def by_url(url: str) -> OutletRow | None:
    """The table's outlet for an address: the longest host that the table knows, with its path's first step before it."""
    host, step = domains.address(url)
    known = _table().by_address
    while "." in host:
        found = known.get(f"{host}/{step}") or known.get(host)
        if found:
            return found
        host = host.partition(".")[2]
    return None


def from_url(url: str) -> OutletRow | None:
    """The outlet of an address, in the table or not; None for social networks, searches and archives."""
    found = by_url(url)
    host, _ = domains.address(url)
    if host in _platforms():
        return None
    domain = domains.registrable(host) if found is None else None
    return found if domain is None or domain in _platforms() else OutletRow(domain, domain, domain, None, None, "")


@cache
def _platforms() -> frozenset[str]:
    return frozenset(words_of("platform"))


def by_name(text: str) -> OutletRow | None:
    """The table's outlet whose name or alias this is, case, accents, punctuation and a leading "the" folded."""
    return _table().by_name.get(fold(text)) if len(text) <= _LONGEST_NAME else None


def by_strong_name(text: str) -> OutletRow | None:
    """As `by_name`, without the names that are also words or sections."""
    folded = fold(text)
    return None if folded in _table().weak else _table().by_name.get(folded)


@cache
def _first_words() -> dict[str, int]:
    """First word of the names that are not also words -> how many words the longest has."""
    longest: dict[str, int] = {}
    for name in _table().by_name:
        words = name.split(" ")
        if name not in _table().weak:
            longest[words[0]] = max(len(words), longest.get(words[0], 0))
    return longest


def within(text: str) -> OutletRow | None:
    """The outlet with the longest name in a text; names that are also words do not count."""
    words = fold(text).split(" ")
    longest = _first_words()
    best: tuple[int, OutletRow] | None = None
    for start, word in enumerate(words):
        if word in longest:
            for size in range(longest[word], best[0] if best else 0, -1):
                if found := by_strong_name(" ".join(words[start : start + size])):
                    best = (size, found)
                    break
    if best:
        return best[1]
    return None if text.isascii() or not _HAN_OR_KANA.search(text) else _within_han(text)


@cache
def _any_name() -> AhoCorasick:
    return AhoCorasick(sorted(_table().by_name))


def _within_han(text: str) -> OutletRow | None:
    """As `within`, where no spaces part the words."""
    if not _any_name().find_matches_as_indexes(fold(text)):
        return None
    pieces = (text[start : start + size] for size in range(12, 2, -1) for start in range(min(len(text) - size + 1, 60)))
    return next((row for piece in pieces if (row := by_strong_name(piece))), None)
