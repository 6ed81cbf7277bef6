"""A store in trouble: a full queue, requests too large, a node that goes and comes back. On a node of its own."""

from __future__ import annotations

import os
import signal
import threading
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from elasticsearch import ApiError, Elasticsearch, TransportError

from stores.elastic import Store
from stores.local_node import node as local_node
from stores.results import StoreAwayError
from stores.settings import StoreSettings

DOCUMENTS = 300
# One writer and one place to wait: a second request at the same time is turned away.
TINY = local_node.Extra(
    settings={"thread_pool.write.size": "1", "thread_pool.write.queue_size": "1", "http.max_content_length": "1mb"}
)


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    return Path(tmp_path_factory.mktemp("trouble"))


@pytest.fixture(scope="module")
def address(data):
    with local_node.running(data, extra=TINY) as address:
        yield address


@pytest.fixture
def settings(address):
    return StoreSettings(url=address, alias=f"test-{uuid4().hex}", patience=60, bulk_documents=20, bulk_requests=2)


def many(capture):
    return [capture(f"file:///{number}", f"Number {number}.") for number in range(DOCUMENTS)]


def assert_all_there_once(store, results):
    """Every document as it was given, every capture in the ledger."""
    found = {document["id"]: document for document in store.documents()}
    assert found == {document["id"]: document for result in results for document in result.documents}
    assert store.status().articles == store.status().captures == len(results)
    assert store.load(results).unchanged == len(results)


def turned_away(address):
    with Elasticsearch(address) as client:
        (stats,) = client.nodes.stats(metric="thread_pool")["nodes"].values()
    return sum(pool["rejected"] for name, pool in stats["thread_pool"].items() if name.startswith("write"))


def test_documents_turned_away_by_a_full_queue_are_sent_again(settings, address, capture):
    results = many(capture)
    before = turned_away(address)
    with Store(replace(settings, bulk_requests=6), "1") as store:
        store.prepare()
        report = store.load(results)
        assert turned_away(address) > before, "the queue was never full"
        assert report.documents == DOCUMENTS
        assert report.refused == ()
        assert_all_there_once(store, results)


def test_a_request_too_large_is_halved_and_a_document_too_large_refused(settings, capture):
    half = "word " * 60_000  # 300 kB, and twice that as it is sent: three are too many for 1 MB
    results = [capture(f"file:///{number}", f"{number} {half}") for number in range(3)]
    results.append(capture("file:///huge", "word " * 300_000))
    with Store(settings, "1") as store:
        store.prepare()
        report = store.load(results)
        assert [(item.uri, item.reason) for item in report.refused] == [("file:///huge", "request_too_large")]
        assert report.documents == 3
        assert {item.uri for item in store.rejects()} == {"file:///huge"}


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL], ids=["stopped", "killed"])
def test_a_node_that_goes_in_the_middle_of_a_load_loses_and_doubles_nothing(sign, settings, address, data, capture):
    results = many(capture)
    gone = threading.Event()

    def go_and_come_back():
        """As soon as something is loaded: away, and back at the same address."""
        with Elasticsearch(address, max_retries=0) as client:
            while not _count(client, f"{settings.alias}-v1"):
                pass
        pid = local_node.status(data).pid
        assert pid is not None
        os.kill(pid, sign)
        gone.set()
        local_node.down(data)
        local_node.up(data, "512m", extra=replace(TINY, until_exit_of=os.getpid()))

    def slowly():
        """Half of the captures come before the node goes, the others while it is away."""
        yield from results[: DOCUMENTS // 2]
        assert gone.wait(60)
        yield from results[DOCUMENTS // 2 :]

    with Store(settings, "1") as store:
        store.prepare()
        trouble = threading.Thread(target=go_and_come_back)
        trouble.start()
        report = store.load(slowly())
        trouble.join()
        assert local_node.status(data).address == address
        assert report.documents == DOCUMENTS
        assert_all_there_once(store, results)


def _count(client, index):
    """How many documents can be got; 0 while the node does not say."""
    try:
        client.indices.refresh(index=index)
        return client.count(index=index)["count"]
    except (ApiError, TransportError):
        return 0


def test_a_store_that_stays_away_is_told_and_the_next_run_does_the_rest(settings, address, data, capture):
    results = many(capture)

    def half_then_gone():
        yield from results[: DOCUMENTS // 2]
        local_node.down(data)
        yield from results[DOCUMENTS // 2 :]

    with Store(settings, "1") as store:
        store.prepare()
    with Store(replace(settings, patience=0.5), "1") as store, pytest.raises(StoreAwayError) as raised:
        store.load(half_then_gone())
    assert address in str(raised.value)
    assert "\n" not in str(raised.value)
    assert local_node.up(data, "512m", extra=replace(TINY, until_exit_of=os.getpid())) == address
    with Store(settings, "1") as store:
        report = store.load(results)
        assert 0 < report.unchanged < DOCUMENTS
        assert report.documents == DOCUMENTS - report.unchanged
        assert_all_there_once(store, results)
