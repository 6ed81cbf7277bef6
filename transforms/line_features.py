"""What a line looks like to somebody who does not read it: the numbers that tell prose from furniture.

Shallow text features after Kohlschütter, Fankhauser, Nejdl, "Boilerplate Detection using Shallow Text Features" (WSDM
2010) and Pomikálek's jusText (function words), with a line's neighbourhood. All are about form, so that they hold in any
script; what words mean furniture is the rules' part (boilerplate_rules.py).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log1p
from operator import itemgetter
from statistics import median_low

from transforms.function_words import share_of_function_words
from transforms.lazy_pattern import lazy
from transforms.types import Block, Kind

_LOOKED_AT = 400  # characters: a paragraph shows its form by then, and a hostile line has millions
_WIDE = lazy("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_END = re.compile(r"""[.!?…。！？؟۔।։።။។]["'”’“»›」』)\]*]*$""")
_SENTENCES = re.compile(r"""[.!?…؟۔।]["'”’“»)\]]*\s|[。！？]""")
_SEPARATORS = frozenset("|·»›•→/>")
_COMMAS = frozenset(",;،、，；")
_COUNTED = re.compile("[,;،、，；|·»›•→/>0-9٠-٩]")  # one search for both and for digits
_DOMAIN = re.compile(r"\.(?<=\w\.)(?:com|de|org|net|ru|fr)\b")
_WORDS = re.compile(r"\w{5,}")
_FIRST = itemgetter(0)
_TOPIC_AT = 240  # characters that tell what a line is about
_CUT_SHORT = ("…", "...", "[…]", "[...]", "(…)", "(...)")
_SENTENCE_WORDS = 6
_PROSE_WEIGHT = 60  # a line of this weight that ends as a sentence is prose
_LONG_WEIGHT = 220  # and one of this weight is prose without its end
_MEDIUM_WEIGHT = 40


@dataclass(frozen=True, slots=True)
class LineForm:
    """One line's own form."""

    weight: int  # characters, one of Chinese, Japanese or Korean counted three times
    ends: bool  # as a sentence does
    prose: bool  # a sentence with its function words, or too long to be anything else
    function_words: float  # share of its words
    capitals: float  # share of its words that begin with a capital letter
    commas: int
    digits: float  # share of its characters
    separators: int
    address: bool
    repeats: int  # how many lines of the page say the same

    @property
    def size(self) -> int:
        """Which weights judge it: 0 for short lines, 1 for longer ones, 2 for prose."""
        return 2 if self.prose else int(self.weight >= _MEDIUM_WEIGHT)


_LONG = 80  # characters; where half of such lines come more than once, the whole was pasted more than once


def read_forms(blocks: Sequence[Block]) -> tuple[LineForm, ...]:
    """Each block's form, in order."""
    times = Counter(block.text for block in blocks)
    usual = median_low([times[block.text] for block in blocks if len(block.text) >= _LONG] or [1])
    return tuple(_read_form(block.text, max(1, times[block.text] - usual + 1)) for block in blocks)


def _read_form(whole: str, repeats: int) -> LineForm:
    text = whole[:_LOOKED_AT]
    wide = 0 if text.isascii() else len(_WIDE.findall(text))
    words = text.split()
    weight = min(len(whole), 5000) + 2 * wide
    ends = bool(_END.search(whole[-8:]))
    function_words = share_of_function_words(text, wide)
    capitals = sum(map(str.isupper, map(_FIRST, words))) / len(words)
    counted = _COUNTED.findall(text)
    commas, separators = sum(map(_COMMAS.__contains__, counted)), sum(map(_SEPARATORS.__contains__, counted))
    # Languages that build their words long (Turkish, Finnish) have few function words: a full stop tells as much.
    told = function_words >= 0.1 or (ends and len(words) >= _SENTENCE_WORDS and capitals < 0.5)
    sentence = weight >= _PROSE_WEIGHT and told and (ends or bool(_SENTENCES.search(text)))
    return LineForm(
        weight=weight,
        ends=ends,
        prose=sentence or weight >= _LONG_WEIGHT,
        function_words=function_words,
        capitals=capitals,
        commas=commas,
        digits=(len(counted) - commas - separators) / len(text),
        separators=separators,
        address=_has_address(text),
        repeats=repeats,
    )


def _has_address(text: str) -> bool:
    return "http" in text or "www." in text or "@" in text or "#" in text or _DOMAIN.search(text) is not None


# --- the numbers ------------------------------------------------------------------------------------------------------

