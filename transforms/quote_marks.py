"""What stands between quotation marks, in the manner of any language."""

from __future__ import annotations

import re

_MARK = re.compile("[\"“”„‟«»‘’‚'「」『』‹›＂]")
# A mark that opens and those that may close it.
_PAIRS = {
    '"': '"',
    "＂": "＂",
    "“": "”“",
    "„": '“”"',
    "‟": "”",
    "«": "»",
    "»": "«",
    "”": "”",
    "‘": "’",
    "‚": "‘’",
    "'": "'",
    "「": "」",
    "『": "』",
}
_BOTH_WAYS = frozenset("\"”»'‘‚＂")  # they open only where a word begins
_APOSTROPHES = frozenset("'’‘")
_ALWAYS_CLOSED = frozenset("'‘‚\"＂»”")  # without its other half it is no quotation
_ENDS_SPEECH = ",.!?…"
MASK = "\x01"
_SHORTEST = 24  # characters: what is shorter is a name or a word in marks


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """The quotations of a paragraph, marks included, in order; one that is never closed reaches to its end."""
    found: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for mark in _MARK.finditer(text):
        place, sign = mark.start(), mark[0]
        if opened is None:
            opened = (place, sign) if _opens(text, place, sign) else None
        elif sign in _PAIRS[opened[1]] and _closes(text, place, sign, opened[1]):
            found.append((opened[0], place + 1))
            opened = None
        elif sign not in _APOSTROPHES and opened[1] in _APOSTROPHES and _opens(text, place, sign):
            opened = (place, sign)  # the first was an apostrophe
    if opened and opened[0] == 0 and opened[1] not in _ALWAYS_CLOSED:
        found.append((0, len(text)))  # speech over several paragraphs
    return found


def _opens(text: str, place: int, sign: str) -> bool:
    if sign not in _PAIRS:
        return False
    return sign not in _BOTH_WAYS or (
        not text[place - 1 : place].isalnum() and not text[place + 1 : place + 2].isspace()
    )


def _closes(text: str, place: int, sign: str, opened: str) -> bool:
    if text[place + 1 : place + 2].isalnum():
        return sign in "」』"
    if opened in _APOSTROPHES:
        return text[place - 1] in _ENDS_SPEECH or text[place + 1 : place + 2] in {"", ",", ".", ";", ":"}
    return True


def masked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with every longer quotation's words covered, so that its own words are nobody else's; the length stays."""
    pieces: list[str] = []
    end = 0
    for start, stop in spans:
        if stop - start >= _SHORTEST:
            pieces += (text[end:start], MASK * (stop - start))
            end = stop
    return "".join((*pieces, text[end:]))
