"""From one segment to the article document: every finding asked for, with the words it was read from."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time

from transforms.agencies import read_agencies
from transforms.bylines import read_authors
from transforms.dateline import DatelineMatch, read_dateline
from transforms.entities import find_named
from transforms.evidence import verbatim
from transforms.fingerprint import fingerprint
from transforms.function_words import speaks
from transforms.label import summary_text
from transforms.language import LanguageFinding, detect_language
from transforms.lines import time_entry
from transforms.mentioned_dates import read_mentioned_dates
from transforms.named import read_names, with_names
from transforms.names import fold as fold_name
from transforms.outlets import OutletFinding, by_name, by_url, read_outlet, split_title
from transforms.places import resolve
from transforms.published import Dates, read_published
from transforms.sections import is_section, read_breadcrumb, section_name
from transforms.syndication import Origin, read_origin
from transforms.types import (
    Article,
    Author,
    Block,
    Capture,
    CaptureInfo,
    Context,
    Dateline,
    Evidence,
    Fact,
    GeoPoint,
    Labelled,
    Outlet,
    Page,
    Precision,
    Reason,
    Rejected,
    RemovedText,
    Role,
    Segment,
    Stage,
    Structured,
)
from transforms.words import count_words

_CUT_SHORT = re.compile(r"(?:…|\.\.\.|\[\+\d+ chars\])\s*$")
_FEWEST_ENTRIES = 3  # timed paragraphs that make a live blog
_UNDER_BODY = 12  # runs of a page under its text where an offer to subscribe speaks of it
_SHORTEST_OFFER = 18  # characters: "Premium" and "All offers" are labels
_OVER_TITLE = 8  # lines over the headline in which its section is looked for
_SHORT_BODY = 100  # characters: below this the title is needed to tell the language


@dataclass(frozen=True, slots=True)
class Sources:
    """What every article of a capture shares."""

    capture: Capture
    page: Page
    version: str  # of the pipeline
    structured: Structured
    language: LanguageFinding | None = None  # of the capture as a whole
    outlet: OutletFinding | None = None  # of the capture as a whole: for segments that name none


@dataclass(frozen=True, slots=True)
class _Text:
    """A segment's words, apart from where they came from."""

    title: Block | None
    title_text: str | None
    summary: tuple[Block, ...]
    section: Block | None
    paragraphs: tuple[str, ...]
    subheads: tuple[str, ...]
    dateline: DatelineMatch | None
    dateline_block: Block | None


def assemble(segment: Segment, sources: Sources) -> Article | Rejected:
    """The article of one segment; Rejected with reason no-body where none of its lines is body."""
    text = _read_text(segment, sources)
    if not text.paragraphs:
        return Rejected(
            sources.capture.uri, Stage.SEGMENT, "no-body", "a head without a paragraph", sources.capture.sha256
        )
    body = "\n\n".join(text.paragraphs)
    language = _language(text, body, segment, sources)
    code = language.language if language else None
    outlet = _outlet(segment, text, sources, code)
    context = _context(sources, outlet, code)
    dates = _dates(segment, text, context, sources)
    authors = _authors(segment, text, sources, code)
    origin = _origin(segment, sources, outlet, code)
    credited = sources.structured.credits if segment.evidence == "page" else ()
    agencies = read_agencies(segment, text.dateline.agency if text.dateline else None, credited)
    standfirst = tuple(block.text for block in text.summary)
    declared = sources.structured.description if segment.evidence == "page" else None
    paragraphs = (*standfirst, *text.paragraphs)
    names = read_names(text.title_text, paragraphs, code, find_named(text.title_text, paragraphs, code))
    dateline = _dateline(text, code)
    section = _section(segment, text, sources)
    if section and outlet and section[0].casefold() == outlet.outlet.name.casefold():
        section = None  # the masthead over the headline
    article = Article(
        id=_article_id(sources.capture.sha256, segment.position),
        capture=_capture_info(segment, sources),
        title=text.title_text,
        summary=" ".join(summary_text(block.text) for block in text.summary) or (declared.value if declared else None),
        section=section[0] if section else None,
        body=body,
        subheads=text.subheads,
        word_count=count_words(body),
        language=code,
        language_confidence=round(language.confidence, 3) if language else None,
        published=dates.published,
        modified=dates.modified,
        mentioned_dates=read_mentioned_dates(text.paragraphs, code, dates.published, sources.capture.captured_at),
        dateline=dateline,
        outlet=outlet.outlet if outlet else None,
        syndicated_from=origin.outlet if origin else None,
        agencies=tuple(finding.name for finding in agencies),
        authors=tuple(author for author, _ in authors),
        removed=tuple(
            RemovedText(reason=item.reason, text=item.block.text, where=item.block.where) for item in segment.removed
        ),
        removed_reasons=tuple(sorted({item.reason for item in segment.removed})),
        flags=_flags(segment, sources, body),
        evidence=(
            *_text_evidence(text, section),
            *((_declared("summary", declared),) if declared and not text.summary else ()),
            *((Evidence(field="outlet", words=outlet.words, where=outlet.where),) if outlet else ()),
            *((Evidence(field="syndicated_from", words=origin.words, where=origin.where),) if origin else ()),
            *(Evidence(field="agencies", words=finding.words, where=finding.where) for finding in agencies),
            *(evidence for _, evidence in authors),
        ),
        fingerprint=fingerprint(text.title_text, body),
        pipeline_version=sources.version,
    )
    return with_names(article, names)


