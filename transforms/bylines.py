"""Bylines: the people who made an article, their titles and addresses split off.

A byline is read from left to right: marks ("By", "Reporting by", "Fotos:") with the role that they give, and behind each mark
parts between commas, slashes and "and", each of which has to be something that bylines hold: a person, a job title, an
agency, an outlet, a place, an address. A line with anything else in it is no byline.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Literal

from transforms import agency_table, east_asian_bylines, outlet_table, places
from transforms.evidence import verbatim
from transforms.listed_phrases import Phrases, lowered
from transforms.names import fold, rows
from transforms.person_names import is_given, is_person_name, may_be_known, read_name, speaks_for_itself
from transforms.types import Author, Block, Reason, Role, Segment

__all__ = ["AuthorFinding", "Byline", "is_person_name", "read_authors", "read_byline"]

_LONGEST = 260  # characters
_MOST_BARE_WORDS = 16
_HEAD = 8  # blocks in which a marked byline may stand that nothing else has made out
_SHORT = 90  # characters of such a line
_FOOT = 4  # blocks in which "(Reporting by ...)" stands
_EDGES = ' \t.,;:|/•·–—-*_=»«"“”'


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says."""

    people: tuple[Author, ...]
    agencies: tuple[str, ...] = ()  # as written: "Associated Press", "dpa"
    place: str | None = None  # as written: "Beirut"
    residue: str = ""  # titles, addresses and what is nothing of the above
    outlets: tuple[str, ...] = ()  # as written: "BBC News"
    bare: bool = False  # names alone, which are a byline only where their place says so


@dataclass(frozen=True, slots=True)
class AuthorFinding:
    """An author and the words that name them."""

    author: Author
    words: str  # as in the capture
    where: int  # the line


# --- words ------------------------------------------------------------------------------------------------------------


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(word for row in rows("byline_words.tsv") if row[0] == kind for word in row[3].split("|"))


@cache
def _folded(kind: str) -> frozenset[str]:
    return frozenset(map(fold, _words(kind)))


@cache
def _roles(kind: str) -> dict[str, str]:
    """The marks of a kind (open, label) and the role of whoever follows."""
    marks: dict[str, str] = {}
    for found, role, _, words in rows("byline_words.tsv"):
        if found == kind:
            marks.update((word.replace("’", "'"), role) for word in words.split("|") if word not in marks)
    return marks


@cache
def _phrases(kind: str) -> Phrases:
    return Phrases(_roles(kind))


@cache
def _opening() -> Phrases:
    """All marks that a byline may begin with."""
    return Phrases((*_roles("label"), *_roles("open")))


@cache
def _titles(kind: str) -> frozenset[str]:
    return frozenset(word for row in rows("job_titles.tsv") if row[0] == kind for word in row[2].casefold().split("|"))


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int  # where the name begins
    role: str
    label: bool  # with a colon or its like
    words: str


_LABEL_GAP = re.compile(r"\s*(?:[:：/|]|\s[-–—](?=\s))\s*")
_OPEN_GAP = re.compile(r"\s+(?=\S)")


def _mark_at(line: str, lower: str, start: int) -> _Mark | None:
    """The mark at a place in a line, with what parts it from the name behind it."""
    for kind in ("label", "open"):
        end = _phrases(kind).beginning(lower, start)
        gap = (_LABEL_GAP.match(line, end) or (_OPEN_GAP.match(line, end) if kind == "open" else None)) if end else None
        if end and gap:
            words = lower[start:end]
            return _Mark(start, gap.end(), _roles(kind)[words], _LABEL_GAP.fullmatch(gap[0]) is not None, words)
    return None


@cache
def _between() -> re.Pattern[str]:
    joined = outlet_table.any_of(_words("and"))
    return re.compile(rf"\s*[,;|/&+•·،()\[\]]+\s*|\s[-–—]+\s|\s(?:{joined})\s(?=\S)")


@cache
def _single_words(kind: str) -> frozenset[str]:
    return frozenset(word for words in _words(kind) for word in words.split())


