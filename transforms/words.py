"""A text cut into words; where a script sets no spaces between them, each sign counts as one.

Most captures have no such sign. Looking for words alone is three times as fast as looking for either, so that is asked first.
"""

import re

from transforms.lazy_pattern import lazy

_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"  # kana and Han
_THAI = "\u0e00-\u0e7f"
_COUNTED = r"[^\W_]+(?:['’.-][^\W_]+)*"  # "don't" and "U.S.A" are one word
_SIGN = lazy(f"[{_SIGNS}]")
_COUNTED_SIGN = lazy(f"[{_SIGNS}{_THAI}]")
_WORD, _SIGN_OR_WORD = re.compile(r"\w+"), lazy(rf"[{_SIGNS}]|\w+")
_LONG_WORD, _LONG_WORD_OR_SIGN = re.compile(r"\w{4,}"), lazy(rf"\w{{4,}}|[{_SIGNS}]")
_COUNTED_WORD, _COUNTED_SIGN_OR_WORD = re.compile(_COUNTED), lazy(f"[{_SIGNS}{_THAI}]|{_COUNTED}")


def words(text: str) -> list[str]:
    """Every word and every sign, in order."""
    return (_SIGN_OR_WORD if _has(_SIGN, text) else _WORD).findall(text)


def long_words(text: str) -> list[str]:
    """Words of four letters and more, runs of as many signs, and other signs singly."""
    return (_LONG_WORD_OR_SIGN if _has(_SIGN, text) else _LONG_WORD).findall(text)


def count_words(text: str) -> int:
    """How many words an article has, as editors count them: "don't" and "well-known" are one each."""
    return len((_COUNTED_SIGN_OR_WORD if _has(_COUNTED_SIGN, text) else _COUNTED_WORD).findall(text))


def _has(sign: re.Pattern[str], text: str) -> bool:
    return not text.isascii() and sign.search(text) is not None
