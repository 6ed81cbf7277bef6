"""The store: articles, the ledger of captures, rejects and runs in Elasticsearch.

Four indices: `<alias>-v<version>` holds the articles of one pipeline version (the alias points at one of them),
`<alias>-captures` is the ledger, `<alias>-rejects` what could not go on, `<alias>-runs` the figures of each run.
Only bulk, get, search, point in time and aliases are used: all of it works on the local node and on a full cluster.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any, Self

import orjson
from elasticsearch import BadRequestError, NotFoundError

from stores import queries
from stores.bulk import Action, Bulk
from stores.client import connect, scan
from stores.ledger import Ledger
from stores.loading import Loader, is_unchanged
from stores.mapping import article_mappings, index_template, small_index_settings, small_indices
from stores.names import IndexNames
from stores.results import (
    CaptureKey,
    CaptureResult,
    Comparison,
    Hit,
    LoadReport,
    Run,
    RunSummary,
    StoreError,
    StoreStatus,
)
from stores.settings import StoreSettings
from stores.versions import Versions
from transforms.types import Rejected, Stage


class Store:
    """An Elasticsearch, seen from one pipeline version. A context manager; not to be shared between processes."""

    def __init__(self, settings: StoreSettings, pipeline_version: str) -> None:
        self.settings = settings
        self.pipeline_version = pipeline_version
        self._names = IndexNames(settings.alias, pipeline_version)
        self._connection = connect(settings)
        self._client = self._connection.client
        self._versions = Versions(self._connection, self._names)
        self._ledger = Ledger(self._connection, self._names)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def prepare(self) -> None:
        """Index template, this version's index, ledger, rejects and runs, and the alias if nobody has it. Idempotent.

        An alias that points at another version stays there until `swap`. StoreError if an index is in the way.
        """
        names, replicas = self._names, self.settings.number_of_replicas
        ask = self._connection.patience.ask
        template = index_template(names.alias, replicas)
        ask(lambda: self._client.indices.put_index_template(name=names.alias, create=False, **_template(template)))
        for index, mappings in small_indices(names.alias).items():
            self._create(index, mappings, small_index_settings(replicas))
        if self._create(names.articles, None, None):
            self._ledger.forget()  # of an index of that name which somebody deleted
        if ask(lambda: self._versions.behind(names.alias)) is None:
            if ask(lambda: bool(self._client.indices.exists(index=names.alias))):
                raise StoreError(f"an index is called {names.alias}: choose another alias with COPYDESK_ALIAS")
            ask(lambda: self._client.indices.put_alias(index=names.articles, name=names.alias))

    def unchanged(self, keys: Iterable[CaptureKey]) -> set[str]:
        """The uris among `keys` that this version holds already with the same fingerprint: no need to process them."""
        wanted = {key.uri: key.fingerprint for key in keys}
        entries = self._ledger.get(wanted)
        return {uri for uri, entry in entries.items() if is_unchanged(entry, wanted[uri])}

    def load(self, results: Iterable[CaptureResult], *, force: bool = False) -> LoadReport:
        """Write a stream of results in bounded requests; returns when all of it can be searched.

        A capture whose ledger entry has the same fingerprint is counted as unchanged and not written, unless `force`.
        Raises StoreAwayError when the store is away or too busy for longer than the settings' patience.
        """
        report = Loader(self._connection, self._names).load(results, force=force)
        changed = [self._names.articles, self._names.captures, self._names.rejects]
        if report.unchanged < report.captures:
            self._connection.patience.ask(lambda: self._client.indices.refresh(index=changed))
        return report

    def record_run(self, run: Run) -> None:
        """Keep a run's figures for `status`."""
        report = run.report
        source = {
            "id": run.id,
            "version": self.pipeline_version,
            "started_at": run.started_at.isoformat(),
            "ended_at": run.ended_at.isoformat(),
            "captures": report.captures,
            "loaded": report.loaded,
            "unchanged": report.unchanged,
            "duplicates": report.duplicated,
            "documents": report.documents,
            "deleted": report.deleted,
            "rejected": report.rejects.total(),
        }
        Bulk(self._connection).write_own([Action(self._names.runs, run.id, orjson.dumps(source))])
        self._connection.patience.ask(lambda: self._client.indices.refresh(index=self._names.runs))

    def status(self) -> StoreStatus:
        """What is behind the alias; works before `prepare` too. StoreAwayError after ten seconds without an answer."""
        index = self._versions.current()
        version = {"term": {"version": self._names.version_of(index)}} if index else {"match_none": {}}
        duplicate = {"bool": {"filter": [version, {"exists": {"field": "duplicate_of"}}]}}
        rejects = self._rejects_by_reason(version)
        return StoreStatus(
            url=self.settings.shown_url,
            alias=self._names.alias,
            index=index,
            previous=self._versions.previous(),
            articles=self._versions.count(index),
            captures=self._versions.captures(index),
            duplicates=self._versions.count(self._names.captures, duplicate),
            rejects={reason: count for reason, (count, _) in rejects.items()},
            examples={reason: example for reason, (_, example) in rejects.items()},
            last_run=self._last_run(),
        )

    def rejects(self) -> Iterator[Rejected]:
        """All that this version rejected, by uri."""
        query: dict[str, object] = {"term": {"version": self.pipeline_version}}
        for source in scan(self._client, self._connection.haste, self._names.rejects, query, "uri"):
            yield _rejected(source)

    def search(self, text: str, *, size: int = 10, language: str | None = None) -> list[Hit]:
        """The best articles behind the alias, each searched in its own language.

        `text` may use "a phrase", +, |, -, prefix* and brackets; it never is an error. `language` (ISO 639-1) restricts it.
        """
        return queries.search(self._connection, self._names.alias, text, size, language)

    def documents(self) -> Iterator[dict[str, object]]:
        """Every article behind the alias, as of one point in time."""
        yield from scan(self._client, self._connection.haste, self._names.alias, {"match_all": {}})

    def compare(self, version: str) -> Comparison:
        """The version behind the alias beside `version`."""
        return self._versions.compare(IndexNames(self._names.alias, version).articles)

    def swap(self, version: str, *, allow_fewer: bool = False) -> Comparison:
        """Point the alias at `version` in one step. StoreError if it holds fewer captures, unless `allow_fewer`."""
        return self._versions.swap(IndexNames(self._names.alias, version).articles, allow_fewer=allow_fewer)

    def rollback(self) -> Comparison:
        """Point the alias back at where it was before the last swap. StoreError if there was none."""
        return self._versions.rollback()

    def _create(self, index: str, mappings: dict[str, object] | None, settings: dict[str, object] | None) -> bool:
        """Whether the index was made now. One that is there gets the fields that are new since."""

        def create() -> bool:
            try:
                self._client.indices.create(index=index, mappings=mappings, settings=settings)
            except BadRequestError as error:
                if error.error != "resource_already_exists_exception":
                    raise
                return False
            return True

        if self._connection.patience.ask(create):
            return True
        self._widen(index, mappings or article_mappings())
        return False

    def _widen(self, index: str, mappings: dict[str, object]) -> None:
        """Add fields to an index; StoreError if one has another type now."""
        properties: Any = mappings["properties"]
        try:
            self._client.indices.put_mapping(index=index, properties=properties)
        except BadRequestError as error:
            raise StoreError(
                f"{index} was made with other types of fields ({error.message}): load with a new pipeline version"
            ) from error

    def _rejects_by_reason(self, version: Mapping[str, object]) -> dict[str, tuple[int, Rejected]]:
        """How many rejects there are of each reason, the most frequent first, and the first by address of each."""
        example = {"example": {"top_hits": {"size": 1, "sort": [{"uri": "asc"}]}}}
        reasons = {"reasons": {"terms": {"field": "reason", "size": 1000}, "aggs": example}}

        def ask() -> list[dict[str, Any]]:
            try:
                found = self._client.search(index=self._names.rejects, query=version, size=0, aggs=reasons)
            except NotFoundError:
                return []
            return list(found["aggregations"]["reasons"]["buckets"])

        return {
            bucket["key"]: (bucket["doc_count"], _rejected(bucket["example"]["hits"]["hits"][0]["_source"]))
            for bucket in self._connection.haste.ask(ask)
        }

    def _last_run(self) -> RunSummary | None:
        """The run that ended last."""

        def ask() -> list[dict[str, Any]]:
            try:
                found = self._client.search(index=self._names.runs, size=1, sort=[{"ended_at": "desc"}])
            except NotFoundError:
                return []
            return list(found["hits"]["hits"])

        hits = self._connection.haste.ask(ask)
        if not hits:
            return None
        source = hits[0]["_source"]
        source.pop("version")
        return RunSummary(**source)


def _template(template: dict[str, object]) -> dict[str, Any]:
    """The client calls `_meta` `meta`."""
    return {"meta" if name == "_meta" else name: part for name, part in template.items()}


def _rejected(source: dict[str, Any]) -> Rejected:
    """A reject as it was kept."""
    return Rejected(
        uri=source["uri"],
        stage=Stage(source["stage"]),
        reason=source["reason"],
        detail=source["detail"],
        capture_id=source["capture_id"],
        article_id=source["article_id"],
    )
