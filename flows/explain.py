"""`copydesk explain`: a capture line by line, kept or removed and by which rule, and every field with its words."""

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from flows import limits as capture_limits
from flows.extract import rejection_line
from flows.limits import Limits
from flows.printable import printable
from flows.shown import shown_captures
from transforms.document import document
from transforms.pipeline import Trace, trace_capture
from transforms.types import Article, Block, Capture, Evidence, Rejected, Role, Segment

_COLOURS = {Role.TITLE: "bold green", Role.PARAGRAPH: "default", Role.SUBHEAD: "bold"}
_REMOVED = "red"
_META = "cyan"
_FIELDS = (
    "title",
    "summary",
    "section",
    "language",
    "published",
    "modified",
    "dateline",
    "outlet",
    "agencies",
    "authors",
)


@dataclass(frozen=True, slots=True)
class _Fate:
    """What became of one block."""

    block: Block
    fate: str
    rule: str
    colour: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A capture's trace, and its rejects where the limits look for them."""

    trace: Trace
    rejected: tuple[Rejected, ...]


def explain_capture(capture: Capture) -> Explained:
    """What the child does."""
    trace = trace_capture(capture)
    return Explained(trace, trace.extraction.rejected)


EXPLAIN_CAPTURE = f"{__name__}:{explain_capture.__name__}"


def explain(path: str | os.PathLike[str], out: TextIO, *, html: bool = False, limits: Limits | None = None) -> int:
    """Writes the account of a capture, or of every file in a folder, to `out`: in colour on a terminal, or as one HTML page.

    Of a file that holds several, the first; the others have addresses of their own (`page.warc.gz#offset=1234`). `limits` hold
    for each capture; None: those of the environment. Gives the exit status: 0, or 1 where something was rejected.
    """
    limits = capture_limits.from_environment() if limits is None else limits
    console = Console(file=io.StringIO() if html else out, record=html, width=140 if html else None, soft_wrap=False)
    status = 0

    def tell(line: str) -> None:
        console.print(_text(line, style=_META), soft_wrap=True)

    for capture, found in shown_captures(path, EXPLAIN_CAPTURE, limits, tell):
        trace = None if isinstance(found, Rejected) else found.trace
        rejected = (found,) if isinstance(found, Rejected) else found.rejected
        status = 1 if rejected else status
        uri = capture.uri if capture else found.uri
        console.print(Group(*_account(uri, trace), *(_text(rejection_line(item), style=_REMOVED) for item in rejected)))
    if html:
        out.write(console.export_html(inline_styles=True))
    return status


def _text(words: str, style: str = "") -> Text:
    return Text(printable(words), style=style)


def _account(uri: str, trace: Trace | None) -> Iterator[RenderableType]:
    yield _text(uri, style="bold underline")
    if trace is None or trace.page is None:
        return
    mended = ", mojibake mended" if trace.page.mended else ""
    yield _text(
        f"{trace.page.encoding} ({trace.page.encoding_rule}{mended}), {len(trace.extraction.articles)} article(s)\n"
    )
    yield _lines_table(trace)
    for article in trace.extraction.articles:
        yield _text(
            f"\nArticle {article.capture.position + 1} of {article.capture.count}: {article.title or 'without a title'}",
            style="bold",
        )
        yield _fields_table(article)


# --- every line with its fate -----------------------------------------------------------------------------------------


def _lines_table(trace: Trace) -> Table:
    table = Table("line", "fate", "rule", "words", show_lines=False, expand=False)
    for fate in _fates(trace):
        table.add_row(
            _span(fate.block),
            _text(fate.fate, style=fate.colour),
            _text(fate.rule),
            _text(fate.block.text, style=fate.colour),
        )
    return table


def _span(block: Block) -> str:
    return str(block.where) if block.lines == 1 else f"{block.where}-{block.where + block.lines - 1}"


def _fates(trace: Trace) -> list[_Fate]:
    """Every block of the capture once, in order."""
    fates = {fate.block.where: fate for segment in trace.segments for fate in _segment_fates(segment)}
    for item in trace.cleaned.removed if trace.cleaned else ():
        fates.setdefault(item.block.where, _Fate(item.block, item.reason, item.rule, _REMOVED))
    for block in trace.cleaned.kept if trace.cleaned else ():
        fates.setdefault(block.where, _Fate(block, "no article", "segment", _REMOVED))
    return [fates[where] for where in sorted(fates)]


def _segment_fates(segment: Segment) -> Iterator[_Fate]:
    number = f"article {segment.position + 1}" if segment.count > 1 else ""
    first = True
    for item in segment.blocks:
        rule = f"{number} cut: {segment.evidence}" if first and segment.count > 1 else number
        first = False
        yield _Fate(item.block, item.role, rule.strip(), _COLOURS.get(item.role, _META))
    for taken in segment.removed:
        yield _Fate(taken.block, taken.reason, taken.rule, _REMOVED)


# --- every field with its words ---------------------------------------------------------------------------------------


def _fields_table(article: Article) -> Table:
    values = document(article)
    table = Table("field", "value", "read from", "line")
    for field in _FIELDS:
        evidence = evidence_of(article, field)
        table.add_row(
            field,
            _text(_shown(values.get(field))),
            _text("\n".join(item.words for item in evidence)),
            "\n".join(str(item.where) for item in evidence if item.where),
        )
    for entity in article.entities:
        table.add_row(
            "entity",
            _text(f"{entity.name} ({entity.type}, {entity.id})"),
            _text(f"{entity.mentions} x, {entity.method}"),
            "",
        )
    for mentioned in article.mentioned_dates:
        table.add_row("mentioned", _text(str(mentioned.date or "-")), _text(mentioned.text), mentioned.anchor or "")
    return table


def evidence_of(article: Article, field: str) -> list[Evidence]:
    """The words that a field was read from, in the order of the capture."""
    moment = {"published": article.published, "modified": article.modified}.get(field)
    if moment is not None:
        return [Evidence(field=field, words=moment.evidence, where=0)]
    return [item for item in article.evidence if item.field == field]


def _shown(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, dict):
        return ", ".join(f"{key}={_shown(item)}" for key, item in value.items() if key != "evidence")
    return "; ".join(_shown(item) for item in value) if isinstance(value, (list, tuple)) else str(value)
