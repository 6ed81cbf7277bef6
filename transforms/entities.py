"""Who and what an article names: an alias table with one identity for every alias, and what the article itself defines.

The table's sure aliases come first; then what they settle: acronyms in brackets, aliases that also mean something else,
lone surnames, one-letter misprints. Nothing is guessed: a name that stays ambiguous is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.alias_table import Lexicon, Sense, lexicon_for
from transforms.defined_acronyms import defined_acronyms
from transforms.doubtful_aliases import settle_doubtful, settle_namesakes
from transforms.findings import METHODS, Findings, Named
from transforms.misspelt_persons import merge_misspelt
from transforms.model_names import candidates, name_rest, name_whole
from transforms.name_spans import NameSpan
from transforms.name_text import NameText, name_text
from transforms.person_mentions import name_after_titles, name_by_given_name, name_by_russian_given_name
from transforms.surnames import lone_surnames, name_all, name_misprints
from transforms.types import Entity
from transforms.word_edges import FITS, after_given_name, whole_word


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in the article that names an entity."""

    paragraph: int  # index into the paragraphs; -1: the title
    start: int  # span in that paragraph
    end: int
    entity: str  # the entity's id
    method: str  # table, acronym, surname, title, fuzzy


@dataclass(frozen=True, slots=True)
class Found:
    """What an article names, and every place where it does."""

    entities: tuple[Entity, ...]  # most mentions first, then by first appearance
    mentions: tuple[Mention, ...]  # in reading order, title first; spans are in the given strings and never overlap


def find_named(
    title: str | None,
    paragraphs: Sequence[str],
    language: str | None,
    spans: Sequence[NameSpan] = (),
    *,
    dateline_country: str | None = None,
) -> Found:
    """Entities and mentions from one pass over the article.

    `spans` are what a name model found in it; `dateline_country` (ISO 3166-1 alpha-2) tells places of one name apart.
    """
    article = name_text(title, paragraphs)
    found = _named(article, language, spans, dateline_country)
    counts: dict[str, list[Named]] = {}
    for named in found:
        counts.setdefault(named.entity.id, []).append(named)
    entities = tuple(map(_entity, sorted(counts.values(), key=len, reverse=True)))
    return Found(entities, tuple(_mention(article, named) for named in found))


def find_mentions(
    title: str | None, paragraphs: Sequence[str], language: str | None, spans: Sequence[NameSpan] = ()
) -> tuple[Mention, ...]:
    """As `find_named`, the mentions alone."""
    return find_named(title, paragraphs, language, spans).mentions


def find_entities(
    title: str | None, paragraphs: Sequence[str], language: str | None, spans: Sequence[NameSpan] = ()
) -> tuple[Entity, ...]:
    """As `find_named`, the entities alone."""
    return find_named(title, paragraphs, language, spans).entities


def _entity(mentions: list[Named]) -> Entity:
    known = mentions[0].entity
    return Entity(
        id=known.id,
        name=known.name,
        type=known.type,
        mentions=len(mentions),
        method=min((named.method for named in mentions), key=METHODS.index),
        country=known.country if known.type == "place" else None,
        location=known.location,
    )


def _mention(article: NameText, named: Named) -> Mention:
    paragraph, start = article.paragraph(named.start)
    return Mention(paragraph, start, start + named.end - named.start, named.entity.id, named.method)


# --- what the table finds ---------------------------------------------------------------------------------------------


def _named(
    article: NameText, language: str | None, spans: Sequence[NameSpan], dateline_country: str | None
) -> list[Named]:
    findings = Findings(article.text, language)
    lexicons = {script: lexicon_for(script, article.text) for script in _scripts(article.text, language)}
    for script, words in reversed(lexicons.items()):  # the article's own script knows longer names: "саммит G20"
        _scan(findings, script, words)
    for start, line in article.capitals:
        _scan_capitals(findings, start, line, lexicons["latin"])
    settle_namesakes(findings)
    name_after_titles(findings)
    by_model = candidates(article, spans, findings) if spans else []
    name_whole(findings, by_model)
    name_by_given_name(findings)
    name_by_russian_given_name(findings)
    merge_misspelt(findings)
    acronyms = defined_acronyms(findings)
    surnames = lone_surnames(findings)
    settle_doubtful(findings, acronyms, surnames)
    name_all(findings, acronyms, "acronym")
    name_all(findings, findings.organizations, "model")
    name_all(findings, findings.unknown, findings.told_by)
    name_all(findings, surnames, "surname")
    name_rest(findings, by_model, dateline_country)
    name_misprints(findings, surnames)
    return [findings.at[start] for start in sorted(findings.at)]


_OTHER_SCRIPTS = {
    "cyrillic": (re.compile("[а-яА-Я]{3}"), {"ru"}),
    "arabic": (re.compile("[ء-ي]{3}"), {"ar"}),
    "han": (re.compile("[ァ-ヺ一-鿿]{2}"), {"zh", "ja"}),
}


def _scripts(text: str, language: str | None) -> list[str]:
    """Latin always: its names stand in any text; another where its language is the article's, or none is known."""
    if language is not None:
        return ["latin", *(name for name, (_, languages) in _OTHER_SCRIPTS.items() if language in languages)]
    return ["latin", *(name for name, (letters, _) in _OTHER_SCRIPTS.items() if letters.search(text))]


def _scan(findings: Findings, script: str, words: Lexicon) -> None:
    """Note what a script's table knows, where no other script's has settled something before."""
    settled = sorted(findings.taken)
    text, language, fits = findings.text, findings.language, FITS[script]
    for pattern, start, end in words.automaton.find_matches_as_indexes(text):
        if not fits(text, start, end, language):
            continue
        if settled and (place := bisect_right(settled, (end, 0))) and settled[place - 1][1] > start:
            continue
        if pattern >= words.first_title:
            findings.titles.append((end, words.is_strong(pattern)))
        else:
            _take(findings, start, end, _spoken_in(words.senses(pattern), language))


def _spoken_in(senses: tuple[Sense, ...], language: str | None) -> tuple[Sense, ...]:
    """Senses that count in this language; its own before those of every language ("Mexico" in French is the city)."""
    if language is None or (len(senses) == 1 and senses[0].language is None):
        return senses
    own = tuple([sense for sense in senses if sense.language == language])
    return own or tuple([sense for sense in senses if sense.language is None])


def _take(findings: Findings, start: int, end: int, senses: tuple[Sense, ...]) -> None:
    """Note a hit: settled at once where it has one sense without doubt."""
    if len(senses) == 1 and senses[0].doubt is None:
        sense = senses[0]
        if sense.lone and after_given_name(findings.text, start):
            return
        if sense.alias.startswith("ال") and findings.text[start - 2 : start] == "ال":
            start -= 2
        findings.note(start, end, sense.entity, "table")
        if sense.full:
            findings.wholes.append(sense)
    elif senses:
        findings.doubtful.append((start, end, senses))


def _scan_capitals(findings: Findings, start: int, line: str, words: Lexicon) -> None:
    """Acronyms of a line in capitals, which its title-cased copy has lost; never one that is also a word."""
    findings.sort()
    for pattern, first, last in words.automaton.find_matches_as_indexes(line):
        senses = words.senses(pattern) if pattern < words.first_title else ()
        sure = len(senses) == 1 and senses[0].doubt is None and last - first > 2 and words.patterns[pattern].isupper()
        if sure and whole_word(f"  {line}  ", first + 2, last + 2, None) and findings.free(start + first, start + last):
            findings.name(start + first, start + last, senses[0].entity, "table")
