"""The people in a page's words about its authors: what a meta element, a JSON-LD name or a byline's element holds.

Unlike a line of text (transforms/bylines.py) such words are marked as a byline already. So a nickname counts, and the work is
to leave out what stands beside the name: marks, titles, places, dates, handles, the house itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from transforms import agency_table, outlet_table, places
from transforms.html.declarations import clean
from transforms.listed_phrases import Phrases, lowered
from transforms.names import fold, listed, rows
from transforms.person_names import is_given, is_person_name, mixed_case, read_name, speaks_for_itself

_LONGEST = 300  # characters that are looked at
_LONGEST_NAME = 50
_MOST_WORDS = 6
_HANDLE = re.compile(
    r"(?:https?://|www\.)\S*|[\w.+-]{1,64}(?:@|\[at\]|\(at\))[\w.-]{2,64}|(?<!\w)@\s?\w+|\+?\d[\d ()/-]{6,}\d",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[{（][^)\]}）]{0,80}[)\]}）]")
_HARD = re.compile(r"\s*[;|/•·∙・│●▪]\s*|\s+[-–—]+(?:\s+|$)|\n")
_COMMA = re.compile(r"\s*[,،、，]\s*")
_EDGES = " \t.,;:：|•·–—-*_=»«>\"“”„'‘’()[]{}#+&/"
_EDGES_OF_PART = _EDGES.replace(".", "")  # "Perry Bacon Jr."
_BEHIND_DATE = re.compile(
    r"\d.{0,40}\s((?:by|von|par|por|door|di|av|af)\s+[^\W\d])", re.IGNORECASE
)  # "Posted on May 3, 2020 by Jane Doe"
_INVERTED = re.compile(r"([^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+)?), ([^\W\d_][\w-]+)$")


@dataclass(frozen=True, slots=True)
class Named:
    """A person named in a byline."""

    name: str  # as written
    role: str  # author, reporter, editor, photographer, translator
    sure: bool  # several words, or a mark before it; a lone word may be anything


@cache
def _marks() -> tuple[Phrases, dict[str, str]]:
    roles: dict[str, str] = {}
    for kind, role, _, words in rows("byline_words.tsv"):
        if kind in ("open", "label"):
            for word in words.split("|"):
                roles.setdefault(word.replace("’", "'"), role)
    for kind, words in rows("html_author_words.tsv"):
        if kind == "mark":
            roles.update((word, "author") for word in listed(words))
    return Phrases(roles), roles


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one kind in transforms/data/html_author_words.tsv."""
    return frozenset(word for found, words in rows("html_author_words.tsv") if found == kind for word in listed(words))


@cache
def _desks() -> frozenset[str]:
    return frozenset(
        fold(word) for row in rows("byline_words.tsv") if row[0] in ("desk", "desk-line") for word in row[3].split("|")
    )


@cache
def _and() -> re.Pattern[str]:
    words = {word for row in rows("byline_words.tsv") if row[0] == "and" for word in row[3].split("|") if word != "w"}
    return re.compile(rf"\s+(?:{'|'.join(map(re.escape, sorted(words)))}|&|\+)\s+(?=\S)", re.IGNORECASE)


def read_names(words: Sequence[str], houses: frozenset[str], *, declared: bool = False) -> tuple[Named, ...]:
    """The people whom these pieces of a byline name, in order, each once; empty where it is no byline.

    `words`: the text of the elements that make the byline, or one declared value; `houses`: folded names of the site, which
    is nobody. `declared`: the words stand where only a name can stand. Pieces behind the names that are no names end the reading: a biography follows.
    """
    found: dict[str, Named] = {}
    role, marked, failed = "author", declared, 0
    for piece in words:
        text, given = _unmarked(_uninverted(clean(_HANDLE.sub(" ; ", piece[:_LONGEST]))))
        if given:  # before the words are parted: "Text & photos: Jane Doe"
            role, marked = given, True
        for part, joined in _parts(text):
            rest, given = _unmarked(part)
            if given:
                role, marked = given, True
            if not rest:
                continue
            named = _read_part(rest, role, houses, marked=marked and not found, joined=joined or not found)
            if named and (not (found and failed) or is_person_name(named.name)):
                found.setdefault(fold(named.name), named)
            elif not _is_beside(rest):
                failed += 1
        if failed > 3:
            break
    # Beside a full name a lone word is a place, a weekday, a topic.
    full = [named for named in found.values() if is_full(named.name)]
    return tuple(full or list(found.values())[:3])


