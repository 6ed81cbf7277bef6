"""A place for a name that something else found in a text: a name model, a dateline, a caption's credit.

Never a detector: two thirds of the words of a text that are some town's name mean people, universities or common things.
Of several places with one name the text decides: country before region before city, then the dateline's country, the
countries of the other places, and how many people live there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from transforms.alias_table import Known, rows, without_accents
from transforms.places import Place, fold_place, known_place, place_rows, qualified
from transforms.types import GeoPoint

_TABLES = (
    ("country", "entities_countries.tsv"),
    ("country", "entities_country_aliases.tsv"),
    ("city", "entities_cities.tsv"),
    ("region", "entities_regions.tsv"),
)
_BY_KIND = {"country": 10.0, "capital": 3.0, "region": 3.0, "state": 3.0, "city": 0.0, "town": -4.0}
_IN_TABLE = 1.5  # a place that the press names often
_NAMED_COUNTRY = 5.0  # another place of the text lies in its country
_DATELINE_COUNTRY = 4.0
_OWN_LANGUAGE, _OTHER_LANGUAGE = (
    4.0,
    -6.0,
)  # the table has the name for this language: "Mexico" is the city in French alone
_SAME_PLACE = 0.7  # degrees between the coordinates that two tables give one place


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One place that a name may mean."""

    known: Known
    kind: str
    state: str  # United States only
    thousands: int  # of people; 0: not known
    languages: frozenset[str]  # in which the name is this place's; "": in all
    listed: bool  # the entity table has it


def resolve_place(
    name: str, *, dateline_country: str | None = None, countries: Collection[str] = (), language: str | None = None
) -> Known | None:
    """The place that `name` means in an article, or None where the tables know none, or the text speaks for none.

    `dateline_country` and `countries` (those of the article's other places) are ISO 3166-1 alpha-2; a qualifier is
    heeded ("Paris, Texas" is not in France), and so is a possessive ("Aleppo's"), "northern", "the city of". A town
    that neither the table nor the list of cities has counts only in a country that the dateline or the text names. An
    adjective ("syrische", "Russian") gives None. The id is the entity table's where that has the place, otherwise
    "place:" with the name and the country, in the United States with the state.
    """
    for form in _forms(name):
        head, _, tail = form.partition(",")
        candidates = _candidates(head.strip())
        if tail.strip():
            candidates = _within(candidates, tail.strip(), dateline_country)
            countries = {each.known.country or "" for each in candidates}
        if candidates:
            return _best(candidates, dateline_country, countries, language)
    return None


_BEFORE = re.compile(
    r"^(?:(?:the|in|near|old|downtown|central|cent(?:er|re)|rural|upper|lower|greater|"
    r"(?:north|south|east|west|northeast|northwest|southeast|southwest|mid)(?:ern)?|"
    r"(?:city|town|village|province|region|state|port|capital|governorate|district|suburb|outskirts) of|"
    r"le|la|les|l'|du|de|des|d'|ville de|nord|sud|est|ouest|centre|г|город|северн\w+|южн\w+|восточн\w+|западн\w+)\b\.?[ -]*){1,4}",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?: (?:city|town|province|governorate|region|district|oblast|prefecture|county|state|provinces?|suburbs?|airport))$",
    re.IGNORECASE,
)


def _forms(name: str) -> Iterator[str]:
    """The name as it stands, then without its possessive, its direction and what kind of place it is."""
    plain = " ".join(name.strip(" \t\n\"'«»“”‘’()[].,;:").split())
    if not plain or len(plain) > 60 or plain.islower() or (plain[0].islower() and " " not in plain):
        return
    plain = re.sub(r"['’]s?$", "", plain)
    yield plain
    shorter = _AFTER.sub("", _BEFORE.sub("", plain))
    if shorter != plain and shorter[:1].isupper():
        yield shorter


def _within(candidates: tuple[_Candidate, ...], qualifier: str, dateline_country: str | None) -> tuple[_Candidate, ...]:
    """Those in the state or the country that stands after the comma."""
    state, countries = qualified(fold_place(qualifier))
    if not state and not countries:
        known = resolve_place(qualifier, dateline_country=dateline_country)
        countries = {known.country} if known and known.country else set()
    return tuple(
        each
        for each in candidates
        if each.kind != "country" and ((each.state == state) if state else each.known.country in countries)
    )


def _best(
    candidates: tuple[_Candidate, ...], dateline: str | None, countries: Collection[str], language: str | None
) -> Known | None:
    best = max(candidates, key=lambda each: _weight(each, dateline, countries, language))
    backed = best.listed or best.kind != "town" or best.known.country in countries or best.known.country == dateline
    return best.known if backed else None


