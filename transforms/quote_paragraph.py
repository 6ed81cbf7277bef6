"""A paragraph as those read it who look for quotations: its words, its names, and what quotation marks cover."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transforms.entities import Mention
from transforms.quote_marks import MASK, masked, quoted_spans
from transforms.quote_words import Cue, QuoteWords

TOKEN = re.compile(r"\w+'?|[^\s\w]")
CLAUSE_END = re.compile(rf"[.!?;:\"“”«»„()\[\]—–…،؛؟{MASK}]|,(?!\d)|\s-\s")
SENTENCE_END = re.compile(r"[.!?…]\s")
_LONGEST_SENTENCE = 400  # characters


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in lower case, its longer quotations covered, and the names in it that are not in those."""

    index: int
    text: str  # as written
    plain: str  # lowered
    covered: str  # lowered, and masked
    names: Sequence[Mention]
    starts: Sequence[int]  # of the names
    speakers: Mapping[str, str]
    words: QuoteWords

    @classmethod
    def read(  # noqa: PLR0913, PLR0917 - what it consists of
        cls,
        index: int,
        text: str,
        plain: str,
        mentions: Sequence[Mention],
        speakers: Mapping[str, str],
        words: QuoteWords,
    ) -> Paragraph:
        """`plain` is the text lowered; `mentions`: those in it, in order."""
        covered = masked(plain, quoted_spans(text))
        return cls(index, text, plain, covered, mentions, [name.start for name in mentions], speakers, words)

    def is_covered(self, place: int) -> bool:
        """Whether a place is inside a longer quotation."""
        return self.covered[place] == MASK

    def can_speak(self, name: Mention) -> bool:
        """Whether a name is a person's or an organization's, and not spoken of inside a quotation."""
        if name.start and self.plain[name.start - 1] in "-‑":
            return False  # of a longer name: "Martinot-Lagarde"
        return name.entity in self.speakers and not self.is_covered(name.start)

    def is_verb(self, cue: Cue) -> bool:
        """Whether a cue is a verb outside quotation marks."""
        return cue.kind in {"say", "tell"} and not self.is_covered(cue.start)

    def is_person(self, name: Mention) -> bool:
        """Whether a name is a person's."""
        return self.speakers.get(name.entity) == "person"

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """The names that begin between two places."""
        return self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def sentence_start(self, place: int) -> int:
        """Where the sentence of a place begins; quotations in it do not end it."""
        start = max(0, place - _LONGEST_SENTENCE)
        ends = [end.end() for end in SENTENCE_END.finditer(self.covered, start, place)]
        return ends[-1] if ends else start
