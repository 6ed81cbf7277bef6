"""Outlets: who published an article, from an address, a masthead, a rights line, or a house-style dateline.

The table (transforms/data/outlets.tsv) knows outlets by address and by name. What it does not know keeps the name or the
address by which the capture calls it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick

from transforms import agencies, domains
from transforms.evidence import verbatim
from transforms.lazy_pattern import lazy
from transforms.names import fold
from transforms.outlet_table import (
    OutletRow,
    any_of,
    by_id,
    by_name,
    by_strong_name,
    by_url,
    from_url,
    in_language,
    within,
    words_of,
)
from transforms.sections import is_section
from transforms.types import Block, Context, Outlet, Reason, Role, Segment

__all__ = [
    "OutletFinding",
    "OutletRow",
    "by_id",
    "by_name",
    "by_url",
    "from_url",
    "is_rights",
    "read_masthead",
    "read_outlet",
    "read_rights",
    "split_title",
]

_LONGEST_MASTHEAD = 80  # characters
_LONGEST_RIGHTS = 600  # characters: rights lines of agencies are paragraphs
_LONGEST_RIGHTS_KEPT = 250  # characters, among the lines that cleaning kept
_LONGEST_LABEL = 160  # characters of a byline or a date line
_DOMAIN = re.compile(r"(?:https?://)?((?:[\w-]{1,63}\.){1,4}[^\W\d_]{2,18})/?", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s+[|•·–—›»/:-]+\s+|\s*[|｜»›•]\s*")
_SEPARATES = re.compile("[|•·–—›»/:｜-]")  # a cheap test before them
_TRAIL = re.compile(r"\s*[>›»]+\s*")
_EDGES = " \t.,;:|•·–—-*«»\"“”„'‘’()[]【】<>《》#_=~"
_MARKED_YEAR = re.compile(
    r"(?:©|\(c\)|ⓒ)\s*(?:\d{4})?|\b(?:19|20)\d\d\b(?:\s*[-–—]\s*(?:(?:19|20)\d\d|\d\d))?", re.IGNORECASE
)
_LABEL_PARTS = re.compile(
    r"\s*[,|｜/()（）•·–—]\s*|\s+-\s+|\s+(?:for|of|special to|für|pour|para|per|voor|для)\s+", re.IGNORECASE
)
_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,4}[a-z]{2,18}\b", re.IGNORECASE)
_SITE = re.compile(r"(?:网|網|\.(?:com|net|org|[a-z]{2})|online)$", re.IGNORECASE)
# Under wire copy on other people's pages.
_SYNDICATED = re.compile(
    r"may not be (?:published|reproduced|redistributed|broadcast)|weiterverbreitung|photo|foto", re.IGNORECASE
)
_HAN_OR_KANA = lazy(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class OutletFinding:
    """The outlet of a segment, the rule that found it and the words it was read from."""

    outlet: Outlet
    rule: str  # url, masthead, rights, source, title, date-line, byline, dateline, first-published, agency-masthead
    words: str  # as in the capture; for an address beside the capture, the address
    where: int  # the line; 0: beside the capture


# --- lines ------------------------------------------------------------------------------------------------------------


def read_masthead(line: str) -> OutletRow | None:
    """The outlet that a short line names and does nothing else: its name, its domain, "Name | Section", "Source: Name"."""
    if is_section(line):
        return None  # "Политика" over a headline is a section, whatever papers are called so
    if len(line) > _LONGEST_MASTHEAD:
        return None
    return _read_name(line.strip(_EDGES))


@lru_cache(maxsize=256)  # several steps ask about the same few lines
def _read_name(text: str) -> OutletRow | None:
    return by_strong_name(text) or _read_domain(text) or _read_source(text) or _read_named_section(text)


def _read_domain(text: str) -> OutletRow | None:
    found = _DOMAIN.fullmatch(text) if "." in text else None
    return from_url(found[1]) if found else None


@cache
def _source_label() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words_of('source'))})(?:\s*[:：]\s*|\s+)(?=\S)", re.IGNORECASE)


def _read_source(text: str) -> OutletRow | None:
    label = _source_label().match(text)
    if label is None:
        return None
    name = text[label.end() :].strip(_EDGES)
    named = ":" in label[0] or "：" in label[0]
    # Without its colon the label is a plain word: "From Reform" is no source.
    return (by_name(name) if named else by_strong_name(name)) or _read_domain(name)


def _read_named_section(text: str) -> OutletRow | None:
    if not _SEPARATES.search(text):
        return None
    parts = _SEPARATORS.split(text)
    if len(parts) not in {2, 3} or any(len(part.split()) > 4 for part in parts):
        return None
    found = [row for row in map(by_strong_name, parts) if row]
    if (twice := by_name(parts[0])) and all(by_name(part) is twice for part in parts):
        return twice  # "AGI - Agenzia Italia"
    # An agency's name beside other words is a credit.
    return found[0] if len(found) == 1 and found[0].kind != "agency" else None


def _read_trail(text: str) -> OutletRow | None:
    """The site with which the way to an article begins: "新华网 > 地方 > 正文"; the line itself names a section."""
    if len(text) > _LONGEST_MASTHEAD or not (">" in text or "›" in text or "»" in text):
        return None
    steps = _TRAIL.split(text)
    return by_strong_name(steps[0].strip(_EDGES)) if len(steps) > 2 else None


def split_title(title: str) -> tuple[str, OutletRow | None]:
    """A headline without the outlet's name at its end or beginning ("Headline | The Guardian"), and that outlet."""
    breaks = list(_SEPARATORS.finditer(title)) if _SEPARATES.search(title) else []
    if not breaks:
        return title, None
    last, first = breaks[-1], breaks[0]
    if row := _ends_title(last[0], title[last.end() :].strip()):
        return title[: last.start()].strip(), row
    if "|" in first[0] and (row := by_strong_name(title[: first.start()])):
        return title[first.end() :].strip(), row
    return title, None


