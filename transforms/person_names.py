"""Names of persons by their shape: a few capitalised words, initials and particles, and nothing that is another thing.

Shape alone cannot tell "Gulf Courier" from "Hazem Sabbagh". Where no mark says that a name follows, a known given name, an
initial or a family name's ending has to speak for the person.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from transforms.lazy_pattern import lazy
from transforms.names import fold, rows

_LONGEST = 60  # characters
_MOST_WORDS = 6
_INITIAL = re.compile(r"(?:[^\W\d_]\.-?){1,3}$|[A-ZА-Я]$|(?:Jr|Sr|St|Md|Mc|Ch|Yu|Th|Ph)\.?$|I{2,3}$")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[-'’ʼ‘·\u0300-\u036f\u093e-\u094d\u200c](?=\w))*[\u093e-\u094d]?$")
_HAN = lazy(r"[\u3400-\u9fff]")
_HAN_NAME = lazy(r"[\u3400-\u9fff々]{2,4}$|[\u3400-\u9fff\u30a0-\u30ff]{1,6}[·・•][\u3400-\u9fff\u30a0-\u30ff]{1,8}$")
_JAPANESE_NAME = lazy(r"[\u3400-\u9fff々]{1,4}[\s\u3000]?[\u3040-\u30ff\u3400-\u9fff々]{1,4}$")
_HANGUL_NAME = lazy(r"[가-힣]{2,4}$")
_FAMILY_ENDING = re.compile(
    r"(?:ov|ova|ev|eva|enko|chuk|skiy|sky|ski|ska|wicz|ić|vić|vic|czyk|sson|ssen|sdóttir|oğlu|oglu|yan|ian|dze|shvili|"
    r"poulos|opoulou|idis|akis|ellis|ińska|iński|mann|stein|berg|bauer|meier|maier|meyer|huber|etti|elli|ucci|ini|"
    r"ández|érez|ínez|ópez|íguez|álvarez|ez|eira|escu|scu|zadeh|pour|nejad|khani|ullah|uddin|appa|swamy|"
    r"ов|ова|ев|ева|ин|ина|ский|ская|цкий|цкая|енко|чук|юк|ян|дзе|швили|ых|ко)$"
)


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(
        word for row in rows("byline_words.tsv") if row[0] == kind for word in row[3].casefold().split("|")
    )


@cache
def _given() -> frozenset[str]:
    return frozenset(fold(name) for row in rows("given_names.tsv") if row[0] == "given" for name in row[2].split())


@cache
def _families(language: str) -> frozenset[str]:
    return frozenset(
        name for row in rows("given_names.tsv") if row[:2] == ["family", language] for name in row[2].split()
    )


def is_person_name(text: str) -> bool:
    """Whether a text is one person's name: two to four words of a name's shape, at least one of them known as a name.

    False for a lone word, a place, a section, a headline, and for names whose words are all unknown.
    """
    return read_name(text) is not None and speaks_for_itself(text)


def read_name(text: str, language: str | None = None) -> str | None:
    """The name that a text could be, by its shape alone, as it is to be written; None where it is something else.

    All capitals become mixed case; other names stay as written.
    """
    words = text.split()
    if not words or len(text) > _LONGEST or len(words) > _MOST_WORDS:
        return None
    if _is_unspaced(text):
        return text if _is_east_asian(text) else None
    if not len(words) >= 2 or not all(map(_fits, words)) or not _has_core(words):
        return None
    return mixed_case(" ".join(words), language)


def _fits(word: str) -> bool:
    if _INITIAL.match(word):
        return True
    lower = word.casefold()
    if lower in _listed("particle"):
        return True
    return bool(_WORD.match(word)) and _begins_large(word) and lower not in _listed("not-name") and len(word) <= 25


def _begins_large(word: str) -> bool:
    """A capital, or a letter of a script that has none; "al-Masri" and "d'Angelo" have theirs after the particle."""
    first = word[0]
    if first.isupper() or first.istitle() or first.lower() == first.upper():
        return True
    _, mark, rest = re.sub(r"[’ʼ‘]", "'", word).replace("-", "'").partition("'")
    return bool(mark) and rest[:1].isupper() and len(word) - len(rest) <= 4


def _has_core(words: list[str]) -> bool:
    if words[0][0].islower() and not _begins_large(words[0]):
        return False  # "der Leyen" is a part of a name
    core = [word for word in words if not _INITIAL.match(word) and word.casefold() not in _listed("particle")]
    ends = words[-1].casefold() not in _listed("particle") or words[-1][0].isupper()
    return bool(core) and ends and any(len(word) > 1 for word in core) and len(core) <= 4


@lru_cache(maxsize=2048)
def speaks_for_itself(text: str) -> bool:
    """Whether some word of a name's shape is known to be a name: a given name, an initial, a family name's ending."""
    words = text.split()
    if _is_unspaced(text):
        return _has_known_family(text)
    if any(is_given(word) for word in words):
        return True
    initials = [word for word in words if _INITIAL.match(word) and "." in word]
    if initials and len(words) <= 3:
        return True
    return len(words) <= 3 and any(_FAMILY_ENDING.search(word.casefold()) for word in words[1:])


def may_be_known(word: str) -> bool:
    """Whether a word that has no period and is of an alphabet could make a name speak for itself."""
    return is_given(word) or _FAMILY_ENDING.search(word.casefold()) is not None


def is_given(word: str) -> bool:
    """Whether a word, or a part of it between hyphens, is a known given name."""
    return any(fold(part) in _given() for part in (word, *re.split(r"[-'’]", word)) if len(part) > 1)


# --- Chinese, Japanese, Korean ----------------------------------------------------------------------------------------


def _is_unspaced(text: str) -> bool:
    """Written in a script whose names have no spaces."""
    return not text.isascii() and max(text) > "\u3000" and bool(_HAN.search(text) or _HANGUL_NAME.match(text))


def _is_east_asian(text: str) -> bool:
    if _HANGUL_NAME.match(text):
        return True
    return bool(_HAN_NAME.match(text) or _JAPANESE_NAME.match(text)) and text not in _listed("desk")


def _has_known_family(text: str) -> bool:
    plain = re.sub(r"[\s\u3000]", "", text)
    if _HANGUL_NAME.match(plain):
        return plain[0] in _families("ko") and len(plain) in {3, 4}
    if "·" in plain or "・" in plain:
        return True
    japanese = any(plain[:size] in _families("ja") for size in (2, 3, 1) if len(plain) > size)
    chinese = len(plain) <= 4 and (plain[0] in _families("zh") or plain[:2] in _families("zh"))
    return japanese or chinese


# --- capitals ---------------------------------------------------------------------------------------------------------


def mixed_case(name: str, language: str | None = None) -> str:
    """A name in capitals as people write it: JANE MCDONALD is Jane McDonald; any other name as it is."""
    letters = [letter for letter in name if letter.isalpha()]
    if len(letters) < 4 or not all(letter.isupper() for letter in letters):
        return name
    words = name.split()
    return " ".join(_lowered(word, language, first=index == 0) for index, word in enumerate(words))


def _lowered(word: str, language: str | None, *, first: bool) -> str:
    if _INITIAL.match(word):
        return word
    lower = word.replace("I", "ı").replace("İ", "i").lower() if language == "tr" else word.lower()
    if lower in _listed("particle") and not first and len(lower) <= 5 and lower not in {"san", "santa", "abu", "al"}:
        return lower
    return re.sub(r"(^|[-'’]|^mc)(\w)", lambda found: found[1] + _upper(found[2], language), _gaelic(lower))


def _gaelic(lower: str) -> str:
    return "Mc" + lower[2:].capitalize() if lower.startswith("mc") and len(lower) > 4 else lower


def _upper(letter: str, language: str | None) -> str:
    return "İ" if language == "tr" and letter == "i" else letter.upper()