def _weight(place: _Candidate, dateline: str | None, countries: Collection[str], language: str | None) -> float:
    country = place.known.country
    return (
        _BY_KIND[place.kind]
        + math.log10(place.thousands + 1)
        + _IN_TABLE * place.listed
        + _NAMED_COUNTRY * (country in countries)
        + _DATELINE_COUNTRY * (country is not None and country == dateline)
        + _tongue(place, language)
    )


def _tongue(place: _Candidate, language: str | None) -> float:
    if language is None or not place.listed:
        return 0.0
    return _OWN_LANGUAGE if language in place.languages else 0.0 if "" in place.languages else _OTHER_LANGUAGE


# --- both tables ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _candidates(name: str) -> tuple[_Candidate, ...]:
    """Every place of that name: those of the entity table, with what GeoNames knows of them, then GeoNames' others."""
    folded = " ".join(fold_place(name).split())
    table = [_Candidate(known, kind, "", 0, tongues, listed=True) for known, kind, tongues in _listed(folded)]
    others: list[_Candidate] = []
    for row in place_rows(folded):
        place = known_place(row)
        if place is None or place.country is None:
            continue
        twin = next((index for index, each in enumerate(table) if _is_same(each, place)), None)
        if twin is None:
            others.append(_from_gazetteer(place, row))
        else:
            table[twin] = _merged(table[twin], row)
    return (*table, *others)


def _is_same(listed: _Candidate, place: Place) -> bool:
    if listed.known.country != place.country or (listed.kind == "country") != (place.kind == "country"):
        return False
    where = listed.known.location
    near = where is None or max(abs(where.lat - place.lat), abs(where.lon - place.lon)) < _SAME_PLACE
    return listed.kind == "country" or near or (listed.kind == "region" and place.kind in {"region", "state"})


def _merged(listed: _Candidate, row: list[str]) -> _Candidate:
    kind = row[2] if listed.kind == "city" and row[2] == "capital" else listed.kind
    thousands = max(listed.thousands, int(row[4] or 0))
    return _Candidate(listed.known, kind, row[3], thousands, listed.languages, listed=True)


def _from_gazetteer(place: Place, row: list[str]) -> _Candidate:
    name = place.name if place.country in _WRITTEN_SO else _plain(place.name)
    parts = (name, place.country or "", row[3] if place.kind == "town" else "")
    identity = "place:" + "-".join(
        re.sub(r"\W+", "-", without_accents(part).lower()).strip("-") for part in parts if part
    )
    location = GeoPoint(lat=place.lat, lon=place.lon)
    known = Known(id=identity, type="place", name=name, country=place.country, location=location)
    return _Candidate(known, place.kind, row[3], int(row[4] or 0), frozenset(), listed=False)


_SCHOLARLY = re.compile("[āēīōūĀĒĪŌŪḨḩḐḑŢţẔẕŞşḤḥṢṣṬṭẒẓ]")
_WRITTEN_SO = {"TR", "RO", "MD", "LV", "AZ", "TM"}  # countries whose own spelling has these letters


def _plain(name: str) -> str:
    """GeoNames' scholarly spelling of Arabic, Persian and Japanese as the press has it: "‘Afrīn" is Afrin."""
    plain = name.replace("‘", "").replace("’", "'").strip("'` ")
    return without_accents(plain) if _SCHOLARLY.search(plain) else plain


@cache
def _index() -> tuple[list[list[str]], dict[str, list[tuple[int, str]]]]:
    """The rows of the entity table's places, and for each folded name which rows have it in which language."""
    table: list[list[str]] = []
    names: dict[str, list[tuple[int, str]]] = {}
    first: dict[str, int] = {}
    for kind, file in _TABLES:
        for row in rows(file):
            number = first.setdefault(row[0], len(table))
            if number == len(table):
                table.append([kind, *row])
            for language, alias in _names(row):
                names.setdefault(alias, []).append((number, language))
    return table, names


def _names(row: list[str]) -> Iterable[tuple[str, str]]:
    """Language ("" is all) and folded name, each name of a row."""
    yield "", fold_place(row[2])
    for part in fold_place(row[3]).split(";") if len(row) > 3 else ():
        language, _, names = part.rpartition("=")
        for name in names.split("|"):
            yield language, name


def _listed(folded: str) -> Iterator[tuple[Known, str, frozenset[str]]]:
    """What the entity table has under a folded name: the place, its kind, the languages of the name."""
    table, names = _index()
    found: dict[int, set[str]] = {}
    for number, language in names.get(folded, ()):
        found.setdefault(number, set()).add(language)
    for number, languages in found.items():
        kind, identity, _, name, _, *where = table[number]
        location = GeoPoint(lat=float(where[1]), lon=float(where[2])) if len(where) > 2 and where[1] else None
        country = (where[0] or None) if where else None
        known = Known(id=identity, type="place", name=name, country=country, location=location)
        yield known, kind, frozenset(languages)