def _has_word(part: str, kind: str) -> bool:
    """A cheap test before a pattern: whether any word of its phrases stands there."""
    return not _single_words(kind).isdisjoint(part.lower().split())


@cache
def _placed() -> re.Pattern[str]:
    prepositions = outlet_table.any_of(_words("in"))
    pattern = rf"(?P<name>\S.*?\s\S+?)\s+(?P<in>{prepositions})\s+(?P<place>[^\W\d_].{{1,40}})$"
    return re.compile(pattern, re.IGNORECASE)


@cache
def _for_outlet() -> re.Pattern[str]:
    return re.compile(rf"(?:{outlet_table.any_of(_words('for'))})\s+(.{{2,50}})$", re.IGNORECASE)


@cache
def _special() -> re.Pattern[str]:
    words = outlet_table.any_of(_words("special"))
    return re.compile(rf"(?:(?P<name>\S.{{3,50}}?)\s+)?(?:{words})\s+(?P<outlet>\S.{{1,48}})", re.IGNORECASE)


@cache
def _for_whom() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>\S+\s.*?\S)\s+(?:{outlet_table.any_of(_words('for'))})\s+(?P<place>.{{2,50}})$", re.IGNORECASE
    )


# --- one line ---------------------------------------------------------------------------------------------------------


def read_byline(
    text: str,
    language: str | None = None,
    *,
    place: Literal["head", "foot"] = "head",
    strict: bool = True,
) -> Byline | None:
    """What a line says when it is a byline and nothing else; None for every other line.

    A marked one ("By Jane Doe") and a name beside a title or an agency ("Jane Doe, Political Editor") count everywhere. A
    bare name ("Hazem Sabbagh", "H. Zain/ H. Said") counts at the foot of an article when its words are known as a name;
    with `strict=False` its shape is enough.
    """
    line = _unwrapped(text.strip()) if len(text) <= _LONGEST else ""
    # Two initials with a slash between are signatures, whatever the surnames: no headline is written so.
    lenient = not strict or _INITIALS.fullmatch(line) is not None
    # Only Turkish has capitals of its own: in all others what was read once is not read again.
    byline = _read_line(line, "tr" if language == "tr" else None, lenient=lenient) if line else None
    return None if byline and byline.bare and place == "head" and strict else byline


@lru_cache(maxsize=256)  # segmentation and the search for authors ask about the same few lines
def _read_line(line: str, language: str | None, *, lenient: bool) -> Byline | None:
    if east_asian_bylines.is_likely(line):
        return _east_asian(line)
    return (
        _read_marked(line, language)
        or _read_marked_behind_place(line, language)
        or _read_bare(line, language, lenient=lenient)
        or _read_roles_behind(line, language)
    )


_INITIALS = re.compile(r"[^\W\d_]\. ?[^\W\d_][\w’'-]+(?: ?/ ?[^\W\d_]\. ?[^\W\d_][\w’'-]+)+")
_WRAPPING = {"(": ")", "[": "]", "（": "）", "【": "】", "/": "/", "—": "—"}


def _unwrapped(line: str) -> str:
    while len(line) > 2 and _WRAPPING.get(line[0]) == line[-1] and line[0] not in line[1:-1]:
        line = line[1:-1].strip()
    return line.strip(" \t*_|•–—-~")


def _east_asian(line: str) -> Byline | None:
    found = east_asian_bylines.read(line)
    if found is None:
        return None
    people = tuple(Author(name=name, role=role) for name, role in found.people)
    signatures = agency_table.signatures(line)
    return Byline(people, tuple(line[one.start : one.end] for one in signatures), found.place, bare=found.bare)


