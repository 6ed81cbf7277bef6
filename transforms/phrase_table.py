"""Finds many phrases in a short text at the price of one dictionary look-up a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from transforms.calendar_words import fold

_TOKEN = re.compile(r"\d[\d.,]*[kKM]?(?!\w)|\w+|[^\w\s]")
_UNSPACED = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase found in a text."""

    start: int
    end: int
    kind: str


def _folded(words: str) -> list[str]:
    """Words and signs, folded; a number as #."""
    return ["#" if word[0].isdigit() else fold(word) for word in _TOKEN.findall(words)]


class PhraseTable:
    """Phrases and the kind of each; case and accents do not matter, # stands for a number.

    Phrases in Han, kana or Hangul are found anywhere, others as whole words; at each place the longest one wins.
    """

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        """`phrases`: each with its kind; where one has two kinds the first counts."""
        self._spaced: dict[str, dict[int, dict[tuple[str, ...], str]]] = {}  # first word -> length -> words -> kind
        self._unspaced: dict[str, str] = {}
        for words, kind in phrases:
            if not words.isascii() and _UNSPACED.search(words):
                self._unspaced.setdefault(words, kind)
            else:
                tokens = tuple(_folded(words.replace("#", "1")))
                self._spaced.setdefault(tokens[0], {}).setdefault(len(tokens), {}).setdefault(tokens, kind)
        self._spaced = {first: dict(sorted(found.items(), reverse=True)) for first, found in self._spaced.items()}
        self._unspaced = dict(sorted(self._unspaced.items(), key=lambda item: -len(item[0])))

    def find(self, text: str) -> list[Phrase]:
        """The phrases in a text, in order, without overlaps."""
        words = _folded(text)
        found = [] if self._spaced.keys().isdisjoint(words) else list(self._find_spaced(text, words))
        if not text.isascii() and _UNSPACED.search(text):
            found = sorted([*found, *self._find_unspaced(text)], key=lambda phrase: phrase.start)
        return found

    def _find_spaced(self, text: str, words: list[str]) -> Iterator[Phrase]:
        tokens: list[re.Match[str]] = []
        begin = 0
        for position, word in enumerate(words):
            phrases = self._spaced.get(word) if position >= begin else None
            length, kind = self._at(phrases, words, position) if phrases else (0, "")
            if length:
                tokens = tokens or list(_TOKEN.finditer(text))
                begin = position + length
                yield Phrase(tokens[position].start(), tokens[begin - 1].end(), kind)

    @staticmethod
    def _at(phrases: dict[int, dict[tuple[str, ...], str]], words: list[str], position: int) -> tuple[int, str]:
        """How many words the longest phrase at a place has (0: there is none), and its kind."""
        for length, of_length in phrases.items():
            kind = of_length.get(tuple(words[position : position + length]))
            if kind:
                return length, kind
        return 0, ""

    def _find_unspaced(self, text: str) -> Iterator[Phrase]:
        taken = [False] * len(text)
        for phrase, kind in self._unspaced.items():
            start = text.find(phrase)
            while start >= 0:
                end = start + len(phrase)
                if not any(taken[start:end]):
                    taken[start:end] = [True] * len(phrase)
                    yield Phrase(start, end, kind)
                start = text.find(phrase, end)
