"""The language of a text: langdetect where there is enough text, the script or a declaration where there is not.

langdetect is Nakatani Shuyo's n-gram detector. Its own start reads all 55 profiles (0.7 s) and its own loop asks for the
Unicode block of every character; here the profiles of the script at hand are read once, under a lock, and characters
are looked up once. The answers stay its own: tests/transforms/test_language.py compares them with the stock detector.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache

SEED = 0
TRIALS = 2  # of langdetect's seven: the same answers (tests compare), and doubt still shows in the probability
ENOUGH = 100  # letters; below this langdetect is a guess
LOOKED_AT = 320  # characters that langdetect reads: the time it takes grows with them; more changed 8 answers of 1,040
SAMPLE = 2000  # characters in which script and letters are counted
SURE = 0.9  # below this a second look is taken at other words of the text


@dataclass(frozen=True, slots=True)
class LanguageFinding:
    """A text's language, and which witness named it."""

    language: str  # ISO 639-1
    confidence: float  # 0 to 1
    rule: str  # langdetect, script, letters, declared


# langdetect's languages by script, in a fixed order: its answer must not hang on how a folder is listed.
_PROFILED = {
    "latin": "af ca cs cy da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl so sq sv sw tl tr vi",
    "cyrillic": "bg mk ru uk",
    "arabic": "ar fa ur",
    "devanagari": "hi mr ne",
}

# Scripts that one language writes, as far as news is captured.
_ONE_LANGUAGE = {
    "kana": "ja",
    "hangul": "ko",
    "han": "zh",
    "greek": "el",
    "hebrew": "he",
    "thai": "th",
    "armenian": "hy",
    "georgian": "ka",
    "bengali": "bn",
    "gurmukhi": "pa",
    "gujarati": "gu",
    "tamil": "ta",
    "telugu": "te",
    "kannada": "kn",
    "malayalam": "ml",
    "sinhala": "si",
    "burmese": "my",
    "lao": "lo",
    "khmer": "km",
    "ethiopic": "am",
}

# First code point, last code point, script; letters only, in ascending order.
_RANGES = (
    (0x41, 0x5A, "latin"),
    (0x61, 0x7A, "latin"),
    (0xC0, 0x24F, "latin"),
    (0x259, 0x259, "latin"),
    (0x370, 0x3FF, "greek"),
    (0x400, 0x52F, "cyrillic"),
    (0x531, 0x587, "armenian"),
    (0x5D0, 0x5EA, "hebrew"),
    (0x620, 0x64A, "arabic"),
    (0x66E, 0x6D3, "arabic"),
    (0x750, 0x77F, "arabic"),
    (0x904, 0x963, "devanagari"),
    (0x981, 0x9E3, "bengali"),
    (0xA01, 0xA75, "gurmukhi"),
    (0xA81, 0xAE3, "gujarati"),
    (0xB82, 0xBD7, "tamil"),
    (0xC00, 0xC63, "telugu"),
    (0xC80, 0xCE3, "kannada"),
    (0xD00, 0xD63, "malayalam"),
    (0xD80, 0xDF4, "sinhala"),
    (0xE01, 0xE4E, "thai"),
    (0xE81, 0xEDF, "lao"),
    (0x1000, 0x109F, "burmese"),
    (0x10A0, 0x10FF, "georgian"),
    (0x1200, 0x135A, "ethiopic"),
    (0x1780, 0x17D3, "khmer"),
    (0x1E00, 0x1EFF, "latin"),
    (0x1F00, 0x1FFE, "greek"),
    (0x3041, 0x3096, "kana"),
    (0x30A1, 0x30FA, "kana"),
    (0x3400, 0x4DBF, "han"),
    (0x4E00, 0x9FFF, "han"),
    (0xAC00, 0xD7A3, "hangul"),
)
_STARTS = [first for first, _, _ in _RANGES]

# Letters of languages that langdetect has no profile of and would give to a neighbour. They count when they make up
# a share of the script's letters that no quoted name reaches.
_LETTERS = (
    ("sr", "cyrillic", "ђћ"),
    ("be", "cyrillic", "ў"),
    ("kk", "cyrillic", "ұғқң"),
    ("tg", "cyrillic", "ҷҳӯӣ"),
    ("ps", "arabic", "ځڅډړږښڼۍ"),
    ("ku", "arabic", "ڵڕێۆ"),
    ("az", "latin", "ə"),
)
_LETTERS_SHARE = 0.004

# Languages without a profile, and what langdetect says of them: there the page's own word is believed.
_NEIGHBOURS = {
    "be": "ru uk",
    "bs": "hr sl",
    "eu": "",
    "fo": "da no",
    "ga": "",
    "gl": "pt es",
    "is": "",
    "kk": "ru",
    "ky": "ru",
    "lb": "de",
    "mn": "ru",
    "ms": "id",
    "mt": "",
    "ps": "ar fa ur",
    "sr": "hr sl mk bg ru",
    "tg": "ru",
    "tt": "ru",
    "ug": "ar fa ur",
}
_SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "ji": "yi", "fil": "tl", "zh-cn": "zh", "zh-tw": "zh"}