# --- marked bylines ---------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Parts:
    """What the parts of a byline turned out to be."""

    language: str | None
    marked: bool = True  # words like "By" say that names follow
    known_only: bool = False  # a name has to be known as one
    people: list[Author] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)  # job titles, desks, addresses
    residue: list[str] = field(default_factory=list)
    refused: bool = False  # there is something in it that no byline holds

    def byline(self, *, bare: bool = False) -> Byline:
        """The parts as a byline."""
        unique = {(fold(person.name), person.role): person for person in reversed(self.people)}
        people = tuple(
            person for person in dict.fromkeys(self.people) if unique[fold(person.name), person.role] is person
        )
        rest = ", ".join((*self.titles, *self.residue))
        return Byline(people, tuple(self.agencies), next(iter(self.places), None), rest, tuple(self.outlets), bare)


def _read_marked(line: str, language: str | None) -> Byline | None:
    marks = _marks_of(line)
    if not marks:
        return None
    parts = _Parts(language)
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        _read_parts(line[mark.end : following.start if following else len(line)], mark.role, parts)
    credited = bool(parts.people or parts.agencies or parts.titles or parts.outlets)
    sure = marks[0].label or bool(parts.people or parts.agencies)
    if parts.refused or not credited or len(parts.residue) > (1 if sure else 0):
        return None
    return None if _only_pictures(parts) else parts.byline()


_PLACE_FIRST = re.compile(r"(?P<place>[^|–—-]{2,40}?)(?:\s*[|–—]\s*|\s-\s)(?P<rest>\S.*)")
_BREAK_BEHIND_PLACE = re.compile("[|–—-]")
_GERMAN_REPORT = re.compile(r"Aus (?P<place>[^\W\d_][\w. -]{2,30}) bericht(?:et|en) (?P<rest>\S.*)")


def _read_marked_behind_place(line: str, language: str | None) -> Byline | None:
    """Marked names behind the place: "BEIRUT | By Tom Perry", "Aus Moskau berichtet Max Muster"."""
    report = _GERMAN_REPORT.fullmatch(line) if line.startswith("Aus ") else None
    found = report or (_PLACE_FIRST.fullmatch(line) if _BREAK_BEHIND_PLACE.search(line, 2, 46) else None)
    if found is None or places.resolve(found["place"]) is None:
        return None
    byline = _read_marked(f"von {found['rest']}" if report else found["rest"], language)
    return replace(byline, place=byline.place or found["place"]) if byline else None


_ROLE_BEHIND = re.compile(r"(?P<name>[^(]{4,60}?)\s*\((?P<role>[^\W\d_]{3,16})(?:\s+\w{1,3}\s+[^\W\d_]{3,16})?\)")


def _read_roles_behind(line: str, language: str | None) -> Byline | None:
    """Roles in brackets behind the names: "Leonor Reis (texto) e Vasco Melo (fotografia)"."""
    if not line.endswith(")") or line.count("(") > 4:
        return None
    parts = _Parts(language)
    end = 0
    for found in _ROLE_BEHIND.finditer(line):
        between = line[end : found.start("name")]
        name = _name(_WITH.sub("", found["name"].strip(_EDGES)), parts)
        role = _roles("label").get(lowered(found["role"]))
        if between or name is None or role is None:
            return None
        parts.people.append(Author(name=name, role=role))
        end = found.end()
    return parts.byline() if end == len(line) and not _only_pictures(parts) else None


def _only_pictures(parts: _Parts) -> bool:
    """A picture's credit is no byline of the article."""
    return (
        all(person.role == "photographer" for person in parts.people)
        and not parts.titles
        and bool(parts.people or parts.agencies)
        and any(person.role == "photographer" for person in parts.people)
    )


_WORD_START = re.compile(r"(?<![\w.'’])\w")


def _marks_of(line: str) -> list[_Mark]:
    """The marks of a line that begins with one; inside it a lone "di", "par" or "von" is a mark only behind a break."""
    lower = lowered(line)
    if not _opening().opens(lower):
        return []
    first = _mark_at(line, lower, 0)
    marks = [first] if first else []
    for word in _WORD_START.finditer(line, marks[0].end) if marks else ():
        mark = _mark_at(line, lower, word.start()) if word.start() >= marks[-1].end else None
        if mark and _begins_clause(line, mark):
            marks.append(mark)
    return marks


