"""Datelines of Chinese, Japanese and Korean newspapers and agencies.

"新华社北京10月7日电（记者 王明）", "（中央社記者王明台北7日電）", "【東京＝山田太郎】", "[東京 7日 ロイター] -", "(서울=연합뉴스) 홍길동 기자 =".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from transforms.agency_table import by_name
from transforms.dateline import DatelineMatch
from transforms.places import resolve
from transforms.types import DateExpression, Precision

_HAN = "[\u3400-\u9fff]"
_OPEN, _CLOSE = "[（(【［〔\\[]", "[）)】］〕\\]]"
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class _Filed:
    """The parts of such a dateline, as words."""

    end: int
    agency: str | None
    place: str | None
    authors: tuple[str, ...]
    date: tuple[int | None, int | None, int] | None = None  # year, month, day
    date_words: str | None = None


# --- Chinese ----------------------------------------------------------------------------------------------------------

_DATE = r"(?P<date>(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日)"
_FILED_FORM = re.compile(
    rf"{_OPEN}?\s*(?:据|據)?(?P<who>{_HAN}{{0,24}}?)\s*(?:{_DATE})\s*(?:综合|綜合|专|專|外|急)?(?:电|電|讯|訊|消息)\s*{_CLOSE}?"
)
_WIRED_FORM = re.compile(rf"(?P<who>{_HAN}{{4,14}}?){_DATE}\s*(?=[-–—]{{1,2}}\s)")  # "路透北京5月3日 - "
# "【明報專訊】", "【大紀元2019年03月05日訊】": the paper's own name, in brackets, with its word for a report
_OWN_FORM = re.compile(rf"[【〔［\[]{_HAN}{{2,8}}?(?:{_DATE}|(?<=[報报])(?:專|专)?)(?:訊|讯|電|电)[】〕］\]]")
_PLAIN_FORM = re.compile(r"(?:本报讯|本報訊|本网讯|本網訊|本刊讯|本台消息|综合消息|新华社电|新華社電)")
_REPORTER = r"(?:实习|實習|特约|特約|特派|驻|駐|首席|本报|本報|本网|本網)?(?:记者|記者|特派员|特派員)"
_REPORTERS_AFTER = re.compile(rf"\s*[（(](?:{_HAN}{{0,6}}?){_REPORTER}\s*(?P<names>[^）)\d]{{2,40}})[）)]")
_REPORT_FORM = re.compile(
    rf"{_OPEN}?(?P<agency>{_HAN}{{2,6}}?)?{_REPORTER}\s*(?P<names>{_HAN}[^/／】〕）)，。,]{{1,20}}?)\s*[/／\s]\s*(?P<place>{_HAN}{{2,8}}?)"
    rf"(?:即时|即時|综合|綜合|专题|專題|现场|現場)?(?:报导|報導|报道|報道|电|電|讯|訊){_CLOSE}?"
)
_NAME_SPLIT = re.compile(r"[\s、，,/／·]+|通讯员|通訊員|(?:实习|實習|见习|見習)?(?:记者|記者|摄影|攝影|编辑|編輯)")
_AGENCY_ENDS = ("社", "网", "網", "报", "報", "台", "讯", "訊")


def _names(words: str) -> tuple[str, ...]:
    return tuple(name for part in _NAME_SPLIT.split(words) if 2 <= len(name := part.strip()) <= 20)


def _agency_and_rest(words: str) -> tuple[str | None, str]:
    """The agency or newspaper that the words begin with, and what follows."""
    for size in range(min(8, len(words)), 1, -1):
        if by_name(words[:size]):
            return words[:size], words[size:]
    for size in range(2, min(8, len(words)) + 1):
        if words[size - 1] in _AGENCY_ENDS and not resolve(words[: size + 1]):
            return (None if words[0] == "本" else words[:size]), words[size:]
    return None, words


def _reporter_and_place(words: str) -> tuple[tuple[str, ...], str | None]:
    """In "記者王明台北" the reporter's name and the known place behind it; "北京" is only a place."""
    match = re.match(_REPORTER, words)
    if not match:
        return (), words or None
    rest = words[match.end() :].strip()
    for size in range(min(6, len(rest) - 2), 1, -1):
        if resolve(rest[-size:]):
            return _names(rest[:-size]), rest[-size:]
    return _names(rest), None


def _read_filed(text: str) -> _Filed | None:
    match = _FILED_FORM.match(text)
    if not match:
        return None
    agency, rest = _agency_and_rest(match["who"].strip())
    authors, place = _reporter_and_place(rest.strip())
    if not agency and not (place and resolve(place)) and not match["who"].startswith("本"):
        return None
    if place and not agency and not resolve(place):
        return None
    return _Filed(match.end(), agency, place, authors, _day_of(match), match["date"])


