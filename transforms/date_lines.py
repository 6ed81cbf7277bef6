"""Short lines that carry an article's own date: "Published: 7 October 2015 | Updated 8 October 2015 10:20 GMT".

Dates, labels and furniture (comment counts, reading times) are taken out; what is left must be what may stand beside a
date (a name, a place, an outlet), otherwise the line speaks of another date: a sentence, an event, a tweet's signature.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from transforms.calendar_words import table_rows, weekday_of
from transforms.date_expressions import CalendarDate, as_expression, calendar_dates, has_ascii_digit
from transforms.phrase_table import Phrase, PhraseTable
from transforms.relative_dates import RelativeDate, has_relative_hint, read_relative
from transforms.times_of_day import in_zone, time_after
from transforms.types import DateExpression

_LONGEST = 240  # characters
_LONGEST_RELATIVE = 120  # characters of a line with "2 hours ago" or only a time
_MOST_WORDS = 30


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a line says that carries an article's date and is no sentence."""

    published: DateExpression | None
    modified: DateExpression | None
    residue: str  # the line without dates, their labels and separators: a byline may be left
    relative: RelativeDate | None = None  # only where there is no absolute date
    partial: CalendarDate | None = None  # a date without a year, only where there is no other
    labelled: bool = False  # words such as "Published" say what the date is
    relative_is_modified: bool = False  # "Updated 2 hours ago"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with what was found on it."""

    text: str
    language: str | None
    country: str | None
    dates: tuple[CalendarDate, ...]
    labels: tuple[Phrase, ...]  # published, modified, either
    noise: tuple[Phrase, ...]
    has_cue: bool


# --- words ------------------------------------------------------------------------------------------------------------

_LABELS = frozenset({"published", "modified", "either"})


@cache
def _phrases() -> PhraseTable:
    return PhraseTable((word, kind) for kind, words in table_rows("date_line_words.tsv") for word in words.split("|"))


@cache
def _small_words() -> frozenset[str]:
    """Words that may stand among names: links and the cues of a byline."""
    rows = table_rows("date_line_words.tsv")
    return frozenset(word for kind, words in rows if kind in {"link", "cue"} for word in words.split("|"))


# --- which date is which ----------------------------------------------------------------------------------------------

# Words that are labels only with a colon or at the line's beginning: "Datum: 7. Oktober".
_WEAK = frozenset(
    {
        "data",
        "date",
        "datum",
        "fecha",
        "дата",
        "act",
        "update",
        "stand",
        "as of",
        "tarih",
        "تاريخ",
        "时间",
        "時間",
        "日期",
    }
)


def _is_label(text: str, phrase: Phrase) -> bool:
    if phrase.kind not in _LABELS:
        return False
    return text[phrase.start : phrase.end].lower() not in _WEAK or _stands_out(text, phrase)


def _stands_out(text: str, phrase: Phrase) -> bool:
    before, after = text[: phrase.start].rstrip(), text[phrase.end :].lstrip()
    return not before or after[:1] in {":", "：", "|"} or before[-1] in "|•·-–—/:("


def _labels_follow(line: _Line) -> bool:
    """Whether each label stands behind its date ("2015年10月7日 公開 2015年10月8日 更新")."""
    if not line.labels or not line.dates or line.labels[0].start < line.dates[0].start:
        return False
    last_label, last_date = line.labels[-1], line.dates[-1]
    return last_label.start >= last_date.end and time_after(line.text, last_label.end) is None


def _kind_of(line: _Line, index: int, *, follow: bool) -> str | None:
    """The kind of the label that belongs to a date: the nearest on its side, with no other date between."""
    date = line.dates[index]
    if follow:
        limit = line.dates[index + 1].start if index + 1 < len(line.dates) else len(line.text)
        behind = [label for label in line.labels if date.end <= label.start < limit]
        return behind[0].kind if behind else None
    floor = line.dates[index - 1].end if index else 0
    before = [label for label in line.labels if floor <= label.start and label.end <= date.start]
    return before[-1].kind if before else None


def _assigned(line: _Line) -> tuple[CalendarDate | None, CalendarDate | None]:
    """The date of publication and of the last change among the line's dates."""
    follow = _labels_follow(line)
    published: CalendarDate | None = None
    modified: CalendarDate | None = None
    for index, date in enumerate(line.dates):
        kind = _kind_of(line, index, follow=follow)
        if kind == "either":
            kind = "modified" if len(line.dates) > 1 else "published"
        if kind == "modified":
            modified = modified or date
        else:
            published = published or date
    return published, modified


