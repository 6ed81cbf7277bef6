"""Names that a model found, weighed against what the table has settled: table first, model second, the longer name before its parts.

A model tells a name's kind and its ends; it is right about persons and places nine times of ten, about organizations six times.
So a span has to look like what it is said to be, and what is left of it has to be more than words of every day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from transforms.alias_table import Known, last_name, rows
from transforms.findings import Findings, Named
from transforms.name_spans import NameSpan
from transforms.name_text import NameText
from transforms.own_names import own_entity
from transforms.person_mentions import in_title_case, stands_in_a_name, tells_a_person
from transforms.person_names import read_name
from transforms.place_names import resolve_place
from transforms.russian_names import nominative

_SHORTEST = 2  # characters of an organization's name


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span in the article's text, without what is not of the name: titles, articles, possessives."""

    start: int
    end: int
    type: str
    name: str


def candidates(article: NameText, spans: Sequence[NameSpan], findings: Findings) -> list[Candidate]:
    """The spans as names, the longest first."""
    titles = {end for end, _ in findings.titles}
    found = [
        _candidate(
            article.text,
            article.place(span.paragraph, span.start),
            article.place(span.paragraph, span.end),
            span.type,
            titles,
        )
        for span in spans
    ]
    return sorted((item for item in found if item), key=lambda item: (item.start - item.end, item.start))


_BEFORE_NAME = re.compile(r"(?:[Tt]he |[Ll]es? |[Ll]a |[LlDd]'|[\"'(\[.,;:-]| )+")
_AFTER_NAME = re.compile(r"(?:'s|'|[\")\].,;:-]| )+$")
_KIND_OF_PARTY = re.compile(r" (?:party|group|movement|agency|newspaper|company|militia|parti|groupe)$")


def _candidate(text: str, start: int, end: int, kind: str, titles: set[int]) -> Candidate | None:
    if kind == "person":
        start = max((place for place in titles if start < place < end), default=start)
    before = _BEFORE_NAME.match(text, start, end)
    start = before.end() if before else start
    words = text[start:end]
    words = words[: len(words) - len(after[0])] if (after := _AFTER_NAME.search(words)) else words
    words = _KIND_OF_PARTY.sub("", words)
    if not words or "\n" in words or ":" in words:
        return None
    if kind == "organization" and _is_rather_a_person(words):
        kind = "person"
    return Candidate(start, start + len(words), kind, words)


def _is_rather_a_person(name: str) -> bool:
    """Models take rare surnames for organizations; a given name knows better."""
    words = name.split()
    return 2 <= len(words) <= 3 and tells_a_person(words[0]) and all(map(stands_in_a_name, words[1:]))


# --- persons and organizations: before the table's doubts are settled -------------------------------------------------


def name_whole(findings: Findings, found: Sequence[Candidate]) -> None:
    """Persons and organizations of several words: what their surnames and acronyms mean in this article follows from them."""
    doubts = {start: end for start, end, _ in findings.doubtful}
    for item in _believed(findings, found):
        if doubts.get(item.start, 0) >= item.end:
            continue
        if item.type == "person":
            _name_person(findings, item)
        elif _is_organization(item.name):
            _name_organization(findings, item)


def _believed(findings: Findings, found: Sequence[Candidate]) -> list[Candidate]:
    """Names of several words; those of a line in title case only where the text below has them as well."""
    whole = [item for item in found if " " in item.name and item.type != "place"]
    below = {item.name for item in whole if not in_title_case(findings, item.start)}
    return [item for item in whole if item.name in below]


_GOES_ON = re.compile(r" ([A-ZÀ-Þ][^\W\d_]+)")


def _name_person(findings: Findings, item: Candidate) -> None:
    words = item.name.split()
    follows = _GOES_ON.match(findings.text, item.end)
    if read_name(item.name, findings.language) is None or not all(map(stands_in_a_name, words)):
        return
    if follows and stands_in_a_name(follows[1]):
        return  # the model lost its end
    inside = findings.within(item.start, item.end)
    if any(" " in findings.text[named.start : named.end] or _covers(named, item) for named in inside):
        return
    bearer = next((named.entity for named in inside if _is_bearer(named.entity, item.name)), None)
    if inside and bearer is None and not tells_a_person(words[0]):
        return
    plain = nominative(item.name) if findings.language == "ru" else item.name
    if bearer is None and plain is None:
        return
    findings.forget(inside)
    if bearer is None:
        findings.name_unknown(item.start, item.end, "model", plain)
    else:
        findings.name(item.start, item.end, bearer, "table")


def _covers(named: Named, item: Candidate) -> bool:
    return named.start <= item.start and named.end >= item.end


def _is_bearer(known: Known, name: str) -> bool:
    """Whether a name with an initial or a second name more is a known person's."""
    words, own = name.split(), known.name.split()
    return known.type == "person" and words[0] == own[0] and last_name(name) == last_name(known.name)


def _name_organization(findings: Findings, item: Candidate) -> None:
    if findings.language == "ru":
        return  # in whatever case it stands: no name to know it by again
    follows = _GOES_ON.match(findings.text, item.end)
    inside = findings.within(item.start, item.end)
    if follows or any(named.entity.type != "place" or not _is_part(findings.text, named, item) for named in inside):
        return
    findings.forget(inside)
    known = findings.organizations.setdefault(item.name, own_entity("organization", item.name))
    findings.name(item.start, item.end, known, "model")


def _is_part(text: str, place: Named, item: Candidate) -> bool:
    """As in "University of Damascus" and "Damascus University"; not "Syria's ministry", nor what begins before the name."""
    inside = item.start <= place.start and place.end <= item.end
    return inside and place.end - place.start < item.end - item.start and not text.startswith("'", place.end)


# --- what stands alone: after everything else -------------------------------------------------------------------------


def name_rest(findings: Findings, found: Sequence[Candidate], dateline_country: str | None) -> None:
    """Places, and organizations of one word, where nothing surer was found."""
    senses = {(start, end): senses for start, end, senses in findings.doubtful}
    countries = {named.entity.country for named in findings.at.values() if named.entity.country}
    for item in found:
        if item.type == "person" or not findings.free(item.start, item.end):
            continue
        meant = [sense.entity for sense in senses.get((item.start, item.end), ()) if sense.entity.type == item.type]
        if len(meant) == 1:
            findings.name(item.start, item.end, meant[0], "model")
        elif item.type == "place":
            place = resolve_place(
                item.name, dateline_country=dateline_country, countries=countries, language=findings.language
            )
            if place:
                findings.name(item.start, item.end, place, "model")
        elif not meant and _is_acronym(item.name):
            known = findings.organizations.setdefault(item.name, own_entity("organization", item.name))
            findings.name(item.start, item.end, known, "model")


# --- what looks like an organization ----------------------------------------------------------------------------------


@cache
def _everyday() -> frozenset[str]:
    """Words that name no organization by themselves, nor one beside another: "Interior Ministry", "State Council"."""
    return frozenset(word for row in rows("organization_words.tsv") for word in row[1].split("|"))


_WORD = re.compile(r"[^\W_][^\s,()\"]*")


def _is_organization(name: str) -> bool:
    """At least two words with capitals, one of them its own."""
    words = [word for word in _WORD.findall(name) if word[:1].isupper()]
    return len(words) >= 2 and any(word.lower() not in _everyday() for word in words) and len(name) <= 80


def _is_acronym(name: str) -> bool:
    return _SHORTEST < len(name) <= 8 and name.isupper() and name.isalpha()
