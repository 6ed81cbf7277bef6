"""Words of captures, as a terminal may see them."""

from __future__ import annotations

import re

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def printable(words: str) -> str:
    """Without the control characters by which a capture could give orders to a terminal."""
    return _CONTROLS.sub("\ufffd", words)