def _retimed(line: _Line, published: DateExpression | None) -> DateExpression | None:
    """The last change where only its time is told, on the day of publication: "7 October 2015, updated 14:35"."""
    for label in line.labels:
        time = time_after(line.text, label.end) if label.kind == "modified" and published else None
        if time and published and not any(date.start <= time.start < date.end for date in line.dates):
            day = published.value.replace(hour=time.hour, minute=time.minute or 0, second=time.second or 0, tzinfo=None)
            return DateExpression(time.start, time.end, in_zone(day, time.zone, line.country), time.precision)
    return None


# --- what else stands on the line -------------------------------------------------------------------------------------

_EDGES = " \t\u00a0|•·,،;:：/–—-−()[]（）【】«»*>→⋅∙。、،.@+~"
_SEPARATOR = re.compile(r"\s*[|•·;/–—−()\[\]（）【】⋅∙]+\s*|\s+-+\s+|\s{2,}|\s*,\s*")
_SMALL_WORDS = re.compile(
    r"(?:^|(?<=\s))(?:on|at|am|um|le|il|el|em|op|в|от|kl|à|o|г|den|the|في|يوم|بتاريخ)(?=\s|$)", re.IGNORECASE
)


def _pieces(line: _Line, spans: list[tuple[int, int]]) -> list[str]:
    """The parts of the line between the spans, without separators and furniture."""
    pieces, position = [], 0
    spans = sorted([*spans, *((phrase.start, phrase.end) for phrase in (*line.labels, *line.noise))])
    for start, end in [*spans, (len(line.text), len(line.text))]:
        pieces.append(line.text[position : max(position, start)])
        position = max(position, end)
    return [stripped for piece in pieces if (stripped := _without_furniture(piece, line.language))]


def _without_furniture(piece: str, language: str | None) -> str:
    parts = (part.strip(_EDGES) for part in _SEPARATOR.split(piece))
    return ", ".join(part for part in parts if part and not _is_furniture(part, language))


def _is_furniture(part: str, language: str | None) -> bool:
    bare = _SMALL_WORDS.sub(" ", part).strip(_EDGES)
    return not bare or bare.isdigit() or weekday_of(bare, language) is not None


def _is_unspaced(word: str) -> bool:
    """Whether a word is of a script that sets no spaces (Han, kana)."""
    return "\u3040" <= word[0] <= "\u9fff"


def _is_cased(word: str) -> bool:
    return word[0].lower() != word[0].upper()


def _is_prose(residue: str, *, labelled: bool) -> bool:
    """Whether what is left reads as running text rather than as names."""
    words = [word.strip(_EDGES + "\"“”'’") for word in residue.split()]
    words = [word for word in words if word]
    lower = [word for word in words if word[0].islower() and word.lower() not in _small_words()]
    if len(lower) > (2 if labelled else 0):
        return True
    caseless = [word for word in words if not _is_cased(word)]
    if any(_is_unspaced(word) and len(word) > (16 if labelled else 10) for word in caseless):
        return True
    return len(caseless) > (8 if labelled else 3) or len(words) > (14 if labelled else 9)


_SENTENCE_END = re.compile(r"\w{3,}[.!?](?:\s|$)|[。！？]|[!?؟]")


def _may_stand_beside(line: _Line, pieces: list[str]) -> bool:
    residue = " ".join(pieces)
    if not residue:
        return True
    labelled = bool(line.labels) or line.has_cue
    if _is_prose(residue, labelled=labelled) or (_SENTENCE_END.search(residue) and len(residue.split()) > 3):
        return False
    return labelled or _is_loosely_joined(line, residue)


_BEFORE_DATE = re.compile(r"(?:^|[|•·:：/–—()\[\]（）,،-])\s*$")
_AFTER_DATE = re.compile(r"^\s*(?:[|•·/–—()\[\]（）,،-]|$)")


def _is_loosely_joined(line: _Line, residue: str) -> bool:
    """Without a label: few words, set off from the date by punctuation or the line's end, or a name of up to three."""
    words = len(residue.split())
    if words <= 3:
        return True
    first, last = line.dates[0], line.dates[-1]
    set_off = _BEFORE_DATE.search(line.text[: first.start]) and _AFTER_DATE.match(line.text[last.end :])
    return bool(set_off) and words <= 7


