"""Which captures a run takes, in shards: each small enough to be held in memory and done again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import unquote_to_bytes

from sources.files import file_uri, list_captures
from transforms.types import Rejected

SHARD_BYTES = 64 * 1024 * 1024  # of captures; what is made of them takes a small multiple of that in memory


@dataclass(frozen=True, slots=True)
class Shard:
    """Captures that are taken together, not yet opened; a Rejected is a path that led to none."""

    number: int  # from 1
    items: tuple[Path | Rejected, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole run."""

    label: str  # what people call these captures: the paths' names
    shards: tuple[Shard, ...]

    @property
    def captures(self) -> int:
        """How many in all."""
        return sum(len(shard.items) for shard in self.shards)


def plan(paths: Sequence[str], *, shard_size: int, limit: int | None = None) -> Plan:
    """Files and folders (or their file:// addresses), cut into shards of at most `shard_size` captures and SHARD_BYTES; `limit` captures in all."""
    items = islice(_once(list_captures(map(as_path, paths))), limit)
    shards = (Shard(number, part) for number, part in enumerate(_cut(items, shard_size), start=1))
    return Plan(label(paths), tuple(shards))


def plan_inbox(inbox: Path, *, shard_size: int, limit: int | None = None) -> Plan:
    """As plan, for a folder that may well be empty: nothing has come, which is no fault."""
    found = plan([str(inbox)], shard_size=shard_size, limit=limit)
    nothing = [shard for shard in found.shards if any(_is_empty_folder(item) for item in shard.items)]
    return Plan(found.label, ()) if nothing else found


def _once(items: Iterable[Path | Rejected]) -> Iterator[Path | Rejected]:
    """Each file once, however often the paths lead to it; its name decides, so that two links to it are two captures."""
    seen: set[str] = set()
    for item in items:
        uri = item.uri if isinstance(item, Rejected) else file_uri(item)
        if uri not in seen:
            seen.add(uri)
            yield item


def _is_empty_folder(item: Path | Rejected) -> bool:
    return isinstance(item, Rejected) and item.reason == "no-captures"


def label(paths: Sequence[str]) -> str:
    """`corpus`, or `a.txt, b.txt and 7 more`."""
    names = [as_path(path).rstrip("/").rpartition("/")[2] or path for path in paths]
    more = f" and {len(names) - 2} more" if len(names) > 3 else ""
    return as_parameter(", ".join(names[:2] if more else names) + more)


def as_path(given: str) -> str:
    """A path, or the path in a file:// address."""
    return os.fsdecode(unquote_to_bytes(given.removeprefix("file://"))) if given.startswith("file://") else given


def as_parameter(path: str) -> str:
    """The path, or its file:// address where its name is not UTF-8: Prefect keeps parameters as JSON."""
    return path if path.encode(errors="replace").decode() == path else file_uri(path)


def _cut(items: Iterable[Path | Rejected], shard_size: int) -> Iterator[tuple[Path | Rejected, ...]]:
    part: list[Path | Rejected] = []
    size = 0
    for item in items:
        bytes_ = _size(item)
        if part and (len(part) >= shard_size or size + bytes_ > SHARD_BYTES):
            yield tuple(part)
            part, size = [], 0
        part.append(item)
        size += bytes_
    if part:
        yield tuple(part)


def _size(item: Path | Rejected) -> int:
    """In bytes; what cannot be asked takes no room, and is rejected when it is opened."""
    try:
        return 0 if isinstance(item, Rejected) else item.stat().st_size
    except OSError:
        return 0
