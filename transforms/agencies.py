"""Wire agencies: which of them a text credits as its source.

A credit is an agency's name in a form that the press uses for crediting: between brackets or slashes beside the dateline,
after a dash at the end, behind words like "Additional reporting by", or alone on a line. An attribution ("TASS reported",
"selon l'AFP", "сообщает Интерфакс") is a credit near the beginning only, and what somebody told an agency ("told Reuters")
in the lead only: further down an article tells what others have written. An agency that is spoken about is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import Literal

from transforms.agency_table import AgencyRow, Signature, by_name, signatures
from transforms.bylines import read_byline
from transforms.evidence import verbatim
from transforms.lazy_pattern import lazy
from transforms.listed_phrases import Phrases, lowered
from transforms.names import rows
from transforms.outlet_table import by_name as outlet_by_name
from transforms.outlet_table import within
from transforms.types import Block, Fact, Reason, Role, Segment

__all__ = ["AgencyCredit", "AgencyFinding", "AgencyRow", "by_name", "find_credits", "read_agencies"]

Form = Literal["line", "mark", "attribution", "quotation"]

_LONGEST_LABELLED = 120  # characters of a line like "With AFP"
_HEAD = 100  # characters at a paragraph's beginning in which a dateline's agency stands
_SHORT = 60  # characters: what is shorter is no paragraph
_SHORT_HAN = 25  # the same in Chinese and Japanese
_FORMS: tuple[frozenset[Form], ...] = (  # that count in the first, second, ... paragraph
    frozenset({"line", "mark", "attribution", "quotation"}),
    frozenset({"line", "mark", "attribution", "quotation"}),
    frozenset({"attribution"}),
    frozenset(),
)
_FOOT = 4  # blocks
_LEAD = 3  # lines or blocks under the first paragraph in which an agency's name alone is still the article's
_MOST_NAMES = 60  # agencies' names in one text that are looked at, half of them from the end
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】", "/": "/"}
_LIST = r"(?:[\s,/&+;、，|·-]|\b(?:and|und|et|y|e|en|и|та|i|ve|with|mit|avec|con|com|met|also|och|og)\b|و|和)*"
_SEPARATORS = re.compile(_LIST)
_NOTHING = re.compile(r"[\s.,;:)\]）】»”\"|*_]*$")


@dataclass(frozen=True, slots=True)
class AgencyCredit:
    """An agency's name in a form that credits it."""

    name: str  # canonical
    id: str
    words: str  # text[start:end], the words that credit included
    start: int
    end: int
    # line: a phrase or a line that only credits; mark: brackets, slashes or a dash at a paragraph's beginning or end;
    # attribution: a verb, which counts near the beginning only; quotation: what somebody told the agency, in the lead only.
    form: Form = "line"


@dataclass(frozen=True, slots=True)
class AgencyFinding:
    """An agency that a segment credits, and the words that do."""

    name: str
    words: str  # as in the capture
    where: int  # the line; 0: declared


# --- words ------------------------------------------------------------------------------------------------------------

_OPENING = " \t\"«„“”:：'’‘(（[-–"
_YEAR = re.compile(r"(?:[\s,]|(?:19|20)\d\d(?:\s*[-–]\s*\d{2,4})?)+$")


@cache
def _words(kind: str) -> frozenset[str]:
    found = (word for row in rows("credit_words.tsv") if row[0] == kind for word in row[2].split("|"))
    return frozenset(word.replace("’", "'").strip("'") for word in found)


@cache
def _phrases(*kinds: str) -> Phrases:
    return Phrases(word for kind in kinds for word in _words(kind))


def _before(left: str, kind: str) -> int | None:
    """Where the words begin that stand before a name, with articles and nouns like "agency" between them and the name."""
    text = lowered(left)
    for _ in range(5):
        text = text.rstrip(_OPENING)
        start = _phrases(kind).ending(text)
        if start is not None:
            return start
        shorter = _phrases("between").ending(text)
        if shorter is None:
            return None
        text = text[:shorter]
    return None


