"""The words of transforms/data/quote_words.tsv, by language: verbs of saying and what stands around them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from transforms.names import rows

_CUES = ("say", "tell", "aside", "source", "after", "other")
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that tell a quotation, in a lowered text."""

    start: int
    end: int
    kind: str  # say, tell, aside, source, after
    words: str


@dataclass(frozen=True, slots=True)
class QuoteWords:
    """The words of one language."""

    language: str
    matcher: AhoCorasick
    cues: tuple[tuple[str, str], ...]  # words and kind of each of the matcher's patterns
    kinds: Mapping[str, frozenset[str]]
    oblique: tuple[tuple[str, re.Pattern[str]], ...]  # ending of the verb, endings of a name that is not its subject

    def of(self, kind: str) -> frozenset[str]:
        """The words of a kind."""
        return self.kinds.get(kind, _NONE)

    def orders(self, order: str) -> bool:
        """Whether a subject may stand so in this language."""
        return order in self.of("order")

    def find(self, lowered: str) -> list[Cue]:
        """The cues of a text in lower case, in order; in languages with spaces whole words only."""
        found = []
        for pattern, start, end in self.matcher.find_matches_as_indexes(lowered):
            if self.orders("unspaced") or _is_word(lowered, start, end):
                words, kind = self.cues[pattern]
                if kind != "other":
                    found.append(Cue(start, end, kind, words))
        return found

    def is_oblique(self, verb: str, name: str) -> bool:
        """Whether a name's case says that it is not the subject of a verb."""
        return any(verb.endswith(ending) and endings.search(name) for ending, endings in self.oblique)


def _is_word(text: str, start: int, end: int) -> bool:
    return not (start > 0 and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())


@cache
def quote_words(language: str) -> QuoteWords | None:
    """The words of a language; None for one that the table does not have."""
    return _table().get(language)


@cache
def _table() -> Mapping[str, QuoteWords]:
    kinds: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for kind, language, words in rows("quote_words.tsv"):
        cell = [words] if kind == "oblique" else words.split("|")
        kinds[language][kind].extend(cell)
    return {language: _of_language(language, found) for language, found in kinds.items()}


def _of_language(language: str, kinds: Mapping[str, list[str]]) -> QuoteWords:
    cues = tuple((words, kind) for kind in _CUES for words in dict.fromkeys(kinds.get(kind, ())))
    matcher = AhoCorasick([words for words, _ in cues], matchkind=MatchKind.LeftmostLongest)
    sets = {kind: frozenset(words) for kind, words in kinds.items()}
    return QuoteWords(language, matcher, cues, sets, tuple(map(_oblique, kinds.get("oblique", ()))))


def _oblique(cell: str) -> tuple[str, re.Pattern[str]]:
    verb, _, endings = cell.rpartition("=")
    return verb, re.compile(f"(?:{endings})$")
