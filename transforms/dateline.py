"""The dateline: where, when and by whom a report was filed, before the first sentence of a body.

A dateline is read part by part (place, date, agency, in whatever order) until a separator ends it. What was read then
has to be evidence enough: capitals and a known place, an agency, or a date. Words alone ("Paris – the city of light –
is ...") never are. East Asian forms are in dateline_east.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from transforms.agency_table import by_name
from transforms.calendar_words import month_of, table_rows, weekday_of
from transforms.date_expressions import CalendarDate, as_expression, calendar_dates
from transforms.lazy_pattern import lazy
from transforms.places import Place, is_state, resolve
from transforms.types import DateExpression

_LONGEST = 150  # characters in which a dateline must end


@dataclass(frozen=True, slots=True)
class DatelineMatch:
    """A dateline at the beginning of a paragraph, or on a line of its own."""

    place: str | None  # as written, several places as one string; None: only an agency, "(AFP) – "
    raw: str  # the whole dateline with its separator, as it stands in the text
    end: int  # offset where the paragraph's own sentence begins; len(text): the line is only a dateline
    agency: str | None = None  # the agency's words as written: "Reuters", "РИА Новости"
    date: DateExpression | None = None  # a date with its year
    month: int | None = None  # of a date without a year: 1 to 12
    day: int | None = None  # of a date without a year
    date_words: str | None = None  # the date as written, with or without a year
    authors: tuple[str, ...] = ()  # names of people inside it, as written: （记者 王明）


class _Parts(NamedTuple):
    """What has been read of a dateline so far; a tuple, because each step makes another."""

    end: int  # offset behind it
    place: str | None = None
    agency: str | None = None
    agency_is_known: bool = False
    when: CalendarDate | None = None
    authors: tuple[str, ...] = ()
    separator: str = ""  # the last one: dash, colon, period, comma, bracket


# --- places -----------------------------------------------------------------------------------------------------------

_PARTICLES = frozenset(
    "al an am de del della der den des di do dos du e el ez la las le les los of on sur und upon y ul and et".split()  # noqa: SIM905
)
_ABBREVIATED = r"(?:St|Ste|Mt|Ft|Sta|Sto|N|S|С|г)\.[ -]?"
_NAME = rf"(?:{_ABBREVIATED})?[^\W\d_](?:[\w'’‘`ʼ]|-(?=\w)|(?<=[A-Z])\.(?=[A-Z]\.))*"
_PLACE = re.compile(rf"{_NAME}(?:[ \u00a0]{_NAME}){{0,4}}\.?(?:/M(?:ain|\.)|/Main)?", re.IGNORECASE)
_QUALIFIER = re.compile(
    r",\s*((?:[A-Z]\.\s?){2,3}|[A-Z][a-z]{1,4}\.|[A-Z]{2}(?![\w])|[^\W\d_][\w'’]+(?: [A-Z][\w'’]+){0,2})"
)
_ARABIC = re.compile("[\u0600-\u06ff]")


def _is_caseless(text: str) -> bool:
    return text.lower() == text.upper()


def _is_capitals(text: str) -> bool:
    return text.isupper() and sum(map(str.isalpha, text)) >= 2


def _has_capitals(words: list[str]) -> bool:
    """Whether every word begins as a name does; particles may be small."""
    return words[0][0].isupper() and all(
        word[0].isupper() or word.lower() in _PARTICLES or "-" in word for word in words
    )


def _place_words(text: str, position: int) -> str | None:
    """The words at `position` that may be a place: names up to a sign, a number or a month's name."""
    match = _PLACE.match(text, position)
    if not match:
        return None
    words = _without_dots(match[0]).split()
    while words and text[match.end() : match.end() + 3].strip()[:1].isdigit() and month_of(words[-1]):
        words.pop()
    while len(words) > 1 and words[-1].islower() and _known_agency(words[-1].partition("/")[0]):
        words.pop()
    if _ARABIC.search(match[0]):
        words = _arabic_place(words)
    if not words or (not _is_caseless(words[0]) and not _has_capitals(words)):
        return None
    place = text[position : position + match[0].find(words[-1]) + len(words[-1])]
    return place if len(place) <= 40 else None


_ABBREVIATION = re.compile(r"\b[A-Z]\.[A-Z]\.$")


