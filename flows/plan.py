"""Which captures a run takes, in shards: each small enough to be held in memory and done again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from pathlib import Path

from sources.address import Address, Part, as_path, file_uri, locate
from sources.files import list_captures
from sources.kinds import suffix_of, undeflated
from transforms.types import Rejected

SHARD_BYTES = 64 * 1024 * 1024  # of captures; what is made of them takes a small multiple of that in memory


Item = Path | Address | Rejected


@dataclass(frozen=True, slots=True)
class Shard:
    """Files that are taken together, not yet opened; a Rejected is a path that led to none."""

    number: int  # from 1
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole run: what it takes is listed when it is asked for, so that ten million files cost no memory."""

    label: str  # what people call these captures: the paths' names
    paths: tuple[str, ...]
    shard_size: int
    limit: int | None = None
    since: datetime | None = None  # only files that were written then or later
    pieces: int = 0  # files, and pieces of large archives, when it was planned; an archive holds many captures

    def shards(self) -> Iterator[Shard]:
        """At most `shard_size` files and SHARD_BYTES in each; a large WARC file is cut into pieces."""
        parts = _cut(_pieces(self.paths, self.limit, self.since), self.shard_size)
        return (Shard(number, part) for number, part in enumerate(parts, start=1))


def plan(paths: Sequence[str], *, shard_size: int, limit: int | None = None, since: datetime | None = None) -> Plan:
    """Files, folders and addresses; `limit` files in all, only those written `since` (files here: others do not tell)."""
    given = tuple(paths)
    return Plan(label(given), given, shard_size, limit, since, sum(1 for _ in _pieces(given, limit, since)))


def plan_inbox(inbox: Path, *, shard_size: int, limit: int | None = None, since: datetime | None = None) -> Plan:
    """As plan, for a folder that may well be empty: nothing has come, which is no fault."""
    first = next(iter(list_captures([str(inbox)])), None)
    if first is None or _is_empty_folder(first):
        return Plan(label([str(inbox)]), (), shard_size)
    return plan([str(inbox)], shard_size=shard_size, limit=limit, since=since)


def _pieces(paths: Sequence[str], limit: int | None, since: datetime | None) -> Iterator[Item]:
    listed = list_captures(paths)
    wanted = (item for item in (_once(listed) if len(paths) > 1 else listed) if _is_since(item, since))
    return chain.from_iterable(map(_cut_warc, islice(wanted, limit)))


def _is_since(item: Item, since: datetime | None) -> bool:
    """Whether the file was written then or later; what cannot be asked is, so that it is told when it is opened."""
    if since is None or not isinstance(item, Path):
        return True
    try:
        return item.stat().st_mtime >= since.timestamp()
    except OSError:
        return True


def _cut_warc(item: Item) -> Iterator[Item]:
    """A large WARC file in pieces of SHARD_BYTES: each record belongs to the piece in which it begins (sources/address.py)."""
    size = _size(item)
    if not isinstance(item, Path) or size <= SHARD_BYTES or suffix_of(undeflated(item.name)) != ".warc":
        yield item
        return
    for start in range(0, size, SHARD_BYTES):
        stop = start + SHARD_BYTES
        yield Address(item, Part(start, stop if stop < size else None))


def _once(items: Iterable[Item]) -> Iterator[Item]:
    """Each file once, however often the paths lead to it; its name decides, so that two links to it are two captures."""
    seen: set[str | Address] = set()
    for item in items:
        key = item.uri if isinstance(item, Rejected) else file_uri(item) if isinstance(item, Path) else item
        if key not in seen:
            seen.add(key)
            yield item


def _is_empty_folder(item: Item) -> bool:
    return isinstance(item, Rejected) and item.reason == "no-captures"


def label(paths: Sequence[str]) -> str:
    """`corpus`, or `a.txt, b.txt and 7 more`."""
    names = [_name(path) for path in paths]
    more = f" and {len(names) - 2} more" if len(names) > 3 else ""
    return as_parameter(", ".join(names[:2] if more else names) + more)


def _name(path: str) -> str:
    """The last part of a path or an address, without what may be a secret: who asks (`user:word@`), and the query."""
    if isinstance(place := locate(path), Address) and isinstance(place.file, str):
        path = place.uri.partition("?")[0]
    return as_path(path).rstrip("/").rpartition("/")[2] or path


def as_parameter(path: str) -> str:
    """The path, or its file:// address where its name is not UTF-8: Prefect keeps parameters as JSON."""
    return path if path.encode(errors="replace").decode() == path else file_uri(path)


def _cut(items: Iterable[Item], shard_size: int) -> Iterator[tuple[Item, ...]]:
    part: list[Item] = []
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


def _size(item: Item) -> int:
    """In bytes; what cannot be asked takes no room, and is rejected when it is opened."""
    file = item.file if isinstance(item, Address) else item
    try:
        size = file.stat().st_size if isinstance(file, Path) else 0
    except OSError:
        return 0
    if isinstance(item, Address):
        return (size if item.part.stop is None else min(size, item.part.stop)) - item.part.start
    return size
