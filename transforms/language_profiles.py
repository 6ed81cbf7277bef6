"""langdetect's detector over the profiles of one script, started cheaply and with its characters looked up once.

Stock langdetect fills a table of 88,000 n-grams times 55 languages before its first answer. Here the profiles of one
script are parsed and a row of the table is made when an n-gram is first met; only languages of that script can win.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

import orjson
from langdetect.detector import Detector
from langdetect.lang_detect_exception import LangDetectException
from langdetect.utils.ngram import NGram
from langdetect.utils.unicode_block import unicode_block

_normalize = cache(NGram.normalize)


@cache
def _counts_as_foreign(char: str) -> bool:
    """What langdetect weighs against Latin letters when it decides whether those are only quoted."""
    return char >= "\u0300" and unicode_block(char) != "Latin Extended Additional"


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
            if any(gram in counts for counts in self._counts):
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

    def cleaning_text(self) -> None:
        """As langdetect does: Latin letters go where other scripts are more than twice as many."""
        if self.text.isascii():
            return
        latin = sum("A" <= char <= "z" for char in self.text)
        foreign = sum(map(_counts_as_foreign, self.text))
        if latin * 2 < foreign:
            self.text = "".join(char for char in self.text if char < "A" or char > "z")

    def _extract_ngrams(self) -> list[str]:
        """As langdetect does: one to three characters, none inside words in capitals."""
        grams: list[str] = []
        window, in_capitals = " ", False
        for char in map(_normalize, self.text):
            last = window[-1]
            if last == " ":
                window, in_capitals = " ", False
                if char == " ":
                    continue
            window = window[-2:] + char
            in_capitals = char.isupper() and (in_capitals or last.isupper())
            if not in_capitals:
                grams += (char, window[-2:], window) if len(window) > 2 else (char, window)
        return self.profiles.known(grams)

    def _update_lang_prob(self, prob: list[float], word: str, alpha: float) -> None:
        weight = alpha / self.BASE_FREQ
        prob[:] = [old * (weight + share) for old, share in zip(prob, self.word_lang_prob_map[word], strict=True)]


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