_TIME_RANGE = re.compile(r"\s*(?:[-–—]|to|bis|until)\s*\d{1,2}(?:[:.]\d{2}|\s?[ap]\.?m\b)", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–—]\s*$")


def _is_span_of_time(line: _Line) -> bool:
    """Whether the line names a span: days of an event, hours of a show."""
    if any(date.is_range or _TIME_RANGE.match(line.text, date.end) for date in line.dates):
        return True
    first, *others = line.dates
    return not line.labels and any(
        not first.time and not date.time and _DASH.fullmatch(line.text[first.end : date.start]) for date in others
    )


# --- the reading ------------------------------------------------------------------------------------------------------

_SIGNATURE = re.compile(r"^[—–-]+\s?\w.*\d{4}\W*$")
_HANDLE = re.compile(r"©|(?<![\w.])@\w|https?:|pic\.twitter")


def _absolute(line: _Line) -> DateLine | None:
    if _is_span_of_time(line):
        return None
    spans = [(date.start, date.end) for date in line.dates]
    published, modified = (as_expression(date, line.country) if date else None for date in _assigned(line))
    retimed = _retimed(line, published) if not modified else None
    if retimed:
        spans.append((retimed.start, retimed.end))
    pieces = _pieces(line, spans)
    if not _may_stand_beside(line, pieces):
        return None
    if all(date.day is None for date in line.dates) and (pieces and not line.labels):
        return None
    return DateLine(published, modified or retimed, ", ".join(pieces), labelled=bool(line.labels))


def _only_relative(line: _Line) -> DateLine | None:
    relative = read_relative(line.text, line.language)
    if not relative:
        return _only_time(line)
    pieces = _pieces(line, [(relative.start, relative.end)])
    if len(" ".join(pieces).split()) > 6 or _is_prose(" ".join(pieces), labelled=bool(line.labels)):
        return None
    modified = any(label.kind == "modified" for label in line.labels)
    return DateLine(None, None, ", ".join(pieces), relative, labelled=bool(line.labels), relative_is_modified=modified)


def _only_time(line: _Line) -> DateLine | None:
    """Such a line ("Updated 10:20 GMT") is no text, though no date can be read from it."""
    for label in line.labels:
        time = time_after(line.text, label.end)
        if time and not _pieces(line, [(time.start, time.end)]):
            return DateLine(None, None, "")
    return None


def _only_partial(line: _Line, partial: CalendarDate) -> DateLine | None:
    pieces = _pieces(line, [(partial.start, partial.end)])
    return None if pieces or partial.is_range else DateLine(None, None, "", partial=partial)


def _line(text: str, language: str | None, country: str | None, found: tuple[CalendarDate, ...]) -> _Line | None:
    """The line with its words told apart; None where one of them says that it is about another date."""
    phrases = [
        phrase
        for phrase in _phrases().find(text)
        if not any(date.start < phrase.end and phrase.start < date.end for date in found)
    ]
    if any(phrase.kind == "refuse" for phrase in phrases):
        return None
    dates = tuple(date for date in found if date.year is not None)
    labels = tuple(phrase for phrase in phrases if _is_label(text, phrase))
    noise = tuple(phrase for phrase in phrases if phrase.kind == "noise")
    return _Line(text, language, country, dates, labels, noise, any(phrase.kind == "cue" for phrase in phrases))


def _has_digit(text: str) -> bool:
    return has_ascii_digit(text) or (not text.isascii() and any(map(str.isdigit, text)))


@lru_cache(maxsize=256)  # several steps ask about the same few lines
def read_date_line(
    text: str, language: str | None = None, *, day_first: bool | None = None, country: str | None = None
) -> DateLine | None:
    """What a short line says about the article's own date; None for sentences and lines about something else.

    `language`, `day_first` and `country` as for `find_dates`.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST or text.count(" ") > _MOST_WORDS:
        return None
    found = tuple(calendar_dates(text, language, day_first=day_first))
    relative = not found and len(text) <= _LONGEST_RELATIVE and has_relative_hint(text)
    timed = not found and len(text) <= _LONGEST_RELATIVE and _has_digit(text)
    if not (found or relative or timed):
        return None
    if _HANDLE.search(text) or _SIGNATURE.match(text):
        return None
    line = _line(text, language, country, found)
    if line is None:
        return None
    if line.dates:
        return _absolute(line)
    if relative:
        return _only_relative(line)
    return _only_partial(line, found[0]) if len(found) == 1 else _only_time(line)
