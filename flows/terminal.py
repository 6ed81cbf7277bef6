"""What `copydesk ingest` shows: how far it is, and at the end what became of everything."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from textwrap import shorten
from typing import TextIO

import orjson
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Column, Table
from rich.text import Text

from flows.account import Account, counted, rows
from flows.extract import rejection_line
from flows.plan import Plan
from flows.printable import printable
from stores.results import Document

_SAMPLE_FIELDS = (
    "title",
    "outlet",
    "agencies",
    "authors",
    "published",
    "dateline",
    "language",
    "organizations",
    "body",
)
_TELLING = ("name", "role", "place", "country", "date", "precision")


class Bar:
    """A bar on a terminal."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress = progress
        self._task = task
        self._planned = time.monotonic()

    def planned(self, plan: Plan) -> None:
        """The bar's length."""
        self._planned = time.monotonic()
        self._progress.update(self._task, description=plan.label, total=plan.pieces)

    def taken(self, so_far: Account) -> None:
        """The bar grows."""
        took = time.monotonic() - self._planned
        told = f"{counted(so_far.articles, 'article')}, {so_far.rejects:,} rejected, {so_far.read / (took or 1):.0f}/s"
        self._progress.update(self._task, completed=so_far.files, description=told)


class Lines:
    """Plain lines where there is no terminal."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._pieces = 0
        self._began = self._planned = time.monotonic()

    def planned(self, plan: Plan) -> None:
        """A line."""
        self._pieces, self._planned = plan.pieces, time.monotonic()
        self._say(f"{plan.label}: {counted(plan.pieces, 'file')}")

    def taken(self, so_far: Account) -> None:
        """Another."""
        took = time.monotonic() - self._planned
        rate = so_far.read / took if took else 0
        left = f", about {_duration(took * (self._pieces / so_far.files - 1))} left" if so_far.files else ""
        self._say(f"{so_far.files} of {counted(self._pieces, 'file')}: {so_far.sentence}; {rate:.0f}/s{left}")

    def _say(self, line: str) -> None:
        print(f"[{time.monotonic() - self._began:6.1f} s] {line}", file=self._out, flush=True)


class JsonLines:
    """A JSON object a line, for whoever collects logs."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def planned(self, plan: Plan) -> None:
        """{"event": "planned", ...}."""
        self._say("planned", label=plan.label, pieces=plan.pieces)

    def taken(self, so_far: Account) -> None:
        """{"event": "taken", ...}: counts so far."""
        report = so_far.report
        self._say(
            "taken",
            pieces=so_far.files,
            captures=so_far.read,
            articles=so_far.articles,
            unchanged=report.unchanged,
            duplicates=report.duplicated,
            rejects=dict(report.rejects),
        )

    def _say(self, event: str, **facts: object) -> None:
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = orjson.dumps({"time": now, "level": "info", "event": event, **facts})
        print(line.decode(), file=self._out, flush=True)


@contextmanager
def watching(err: TextIO, *, json_lines: bool = False) -> Iterator[Bar | Lines | JsonLines]:
    """Progress on `err`: a bar on a terminal, otherwise lines, of JSON if that is asked for."""
    if json_lines:
        yield JsonLines(err)
        return
    console = Console(file=err)
    if not console.is_terminal:
        lines = Lines(err)
        print("starting Prefect and the store", file=err, flush=True)
        yield lines
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield Bar(progress, progress.add_task("starting Prefect and the store", total=None))


def show(account: Account, sample: Document | None, out: TextIO) -> None:
    """The closing table: what became of every capture, what was removed and rejected and why; and one article."""
    console = Console(file=out)
    console.print(Text(account.sentence, style="bold"))
    console.print(_table(account))
    for item in account.named:
        console.print(Text(rejection_line(item), style="red"), soft_wrap=True)
    if account.rejects > len(account.named):
        console.print(f"and {account.rejects - len(account.named):,} more")
    if sample:
        console.print(Text("One of the articles:", style="bold"))
        console.print(_sample(sample))


def _duration(seconds: float) -> str:
    """`40 s`, `12 min`, `3.5 h`."""
    return (
        f"{seconds:.0f} s"
        if seconds < 120
        else f"{seconds / 60:.0f} min"
        if seconds < 7200
        else f"{seconds / 3600:.1f} h"
    )


def telling(document: Document) -> int:
    """How many of the fields that the sample shows a document has."""
    return sum(name in document for name in _SAMPLE_FIELDS)


def suggest(commands: Iterable[str], out: TextIO) -> None:
    """What to type next; never wrapped, so that it can be copied."""
    console = Console(file=out)
    console.print(Text("Try next:", style="bold"))
    for command in commands:
        console.print(Text(f"  {command}"), soft_wrap=True)


def _table(account: Account) -> Table:
    table = Table("", "", Column(justify="right"), show_header=False)
    previous = ""
    for row in rows(account):
        if row.what != previous:
            table.add_section()
        table.add_row("" if row.what == previous else row.what, row.why, f"{row.count:,}")
        previous = row.what
    return table


def _sample(document: Document) -> Table:
    table = Table(show_header=False)
    for name in _SAMPLE_FIELDS:
        if name in document:
            table.add_row(name, Text(printable(shorten(_words(document[name]), 300, placeholder=" ..."))))
    return table


def _words(value: object) -> str:
    """A field's value for people: what it says, without how it was found."""
    if isinstance(value, Mapping):
        return ", ".join(_words(item) for key, item in value.items() if key in _TELLING)
    return "; ".join(_words(item) for item in value) if isinstance(value, list) else str(value)