def _without_dots(words: str) -> str:
    """A final period belongs to the name only in abbreviations (D.C.)."""
    return words if words[-1:] != "." or _ABBREVIATION.search(words) else words.rstrip(".")


def _arabic_place(words: list[str]) -> list[str]:
    """Arabic has no capitals and joins its agency with a bare hyphen ("دمشق-سانا"): the known name at the beginning."""
    first, hyphen, _ = words[0].partition("-") if words else ("", "", "")
    if hyphen and resolve(first):
        return [first]
    for size in range(min(3, len(words)), 0, -1):
        if resolve(" ".join(words[:size])):
            return words[:size]
    return []


def _with_qualifier(text: str, place: str, position: int) -> str:
    """The place with the state or the country after its comma: "FERGUSON, Mo."."""
    match = _QUALIFIER.match(text, position)
    if not match or month_of(match[1].split()[0]) or match[1].islower():
        return place
    words = match[1].strip()
    known = _is_country(words) or ((not words.isupper() or len(words) <= 4) and is_state(words))
    return text[position - len(place) : match.end(1)].rstrip() if known else place


def _is_country(words: str) -> bool:
    found = resolve(words)
    return found is not None and found.kind in {"country", "region"}


_JOINT = re.compile(r"\s*/\s*|\s+(?:and|und|et|y|e|и|و|&)\s+")


def _with_others(text: str, place: str, position: int) -> str:
    """The place with those joined to it: "Berlin/Paris", "GENEVA / NEW YORK"."""
    start = position - len(place)
    for _ in range(2):
        joint = _JOINT.match(text, position)
        other = _place_words(text, joint.end()) if joint else None
        if not joint or not other or not (resolve(other) and (other.isupper() or not place.isupper())):
            break
        position = joint.end() + len(other)
    return text[start:position]


# --- dates ------------------------------------------------------------------------------------------------------------

_GAP = re.compile(r"[\s,،]+")
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:\.|er|º|°)?\s?(?:de\s|of\s)?([^\W\d_]{3,})(?:\s([^\W\d_]+))?\.?(?!\w)", re.IGNORECASE
)


def _past_gap(text: str, position: int) -> int:
    gap = _GAP.match(text, position)
    return gap.end() if gap else position


def _date_at(text: str, position: int, language: str | None) -> CalendarDate | None:
    """The date that begins at `position`, weekday included; short names of months are trusted here."""
    window = text[position : position + 48]
    if not any(map(str.isdigit, window[:24])):
        return None
    for found in calendar_dates(window, language):
        if found.start == 0:
            return replace(found, start=position, end=position + found.end)
        break
    match = _DAY_MONTH.match(window)
    month = month_of(match[2], language) if match else None
    if not match or not month or not 1 <= int(match[1]) <= 31:
        return None
    return CalendarDate(
        position, position + match.end(2) + (window[match.end(2) : match.end(2) + 1] == "."), None, month, int(match[1])
    )


_LETTERS = re.compile(r"[^\W\d_]{4,}")


# "Grenoble, le 16 mars 2023 –", "Berlin, den 3. Mai 2021 –", "Roma, lì 3 maggio 2021 -"
_ARTICLE = re.compile(r"(?<=[,\s])(?:le|den|lì|li)\s(?=\d)")
_ARABIC_IN = re.compile(r"في\s(?=\d)")
_DAY_DASH_MONTH = re.compile(r"(\d{1,2})\s?-\s?(\d{1,2})(?=\s?\()")
_BRACKETED = re.compile(r"\s?([/(])\s?([^/()\d]{2,30}?)\s?[/)]")


def _led_date(text: str, position: int, language: str | None) -> CalendarDate | None:
    """The date behind the word that leads to it, or in the Gulf's notation."""
    article = _ARTICLE.match(text, position)
    if article:
        return _date_at(text, article.end(), language)
    if not _ARABIC.search(text[:position]):
        return None
    lead = _ARABIC_IN.match(text, position)
    when = _date_at(text, lead.end(), language) if lead else _day_dash_month(text, position)
    # "In" opens many an Arabic sentence, and two numbers may be anything: only an agency behind them makes it a date.
    signed = _BRACKETED.match(text, when.end) if when else None
    return when if signed and _known_agency(signed[2]) else None


