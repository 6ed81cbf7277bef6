"""Loading: nothing lost, nothing double, nothing left behind. Against a real node."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stores.results import CaptureKey, CaptureResult, Duplicate, capture_fingerprint
from transforms.types import Rejected, Stage


def ids(result):
    return {document["id"] for document in result.documents}


def stored(store):
    return {document["id"]: document for document in store.documents()}


def versions(client, store):
    """What changes whenever a document is written, whatever is in it."""
    found = client.search(index=f"{store.settings.alias}*", size=1000, seq_no_primary_term=True, version=True)
    return {hit["_id"]: (hit["_version"], hit["_seq_no"]) for hit in found["hits"]["hits"]}


def test_what_is_loaded_can_be_found(store, capture):
    result = capture("file:///a", articles=2)
    report = store.load([result])
    assert (report.captures, report.loaded, report.documents) == (1, 1, 2)
    assert list(stored(store).values()) == list(result.documents)


def test_the_same_captures_twice_change_nothing(store, client, capture):
    results = [capture(f"file:///{n}", f"Text {n}.", articles=2) for n in range(20)]
    results.append(capture("file:///bad", "", articles=0, rejected=(Rejected("file:///bad", Stage.DECODE, "empty"),)))
    store.load(results)
    before = versions(client, store)
    report = store.load(results)
    assert (report.captures, report.loaded, report.unchanged, report.documents) == (21, 0, 21, 0)
    assert versions(client, store) == before


def test_unchanged_names_what_need_not_be_processed(store, capture):
    loaded, other = capture("file:///a", "One."), capture("file:///b", "Two.")
    store.load([loaded])
    keys = [CaptureKey("file:///a", loaded.fingerprint), CaptureKey("file:///b", other.fingerprint)]
    assert store.unchanged(keys) == {"file:///a"}
    assert store.unchanged([CaptureKey("file:///a", other.fingerprint)]) == set()


def test_a_fingerprint_tells_bytes_facts_and_version_apart():
    facts = [("a", None, None, "1"), ("b", None, None, "1"), ("a", "http://x", None, "1"), ("a", None, None, "2")]
    beside = [{"declared_charset": "cp1251"}, {"truncated": True}, {"name_models": "en=x-1"}]
    fingerprints = {
        *(capture_fingerprint(*each) for each in facts),
        *(capture_fingerprint(*facts[0], **each) for each in beside),
    }
    assert len(fingerprints) == len(facts) + len(beside)


def test_a_changed_text_leaves_no_orphan(store, capture):
    store.load([capture("file:///a", "Old words.", articles=3)])
    new = capture("file:///a", "New words.", articles=2)
    report = store.load([new])
    assert (report.loaded, report.documents, report.deleted) == (1, 2, 3)
    assert set(stored(store)) == ids(new)


def test_fewer_articles_of_the_same_bytes_leave_no_orphan(store, capture):
    three = capture("file:///a", articles=3)
    store.load([three])
    two = replace(three, documents=three.documents[:2])
    report = store.load([two], force=True)
    assert report.deleted == 1
    assert set(stored(store)) == ids(two)


def test_new_facts_beside_the_same_bytes_are_written(store, capture):
    store.load([capture("file:///a")])
    report = store.load([capture("file:///a", url="http://outlet/1")])
    assert (report.loaded, report.deleted) == (1, 0)
    assert [document["capture"]["url"] for document in store.documents()] == ["http://outlet/1"]


def test_force_writes_again(store, client, capture):
    result = capture("file:///a")
    store.load([result])
    before = versions(client, store)
    assert store.load([result], force=True).loaded == 1
    assert versions(client, store) != before


@pytest.mark.parametrize("together", [True, False], ids=["in one load", "in two loads"])
def test_identical_bytes_under_two_uris_are_one(store, capture, together):
    first, second = capture("file:///a"), capture("file:///b")
    if together:
        report = store.load([first, second])
    else:
        store.load([first])
        report = store.load([second])
    assert report.duplicates == (Duplicate("file:///b", "file:///a"),)
    assert [document["capture"]["uri"] for document in store.documents()] == ["file:///a"]
    assert store.status().duplicates == 1
    assert store.load([first, second]).unchanged == 2


def test_shared_documents_stay_as_long_as_a_capture_has_their_bytes(store, capture):
    store.load([capture("file:///a"), capture("file:///b"), capture("file:///c")])
    moved = store.load([capture("file:///a", "Other words.")])
    assert moved.deleted == 0
    assert {document["capture"]["uri"] for document in store.documents()} == {"file:///a", "file:///b"}
    store.load([capture("file:///b", "Third words.")])
    assert {document["capture"]["uri"] for document in store.documents()} == {"file:///a", "file:///b", "file:///c"}
    last = store.load([capture("file:///c", "Fourth words.")])
    assert last.deleted == 1
    assert len(stored(store)) == 3


def test_an_heir_with_the_same_facts_has_nothing_to_do(store, capture):
    heir = capture("file:///b")
    store.load([capture("file:///a"), heir])
    store.load([capture("file:///a", "Other words.")])
    assert store.load([heir]).unchanged == 1
    assert store.status().duplicates == 0


def test_an_heir_with_other_facts_is_taken_again(store, capture):
    heir = capture("file:///b", url="http://outlet/b")
    store.load([capture("file:///a"), heir])
    store.load([capture("file:///a", "Other words.")])
    assert store.unchanged([CaptureKey(heir.uri, heir.fingerprint)]) == set()
    assert store.load([heir]).loaded == 1
    assert stored(store)[next(iter(ids(heir)))]["capture"]["url"] == "http://outlet/b"


def test_a_document_handed_over_is_still_found_in_its_language(store, capture):
    store.load([capture("file:///a", "The harbours were closed."), capture("file:///b", "The harbours were closed.")])
    store.load([capture("file:///a", "Other words.")])
    (hit,) = store.search("harbour", language="en")
    assert hit.document["capture"]["uri"] == "file:///b"


@pytest.mark.parametrize("turn", [False, True], ids=["the old name first", "the new name first"])
def test_renamed_files_keep_their_articles(store, capture, turn):
    store.load([capture("file:///log", "Day one.")])
    results = [capture("file:///log", "Day two."), capture("file:///log.1", "Day one.")]
    store.load(results[::-1] if turn else results)
    assert {document["body"]: document["capture"]["uri"] for document in store.documents()} == {
        "Day one.": "file:///log.1",
        "Day two.": "file:///log",
    }


def test_a_uri_twice_in_a_stream_ends_as_the_last_one_says(store, capture):
    report = store.load([capture("file:///a", "First."), capture("file:///b"), capture("file:///a", "Second.")])
    assert (report.captures, report.deleted) == (3, 1)
    assert {document["body"] for document in store.documents()} == {"Second.", "A text."}


def test_a_reject_is_kept_and_goes_when_the_capture_works(store, capture):
    reject = Rejected("file:///a", Stage.CLEAN, "only-boilerplate", "nothing left", capture_id="c")
    report = store.load([capture("file:///a", "Cookies!", articles=0, rejected=(reject,))])
    assert report.rejects == {"clean:only-boilerplate": 1}
    assert list(store.rejects()) == [reject]
    assert store.status().rejects == {"only-boilerplate": 1}
    store.load([capture("file:///a", "A text now.")])
    assert list(store.rejects()) == []
    assert len(stored(store)) == 1


def test_a_capture_that_cannot_be_read_now_keeps_what_it_had(store, capture):
    store.load([capture("file:///a", articles=2)])
    reject = Rejected("file:///a", Stage.READ, "no-permission")
    report = store.load([CaptureResult(uri="file:///a", sha256=None, fingerprint="", rejected=(reject,))])
    assert report.deleted == 0
    assert len(stored(store)) == 2
    assert list(store.rejects()) == [reject]
    assert store.load([capture("file:///a", articles=2)]).loaded == 1
    assert list(store.rejects()) == []


def test_what_the_mapping_refuses_is_kept_as_a_reject_and_harms_nobody(store, capture):
    good, bad = capture("file:///good", "Good."), capture("file:///bad", "Bad.", articles=2)
    bad.documents[1]["published"] = {"date": "the day before yesterday"}
    report = store.load([good, bad])
    assert (report.loaded, report.documents) == (2, 2)
    (refused,) = report.refused
    assert (refused.uri, refused.stage, refused.reason) == ("file:///bad", Stage.LOAD, "document_parsing_exception")
    assert refused.article_id == bad.documents[1]["id"]
    assert "the day before yesterday" in refused.detail
    assert [item.article_id for item in store.rejects()] == [refused.article_id]
    assert set(stored(store)) == ids(good) | {bad.documents[0]["id"]}


def test_a_field_that_the_types_do_not_have_is_refused(store, capture):
    report = store.load([capture("file:///a", mood="gloomy")])
    assert [item.reason for item in report.refused] == ["strict_dynamic_mapping_exception"]


def test_what_was_refused_is_tried_again_by_the_next_run(store, capture):
    bad = capture("file:///a", published={"date": "never"})
    store.load([bad])
    assert store.unchanged([CaptureKey(bad.uri, bad.fingerprint)]) == set()
    mended = replace(bad, documents=(dict(bad.documents[0]) | {"published": {"date": "2015-10-07"}},))
    assert store.load([mended]).refused == ()
    assert list(store.rejects()) == []


def test_what_is_not_json_is_refused_alone(store, capture):
    report = store.load([capture("file:///a", summary="half a pair \ud83d"), capture("file:///b", "Good.")])
    assert [(item.uri, item.reason) for item in report.refused] == [("file:///a", "not-json")]
    assert report.documents == 1
    assert len(stored(store)) == 1


def test_a_name_of_ten_thousand_characters_is_a_name(store, capture):
    uri = "file:///" + "дом/" * 2500
    store.load([capture(uri)])
    assert store.load([capture(uri)]).unchanged == 1


def test_small_requests_load_the_same(store, capture):
    store.settings = replace(store.settings, bulk_documents=3, bulk_bytes=2000, bulk_requests=2)
    store._connection = replace(store._connection, settings=store.settings)
    results = [capture(f"file:///{n}", f"Text {n}. " * (n + 1), articles=n % 4) for n in range(40)]
    report = store.load(iter(results))
    assert report.captures == report.loaded == 40
    assert set(stored(store)) == set().union(*map(ids, results))


def test_nothing_to_load_is_fine(store):
    assert store.load([]).captures == 0


def test_an_index_that_somebody_deleted_is_filled_again(own_store, client, capture):
    result = capture("file:///a")
    own_store.load([result])
    client.indices.delete(index=f"{own_store.settings.alias}-v1")
    own_store.prepare()
    assert own_store.load([result]).loaded == 1
    assert len(stored(own_store)) == 1
