"""Persons that no table has: told by a job title before the name, or by a known given name.

High precision matters more than finding all: a given name that is also a word tells nothing, a line in title case tells nothing,
and a name beside "Street" or "Foundation" is a street's or a foundation's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from transforms.alias_table import given_names, rows
from transforms.findings import Findings
from transforms.person_names import is_given
from transforms.russian_names import nominative

_PARTICLES = frozenset(
    [
        "al",
        "el",
        "bin",
        "ben",
        "ibn",
        "von",
        "van",
        "der",
        "den",
        "de",
        "del",
        "della",
        "da",
        "dos",
        "das",
        "do",
        "di",
        "du",
        "la",
        "le",
        "ter",
        "ten",
        "zu",
        "af",
        "av",
    ]
)
_MOST_WORDS = 4  # with capitals
_LONGEST_HEADLINE = 200  # characters
_ONE_SURNAME = frozenset({"de", "nl"})  # a capital behind a surname is a noun's or an office's there
_CAPITAL = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĻĽŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽȘȚ]"
# What must not stand before it is looked for after the first letter, so that the search leaps from capital to capital.
_START = re.compile(rf"({_CAPITAL}(?<![\w'@/.-].)[^\W\d_]+(?:-[^\W\d_]+)?) (?=[^\W\d_])")
_WORD = re.compile(
    rf" (?:(?P<initial>{_CAPITAL}\.)|(?P<name>(?:[aAeE][lsnrtdz]-|[dDlL]'|O'|{_CAPITAL}[^\W\d_]*')?{_CAPITAL}[^\W\d_]+(?:-[^\W\d_]+)*)|(?P<particle>[a-z]{{2,3}}))(?![\w@])"
)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for row in rows("person_words.tsv") if row[0] == kind for word in row[2].split())


def name_after_titles(findings: Findings) -> None:
    """Persons told by their job title: "spokesman Peter Cook told"."""
    findings.sort()
    for end, strong in findings.titles:
        first = _WORD.match(findings.text, end)
        if first and first["name"] and first["name"] not in _words("not-name") and (strong or _is_given(first["name"])):
            _name(findings, first.start("name"), first.end(), "title")


def name_by_given_name(findings: Findings) -> None:
    """Persons told by a known given name: "Annegret Thomsen", "Juan Carlos de la Vega"."""
    findings.sort()
    for first in _START.finditer(findings.text):
        if not _begins_a_name(first[1]):
            continue
        if _before(findings.text, first.start()) not in _words("before") and not in_title_case(findings, first.start()):
            _name(findings, first.start(), first.end() - 1, "pattern")


@lru_cache(maxsize=16384)  # every capitalised word of every text is asked
def _begins_a_name(word: str) -> bool:
    return not word.isupper() and word not in _words("not-name") and tells_a_person(word)


def tells_a_person(word: str) -> bool:
    """Whether a word is a given name and nothing else."""
    return word not in _words("word") and _is_given(word)


@lru_cache(maxsize=16384)
def _is_given(word: str) -> bool:
    return word in given_names() or is_given(word)


def _before(text: str, start: int) -> str:
    """The word before, in small letters."""
    return (
        text[max(text.rfind(" ", 0, start - 1), text.rfind("\n", 0, start - 1), start - 20) + 1 : start - 1]
        .strip("\"'(")
        .lower()
    )


def _name(findings: Findings, start: int, first_end: int, method: str) -> None:
    end = _end_of_name(findings, first_end)
    if end is not None and findings.free(start, end):
        findings.name_unknown(start, end, method)


# The second word is only looked at: it may be the first of the name, after a title or at the beginning of a sentence.
_CYRILLIC_NAME = re.compile(r"[А-ЯЕ](?<![\w-].)[а-я]+(?=( [А-ЯЕ][а-я]+(?:-[А-ЯЕ][а-я]+)?)(?![\w-]))")


def name_by_russian_given_name(findings: Findings) -> None:
    """The same in Russian: given name and surname in any case, under their nominative."""
    if findings.language != "ru":
        return
    findings.sort()
    for found in _CYRILLIC_NAME.finditer(findings.text):
        start, end = found.start(), found.end(1)
        if findings.free(start, end) and (plain := nominative(found[0] + found[1])):
            findings.name_unknown(start, end, "pattern", plain)


def _end_of_name(findings: Findings, place: int) -> int | None:
    """Where a name ends whose first word ends at `place`; None where what follows makes it no person's."""
    end, count, was_given = None, 1, True
    for word in _after(findings.text, place):
        name = word["name"]
        if name is None:
            if word["particle"] and word["particle"] not in _PARTICLES:
                break
            continue
        if name in _words("after"):
            return None
        if name in _words("not-name") or (name.isupper() and len(name) > 1):
            break
        several = was_given or (findings.language not in _ONE_SURNAME and count < 3)
        if count > 1 and not several:
            break
        count, was_given = count + 1, _is_given(name)
        end = word.end()
    if end is not None and findings.text.startswith("'s", end - 2):
        end -= 2
    return end if end is not None and count <= _MOST_WORDS else None


def _after(text: str, place: int) -> Iterator[re.Match[str]]:
    """The words that may belong to the name, and one more."""
    for _ in range(_MOST_WORDS + 4):
        word = _WORD.match(text, place)
        if word is None:
            return
        yield word
        place = word.end()


def stands_in_a_name(word: str) -> bool:
    """Whether a person's name may have that word: "Monday" and "Street" are in none."""
    return word not in _words("not-name") and word not in _words("after")


def in_title_case(findings: Findings, place: int) -> bool:
    """In such a line capitals tell nothing; what the text below names is found in it later."""
    text = findings.text
    start, end = (
        text.rfind("\n", max(0, place - _LONGEST_HEADLINE), place),
        text.find("\n", place, place + _LONGEST_HEADLINE),
    )
    if start == -1 or end == -1 or text[end - 1] in '.!?"' or findings.language == "de":
        return False
    words = [word for word in text[start:end].split() if len(word) > 3]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.6 * len(words)
