"""The table of wire agencies (transforms/data/agencies.tsv), and their signatures found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from transforms.lazy_pattern import lazy
from transforms.names import fold, listed, rows

_UNSPACED = lazy(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ARABIC_PREFIX = re.compile(r"(?<!\w)[وفبلك]{1,2}$")
_NOUN = re.compile(
    r"^(?:the|la|le|l['’]|die|der|het|a|o)\s*|\b(?:news agency|press agency|agency|agence|agencia|agência|agenzia|"
    r"nachrichtenagentur|agentur|persbureau|агентство|иа|haber ajansı|news)\b|وكالة(?: أنباء| الأنباء)?|通讯社|通信社",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One row of transforms/data/agencies.tsv."""

    id: str
    name: str  # canonical: "TASS", "Reuters", "AFP"
    country: str | None  # ISO 3166-1 alpha-2
    outlet: str | None  # the site on which it publishes for readers: an id in transforms/data/outlets.tsv
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """An agency's name in a text."""

    row: AgencyRow
    start: int
    end: int
    weak: bool  # it could be another word


@cache
def _signatures() -> dict[str, tuple[AgencyRow, bool]]:
    """Signature as written -> its agency, and whether it is weak."""
    found: dict[str, tuple[AgencyRow, bool]] = {}
    for id_, name, country, outlet, strong, weak in rows("agencies.tsv"):
        row = AgencyRow(id_, name, country or None, outlet or None, listed(strong))
        for words, is_weak in ((listed(strong), False), (listed(weak), True)):
            for word in words:
                found.setdefault(word, (row, is_weak))
    return found


@cache
def _folded() -> dict[str, AgencyRow]:
    known: dict[str, AgencyRow] = {}
    for word, (row, _) in _signatures().items():
        known.setdefault(fold(word), row)
        known.setdefault(fold(row.name), row)
    return known


def by_name(words: str) -> AgencyRow | None:
    """The agency whose name or signature this is; case, punctuation and words like "news agency" do not count."""
    if len(words) > 80:
        return None
    exact = _signatures().get(words)
    if exact:
        return exact[0]
    return _folded().get(fold(words)) or _folded().get(fold(_NOUN.sub(" ", words))) or None


@cache
def _matcher() -> tuple[AhoCorasick, tuple[str, ...]]:
    words = tuple(_signatures())
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), words


def signatures(text: str) -> Iterator[Signature]:
    """Every agency's name in a text, as a word of its own, in order and without overlaps."""
    matcher, words = _matcher()
    for index, start, end in matcher.find_matches_as_indexes(text):
        if _stands_alone(text, start, end):
            row, weak = _signatures()[words[index]]
            yield Signature(row, start, end, weak)


def _is_unspaced(char: str) -> bool:
    return char > "\u3000" and _UNSPACED.match(char) is not None


def _stands_alone(text: str, start: int, end: int) -> bool:
    if _is_unspaced(text[start]):
        return True
    after = text[end : end + 1]
    if (after.isalnum() and not _is_unspaced(after)) or text[end : end + 2].startswith(("-x", "_")):
        return False
    before = text[start - 1 : start]
    if not before.isalnum() or _is_unspaced(before):
        return before not in {"@", "_"}
    # Arabic writes "and", "to", "by" without a space before the name.
    return "\u0600" <= before <= "\u06ff" and bool(_ARABIC_PREFIX.search(text[max(0, start - 3) : start]))
