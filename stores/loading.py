"""Load captures' results so that nothing is lost, nothing comes double and nothing stays that no capture holds.

The order of writing makes it safe to be interrupted anywhere: documents, rejects, ledger, then the deletion of orphans (which
the ledger names until they are gone). A capture is done when its ledger entry says so; whatever was interrupted before that
is taken again by the next run, and writes the same documents under the same ids.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import orjson

from stores.bulk import Action, Bulk, Refusal
from stores.client import Connection
from stores.ledger import Entry, Ledger, get_many
from stores.mapping import searchable
from stores.names import IndexNames
from stores.results import CaptureResult, Duplicate, LoadReport
from transforms.types import Rejected, Stage

_LONGEST_DETAIL = 1000


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A result and its documents as they will be sent."""

    result: CaptureResult
    actions: tuple[Action, ...]
    refused: tuple[Rejected, ...]  # documents that are not even JSON

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(action.id for action in self.actions)


@dataclass(slots=True)
class _Batch:
    """What is decided about the captures of one batch, and what happened to them."""

    unchanged: list[str] = field(default_factory=list)
    duplicates: dict[str, str] = field(default_factory=dict)  # uri to the uri that brought the documents
    fresh: list[_Prepared] = field(default_factory=list)
    copies: list[_Prepared] = field(default_factory=list)  # the results of `duplicates`
    refused: dict[str, list[Rejected]] = field(default_factory=dict)  # by uri

    @property
    def done(self) -> list[_Prepared]:
        return self.fresh + self.copies