def _begins_clause(line: str, mark: _Mark) -> bool:
    behind_break = line[: mark.start].rstrip()[-1:] in ";|.,(/–—-•\n"
    return behind_break or (mark.label and line[mark.start].isupper()) or " " in mark.words


_PART_EDGES = _EDGES.replace(".", "") + "\u200f"
_ARABIC_COLON = re.compile(r"(?<=[\u0600-\u06ff])\s*:\s*(?=[\u0600-\u06ff])")
_ARABIC_AND = re.compile(r"(?<=\s)و(\w{2,})")


def _arabic_and(found: re.Match[str]) -> str:
    """Arabic writes "and" without a space before the next name, which may itself begin with that letter."""
    return "، " + found[1] if is_given(found[1]) and not is_given(found[0]) else found[0]


def _read_parts(content: str, role: str, parts: _Parts) -> None:
    if not content.isascii():
        content = _ARABIC_COLON.sub("، ", _ARABIC_AND.sub(_arabic_and, content))
    for part in _between().split(content):
        _read_part(part.strip(_PART_EDGES), role, parts)
        if not parts.marked and (parts.refused or parts.residue):
            return  # bare names stand with nothing else


_CONTACT = re.compile(r"@\w|\w@|https?:|www\.|\.com\b|^\+?[\d\s()-]{6,}$|^(?:e-?mail|twitter|tel)\b", re.IGNORECASE)


_WITH = re.compile(r"^(?:and|und|et|y|e|i|en|og|och|ve|и|con|com|mit|with|avec|met)\s+(?=\w)")


def _read_part(part: str, role: str, parts: _Parts) -> None:
    part = _without_service(_WITH.sub("", part))
    bare = part.strip(" .:")
    if not bare:
        return
    if contact := _CONTACT.search(part):
        parts.titles.append(part)
        part = part[: contact.start()].rsplit(" ", 1)[0] if " " in part[: contact.start()].strip() else ""
        bare = part.strip(" .:")
        if not bare:
            return
    if fold(bare) in _folded("desk"):
        parts.titles.append(bare)
    elif agency_table.by_name(bare) and not _is_known_person(bare):
        parts.agencies.append(bare)
    elif outlet_table.by_name(bare) or (
        parts.people and (edition := _EDITION.fullmatch(bare)) and outlet_table.by_strong_name(edition[1])
    ):
        parts.outlets.append(bare)
    elif any(letter.isdigit() for letter in bare):
        _read_numbers(bare, parts)
    else:
        _read_words(bare, role, parts)


_EDITION = re.compile(r"(\S.{0,30}) [A-Z]{2}")  # "g1 SC": the edition of a state


def _without_service(part: str) -> str:
    """Reuters in Arabic says for which of its services somebody wrote: "إعداد كريم نصار للنشرة العربية"."""
    if part.isascii():
        return part
    return next((part.removesuffix(words).rstrip() for words in _words("service") if part.endswith(words)), part)


def _is_known_person(text: str) -> bool:
    return " " in text and speaks_for_itself(text)


def _read_numbers(part: str, parts: _Parts) -> None:
    """Dates and counters behind the names are left over; a line that begins with them is something else."""
    parts.titles.append(part)
    parts.refused |= not (parts.people or parts.agencies) or len(part.split()) > 6


def _read_words(part: str, role: str, parts: _Parts) -> None:
    part = _without_honorific(part)
    if _is_institution(part, parts):
        parts.titles.append(part)
        return
    if _read_titled(part, role, parts) or _read_special(part, role, parts):
        return
    if _CAPITALS_FIRST.fullmatch(part) and _read_placed(part, role, parts):
        return
    name = _name(part, parts)
    if name and not (parts.people and places.resolve(part)):
        parts.people.append(Author(name=name, role=role))
    elif _read_placed(part, role, parts) or _read_placed_agency(part, parts) or _read_agency_within(part, role, parts):
        return
    elif found := _for_outlet().match(part) if _has_word(part, "for") else None:
        (parts.outlets if outlet_table.by_name(found[1]) else parts.residue).append(found[1])
    elif _is_place(part, parts):
        parts.places.append(part)
    elif _is_apposition(part, parts):
        parts.titles.append(part)
    elif len(part.split()) <= 4 and _all_large(part):
        parts.residue.append(part)
    else:
        parts.refused = True


