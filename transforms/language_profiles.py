"""langdetect's detector over the profiles of one script, started cheaply and with its characters looked up once.

Stock langdetect fills a table of 88,000 n-grams times 55 languages before its first answer. Here the profiles of one
script are parsed and a row of the table is made when an n-gram is first met; only languages of that script can win.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from itertools import chain, compress
from operator import add, and_, not_
from pathlib import Path
from threading import Lock

import orjson
from langdetect.detector import Detector
from langdetect.lang_detect_exception import ErrorCode, LangDetectException
from langdetect.utils.ngram import NGram
from langdetect.utils.unicode_block import unicode_block

_normalize = cache(NGram.normalize)
_SPACES = re.compile("  +")
_LOST = 1e-12  # a share that no later n-gram brings back
_LATIN = re.compile("[A-z]")  # with the signs between: langdetect counts them


@cache
def _counts_as_foreign(char: str) -> bool:
    """What langdetect weighs against Latin letters when it decides whether those are only quoted."""
    return bool(unicode_block(char) != "Latin Extended Additional")


class Profiles:
    """What langdetect's factory is to its detector: n-grams with their share in each language."""

    def __init__(self, languages: tuple[str, ...], seed: int, trials: int) -> None:
        self.langlist = list(languages)
        self.seed = seed
        self.trials = trials
        self.word_lang_prob_map: dict[str, list[float]] = {}
        profiles = [orjson.loads((_folder() / language).read_bytes()) for language in languages]
        self._counts: list[dict[str, int]] = [profile["freq"] for profile in profiles]
        self._totals: list[list[int]] = [profile["n_words"] for profile in profiles]

    def known(self, grams: list[str]) -> list[str]:
        """Those n-grams that any language has; their rows are made on the way."""
        rows = self.word_lang_prob_map
        for gram in set(grams).difference(rows):
            if gram[1:-1] != " " and any(gram in counts for counts in self._counts):
                rows[gram] = self._row(gram)
        return [gram for gram in grams if gram in rows]

    def _row(self, gram: str) -> list[float]:
        size = len(gram) - 1
        return [counts.get(gram, 0) / totals[size] for counts, totals in zip(self._counts, self._totals, strict=True)]

    def answer(self, text: str) -> tuple[str, float] | None:
        """The likeliest language and its probability; None where the text has no n-gram of any language."""
        detector = _Detector(self)
        detector.append(text)
        try:
            likely = detector.get_probabilities()
        except LangDetectException:  # digits, addresses, signs
            return None
        return (likely[0].lang, likely[0].prob) if likely else None


class _Detector(Detector):  # type: ignore[misc]  # langdetect has no types
    """langdetect's own trials; what it does for every character is done faster."""

    text: str

    def __init__(self, profiles: Profiles) -> None:
        super().__init__(profiles)
        self.profiles = profiles
        self.n_trial = profiles.trials

    def append(self, text: str) -> None:
        """As langdetect does: addresses go, Vietnamese vowels and tones are joined, a run of spaces is one."""
        text = self.MAIL_RE.sub(" ", self.URL_RE.sub(" ", text))
        self.text += _SPACES.sub(" ", text if text.isascii() else NGram.normalize_vi(text))

    def cleaning_text(self) -> None:
        """As langdetect does: Latin letters go where other scripts are more than twice as many."""
        if self.text.isascii():
            return
        latin = len(_LATIN.findall(self.text))
        foreign = sum(_counts_as_foreign(char) for char in self.text if char >= "\u0300")
        if latin * 2 < foreign:
            self.text = "".join(char for char in self.text if char < "A" or char > "z")

    def _extract_ngrams(self) -> list[str]:
        """As langdetect does: one to three characters, none inside words in capitals nor across two words."""
        text = _SPACES.sub(" ", " " + "".join(map(_normalize, self.text)))
        pairs = list(map(add, text, text[1:]))
        ending_here = zip(text[1:], pairs, chain(("",), map(add, pairs, text[2:])), strict=True)
        capitals = list(map(str.isupper, text))
        counted = map(not_, map(and_, capitals, capitals[1:]))
        return self.profiles.known(list(chain.from_iterable(compress(ending_here, counted))))

    def _detect_block(self) -> None:
        """As langdetect does: the mean of some trials, each with n-grams drawn until one language is sure."""
        self.cleaning_text()
        grams = self._extract_ngrams()
        if not grams:
            raise LangDetectException(ErrorCode.CantDetectError, "no n-gram of any language")
        self.langprob = [0.0] * len(self.langlist)
        self.random.seed(self.seed)
        for _ in range(self.n_trial):
            alpha = self.alpha + self.random.gauss(0.0, 1.0) * self.ALPHA_WIDTH
            for language, share in self._trial(grams, alpha / self.BASE_FREQ).items():
                self.langprob[language] += share / self.n_trial

    def _trial(self, grams: list[str], weight: float) -> dict[int, float]:
        """Each language's probability; one that has lost is let go, as most have after the first ten n-grams."""
        rows, draw = self.word_lang_prob_map, self.random.choice
        shares = dict.fromkeys(range(len(self.langlist)), 1.0 / len(self.langlist))
        for number in range(self.ITERATION_LIMIT + 1):
            row = rows[draw(grams)]
            shares = {language: share * (weight + row[language]) for language, share in shares.items()}
            if number % 5 == 0:
                total = sum(shares.values())
                shares = {language: share / total for language, share in shares.items() if share > _LOST * total}
                if max(shares.values()) > self.CONV_THRESHOLD:
                    break
        return shares


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
