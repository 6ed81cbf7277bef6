"""Listed phrases at the end or the beginning of a text, found by lookup.

A pattern of some hundred alternatives would say the same, and takes a tenth of a second to compile.
"""

from __future__ import annotations

from collections.abc import Container

_LONGEST = 45  # characters in a phrase


def lowered(text: str) -> str:
    """A text in lower case with every letter at its place (İ alone would become two), apostrophes straightened."""
    return text.replace("İ", "i").lower().replace("’", "'")


def _unspaced(letter: str) -> bool:
    """A letter of a script that does not part words."""
    return "\u3040" <= letter <= "\u9fff"


def ending(text: str, phrases: Container[str]) -> int | None:
    """Where the longest phrase begins with which a text ends; None: with none. The text is in lower case."""
    for start in range(max(0, len(text) - _LONGEST), len(text)):
        whole = start == 0 or not text[start - 1].isalnum() or _unspaced(text[start])
        if whole and text[start:] in phrases:
            return start
    return None


def beginning(text: str, phrases: Container[str], start: int = 0) -> int | None:
    """Where the longest phrase ends that stands at `start`; None: none does. The text is in lower case."""
    for end in range(min(len(text), start + _LONGEST), start, -1):
        whole = end == len(text) or not text[end].isalnum() or _unspaced(text[end - 1])
        if whole and text[start:end] in phrases:
            return end
    return None
