"""What the commands that show a capture have in common: which captures of a path, read within limits, in words that are safe to print."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from flows.extract import skipped_line
from flows.limits import LimitedReader, Limits
from sources.files import open_captures
from transforms.types import Capture, Rejected, Skipped

_NAMED = 3  # other captures of the same file


def shown_captures(
    path: str | os.PathLike[str], work: str, limits: Limits, tell: Callable[[str], None], *arguments: object
) -> Iterator[tuple[Capture | None, Any]]:
    """Each capture to show, and what `work` ("module:name") made of it in a child that has limits; or a Rejected.

    Of a file that holds several captures, the first; what else there is is told, a line each.
    """
    reader = LimitedReader(work, limits, *arguments)
    try:
        for found in _chosen(path, tell):
            yield (None, found) if isinstance(found, Rejected) else (found, reader.read(found))
    finally:
        reader.close()


def _chosen(path: str | os.PathLike[str], tell: Callable[[str], None]) -> Iterator[Capture | Rejected]:
    is_folder = Path(path).is_dir()
    more: list[str] = []
    count = shown = 0
    for found in open_captures(path):
        if isinstance(found, Skipped):
            tell(skipped_line(found))
        elif isinstance(found, Rejected) or is_folder or not shown:
            shown += isinstance(found, Capture)
            yield found
        else:
            count += 1
            more += [found.uri] if len(more) < _NAMED else []
    if count:
        tell(f"{count:,} more captures are in it; name one by its address:")
        for line in [*more, *(["..."] if count > len(more) else [])]:
            tell(line)
