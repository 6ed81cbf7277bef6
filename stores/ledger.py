"""The ledger: which captures are loaded, with which bytes and facts, and which documents they hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from elasticsearch import Elasticsearch

from stores.bulk import Action, Bulk, Seen, chunks
from stores.client import Connection, Patience, scan
from stores.names import IndexNames

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A capture as one version of the pipeline loaded it."""

    uri: str
    version: str
    sha256: str | None  # None: could never be read
    fingerprint: str  # empty: to be done again, whatever the next run finds
    documents: tuple[str, ...] = ()  # ids, also those that another capture with the same bytes brought
    rejects: tuple[str, ...] = ()  # ids in the index of rejects
    orphans: tuple[str, ...] = ()  # documents of earlier bytes that are still to be deleted
    duplicate_of: str | None = None  # the capture that brought the documents

    @property
    def id(self) -> str:
        """A uri may be longer than an _id can be."""
        return entry_id(self.version, self.uri)


def entry_id(version: str, uri: str) -> str:
    """The ledger's _id for a capture in a version."""
    return hashlib.sha256(f"{version}\n{uri}".encode(errors="surrogatepass")).hexdigest()


class Ledger:
    """The entries of one version."""

    def __init__(self, connection: Connection, names: IndexNames) -> None:
        self._client = connection.client
        self._patience = connection.patience
        self._bulk = Bulk(connection)
        self.index = names.captures
        self.version = names.version

    def get(self, uris: Iterable[str]) -> dict[str, Entry]:
        """The entries there are, by uri; sees what was written a moment ago."""
        wanted = list(dict.fromkeys(uris))
        found: dict[str, Entry] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            ids = [entry_id(self.version, uri) for uri in wanted[start : start + _AT_ONCE]]
            for source in get_many(self._client, self._patience, self.index, ids):
                entry = _entry(source)
                found[entry.uri] = entry
        return found

    def put(self, entries: Sequence[Entry]) -> None:
        """Write entries, now."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._bulk.write_own([Action(self.index, entry.id, _source(entry, now)) for entry in entries])

    def holders(self, documents: Iterable[str]) -> list[Entry]:
        """Every capture that holds one of these documents now, in order of uri."""
        wanted = sorted(set(documents))
        found: list[Entry] = []
        if wanted:
            self._patience.ask(lambda: self._client.indices.refresh(index=self.index))
        for start in range(0, len(wanted), _AT_ONCE):
            terms = {"terms": {"documents": wanted[start : start + _AT_ONCE]}}
            query = {"bool": {"filter": [{"term": {"version": self.version}}, terms]}}
            found += [_entry(source) for source in scan(self._client, self._patience, self.index, query, "uri")]
        return found

    def forget(self) -> None:
        """Drop all entries of this version: its index of articles is gone."""
        query = {"term": {"version": self.version}}
        entries = scan(self._client, self._patience, self.index, query)
        for chunk in chunks((Action(self.index, _entry(source).id, None) for source in entries), 5000, 10_000_000):
            self._bulk.write_own(chunk)

    def amend(self, changes: Mapping[str, Mapping[str, object]]) -> None:
        """Set some fields of entries, by uri, now.

        A whole entry is written only by who loads its capture. Everybody else sets single fields: an entry that was read a
        moment ago and is written back as a whole would undo what another process set meanwhile.
        """
        self._bulk.write_own(
            [
                Action(self.index, entry_id(self.version, uri), orjson.dumps(fields), partial=True)
                for uri, fields in changes.items()
            ]
        )

    def reopen(self, entries: Iterable[Entry]) -> None:
        """Let the next run take these captures again."""
        self.amend({entry.uri: {"fingerprint": "", "duplicate_of": None} for entry in entries})


def get_many(
    client: Elasticsearch, patience: Patience, index: str, ids: Sequence[str], fields: Sequence[str] | None = None
) -> list[dict[str, Any]]:
    """The sources of the documents that are there, as they are now (no refresh needed), in no promised order.

    Each with two keys more: `_id`, and `_seen` for an Action that writes only if nobody else did meanwhile.
    """
    if not ids:
        return []
    answer = patience.ask(lambda: client.mget(index=index, ids=ids, source_includes=fields))
    return [
        {**found["_source"], "_id": found["_id"], "_seen": Seen(found["_seq_no"], found["_primary_term"])}
        for found in answer["docs"]
        if found.get("found")
    ]


def _source(entry: Entry, now: str) -> bytes:
    """The entry as JSON."""
    return orjson.dumps(
        {
            "uri": entry.uri,
            "version": entry.version,
            "sha256": entry.sha256,
            "fingerprint": entry.fingerprint,
            "articles": len(entry.documents),
            "documents": entry.documents,
            "rejects": entry.rejects,
            "orphans": entry.orphans,
            "duplicate_of": entry.duplicate_of,
            "loaded_at": now,
        }
    )


def _entry(source: dict[str, Any]) -> Entry:
    """The entry that a source tells."""
    return Entry(
        uri=source["uri"],
        version=source["version"],
        sha256=source["sha256"],
        fingerprint=source["fingerprint"],
        documents=tuple(source["documents"]),
        rejects=tuple(source["rejects"]),
        orphans=tuple(source["orphans"]),
        duplicate_of=source["duplicate_of"],
    )