# --- text -------------------------------------------------------------------------------------------------------------


def _read_text(segment: Segment, sources: Sources) -> _Text:
    title = _first(segment.blocks, Role.TITLE)
    code = sources.language.language if sources.language else None
    dateline, dateline_block, paragraphs = _take_dateline(segment, code)
    return _Text(
        title=title,
        title_text=_title_text(title, segment, sources),
        summary=tuple(item.block for item in segment.blocks if item.role is Role.SUMMARY),
        section=_first(segment.blocks, Role.SECTION),
        paragraphs=paragraphs,
        subheads=tuple(item.block.text for item in segment.blocks if item.role is Role.SUBHEAD),
        dateline=dateline,
        dateline_block=dateline_block,
    )


def _first(blocks: Iterable[Labelled], role: Role) -> Block | None:
    return next((item.block for item in blocks if item.role is role), None)


def _title_text(title: Block | None, segment: Segment, sources: Sources) -> str | None:
    declared = sources.structured.title
    if declared and segment.evidence == "page":
        return declared.value  # its reader has seen the headline on the page as well
    if title is None:
        return split_title(declared.value)[0] if declared and segment.count == 1 else None
    words = time_entry(title.text) if segment.evidence == "ticker" else 0
    return split_title(title.text[words:])[0]


def _take_dateline(
    segment: Segment, language: str | None
) -> tuple[DatelineMatch | None, Block | None, tuple[str, ...]]:
    """The dateline of a line of its own, or off the first paragraph; and the body's paragraphs without it."""
    body = [item for item in segment.blocks if item.role in (Role.PARAGRAPH, Role.SUBHEAD)]
    own_line = _first(segment.blocks, Role.DATELINE)
    match, block = (_own_dateline(own_line.text, language), own_line) if own_line else (None, None)
    texts = [item.block.text for item in body]
    first = next((index for index, item in enumerate(body) if item.role is Role.PARAGRAPH), None)
    inline = read_dateline(texts[first], language) if first is not None else None
    if first is not None and inline is not None and inline.end < len(texts[first]):
        texts[first] = texts[first][inline.end :].lstrip()
        match, block = match or inline, block or body[first].block
    return match, block, tuple(texts)


def _own_dateline(text: str, language: str | None) -> DatelineMatch:
    """A dateline that has its line to itself: where nothing tells it as one but its place, it is that place's name."""
    return read_dateline(text, language) or DatelineMatch(place=text, raw=text, end=len(text))


def _section(segment: Segment, text: _Text, sources: Sources) -> tuple[str, Evidence] | None:
    declared = sources.structured.section
    if declared and segment.evidence == "page":
        return declared.value, _declared("section", declared)
    if text.section:
        return section_name(text.section.text), Evidence(
            field="section", words=text.section.raw.strip(), where=text.section.where
        )
    return (declared.value, _declared("section", declared)) if declared else _section_over_title(segment, text)


