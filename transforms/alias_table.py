"""The alias table: which words name which entity, compiled into one automaton a script, each when first needed.

Rows stand in transforms/data/entities_*.tsv; transforms/data/entities_doubtful.tsv says of aliases that also mean
something else what must stand near them. How they are looked for in a text is the matter of transforms/entities.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ahocorasick_rs import AhoCorasick, MatchKind

from transforms.inflection import russian_forms
from transforms.types import GeoPoint

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
_SCRIPT_OF_LANGUAGE = {"ru": "cyrillic", "ar": "arabic", "zh": "han", "ja": "han"}


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


@dataclass(slots=True, eq=False)  # not frozen: thousands are made at the start, and frozen ones take thrice as long
class Sense:
    """One thing that a string may mean."""

    entity: Known
    alias: str  # as the table has it, before case forms and spellings
    language: str | None  # only in documents in this language; None: in all
    lone: bool  # a surname alone, of somebody so well known that it needs no first name
    full: bool  # a person's whole name: its surname may stand for it later in the document
    doubt: Doubt | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The patterns of one script and what each may mean, side by side."""

    automaton: AhoCorasick
    patterns: tuple[str, ...]
    senses: tuple[tuple[Sense, ...], ...]  # empty: a job title, see `titles`
    titles: frozenset[int]  # patterns that are job titles: a name may follow
    strong: frozenset[int]  # those after which two capitalised words are a person


# One character for one, so that spans stay those of the capture's own text. Single replacements: on text that is not
# ASCII they are ten times as fast as str.translate.
_FOLD = tuple(zip("’‘ʼ`´“”„«»‹›‐‑‒ёЁأإآٱىةک", '\'\'\'\'\'"""""""---еЕاااايهك', strict=True))
_LETTERS_WITHOUT_PARTS = str.maketrans("ıøØłŁđĐßæÆ", "ioOlLdDsaA")


def fold(text: str) -> str:
    """Straight quotes and hyphens, ё as е, Arabic letters without their hamza; as long as `text` is."""
    if text.isascii():
        return text
    for char, plain in _FOLD:
        text = text.replace(char, plain)
    return text


@cache
def lexicon(script: str) -> Lexicon:
    """The compiled table of a script: latin, cyrillic, arabic or han (with kana)."""
    meanings: dict[str, list[Sense]] = {}
    for pattern, sense in _senses(script):
        meant = meanings.setdefault(pattern, [])
        if not meant or not any(
            other.entity.id == sense.entity.id and other.language in {None, sense.language} for other in meant
        ):
            meant.append(sense)
    return _compiled(meanings, {title: strength for title, strength in _titles(script) if title not in meanings})


def _compiled(meanings: dict[str, list[Sense]], titles: dict[str, str]) -> Lexicon:
    patterns = (*meanings, *titles)
    first = len(meanings)
    return Lexicon(
        automaton=AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest),
        patterns=patterns,
        senses=(*map(tuple, meanings.values()), *(() for _ in titles)),
        titles=frozenset(range(first, len(patterns))),
        strong=frozenset(first + place for place, strength in enumerate(titles.values()) if strength == "strong"),
    )


# --- rows -------------------------------------------------------------------------------------------------------------


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table in transforms/data/, without its comments; a file that is not there has none."""
    path = files("transforms") / "data" / name
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _senses(script: str) -> Iterator[tuple[str, Sense]]:
    doubts = _doubts()
    entities: dict[str, Known] = {}
    for name in ALIAS_FILES:
        for cells in rows(name):
            row = cells + [""] * (7 - len(cells))
            entity = entities.get(row[0]) or entities.setdefault(row[0], _known(row))
            canonical = [(None, [entity.name])] if row[2] == entity.name and script == "latin" else []
            for language, aliases in (*canonical, *_tagged(row[3], script)):
                for alias in aliases:
                    yield from _forms(alias, language, entity, doubts)


def _known(row: list[str]) -> Known:
    identity, kind, name, aliases, country, lat, lon = row
    surnames = tuple(re.findall(r"[~^]([^|;]+)", aliases)) if kind == "person" else ()
    location = GeoPoint(lat=float(lat), lon=float(lon)) if lat else None
    return Known(identity, kind, name, surnames, country or None, location)


def _tagged(field: str, script: str) -> Iterator[tuple[str | None, list[str]]]:
    """Parts of an alias field that are in this script: "ISIS|ISIL;de=Islamischer Staat;ru=ИГИЛ"."""
    for part in filter(None, field.split(";")):
        language = part[:2] if part[2:3] == "=" else None
        if _SCRIPT_OF_LANGUAGE.get(language or "", "latin") == script:
            yield language, part[3 if language else 0 :].split("|")


def _forms(alias: str, language: str | None, entity: Known, doubts: dict[str, Doubt]) -> Iterator[tuple[str, Sense]]:
    """An alias as texts write it: its case forms, its spelling without accents, "al-" and "Al ".

    A leading "~" marks a surname that needs no first name, "^" one that does.
    """
    mark, plain = (alias[0], alias[1:]) if alias[0] in "~^" else ("", alias)
    person = entity.type == "person"
    full = person and not mark and (" " in plain or "·" in plain or "・" in plain)
    if mark == "^":
        return
    doubt = doubts.get(f"{fold(plain)}\t{entity.id}")
    sense = Sense(entity, plain, language, mark == "~", full, doubt)
    for form in _spellings(plain, language, person=person):
        yield form, sense


def _spellings(alias: str, language: str | None, *, person: bool) -> Iterable[str]:
    if language == "ru":
        return russian_forms(fold(alias), person=person)
    if language == "ar":
        # The article melts into prefixes (ال, وال, بال, لل): transforms/entities.py looks at what stands before.
        return (fold(alias).removeprefix("ال"),)
    if alias.isascii() and "l-" not in alias:
        return (alias,)
    return _latin_spellings(fold(alias))


_ARTICLE = re.compile(r"\b([AaEe])([lnsdtrz]|sh)-(?=\w)")
_UNJOINED = re.compile(r"\b([AaEe][lnsdtrz]|[AaEe]sh)-(?=\w)")


def _latin_spellings(alias: str) -> set[str]:
    """As it stands and without accents; the Arabic article in every joint: al-, Al-, al, Al."""
    forms = {alias, _without_accents(alias)}
    if _ARTICLE.search(alias):
        small = {_ARTICLE.sub(lambda m: m[1].lower() + m[2] + "-", form) for form in forms}
        large = {_ARTICLE.sub(lambda m: m[1].upper() + m[2] + "-", form) for form in forms}
        forms |= small | large | {_UNJOINED.sub(r"\1 ", form) for form in small | large}
    return forms


def _without_accents(alias: str) -> str:
    if alias.isascii() or alias[0] > "\u024f":
        return alias
    decomposed = unicodedata.normalize("NFKD", alias.translate(_LETTERS_WITHOUT_PARTS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@cache
def _doubts() -> dict[str, Doubt]:
    """Rules by alias and entity."""
    found = {}
    for alias, entity, *parts in rows("entities_doubtful.tsv"):
        document, near, before, after = (tuple(filter(None, part.split("|"))) for part in (*parts, "", "", "", "")[:4])
        for form in alias.split("|"):
            found[f"{fold(form)}\t{entity}"] = Doubt(document, near, before, after)
    return found


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
