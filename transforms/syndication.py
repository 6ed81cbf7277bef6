"""Articles that are another outlet's: who published them first, by what the page declares and what its lines say.

Wire agencies are no matter of this module: their articles are made to be printed by others, and `agencies` names them. Here an
outlet prints another one's article: a declared address or name of another outlet, "This article was originally published by X",
"The New York Times News Service", another's rights line. An outlet of the same house is not another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from transforms import domains
from transforms.evidence import verbatim
from transforms.lazy_pattern import lazy
from transforms.listed_phrases import Phrases, lowered
from transforms.names import rows
from transforms.outlet_table import OutletRow, by_name, by_strong_name, by_url, from_url
from transforms.types import Block, Fact, Outlet, Reason, Role, Segment

__all__ = ["Origin", "read_origin", "read_origin_line"]

_HEAD, _FOOT = 8, 10  # blocks of a segment in which it may say where it comes from
_LONGEST = 600  # characters of such a block
_LONGEST_LABELLED = 60
_LONGEST_SUBJECT = 160  # characters before a phrase: the article's title may stand there
_MOST_WORDS = 7  # of an outlet's name
_BESIDE = 10  # blocks above and under its text in which what cleaning took out may say so
_OTHERS = frozenset({Reason.COMMENT, Reason.EMBED, Reason.AD, Reason.CAPTION, Reason.TRANSLATION, Reason.COOKIE})


@dataclass(frozen=True, slots=True)
class Origin:
    """The outlet that an article comes from."""

    outlet: Outlet
    rule: str  # declared, phrase, service, label
    words: str  # as in the capture, or path and value of a declaration
    where: int  # the line; 0: declared


def read_origin(
    segment: Segment, outlet: Outlet | None, url: str | None, declared: tuple[Fact, ...], language: str | None
) -> Origin | None:
    """Where an article comes from that its outlet took from another one; None where nothing says so, or the outlet is not known.

    `outlet`: who published the capture; `url`: its address, where one is known; `declared`: addresses and names of publishers that
    the page declares beside its own.
    """
    own = by_url(url) if url else None
    host = domains.address(url)[0] if url else ""
    here = _Here(outlet, own, domains.registrable(host) if host else None)
    if outlet is None and not host:
        return None
    for found in (*_in_declarations(declared), *_in_lines(segment, language)):
        if here.is_other(found.row):
            return Origin(_outlet(found.row), found.rule, found.words, found.where)
    return None


def _outlet(row: OutletRow) -> Outlet:
    host = row.domain.partition("/")[0] if row.domain else ""
    return Outlet(id=row.id, name=row.name, domain=domains.registrable(host) or None, country=row.country)


@dataclass(frozen=True, slots=True)
class _Found:
    row: OutletRow
    rule: str
    words: str
    where: int


# --- another outlet or the same house ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Here:
    """The outlet that printed the article."""

    outlet: Outlet | None
    row: OutletRow | None  # of the address
    domain: str | None  # of the address

    def is_other(self, origin: OutletRow) -> bool:
        """Whether an outlet is neither this one nor of its house, and no agency."""
        ids = {row.id for row in (self.outlet, self.row) if row}
        host = (origin.domain or "").partition("/")[0]
        same = {self.domain, self.outlet.domain if self.outlet else None} - {None}
        if origin.kind == "agency" or origin.id in ids or domains.registrable(host) in same:
            return False
        return not any(_one_house(origin.id, id_) for id_ in ids)


def _one_house(first: str, second: str) -> bool:
    """By their ids: an edition is called after its paper (rt, rt-deutsch), its sisters stand in a row of houses."""
    shorter, longer = sorted((first, second), key=len)
    return (
        longer == shorter
        or longer.startswith(f"{shorter}-")
        or any(first in house and second in house for house in _houses())
    )


@cache
def _houses() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(word.split()) for word in _words("house"))


@cache
def _words(kind: str, language: str | None = None) -> tuple[str, ...]:
    """The words of a kind, of one language or of all."""
    return tuple(
        word
        for found, spoken, words in rows("syndication_words.tsv")
        if found == kind and language in {None, spoken}
        for word in words.split("|")
    )


# --- declarations -----------------------------------------------------------------------------------------------------


def _in_declarations(declared: tuple[Fact, ...]) -> Iterator[_Found]:
    for fact in declared:
        row = by_url(fact.value) if "/" in fact.value else by_name(fact.value)
        if row and row.kind:
            yield _Found(row, "declared", f"{fact.path} = {fact.value}", 0)


# --- lines ------------------------------------------------------------------------------------------------------------


def _in_lines(segment: Segment, language: str | None) -> Iterator[_Found]:
    for block in _candidates(segment):
        if found := read_origin_line(block.text, language):
            row, rule = found
            yield _Found(row, rule, verbatim(block.raw, block.text), block.where)


def _candidates(segment: Segment) -> Iterator[Block]:
    """Blocks in which an article speaks of itself: its head, its foot, and what cleaning took out beside them."""
    kept = [item.block for item in segment.blocks if item.role is not Role.TITLE]
    low, high = (kept[0].where - _BESIDE, kept[-1].where + _BESIDE) if kept else (0, 0)
    removed = [item.block for item in segment.removed if low <= item.block.where <= high and item.reason not in _OTHERS]
    near = {block.where: block for block in (*kept[:_HEAD], *kept[-_FOOT:], *removed) if len(block.text) <= _LONGEST}
    return iter(near.values())


def read_origin_line(text: str, language: str | None) -> tuple[OutletRow, str] | None:
    """The outlet that a line or paragraph names as the article's first publisher, and the rule: phrase, service or label."""
    plain = lowered(text)
    for kind, start, end in _marks(plain):
        row = None
        if kind == "phrase" and _speaks_of_itself(plain, start):
            row = _named(text, plain, end)
        elif kind == "service":
            row = _name_before(text, start)
        if row:
            return row, kind
    row = _labelled(text, plain, language) if len(text) <= _LONGEST_LABELLED else None
    return (row, "label") if row else None


