"""Surnames alone, and surnames misprinted: each stands for the one person of the article who bears it, or for nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from ahocorasick_rs import AhoCorasick, MatchKind

from transforms.alias_table import Known, Sense, fold, last_name
from transforms.findings import Findings
from transforms.inflection import russian_forms
from transforms.word_edges import after_given_name, whole_word

_SHORTEST = 3  # letters of a surname: courts write "Adrian S."


def lone_surnames(findings: Findings) -> dict[str, Known]:
    """Surnames that stand for one person of this article; a surname of two persons stands for nobody."""
    bearers: dict[str, dict[str, Known]] = {}
    for sense in dict.fromkeys(findings.wholes):
        for surname in sorted(_surname_forms(sense)):  # whatever order a set has in this process
            bearers.setdefault(surname, {})[sense.entity.id] = sense.entity
    for whole, known in findings.unknown.items():
        surname = last_name(whole)
        if len(surname) < _SHORTEST:
            continue
        for form in sorted(russian_forms(surname, person=True)) if _alphabet(surname) == "cyrillic" else (surname,):
            bearers.setdefault(form, {})[known.id] = known
    return {surname: next(iter(known.values())) for surname, known in bearers.items() if len(known) == 1}


def _surname_forms(sense: Sense) -> set[str]:
    """A surname as the text may write it alone: "al-Assad", "Assad"; in Russian every case of it."""
    alphabet = _alphabet(sense.alias)
    marked = [surname for surname in sense.entity.surnames if _alphabet(surname) == alphabet]
    forms = set()
    for surname in marked or [last_name(sense.alias)]:
        plain = fold(surname)
        forms |= russian_forms(plain, person=True) if alphabet == "cyrillic" else {plain}
        if alphabet == "latin" and plain[1:3] == "l-":
            forms |= {plain[3:], "A" + plain[1:], "Al " + plain[3:]}
    return {form for form in forms if len(form) > 1}


def _alphabet(word: str) -> str:
    return "latin" if word[0] < "\u0370" else "cyrillic" if word[0] < "\u0530" else "other"


def name_all(findings: Findings, names: Mapping[str, Known], method: str | Mapping[str, str]) -> None:
    """Every free occurrence of a string that this article has given a meaning, the longest first; `method` may depend on it."""
    if not names:
        return
    findings.sort()
    text, language, strings = findings.text, findings.language, list(names)
    how = [method if isinstance(method, str) else method[name] for name in strings]
    # One search for all: a text that names ten thousand persons is not read ten thousand times.
    for number, start, end in AhoCorasick(strings, matchkind=MatchKind.LeftmostLongest).find_matches_as_indexes(text):
        if (
            whole_word(text, start, end, language)
            and findings.free(start, end)
            and not _others(text, start, end, how[number])
        ):
            findings.name(start, end, names[strings[number]], how[number])


def _others(text: str, start: int, end: int, method: str) -> bool:
    """Whether it is somebody else's surname, or no name at all: "der Richter", "in May"."""
    if method != "surname":
        return False
    before = text[text.rfind(" ", max(0, start - 14), start - 1) + 1 : start - 1].strip("\n \"'(").lower()
    if before in _ARTICLES or (text[start:end] in _MONTHS and (before in _BEFORE_MONTHS or _DAY.match(text, end))):
        return True
    return after_given_name(text, start)


# Who is called Richter or Marchand is never "der Richter", and Theresa May never "in May".
_ARTICLES = frozenset(
    [
        "der",
        "die",
        "das",
        "dem",
        "den",
        "des",
        "ein",
        "eine",
        "einem",
        "einen",
        "eines",
        "kein",
        "keine",
        "le",
        "les",
        "un",
        "une",
        "el",
        "los",
        "il",
        "lo",
    ]
)
_MONTHS = frozenset(["March", "April", "May", "June", "August"])
_BEFORE_MONTHS = frozenset(["in", "on", "by", "since", "early", "mid", "late", "last", "next", "this", "until"])
_DAY = re.compile(r",? \d")


# --- misprints --------------------------------------------------------------------------------------------------------

_SAYING = re.compile(
    r"\b(?:said|says|saying|told|quoted|added|noted|according|stressed|stated|sagte|erklärte|déclaré|dijo|disse|ha detto)\b"
)


_MOST_SURNAMES = 300  # that are looked for in misprints: each reads the text once more


def name_misprints(findings: Findings, surnames: Mapping[str, Known]) -> None:
    """Such as "Peslov" beside a verb of saying, where the article names Dmitry Peskov: one letter wrong, none more."""
    for surname, known in islice(surnames.items(), _MOST_SURNAMES):
        if len(surname) > 5 and surname.isalpha():
            for start in _one_letter_off(findings.text, surname):
                end = start + len(surname)
                if findings.free(start, end) and _beside_saying(findings.text, start, end):
                    findings.name(start, end, known, "fuzzy")


def _one_letter_off(text: str, surname: str) -> Iterator[int]:
    """Where words stand that differ from the surname in one letter.

    Never in the first letter, by which two families differ, nor in the last, which is a case or a gender. So either the
    half before the wrong letter is as it should be, or the half after it: both can be looked for fast.
    """
    half = len(surname) // 2
    for part, offset in ((surname[:half], 0), (surname[half:], half)):
        place = text.find(part)
        while place != -1:
            word = text[place - offset : place - offset + len(surname)]
            if word != surname and word[:1] + word[-1:] == surname[0] + surname[-1] and _distance(word, surname) == 1:
                yield place - offset
            place = text.find(part, place + 1)


def _distance(word: str, surname: str) -> int:
    return sum(a != b for a, b in zip(word, surname, strict=True)) + (not word.isalpha())


def _beside_saying(text: str, start: int, end: int) -> bool:
    """A whole word, not the first of its sentence (which may be any word), near a verb of saying."""
    inside = text[start - 1] == " " and (text[start - 2].islower() or text[start - 2] == ",")
    if not inside or text[end].isalnum() or after_given_name(text, start):
        return False
    return _SAYING.search(text, max(0, start - 12), end + 20) is not None
