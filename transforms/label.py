"""What each line of one article is: title, standfirst, section, date, byline, dateline, subhead, paragraph."""

import re
from collections.abc import Sequence

from transforms.function_words import content_words
from transforms.lines import Line, names_people, time_entry
from transforms.places import is_place_name
from transforms.types import Kind, Labelled, Reason, Removed, Role

_HEAD = 14  # lines that a head has at most, before the first paragraph
_LONGEST_STANDFIRST = 420
_SHORTEST_STANDFIRST = 28  # below it, what is left between headline and text is a button or a label
_LONGEST_KICKER = 3  # words
_FOOT_LINES = 4
_LONGEST_SUBHEAD = 130
_LONGEST_ANNOUNCEMENT = 110
_RULE = re.compile(r"[-=_#~–—]{3,}")
_SPEAKER = re.compile(
    r"(?:[QAFR]|Frage|Antwort|Question|Réponse|Pregunta|Respuesta|Domanda|Risposta|Вопрос|Ответ|问|答|記者|س|ج)\s?[:：.]\s"
)
_ANNOUNCES = re.compile(r"[\w’'.-]+(?: [\w’'.-]+){0,2}: \S")
_SUMMARY_MARK = re.compile(
    r"(?:摘要|导语|提要|内容提要|核心提示|Summary|In brief|Zusammenfassung|En bref|Resumen|Resumo|Кратко)\s*[:：]\s*"
)


def label(lines: Sequence[Line]) -> tuple[tuple[Labelled, ...], tuple[Removed, ...]]:
    """Each line's role, and the lines that are none of the article's after all (repeats of the title, a section's line)."""
    start = _body_start(lines)
    title = _choose_title(lines[:start], lines[start:])
    head, taken = _label_head(lines[:start], title)
    foot = _foot_start(lines, start)
    names = frozenset(
        person.name for line in lines if line.byline for person in line.byline.people if " " in person.name
    )
    body, repeats = _label_body(lines[start:foot], title, names)
    tail = [Labelled(line.block, meta_role(line)) for line in lines[foot:] if not _is_address(line)]
    addresses = [Removed(line.block, Reason.CONTACT, "label:foot") for line in lines[foot:] if _is_address(line)]
    return (*head, *body, *tail), (*taken, *repeats, *addresses)


# --- head -------------------------------------------------------------------------------------------------------------


def _body_start(lines: Sequence[Line]) -> int:
    """Index of the body's first line.

    The first paragraph, unless a date, byline or dateline line follows within the head: then what stood between headline
    and date was the standfirst.
    """
    heading = next((index for index, line in enumerate(lines[:_HEAD]) if line.block.level == 1), -1)
    first = next((index for index, line in enumerate(lines[:_HEAD]) if _is_body(line) and index > heading), None)
    if first is None:
        return _after_meta(lines, 0)
    if first == 0:
        # A headline that ends in a full stop, and the date under it.
        return _after_meta(lines, 0) if len(lines) > 1 and lines[1].meta and lines[0].weight <= 160 else 0
    after = _after_meta(lines, first)
    between = [line for line in lines[first:after] if line.prose]
    rest = sum(line.weight for line in lines[after:] if line.prose)
    # A credit under two short paragraphs is the foot of a brief and not the head of something longer.
    headed = any(line.date is not None or line.byline is not None or line.dateline_only for line in lines[first:after])
    stands = len(between) <= 2 and all(line.weight <= _LONGEST_STANDFIRST and line.dateline is None for line in between)
    if after > first and headed and stands and rest > sum(line.weight for line in between):
        return after
    return first


def _is_body(line: Line) -> bool:
    return line.prose and not _SUMMARY_MARK.match(line.text)


def _after_meta(lines: Sequence[Line], start: int) -> int:
    """Index after the last date, byline or dateline line in the next few lines, with headlines in between."""
    end, prose = start, 0
    for index in range(start, min(len(lines), start + 6)):
        line = lines[index]
        prose += line.prose
        if prose > 2 or (line.prose and line.dateline is not None):
            break
        if line.meta:
            end = index + 1
    return end if end < len(lines) else start