def _day_dash_month(text: str, position: int) -> CalendarDate | None:
    """The Kuwaiti agency's date: "الكويت - 16 - 3 (كونا)" is 16 March."""
    match = _DAY_DASH_MONTH.match(text, position)
    if not match or not (1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 12):
        return None
    return CalendarDate(position, match.end(), None, int(match[2]), int(match[1]))


def _weekday_at(text: str, position: int, language: str | None) -> int:
    """Where a lone weekday ends that stands for the date: "PARIS, Wednesday (AFP)"; 0: there is none."""
    match = _LETTERS.match(text, position)
    return match.end() if match and weekday_of(match[0], language) else 0


# --- agencies ---------------------------------------------------------------------------------------------------------

_ENCLOSED = {"(": ")", "[": "]", "（": "）", "/": "/", "«": "»", "“": "”", '"': '"'}
_CORRESPONDENT = re.compile(
    r"(?:Корр?\.?|корр?\.?|Спецкорр?\.?|von|by|par|por|correspondent|correspondant)\s+", re.IGNORECASE
)
_ONE_AGENCY = re.compile(r"[^/,;&+]+")


@lru_cache(maxsize=2048)
def _known_agency(words: str) -> bool:
    if words in _small_agencies():
        return True
    if words and (_is_caseless(words) or words[0].isupper()):
        return any(by_name(part.strip()) for part in (words, *_ONE_AGENCY.findall(words)))
    return words.partition("/")[0].strip() in _small_agencies()


@cache
def _small_agencies() -> frozenset[str]:
    """Agencies that sign in small letters."""
    return frozenset(
        word for kind, words in table_rows("datelines.tsv") if kind == "small_agency" for word in words.split("|")
    )


@cache
def _never_agencies() -> frozenset[str]:
    return frozenset(
        word for kind, words in table_rows("datelines.tsv") if kind == "no_agency" for word in words.split("|")
    )


def _looks_like_agency(words: str) -> bool:
    """Whether enclosed words may be an outlet's or an agency's name: few, with a capital, no number."""
    if not words or len(words) > 40 or len(words.split()) > 4 or any(map(str.isdigit, words)):
        return False
    return (words[0].isupper() or _is_caseless(words)) and words.lower() not in _never_agencies()


_PERSON = r"[^\W\d_][\w'’-]+(?:[ \u00a0](?:[^\W\d_]\.|[^\W\d_][\w'’-]+)){1,3}"
_AUTHOR_AFTER = re.compile(rf"\s*[,–—-]\s*({_PERSON})\s*(?=[.—–-])")


def _enclosed(text: str, parts: _Parts) -> _Parts | None:
    """The bracket at the reading's end: "(Reuters)", "/ТАСС/", "[AP]", or a country: "PARIS (France)"."""
    start = _past_gap(text, parts.end)
    closing = _ENCLOSED.get(text[start : start + 1])
    end = text.find(closing, start + 1, start + 70) if closing else -1
    if end < 0 or parts.agency:
        return None
    content = text[start + 1 : end].strip()
    if _is_country(content) and parts.place and not _known_agency(content):
        return parts._replace(end=end + 1, separator="bracket")
    agency, authors = _split_correspondent(content)
    known = _known_agency(agency)
    if not known and not _looks_like_agency(agency):
        return _dated_bracket(text, parts, start + 1, end)
    return parts._replace(
        end=end + 1, agency=agency, agency_is_known=known, authors=parts.authors + authors, separator="bracket"
    )


def _dated_bracket(text: str, parts: _Parts, start: int, end: int) -> _Parts | None:
    """A bracket with a date: "(7 October 2015)", "(AFP, 7 October)"."""
    comma = text.find(",", start, end)
    if comma > 0 and _known_agency(text[start:comma].strip()):
        when = _date_at(text, comma + 1 + (text[comma + 1] == " "), None)
        agency = text[start:comma].strip()
        return parts._replace(
            end=end + 1, agency=agency, agency_is_known=True, when=when or parts.when, separator="bracket"
        )
    when = _date_at(text, start, None)
    return parts._replace(end=end + 1, when=when, separator="bracket") if when and when.end >= end - 1 else None


