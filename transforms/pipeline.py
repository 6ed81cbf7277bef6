"""The chain, from a capture to its articles, as it reads from top to bottom."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms import PIPELINE_VERSION
from transforms.article import Sources, assemble
from transforms.blocks import text_blocks
from transforms.boilerplate import strip_boilerplate
from transforms.decode import decode
from transforms.language import LanguageFinding, detect_language
from transforms.outlets import read_outlet
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
    Removed,
    Segment,
    Stage,
    Structured,
)

if TYPE_CHECKING:
    from transforms.html.tree import HtmlTree


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
    read = _read(capture, page)
    language = _page_language(read)
    structured = _structured(capture, read, language)
    cleaned = _merge(strip_boilerplate(read.blocks, language.language if language else None), read.furniture)
    segments = segment(cleaned, language.language if language else None)
    if not segments:
        reason = "only-boilerplate" if cleaned.removed else "no-article"
        detail = "every line is boilerplate" if cleaned.removed else "no paragraph in it"
        return Trace(
            page, cleaned, (), Extraction((), (Rejected(capture.uri, Stage.CLEAN, reason, detail, capture.sha256),))
        )
    sources = _sources(capture, page, structured, language, segments)
    results = [assemble(item, sources) for item in segments]
    articles = tuple(result for result in results if isinstance(result, Article))
    rejected = tuple(result for result in results if isinstance(result, Rejected))
    return Trace(page, cleaned, segments, Extraction(articles, rejected))


def _rejection(rejected: Rejected) -> Trace:
    return Trace(None, None, (), Extraction((), (rejected,)))


@dataclass(frozen=True, slots=True)
class _Read:
    """A page before it is cleaned; plain text says nothing of itself beside its lines."""

    blocks: tuple[Block, ...]
    furniture: tuple[Removed, ...] = ()
    tree: "HtmlTree | None" = None


def _read(capture: Capture, page: Page) -> _Read:
    if capture.media_type == "text/plain":
        return _Read(text_blocks(page.text))
    from transforms.html.blocks import html_blocks, parse  # noqa: PLC0415 - text captures need no HTML parser
    from transforms.html.tree import read_tree  # noqa: PLC0415

    found = html_blocks(parse(page.text))
    return _Read(found.blocks, found.removed, read_tree(page.text))


def _structured(capture: Capture, read: _Read, language: LanguageFinding | None) -> Structured:
    if read.tree is None:
        return Structured()
    from transforms.html.structured import read_structured  # noqa: PLC0415

    context = Context(capture.url, capture.captured_at, language.language if language else None)
    return read_structured(read.tree, context)


def _page_language(read: _Read) -> LanguageFinding | None:
    """The language of the longest lines: menus are short, and often in another language."""
    longest = sorted((block for block in read.blocks if len(block.text) > 60), key=lambda block: -len(block.text))[:4]
    longest = longest or sorted(read.blocks, key=lambda block: -len(block.text))[:8]
    sample = "\n".join(block.text[:600] for block in longest)
    return detect_language(sample, read.tree.root.get("lang") if read.tree else None)


def _merge(cleaned: Cleaned, furniture: tuple[Removed, ...]) -> Cleaned:
    removed = sorted((*cleaned.removed, *furniture), key=lambda item: item.block.where)
    return Cleaned(cleaned.kept, tuple(removed)) if furniture else cleaned


def _sources(
    capture: Capture,
    page: Page,
    structured: Structured,
    language: LanguageFinding | None,
    segments: tuple[Segment, ...],
) -> Sources:
    """What the articles share. The outlet of the whole matters where only the last of several has the rights line."""
    outlet = None
    if len(segments) > 1:
        everything = Segment(
            tuple(item for part in segments for item in part.blocks),
            tuple(item for part in segments for item in part.removed),
            0,
            1,
            "whole",
        )
        outlet = read_outlet(
            everything, Context(capture.url, capture.captured_at, language.language if language else None), None
        )
    return Sources(capture, page, PIPELINE_VERSION, structured, language, outlet)