def _section_over_title(segment: Segment, text: _Text) -> tuple[str, Evidence] | None:
    """From a path, or a section's name set apart, over the headline: cleaning took it out as navigation."""
    title = text.title.where if text.title else 0
    above = {
        item.block.where: item.block for item in segment.removed if title - _OVER_TITLE <= item.block.where < title
    }
    for where in sorted(above, reverse=True):
        block, before = above[where], above.get(where - 1)
        # Over a page's headline a lone name is the last entry of its menu as often as a section.
        alone = (
            segment.evidence != "page"
            and where == max(above)
            and is_section(block.text)
            and (block.gap > 0 or before is None)
        )
        named = section_name(block.text) if alone else read_breadcrumb(block.text)
        if named:
            return named, Evidence(field="section", words=block.raw.strip(), where=where)
    return None


def _declared(field: str, fact: Fact) -> Evidence:
    return Evidence(field=field, words=f"{fact.path} = {fact.value}", where=0)


def _text_evidence(text: _Text, section: tuple[str, Evidence] | None) -> tuple[Evidence, ...]:
    blocks = [("title", block) for block in (text.title,) if block] + [("summary", block) for block in text.summary]
    found = [Evidence(field=field, words=verbatim(block.raw, block.text), where=block.where) for field, block in blocks]
    if text.dateline and text.dateline_block:
        block = text.dateline_block
        found.append(Evidence(field="dateline", words=verbatim(block.raw, text.dateline.raw), where=block.where))
    return (*found, *((section[1],) if section else ()))


# --- findings ---------------------------------------------------------------------------------------------------------


def _language(text: _Text, body: str, segment: Segment, sources: Sources) -> LanguageFinding | None:
    """The capture's language, where the segment's own function words do not speak against it."""
    whole = sources.language
    if whole and (segment.count == 1 or speaks(body, whole.language)) and len(body) > _SHORT_BODY:
        return whole
    declared = sources.structured.language.value if sources.structured.language else None
    sample = body if len(body) > _SHORT_BODY else f"{text.title_text or ''} {body}"
    return detect_language(sample, declared or (whole.language if whole else None))


def _outlet(segment: Segment, text: _Text, sources: Sources, language: str | None) -> OutletFinding | None:
    """What the segment itself says, then the address, then what the page declares, then the capture as a whole."""
    url = sources.capture.url or (sources.structured.url.value if sources.structured.url else None)
    context = Context(url=url, captured_at=sources.capture.captured_at, language=language)
    agency = text.dateline.agency if text.dateline else None
    found = read_outlet(segment, context, agency)
    declared = sources.structured.publisher
    if declared and (found is None or by_url(url or "") is None):
        row = by_name(declared.value)
        domain = found.outlet.domain if found else None
        named = (
            Outlet(id=row.id, name=row.name, domain=row.domain, country=row.country)
            if row
            else Outlet(id=domain or declared.value.casefold(), name=declared.value, domain=domain)
        )
        return OutletFinding(named, "declared", f"{declared.path} = {declared.value}", 0)
    return found or sources.outlet


def _origin(segment: Segment, sources: Sources, outlet: OutletFinding | None, language: str | None) -> Origin | None:
    """Declarations speak of the page's own article only."""
    declared = sources.structured.origins if segment.evidence == "page" else ()
    return read_origin(segment, outlet.outlet if outlet else None, sources.capture.url, declared, language)


def _context(sources: Sources, outlet: OutletFinding | None, language: str | None) -> Context:
    return Context(
        url=sources.capture.url,
        captured_at=sources.capture.captured_at,
        language=language,
        outlet_country=outlet.outlet.country if outlet else None,
        outlet_id=outlet.outlet.id if outlet else None,
    )


def _dates(segment: Segment, text: _Text, context: Context, sources: Sources) -> Dates:
    """What the page's markup says before what its lines say, but for a mere month, and for one article among several."""
    found = read_published(segment, context, text.dateline)
    page = sources.structured
    own = ("page", "live-entry")  # a live blog's entries bring their declarations with them
    several = segment.count > 1 and segment.evidence not in own
    own_first = several or (page.published is not None and page.published.precision is Precision.MONTH)
    published = (found.published or page.published) if own_first else (page.published or found.published)
    return _ticker_time(Dates(published, page.modified or found.modified), segment)