def _split_correspondent(content: str) -> tuple[str, tuple[str, ...]]:
    """An agency and the correspondent named with it: "Корр. ТАСС Иван Иванов"."""
    match = _CORRESPONDENT.match(content)
    if not match:
        return content, ()
    words = content[match.end() :].split()
    for size in range(min(3, len(words)), 0, -1):
        if _known_agency(" ".join(words[:size])):
            return " ".join(words[:size]), (" ".join(words[size:]),) if len(words) - size > 1 else ()
    return content, ()


_BARE = re.compile(
    r"[^\W\d_](?:[^\s,،.:;()\[\]/–—=|]|(?<=[A-Z])\.(?=[\w]))*(?:[ -][^\W\d_][^\s,،.:;()\[\]/–—=|]*){0,3}"
)


_BARRED = re.compile(r"\s([a-z]{2,8}(?:/[a-z]{2,8})*)(?=\s?\|)")  # "BERLIN taz | Die ..."


def _bare_agency(text: str, parts: _Parts) -> _Parts | None:
    """An agency without brackets: "Moscow, SANA", "МОСКВА, 7 окт — РИА Новости.", "بيروت - أ ف ب"."""
    if parts.agency:
        return None
    barred = _BARRED.match(text, parts.end)
    if barred and _known_agency(barred[1]):
        return parts._replace(end=barred.end(1), agency=barred[1], agency_is_known=True)
    if not parts.separator:
        return None
    start = _past_gap(text, parts.end)
    match = _BARE.match(text, start)
    words = match[0].rstrip("- ") if match else ""
    while words:
        if _known_agency(words) and _BARE_END.match(text, start + len(words)):
            return parts._replace(end=start + len(words), agency=words, agency_is_known=True, separator="")
        words = words[: max(words.rfind(" "), words.rfind("-"), 0)].rstrip("- ")
    return None


_BARE_END = re.compile(r"\s*(?:$|[.:,،;|=–—(/]|-(?=\s|$)|-{2})|\s-|(?<=[\u0600-\u06ff])\s")


# --- the reading ------------------------------------------------------------------------------------------------------

_SEPARATORS = (
    ("dash", re.compile(r"\s*[.,:]?\s?(?:[–—―]|-{2,3}|-(?=[\s«“\"(]|$)|(?<=[)\]/])-)[–—-]*\s*")),
    ("arabic-dash", re.compile(r"(?<=[\u0600-\u06ff])\s?[-/]\s?(?=[\u0600-\u06ff(«])")),
    ("colon", re.compile(r"\s*\.?[:：]\s*")),
    ("period", re.compile(r"\s*\.(?:\s+|$)")),
    ("comma", re.compile(r"\s*[,،;؛|=]\s*")),
    ("slash", re.compile(r"\s*/(?!\s?[^/\s][^/]{1,40}/)\s*")),
)


def _separated(text: str, parts: _Parts) -> _Parts:
    """Past the separator at the reading's end, if there is one."""
    for name, pattern in _SEPARATORS:
        match = pattern.match(text, parts.end)
        if match and match.end() > parts.end:
            return parts._replace(end=match.end(), separator=name.removeprefix("arabic-"))
    return parts


def _dated(text: str, parts: _Parts, language: str | None) -> _Parts | None:
    if parts.when:
        return None
    start = _past_gap(text, parts.end)
    when = _date_at(text, start, language) or _led_date(text, start, language)
    if when:
        return parts._replace(end=when.end, when=when, separator="")
    weekday_end = _weekday_at(text, start, language) if parts.separator == "comma" else 0
    return parts._replace(end=weekday_end) if weekday_end else None


def _placed(text: str, parts: _Parts) -> _Parts | None:
    if parts.place:
        return None
    start = parts.end
    place = _place_words(text, start)
    if not place:
        return None
    place = _with_qualifier(text, place, start + len(place))
    place = _with_others(text, place, start + len(place))
    return parts._replace(end=start + len(place), place=place, separator="")


def _step(text: str, parts: _Parts, language: str | None) -> _Parts | None:
    return _dated(text, parts, language) or _enclosed(text, parts) or _bare_agency(text, parts)


def _read_parts(text: str, language: str | None) -> tuple[_Parts, _Parts] | None:
    """All parts in a row, and the same before the last separator."""
    parts = _leading_agency(text) or _placed(text, _after_turkish_author(text))
    if not parts:
        return None
    if not parts.place:
        parts = _placed(text, parts) or parts
    bare = parts
    for _ in range(6):
        parts = _separated(text, bare)
        found = _step(text, parts, language)
        if not found:
            break
        bare = _with_author(text, found)
    return parts, bare


