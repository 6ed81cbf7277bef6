"""The alias table: which words name which entity, compiled into one automaton a script, each when first needed.

Rows stand in transforms/data/entities_*.tsv; transforms/data/entities_doubtful.tsv says of aliases that also mean
something else what must stand near them. How they are looked for in a text is the matter of transforms/entities.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from transforms.inflection import russian_forms
from transforms.names import WITHOUT_MARKS
from transforms.types import GeoPoint

_DATA = Path(__file__).parent / "data"
ALIAS_FILES = (
    "entities_countries.tsv",
    "entities_country_aliases.tsv",
    "entities_organizations.tsv",
    "entities_companies.tsv",
    "entities_people.tsv",
    "entities_cities.tsv",
    "entities_regions.tsv",
    "entities_events.tsv",
)
_SCRIPT_OF_LANGUAGE: dict[str | None, str] = {"ru": "cyrillic", "ar": "arabic", "zh": "han", "ja": "han"}


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of the table."""

    id: str
    type: str  # person, organization, place, event
    name: str  # canonical, English
    surnames: tuple[str, ...] = ()  # persons: said in the table; else the last word of the name that the text has
    country: str | None = None  # places: ISO 3166-1 alpha-2
    location: GeoPoint | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """What makes an alias count that also means something else."""

    document: tuple[str, ...]  # words any of which, anywhere in the article, are evidence; "*": none is needed
    near: tuple[str, ...]  # words that are evidence within the same stretch of text
    not_before: tuple[str, ...]  # words that must not stand directly before it
    not_after: tuple[str, ...]  # words that must not stand directly after it


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a string may mean."""

    entity: Known
    alias: str  # as the table has it, before case forms and spellings
    language: str | None  # only in documents in this language; None: in all
    lone: bool  # a surname alone, of somebody so well known that it needs no first name
    full: bool  # a person's whole name: its surname may stand for it later in the document
    doubt: Doubt | None


class _Entry(NamedTuple):  # thousands are made at the start: a dataclass takes five times as long
    """An alias as its row has it: made into a `Sense` when a text first has it, because most never are."""

    row: list[str]
    language: str | None
    alias: str  # with its mark


class Lexicon:
    """The patterns of one script and what each may mean."""

    def __init__(self, meanings: dict[str, list[_Entry]], titles: dict[str, str]) -> None:
        self.patterns = (*meanings, *titles)
        self.automaton = AhoCorasick(self.patterns, matchkind=MatchKind.LeftmostLongest)
        self.first_title = len(meanings)  # patterns from here on are job titles: a name may follow
        self._strengths = tuple(titles.values())
        self._entries = tuple(meanings.values())
        self._senses: dict[int, tuple[Sense, ...]] = {}

    def senses(self, pattern: int) -> tuple[Sense, ...]:
        """What a pattern may mean, an entity once."""
        if pattern not in self._senses:
            self._senses[pattern] = _distinct(map(_sense, self._entries[pattern]))
        return self._senses[pattern]

    def is_strong(self, title: int) -> bool:
        """Two capitalised words after this job title are a person."""
        return self._strengths[title - self.first_title] == "strong"


def _distinct(senses: Iterable[Sense]) -> tuple[Sense, ...]:
    kept: dict[tuple[str, str | None], Sense] = {}
    for sense in senses:
        if (sense.entity.id, None) not in kept:
            kept.setdefault((sense.entity.id, sense.language), sense)
    return tuple(kept.values())


def _sense(entry: _Entry) -> Sense:
    entity = _known(*entry.row[:7])
    mark, alias = (entry.alias[0], entry.alias[1:]) if entry.alias[0] in "~^" else ("", entry.alias)
    full = entity.type == "person" and not mark and any(joint in alias for joint in " ·・")
    return Sense(entity, alias, entry.language, mark == "~", full, _doubt(fold(alias), entity.id))


@cache
def _known(  # noqa: PLR0913, PLR0917 - the columns of a row
    identity: str, kind: str, name: str, aliases: str = "", country: str = "", lat: str = "", lon: str = ""
) -> Known:
    surnames = tuple(re.findall(r"[~^]([^|;]+)", aliases)) if kind == "person" else ()
    location = GeoPoint(lat=float(lat), lon=float(lon)) if lat else None
    return Known(identity, kind, name, surnames, country or None, location)


# One character for one, so that spans stay those of the capture's own text. Single replacements: on text that is not
# ASCII they are ten times as fast as str.translate.
_FOLD = tuple(zip("’‘ʼ`´“”„«»‹›‐‑‒ёЁأإآٱىةک", '\'\'\'\'\'"""""""---еЕاااايهك', strict=True))
_FOLDED = re.compile("[" + "".join(char for char, _ in _FOLD) + "]")
_LETTERS_WITHOUT_PARTS = str.maketrans("ıøØłŁđĐßæÆ", "ioOlLdDsaA")


def fold(text: str) -> str:
    """Straight quotes and hyphens, ё as е, Arabic letters without their hamza; as long as `text` is."""
    if text.isascii() or not _FOLDED.search(text):
        return text
    for char, plain in _FOLD:
        text = text.replace(char, plain)
    return text


@cache
def lexicon(script: str) -> Lexicon:
    """The compiled table of a script: latin, cyrillic, arabic or han (with kana)."""
    return _compiled(_entries(script), dict(_titles(script)))


def lexicon_for(script: str, text: str) -> Lexicon:
    """The table, or for a process's first texts only what of it can stand in `text`: the same is found, and sooner.

    To compile all of it takes as long as to read thirty short texts, and `copydesk extract` reads one.
    """
    if _first_texts[script] >= _FIRST_TEXTS or len(text) > _LONG_TEXT:
        return lexicon(script)
    _first_texts[script] += 1
    plain = _plain(text)
    fours = {plain[place : place + _BEGINNING] for place in range(len(plain))}

    def stands(alias: str, language: str | None) -> bool:
        beginning = alias_beginning(alias, language)
        return beginning in fours or (len(beginning) < _BEGINNING and beginning in plain)

    return _compiled(_entries(script, stands), {title: kind for title, kind in _titles(script) if title in text})


_FIRST_TEXTS = 2
_LONG_TEXT = 20_000  # characters: so many of the aliases can stand in it that choosing saves nothing
_BEGINNING = 4  # characters
_first_texts: Counter[str] = Counter()  # by script


def alias_beginning(alias: str, language: str | None) -> str:
    """What every form of an alias begins with in a text that is folded, without accents and in small letters."""
    if alias[0] in "~^":
        alias = alias[1:]
    if language == "ar":
        return _plain(alias).removeprefix("ال")[:_BEGINNING]
    if language == "ru":
        # Case forms lose a vowel before the last consonant: "Лев", "Льва"; "Павел", "Павла".
        word = alias.partition(" ")[0].partition("-")[0]
        return _plain(alias)[: 1 if len(word) < 4 else 2 if len(word) < 6 else _BEGINNING]
    beginning = _plain(alias[: _BEGINNING + 1])[:_BEGINNING]
    return beginning.partition("-")[0] if "-" in beginning else beginning  # "al-Assad" is also written "Al Assad"


def _plain(text: str) -> str:
    """In small letters, without accents, folded: as all spellings of an alias have it."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", fold(text).translate(_LETTERS_WITHOUT_PARTS)).translate(WITHOUT_MARKS).lower()


