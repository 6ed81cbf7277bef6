"""`copydesk extract`: captures in, articles as NDJSON out; no Prefect, no store."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, TextIO

import orjson

from flows import limits as capture_limits
from flows.limits import Limits
from flows.printable import printable
from flows.reading import CaptureReader
from sources.captures import Found, Told
from sources.files import open_captures
from transforms.types import Rejected, Skipped

if TYPE_CHECKING:
    from flows.names import OneWarning


def extract(  # noqa: PLR0913 - its options
    paths: Iterable[str | os.PathLike[str]],
    out: BinaryIO,
    err: TextIO,
    *,
    told: Told | None = None,
    limits: Limits | None = None,
    model: bool = False,
) -> int:
    """Writes one JSON line an article to `out`, and to `err` one plain line a reject and one for what archives hold besides.

    What is `told` holds for every capture and wins over its sidecar. Gives the exit status: 0 all well, 1 something was
    rejected (the others still came out). `limits` hold for each capture; None: those of the environment. With `model` the name
    models look at the articles, too, many at a time.
    """
    limits = capture_limits.from_environment() if limits is None else limits
    told = told or Told()
    with _few_collections(), CaptureReader(limits, model=_warning(err) if model else None) as reader:
        found = (item for path in paths for item in open_captures(path, url=told.url, captured_at=told.captured_at))
        return _extract(found, out, err, reader)


def _extract(found: Iterable[Found], out: BinaryIO, err: TextIO, reader: CaptureReader) -> int:
    rejects = 0
    for item, read in reader.read(found):
        if isinstance(item, Skipped):
            err.write(skipped_line(item) + "\n")
        out.writelines(orjson.dumps(document) + b"\n" for document in read.documents)
        rejects += len(read.rejected)
        err.writelines(rejection_line(rejected) + "\n" for rejected in read.rejected)
    out.flush()
    return 1 if rejects else 0


def _warning(err: TextIO) -> OneWarning:
    from flows.names import OneWarning  # noqa: PLC0415 - only with the model

    return OneWarning(err)


def rejection_line(rejected: Rejected) -> str:
    """A reject as one line for people: what, at which stage, why."""
    detail = f" ({rejected.detail})" if rejected.detail else ""
    return printable(f"rejected {rejected.uri}: {rejected.stage}: {rejected.reason}{detail}")


def skipped_line(skipped: Skipped) -> str:
    """What an archive holds besides captures, as one line for people."""
    return printable(f"skipped {skipped.uri}: {skipped.reason}: {skipped.count:,}")


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
