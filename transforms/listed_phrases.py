"""Listed phrases at the end or the beginning of a text, found by lookup.

A pattern of some hundred alternatives would say the same, and takes a tenth of a second to compile.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_FIRST = re.compile(r"[\u3040-\u9fff]|[^\W_\u3040-\u9fff]+|\S")
_LAST = re.compile(r"([\u3040-\u9fff]|[^\W_\u3040-\u9fff]+|\S)$")


def lowered(text: str) -> str:
    """A text in lower case with every letter at its place (İ alone would become two), apostrophes straightened."""
    return text.replace("İ", "i").lower().replace("’", "'")


def _unspaced(letter: str) -> bool:
    """A letter of a script that does not part words."""
    return "\u3040" <= letter <= "\u9fff"


class Phrases:
    """Phrases in lower case, with straight apostrophes."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """`phrases`: as `lowered` gives them."""
        self._all = frozenset(phrases)
        self._longest = max(map(len, self._all), default=0)
        self._by_first: dict[str, list[str]] = {}  # the longest first
        self._by_last: dict[str, list[str]] = {}
        for phrase in sorted(self._all, key=len, reverse=True):
            if first := _FIRST.match(phrase):
                self._by_first.setdefault(first[0], []).append(phrase)
            if last := _LAST.search(phrase):
                self._by_last.setdefault(last[0], []).append(phrase)

    def __contains__(self, text: str) -> bool:
        return text in self._all

    def opens(self, text: str) -> bool:
        """Whether a lowered text begins with the first word of any phrase: a cheap test before `beginning`."""
        first = _FIRST.match(text)
        return first is not None and first[0] in self._by_first

    def ending(self, text: str) -> int | None:
        """Where the longest phrase begins with which a lowered text ends; None: with none."""
        last = _LAST.search(text, max(0, len(text) - self._longest))
        for phrase in self._by_last.get(last[0], ()) if last else ():
            if text.endswith(phrase):
                start = len(text) - len(phrase)
                if start == 0 or not text[start - 1].isalnum() or _unspaced(text[start]):
                    return start
        return None

    def beginning(self, text: str, start: int = 0) -> int | None:
        """Where the longest phrase ends that stands at `start` of a lowered text; None: none does."""
        first = _FIRST.match(text, start)
        for phrase in self._by_first.get(first[0], ()) if first else ():
            if text.startswith(phrase, start):
                end = start + len(phrase)
                if end == len(text) or not text[end].isalnum() or _unspaced(text[end - 1]):
                    return end
        return None
