"""`copydesk extract`: captures in, articles as NDJSON out; no Prefect, no store."""

import gc
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import BinaryIO, TextIO

import orjson

from sources.files import open_captures
from transforms.document import document
from transforms.pipeline import extract_capture
from transforms.types import Capture, Rejected, Skipped


def extract(
    paths: Iterable[str | os.PathLike[str]],
    out: BinaryIO,
    err: TextIO,
    *,
    url: str | None = None,
    captured_at: datetime | None = None,
) -> int:
    """Writes one JSON line an article to `out`, and to `err` one plain line a reject and one for what archives hold besides.

    `url` and `captured_at` hold for every capture and win over its sidecar. Gives the exit status: 0 all well, 1 something was
    rejected (the others still came out).
    """
    with _few_collections():
        return _extract(paths, out, err, url, captured_at)


def _extract(
    paths: Iterable[str | os.PathLike[str]],
    out: BinaryIO,
    err: TextIO,
    url: str | None,
    captured_at: datetime | None,
) -> int:
    rejects = 0
    for path in paths:
        for found in open_captures(path, url=url, captured_at=captured_at):
            if isinstance(found, Skipped):
                err.write(skipped_line(found) + "\n")
                continue
            rejected: tuple[Rejected, ...] = (found,) if isinstance(found, Rejected) else ()
            if isinstance(found, Capture):
                extraction = extract_capture(found)
                rejected = extraction.rejected
                out.writelines(orjson.dumps(document(article)) + b"\n" for article in extraction.articles)
            rejects += len(rejected)
            err.writelines(rejection_line(item) + "\n" for item in rejected)
    out.flush()
    return 1 if rejects else 0


def rejection_line(rejected: Rejected) -> str:
    """A reject as one line for people: what, at which stage, why."""
    detail = f" ({rejected.detail})" if rejected.detail else ""
    return f"rejected {rejected.uri}: {rejected.stage}: {rejected.reason}{detail}"


def skipped_line(skipped: Skipped) -> str:
    """What an archive holds besides captures, as one line for people."""
    return f"skipped {skipped.uri}: {skipped.reason}: {skipped.count:,}"


_YOUNG = 100_000  # objects that Python makes before it looks for garbage


@contextmanager
def _few_collections() -> Iterator[None]:
    """Tables are loaded and kept: to look for garbage among them, and again at the end, is a tenth of a short run."""
    first, *others = gc.get_threshold()
    gc.set_threshold(_YOUNG, *others)
    try:
        yield
    finally:
        gc.set_threshold(first, *others)
        gc.freeze()
