"""The chain, from a capture to its articles, as it reads from top to bottom."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from transforms import PIPELINE_VERSION
from transforms.article import Sources, assemble
from transforms.blocks import text_blocks
from transforms.boilerplate import strip_boilerplate
from transforms.decode import decode
from transforms.language import LanguageFinding, detect_language
from transforms.outlets import OutletFinding, read_outlet
from transforms.segment import segment
from transforms.types import (
    Article,
    Block,
    Capture,
    Cleaned,
    Context,
    Extraction,
    Page,
    Rejected,
    Segment,
    Stage,
    Structured,
)


@dataclass(frozen=True, slots=True)
class Trace:
    """Every step's result for one capture: what `copydesk explain` shows."""

    page: Page | None
    cleaned: Cleaned | None
    segments: tuple[Segment, ...]
    extraction: Extraction


def extract_capture(capture: Capture) -> Extraction:
    """The articles of a capture, and what was rejected with stage and reason; never raises."""
    return trace_capture(capture).extraction


def trace_capture(capture: Capture) -> Trace:
    """As extract_capture, with the steps between kept."""
    try:
        return _trace(capture)
    except Exception as error:  # noqa: BLE001 - a bug's only net: the capture is counted and named, the run goes on
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        where = f"{place.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{place.tb_lineno}" if place else "?"
        detail = f"{type(error).__name__} at {where}: {error}"[:500]
        return _rejection(Rejected(capture.uri, Stage.ENRICH, "bug", detail, capture.sha256))


def _trace(capture: Capture) -> Trace:
    page = decode(capture)
    if isinstance(page, Rejected):
        return _rejection(page)
    read = _read_text(page) if capture.media_type == "text/plain" else _read_html(capture, page)
    if read.rejected is not None:
        return Trace(page, read.cleaned, (), Extraction((), (read.rejected,)))
    if not read.segments:
        reason = "only-boilerplate" if read.cleaned.removed else "no-article"
        detail = "every line is boilerplate" if read.cleaned.removed else "no paragraph in it"
        rejected = Rejected(capture.uri, Stage.CLEAN, reason, detail, capture.sha256)
        return Trace(page, read.cleaned, (), Extraction((), (rejected,)))
    sources = _sources(capture, page, read)
    results = [
        assemble(item, _with_facts(own, facts))
        for item, own, facts in zip_longest(read.segments, sources, read.facts, fillvalue=None)
        if item is not None and own is not None
    ]
    articles = tuple(result for result in results if isinstance(result, Article))
    rejected_parts = tuple(result for result in results if isinstance(result, Rejected))
    return Trace(page, read.cleaned, read.segments, Extraction(articles, rejected_parts))


def _rejection(rejected: Rejected) -> Trace:
    return Trace(None, None, (), Extraction((), (rejected,)))


@dataclass(frozen=True, slots=True)
class _Read:
    """A capture cleaned and cut into articles, and what it says of itself beside its words."""

    cleaned: Cleaned
    segments: tuple[Segment, ...]
    language: LanguageFinding | None
    structured: Structured = field(default_factory=Structured)
    rejected: Rejected | None = None  # it is no article's page
    facts: tuple[
        Structured, ...
    ] = ()  # what is declared of each segment alone, where it is not of the page: a live blog's entries


def _read_text(page: Page) -> _Read:
    blocks = text_blocks(page.text)
    language = _page_language(blocks, None)
    code = language.language if language else None
    cleaned = strip_boilerplate(blocks, code)
    return _Read(cleaned, segment(cleaned, code), language)


def _read_html(capture: Capture, page: Page) -> _Read:
    from transforms.html.content import read_content  # noqa: PLC0415 - text captures need no HTML parser
    from transforms.html.live_blog import read_live_blog  # noqa: PLC0415
    from transforms.html.page_kind import page_kind  # noqa: PLC0415
    from transforms.html.page_segment import page_segment  # noqa: PLC0415
    from transforms.html.structured import declared_language, read_structured  # noqa: PLC0415
    from transforms.html.tree import read_tree  # noqa: PLC0415

    tree = read_tree(page.text)
    if tree is None:
        return _Read(Cleaned((), ()), (), None)
    content = read_content(tree)
    declared = declared_language(tree)
    language = _page_language(content.kept, declared.value if declared else None)
    code = language.language if language else None
    structured = read_structured(tree, Context(capture.url, capture.captured_at, code))
    title, standfirst = (fact.value if fact else None for fact in (structured.title, structured.description))
    found = page_segment(content, title, standfirst, code)
    cleaned = Cleaned(content.kept, content.removed)
    kind = page_kind(tree, structured, found, capture.url)
    if not kind.is_article and not structured.is_live:
        rejected = Rejected(capture.uri, Stage.CLEAN, kind.kind, kind.evidence, capture.sha256)
        return _Read(cleaned, (), language, structured, rejected)
    entries = read_live_blog(tree, content, found, structured, capture.url)
    if entries:
        segments, facts = tuple(one.segment for one in entries), tuple(one.structured for one in entries)
        return _Read(cleaned, segments, language, structured, facts=facts)
    return _Read(cleaned, (found,) if found else (), language, structured)


def _page_language(blocks: Sequence[Block], declared: str | None) -> LanguageFinding | None:
    """The language of the longest lines: menus are short, and often in another language."""
    longest = sorted((block for block in blocks if len(block.text) > 60), key=lambda block: -len(block.text))[:4]
    longest = longest or sorted(blocks, key=lambda block: -len(block.text))[:8]
    sample = "\n".join(block.text[:600] for block in longest)
    return detect_language(sample, declared)


def _with_facts(sources: Sources, facts: Structured | None) -> Sources:
    """The sources of an entry that has facts, and maybe an address, of its own."""
    if facts is None:
        return sources
    url = facts.url.value if facts.url and facts.url != sources.structured.url else sources.capture.url
    return replace(sources, structured=facts, capture=replace(sources.capture, url=url))


def _sources(capture: Capture, page: Page, read: _Read) -> tuple[Sources, ...]:
    """What each segment's article shares with its neighbours."""
    shared = Sources(capture, page, PIPELINE_VERSION, read.structured, read.language)
    if len(read.segments) < 2:
        return (shared,)
    pages = [bisect_right(read.cleaned.pages, item.blocks[0].block.where) for item in read.segments]
    outlets = {number: _outlet_of_page(capture, read, pages, number) for number in set(pages)}
    return tuple(replace(shared, outlet=outlets[number]) for number in pages)


def _outlet_of_page(capture: Capture, read: _Read, pages: Sequence[int], number: int) -> OutletFinding | None:
    """Of several articles only the last may have the rights line; pages pasted together may be of several outlets."""
    parts = [item for item, page in zip(read.segments, pages, strict=True) if page == number]
    everything = Segment(
        tuple(item for part in parts for item in part.blocks),
        tuple(item for part in parts for item in part.removed),
        0,
        1,
        "whole",
    )
    code = read.language.language if read.language else None
    return read_outlet(everything, Context(capture.url, capture.captured_at, code), None)
