"""The subject of a verb of saying, in languages that part their words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from transforms.entities import Mention
from transforms.quote_marks import MASK
from transforms.quote_paragraph import CLAUSE_END, SENTENCE_END, TOKEN, Paragraph
from transforms.quote_words import Cue

_NAME_REACH = 160  # characters between a verb and its subject, a title or an apposition included
_LONGEST_REST = 300  # characters of a sentence behind its verb
_FAR = 3  # names before a verb that are asked whether they are its subject


def speaker_of(paragraph: Paragraph, cue: Cue) -> Mention | None:
    """Whose words a cue tells."""
    words = paragraph.words
    if paragraph.is_covered(cue.start):
        return _inserted(paragraph, cue) if words.orders("inside") else None
    if cue.kind == "source":
        return _after(paragraph, cue)
    if cue.kind == "after":
        return _before(paragraph, cue)
    if cue.kind == "aside":
        return _after(paragraph, cue) if _is_quoted(paragraph, cue.start) else None
    name = _before(paragraph, cue) if words.orders("sv") else None
    if name is None and _inverted(paragraph, cue):
        name = _after(paragraph, cue)
    return name if name and (cue.kind == "say" or _tells(paragraph, cue, name)) else None


# --- the subject before the verb --------------------------------------------------------------------------------------


def _before(paragraph: Paragraph, cue: Cue) -> Mention | None:
    last = bisect_left(paragraph.starts, cue.start)
    for name in reversed(paragraph.names[max(0, last - _FAR) : last]):
        gap = paragraph.covered[name.end : cue.start]
        if len(gap) > _NAME_REACH or MASK in gap:
            return None
        if paragraph.can_speak(name) and _joins(paragraph, name, gap) and is_subject(paragraph, cue.words, name):
            return name
    return None


_BRACKETS = re.compile(r"\s*\([^()]{1,60}\)")
_APPOSITION = re.compile(r"\s*,\s+([^,.!?;:\"]{2,120}),(\s[^,]{0,40})?")


def _joins(paragraph: Paragraph, name: Mention, gap: str) -> bool:
    """Nothing between a subject and its verb but adverbs, brackets, or an apposition between commas."""
    gap = _BRACKETS.sub("", gap) if "(" in gap else gap
    if not gap[:1].isspace() and gap[:1] != ",":
        return False
    adverbs = paragraph.words.of("gap")
    if all(token in adverbs for token in TOKEN.findall(gap)):
        return True
    if gap.strip() == ",":
        return _follows_title(paragraph, name)
    between = _APPOSITION.fullmatch(gap)
    return between is not None and all(token in adverbs for token in TOKEN.findall(between[2] or ""))


_TITLE_BEFORE = re.compile(r"(?:^|[.!?;:\"])\s*[^,.!?;:\"]{3,80}, $")


def _follows_title(paragraph: Paragraph, name: Mention) -> bool:
    """The name is an apposition itself: "The foreign minister, Sergei Lavrov, said"."""
    before = paragraph.covered[max(0, name.start - 90) : name.start]
    return paragraph.is_person(name) and _TITLE_BEFORE.search(before.replace(MASK, '"')) is not None


def is_subject(paragraph: Paragraph, verb: str, name: Mention) -> bool:
    """No preposition or relative governs the name, and its case is the subject's."""
    words = paragraph.words
    if words.is_oblique(verb, paragraph.plain[name.start : name.end]):
        return False
    clause = paragraph.covered[max(0, name.start - _NAME_REACH) : name.start]
    ends = list(CLAUSE_END.finditer(clause))
    opening = clause[ends[-1].end() :] if ends else clause
    whole = bool(ends) or name.start <= _NAME_REACH
    tokens = TOKEN.findall(opening)
    if not paragraph.is_person(name) and tokens and not _may_precede(paragraph, tokens):
        return False
    return whole and _is_free(paragraph, name, tokens, starts_sentence=not ends or ends[-1][0] in ".!?:;")


def _may_precede(paragraph: Paragraph, tokens: Sequence[str]) -> bool:
    """Before an organization an article, "Russia's", or the beginning of a clause: another word may be a part of its name."""
    return tokens[-1] == "s" or tokens[-1] in paragraph.words.of("article") | paragraph.words.of("start")


def _is_free(paragraph: Paragraph, name: Mention, tokens: Sequence[str], *, starts_sentence: bool) -> bool:
    words = paragraph.words
    bars, ofs, starts = words.of("bar"), words.of("of"), words.of("start")
    for place in range(len(tokens) - 1, -1, -1):
        token = tokens[place]
        if token in starts:
            return True
        if token in bars:
            ranked = token in ofs and place and tokens[place - 1] in words.of("rank") and paragraph.is_person(name)
            if not ranked or place == len(tokens) - 1:
                # "In Moscow Putin said": what opens the sentence governs the place.
                return place == 0 and starts_sentence and len(tokens) > 1 and not words.orders("drops")
    return len(tokens) <= 12


