"""Persons of one article whose names differ in a letter or two are one: "Mohammed Salem" and "Mohamed Salem".

By rapidfuzz's ratio, 85 or more of 100. For persons of two words or more only: Niger and Nigeria, or two armies, are as near.
"""

from __future__ import annotations

from itertools import islice

from transforms.alias_table import Known, fold, without_accents
from transforms.findings import Findings, Named

_NEAR = 85
_MOST = 300  # persons of one article that are compared


def merge_misspelt(findings: Findings) -> None:
    """Give persons whom no table has the identity of a person of nearly the same name, the one named more often first."""
    known = {_plain(sense.alias): sense.entity for sense in findings.wholes}
    names = sorted(islice(findings.unknown, _MOST), key=lambda name: -findings.text.count(name))
    if len(known) + len(names) < 2:
        return
    same: dict[str, Known] = {}
    for name in names:
        plain = _plain(name)
        if " " not in plain:
            continue
        twin = _nearest(plain, known)
        if twin is None:
            known[plain] = findings.unknown[name]
        elif known[twin].id != findings.unknown[name].id:
            same[findings.unknown[name].id] = known[twin]
            findings.unknown[name], findings.told_by[name] = known[twin], "fuzzy"
    for named in [named for named in findings.at.values() if named.entity.id in same]:
        findings.at[named.start] = Named(named.start, named.end, same[named.entity.id], "fuzzy")


def _nearest(name: str, known: dict[str, Known]) -> str | None:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - most articles need it not

    for found, _, _ in process.extract(name, known.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=3):
        if _may_be_one(name, found):
            return str(found)
    return None


def _may_be_one(name: str, other: str) -> bool:
    """Not where an ending is the difference: Ivan and Ivana, Petrov and Petrova, Jan and Jane are two."""
    words, others = name.split(), other.split()
    if len(words) != len(others):
        return False
    return all(
        one == two or (one[0] == two[0] and not _bent(one, two) and not one.startswith(two) and not two.startswith(one))
        for one, two in zip(words, others, strict=True)
    )


def _bent(one: str, two: str) -> bool:
    """Whether the last vowel alone differs: Claudio, Claudia."""
    return one[:-1] == two[:-1] and one[-1] in "aeiouy" and two[-1] in "aeiouy"


def _plain(name: str) -> str:
    return " ".join(word for word in without_accents(fold(name)).lower().split() if not word.endswith("."))