class Loader:
    """Loads into one version's index."""

    def __init__(self, connection: Connection, names: IndexNames) -> None:
        self._client = connection.client
        self._most_documents = connection.settings.bulk_documents * connection.settings.bulk_requests
        self._most_bytes = connection.settings.bulk_bytes * connection.settings.bulk_requests
        self._patience = connection.patience
        self._ledger = Ledger(connection, names)
        self._bulk = Bulk(connection)
        self._articles = names.articles
        self._rejects = names.rejects

    def load(self, results: Iterable[CaptureResult], *, force: bool) -> LoadReport:
        """Load a stream; see Store.load."""
        report = LoadReport()
        for batch in self._batches(results):
            report += self._load(batch, force=force)
        return report

    def _batches(self, results: Iterable[CaptureResult]) -> Iterator[list[_Prepared]]:
        """Results in runs that fill the bulk requests of one round; a uri that comes again begins a new run."""
        batch: dict[str, _Prepared] = {}
        documents = size = 0
        for result in results:
            prepared = self._prepare(result)
            documents += len(prepared.actions)
            size += sum(action.size for action in prepared.actions)
            full = documents > self._most_documents or size > self._most_bytes or len(batch) >= self._most_documents
            if batch and (full or result.uri in batch):
                yield list(batch.values())
                batch = {}
                documents, size = len(prepared.actions), sum(action.size for action in prepared.actions)
            batch[result.uri] = prepared
        if batch:
            yield list(batch.values())

    def _prepare(self, result: CaptureResult) -> _Prepared:
        """The result's documents as JSON; one that is none (a lone surrogate) becomes a reject."""
        actions: list[Action] = []
        refused: list[Rejected] = []
        for document in result.documents:
            name = str(document["id"])
            try:
                actions.append(Action(self._articles, name, orjson.dumps(searchable(document))))
            except TypeError as error:
                refused.append(Rejected(result.uri, Stage.LOAD, "not-json", str(error), result.sha256, name))
        return _Prepared(result, tuple(actions), tuple(refused))

    def _load(self, prepared: Sequence[_Prepared], *, force: bool) -> LoadReport:
        """One batch, in the order that makes it safe."""
        before = self._ledger.get(one.result.uri for one in prepared)
        batch = self._sort(prepared, before, force=force)
        self._write_documents(batch, batch.fresh)
        entries = self._settle(batch, before)
        while lost := self._lost(batch):
            self._write_documents(batch, lost)
            for one in lost:
                batch.duplicates.pop(one.result.uri, None)
            entries = self._settle(batch, before)
        deleted = self._clean_up(entries, before)
        return _report(batch, deleted)

    def _sort(self, prepared: Sequence[_Prepared], before: dict[str, Entry], *, force: bool) -> _Batch:
        """Which captures are unchanged, which duplicate another one, and which are to be written."""
        batch = _Batch()
        todo: list[_Prepared] = []
        for one in prepared:
            if not force and is_unchanged(before.get(one.result.uri), one.result.fingerprint):
                batch.unchanged.append(one.result.uri)
            else:
                todo.append(one)
        owners = self._owners(todo)
        bringing: dict[str, str] = {}  # bytes to the capture of this batch that brings them
        for one in todo:
            uri, sha256 = one.result.uri, one.result.sha256 or ""
            owner = bringing.get(sha256) or _other_owner(one, owners)
            if owner and one.ids:
                batch.duplicates[uri] = owner
                batch.copies.append(one)
            else:
                bringing[sha256] = uri
                batch.fresh.append(one)
        return batch

    def _owners(self, todo: Sequence[_Prepared]) -> dict[str, str]:
        """Document id to the uri of the capture that it names, for documents that are there."""
        ids = [name for one in todo for name in one.ids]
        sources = get_many(self._client, self._patience, self._articles, ids, ["capture.uri"])
        return {source["_id"]: source["capture"]["uri"] for source in sources}

    def _write_documents(self, batch: _Batch, prepared: Sequence[_Prepared]) -> None:
        """Send the documents; note those that are refused."""
        of = {action.id: one.result for one in prepared for action in one.actions}
        refusals = self._bulk.write([action for one in prepared for action in one.actions])
        for one in prepared:
            batch.refused[one.result.uri] = list(one.refused)
        for refusal in refusals:
            result = of[refusal.action.id]
            batch.refused[result.uri].append(_rejected(result, refusal))

    def _settle(self, batch: _Batch, before: dict[str, Entry]) -> list[Entry]:
        """Write the rejects and then the ledger; the new entries."""
        entries, rejects = [], []
        for one in batch.done:
            uri = one.result.uri
            refused = batch.refused.get(uri, [])
            notes = [(_reject_id(self._ledger.version, item, n), item) for n, item in _numbered(one, refused)]
            rejects += [self._note(name, item) for name, item in notes]
            entries.append(self._entry(one, refused, [name for name, _ in notes], batch, before.get(uri)))
        self._bulk.write_own(rejects)
        self._ledger.put(entries)
        return entries

    def _entry(
        self, one: _Prepared, refused: list[Rejected], rejects: list[str], batch: _Batch, old: Entry | None
    ) -> Entry:
        """The ledger's entry for a capture that was just written."""
        result = one.result
        unread = result.sha256 is None and old is not None  # keep what an earlier run could read
        gone = {item.article_id for item in refused}
        documents = old.documents if unread and old else tuple(name for name in one.ids if name not in gone)
        earlier = (old.documents + old.orphans) if old else ()
        return Entry(
            uri=result.uri,
            version=self._ledger.version,
            sha256=old.sha256 if unread and old else result.sha256,
            fingerprint="" if refused else result.fingerprint,  # what was refused is tried again
            documents=documents,
            rejects=tuple(rejects),
            orphans=tuple(name for name in dict.fromkeys(earlier) if name not in set(documents)),
            duplicate_of=batch.duplicates.get(result.uri),
        )

    def _note(self, name: str, item: Rejected) -> Action:
        """A reject as it is kept."""
        source = {
            "uri": item.uri,
            "version": self._ledger.version,
            "stage": item.stage.value,
            "reason": item.reason,
            "detail": item.detail[:_LONGEST_DETAIL].encode(errors="replace").decode(),
            "capture_id": item.capture_id,
            "article_id": item.article_id,
            "rejected_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        return Action(self._rejects, name, orjson.dumps(source))

    def _lost(self, batch: _Batch) -> list[_Prepared]:
        """Captures whose documents another process deleted before the ledger said that these captures hold them.

        Asked again after each mending: when the answer is empty, whoever deletes one of them later finds its holder in the
        ledger afterwards, and reopens it.
        """
        there = self._owners(batch.done)
        refused = {item.article_id for items in batch.refused.values() for item in items}
        return [one for one in batch.done if any(name not in there and name not in refused for name in one.ids)]

    def _clean_up(self, entries: Sequence[Entry], before: dict[str, Entry]) -> int:
        """Delete what these captures held and hold no more, unless another capture has the same bytes; how many."""
        obsolete = [
            Action(self._rejects, name, None)
            for entry in entries
            if entry.uri in before
            for name in before[entry.uri].rejects
            if name not in entry.rejects
        ]
        self._bulk.write_own(obsolete)
        orphaned = [entry for entry in entries if entry.orphans]
        deleted = self._delete_orphans(orphaned, before)
        self._ledger.amend({entry.uri: {"orphans": []} for entry in orphaned})
        return deleted

    def _delete_orphans(self, orphaned: Sequence[Entry], before: dict[str, Entry]) -> int:
        """Delete each orphan that no capture holds; one that is held goes over to that capture."""
        orphans = {name for entry in orphaned for name in entry.orphans}
        held = self._holders(orphans)
        free = sorted(orphans - set(held))
        self._bulk.write_own([Action(self._articles, name, None) for name in free])
        self._hand_over(held, before)
        # Somebody may have come to hold one of them between our question and our deletion: it is loaded again.
        late = self._holders(free)
        self._ledger.reopen({entry.uri: entry for entry in late.values()}.values())
        return len(free)

    def _holders(self, documents: Iterable[str]) -> dict[str, Entry]:
        """Document to the first capture that holds it."""
        wanted = set(documents)
        entries = self._ledger.holders(wanted)
        return {name: entry for entry in reversed(entries) for name in entry.documents if name in wanted}

    def _hand_over(self, held: dict[str, Entry], before: dict[str, Entry]) -> None:
        """Let documents name the capture that holds them now; if that one has other facts, the next run takes it again."""
        sources = get_many(self._client, self._patience, self._articles, sorted(held))
        moved: list[Action] = []
        heirs: dict[str, dict[str, object]] = {}
        for source in sources:
            name, seen = source.pop("_id"), source.pop("_seen")
            former, heir = before.get(source["capture"]["uri"]), held[name]
            if former is None or former.uri == heir.uri:
                continue
            source["capture"]["uri"] = heir.uri
            moved.append(Action(self._articles, name, orjson.dumps(searchable(source)), seen=seen))
            again = {} if heir.fingerprint == former.fingerprint else {"fingerprint": ""}
            heirs.setdefault(heir.uri, {"duplicate_of": None}).update(again)
        self._bulk.write_own(moved)
        self._ledger.amend(heirs)


def is_unchanged(entry: Entry | None, fingerprint: str) -> bool:
    """Whether there is nothing to do for a capture with this fingerprint."""
    return entry is not None and bool(fingerprint) and entry.fingerprint == fingerprint and not entry.orphans


def _other_owner(one: _Prepared, owners: dict[str, str]) -> str | None:
    """The other capture that brought all of this one's documents."""
    uris = {owners.get(name) for name in one.ids}
    if len(uris) != 1:
        return None
    (uri,) = uris
    return None if uri == one.result.uri else uri


def _rejected(result: CaptureResult, refusal: Refusal) -> Rejected:
    """A document that Elasticsearch refused, as a reject."""
    return Rejected(result.uri, Stage.LOAD, refusal.reason, refusal.detail, result.sha256, refusal.action.id)


def _numbered(one: _Prepared, refused: Sequence[Rejected]) -> Iterable[tuple[int, Rejected]]:
    """All rejects of a capture, counted."""
    return enumerate((*one.result.rejected, *refused))


def _reject_id(version: str, item: Rejected, number: int) -> str:
    """The same reject of the same capture has the same id."""
    parts = (version, item.uri, item.stage.value, item.article_id or "", str(number))
    return hashlib.sha256("\n".join(parts).encode(errors="surrogatepass")).hexdigest()


def _report(batch: _Batch, deleted: int) -> LoadReport:
    """What happened to a batch."""
    refused = tuple(item for items in batch.refused.values() for item in items)
    copied = {one.result.uri for one in batch.copies if one.result.uri in batch.duplicates}
    written = [one for one in batch.done if one.result.uri not in copied]
    rejected = [item for one in batch.done for item in one.result.rejected]
    return LoadReport(
        captures=len(batch.unchanged) + len(batch.done),
        loaded=len(written),
        unchanged=len(batch.unchanged),
        duplicates=tuple(Duplicate(uri, of) for uri, of in batch.duplicates.items()),
        duplicated=len(batch.duplicates),
        documents=sum(len(one.actions) for one in written) - sum(1 for item in refused if item.reason != "not-json"),
        deleted=deleted,
        refused=refused,
        rejects=Counter(f"{item.stage.value}:{item.reason}" for item in (*rejected, *refused)),
    )
