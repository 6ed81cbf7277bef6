"""`copydesk status`: what is in the store, for people and for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Literal, TextIO

import orjson
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.metrics import open_metrics
from flows.printable import printable
from stores.elastic import Store
from stores.results import StoreStatus
from stores.settings import StoreSettings
from transforms import PIPELINE_VERSION
from transforms.types import Rejected


def status(store: StoreSettings, out: TextIO, *, form: Literal["table", "json", "metrics"] = "table") -> None:
    """Articles, captures, rejects by reason, and the last run's figures. Raises StoreError."""
    with Store(store, PIPELINE_VERSION) as opened:
        found = opened.status()
    match form:
        case "json":
            out.write(orjson.dumps(facts(found), option=orjson.OPT_INDENT_2).decode() + "\n")
        case "metrics":
            out.write(open_metrics(found))
        case _:
            Console(file=out).print(_table(found))


def facts(found: StoreStatus) -> dict[str, object]:
    """`unchanged` is of the last run; everything else is of the whole store."""
    return {
        **asdict(found),
        "rejects": dict(found.rejects),
        "examples": {reason: _example(item) for reason, item in found.examples.items()},
        "unchanged": found.last_run.unchanged if found.last_run else 0,
    }


def _words(item: Rejected) -> str:
    return printable(f"{item.uri} ({item.detail})" if item.detail else item.uri)


def _example(item: Rejected) -> dict[str, str]:
    return {"uri": item.uri, "stage": item.stage.value, "detail": item.detail}


def _table(found: StoreStatus) -> Table:
    table = Table(title=f"{found.alias} at {found.url}", title_justify="left", show_header=False)
    table.add_row("index", found.index or "nothing was ever loaded")
    table.add_row("articles", f"{found.articles:,}")
    table.add_row("captures", f"{found.captures:,}")
    table.add_row("of them repeat another", f"{found.duplicates:,}")
    for reason, count in sorted(found.rejects.items(), key=lambda item: -item[1]):
        table.add_row(f"rejected: {reason}", Text(f"{count:,}, such as {_words(found.examples[reason])}"))
    if run := found.last_run:
        table.add_row("last run", f"{run.ended_at}: {run.loaded:,} captures loaded, {run.unchanged:,} unchanged")
    return table