def _is_institution(part: str, parts: _Parts) -> bool:
    """Where the person of a marked byline works: "université de Besançon"."""
    if not parts.marked or not parts.people:
        return False
    words = [word.casefold() for word in part.split()]
    return (
        len(words) <= 8 and not _titles("institution").isdisjoint(words) and all(map(_is_large_or_beside, part.split()))
    )


def _is_large_or_beside(word: str) -> bool:
    lower = word.casefold()
    return word[0].isupper() or lower in _titles("institution") or lower in _titles("beside") or _is_small_part(word)


def _is_apposition(part: str, parts: _Parts) -> bool:
    """What somebody is in a few small words: "By Jane Doe, gardener in Leeds"; no sentence that begins with a name."""
    first = part.split(maxsplit=1)[0].casefold()
    known = len(parts.people) == 1 and not parts.titles and speaks_for_itself(parts.people[0].name)
    small = part[0].islower() and len(part.split()) <= 5 and part[-1].isalpha()
    return parts.marked and known and small and first not in _folded("not-name") and first not in _folded("in")


def _read_special(part: str, role: str, parts: _Parts) -> bool:
    """An outlet that the table need not know: "Special to The Daily Ledger", "Анна Белова специально для «Газеты»"."""
    found = _special().fullmatch(part) if _has_word(part, "special") else None
    name = _name(found["name"], parts) if found and found["name"] else None
    if (
        found is None
        or not _all_large(found["outlet"].strip(_EDGES))
        or not (name or (parts.people and not found["name"]))
    ):
        return False
    if name:
        parts.people.append(Author(name=name, role=role))
    outlet = found["outlet"].strip(_EDGES)
    (parts.outlets if outlet_table.by_name(outlet) else parts.titles).append(outlet)
    return True


def _name(text: str, parts: _Parts) -> str | None:
    name = read_name(text, parts.language)
    if name is None or (parts.known_only and not speaks_for_itself(text)):
        return None
    return None if places.resolve(text) or _is_from_place(text) else name


def _is_from_place(text: str) -> bool:
    """Whether a text says where the article was written: "DE RECIFE" under a name."""
    first, _, rest = text.partition(" ")
    return first.isupper() and first.casefold() in _FROM and places.resolve(rest) is not None


_FROM = frozenset({"de", "da", "do", "di", "du"})


def _without_honorific(part: str) -> str:
    words = part.split()
    while len(words) > 1 and words[0].casefold() in _titles("honorific"):
        if len(words) == 2 and len(words[0].rstrip(".")) == 1:
            break  # "M. Darwish" is a name, "M. Jean Darwish" a polite one
        words = words[1:]
    while len(words) > 2 and words[-1].casefold().strip(".") in _titles("after"):
        words = words[:-1]
    return " ".join(words)


def _read_titled(part: str, role: str, parts: _Parts) -> bool:
    """A job title, alone or with its holder: "Political Editor", "onze correspondent Jan Jansen"."""
    words = part.split()
    if len(words) > 12 or not any(_is_noun(word, marked=parts.marked) for word in words):
        return False
    rest = [index for index, word in enumerate(words) if not _in_title(word)]
    core = " ".join(words[rest[0] : rest[-1] + 1]) if rest else ""
    name = _name(core, parts) if len(rest) > 1 and outlet_table.by_name(core) is None else None
    if name and (speaks_for_itself(core) or not parts.people):
        parts.people.append(Author(name=name, role=role))
        parts.titles.append(part.replace(core, "").strip())
        return True
    # The rest of a title is a beat, a place, an outlet: "Silicon Valley Correspondent", "Jerusalem bureau chief".
    if all(words[index][0].isupper() or not words[index][0].isascii() for index in rest):
        _note_outlet(part, parts)
        parts.titles.append(part)
        return True
    return False