_SIDE = ("prose", "length", "length_3", "near_prose", "mass")
TOPIC = ("cut_short", "topic")
RULED = ("rule_near", "rules_before", "rules_after", "after_related", "after_comments")
NAMES = (
    "bias", "length", "length2", "long", "ends", "function_words", "capitals", "commas", "digits", "separators", "address",
    "lower_start", "repeats", "item", "prose", "colon", "gap_after", "place", "place_foot",
    *(f"before_{name}" for name in _SIDE), *(f"after_{name}" for name in _SIDE), "between", "region", "after_region",
    *RULED, *TOPIC,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the rules say of a line, as far as the numbers need it."""

    certain: bool = False  # furniture wherever it stands
    near: bool = False  # furniture where other furniture is
    since_related: int = 99  # lines since one that opens related links
    after_comments: bool = False  # below a line that opens the readers' comments
    in_thread: bool = False  # in a thread of comments, each with its stamp


def features(blocks: Sequence[Block], forms: Sequence[LineForm], rulings: Sequence[Ruling]) -> list[list[float]]:
    """One row of numbers a line, in the order of NAMES; what a rule calls furniture is nobody's neighbouring prose."""
    around = _Around(forms, rulings)
    topics = _topics(blocks, forms, around.region)
    return [
        [*_own(blocks, forms, index), *around.row(index), float(block.text.endswith(_CUT_SHORT)), topics[index]]
        for index, block in enumerate(blocks)
    ]


def _topics(blocks: Sequence[Block], forms: Sequence[LineForm], region: tuple[int, int]) -> list[float]:
    """Share of each line's longer words that the page's longest run of prose has in another line as well."""
    words = [
        _content_words(block.text, form.weight) if form.size else frozenset()
        for block, form in zip(blocks, forms, strict=True)
    ]
    start, end = region
    told = Counter(chain.from_iterable(words[index] for index in range(start, end) if forms[index].prose))
    once, again = frozenset(told), frozenset([word for word, times in told.items() if times > 1])
    return [
        len(own & (again if start <= index < end and forms[index].prose else once)) / len(own) if own else 0.0
        for index, own in enumerate(words)
    ]


def _content_words(text: str, weight: int) -> frozenset[str]:
    if weight > 2 * len(text):
        return frozenset(text[start : start + 2] for start in range(min(len(text), 120) - 1))
    return frozenset(word[:6] for word in _WORDS.findall(text[:_TOPIC_AT].lower()))


def _own(blocks: Sequence[Block], forms: Sequence[LineForm], index: int) -> list[float]:
    form, block, last = forms[index], blocks[index], len(forms) - 1
    return [
        1.0,
        log1p(form.weight) / 5,
        min(form.weight, 400) / 400,
        float(form.weight >= 140),
        float(form.ends),
        min(form.function_words, 0.6),
        form.capitals,
        min(form.commas, 6) / 6,
        min(form.digits, 0.5),
        min(form.separators, 4) / 4,
        float(form.address),
        float(block.text[0].islower()),
        min(form.repeats - 1, 3) / 3,
        float(block.kind is Kind.LIST_ITEM),
        float(form.prose),
        float(block.text.endswith((":", "："))),
        float(index == last or blocks[index + 1].gap > 0),
        index / last if last else 0.5,
        max(0.0, 1 - (last - index) / 12),
    ]


class _Around:
    """Neighbourhoods, with running sums so that each costs the same whatever the page's length."""

    def __init__(self, forms: Sequence[LineForm], rulings: Sequence[Ruling]) -> None:
        prose = [form.prose and not ruling.certain for form, ruling in zip(forms, rulings, strict=True)]
        self._rulings = rulings
        self._ruled = _running([0.0] * 5 + [float(ruling.certain or ruling.near) for ruling in rulings] + [0.0] * 5)
        lengths = [log1p(form.weight) / 5 for form in forms]
        self._prose = [0.0, *map(float, prose), 0.0]
        self._lengths = [0.0, *lengths, 0.0]
        self._running = _running([0.0] * 5 + lengths + [0.0] * 5)
        self._mass = _running(float(form.weight) if value else 0.0 for form, value in zip(forms, prose, strict=True))
        self._before, self._after = _nearest(prose), _nearest(prose[::-1])[::-1]
        self._start, self._end = self.region = best_region(forms, prose)

    def row(self, index: int) -> list[float]:
        total = self._mass[-1] or 1.0
        near, far = self._before[index], self._after[index]
        sums = self._running  # five lines without a length stand before and after the page
        return [
            self._prose[index],
            self._lengths[index],
            (sums[index + 3] - sums[index]) / 3,
            1 / (1 + near),
            self._mass[index] / total,
            self._prose[index + 2],
            self._lengths[index + 2],
            (sums[index + 11] - sums[index + 8]) / 3,
            1 / (1 + far),
            (total - self._mass[index + 1]) / total,
            float(near <= 4 and far <= 4),
            float(self._start <= index < self._end),
            min((index - self._end + 1) / 20, 1.0) if index >= self._end else 0.0,
            float(self._rulings[index].near),
            (self._ruled[index + 5] - self._ruled[index + 2]) / 3,
            (self._ruled[index + 9] - self._ruled[index + 6]) / 3,
            1 / (1 + self._rulings[index].since_related),
            float(self._rulings[index].after_comments),
        ]


def _running(values: Iterable[float]) -> list[float]:
    sums = [0.0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums


def _nearest(prose: Sequence[bool]) -> list[int]:
    """Lines since the last prose before each line; 20 where it is farther or there is none."""
    found, distance = [], 20
    for value in prose:
        found.append(distance)
        distance = 0 if value else min(distance + 1, 20)
    return found


def best_region(forms: Sequence[LineForm], prose: Sequence[bool]) -> tuple[int, int]:
    """The span with the most prose for its short lines (maximum subsequence, Pasternack and Roth, WWW 2009)."""
    best, best_span, current, start = 0.0, (0, 0), 0.0, 0
    for index, (form, value) in enumerate(zip(forms, prose, strict=True)):
        current += min(form.weight, 500) / 100 if value else -0.8
        if current > best:
            best, best_span = current, (start, index + 1)
        if current <= 0:
            current, start = 0.0, index + 1
    return best_span
