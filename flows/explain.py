"""`copydesk explain`: a capture line by line, kept or removed and by which rule, and every field with its words."""

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from flows.extract import rejection_line, skipped_line
from sources.files import open_captures
from transforms.document import document
from transforms.pipeline import Trace, trace_capture
from transforms.types import Article, Block, Capture, Evidence, Rejected, Role, Segment, Skipped

_COLOURS = {Role.TITLE: "bold green", Role.PARAGRAPH: "default", Role.SUBHEAD: "bold"}
_REMOVED = "red"
_NAMED = 3  # other captures of the same file
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


def explain(path: str | os.PathLike[str], out: TextIO, *, html: bool = False) -> int:
    """Writes the account of a capture, or of every file in a folder, to `out`: in colour on a terminal, or as one HTML page.

    Of a file that holds several, the first; the others have addresses of their own (`page.warc.gz#offset=1234`). Gives the
    exit status: 0, or 1 where something was rejected.
    """
    console = Console(file=io.StringIO() if html else out, record=html, width=140 if html else None, soft_wrap=False)
    status = 0
    for capture in _shown_captures(path, console):
        trace = None if isinstance(capture, Rejected) else trace_capture(capture)
        rejected = (capture,) if isinstance(capture, Rejected) else trace.extraction.rejected if trace else ()
        status = 1 if rejected else status
        console.print(
            Group(*_account(capture, trace), *(Text(rejection_line(item), style=_REMOVED) for item in rejected))
        )
    if html:
        out.write(console.export_html(inline_styles=True))
    return status


def _shown_captures(path: str | os.PathLike[str], console: Console) -> Iterator[Capture | Rejected]:
    """Those to explain; what else there is is told on the console."""
    is_folder = Path(path).is_dir()
    more: list[str] = []
    count = shown = 0
    for found in open_captures(path):
        if isinstance(found, Skipped):
            console.print(Text(skipped_line(found), style=_META))
        elif isinstance(found, Rejected) or is_folder or not shown:
            shown += isinstance(found, Capture)
            yield found
        else:
            count += 1
            more += [found.uri] if len(more) < _NAMED else []
    if count:
        lines = [
            f"{count:,} more captures are in it; name one by its address:",
            *more,
            "..." if count > len(more) else "",
        ]
        console.print(Text("\n".join(filter(None, lines)), style=_META), soft_wrap=True)


def _account(capture: Capture | Rejected, trace: Trace | None) -> Iterator[RenderableType]:
    yield Text(capture.uri, style="bold underline")
    if trace is None or trace.page is None:
        return
    mended = ", mojibake mended" if trace.page.mended else ""
    yield Text(
        f"{trace.page.encoding} ({trace.page.encoding_rule}{mended}), {len(trace.extraction.articles)} article(s)\n"
    )
    yield _lines_table(trace)
    for article in trace.extraction.articles:
        yield Text(
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
            Text(fate.fate, style=fate.colour),
            Text(fate.rule),
            Text(fate.block.text, style=fate.colour),
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
            Text(_shown(values.get(field))),
            Text("\n".join(item.words for item in evidence)),
            "\n".join(str(item.where) for item in evidence if item.where),
        )
    for entity in article.entities:
        table.add_row(
            "entity",
            Text(f"{entity.name} ({entity.type}, {entity.id})"),
            Text(f"{entity.mentions} x, {entity.method}"),
            "",
        )
    for mentioned in article.mentioned_dates:
        table.add_row("mentioned", Text(str(mentioned.date or "-")), Text(mentioned.text), mentioned.anchor or "")
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
