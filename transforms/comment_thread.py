"""Readers' comments by their form: a name and a time over each, again and again, whatever the language.

An article has one byline and one date; a thread has one for every few lines.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from transforms.line_features import LineForm
from transforms.types import Block

SHORT_ARTICLE = 200  # weight of prose above the comments that can be what they are about
_ARTICLE_SHARE = 0.35  # of the page's prose
_LONGEST = 110
_FEWEST = 3  # comments that make a thread
_REACH = 16  # lines from one comment's stamp to the next
_NAME_WORDS = 4
_TIME = re.compile(r"\b(?:[01]?\d|2[0-3])[:.h][0-5]\d\b")
_DAY = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2}\b|[12]\d{3}年|\b\d{1,2}\. ?\w{3,9}\b", re.IGNORECASE
)
_AGO = re.compile(
    r"\b(?:\d+|an?|one|einem?r?|un[ae]?|een)\s+\w+\s+(?:ago|geleden|önce|назад|siden|sedan|temu|fa|atrás)\b"
    r"|\b(?:vor|hace|há|il y a|قبل|منذ)\s+(?:\d+|einem?r?|un[ae]?)\s+\w+|\d+\s*(?:分钟|小时|天|个月|年|分|時間|日)前",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"(?:\b(?:says?|said|wrote|writes|sagt|schrieb|schreibt|meint|a dit|dit|escribió|dice|disse|scrive|schreef|zegt"
    r"|пишет|говорит)|يقول|diyor ki)\s*(?::|$|am\b|on\b|le\b|el\b|\d)",
    re.IGNORECASE,
)
# Words of both patterns: most lines have none, and to look for a few words is faster than to try a pattern at each letter.
_SAYING = frozenset(
    "say says said wrote writes sagt schrieb schreibt meint dit escribió dice disse scrive schreef zegt пишет говорит".split()  # noqa: SIM905
)
_SAYING_WITHIN = ("يقول", "diyor ki")
_DISTANT = frozenset("ago geleden önce назад siden sedan temu fa atrás vor hace há il قبل منذ".split())  # noqa: SIM905
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\w+")
_NOT_NAME = re.compile(r"[\d\W_]+")


def comment_thread(blocks: Sequence[Block], forms: Sequence[LineForm]) -> int:
    """Index of the first line of the readers' comments; the number of lines where there are none."""
    stamps = [index for index, block in enumerate(blocks) if _is_stamp(blocks, index) and len(block.text) <= _LONGEST]
    above = list(accumulate((form.weight if form.prose else 0 for form in forms), initial=0))
    for place in range(len(stamps) - _FEWEST + 1):
        together = stamps[place : place + _FEWEST]
        if above[together[0]] < max(SHORT_ARTICLE, _ARTICLE_SHARE * above[-1]):
            continue  # the article's own date
        near = all(later - earlier <= _REACH for earlier, later in pairwise(together))
        if near and _has_words(forms, together):
            return _with_name(blocks, together[0])
    return len(blocks)


def _is_stamp(blocks: Sequence[Block], index: int) -> bool:
    """A line of a name and a time, or a time under a line that is a name."""
    text = blocks[index].text
    if len(text) > _LONGEST or not _tells_time(text):
        return False
    words = _NOT_NAME.sub(" ", text).split()
    if len(words) > 2 * _NAME_WORDS:
        return False
    if len(words) <= 1:
        return index > 0 and len(blocks[index - 1].text.split()) <= _NAME_WORDS
    return True


def _tells_time(text: str) -> bool:
    """Who says something, how long ago, or on which day and at which time."""
    lower = text.lower()
    words = _WORD.findall(lower)
    if _may_say(lower, words) and _SAYS.search(text):
        return True
    if _may_be_distant(lower, words) and _AGO.search(text):
        return True
    return _DIGIT.search(text) is not None and _TIME.search(text) is not None and _DAY.search(text) is not None


def _may_say(lower: str, words: Sequence[str]) -> bool:
    return not _SAYING.isdisjoint(words) or any(phrase in lower for phrase in _SAYING_WITHIN)


def _may_be_distant(lower: str, words: Sequence[str]) -> bool:
    return not _DISTANT.isdisjoint(words) or "前" in lower


def _has_words(forms: Sequence[LineForm], stamps: Sequence[int]) -> bool:
    """Something is said under each stamp, in fewer lines than an article has."""
    return all(
        any(form.prose or form.weight >= 25 for form in forms[earlier + 1 : later])
        for earlier, later in pairwise(stamps)
    )


def _with_name(blocks: Sequence[Block], stamp: int) -> int:
    alone = len(_NOT_NAME.sub(" ", blocks[stamp].text).split()) <= 1
    return stamp - 1 if alone and stamp else stamp
