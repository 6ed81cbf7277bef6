"""Where a name begins and ends in a text, script by script: words, particles written together, given names before it."""

from __future__ import annotations

import re

from transforms.alias_table import given_names

_GENITIVE_S = {"de", "sv", "da", "no"}
_CJK = "\u2e80"  # from here on, words stand without spaces


def whole_word(text: str, start: int, end: int, language: str | None) -> bool:
    """Not inside a word, an address or a handle; "Russlands" and "Putin's" count."""
    before, after = text[start - 1], text[end]
    if (
        after.isalnum()
        and after < _CJK
        and not (after == "s" and language in _GENITIVE_S and not text[end + 1].isalnum())
    ):
        return False
    if before.isalnum() and before < _CJK:
        return False
    return not (before in "_@./" or after in "_@.") or not _in_address(text, start, end)


_LONGEST_ADDRESS = 200  # characters that are looked back over


def _in_address(text: str, start: int, end: int) -> bool:
    """Inside a web or mail address or a handle: "www.Syria", "nato.int", "@NATO"."""
    if text[start - 1] in "_@" or text[end] in "_@":
        return True
    if text[end] == "." and text[end + 1].islower():
        return True
    low = max(0, start - _LONGEST_ADDRESS)
    token = text[max(text.rfind(" ", low, start), text.rfind("\n", low, start), low - 1) + 1 : start]
    return "//" in token or "www." in token or (token[-1:] == "." and token[-2:-1].isalnum() and len(token) > 2)


_BARE_PREFIXES = frozenset(["", "و", "ب", "ل", "ف", "ك", "ول", "وب", "وك", "فل"])
_ARTICLE_PREFIXES = frozenset(["ال", "وال", "بال", "فال", "كال", "لل", "ولل", "وبال"])


def _arabic_word(text: str, start: int, end: int, language: str | None) -> bool:
    """A whole word, or one after the particles that Arabic writes together with it."""
    del language
    first = start
    while start - first < 5 and text[first - 1].isalpha():
        first -= 1
    prefix = text[first:start]
    return not text[end].isalpha() and (prefix in _BARE_PREFIXES or prefix in _ARTICLE_PREFIXES)


_KATAKANA = re.compile("[ァ-ヺー]")


def _unspaced(text: str, start: int, end: int, language: str | None) -> bool:
    """Chinese and Japanese have no word boundary, but a run of katakana is one word."""
    del language
    if text[start].isascii() and text[start - 1].isalnum() and text[start - 1].isascii():
        return False
    first = _KATAKANA.match(text[start]) and _KATAKANA.match(text[start - 1])
    return not first and not (_KATAKANA.match(text[end - 1]) and _KATAKANA.match(text[end]))


FITS = {"latin": whole_word, "cyrillic": whole_word, "arabic": _arabic_word, "han": _unspaced}


def after_given_name(text: str, start: int) -> bool:
    """Whether the word before is a first name: then what begins here is the surname of somebody else."""
    if text[start - 1] != " ":
        return False
    return (
        text[text.rfind(" ", max(0, start - 20), start - 1) + 1 : start - 1].rpartition("\n")[2].strip("\"'(")
        in given_names()
    )
