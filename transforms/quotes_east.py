"""The speaker in languages whose verb comes last, or whose words stand without spaces: Turkish, Japanese, Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable

from transforms.entities import Mention
from transforms.lazy_pattern import lazy
from transforms.quote_paragraph import TOKEN, Paragraph
from transforms.quote_words import Cue


def _one(names: Iterable[Mention]) -> Mention | None:
    """The last of some names, where all are one speaker's."""
    found = list(names)
    return found[-1] if found and len({name.entity for name in found}) == 1 else None


# --- Turkish ----------------------------------------------------------------------------------------------------------

_DATIVE = re.compile(r"['’][yn]?[ea] ")


def speaker_in_turkish(paragraph: Paragraph, cue: Cue) -> Mention | None:
    """The one name of the sentence without a case ending or a postposition; the first that a comma sets apart."""
    if paragraph.is_covered(cue.start):
        return None
    sentence = paragraph.between(paragraph.sentence_start(cue.start), cue.start)
    names = [name for name in sentence if paragraph.can_speak(name)]
    if cue.kind == "after":
        return next((name for name in names if _DATIVE.fullmatch(paragraph.plain, name.end, cue.start)), None)
    bare = [name for name in names if _is_nominative(paragraph, name)]
    apart = [name for name in bare if paragraph.plain[name.end : name.end + 1] == ","]
    return _one(apart[:1] or bare)


def _is_nominative(paragraph: Paragraph, name: Mention) -> bool:
    behind = paragraph.plain[name.end : name.end + 20]
    token = TOKEN.search(behind)
    return behind[:1] in {" ", ","} and not (token and token[0] in paragraph.words.of("bar"))


# --- Japanese ---------------------------------------------------------------------------------------------------------

_TOPIC = lazy("[^、。「」はがもにをとでへの]{0,12}[はも]")
_TITLE = lazy("[^、。「」はがもにをとでへの]{0,10}")


def speaker_in_japanese(paragraph: Paragraph, cue: Cue) -> Mention | None:
    """The topic of the sentence (Xは ... と述べた), or who stands before によると."""
    text = paragraph.covered
    if paragraph.is_covered(cue.start):
        return None
    names = [name for name in paragraph.between(_han_sentence(text, cue.start), cue.start) if paragraph.can_speak(name)]
    if cue.kind == "after":
        return next((name for name in names if _TITLE.fullmatch(text, name.end, cue.start)), None)
    return _one(name for name in names if _TOPIC.match(text, name.end, cue.start))


def _han_sentence(text: str, place: int) -> int:
    return max(text.rfind(mark, 0, place) for mark in "。！？\n") + 1


# --- Chinese ----------------------------------------------------------------------------------------------------------

_CLAUSE = lazy("[，。！？；：、“”「」\n]")
_LONGEST_GAP = 30  # characters


def speaker_in_chinese(paragraph: Paragraph, cue: Cue) -> Mention | None:
    """The name directly before the verb, or with a title, an adverb, a place or a time between them."""
    text, words = paragraph.covered, paragraph.words
    if paragraph.is_covered(cue.start):
        return None
    begin = max(0, cue.start - 2 * _LONGEST_GAP)
    ends = list(_CLAUSE.finditer(text, begin, cue.start))
    begin = ends[-1].end() if ends else begin
    names = [name for name in paragraph.between(begin, cue.start) if paragraph.can_speak(name)]
    if not names or len({name.entity for name in names}) > 1:
        return None
    gap, before = text[names[-1].end : cue.start], text[begin : names[0].start]
    if len(gap) > _LONGEST_GAP or (gap and not gap.startswith(tuple(words.of("gap")))):
        return None
    return None if words.of("bar").intersection(before) or "的" in gap else names[-1]