def detect_language(text: str, declared: str | None = None) -> LanguageFinding | None:
    """The language of `text` (best: the body), or None where too little speaks.

    `declared` is what the page says of itself ("en-US"); it decides only where the text cannot. Never raises.
    """
    sample = text[:SAMPLE]
    letters = Counter(() if sample.isascii() else _BEYOND_ASCII.findall(sample))
    script, size = _main_script(letters, len(sample.encode("ascii", "ignore").translate(None, _NO_LETTERS)))
    said = primary(declared)
    if script is None:
        return LanguageFinding(said, 0.5, "declared") if said else None
    if script in _ONE_LANGUAGE:
        return LanguageFinding(_ONE_LANGUAGE[script], 1.0 if size >= 20 else 0.9, "script")
    return (
        _by_letters(letters, script, size)
        or (_by_profile(text, script, said) if size >= ENOUGH else None)
        or _short(script, said)
    )


def primary(declared: str | None) -> str | None:
    """The ISO 639-1 part of a language tag: "en-US" and "en_us" give "en", "nb" gives "no"; else None."""
    tag = (declared or "").strip().lower().replace("_", "-").split("-")[0]
    tag = _SAME.get(tag, tag)
    return tag if len(tag) == 2 and tag.isascii() and tag.isalpha() else None


_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())


# --- script -----------------------------------------------------------------------------------------------------------


@cache
def _script_of(char: str) -> str | None:
    """The script of a letter; None for anything else."""
    place = bisect_right(_STARTS, ord(char)) - 1
    if place < 0:
        return None
    _, last, script = _RANGES[place]
    return script if ord(char) <= last and char not in "×÷" else None


def _main_script(letters: Counter[str], basic: int) -> tuple[str | None, int]:
    """The script most of the text is in, and how many letters of it there are; `basic` of its letters are A to Z."""
    sizes: Counter[str] = Counter({"latin": basic} if basic else ())
    for char, count in letters.items():
        script = _script_of(char)
        if script:
            sizes[script] += count
    if not sizes:
        return None, 0
    script = max(sizes, key=lambda name: sizes[name] * _weight(name))
    if script in {"han", "kana"}:
        script = _east_asian(sizes)
    return script, sizes[script]


def _weight(script: str) -> int:
    """An ideograph or a syllable carries what two or three letters do."""
    return 3 if script in {"han", "kana", "hangul"} else 1


def _east_asian(sizes: Counter[str]) -> str:
    """A Japanese or Korean text has Han too; a Chinese text has at most a quoted kana."""
    if sizes["kana"] * 5 > sizes["han"]:
        return "kana"
    return "hangul" if sizes["hangul"] * 3 > sizes["han"] else "han"


# --- letters, declaration ---------------------------------------------------------------------------------------------


def _by_letters(letters: Counter[str], script: str, size: int) -> LanguageFinding | None:
    for language, written_in, own in _LETTERS:
        if written_in == script and sum(letters[char] for char in own) > max(1, size * _LETTERS_SHARE):
            return LanguageFinding(language, 0.9, "letters")
    return None


def _short(script: str, said: str | None) -> LanguageFinding | None:
    """Too little text for langdetect: what the page says, unless it is not written in this script."""
    if said and script == _written_in(said):
        return LanguageFinding(said, 0.5, "declared")
    return None


@cache
def _written_in(language: str) -> str:
    for script, languages in _PROFILED.items():
        if language in languages.split():
            return script
    own = {tag: script for tag, script, _ in _LETTERS} | {tag: name for name, tag in _ONE_LANGUAGE.items()}
    return own.get(language, "cyrillic" if "ru" in _NEIGHBOURS.get(language, "").split() else "latin")


# --- langdetect -------------------------------------------------------------------------------------------------------


def _by_profile(text: str, script: str, said: str | None) -> LanguageFinding | None:
    best = _langdetect(text[:LOOKED_AT], script)
    if len(text) > LOOKED_AT and (best is None or best.confidence < SURE):
        # A foreign quotation, a list of names: ask the words after it too, and believe the surer answer.
        later = _langdetect(text[LOOKED_AT : 4 * LOOKED_AT], script)
        best = max(filter(None, (best, later)), key=lambda finding: finding.confidence, default=None)
    if best and said and best.language in _NEIGHBOURS.get(said, "").split():
        return LanguageFinding(said, best.confidence, "declared")
    return best


def _langdetect(text: str, script: str) -> LanguageFinding | None:
    """The best answer of langdetect; None where it finds nothing to go by."""
    # Imported here: what is short, or Chinese, needs no detector and shall not wait for one.
    from transforms.language_profiles import profiles_of  # noqa: PLC0415

    found = profiles_of(tuple(_PROFILED[script].split()), SEED, TRIALS).answer(text)
    return LanguageFinding(found[0], min(1.0, round(found[1], 4)), "langdetect") if found else None