def _ends_title(separator: str, name: str) -> OutletRow | None:
    """After a dash a short name or an agency is whom the headline cites: "US to send troops – NYT"."""
    row = by_strong_name(name) or _read_domain(name)
    if row is None or any(mark in separator for mark in "|»›•·"):
        return row
    return row if row.kind != "agency" and (" " in name or "." in name or not name.isascii()) else None


@cache
def _marks() -> tuple[AhoCorasick, tuple[str, ...]]:
    """A matcher of the words that single out the few lines worth reading, and the kind of each."""
    kinds = ("rights", "copyright", "published")
    words = [(word, kind) for kind in kinds for word in words_of(kind)]
    return AhoCorasick([word for word, _ in words]), tuple(kind for _, kind in words)


@lru_cache(maxsize=256)
def _marked(line: str) -> frozenset[str]:
    """The kinds of mark in a line."""
    matcher, kinds = _marks()
    return frozenset(kinds[index] for index, _, _ in matcher.find_matches_as_indexes(line.lower()))


@cache
def _rights() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words_of('rights') + words_of('copyright'))}", re.IGNORECASE)


@cache
def _filler() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:(?:{any_of(words_of('filler'))})(?![\w])\s*)+|\s+(?:{any_of(('by', 'to', 'for', 'is', 'are'))})$",
        re.IGNORECASE,
    )


@cache
def _form() -> re.Pattern[str]:
    return re.compile(rf"[\s,]+(?:{any_of(words_of('form'))})\.?$", re.IGNORECASE)


@cache
def _copyright() -> re.Pattern[str]:
    return re.compile(
        rf"\W*(?:{any_of(words_of('copyright'))})\s*(?:©|ⓒ|\(c\)|\d{{4}}|[:：,]|(?:by|the|of)\b|\W*$|(?-i:[A-Z]))|.*\bcopyright\W*$",
        re.IGNORECASE,
    )


def is_rights(line: str) -> bool:
    """Whether a line speaks of rights in what stands above it."""
    if len(line) > _LONGEST_RIGHTS:
        return False
    marks = _marked(line)
    return "rights" in marks or ("copyright" in marks and bool(_copyright().match(line)))