def _after(right: str, kind: str) -> int | None:
    """Where the words end that stand after a name."""
    text = lowered(right)
    end = 0
    for _ in range(5):
        end += len(text[end:]) - len(text[end:].lstrip(" \t\"»”'’›)]"))
        found = _phrases(kind).beginning(text, end)
        if found is not None:
            return found
        skipped = _phrases("between").beginning(text, end)
        if skipped is None:
            return None
        end = skipped
    return None


def _has(text: str, kind: str) -> bool:
    """Whether one of the words stands anywhere in a text."""
    lower = text.lower()
    words = _words(kind)
    return any(word in words for word in _WORD.findall(lower)) or (
        not lower.isascii() and bool(_HAN.search(lower)) and any(word in lower for word in words if _HAN.match(word))
    )


_WORD = re.compile(r"\w+")
_HAN = lazy(r"[\u3040-\u30ff\u3400-\u9fff]")


def _is_picture(left: str, right: str) -> bool:
    """Whether a name stands in a picture's credit: "Foto: Jane Doe/dpa", "AP Photo", "AFP/Getty Images"."""
    if _phrases("photo").beginning(lowered(right.lstrip(" /,|-"))):
        return True
    tail = re.split(r"[.!?;(（\[]\s*", left.lower())[-1]
    for word in _WORD.finditer(tail):
        rest = tail[word.end() :]
        if (
            word[0] in _words("photo")
            and len(rest.split()) <= 5
            and re.match(r"\s*(?:[:：/|©]|by\b|von\b|de\b|$)", rest)
        ):
            return True
    return False


# --- credits in a text ------------------------------------------------------------------------------------------------


