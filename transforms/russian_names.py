"""Russian persons in the nominative, whatever case the text has them in: "Глеба Синицына" is Глеб Синицын.

Only where a known given name tells which case it is, and of the surname's possible nominatives one bends to what stands there.
"""

from __future__ import annotations

from functools import cache, lru_cache

from transforms.alias_table import fold, given_names
from transforms.inflection import russian_forms
from transforms.names import rows

# What a surname may end in, and what it would end in in the nominative; the likeliest first.
_ENDINGS = (
    *(("ого", "ий"), ("ому", "ий"), ("им", "ий"), ("ом", "ий"), ("ого", "ый"), ("ому", "ый"), ("ым", "ый")),
    *(
        ("овой", "ова"),
        ("евой", "ева"),
        ("иной", "ина"),
        ("ой", "ая"),
        ("ую", "ая"),
        ("ой", "а"),
        ("у", "а"),
        ("ы", "а"),
        ("а", ""),
        ("у", ""),
        ("ым", ""),
        ("ом", ""),
    ),
    *(("ем", ""), ("е", ""), ("я", "й"), ("ю", "й"), ("ем", "й"), ("я", "ь"), ("ю", "ь"), ("ем", "ь")),
)


@lru_cache(maxsize=2048)
def nominative(name: str) -> str | None:
    """Given name and surname in the nominative; None where the given name is not known or nothing fits."""
    given, _, surname = name.partition(" ")
    if not surname or " " in surname:
        return None
    for known in given_in(given):
        as_it_stands = [surname] if fold(known) == fold(given) else []
        for plain in (*as_it_stands, *_plain(surname), surname):
            if _bends_to(known, plain, name):
                return f"{known} {plain}"
    return None


def given_in(word: str) -> tuple[str, ...]:
    """The given names of which a word is a case form, the nominative first."""
    return _given().get(fold(word), ())


def _plain(surname: str) -> list[str]:
    found = [surname.removesuffix(end) + nominative for end, nominative in _ENDINGS if surname.endswith(end)]
    return [plain for plain in found if len(plain) > 2]


def _bends_to(given: str, surname: str, name: str) -> bool:
    return fold(name) in russian_forms(fold(f"{given} {surname}"), person=True)


@cache
def _given() -> dict[str, tuple[str, ...]]:
    names = {name for name in given_names() if "А" <= name[0] <= "я"}
    names |= {name for row in rows("given_names.tsv") if row[:2] == ["given", "ru"] for name in row[2].split()}
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted(names):
        for form in russian_forms(fold(name), person=True):
            found[form] = (name, *found.get(form, ())) if form == fold(name) else (*found.get(form, ()), name)
    return found