def read_rights(line: str) -> OutletRow | None:
    """The outlet that a rights line names as the holder; one that the table does not know keeps the line's words.

    None where the line is no rights line, or names nobody that publishes ("All rights reserved").
    """
    if not is_rights(line):
        return None
    holders = tuple(_holders(line))
    for read in (by_name, _read_domain, within):
        for holder in holders:
            if found := read(holder):
                return found
    return next(filter(None, map(_unknown_holder, holders)), None)


def _holders(line: str) -> Iterator[str]:
    """What a rights line says besides the rights, longest readings first."""
    bare = _MARKED_YEAR.sub("\n", _rights().sub("\n", line[:_LONGEST_RIGHTS]))
    for part in re.split(r"[\n|;。，、·•]|(?<!\b[A-Z])\.\s|\s[-–—]\s", bare):
        holder = _filler().sub("", part.strip(_EDGES)).strip(_EDGES)
        while holder:
            yield holder
            shorter = _form().sub("", holder).strip(_EDGES)
            if shorter == holder:
                break
            holder = shorter


def _unknown_holder(holder: str) -> OutletRow | None:
    words = holder.split()
    plausible = 1 <= len(words) <= 6 and len(holder) <= 50 and (words[0][0].isupper() or not holder.isascii())
    if not plausible or not _sounds_like_press(holder):
        return None
    return OutletRow(fold(holder).replace(" ", "-"), holder, None, None, None, "")


@cache
def _press() -> frozenset[str]:
    return frozenset(map(fold, words_of("press")))


def _sounds_like_press(name: str) -> bool:
    folded = fold(name)
    if _press().intersection(folded.split(" ")):
        return " " in folded or not name.isascii()
    return (
        not name.isascii()
        and bool(_HAN_OR_KANA.search(name))
        and any(name.endswith(noun) for noun in words_of("press") if not noun.isascii())
    )


@cache
def _published() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words_of('published'))})\s*:?\s*(.{{2,60}})", re.IGNORECASE)


def _read_first_published(line: str) -> OutletRow | None:
    found = _published().search(line) if len(line) <= 200 and "published" in _marked(line) else None
    return None if found is None else within(found[1])


# --- a segment --------------------------------------------------------------------------------------------------------


def read_outlet(segment: Segment, context: Context, dateline_agency: str | None) -> OutletFinding | None:
    """Who published the segment; None where nothing says so.

    An address beside the capture comes first; then the lines that exist to name the outlet (masthead, rights, source), then
    what names it in passing (`_RULES`, surest first). `dateline_agency` is the dateline's agency as written: "Place, AGENCY"
    on a line of its own is the house style of a national agency's own site, so that the agency is the outlet when nothing
    else is named. An agency's name elsewhere is a credit, and agencies are credited on other people's pages.
    """
    if context.url and (row := from_url(context.url)):
        return OutletFinding(_outlet(row), "url", context.url, 0)
    witnesses = [*_lines_that_name(segment), *_house_dateline(segment, dateline_agency)]
    if not witnesses:
        return None
    best = min(witnesses, key=lambda witness: _RULES.index(witness.rule))
    row = in_language(best.row, context.language)
    return OutletFinding(_outlet(row), best.rule, verbatim(best.block.raw, best.block.text), best.block.where)


def _outlet(row: OutletRow) -> Outlet:
    host = row.domain.partition("/")[0] if row.domain else ""
    domain = domains.registrable(host) if host.count(".") > 1 else host
    return Outlet(id=row.id, name=row.name, domain=domain or None, country=row.country)


_RULES = (
    "masthead",
    "rights",
    "title",
    "date-line",
    "byline",
    "agency-rights",
    "agency-masthead",
    "dateline",
    "first-published",
    "furniture",
    "rights-unknown",
)
_NOT_THE_OUTLETS = frozenset(
    {Reason.RELATED, Reason.COMMENT, Reason.EMBED, Reason.AD, Reason.CAPTION, Reason.COUNTER, Reason.TRANSLATION}
)
_FURNITURE = frozenset(
    {Reason.SOCIAL, Reason.NEWSLETTER, Reason.PAYWALL, Reason.COOKIE, Reason.NAVIGATION, Reason.CONTACT}
)
_NO_LABEL = frozenset({Role.SUMMARY, Role.SUBHEAD})


