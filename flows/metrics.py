"""What is in the store as OpenMetrics text, for a scraper: https://prometheus.io/docs/specs/om/open_metrics_spec/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from stores.results import StoreStatus

_Samples = Iterable[tuple[Mapping[str, str], float]]  # labels and value


def open_metrics(found: StoreStatus) -> str:
    """One text; labels are `alias`, and `reason` for rejects. What a run that never was would say is left out."""
    return "".join(f"{line}\n" for line in (*_lines(found), "# EOF"))


def _lines(found: StoreStatus) -> Iterator[str]:
    alias = {"alias": found.alias}
    yield from _gauge("articles", "Articles behind the alias.", [(alias, found.articles)])
    yield from _gauge(
        "captures", "Captures in the ledger, rejected ones and duplicates included.", [(alias, found.captures)]
    )
    yield from _gauge("duplicates", "Captures with the bytes of another one.", [(alias, found.duplicates)])
    rejects = [({**alias, "reason": reason}, count) for reason, count in sorted(found.rejects.items())]
    yield from _gauge("rejects", "What could not go on, by reason.", rejects)
    if run := found.last_run:
        started, ended = (datetime.fromisoformat(text).timestamp() for text in (run.started_at, run.ended_at))
        yield from _gauge("last_run_end_timestamp_seconds", "When the last run ended.", [(alias, ended)])
        yield from _gauge("last_run_duration_seconds", "How long it took.", [(alias, ended - started)])
        fates = {"loaded": run.loaded, "unchanged": run.unchanged, "duplicate": run.duplicates}
        yield from _gauge(
            "last_run_captures",
            "Captures of the last run, by fate.",
            [({**alias, "fate": name}, n) for name, n in fates.items()],
        )
        yield from _gauge("last_run_articles", "Articles that the last run wrote.", [(alias, run.documents)])


def _gauge(name: str, means: str, samples: _Samples) -> Iterator[str]:
    yield f"# TYPE copydesk_{name} gauge"
    yield f"# HELP copydesk_{name} {means}"
    for labels, value in samples:
        shown = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
        yield f"copydesk_{name}{{{shown}}} {value:.10g}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