@cache
def _matcher() -> tuple[AhoCorasick, tuple[str, ...]]:
    words = [(word, kind) for kind in ("phrase", "service") for word in dict.fromkeys(_words(kind))]
    return AhoCorasick([word for word, _ in words], matchkind=MatchKind.LeftmostLongest), tuple(
        kind for _, kind in words
    )


def _marks(plain: str) -> Iterator[tuple[str, int, int]]:
    matcher, kinds = _matcher()
    for index, start, end in matcher.find_matches_as_indexes(plain):
        whole = not (start and plain[start - 1].isalnum() and plain[start] < "\u2e80") and not (
            end < len(plain) and plain[end].isalnum() and plain[end - 1].isalpha() and plain[end - 1] < "\u2e80"
        )
        if whole:
            yield kinds[index], start, end


_SENTENCE = re.compile(r"[.!?。！？\n]\s*|(?<=\))\s")
_OPENING = " \t\"«„“”‘'*_([（【—–-•|:：."


@cache
def _subjects() -> Phrases:
    return Phrases(_words("subject"))


def _speaks_of_itself(plain: str, start: int) -> bool:
    """The sentence begins with the phrase, or with "this article"."""
    before = plain[max(0, start - 2 * _LONGEST_SUBJECT) : start]
    ends = [end.end() for end in _SENTENCE.finditer(before)]
    subject = before[ends[-1] if ends else 0 :].lstrip(_OPENING)
    if len(subject) > _LONGEST_SUBJECT:
        return False
    return not subject.strip() or _subjects().beginning(subject) is not None


@cache
def _articles() -> Phrases:
    return Phrases(_words("article"))


def _named(text: str, plain: str, place: int) -> OutletRow | None:
    """The outlet that follows, with or without articles, marks and words like "the magazine" before it."""
    for _ in range(4):
        while place < len(plain) and plain[place] in _OPENING + "《":
            place += 1
        if row := _name_at(text, place):
            return row
        behind = _articles().beginning(plain, place)
        if behind is None:
            return None
        place = behind
    return None


_WORD = re.compile(r"[^\s,;:()\[\]«»“”„\"]+")
_HOST = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]{1,63}\.){1,4}[a-z]{2,18})\b", re.IGNORECASE)
_HAN = lazy(r"[\u3040-\u30ff\u3400-\u9fff]")
_INFLECTED = re.compile(r"(?<=[a-z])en ")  # "der Süddeutschen Zeitung"
_SUFFIX = re.compile(r"['’](?:[a-zçğıöşü]{1,4})$")  # "Guardian'da", "the Guardian's"


def _name_at(text: str, start: int) -> OutletRow | None:
    """The table's outlet whose name or address begins at a place, the longest that fits."""
    if host := _HOST.match(text, start):
        return by_url(host[1]) or from_url(host[1])
    if _HAN.match(text, start):
        return next(filter(None, (by_strong_name(text[start : start + size]) for size in range(14, 1, -1))), None)
    words: list[re.Match[str]] = []
    for word in _WORD.finditer(text, start, start + 120):
        if words and text[words[-1].end() : word.start()].strip():
            break
        words.append(word)
    for size in range(min(_MOST_WORDS, len(words)), 0, -1):
        name = text[start : words[size - 1].end()].rstrip(".!?")
        row = by_name(name) or by_name(_SUFFIX.sub("", name)) or by_name(_INFLECTED.sub("e ", name))
        if row and (name[:1].isupper() or not name.isascii()):
            return row
    return None


def _name_before(text: str, end: int) -> OutletRow | None:
    """The table's outlet whose name ends at a place: "The New York Times News Service"."""
    words = text[max(0, end - 80) : end].split()[-_MOST_WORDS:]
    for size in range(len(words), 1, -1):
        if row := by_strong_name(" ".join(words[-size:])):
            return row
    return None


@cache
def _labels(language: str) -> Phrases:
    return Phrases(_words("label", language))


def _labelled(text: str, plain: str, language: str | None) -> OutletRow | None:
    """A line "Источник: X" with nothing else in it."""
    label = _labels(language).beginning(plain.lstrip(_OPENING)) if language else None
    if label is None:
        return None
    rest = text.lstrip(_OPENING)[label:]
    if rest[:1] not in {":", "：", " "} or rest.lstrip()[:1] not in {":", "："}:
        return None
    name = rest.strip(_OPENING + '）)】]》»”"').lstrip("《«“")
    return by_name(name) or (by_url(name) if "." in name else None)