def _with_author(text: str, parts: _Parts) -> _Parts:
    """The reporter that Russian agencies name behind their own name: "— РИА Новости, Иван Петров."."""
    match = _AUTHOR_AFTER.match(text, parts.end) if parts.agency_is_known and not parts.authors and parts.when else None
    if not match or not all(word[0].isupper() for word in match[1].split()) or by_name(match[1]):
        return parts
    return parts._replace(end=match.end(1), authors=(match[1],), separator="")


_LEADING = re.compile(r"[(\[/]?([^\W\d_][^()\[\]/\d,.:–—]{1,30}?)(?:[)\]/](?=\s)|[)\]/]?(?=\s*[,–—-]))")


def _leading_agency(text: str) -> _Parts | None:
    """A dateline that begins with its agency: "(ANSA) - ROMA, 07 OTT -", "(AFP) – ", "TASS, October 7."."""
    match = _LEADING.match(text)
    if not match or not _known_agency(match[1].strip()):
        return None
    enclosed = match[0] != match[1]
    if not enclosed and _place_is_known(match[1]):
        return None
    parts = _Parts(match.end(), agency=match[1].strip(), agency_is_known=True, separator="bracket" if enclosed else "")
    return _leading_place(text, parts) if enclosed else parts


def _leading_place(text: str, parts: _Parts) -> _Parts:
    """The agency with the place behind it, if that is in capitals or known and goes on as a dateline does."""
    after = _separated(text, parts)
    placed = _placed(text, after)
    if not placed or not placed.place or not (_is_capitals(placed.place) or _place_is_known(placed.place)):
        return parts
    ended = _separated(text, placed)
    return placed if ended.separator in {"comma", "dash", "colon"} and ended.end > placed.end else parts


def _place_is_known(place: str) -> bool:
    return resolve(place) is not None


_TURKISH_AUTHOR = re.compile(
    r"((?:[A-ZÇĞİÖŞÜ][a-zçğıöşü]+ ){1,3}[A-ZÇĞİÖŞÜ]{2,}(?:\s?[-,–]\s?(?:[A-ZÇĞİÖŞÜ][a-zçğıöşü]+ ){1,3}[A-ZÇĞİÖŞÜ]{2,})*)\s?/\s?"
)


def _after_turkish_author(text: str) -> _Parts:
    """Turkish agencies name the reporter before the place: "Ahmet YILMAZ/ANKARA, (DHA)-"."""
    match = _TURKISH_AUTHOR.match(text) if "/" in text else None
    if not match:
        return _Parts(0)
    return _Parts(match.end(), authors=tuple(name.strip() for name in re.split(r"[-,–]", match[1])))


# --- evidence ---------------------------------------------------------------------------------------------------------

_OPENS_SENTENCE = re.compile(r"[\s\"“„«‘'’(\[¿¡]*([^\W_])")
_PERIOD_DATELINES = frozenset({"de", "ru", "uk", "it", "es", "pt", "tr", None})
_DASHES = re.compile(r"\s[–—-]\s|—|–")
_SENTENCE_END = re.compile(r"[.!?…。](?:[\"”»’)]*)(?=\s|$)")


def _opens_sentence(rest: str) -> bool:
    match = _OPENS_SENTENCE.match(rest)
    return match is not None and (match[1].isupper() or match[1].isdigit() or _is_caseless(match[1]))


def _is_sentence(rest: str) -> bool:
    """Whether a paragraph follows rather than the second half of a headline."""
    return len(rest.split()) >= 6 and _opens_sentence(rest) and _SENTENCE_END.search(rest) is not None


def _is_parenthesis(rest: str) -> bool:
    """Whether the dash opened an insertion ("Paris – the City of Light – is"): another one closes it."""
    sentence = rest[: match.end()] if (match := _SENTENCE_END.search(rest)) else rest
    return len(_DASHES.findall(sentence)) % 2 == 1


