"""langdetect's detector over the profiles of one script, started cheaply and with everything looked up once.

Stock langdetect fills a table of 88,000 n-grams times 55 languages before its first answer. Here the profiles of one
script are parsed and a row of the table is made when an n-gram is first drawn; only languages of that script can win.
Its generator starts from the same seed for every text, so its numbers are the same for every text and are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from itertools import chain, compress, islice
from operator import add, and_, not_
from pathlib import Path
from random import Random
from threading import Lock

import orjson
from langdetect.detector import Detector
from langdetect.utils.ngram import NGram
from langdetect.utils.unicode_block import unicode_block

_SPACES = re.compile("  +")
_LATIN = re.compile("[A-z]")  # with the signs between: langdetect counts them
_BEYOND_LATIN = re.compile("[\u0300-\U0010ffff]")
_ROUND = 5  # n-grams between two looks at who leads
_REMEMBERED = 131_072  # n-grams known and unknown
_SHRINKS = 8  # rounds after which shares may have become too small for a float
_MOST_DRAWS = 8192  # two trials of a thousand n-grams, of which up to half the numbers are thrown away


class _Normalized(dict[int, str]):
    """What langdetect makes of each character, as str.translate asks for it."""

    def __missing__(self, code: int) -> str:
        normal: str = NGram.normalize(chr(code))
        self[code] = normal
        return normal


_NORMALIZED = _Normalized()


@cache
def _counts_as_foreign(char: str) -> bool:
    """What langdetect weighs against Latin letters when it decides whether those are only quoted."""
    return bool(unicode_block(char) != "Latin Extended Additional")


class _Known(dict[str, bool]):
    """Whether any language has an n-gram; langdetect builds none across two words."""

    def __init__(self, counts: list[dict[str, int]]) -> None:
        super().__init__()
        self._counts = counts

    def __missing__(self, gram: str) -> bool:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[gram] = known = gram[1:-1] != " " and any(gram in counts for counts in self._counts)
        return known


class _Rows(dict[str, list[float]]):
    """N-gram -> its share in each language and a trial's weight, made when the n-gram is first drawn."""

    def __init__(self, profiles: Profiles, weight: float) -> None:
        super().__init__()
        self._profiles, self._weight = profiles, weight

    def __missing__(self, gram: str) -> list[float]:
        size, weight, profiles = len(gram) - 1, self._weight, self._profiles
        row = [
            weight + counts[gram] / totals[size] if gram in counts else weight
            for counts, totals in zip(profiles.counts, profiles.totals, strict=True)
        ]
        self[gram] = row
        return row


class Profiles:
    """The languages of one script, and langdetect's trials over them."""

    def __init__(self, languages: tuple[str, ...], seed: int, trials: int) -> None:
        """`trials`: one or two; the weight of a third would hang on how many numbers the first two took."""
        self.languages = languages
        profiles = [orjson.loads((_folder() / language).read_bytes()) for language in languages]
        self.counts: list[dict[str, int]] = [profile["freq"] for profile in profiles]
        self.totals: list[list[int]] = [profile["n_words"] for profile in profiles]
        self._known = _Known(self.counts)
        generator = Random(seed)
        alphas = [Detector.ALPHA_DEFAULT + generator.gauss(0.0, 1.0) * Detector.ALPHA_WIDTH for _ in range(trials)]
        self._rows = [_Rows(self, alpha / Detector.BASE_FREQ) for alpha in alphas]
        self._numbers = [generator.getrandbits(32) for _ in range(_MOST_DRAWS)]

    def answer(self, text: str) -> tuple[str, float] | None:
        """The likeliest language and its probability; None where the text has no n-gram of any language."""
        grams = list(filter(self._known.__getitem__, _grams(_cleaned(text))))
        if not grams:  # digits, addresses, signs
            return None
        draws = self._draws(grams)
        shares = [
            sum(trials) / len(trials) for trials in zip(*(self._trial(rows, draws) for rows in self._rows), strict=True)
        ]
        best = max(range(len(shares)), key=shares.__getitem__)
        return (self.languages[best], shares[best]) if shares[best] > Detector.PROB_THRESHOLD else None

    def _draws(self, grams: list[str]) -> Iterator[str]:
        """What random.choice would draw: the first bits of each number, if they are an index."""
        size = len(grams)
        unused = 32 - size.bit_length()
        return (grams[place] for place in (number >> unused for number in self._numbers) if place < size)

    def _trial(self, rows: _Rows, draws: Iterator[str]) -> list[float]:
        """Each language's probability. All of them to the end: multiplying is cheaper than choosing whom to let go."""
        shares = rows[next(draws)]
        for number in range(Detector.ITERATION_LIMIT // _ROUND):
            total = sum(shares)
            if max(shares) > Detector.CONV_THRESHOLD * total:
                break
            if number % _SHRINKS == 0:
                shares = [share / total for share in shares]
            five = map(rows.__getitem__, islice(draws, _ROUND))
            shares = [share * a * b * c * d * e for share, a, b, c, d, e in zip(shares, *five, strict=True)]
        total = sum(shares)
        return [share / total for share in shares]


# --- n-grams ----------------------------------------------------------------------------------------------------------


def _cleaned(text: str) -> str:
    """As langdetect does: addresses go, Vietnamese vowels and tones are joined, quoted Latin letters go, a run of spaces is one."""
    if "http" in text:
        text = Detector.URL_RE.sub(" ", text)
    if "@" in text:
        text = Detector.MAIL_RE.sub(" ", text)
    if text.isascii():
        return text
    text = _SPACES.sub(" ", NGram.normalize_vi(text))
    foreign = sum(map(_counts_as_foreign, _BEYOND_LATIN.findall(text)))
    # Latin letters go where other scripts are more than twice as many.
    return "".join(char for char in text if not "A" <= char <= "z") if len(_LATIN.findall(text)) * 2 < foreign else text


def _grams(text: str) -> list[str]:
    """As langdetect does: one to three characters, none inside words in capitals."""
    text = _SPACES.sub(" ", " " + text.translate(_NORMALIZED))
    pairs = list(map(add, text, text[1:]))
    grams = [""] * (3 * len(pairs))  # those that end at each character in turn; nothing but addresses: none
    grams[::3], grams[1::3], grams[5::3] = text[1:], pairs, map(add, pairs, text[2:])
    capitals = list(map(str.isupper, text))
    in_capitals = list(map(and_, capitals, capitals[1:]))
    if True not in in_capitals:
        return grams
    counted = list(map(not_, in_capitals))
    return list(compress(grams, chain.from_iterable(zip(counted, counted, counted, strict=True))))


def _folder() -> Path:
    spec = find_spec("langdetect")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("langdetect is not installed")
    return Path(spec.origin).parent / "profiles"


_starting = Lock()
_started: dict[tuple[str, ...], Profiles] = {}


def profiles_of(languages: tuple[str, ...], seed: int, trials: int) -> Profiles:
    """The profiles of these languages, read once whichever thread asks first."""
    if languages not in _started:
        with _starting:
            if languages not in _started:
                _started[languages] = Profiles(languages, seed, trials)
    return _started[languages]