def _note_outlet(title: str, parts: _Parts) -> None:
    """The agency or the outlet of a title: "Repórter da Agência Brasil"."""
    signatures = [title[one.start : one.end] for one in agency_table.signatures(title) if not one.weak]
    if signatures:
        parts.agencies.extend(signatures)
    elif outlet_table.within(title):
        parts.outlets.append(title)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(_titles("ending"))


@lru_cache(maxsize=4096)
def _is_noun(word: str, *, marked: bool) -> bool:
    lower = word.casefold().strip(".,'’")
    lower = lower.rpartition("-")[2] or lower
    return lower in _titles("noun") or (marked and lower in _titles("wide")) or lower.endswith(_endings())


def _in_title(word: str) -> bool:
    lower = word.casefold().strip(".,")
    return lower in _titles("beside") or _is_noun(word, marked=True) or _is_house(word)


def _is_house(word: str) -> bool:
    """Initials of an agency or an outlet: AFP, BBC."""
    return word.isupper() and bool(agency_table.by_name(word) or outlet_table.by_name(word))


_CAPITALS_FIRST = re.compile(r"(?P<name>(?:[^\W\d_a-zà-ÿ][^\Wa-zà-ÿ\d_]+\s)+)(?P<place>[^\W\d_a-zà-ÿ][a-zà-ÿ].{1,30})$")


def _read_placed(part: str, role: str, parts: _Parts) -> bool:
    """The person of "Jane Doe in Beirut" or "PILAR BONET Moscú", and the place; the outlet of "Jane Doe for BBC News"."""
    for pattern, is_right in _placing(part):
        found = pattern.fullmatch(part)
        name = _name(_without_honorific(found["name"].strip()), parts) if found else None
        if found and name and is_right(found):
            parts.people.append(Author(name=name, role=role))
            (parts.outlets if is_right is _is_outlet else parts.places).append(found["place"])
            return True
    return False


def _placing(part: str) -> Iterator[tuple[re.Pattern[str], Callable[[re.Match[str]], bool]]]:
    """The patterns that a part may have by its words, and what proves each."""
    if _has_word(part, "in"):
        yield _placed(), _is_placed
    yield _CAPITALS_FIRST, _is_placed
    if _has_word(part, "for"):
        yield _for_whom(), _is_outlet


def _read_placed_agency(part: str, parts: _Parts) -> bool:
    """The agency of "Associated Press in Beirut", and the place."""
    found = _placed().fullmatch(part) if _has_word(part, "in") else None
    agency = agency_table.by_name(found["name"]) if found else None
    if found and agency and places.resolve(found["place"]):
        parts.agencies.append(found["name"])
        parts.places.append(found["place"])
    return bool(found and agency)


def _is_placed(found: re.Match[str]) -> bool:
    """A preposition that is also part of names (de, da), or none, needs a place that is known."""
    place = found["place"]
    if found.re is not _CAPITALS_FIRST and found["in"].lower() not in {"a", "da", "de", "i", "en", "em", "w", "na"}:
        return _all_large(place)
    return places.resolve(place) is not None


def _is_outlet(found: re.Match[str]) -> bool:
    return outlet_table.by_name(found["place"]) is not None


def _read_agency_within(part: str, role: str, parts: _Parts) -> bool:
    """An agency behind the name without a comma: "JANE DOE Associated Press"."""
    found = list(agency_table.signatures(part))
    if len(found) != 1 or found[0].end != len(part) or found[0].start < 4:
        return False
    name = _name(part[: found[0].start].strip(_EDGES), parts)
    if name:
        parts.people.append(Author(name=name, role=role))
        parts.agencies.append(part[found[0].start :])
    return bool(name)


def _is_place(part: str, parts: _Parts) -> bool:
    """A known place, or in a marked byline one capitalised word behind the names."""
    if len(part) > 40 or parts.places:
        return False
    behind = bool(parts.people or parts.agencies or parts.outlets or parts.titles)
    lone = behind and parts.marked and " " not in part and part[0].isupper()
    return lone or places.resolve(part) is not None