def _is_proven(text: str, parts: _Parts, language: str | None) -> bool:
    """Whether what was read is a dateline; the rest of the text must begin as a sentence does."""
    rest, place = text[parts.end :].strip(), parts.place
    if rest and not _opens_sentence(rest):
        return False
    known = resolve(place) if place else None
    if parts.agency_is_known:
        return _agency_proves(parts, known, rest)
    if not place:
        return False
    if parts.agency:
        ended = parts.separator in {"dash", "colon"} or _ARABIC.search(place) is not None
        return known is not None and (ended or parts.when is not None or not rest)
    if parts.when:
        strong = known is not None or _is_capitals(place)
        return strong and (parts.separator in {"dash", "colon", "period"} or not rest)
    return bool(rest) and _place_proves(place, known, parts.separator, rest, language)


def _agency_proves(parts: _Parts, known: Place | None, rest: str) -> bool:
    """An agency's name in its place proves the rest, unless its line is a headline about it."""
    if parts.place is None:
        return (parts.when is not None and bool(rest)) or (
            parts.separator in {"dash", "bracket"} and _is_sentence(rest)
        )
    if known or _is_capitals(parts.place) or parts.when:
        return True
    return parts.separator in {"dash", "colon"} and bool(rest) and not _is_caseless(parts.place)


_ENGLISH_SPEAKING = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})


def _is_qualified(place: str) -> bool:
    """Whether a country or a state stands by a town in capitals: "ATHLONE, Ireland"."""
    town, comma, where = place.partition(",")
    return bool(comma) and _is_capitals(town) and (_is_country(where.strip()) or is_state(where))


def _place_proves(place: str, known: Place | None, separator: str, rest: str, language: str | None) -> bool:
    """A place alone: known, and in capitals or before a whole sentence."""
    if known is None or not _is_sentence(rest):
        return False
    if known.kind == "region" and len(place) <= 3:  # "MB:" is rather a speaker's initials than Manitoba
        return False
    if separator == "dash" and _is_qualified(place):
        return True
    if _is_capitals(place):
        # Small towns of the English-speaking world are surnames, and in a transcript a speaker's: "HOLLOWAY: ...".
        if separator == "colon" and known.kind == "town" and known.country in _ENGLISH_SPEAKING:
            return False
        return separator in {"dash", "colon"} or (separator == "period" and language in _PERIOD_DATELINES)
    if known.kind in {"country", "state", "region"} or separator not in {"dash", "colon"}:
        return False
    # Towns bear the names of people and things: "Charlotte: ...", "Spring – ...".
    if known.kind == "town" and (separator == "colon" or language in {None, "en"}):
        return False
    if known.kind != "capital" and separator == "colon" and known.country in _ENGLISH_SPEAKING:
        return False
    return separator == "colon" or not _is_parenthesis(rest)


def _finished(text: str, parts: _Parts) -> DatelineMatch:
    when = parts.when
    words = text[when.start : when.end] if when else None
    partial = when if when and when.year is None else None
    return DatelineMatch(
        parts.place,
        text[: parts.end].strip(),
        parts.end + len(text[parts.end :]) - len(text[parts.end :].lstrip()),
        parts.agency,
        as_expression(when) if when else None,
        partial.month if partial else None,
        partial.day if partial else None,
        words,
        parts.authors,
    )


_HINT = re.compile(r"[–—―:：()\[\]/،|=]|-[\s-]|[\s)\]/\"»\u0600-\u06ff]-|\.\s|,\s")
_EAST = lazy(r"[\u3040-\u9fff\uac00-\ud7af【［〔]|^[\[(][^\])]{2,20}=")


@lru_cache(maxsize=256)  # several steps ask about the same few lines
def read_dateline(text: str, language: str | None = None) -> DatelineMatch | None:
    """The dateline that `text` (a paragraph, or a line of its own) begins with, or None."""
    head = text[:_LONGEST]
    if (head[:1] in "[(" or not head[:40].isascii()) and _EAST.search(head[:40]):
        from transforms.dateline_east import read_east_dateline  # noqa: PLC0415 - it builds on this file's types

        return read_east_dateline(text)
    if head[:1].islower() or not _HINT.search(head[:48]):
        return None
    read = _read_parts(text, language)
    if not read:
        return None
    for parts in dict.fromkeys(read):
        if parts.end <= _LONGEST and _is_proven(text, parts, language):
            return _finished(text, parts)
    return None
