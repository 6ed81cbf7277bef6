"""Who is quoted: quotations, direct and indirect, and whose words they are.

Verbs of saying and words like "according to" (transforms/data/quote_words.tsv) are looked for outside quotation marks; the speaker
is the person or organization that the sentence's form makes the subject: beside the verb, with nothing between them but an
apposition, adverbs or a title, and no preposition before. An unclear speaker is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from transforms.entities import Mention
from transforms.listed_phrases import lowered
from transforms.quote_paragraph import TOKEN, Paragraph
from transforms.quote_subject import is_subject, speaker_of
from transforms.quote_words import Cue, quote_words
from transforms.quotes_east import speaker_in_chinese, speaker_in_japanese, speaker_in_turkish


@dataclass(frozen=True, slots=True)
class Quotation:
    """A verb of saying, or words like "according to", whose subject is known."""

    paragraph: int  # index into the paragraphs; -1: the title
    start: int  # span of those words in that paragraph
    end: int
    speaker: str  # the entity's id


def find_quotations(
    title: str | None,
    paragraphs: Sequence[str],
    language: str | None,
    mentions: Sequence[Mention],
    speakers: Mapping[str, str],
) -> tuple[Quotation, ...]:
    """The quotations whose speaker is one of `speakers` (entity id -> person or organization), in reading order."""
    words = quote_words(language) if language else None
    if words is None or not speakers:
        return ()
    named: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        named[mention.paragraph].append(mention)
    told: list[_Told] = []
    for index, text in enumerate((title or "", *paragraphs), start=-1):
        last = told[-1] if told else None
        if index not in named and (last is None or last.paragraph.index < index - 1):
            continue
        plain = lowered(text)
        cues = words.find(plain)
        if cues or (index in named and ":" in text):
            told += _in_paragraph(Paragraph.read(index, text, plain, named[index], speakers, words), cues, last)
    return tuple(Quotation(one.paragraph.index, one.start, one.end, one.name.entity) for one in told if one.name)


@dataclass(frozen=True, slots=True)
class _Told:
    """Words that tell a quotation, and the name that they have for its speaker."""

    paragraph: Paragraph
    start: int
    end: int
    name: Mention | None


_SPEAKERS = {"zh": speaker_in_chinese, "ja": speaker_in_japanese, "tr": speaker_in_turkish}


def _in_paragraph(paragraph: Paragraph, cues: Sequence[Cue], last: _Told | None) -> list[_Told]:
    """What each cue of a paragraph tells; `last`: the last one of the paragraph before."""
    find = _SPEAKERS.get(paragraph.words.language, speaker_of)
    told: list[_Told] = []
    for cue in cues:
        if paragraph.is_verb(cue) and (pronoun := _pronoun(paragraph, cue)) is not None:
            name = last.name if last and _is_meant(paragraph, pronoun, last) else None
        else:
            name = find(paragraph, cue)
        last = _Told(paragraph, cue.start, cue.end, name)
        told.append(last)
    return [*told, *_before_colon(paragraph, told)] if ":" in paragraph.text else told


# --- names before a colon ---------------------------------------------------------------------------------------------

_COLON_QUOTE = re.compile(r"\s?:\s?[\"“„«‘]")
_COLON = re.compile(r"\s?:\s\w")


def _before_colon(paragraph: Paragraph, told: Sequence[_Told]) -> Iterator[_Told]:
    """Whoever stands directly before a colon and a quotation; in some languages' headlines before a colon alone."""
    bare = paragraph.index < 0 and paragraph.words.orders("colon")
    verbs = [one.start for one in told]
    for name in paragraph.names:
        opens = _COLON_QUOTE.match(paragraph.plain, name.end) or (bare and _COLON.match(paragraph.plain, name.end))
        if opens and paragraph.can_speak(name) and paragraph.is_person(name) and is_subject(paragraph, "", name):
            behind_verb = bisect_left(verbs, name.start) > bisect_left(verbs, paragraph.sentence_start(name.start))
            if not behind_verb:  # "She warns Boris Johnson: ..."
                yield _Told(paragraph, name.end, opens.end(), name)


# --- pronouns ---------------------------------------------------------------------------------------------------------

_BEHIND = re.compile(r"-t-(?=ils?\b|elles?\b)|-|\s")
_LONGEST_NAME = 60  # characters
_NAME = re.compile(r"\b[A-ZÀ-ÞА-ЯЁ][\w'’-]{1,30} [A-ZÀ-ÞА-ЯЁ][\w'’-]")


def _pronoun(paragraph: Paragraph, cue: Cue) -> int | None:
    """Where the pronoun stands that is a verb's subject."""
    words, text = paragraph.words, paragraph.covered
    start = max(0, cue.start - 30)
    before = list(TOKEN.finditer(text, start, cue.start))
    while before and before[-1][0] in words.of("gap"):
        before.pop()
    if before and before[-1][0] in words.of("he"):
        return before[-1].start()
    behind = _BEHIND.match(text, cue.end)
    after = TOKEN.match(text, behind.end()) if behind else None
    return after.start() if after and after[0] in words.of("he") else None


def _is_meant(paragraph: Paragraph, pronoun: int, last: _Told) -> bool:
    """Whether a pronoun stands for whoever spoke last: a person, and nobody else comes between them."""
    if last.name is None or not paragraph.is_person(last.name):
        return False
    # A pronoun may have stood for somebody whom the paragraph before names: then only the verb's place is of this one.
    rest = max(last.end, last.name.end) if last.name.paragraph == last.paragraph.index else last.end
    if last.paragraph is paragraph:
        return _nobody(paragraph, rest, pronoun, last.name)
    near = last.paragraph.index == paragraph.index - 1
    return (
        near
        and _nobody(last.paragraph, rest, len(last.paragraph.text), last.name)
        and _nobody(paragraph, 0, pronoun, last.name)
    )


def _nobody(paragraph: Paragraph, start: int, end: int, speaker: Mention) -> bool:
    """No other person in a stretch, neither a known one nor a name that is not known nor a word for somebody unnamed."""
    names = paragraph.between(start, end)
    if any(paragraph.is_person(name) and name.entity != speaker.entity for name in names):
        return False
    folk = paragraph.words.of("folk")
    if any(token in folk for token in TOKEN.findall(paragraph.covered[start:end])):
        return False
    return all(
        paragraph.is_covered(found.start())
        or any(name.end > found.start() for name in paragraph.between(found.start() - _LONGEST_NAME, found.end()))
        for found in _NAME.finditer(paragraph.text, start, end)
    )
