"""Whatever captures come in whatever order: the store holds what they hold now, once."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stores.elastic import Store
from stores.loading import Loader
from stores.results import CaptureKey

_LONG = 60  # seconds, for what takes a moment

URIS = st.sampled_from(["file:///a", "file:///b", "file:///c"])
TEXTS = st.sampled_from(["", "One.", "Two.", "Three."])  # an empty one gives no article
LOADS = st.lists(st.lists(st.tuples(URIS, TEXTS), min_size=1, max_size=4), min_size=1, max_size=5)


def results(capture, pairs):
    return [capture(uri, text, articles=len(text) // 2) for uri, text in pairs]


def assert_holds(store, capture, now):
    """`now` is what each uri holds."""
    expected: dict[str, set[str]] = {}
    for result in results(capture, now.items()):
        for document in result.documents:
            expected.setdefault(document["id"], set()).add(result.uri)
    found = {document["id"]: document["capture"]["uri"] for document in store.documents()}
    assert found.keys() == expected.keys()
    for name, uri in found.items():
        assert uri in expected[name], "a document names a capture that does not hold it"
    assert store.status().captures == len(now)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LOADS)
def test_after_any_loads_the_store_holds_what_the_captures_hold(store, empty, capture, loads):
    empty()
    now: dict[str, str] = {}
    for load in loads:
        store.load(results(capture, load))
        now.update(load)
        assert_holds(store, capture, now)
    assert store.load(results(capture, now.items())).unchanged == len(now)


def test_loads_side_by_side_lose_nothing(shared_settings, store, capture):
    """Shards of a run: each file is in one of them, the same bytes may be in several, and files were renamed."""
    before = [(f"file:///log.{number}", f"Day {number}.") for number in range(40)]
    store.load(results(capture, before))
    after = [(f"file:///log.{number + 1}", f"Day {number}.") for number in range(40)] + [("file:///log.0", "Day 40.")]

    def load(shard):
        with Store(shared_settings, "1") as own:
            return own.load(results(capture, after[shard::4]))

    with ThreadPoolExecutor() as pool:
        list(pool.map(load, range(4)))
    store.load(results(capture, after))  # what was reopened is taken again
    assert_holds(store, capture, dict(after))


def meanwhile(monkeypatch, method, action):
    """Let another process act right after the next call of a Loader's method."""
    original = getattr(Loader, method)

    def wrapped(self, *given, **named):
        answer = original(self, *given, **named)
        monkeypatch.setattr(Loader, method, original)
        action()
        return answer

    monkeypatch.setattr(Loader, method, wrapped)


def test_a_duplicate_whose_documents_vanish_meanwhile_brings_them_itself(shared_settings, store, capture, monkeypatch):
    store.load(results(capture, [("file:///a", "One.")]))
    changed, copy = results(capture, [("file:///a", "Two."), ("file:///b", "One.")])
    with Store(shared_settings, "1") as other:
        meanwhile(monkeypatch, "_sort", lambda: other.load([changed]))
        report = store.load([copy])
    assert (report.loaded, report.duplicates) == (1, ())
    assert_holds(store, capture, {"file:///a": "Two.", "file:///b": "One."})


def test_a_holder_that_comes_too_late_is_taken_again(shared_settings, store, capture, monkeypatch):
    store.load(results(capture, [("file:///a", "One.")]))
    changed, heir = results(capture, [("file:///a", "Two."), ("file:///b", "One.")])
    with Store(shared_settings, "1") as other:
        meanwhile(monkeypatch, "_holders", lambda: other.load([heir]))
        store.load([changed])
    assert store.unchanged([CaptureKey(heir.uri, heir.fingerprint)]) == set()
    store.load([heir])
    assert_holds(store, capture, {"file:///a": "Two.", "file:///b": "One."})
    assert store.load([heir]).unchanged == 1


def test_a_holder_that_was_reopened_meanwhile_stays_open(shared_settings, store, capture, monkeypatch):
    """It clears its own orphans after another process deleted its documents, and must not undo what that one noted."""
    store.load(results(capture, [("file:///a", "One."), ("file:///b", "Three.")]))
    changed, heir = results(capture, [("file:///a", "Two."), ("file:///b", "One.")])
    settled, deleted = Event(), Event()

    def load_heir():
        with Store(shared_settings, "1") as other:
            other.load([heir])

    def wait_in_the_middle():
        settled.set()
        assert deleted.wait(_LONG)

    with ThreadPoolExecutor() as pool:

        def begin():
            meanwhile(monkeypatch, "_lost", wait_in_the_middle)
            loads.append(pool.submit(load_heir))
            assert settled.wait(_LONG)

        loads: list[Future[None]] = []
        meanwhile(monkeypatch, "_holders", begin)
        store.load([changed])
        deleted.set()
        loads[0].result(_LONG)
    assert store.unchanged([CaptureKey(heir.uri, heir.fingerprint)]) == set()
    store.load([heir])
    assert_holds(store, capture, {"file:///a": "Two.", "file:///b": "One."})


def test_a_document_that_vanished_meanwhile_is_not_handed_over(shared_settings, store, capture, monkeypatch):
    store.load(results(capture, [("file:///a", "One."), ("file:///b", "One.")]))
    changed, dropped = results(capture, [("file:///a", "Two."), ("file:///b", "Three.")])
    with Store(shared_settings, "1") as other:
        meanwhile(monkeypatch, "_holders", lambda: other.load([dropped]))
        store.load([changed])
    assert_holds(store, capture, {"file:///a": "Two.", "file:///b": "Three."})