def is_full(name: str) -> bool:
    """Whether a name has several words, or is of a script that has no spaces."""
    return " " in name or max(name) >= "\u0e00"


def _uninverted(text: str) -> str:
    """Catalogues write "Doe, Jane"."""
    found = _INVERTED.match(text)
    inverted = found and is_given(found[2]) and not any(map(is_given, found[1].split()))
    return f"{found[2]} {found[1]}" if found and inverted else text


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """What stands between separators, and whether the separator before it joins people rather than a name and a title."""
    dated = _BEHIND_DATE.search(text)
    for hard in _HARD.split(text[dated.start(1) :] if dated else text):
        for index, part in enumerate(_COMMA.split(hard)):
            for number, bit in enumerate(_and().split(part)):
                yield _BRACKETS.sub("", bit).strip(_EDGES_OF_PART), index == 0 or number > 0


def _unmarked(part: str) -> tuple[str, str | None]:
    """A part without the marks that it begins with ("Written by Jane Doe"), and the role that they give."""
    phrases, roles = _marks()
    role = None
    for _ in range(3):
        lower = lowered(part)
        label = _LABEL.match(lower)
        if label and (given := _role_of_label(label[1])):
            role, part = role or given, part[label.end() :].lstrip(_EDGES)
            continue
        if lower in roles:
            return "", roles[lower]
        end = phrases.beginning(lower) if phrases.opens(lower) else None
        if end is None or (part[end : end + 1].isalpha() and part[end : end + 1].isascii()):
            break
        if part[end : end + 1] in "-'’":
            break
        role, part = roles[lower[:end]], part[end:].lstrip(_EDGES)
    return part, role


_LABEL = re.compile(r"([^\W\d_][^\d:：]{2,28})[:：]\s*(?=\S)")  # "Text und Interview: Jane Doe"
_WORDS = re.compile(r"[\W_]+")


def _role_of_label(label: str) -> str | None:
    """Whose name follows a label of several words; pictures only where nothing else is named."""
    roles = [role for word in _WORDS.split(label) if (role := _marks()[1].get(word))]
    return next((role for role in roles if role != "photographer"), roles[0] if roles else None)


@lru_cache(maxsize=1024)
def _read_part(part: str, role: str, houses: frozenset[str], *, marked: bool, joined: bool) -> Named | None:
    name = _bare(part)
    if not 2 <= len(name) <= _LONGEST_NAME or is_house(name, houses):
        return None
    words = name.split()
    if len(words) > _MOST_WORDS or any(fold(word) in words_of("no-name") for word in words):
        return None
    if len(words) == 1 and not is_full(name):
        is_place = not is_given(name) and places.resolve(name) is not None
        return Named(name, role, sure=marked) if joined and _is_nickname(name) and not is_place else None
    name = _in_capitals(words)
    shaped = read_name(name) or (read_name(name.title()) if marked and _is_half_large(words) else None)
    if shaped is None or places.resolve(name):
        return Named(name, role, sure=True) if marked and joined and _is_pen_name(name) else None
    # Behind a comma stands a title or a desk as often as a second name.
    return Named(name, role, sure=True) if joined or speaks_for_itself(mixed_case(name)) else None


def _in_capitals(words: list[str]) -> str:
    """A name in small letters as people write it: "e. doe" is E. Doe; any other as it is."""
    if len(words) < 2 or not all(word.islower() or len(word.rstrip(".")) == 1 for word in words):
        return " ".join(words)
    return " ".join(word if word in _particles() else word.title() for word in words)


