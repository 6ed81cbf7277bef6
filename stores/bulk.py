"""Write many documents: in bounded requests, each document settled for good, whatever happens on the way.

elasticsearch-py's helpers leave three gaps that this closes: a lost connection escapes them, one document that is not
JSON stops all, and a document that was turned away for a full queue comes back only within one call's retries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson
from elastic_transport import ConnectionError as Unreachable
from elastic_transport import ConnectionTimeout
from elasticsearch import ApiError

from stores.client import BUSY, Connection, Patience, passing
from stores.results import StoreError

_TOO_LARGE = 413
_GONE = 404
_CONFLICT = 409  # another process set a field of the same document at the same moment
_CONFLICTS = 10  # times that Elasticsearch itself tries again
_THE_DOCUMENTS_FAULT = frozenset({400, _TOO_LARGE})


class Seen(NamedTuple):
    """Which state of a document was read: what Elasticsearch calls it."""

    seq_no: int
    primary_term: int


@dataclass(frozen=True, slots=True)
class Action:
    """One document to write, or to delete (no source), or some of its fields to set and leave the others as they are."""

    index: str
    id: str
    source: bytes | None  # JSON
    partial: bool = False  # set only these fields; if the document is gone meanwhile there is nothing to set
    seen: Seen | None = None  # write only if the document is still what was read; else leave it as it is now

    @property
    def lines(self) -> bytes:
        """As the bulk request wants it: one line each for what to do and for the document."""
        where: dict[str, object] = {"_index": self.index, "_id": self.id}
        if self.source is None:
            return orjson.dumps({"delete": where}) + b"\n"
        if self.partial:
            head = orjson.dumps({"update": {**where, "retry_on_conflict": _CONFLICTS}})
            return head + b'\n{"doc":' + self.source + b"}\n"
        if self.seen:
            where.update(if_seq_no=self.seen.seq_no, if_primary_term=self.seen.primary_term)
        return orjson.dumps({"index": where}) + b"\n" + self.source + b"\n"

    @property
    def size(self) -> int:
        """About how many bytes it takes in a request."""
        return len(self.source or b"") + len(self.id) + len(self.index) + 40


@dataclass(frozen=True, slots=True)
class Refusal:
    """A document that Elasticsearch will never take."""

    action: Action
    reason: str  # Elasticsearch's type of error
    detail: str


class Bulk:
    """Sends actions and stays at it until each is written or refused."""

    def __init__(self, connection: Connection) -> None:
        self._client = connection.client
        self._settings = connection.settings

    def write(self, actions: Sequence[Action]) -> list[Refusal]:
        """Those that were refused; all others are written when this returns. Sending one twice does no harm.

        Several requests are under way at a time, since one request keeps only one of the node's processors busy.
        StoreAwayError if the store is away or too busy for longer than the settings' patience.
        """
        parts = list(chunks(actions, self._settings.bulk_documents, self._settings.bulk_bytes))
        if len(parts) < 2:
            return [refusal for part in parts for refusal in self._settle(part)]
        with ThreadPoolExecutor(self._settings.bulk_requests) as pool:
            return [refusal for refusals in pool.map(self._settle, parts) for refusal in refusals]

    def write_own(self, actions: Sequence[Action]) -> None:
        """Write what is never refused unless there is a bug: ledger, rejects, runs."""
        for refusal in self.write(actions):
            raise StoreError(f"{refusal.action.index} refuses our own entry: {refusal.reason} {refusal.detail}")

    def _settle(self, chunk: Sequence[Action]) -> list[Refusal]:
        """Send, and send again what was not settled; those that were refused."""
        refused: list[Refusal] = []
        patience = Patience(self._settings)
        pending = chunk
        while pending:
            try:
                left, why = self._send(pending, refused)
            except (Unreachable, ConnectionTimeout, ApiError) as error:
                if isinstance(error, ApiError) and error.meta.status == _TOO_LARGE:
                    return refused + self._settle_smaller(pending)
                left, why = pending, passing(error, self._settings.shown_url)
            if len(left) < len(pending):
                patience.renew()
            if left:
                patience.wait(why)
            pending = left
        return refused

    def _send(self, pending: Sequence[Action], refused: list[Refusal]) -> tuple[Sequence[Action], str]:
        """One request; the actions to send again, and why."""
        body: Any = b"".join(action.lines for action in pending)  # the client takes ready NDJSON too
        answer = self._client.bulk(body=body)
        return _unsettled(pending, answer["items"], refused)

    def _settle_smaller(self, chunk: Sequence[Action]) -> list[Refusal]:
        """A request that is too large: half of it at a time; a single document that is too large is refused."""
        if len(chunk) == 1:
            return [Refusal(chunk[0], "request_too_large", f"{chunk[0].size} bytes")]
        middle = len(chunk) // 2
        return self._settle(chunk[:middle]) + self._settle(chunk[middle:])


def chunks(actions: Iterable[Action], most: int, most_bytes: int) -> Iterator[list[Action]]:
    """Runs of actions within both bounds; an action larger than the bound goes alone."""
    chunk: list[Action] = []
    size = 0
    for action in actions:
        if chunk and (len(chunk) >= most or size + action.size > most_bytes):
            yield chunk
            chunk, size = [], 0
        chunk.append(action)
        size += action.size
    if chunk:
        yield chunk


def _unsettled(
    sent: Sequence[Action], items: Sequence[dict[str, dict[str, object]]], refused: list[Refusal]
) -> tuple[list[Action], str]:
    """The actions to send again, and why; what is refused for good is added to `refused`."""
    left: list[Action] = []
    why = ""
    for action, item in zip(sent, items, strict=True):
        (outcome,) = item.values()
        status, error = int(str(outcome["status"])), outcome.get("error")
        if (status == _GONE and action.partial) or (status == _CONFLICT and action.seen):
            continue
        if status in BUSY or status == _CONFLICT:
            left.append(action)
            why = f"it turns documents away ({status} {_words(error)[0]})"
        elif status in _THE_DOCUMENTS_FAULT:
            refused.append(Refusal(action, *_words(error)))
        elif error:
            raise StoreError(f"Elasticsearch does not let us write to {action.index}: {status} {_words(error)}")
    return left, why


def _words(error: object) -> tuple[str, str]:
    """An item's error: its type, and its reason with the cause's."""
    if not isinstance(error, dict):
        return "unknown", str(error)
    cause = error.get("caused_by")
    because = f"; {cause.get('reason')}" if isinstance(cause, dict) else ""
    return str(error.get("type")), f"{error.get('reason')}{because}"
