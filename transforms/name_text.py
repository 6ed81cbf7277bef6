"""An article's words as names are looked for in them: straight quotes, headlines in capitals title-cased, as long as they were."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from transforms.alias_table import fold


@dataclass(frozen=True, slots=True)
class NameText:
    """Title and paragraphs in one string, a line each, with room before and after for a look at the neighbours."""

    text: str  # folded, lines in capitals title-cased; as long as the original
    starts: list[int]  # where each line begins; the first is the title's
    capitals: list[tuple[int, str]]  # start and text of the lines that are all in capitals

    def place(self, paragraph: int, offset: int) -> int:
        """Where a character of a paragraph (-1: the title) stands in the text."""
        return self.starts[paragraph + 1] + offset

    def paragraph(self, place: int) -> tuple[int, int]:
        """Which paragraph has that character (-1: the title), and where in it."""
        line = bisect_right(self.starts, place) - 1
        return line - 1, place - self.starts[line]


def name_text(title: str | None, paragraphs: Sequence[str]) -> NameText:
    """The article as one string."""
    lines = _lines(title, paragraphs)
    starts = list(accumulate((len(line) + 1 for line in lines[:-1]), initial=2))
    capitals = [(start, fold(line)) for start, line in zip(starts, lines, strict=True) if _in_capitals(line)]
    text = fold("\n\n" + "\n".join(_title_case(line) if _in_capitals(line) else line for line in lines) + "\n\n")
    return NameText(text, starts, capitals)


def name_lines(title: str | None, paragraphs: Sequence[str]) -> list[str]:
    """The same, line by line: the title (empty where there is none), then the paragraphs."""
    return [fold(_title_case(line) if _in_capitals(line) else line) for line in _lines(title, paragraphs)]


def _lines(title: str | None, paragraphs: Sequence[str]) -> list[str]:
    return [(title or "").replace("\n", " "), *(paragraph.replace("\n", " ") for paragraph in paragraphs)]


def _in_capitals(line: str) -> bool:
    return line.isupper() and line.count(" ") > 1


_SMALL_WORDS = re.compile(r"(?<!^)\b(?:Of|The|And|In|For|De|La|Le|Du|Des|Der|Del|Di|Da|Do|Dos|El|Y|E|Et|Und|Van|Von)\b")
_WORD = re.compile(r"\w[\w']*")


def _title_case(line: str) -> str:
    """From "FIGHT AGAINST ISLAMIC STATE" to "Fight Against Islamic State"; the length stays."""
    cased = _WORD.sub(lambda word: word[0][0] + word[0][1:].lower(), line.replace("’", "'").replace("İ", "I"))
    cased = _SMALL_WORDS.sub(lambda word: word[0].lower(), cased)
    return cased if len(cased) == len(line) else line