# --- the subject after the verb ---------------------------------------------------------------------------------------


_QUOTED = re.compile(rf"(?:[\"”“»«’!?{MASK}]\s*,?\s*[—–-]?|[,،]|,\s*[—–-])\s*$")


def _is_quoted(paragraph: Paragraph, place: int) -> bool:
    """A quotation, or a clause that a comma ends, stands before a place."""
    return _QUOTED.search(paragraph.covered, max(0, place - 6), place) is not None


def _inverted(paragraph: Paragraph, cue: Cue) -> bool:
    words = paragraph.words
    if words.orders("quoted"):
        return _is_quoted(paragraph, cue.start)
    if not words.orders("vs"):
        return False
    first = words.of("first")
    if not first:
        return True
    clause = paragraph.covered[max(0, cue.start - _NAME_REACH) : cue.start]
    ends = list(CLAUSE_END.finditer(clause))
    tokens = TOKEN.findall(clause[ends[-1].end() :] if ends else clause)
    return not tokens or tokens[0] in first or tokens[0] in words.of("bar") | words.of("gap")


def _after(paragraph: Paragraph, cue: Cue) -> Mention | None:
    """The first name of the clause that may be the subject of a verb before it."""
    stop = cue.end
    reach = min(len(paragraph.text), cue.end + _NAME_REACH)
    first = bisect_left(paragraph.starts, cue.end)
    for name in paragraph.names[first : first + 4]:
        if name.end > reach:
            break
        between = paragraph.covered[stop : name.start]
        end = CLAUSE_END.search(between)
        if end and (end.start() == 0 == stop - cue.end or not _is_apposition(paragraph, between, name)):
            break
        if paragraph.can_speak(name) and _is_head(paragraph, cue, name, TOKEN.findall(between)):
            return name
        stop = name.end
    return None


def _is_apposition(paragraph: Paragraph, between: str, name: Mention) -> bool:
    """One comma, directly before a person: "said Russia's foreign minister, Sergei Lavrov"."""
    return (
        between.endswith(", ") and CLAUSE_END.search(between.removesuffix(", ")) is None and paragraph.is_person(name)
    )


def _is_head(paragraph: Paragraph, cue: Cue, name: Mention, tokens: Sequence[str]) -> bool:
    words = paragraph.words
    text = paragraph.plain
    following = text[name.end : name.end + 1]
    if (
        following.isalnum()
        or (following in "'’-‑" and following)
        or words.is_oblique(cue.words, text[name.start : name.end])
    ):
        return False
    if not paragraph.is_person(name) and not words.of("article").issuperset(tokens):
        return False
    if not words.of("start").isdisjoint(tokens) and words.of("and").isdisjoint(tokens):
        return False  # another clause
    if tokens and tokens[-1] != "," and not _is_free(paragraph, name, tokens, starts_sentence=False):
        return False
    if name.start and text[name.start - 1].isalpha():
        return False  # Arabic writes its prepositions together with the name
    if not words.orders("compounds") or (cue.kind == "source" and words.orders("second")):
        return True  # the verb follows: "Laut Angela Merkel bleibt"
    behind = TOKEN.match(text, name.end + 1) if following.isspace() else None
    return behind is None or not behind[0][0].isalnum() or behind[0] in words.of("follow")


_INSERTED = re.compile(r"[,!?…]\s*[—–-]?\s*$")


def _inserted(paragraph: Paragraph, cue: Cue) -> Mention | None:
    """The speaker of a verb within the quotation marks: "«The bridge, said Emmanuel Macron, is closed.»"."""
    if cue.kind not in {"say", "tell"} or not _INSERTED.search(paragraph.plain, max(0, cue.start - 5), cue.start):
        return None
    name = _after(replace(paragraph, covered=paragraph.plain), cue)
    return name if name and CLAUSE_END.match(paragraph.plain[name.end : name.end + 3].lstrip()) else None


# --- verbs that tell more than what was said --------------------------------------------------------------------------


_QUOTATION_BEFORE = re.compile(r"[\"”“»«’!?]\s*,?\s*[—–-]?\s*$")


def _tells(paragraph: Paragraph, cue: Cue, name: Mention) -> bool:
    """A quotation stands in the sentence, or "that" or a colon behind, or the verb ends a sentence after a comma."""
    text = paragraph.covered
    start, end = min(cue.start, name.start), max(cue.end, name.end)
    close = SENTENCE_END.search(text, end, end + _LONGEST_REST)
    if MASK in text[paragraph.sentence_start(start) : close.start() if close else end + _LONGEST_REST]:
        return True
    behind = text[end : end + 80]
    if behind[:1] == ":":
        return True
    that = paragraph.words.of("that")
    tokens = TOKEN.findall(re.split(r"[.!?;:]", behind, maxsplit=1)[0])[:8]
    if any(token in that for token in tokens):
        return True
    if _QUOTATION_BEFORE.search(text, max(0, start - 6), start):
        return True
    return behind[:1] in {".", ","} and _is_quoted(paragraph, start)
