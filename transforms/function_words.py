"""Function words: what sentences are made of, and menus are not; and the other words, which tell what a text is about."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from transforms.words import long_words

_CHARACTERS = ("zh", "ja")  # listed character by character, since words have no spaces between them
_LOOKED_AT = 600
_STEM = 6  # letters that stand for a word in all its forms
_SPEAKS = 0.18  # share of function words that a sentence in a language surely has


def share_of_function_words(text: str, wide: int) -> float:
    """Share of the words of `text` that are function words of any language, 0 to 1; `wide` is its number of CJK characters."""
    words, characters = _any()
    if 2 * wide > len(text):
        # A sentence of Chinese or Japanese has such a character in five; scaled to what alphabets show.
        return min(1.0, 2 * sum(character in characters for character in text) / len(text))
    split = text.lower().split()
    return sum(map(words.__contains__, split)) / len(split)


def content_words(text: str) -> frozenset[str]:
    """What a text speaks of: the beginnings of its longer words, and single signs where words have no spaces between them."""
    if text.isascii():
        return frozenset([word[:_STEM] for word in long_words(text.lower())])
    return frozenset([word.casefold()[:_STEM] for word in long_words(text)])


def speaks(text: str, language: str) -> bool:
    """Whether a text has the function words of a language; False for languages without a list, and for a script's own."""
    known = _by_language().get(language)
    if known is None or language in _CHARACTERS:
        return False
    split = text[:_LOOKED_AT].lower().split()
    return sum(map(known.__contains__, split)) >= _SPEAKS * len(split)


@cache
def _any() -> tuple[frozenset[str], frozenset[str]]:
    table = _by_language()
    words = frozenset().union(*(known for language, known in table.items() if language not in _CHARACTERS))
    return words, frozenset().union(*(table[language] for language in _CHARACTERS))


@cache
def _by_language() -> Mapping[str, frozenset[str]]:
    rows = files("transforms.data").joinpath("function_words.tsv").read_text("utf-8").splitlines()
    parts = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return {language: frozenset(listed if language in _CHARACTERS else listed.split()) for language, listed in parts}
