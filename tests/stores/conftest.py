"""A store of its own for each test, on the session's node."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from stores.elastic import Store
from stores.results import CaptureResult, capture_fingerprint
from stores.settings import StoreSettings
from transforms.types import Rejected


@pytest.fixture(scope="session")
def shared_settings(node: str) -> StoreSettings:
    """One set of indices for all tests: making four costs a second."""
    settings = StoreSettings(url=node, alias=f"test-{uuid4().hex}", patience=30)
    with Store(settings, "1") as store:
        store.prepare()
    return settings


@pytest.fixture
def store(shared_settings: StoreSettings) -> Iterator[Store]:
    """An empty store. A test that makes or deletes indices takes `own_store`."""
    with Store(shared_settings, "1") as store:
        _empty(store)
        yield store


@pytest.fixture
def empty(store: Store) -> Callable[[], None]:
    """Empty the store again, in the middle of a test."""
    return lambda: _empty(store)


@pytest.fixture
def own_store(node: str) -> Iterator[Store]:
    with Store(StoreSettings(url=node, alias=f"test-{uuid4().hex}", patience=30), "1") as store:
        store.prepare()
        yield store


def _empty(store: Store) -> None:
    """Delete every document of every index."""
    everywhere = f"{store.settings.alias}-*"
    hits = store._client.search(index=everywhere, size=10_000, source=False)["hits"]["hits"]
    if hits:
        actions = [{"delete": {"_index": hit["_index"], "_id": hit["_id"]}} for hit in hits]
        store._client.bulk(operations=actions, refresh=True)


@pytest.fixture
def client(node: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(node) as client:
        yield client


Capture = Callable[..., CaptureResult]


@pytest.fixture
def capture() -> Capture:
    return make_capture


def make_capture(
    uri: str,
    text: str = "A text.",
    *,
    articles: int = 1,
    url: str | None = None,
    version: str = "1",
    rejected: tuple[Rejected, ...] = (),
    **given: Any,
) -> CaptureResult:
    """What a capture with these bytes gives: its documents depend on the bytes alone, but for the uri and `given`."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    documents = tuple(
        {
            "id": f"{sha256[:40]}-{position}",
            "capture": {"id": sha256, "uri": uri, "position": position, "count": articles}
            | ({"url": url} if url else {}),
            "title": f"Part {position}",
            "body": text,
            "language": "en",
            **given,
        }
        for position in range(articles)
    )
    fingerprint = capture_fingerprint(sha256, url, None, version)
    return CaptureResult(uri=uri, sha256=sha256, fingerprint=fingerprint, documents=documents, rejected=rejected)