def _is_half_large(words: list[str]) -> bool:
    """Whether somebody wrote "Jane doe"."""
    return len(words) == 2 and words[0][0].isupper() and words[1].isalpha()


_FOR_WHOM = re.compile(r"\s+(?:for|für|special to|from|in|en|aus|reports?|berichtet)\s+(?=\S).*$", re.IGNORECASE)


def _bare(part: str) -> str:
    """A name without polite words, house and place around it: "Dr. Jane Doe for The Example"."""
    words = (_FOR_WHOM.sub("", part) or part).split() if part.count(" ") > 2 else part.split()
    while len(words) > 2 and (words[0].casefold() in _honorifics("honorific")) and len(words[0].strip(".")) > 1:
        words = words[1:]
    while len(words) > 2 and words[-1].casefold().strip(".") in _honorifics("after"):
        words = words[:-1]
    while len(words) > 1 and words[-1] in words_of("behind"):
        words = words[:-1]
    name = " ".join(words).strip(_EDGES.replace(".", ""))
    return name if _DOTTED.search(name) else name.rstrip(".")


_DOTTED = re.compile(r"(?:\b[^\W\d_]|[JS]r)\.$")  # an initial's point belongs to the name


@cache
def _honorifics(kind: str) -> frozenset[str]:
    return frozenset(word for row in rows("job_titles.tsv") if row[0] == kind for word in row[2].casefold().split("|"))


def is_house(name: str, houses: frozenset[str]) -> bool:
    """Whether a name is the site's own, an outlet's, an agency's or a desk's."""
    folded = fold(name)
    if not folded or folded in _desks():
        return True
    if folded in houses or folded.replace(" ", "") in houses:
        return not (" " in name and is_person_name(name))  # a blog may be called as its author is
    if any(len(house) >= 8 and " " in house and house in folded for house in houses):
        return True
    if not words_of("house").isdisjoint(folded.split(" ")) or name.lower().endswith(_DOMAINS):
        return True
    if any(folded.endswith(ending) for ending in words_of("house-ending")):
        return True
    known = outlet_table.by_strong_name(name) or agency_table.by_name(name)
    return known is not None and not (" " in name and speaks_for_itself(name))


_DOMAINS = (".com", ".de", ".org", ".net", ".at", ".ch", ".co.uk", ".fr", ".ru", ".it", ".es", ".eu", ".info", ".tv")
_NICKNAME = re.compile(r"[^\W\d_][\w.’'-]{1,24}$")


def _is_nickname(word: str) -> bool:
    folded = fold(word)
    return bool(_NICKNAME.match(word)) and folded not in words_of("no-nickname") and not folded.endswith(_OFFICES)


_OFFICES = ("admin", "redaktion", "redaction", "webmaster", "editor", "team")


def _is_pen_name(name: str) -> bool:
    """A name of no known shape behind a mark: "von Frau Sabienes", "by The Wanderer", "Will Knight" (will is a word)."""
    words = name.split()
    large = all(word[0].isupper() or word[0].lower() == word[0].upper() or word in _particles() for word in words)
    return (
        len(words) <= 4
        and large
        and words[-1] not in _particles()
        and not any(letter.isdigit() or letter in _NO_PEN_NAME for letter in name)
        and places.resolve(name) is None
        and not any(fold(word) in _job_titles() for word in words)
    )


_NO_PEN_NAME = ":?!&"


@cache
def _particles() -> frozenset[str]:
    return frozenset(word for row in rows("byline_words.tsv") if row[0] == "particle" for word in row[3].split("|"))


@cache
def _job_titles() -> frozenset[str]:
    return frozenset(fold(word) for row in rows("job_titles.tsv") if row[0] == "noun" for word in row[2].split("|"))


def _is_beside(part: str) -> bool:
    """What stands beside names without ending a byline: dates, numbers, one small word."""
    return any(map(str.isdigit, part)) or " " not in part
