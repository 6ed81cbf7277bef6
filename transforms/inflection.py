"""Russian case forms of names: how a text writes a name that a table holds in the nominative.

Endings only, no dictionary: a form that nobody writes does no harm, it just never matches.
"""

from __future__ import annotations

import re
from itertools import product

Cases = tuple[str, str, str, str, str]  # genitive, dative, accusative, instrumental, prepositional

_HUSHING = "жшщчц"
_ADJECTIVES: tuple[tuple[str, Cases], ...] = (
    ("ний", ("него", "нему", "него", "ним", "нем")),
    ("ий", ("ого", "ому", "ого", "им", "ом")),
    ("ый", ("ого", "ому", "ого", "ым", "ом")),
    ("ой", ("ого", "ому", "ого", "ым", "ом")),
    ("ая", ("ой", "ой", "ую", "ой", "ой")),
    ("яя", ("ей", "ей", "юю", "ей", "ей")),
    ("ое", ("ого", "ому", "ое", "ым", "ом")),
    ("ее", ("его", "ему", "ее", "им", "ем")),
    ("ые", ("ых", "ым", "ых", "ыми", "ых")),
    ("ие", ("их", "им", "их", "ими", "их")),
)
_NOUNS: tuple[tuple[str, tuple[Cases, ...]], ...] = (
    ("ния", (("нии", "нии", "нию", "нией", "нии"),)),
    ("ия", (("ии", "ии", "ию", "ией", "ии"),)),
    ("я", (("и", "е", "ю", "ей", "е"),)),
    ("а", (("ы", "е", "у", "ой", "е"),)),
    ("ь", (("я", "ю", "я", "ем", "е"), ("и", "и", "ь", "ью", "и"))),
    ("ий", (("ия", "ию", "ия", "ием", "ии"),)),
    ("й", (("я", "ю", "я", "ем", "е"),)),
    ("ство", (("ства", "ству", "ство", "ством", "стве"),)),
    ("ие", (("ия", "ию", "ие", "ием", "ии"),)),
    ("ы", (("ов", "ам", "ы", "ами", "ах"), ("", "ам", "ы", "ами", "ах"))),
)
_FLEETING = {"Павел": "Павл", "Лев": "Льв", "Отец": "Отц", "Конец": "Конц"}
_MEN = frozenset(
    [
        "Илья",
        "Никита",
        "Лука",
        "Фома",
        "Кузьма",
        "Савва",
        "Яхья",
        "Мустафа",
        "Муса",
        "Иса",
        "Абдалла",
        "Хамза",
        "Джошуа",
        "Микола",
        "Данила",
    ]
)
_SPELLING = re.compile("[гкхжшщчц](?:ы|и|ой|ого)$")
_VOWEL_END = re.compile("[оеиуюэё]$")


def russian_forms(name: str, *, person: bool) -> set[str]:
    """The case forms of a name, its nominative included. `person`: every word of it bends, else only its head."""
    words = name.split()
    if not words or name.isupper():
        return {name}
    woman = person and len(words) > 1 and words[0][-1] in "ая" and words[0] not in _MEN
    paradigms = _person(words, woman=woman) if person else _thing(words)
    forms = {name}
    for choice in product(*paradigms):
        forms.update(" ".join(words) for words in zip(*choice, strict=True))
    return forms


def _person(words: list[str], *, woman: bool) -> list[tuple[Cases, ...]]:
    return [_frozen(word) if woman and word[-1] not in "ая" else _person_word(word) for word in words]


def _person_word(word: str) -> tuple[Cases, ...]:
    if re.search("(ск|цк)ий$", word) or word.endswith(("ый", "ой", "ая")):
        return (_adjective(word) or _frozen(word)[0],)
    if re.search("[оеё]ва$|[иы]на$", word):  # a woman's surname, or a noun
        stem = word[:-1]
        return (
            (stem + "ой", stem + "ой", stem + "у", stem + "ой", stem + "ой"),
            (stem + "ы", stem + "е", stem + "у", stem + "ой", stem + "е"),
        )
    if re.search("[оеё]в$|[иы]н$", word):
        return ((word + "а", word + "у", word + "а", word + "ым", word + "е"), _consonant(word))
    return _noun(word)


def _thing(words: list[str]) -> list[tuple[Cases, ...]]:
    """Adjectives bend up to the head noun; what follows it (usually a genitive) stays, unless joined by "и"."""
    paradigms: list[tuple[Cases, ...]] = []
    headed = False
    for word in words:
        adjective = None if headed else _adjective(word)
        if word == "и":
            headed = False
        paradigms.append(_frozen(word) if headed or word == "и" else (adjective,) if adjective else _noun(word))
        headed = headed or (word != "и" and adjective is None)
    return paradigms


def _adjective(word: str) -> Cases | None:
    if word.endswith(("ние", "тие", "вие", "сие", "рий", "лий", "дий", "сий", "вай")):
        return None
    return next((_spelled(_bent(word, end, cases)) for end, cases in _ADJECTIVES if word.endswith(end)), None)


def _noun(word: str) -> tuple[Cases, ...]:
    if word.isupper() or not word[-1].isalpha():
        return _frozen(word)
    for end, paradigms in _NOUNS:
        if word.endswith(end) and len(word) > len(end) + 1:
            return tuple(_spelled(_bent(word, end, cases)) for cases in paradigms)
    return _frozen(word) if _VOWEL_END.search(word) else (_consonant(word),)


def _consonant(word: str) -> Cases:
    stem = _FLEETING.get(word, word)
    instrumental = stem + ("ем" if stem[-1] in _HUSHING else "ом")
    return (stem + "а", stem + "у", stem + "а", instrumental, stem + "е")


def _bent(word: str, end: str, cases: Cases) -> Cases:
    stem = word[: -len(end)]
    one, two, three, four, five = (stem + case for case in cases)
    return (one, two, three, four, five)


def _spelled(cases: Cases) -> Cases:
    """Never ы after г к х and the hushing letters, never unstressed о after the hushing letters."""
    if not _SPELLING.search(cases[0]):
        return cases
    one, two, three, four, five = (
        re.sub("(?<=[жшщчц])ой$", "ей", re.sub("(?<=[гкхжшщч])ы(?=м?$)", "и", c)) for c in cases
    )
    return (one, two, three, four, five)


def _frozen(word: str) -> tuple[Cases, ...]:
    return ((word, word, word, word, word),)
