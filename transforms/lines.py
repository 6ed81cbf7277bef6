"""What a kept line looks like on its own: the evidence that segmentation and labelling weigh.

Each line is read once; nothing here knows its neighbours.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from transforms.agencies import find_credits
from transforms.bylines import Byline, read_byline
from transforms.dateline import DatelineMatch, read_dateline
from transforms.dates import DateLine, read_date_line
from transforms.lazy_pattern import lazy
from transforms.outlets import read_masthead
from transforms.sections import is_path, is_section
from transforms.types import Block, Kind

LONGEST_HEADLINE = 200  # characters; the longest headlines of agencies have about 160
_MOST_NAME_WORDS = 5
_LONGEST_META = 240  # characters: date lines and bylines with several people and labels
_SENTENCE_END = re.compile(r"""[.!?…。！？؟۔।]["'”’“»›」』)\]*]*$""")
_NO_HEADLINE_END = re.compile(r"""[.,;:。，；：،؛]["'”’»)\]]*$""")
_WIDE = lazy("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_SEPARATOR = re.compile(r"[\W_]{3,}$")
_WORD = re.compile(r"\w+")
_TIME_ENTRY = re.compile(
    r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s*(?:Uhr|h|hs|GMT|UTC|CET|a\.?m\.?|p\.?m\.?))?\s*(?:[-–—|:•]\s*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A kept block and what it looks like."""

    block: Block
    weight: int  # characters, where one of Chinese, Japanese or Korean counts three
    date: DateLine | None
    byline: Byline | None  # with its mark ("By ..."), or a bare name
    bare_byline: bool  # a name alone: a byline only where its place says so
    dateline: DatelineMatch | None
    credit: bool
    masthead: bool
    section: bool
    sentence: bool  # has a sentence's end and the length of one
    headline: bool  # could be a headline or a subhead
    separator: bool
    dateline_only: bool  # a dateline that has the line to itself: "Moscow, SANA"
    meta: bool  # it speaks about the article and is not part of it
    prose: bool  # a paragraph of a body, with or without a dateline before it

    @property
    def text(self) -> str:
        """The line's cleaned words."""
        return self.block.text


def read_lines(blocks: Iterable[Block], language: str | None) -> tuple[Line, ...]:
    """Every block with what it looks like."""
    return tuple(read_line(block, language) for block in blocks)


@lru_cache(maxsize=256)
def read_line(block: Block, language: str | None) -> Line:
    """One block with what it looks like; long lines are not searched for what only short lines say.

    Remembered, because cleaning asks for the lines round an article and segmentation for all of them.
    """
    text = block.text
    short = len(text) <= _LONGEST_META
    weight = measure(text)
    dateline = read_dateline(text[:400], language)
    date = read_date_line(text, language) if short else None
    marked = read_byline(text, language, place="foot") if short and date is None else None
    bare = marked is not None and marked.bare
    dateline_only = dateline is not None and dateline.end >= len(text)
    credit = short and _is_credit(text)
    masthead = len(text) <= 60 and read_masthead(text) is not None
    meta = date is not None or (marked is not None and not bare) or dateline_only or credit or masthead
    sentence = not meta and is_sentence(text, weight)
    filed = dateline is not None and not dateline_only
    return Line(
        block=block,
        weight=weight,
        date=date,
        byline=marked,
        bare_byline=bare,
        dateline=dateline,
        credit=credit,
        masthead=masthead,
        section=is_section(text),
        sentence=sentence,
        headline=not meta
        and not bare
        and dateline is None
        and is_headline(text, weight)
        and not is_path(text)
        and block.kind is not Kind.LIST_ITEM,
        separator=bool(_SEPARATOR.match(text)),
        dateline_only=dateline_only,
        meta=meta,
        prose=not meta and (sentence or weight > LONGEST_HEADLINE or filed),
    )


def measure(text: str) -> int:
    """How much a text says, in characters of an alphabet: one of Chinese, Japanese or Korean counts three."""
    sample = text[:600]
    wide = len(_WIDE.findall(sample)) if not sample.isascii() else 0
    return len(text) + 2 * wide


def is_sentence(text: str, weight: int) -> bool:
    """It ends as a sentence does and is long enough to be one."""
    return weight >= 30 and bool(_SENTENCE_END.search(text[-8:])) and (weight >= 45 or " " in text)


def is_headline(text: str, weight: int) -> bool:
    """It could stand over an article or over a part of one."""
    if not 6 <= weight <= LONGEST_HEADLINE or _NO_HEADLINE_END.search(text[-4:]) or text[0].islower():
        return False
    words = _WORD.findall(text)
    return len(words) >= 2 or (bool(words) and (len(words[0]) > 5 or (not text.isascii() and bool(_WIDE.search(text)))))


def names_people(text: str) -> bool:
    """A few capitalised words that could be a name that no table knows: a byline only beside the date.

    Scripts without capitals give no sign of it, so there it is never said.
    """
    words = text.split()
    if not 2 <= len(words) <= _MOST_NAME_WORDS or not all(word[0].isupper() or word[:-1].islower() for word in words):
        return False
    byline = (
        read_byline(text, place="foot", strict=False) if not is_section(text) and not re.search(r"\d", text) else None
    )
    return byline is not None and bool(byline.people)


def time_entry(text: str) -> int:
    """Where the words of a ticker's entry begin, after its time; 0 for any other line."""
    found = _TIME_ENTRY.match(text[:40]) if text[:1].isdecimal() else None
    return found.end() if found else 0


def _is_credit(text: str) -> bool:
    credits_ = find_credits(text) if len(text) <= 100 else ()
    return bool(credits_) and sum(credit.end - credit.start for credit in credits_) >= 0.6 * len(text.strip(" .()[]"))