@dataclass(frozen=True, slots=True)
class _Witness:
    rule: str
    row: OutletRow
    block: Block


def _lines_that_name(segment: Segment) -> Iterator[_Witness]:
    title = next((kept.block.where for kept in segment.blocks if kept.role is Role.TITLE), 0)
    for kept in segment.blocks:
        if kept.role is Role.TITLE:
            yield from _in_title(kept.block)
        elif kept.role not in _NO_LABEL:
            yield from _in_line(kept.block, kept.role, title)
    for removed in segment.removed:
        if removed.reason is Reason.TITLE_REPEAT:
            yield from _in_title(removed.block)
        elif removed.reason not in _NOT_THE_OUTLETS:
            yield from _in_line(removed.block, None, title)
        elif removed.reason is Reason.RELATED:
            yield from _in_rights(removed.block, None)
        if removed.reason in _FURNITURE:
            yield from _in_furniture(removed.block)


def _in_title(block: Block) -> Iterator[_Witness]:
    if row := split_title(block.text)[1]:
        yield _Witness("title", row, block)


def _in_line(block: Block, role: Role | None, title: int) -> Iterator[_Witness]:
    text = block.text
    if row := read_masthead(text):
        if row.kind != "agency" or _is_site(text):
            yield _Witness("masthead", row, block)
        elif block.where < title:
            yield _Witness("agency-masthead", row, block)
    elif rights := list(_in_rights(block, role)):
        yield from rights
    elif row := _in_label(text, role):
        yield _Witness("byline" if role is Role.BYLINE else "date-line", row, block)
    elif role is None and (row := _read_trail(text)):
        yield _Witness("furniture", row, block)
    elif row := _read_first_published(text):
        yield _Witness("first-published", row, block)


def _in_rights(block: Block, role: Role | None) -> Iterator[_Witness]:
    row = read_rights(block.text) if role is None or len(block.text) <= _LONGEST_RIGHTS_KEPT else None
    if row and not row.kind:
        yield _Witness("rights-unknown", row, block)
    elif row and row.kind != "agency":
        yield _Witness("rights", row, block)
    elif row and not _SYNDICATED.search(block.text):
        yield _Witness("agency-rights", row, block)


def _is_site(text: str) -> bool:
    """Whether a line names an agency's site rather than the agency."""
    return bool(_SITE.search(text.rstrip(_EDGES)))


def _in_label(text: str, role: Role | None) -> OutletRow | None:
    """The newspaper or broadcaster beside a name or a date: "By Jane Doe, BBC News", "The Guardian, 3 May 2016"."""
    if role not in {Role.BYLINE, Role.DATE} or len(text) > _LONGEST_LABEL:
        return None
    first, *others = _LABEL_PARTS.split(text)
    found = [within(part) for part in others] + [by_strong_name(first) or _read_source(first)]
    return next((row for row in found if row and row.kind != "agency"), None)


def _in_furniture(block: Block) -> Iterator[_Witness]:
    """The site's own: "Follow Al Jazeera on Twitter": a name of several words, or an address that the table knows."""
    if len(block.text) > _LONGEST_LABEL:
        return
    hosts = _HOST.findall(block.text) if "." in block.text else []
    row = within(block.text) or next(filter(None, map(by_url, hosts)), None)
    if row and row.kind != "agency" and (" " in fold(row.name) or not row.name.isascii() or hosts):
        yield _Witness("furniture", row, block)


def _house_dateline(segment: Segment, agency: str | None) -> Iterator[_Witness]:
    row = agencies.by_name(agency) if agency else None
    site = by_id(row.outlet) if row and row.outlet else None
    if agency is None or site is None:
        return
    for kept in segment.blocks:
        bracketed = re.search(rf"[(/\[（]\s*{re.escape(agency)}", kept.block.text)
        if kept.role is Role.DATELINE and agency in kept.block.text and not bracketed:
            yield _Witness("dateline", site, kept.block)