def _compiled(entries: Iterable[_Entry], titles: Mapping[str, str]) -> Lexicon:
    meanings: dict[str, list[_Entry]] = {}
    for entry in entries:
        alias = entry.alias
        # Most Latin aliases are written in one way only; this loop is most of what the start costs.
        if alias.isascii() and alias[0] not in "~^" and "-" not in alias:
            meanings.setdefault(alias, []).append(entry)
        else:
            for form in _forms(entry):
                meanings.setdefault(form, []).append(entry)
    return Lexicon(meanings, {title: strength for title, strength in titles.items() if title not in meanings})


# --- rows -------------------------------------------------------------------------------------------------------------


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table in transforms/data/, without its comments."""
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _entries(script: str, wanted: Callable[[str, str | None], bool] | None = None) -> Iterator[_Entry]:
    """Every alias of a script, or those that are wanted."""
    first: dict[str, list[str]] = {}  # an entity is what its first row says; later ones add aliases
    for name in ALIAS_FILES:
        for row in rows(name):
            entity = first.setdefault(row[0], row)
            if script == "latin" and entity is row and (not wanted or wanted(row[2], None)):
                yield _Entry(entity, None, row[2])
            for language, aliases in _tagged(row[3] if len(row) > 3 else "", script):
                for alias in aliases:
                    if not wanted or wanted(alias, language):
                        yield _Entry(entity, language, alias)


_LATIN_ALIAS = re.compile(r"[=|][!-z]+(?:\||$)")


def _tagged(field: str, script: str) -> Iterator[tuple[str | None, list[str]]]:
    """Parts of an alias field that are in this script: "ISIS|ISIL;de=Islamischer Staat;ru=ИГИЛ"."""
    for part in field.split(";"):
        language = part[:2] if part[2:3] == "=" else None
        home = _SCRIPT_OF_LANGUAGE.get(language, "latin")
        if part and home == script:
            aliases = part[3 if language else 0 :].split("|")
            yield language, aliases if home == "latin" else [alias for alias in aliases if not alias.isascii()]
        elif script == "latin" and _LATIN_ALIAS.search(part):  # "EU" is Latin in a Japanese text too
            yield language, [alias for alias in part[3:].split("|") if alias.isascii()]


def _forms(entry: _Entry) -> Iterable[str]:
    """An alias as texts write it: its case forms, its spelling without accents, "al-" and "Al ".

    A leading "~" marks a surname that needs no first name, "^" one that does, and is no pattern of its own.
    """
    alias = entry.alias
    if alias[0] == "^":
        return ()
    plain = alias[1:] if alias[0] == "~" else alias
    if plain.isascii() and "-" not in plain:
        return (plain,)
    if entry.language == "ru":
        return russian_forms(fold(plain), person=entry.row[1] == "person")
    if entry.language == "ar":
        # The article melts into prefixes (ال, وال, بال, لل): transforms/entities.py looks at what stands before.
        return (fold(plain).removeprefix("ال"),)
    return _latin_spellings(fold(plain))


_ARTICLE = re.compile(r"\b([AaEe])([lnsdtrz]|sh)-(?=\w)")
_UNJOINED = re.compile(r"\b([AaEe][lnsdtrz]|[AaEe]sh)-(?=\w)")


def _latin_spellings(alias: str) -> set[str]:
    """As it stands and without accents; the Arabic article in every joint: al-, Al-, al, Al."""
    forms = {alias, without_accents(alias)}
    if "-" in alias and _ARTICLE.search(alias):
        small = {_ARTICLE.sub(lambda m: m[1].lower() + m[2] + "-", form) for form in forms}
        large = {_ARTICLE.sub(lambda m: m[1].upper() + m[2] + "-", form) for form in forms}
        forms |= small | large | {_UNJOINED.sub(r"\1 ", form) for form in small | large}
    return forms


def without_accents(alias: str) -> str:
    """Latin letters without their marks: "Erdoğan" gives "Erdogan"."""
    if alias.isascii() or alias[0] > "\u024f":
        return alias
    return unicodedata.normalize("NFKD", alias.translate(_LETTERS_WITHOUT_PARTS)).translate(WITHOUT_MARKS)


def _doubt(alias: str, entity: str) -> Doubt | None:
    """The rule for an alias of an entity, if it has one; its words are folded, as the text is that they are looked for in."""
    row = _doubts().get((alias, entity))
    if row is None:
        return None
    document, near, before, after = (tuple(filter(None, fold(part).split("|"))) for part in (row[2:] + [""] * 4)[:4])
    return Doubt(document, near, before, after)


@cache
def _doubts() -> dict[tuple[str, str], list[str]]:
    return {(alias, row[1]): row for row in rows("entities_doubtful.tsv") for alias in fold(row[0]).split("|")}


def _titles(script: str) -> Iterator[tuple[str, str]]:
    if script == "latin":
        for strength, titles in rows("entities_titles.tsv"):
            yield from ((title, strength) for title in titles.split("|"))


_PARTICLES = {
    "von",
    "van",
    "der",
    "den",
    "de",
    "di",
    "da",
    "del",
    "della",
    "dos",
    "du",
    "le",
    "la",
    "ter",
    "ten",
    "bin",
    "ben",
    "بن",
    "عبد",
    "ابو",
    "أبو",
}


def last_name(name: str) -> str:
    """The surname of a whole name, with its particles: "Ursula von der Leyen" gives "von der Leyen"."""
    words = name.split()
    place = len(words) - 1
    while place > 1 and words[place - 1].lower() in _PARTICLES:
        place -= 1
    return " ".join(words[place:])


@cache
def given_names() -> frozenset[str]:
    """First names: before a surname they make it somebody else's, after a job title they make two words a person."""
    return frozenset(name for row in rows("entities_given_names.tsv") for name in row[-1].split())