def _sentences(text: str) -> int:
    return len(re.findall(r"[.!?。！？؟][\"'”’»)]*(?:\s|$)", text))


def _choose_title(head: Sequence[Line], body: Sequence[Line]) -> Line | None:
    """The headline among the lines of the head.

    A line that stands twice is it. Otherwise what speaks of the same things as the first paragraphs, is no section's name, and
    stands first.
    """
    candidates = [line for line in head if _may_be_title(line)]
    if not candidates:
        return None
    told = content_words(" ".join(line.text for line in body[:4]))
    read = next((index for index, line in enumerate(head) if line.meta), len(head))
    late = {id(line) for line in head[read:] if read}  # a caption stands under the date, a headline over it
    return max(candidates, key=lambda line: _title_score(line, candidates, told) - 0.9 * (id(line) in late))


def _may_be_title(line: Line) -> bool:
    return (
        (line.headline or (line.prose and line.weight <= 200 and line.dateline is None))
        and not line.section
        and not line.separator
    )


def _title_score(line: Line, candidates: Sequence[Line], told: frozenset[str]) -> float:
    words = content_words(line.text)
    shared = len(words & told) / len(words) if words else 0.0
    repeated = sum(same_words(line.text, other.text) for other in candidates) > 1
    long_enough = len(line.text.split()) >= 4 or line.weight >= 24
    first = line is candidates[0] and (len(line.text.split()) >= 3 or line.weight >= 18)
    level = 2 * (line.block.level == 1)
    return (
        4 * repeated
        + 2 * shared
        + long_enough
        + 0.6 * first
        + level
        - 0.45 * candidates.index(line)
        - 1.4 * (not line.headline)
    )


def summary_text(text: str) -> str:
    """A standfirst without the word that announces it."""
    return _SUMMARY_MARK.sub("", text, count=1) if _SUMMARY_MARK.match(text) else text


def same_words(one: str, other: str) -> bool:
    """Two lines that say the same, apart from case, spaces and punctuation."""
    return one == other or _folded(one) == _folded(other)


_NO_LETTER = re.compile(r"[\W_]+")


def _folded(text: str) -> str:
    return _NO_LETTER.sub("", text.casefold())


def _label_head(head: Sequence[Line], title: Line | None) -> tuple[list[Labelled], list[Removed]]:
    labelled: list[Labelled] = []
    removed: list[Removed] = []
    at = next((index for index, line in enumerate(head) if line is title), -1)
    for index, line in enumerate(head):
        beside = any(
            head[other].date is not None for other in (index - 1, index + 1, index + 2) if 0 <= other < len(head)
        )
        signs = index > at >= 0 and beside and not line.meta and names_people(line.text)
        role = Role.BYLINE if signs else _head_role(line, index, at, title, labelled)
        if index + 1 == len(head) and role is Reason.METADATA and _is_bare_dateline(line, labelled):
            role = Role.DATELINE
        if isinstance(role, Reason):
            removed.append(Removed(line.block, role, "label:head"))
        else:
            labelled.append(Labelled(line.block, role))
    return labelled, removed


def _is_bare_dateline(line: Line, before: Sequence[Labelled]) -> bool:
    """The name of a place alone, under the byline or date and over the text."""
    under = bool(before) and before[-1].role in (Role.BYLINE, Role.DATE)
    return under and is_place_name(line.text)


def _head_role(line: Line, index: int, at: int, title: Line | None, before: Sequence[Labelled]) -> Role | Reason:
    if line is title:
        return Role.TITLE
    if _is_address(line):
        return Reason.CONTACT
    if line.meta or (line.bare_byline and index > at):
        return meta_role(line)
    if _SUMMARY_MARK.match(line.text):
        return Role.SUMMARY
    if line.section:
        return Role.SECTION if not any(item.role is Role.SECTION for item in before) else Reason.NAVIGATION
    if title is not None and same_words(line.text, title.text):
        return Reason.TITLE_REPEAT
    if line.separator:
        return Reason.NAVIGATION
    if index < at:
        return _before_title(line, before)
    return Role.SUMMARY if line.prose or line.weight >= _SHORTEST_STANDFIRST else Reason.METADATA