def _ticker_time(dates: Dates, segment: Segment) -> Dates:
    """A ticker's entry has the page's day and its own time; the page's own time is another entry's."""
    title = _first(segment.blocks, Role.TITLE) or segment.blocks[0].block
    moment = dates.published
    words = time_entry(title.text) if segment.evidence == "ticker" else 0
    if not words or moment is None or moment.precision in (Precision.MONTH, Precision.YEAR):
        return dates
    hour, minute = (int(number) for number in re.findall(r"\d+", title.text[:words])[:2])
    zone = moment.date.tzinfo if isinstance(moment.date, datetime) else None
    start = datetime.combine(moment.date, time(hour, minute), zone)
    return Dates(replace(moment, date=start, precision=Precision.MINUTE, rule="ticker"), None)


def _authors(
    segment: Segment, text: _Text, sources: Sources, language: str | None
) -> tuple[tuple[Author, Evidence], ...]:
    found = read_authors(segment, language, text.dateline.authors if text.dateline else ())
    shown = tuple((item.author, Evidence(field="authors", words=item.words, where=item.where)) for item in found)
    page = sources.structured.authors if segment.count == 1 else ()
    if segment.evidence == "page":
        # A bare name by its place alone is a byline in a text; on a page its elements would say so.
        shown = tuple(item for item in shown if item[1].words.strip() != item[0].name)
    if not page:
        return shown
    # The page's reader has seen its bylines as well; the text's lines add roles: who translated, who reported too.
    roles = {fold_name(author.name): author.role for author, _ in shown}
    names = [(fold_name(fact.value), fact) for fact in page]
    named = {name for name, _ in names}
    others = tuple(item for item in shown if item[0].role != "author" and fold_name(item[0].name) not in named)
    return (
        *(
            (Author(name=fact.value, role=roles.get(name, "author")), _declared("authors", fact))
            for name, fact in names
        ),
        *others,
    )


def _dateline(text: _Text, language: str | None) -> Dateline | None:
    match, block = text.dateline, text.dateline_block
    if match is None or match.place is None or block is None:
        return None
    place = resolve(match.place, language)
    raw = verbatim(block.raw, match.raw)
    if place is None:
        return Dateline(place=match.place, raw=raw)
    return Dateline(place=place.name, country=place.country, location=GeoPoint(lat=place.lat, lon=place.lon), raw=raw)


def _flags(segment: Segment, sources: Sources, body: str) -> tuple[str, ...]:
    flags = {
        "paywalled": _is_walled(segment) or sources.structured.is_free is False,
        "live-blog": sources.structured.is_live or segment.evidence == "ticker" or _timed(segment) >= _FEWEST_ENTRIES,
        "truncated": sources.capture.truncated or bool(_CUT_SHORT.search(body[-40:])),
        "mojibake-mended": sources.page.mended,
        "damaged-encoding": sources.page.encoding_rule == "utf-8-damaged",
    }
    return tuple(name for name, raised in flags.items() if raised)


def _is_walled(segment: Segment) -> bool:
    """A line asks to pay for more; on a page beside the text and in a few words, since menus and teasers offer as well."""
    offers = [item for item in segment.removed if item.reason is Reason.PAYWALL]
    if segment.evidence != "page" or not offers:
        return bool(offers)
    body = [item.block.where for item in segment.blocks if item.role is Role.PARAGRAPH]
    first, last = min(body, default=0), max(body, default=0)
    for item in offers:
        start = last if item.rule.startswith("html_furniture") else first - 2  # programs name the whole page after it
        if start < item.block.where <= last + _UNDER_BODY and len(item.block.text) >= _SHORTEST_OFFER:
            return True
    return False


def _timed(segment: Segment) -> int:
    """Paragraphs that begin with a time, as a ticker's do."""
    return sum(bool(time_entry(item.block.text)) for item in segment.blocks if item.role is Role.PARAGRAPH)


# --- the frame --------------------------------------------------------------------------------------------------------


def _article_id(capture_id: str, position: int) -> str:
    """The same capture and position give the same id on any machine."""
    return hashlib.sha256(f"{capture_id}:{position}".encode()).hexdigest()[:32]


def _capture_info(segment: Segment, sources: Sources) -> CaptureInfo:
    capture = sources.capture
    return CaptureInfo(
        id=capture.sha256,
        uri=capture.uri,
        url=capture.url or (sources.structured.url.value if sources.structured.url else None),
        captured_at=capture.captured_at,
        media_type=capture.media_type,
        encoding=sources.page.encoding,
        position=segment.position,
        count=segment.count,
    )