def find_credits(text: str) -> tuple[AgencyCredit, ...]:
    """Every credit in a line or a paragraph, in order; `form` says which places it counts in."""
    found = tuple(signatures(text))
    if len(found) > _MOST_NAMES:  # no article: a list, or a trap
        found = found[: _MOST_NAMES // 2] + found[-_MOST_NAMES // 2 :]
    if not found:
        return ()
    if _only_agencies(text, found):
        return tuple(_credit(text, one, 0, len(text), "line") for one in found)
    judged = [_judge(text, one) for one in found]
    return tuple(dict.fromkeys(filter(None, _spread(text, found, judged))))


def _credit(text: str, one: Signature, start: int, end: int, form: Form) -> AgencyCredit:
    return AgencyCredit(one.row.name, one.row.id, text[start:end], start, end, form)


_INITIALS = re.compile(r"(?<![^\s/(])[a-zäöü]{2,4}(?=/)|(?<=/)[a-zäöü]{2,4}(?![^\s/)])")  # of an editor: "kva/dpa"


def _only_agencies(text: str, found: Sequence[Signature]) -> bool:
    """A line of agencies' names and nothing else: "Reuters", "dpa/AFP", "AP and Reuters"."""
    if len(text) > _LONGEST_LABELLED or not all(_capitals(text, one) for one in found if one.weak):
        return False
    rest = _INITIALS.sub("", _without(text, found))
    return bool(_SEPARATORS.fullmatch(rest.strip(" .,()[]（）【】—–-*|")))


def _without(text: str, found: Iterable[Signature]) -> str:
    for one in reversed(tuple(found)):
        text = text[: one.start] + " " + text[one.end :]
    return text


def _capitals(text: str, one: Signature) -> bool:
    return text[one.start : one.end].isupper() and one.end - one.start > 1


def _is_initials(text: str, one: Signature) -> bool:
    """A signature that no sentence begins with: dpa, PTI, AFP, Reuters."""
    return not one.weak or _capitals(text, one)


def _spread(text: str, found: Sequence[Signature], judged: Sequence[AgencyCredit | None]) -> list[AgencyCredit | None]:
    """What is said of one agency of a list is said of all: "With AFP, AP and Reuters"."""
    spread = list(judged)
    for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        for index in order:
            neighbour = index - 1 if order.step > 0 else index + 1
            near = spread[neighbour]
            left, right = sorted((index, neighbour))
            if near and spread[index] is None and _SEPARATORS.fullmatch(text[found[left].end : found[right].start]):
                spread[index] = _credit(text, found[index], found[index].start, found[index].end, near.form)
    return spread


def _judge(text: str, one: Signature) -> AgencyCredit | None:
    left, right = text[max(0, one.start - 90) : one.start], text[one.end : one.end + 60]
    if _is_picture(left, right):
        return None
    return _marked(text, one) or _phrased(text, one, left, right) or _attributed(text, one, left, right)


def _marked(text: str, one: Signature) -> AgencyCredit | None:
    """Between brackets or slashes, or after a dash, at the beginning or the end of a paragraph."""
    for start, end in filter(None, (_bracketed(text, one), _dashed(text, one), _filed(text, one))):
        return _credit(text, one, start, end, "mark")
    return None


def _bracketed(text: str, one: Signature) -> tuple[int, int] | None:
    start = max(text.rfind(mark, max(0, one.start - 40), one.start) for mark in _BRACKETS)
    if start < 0:
        return None
    end = text.find(_BRACKETS[text[start]], one.end, one.end + 40)
    if end < 0 or not _is_credit_list(text[start + 1 : end]) or _defines(text, one, start):
        return None
    at_end = _NOTHING.match(text, end + 1)
    in_head = start <= _HEAD and re.match(r"\s*[—–―:.,/|-]|\s*$", text[end + 1 : end + 4])
    slashed = text[start] == "/" and not re.match(r"[\w/]", text[start - 1 : start] or " ")
    if not at_end and not in_head and not (slashed and start <= _HEAD) and (start > 0 or one.weak):
        return None
    return (start, end + 1) if text[start] != "/" or slashed else None


def _is_credit_list(content: str) -> bool:
    """Nothing in brackets but agencies, regional services (dpa/lby) and the words for "source" and "with"."""
    rest = _without(content, signatures(content))
    label = _phrases("label", "credit").beginning(lowered(rest.lstrip()))
    rest = rest.lstrip()[label or 0 :].lstrip(" :：")
    rest = re.sub(r"/?\b[a-z]{2,3}\b|\d+", "", rest)
    return bool(_SEPARATORS.fullmatch(rest.strip(" .:")))


def _defines(text: str, one: Signature, start: int) -> bool:
    """The brackets hold the short form of the name before them: "Anadolu Agency (AA)"."""
    before = text[max(0, start - 60) : start].rstrip()
    last = next((each for each in reversed(tuple(signatures(before)))), None)
    return last is not None and last.row.id == one.row.id and len(before) - last.end <= 2


_DASH_BEFORE = re.compile(r"(?:^|[\s.!?。”\"»’)])[–—―-]{1,3}\s*$")
_SENTENCE_BEFORE = re.compile(r"[.!?。”\"»’)]\s+$")


def _dashed(text: str, one: Signature) -> tuple[int, int] | None:
    begin = max(0, one.start - 6)
    dash = _DASH_BEFORE.search(text[begin : one.start])
    if one.start > 30 and _NOTHING.match(text, one.end):
        ended = dash or (_SENTENCE_BEFORE.search(text[begin : one.start]) if _is_initials(text, one) else None)
        return (begin + ended.start() + (dash is None), one.end) if ended else None
    in_head = one.start <= _HEAD and re.match(r"\s*[.:/—–-](?:\s|$)", text[one.end : one.end + 3])
    return (begin + dash.start(), one.end) if dash and in_head and not one.weak else None


_FILED = re.compile(r"[^。，,.\n]{0,24}?(?:电|電|讯|訊|消息|=)")


def _filed(text: str, one: Signature) -> tuple[int, int] | None:
    """新华社北京10月7日电: the agency opens the dateline."""
    if one.start > 2 or not re.match(r"[\u3400-\u9fff]", text[one.start]):
        return None
    dateline = _FILED.match(text, one.end)
    return (one.start, dateline.end()) if dateline else None


_SENTENCE_START = re.compile(r"(?:^|[.!?。;|•*(（\[—–-])[\W_]*$")


def _phrased(text: str, one: Signature, left: str, right: str) -> AgencyCredit | None:
    """Behind words that only credit ("Additional reporting by"), or before them ("contributed to this report")."""
    before = _before(_YEAR.sub("", left), "credit")
    if before is not None and _SENTENCE_START.search(left[:before]):
        return _credit(text, one, one.start - len(left) + before, one.end, "line") if _holds(text, one) else None
    if after := _after(right, "contributed"):
        return _credit(text, one, one.start, one.end + after, "line")
    if len(text) <= _LONGEST_LABELLED and _labelled(text, one):
        return _credit(text, one, 0, len(text), "line")
    return None


def _holds(text: str, one: Signature) -> bool:
    """A bare copyright mark is a picture's, unless a year or the rights in the text stand beside it."""
    if one.weak and not _capitals(text, one) and not _AGENCY_NOUN.search(text):
        return "©" not in text and "copyright" not in text.lower()  # somebody called so
    if "©" not in text[: one.start] or re.search(
        r"copyright|right|recht|droit|derech|direit|прав", text, re.IGNORECASE
    ):
        return True
    return bool(re.search(r"(?:19|20)\d\d", text)) or "infocom" in text[one.start : one.end]


_WITH_OUTLET = re.compile(
    r"(?:(?P<label>[^\W\d_]{4,14})\s*[:：]\s*)?(?P<outlet>[^:：]{2,40}?)\s*"
    r"(?:\s(?:avec|mit|with|con|com|met|и|et|und|and)\s|\s[/+،]\s|[+,،]\s)\s*(?:l['’]|la\s|der\s)?"
)


def _is_outlet(words: str, *, labelled: bool) -> bool:
    """An outlet before an agency: "Le Monde avec AFP", "20 Minutes avec AFP", "المصدر : الجزيرة + رويترز"."""
    return within(words) is not None or (not labelled and outlet_by_name(words) is not None)


def _labelled(text: str, one: Signature) -> bool:
    """A short line that names the source: "Source: Reuters", "With AFP", "Le Monde avec AFP"."""
    before = text[: one.start]
    label = _before(before, "label")
    closed = bool(_SEPARATORS.fullmatch(_NOTHING.sub("", _without(text[one.end :], signatures(text[one.end :])))))
    if label is not None and not _WORD.search(before[:label]):
        return closed or (":" in before.replace("：", ":") and not one.weak)
    with_outlet = _WITH_OUTLET.fullmatch(before)
    return closed and with_outlet is not None and _is_outlet(with_outlet["outlet"], labelled=bool(with_outlet["label"]))


_AGENCY_NOUN = re.compile(
    r"agenc|agênc|agenz|agentur|persbureau|агентств|وكالة|ajans|muhabir|通[讯信訊]社", re.IGNORECASE
)


_ARABIC_TO = re.compile(r"(?<!\w)ل$")  # "لرويترز": to Reuters


def _attributed(text: str, one: Signature, left: str, right: str) -> AgencyCredit | None:
    for says, by, form in (("says", "by", "attribution"), ("quoted", "told", "quotation")):
        after, before = _after(right, says), _before(left, by)
        if by == "told" and before is None and (prefix := _ARABIC_TO.search(left)):
            before = prefix.start()
        if after is None and before is None:
            continue
        start = one.start - len(left) + before if before is not None else one.start
        end = one.end + (after or 0)
        behind = _WORD.search(text, end)
        near = text[max(0, start - 30) : behind.end() if behind else end]
        counts = not _has(near, "earlier") and (not one.weak or _sure(text, one, near))
        return (
            _credit(text, one, start, end, "attribution" if form == "attribution" else "quotation") if counts else None
        )
    return None


def _sure(text: str, one: Signature, near: str) -> bool:
    """A weak name is an agency's where the word stands beside it, or where initials report."""
    return bool(_AGENCY_NOUN.search(near)) or (
        _capitals(text, one) and one.end - one.start > 2 and bool(re.search(r"\breport", near))
    )


# --- a segment --------------------------------------------------------------------------------------------------------

_SAYS_SO = frozenset({Reason.CREDIT, Reason.RIGHTS, Reason.METADATA, Reason.SECTION, Reason.CONTACT, Reason.BIOGRAPHY})
_HEAD_ROLES = frozenset({Role.BYLINE, Role.CREDIT, Role.DATE, Role.DATELINE, Role.SECTION})


def read_agencies(
    segment: Segment, dateline_agency: str | None, declared: Sequence[Fact] = ()
) -> tuple[AgencyFinding, ...]:
    """The agencies that a segment credits as its source, each once: dateline, head, lead, foot, declarations.

    `dateline_agency` is the agency as the dateline writes it; `declared` are the names that a page declares as author or source.
    """
    found: dict[str, AgencyFinding] = {}
    for finding in (*_in_dateline(segment, dateline_agency), *_in_blocks(segment), *_in_declarations(declared)):
        found.setdefault(finding.name, finding)
    return tuple(found.values())


def _in_declarations(declared: Sequence[Fact]) -> Iterator[AgencyFinding]:
    for fact in declared:
        named = tuple(one for one in signatures(fact.value) if not one.weak)
        if named and _only_agencies(fact.value, named):
            yield from (AgencyFinding(one.row.name, f"{fact.path} = {fact.value}", 0) for one in named)


def _in_dateline(segment: Segment, agency: str | None) -> Iterator[AgencyFinding]:
    if not agency:
        return
    block = next((kept.block for kept in segment.blocks if agency in kept.block.text), None)
    named = [by_name(agency)] if by_name(agency) else [one.row for one in signatures(agency)]
    for row in filter(None, named):
        if block:
            yield AgencyFinding(row.name, verbatim(block.raw, agency), block.where)


def _in_blocks(segment: Segment) -> Iterator[AgencyFinding]:
    body = [kept.block for kept in segment.blocks if kept.role is Role.PARAGRAPH and not _is_short(kept.block)]
    forms = {block.where: _FORMS[min(index, len(_FORMS) - 1)] for index, block in enumerate(body)}
    last = {kept.block.where for kept in segment.blocks[-_FOOT:]}
    begin, end = (body[0].where, body[-1].where) if body else (0, 0)
    for kept in segment.blocks:
        block = kept.block
        if kept.role is Role.BYLINE:
            yield from _in_byline(block)
        if _is_bare(block.text) and begin + _LEAD < block.where < end and block.where not in last:
            continue
        if kept.role in _HEAD_ROLES or block.where in last or _is_short(block):
            yield from _credits_in(block, forms.get(block.where, frozenset()) | {"line", "mark"})
        elif block.where in forms or kept.role is Role.SUMMARY:
            yield from _credits_in(block, forms.get(block.where, _FORMS[0]))
    menus = {removed.block.where for removed in segment.removed if removed.reason is Reason.NAVIGATION}
    for removed in segment.removed:
        where = removed.block.where
        inside = begin + _LEAD < where < end or {where - 1, where + 1} <= menus
        if removed.reason in _SAYS_SO and not (inside and _is_bare(removed.block.text)):
            yield from _credits_in(removed.block, {"line", "mark"})


def _is_bare(text: str) -> bool:
    """Agencies' names and nothing else: between paragraphs a picture's, in a menu a section's; at head and foot the article's."""
    found = tuple(signatures(text)) if len(text) <= _SHORT else ()
    return bool(found) and _only_agencies(text, found) and text[:1] not in _BRACKETS


def _is_short(block: Block) -> bool:
    head = block.text[:20]
    return len(block.text) < (_SHORT if head.isascii() or not _HAN.search(head) else _SHORT_HAN)


def _in_byline(block: Block) -> Iterator[AgencyFinding]:
    """The agencies of "By Jane Doe, Associated Press"."""
    byline = read_byline(block.text, place="foot", strict=False)
    for words in byline.agencies if byline else ():
        if row := by_name(words):
            yield AgencyFinding(row.name, verbatim(block.raw, words), block.where)


def _credits_in(block: Block, forms: AbstractSet[Form]) -> Iterator[AgencyFinding]:
    if block.text.lower().strip(" ()[]") in _words("menu"):
        return  # "AA", "RSS": the size of the letters, a feed
    for credit in find_credits(block.text) if forms else ():
        if credit.form in forms:
            yield AgencyFinding(credit.name, verbatim(block.raw, credit.words), block.where)