def _before_title(line: Line, before: Sequence[Labelled]) -> Role | Reason:
    """A few words over the headline name the section or the topic, in an outlet's own words."""
    if len(line.text.split()) > _LONGEST_KICKER or not line.headline:
        return Reason.NAVIGATION
    return Reason.SECTION if any(item.role is Role.SECTION for item in before) else Role.SECTION


def _is_address(line: Line) -> bool:
    """A byline of an address and no name: "jane.doe@example.org"."""
    return line.byline is not None and not line.byline.people and "@" in line.text and line.date is None


def meta_role(line: Line) -> Role:
    """What a line that is about the article, and none of its words, does for it."""
    if line.date is not None:
        return Role.DATE
    if line.dateline_only:
        return Role.DATELINE
    return Role.CREDIT if line.credit or line.masthead else Role.BYLINE


# --- body and foot ----------------------------------------------------------------------------------------------------


def _foot_start(lines: Sequence[Line], start: int) -> int:
    """Index after the last line of the body: bylines, credits, dates and mastheads at the end are its foot."""
    end = len(lines)
    while end > start + 1 and len(lines) - end < _FOOT_LINES and (lines[end - 1].meta or lines[end - 1].bare_byline):
        end -= 1
    return end


def _label_body(
    body: Sequence[Line], title: Line | None, names: frozenset[str]
) -> tuple[list[Labelled], list[Removed]]:
    labelled: list[Labelled] = []
    removed: list[Removed] = []
    interview = _is_interview(body)
    for index, line in enumerate(body):
        reason = _no_body(body, index, title, names)
        if reason:
            removed.append(Removed(line.block, reason, "label:body"))
        else:
            labelled.append(Labelled(line.block, _body_role(body, index, interview=interview)))
    return labelled, removed


def _no_body(body: Sequence[Line], index: int, title: Line | None, names: frozenset[str]) -> Reason | None:
    """Why a line among the paragraphs is none of them after all."""
    line = body[index]
    if title is not None and line.headline and same_words(line.text, title.text):
        return Reason.TITLE_REPEAT
    if line.separator and _RULE.fullmatch(line.text):
        return Reason.NAVIGATION
    # The last paragraph begins with the author's own name: it is about the author.
    last = index >= len(body) - 2 and index >= 3
    return Reason.BIOGRAPHY if last and any(line.text.startswith(name) for name in names) else None


def _body_role(body: Sequence[Line], index: int, *, interview: bool) -> Role:
    line = body[index]
    if line.meta and _is_marked_byline(line) and (index < 2 or index + 2 >= len(body)):
        return meta_role(line)
    question = interview and line.text.endswith(("?", "？", "؟"))
    return Role.SUBHEAD if _is_subhead(body, index) and not question else Role.PARAGRAPH


def _is_subhead(body: Sequence[Line], index: int) -> bool:
    """A short line without a sentence's end, alone between paragraphs: two such lines together are verse or a list."""
    line = body[index]
    if index + 1 >= len(body) or line.weight > _LONGEST_SUBHEAD or time_entry(line.text) or _SPEAKER.match(line.text):
        return False
    if not line.headline and not _is_announcement(line):
        return line.block.kind is Kind.HEADING
    following, before = body[index + 1], body[index - 1] if index else None
    alone = (following.prose or following.weight > 2 * line.weight) and (
        before is None or before.prose or before.weight > 2 * line.weight
    )
    return alone or line.block.kind is Kind.HEADING


def _is_announcement(line: Line) -> bool:
    """A subhead in the form of a headline with a speaker, full stop or not: "Minister: the bridge will be ready."."""
    return (
        line.sentence
        and line.weight <= _LONGEST_ANNOUNCEMENT
        and bool(_ANNOUNCES.match(line.text))
        and _sentences(line.text) <= 1
    )


def _is_interview(body: Sequence[Line]) -> bool:
    questions = sum(line.text.endswith(("?", "？", "؟")) and line.weight < _LONGEST_STANDFIRST for line in body)
    return questions >= 3 and questions >= 0.2 * len(body)


def _is_marked_byline(line: Line) -> bool:
    return line.byline is not None and not line.bare_byline