def _read_wired(text: str) -> _Filed | None:
    """An agency, a place and a day before a dash: both names have to be known."""
    match = _WIRED_FORM.match(text)
    agency, place = _agency_and_rest(match["who"]) if match else (None, "")
    if not match or not agency or not by_name(agency) or not resolve(place):
        return None
    return _Filed(match.end(), agency, place, (), _day_of(match), match["date"])


def _read_own(text: str) -> _Filed | None:
    match = _OWN_FORM.match(text)
    if not match or (match["date"] and not match["year"]):
        return None
    return _Filed(match.end(), None, None, (), _day_of(match) if match["date"] else None, match["date"])


def _day_of(match: re.Match[str]) -> tuple[int | None, int | None, int]:
    year, month = (int(match[part]) if match[part] else None for part in ("year", "month"))
    return year, month, int(match["day"])


def _read_report(text: str) -> _Filed | None:
    match = _REPORT_FORM.match(text)
    if not match or not (resolve(match["place"]) or match["agency"]):
        return None
    place = match["place"] if resolve(match["place"]) else None
    agency = match["agency"]
    return _Filed(match.end(), agency if agency and agency[0] != "本" else None, place, _names(match["names"]))


def _read_plain(text: str) -> _Filed | None:
    match = _PLAIN_FORM.match(text)
    if not match:
        return None
    agency = match[0][:-1] if by_name(match[0][:-1]) else None
    return _Filed(match.end(), agency, None, ())


# --- Japanese and Korean ----------------------------------------------------------------------------------------------

_BRACKETS = re.compile(rf"{_OPEN}(?P<inside>[^）)】］〕\]]{{2,30}}){_CLOSE}")
_PIECES = re.compile(r"[＝=\s\u3000・]+|(?<=[\u3040-\u30ff\u3400-\u9fff])(?=(?:共同|時事|ロイター)$)")
_DAY = re.compile(r"(?:(\d{1,2})月)?(\d{1,2})日")
_KOREAN_REPORTER = re.compile(r"\s*(?P<names>[가-힣·\s]{2,30}?)\s*(?:특파원|기자)\s*=?")


def _read_bracketed(text: str) -> _Filed | None:
    """【東京＝山田太郎】, [東京 7日 ロイター], (서울=연합뉴스): a known place or agency has to be inside."""
    match = _BRACKETS.match(text)
    if not match:
        return None
    names: list[str] = []
    agency: str | None = None
    place: str | None = None
    date_words: str | None = None
    date: tuple[int | None, int | None, int] | None = None
    for piece in filter(None, _PIECES.split(match["inside"])):
        day = _DAY.fullmatch(piece)
        if day:
            date, date_words = (None, int(day[1]) if day[1] else None, int(day[2])), piece
        elif place is None and resolve(piece):
            place = piece
        elif agency is None and (by_name(piece) or piece in {"共同", "時事"}):
            agency = piece
        else:
            names.append(piece)
    if not (place and (agency or names or date)) and not (agency and date):
        return None
    return _Filed(match.end(), agency, place, tuple(names), date, date_words)


# --- both -------------------------------------------------------------------------------------------------------------

_SEPARATOR = re.compile(r"\s*(?:题[：:]|題[：:]|[-–—=＝:：]+|　)?\s*")


def _past_reporters(text: str, filed: _Filed) -> _Filed:
    """（记者 王明） behind the dateline, or 홍길동 기자 =."""
    match = _REPORTERS_AFTER.match(text, filed.end) or _KOREAN_REPORTER.match(text, filed.end)
    if not match:
        return filed
    authors = (*filed.authors, *_names(match["names"]))
    return _Filed(match.end(), filed.agency, filed.place, authors, filed.date, filed.date_words)


def _expression(text: str, filed: _Filed) -> DateExpression | None:
    if not filed.date or not filed.date_words or not filed.date[0] or not filed.date[1]:
        return None
    year, month, day = filed.date
    start = text.find(filed.date_words)
    try:
        value = datetime(year, month, day)  # type: ignore[arg-type]  # noqa: DTZ001 - zone unknown
    except ValueError:
        return None
    return DateExpression(start, start + len(filed.date_words), value, Precision.DAY)


def read_east_dateline(text: str) -> DatelineMatch | None:
    """The dateline in one of the East Asian forms that `text` begins with, or None."""
    head = text[:_LONGEST]
    filed = (
        _read_filed(head)
        or _read_wired(head)
        or _read_own(head)
        or _read_report(head)
        or _read_plain(head)
        or _read_bracketed(head)
    )
    if not filed:
        return None
    filed = _past_reporters(text, filed)
    separator = _SEPARATOR.match(text, filed.end)
    end = separator.end() if separator else filed.end
    _, month, day = filed.date or (None, None, None)
    whole = _expression(text, filed)
    return DatelineMatch(
        filed.place,
        text[: filed.end].strip(),
        end,
        filed.agency,
        whole,
        None if whole else month,
        None if whole else day,
        filed.date_words,
        filed.authors,
    )