def _all_large(text: str) -> bool:
    return all(word[0].isupper() or word[0].lower() == word[0].upper() or len(word) <= 3 for word in text.split())


# --- bare names -------------------------------------------------------------------------------------------------------

_SMALL_WORD = re.compile(r"(?<!\S)[a-zà-ÿа-яё]\S*")


def _read_bare(line: str, language: str | None, *, lenient: bool) -> Byline | None:
    """Names without a mark, alone or beside titles, agencies, outlets and places."""
    parts = _bare_parts(line, language, lenient=lenient)
    if parts is None:
        return None
    # "Ann Lee in Paris and Bob Cole in Rome"
    all_placed = len(parts.people) > 1 and len(parts.places) == len(parts.people)
    supported = bool(parts.titles or parts.agencies or parts.outlets) or all_placed
    if parts.people:
        if _PICTURE.match(line):
            return None
        # Beside a title or an agency a name needs no better place than it has.
        return parts.byline(bare=not supported)
    if fold(line) in _folded("desk-line"):
        return parts.byline()
    houses = bool(parts.outlets or parts.agencies)
    # "Damascus, SANA" is a dateline, "EFE | Madrid" a byline.
    place_first = bool(parts.places) and line.startswith(parts.places[0])
    desk = any(fold(title) in _folded("desk-line") for title in parts.titles)
    if (desk and (houses or parts.places)) or (parts.agencies and parts.places and not place_first):
        return parts.byline()
    addressed = bool(parts.outlets) and bool(parts.places)
    contact = bool(parts.titles) and bool(_CONTACT.search(line)) and not parts.places
    return parts.byline() if addressed or contact else None


_PICTURE = re.compile(
    r"(?:©|\(c\))|[A-Z]{2,8}\s*/|Reuters\s*/", re.IGNORECASE
)  # "© РИА Новости / Илья Горчаков", "AP/Jane Doe"


def _bare_parts(line: str, language: str | None, *, lenient: bool) -> _Parts | None:
    """The parts of a line of names; None where it holds anything else."""
    if not _could_be_bare(line) or (not lenient and _names_nobody(line)):
        return None
    parts = _Parts(language, marked=False, known_only=not lenient)
    _read_parts(line, "author", parts)
    return None if parts.refused or parts.residue else parts


def _names_nobody(line: str) -> bool:
    """A cheap test before the reading of parts: it is one part, and no word of it can be a known name's or a title's."""
    return (
        not any(map(_is_telling, line.split()))
        and _BREAK.search(line) is None
        and fold(line) not in _folded("desk-line")
        and _CONTACT.search(line) is None
    )


_BREAK = re.compile(r"[:,;|/&+•·،()\[\]–—]|\s-")


@lru_cache(maxsize=4096)
def _is_telling(word: str) -> bool:
    bare = word.strip(_EDGES)
    return (
        "." in word  # an initial
        or max(word) > _UNSPACED
        or may_be_known(bare)
        or may_be_known(bare.removeprefix("و"))
        or _is_noun(bare, marked=False)
        or bare.casefold() in _joining()
    )


@cache
def _joining() -> frozenset[str]:
    """Words between two names, or before a place."""
    return _single_words("in") | _single_words("and")


_UNSPACED = "\u3000"  # from here on, names are known by their signs


