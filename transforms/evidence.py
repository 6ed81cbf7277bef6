"""Words as they stand in the capture, found again from their cleaned form."""

from __future__ import annotations

import re

_INVISIBLE = "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]*"
_GAP = "[\\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
_LONGEST = 2000  # longer words are given with their whole block


def verbatim(raw: str, words: str) -> str:
    """`words` as they stand in `raw`, whatever white space and invisible marks lie between; else `raw` stripped."""
    if words and words in raw:
        return words
    pieces = words.split()
    if not pieces or len(words) > _LONGEST:
        return raw.strip()
    pattern = _GAP.join(_INVISIBLE.join(map(re.escape, piece)) for piece in pieces)
    match = re.search(pattern, raw)
    return match[0] if match else raw.strip()