def _could_be_bare(line: str) -> bool:
    spaces = line.count(" ")
    if spaces >= _MOST_BARE_WORDS or (spaces >= _MOST_BARE_WORDS // 2 and not _between().search(line)):
        return False
    if line[-1] in "!?:…" or (line[-1] == "." and len(line) - line.rfind(" ") > 5):
        return False
    return all(map(_is_small_part, _SMALL_WORD.findall(line)))


_SPECIAL = frozenset({"special", "to", "специально", "для"})


@lru_cache(maxsize=4096)
def _is_small_part(word: str) -> bool:
    lower = word.casefold().strip(",;.()")
    return (
        "@" in word
        or lower in _folded("particle")
        or lower in _folded("and")
        or lower in _folded("in")
        or _in_title(lower)
        or lower.startswith(("al-", "el-", "d'", "d’", "l'", "l’"))
        or agency_table.by_name(word.strip(",;.()")) is not None
        or lower in _SPECIAL
        or outlet_table.by_strong_name(lower) is not None
    )


# --- a segment --------------------------------------------------------------------------------------------------------

_SAYS_WHO = frozenset({Reason.CREDIT, Reason.METADATA, Reason.CONTACT})
_REPORTER_MARK = re.compile(r"记者|記者|[Кк]орр", re.IGNORECASE)


def read_authors(
    segment: Segment, language: str | None, dateline_authors: tuple[str, ...] = ()
) -> tuple[AuthorFinding, ...]:
    """The people named as makers of a segment, each once: bylines, the dateline, date lines, credits at the foot.

    `dateline_authors` are names that the dateline holds, as written.
    """
    found: dict[str, AuthorFinding] = {}
    for finding in (
        *_in_bylines(segment, language),
        *_in_dateline(segment, language, dateline_authors),
        *_in_credits(segment, language),
    ):
        found.setdefault(fold(finding.author.name), finding)
    return tuple(sorted(found.values(), key=lambda finding: finding.where))


def _findings(byline: Byline | None, block: Block) -> Iterator[AuthorFinding]:
    for person in byline.people if byline else ():
        words = verbatim(block.raw, _as_written(person.name, block.text))
        yield AuthorFinding(person, words, block.where)


def _as_written(name: str, text: str) -> str:
    """A name in the letters of the text: capitals may have been turned into mixed case."""
    place = text.find(name)
    if place < 0:
        place = text.casefold().find(name.casefold())
    return text[place : place + len(name)] if place >= 0 else text


def _in_bylines(segment: Segment, language: str | None) -> Iterator[AuthorFinding]:
    for index, kept in enumerate(segment.blocks):
        text = kept.block.text
        if kept.role is Role.BYLINE:
            yield from _findings(read_byline(text, language, place="foot", strict=False), kept.block)
        elif kept.role is Role.DATE:
            yield from _findings(_beside_date(text, language), kept.block)
        elif index < _HEAD and len(text) <= _SHORT and kept.role is not Role.TITLE:
            yield from _findings(read_byline(text, language), kept.block)


def _beside_date(text: str, language: str | None) -> Byline | None:
    from transforms.dates import read_date_line  # noqa: PLC0415  # its tables are only needed here

    line = read_date_line(text, language)
    rest = line.residue.strip(_EDGES) if line else ""
    return read_byline(rest, language, place="foot") if len(rest) > 3 else None


def _in_dateline(segment: Segment, language: str | None, names: Sequence[str]) -> Iterator[AuthorFinding]:
    for words in names:
        block = next((kept.block for kept in segment.blocks if words in kept.block.text), None)
        byline = read_byline(words, language, place="foot", strict=False)
        if block and byline:
            reporter = bool(_REPORTER_MARK.search(block.text[: block.text.find(words) + len(words)]))
            yield from _findings(_with_role(byline, "reporter") if reporter else byline, block)


def _with_role(byline: Byline, role: str) -> Byline:
    return replace(byline, people=tuple(Author(name=person.name, role=role) for person in byline.people))


def _in_credits(segment: Segment, language: str | None) -> Iterator[AuthorFinding]:
    """Under the last paragraph: "(Reporting by Jane Doe; Editing by John Roe)"."""
    kept = [labelled.block for labelled in segment.blocks if labelled.role in {Role.PARAGRAPH, Role.CREDIT}]
    for block in (*kept[-_FOOT:], *_credit_lines(segment)):
        line = _unwrapped(block.text.strip()) if len(block.text) <= _LONGEST else ""
        if line and (east_asian_bylines.is_likely(line) or _marks_of(line)):
            yield from _findings(read_byline(block.text, language), block)


def _credit_lines(segment: Segment) -> Iterable[Block]:
    return (removed.block for removed in segment.removed if removed.reason in _SAYS_WHO)
