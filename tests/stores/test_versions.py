"""A new pipeline version beside the old one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from stores.elastic import Store
from stores.results import LoadReport, Run, StoreError


@pytest.fixture
def second(own_store):
    with Store(own_store.settings, "2") as store:
        yield store


def bodies(store):
    return {document["body"] for document in store.documents()}


def test_a_version_is_loaded_beside_swapped_to_and_back(own_store, second, capture):
    own_store.load([capture("file:///a", "Read the old way."), capture("file:///b", "Unchanged.", articles=2)])
    second.prepare()
    second.load(
        [capture("file:///a", "Read the new way.", version="2"), capture("file:///b", "Unchanged.", version="2")]
    )
    assert bodies(second) == {"Read the old way.", "Unchanged."}

    compared = second.compare("2")
    alias = own_store.settings.alias
    assert (compared.old, compared.new) == (f"{alias}-v1", f"{alias}-v2")
    assert (compared.old_captures, compared.new_captures) == (2, 2)
    assert (compared.old_articles, compared.new_articles) == (3, 2)

    second.swap("2")
    assert bodies(second) == {"Read the new way.", "Unchanged."}
    assert (second.status().index, second.status().previous) == (f"{alias}-v2", f"{alias}-v1")

    second.rollback()
    assert bodies(second) == {"Read the old way.", "Unchanged."}
    second.rollback()
    assert bodies(second) == {"Read the new way.", "Unchanged."}


def test_a_version_that_lacks_captures_is_not_swapped_to(own_store, second, capture):
    own_store.load([capture("file:///a", "One."), capture("file:///b", "Two.")])
    second.prepare()
    second.load([capture("file:///a", "One.", version="2")])
    with pytest.raises(StoreError, match=r"1 captures.*has 2"):
        second.swap("2")
    assert second.status().index == f"{own_store.settings.alias}-v1"
    second.swap("2", allow_fewer=True)
    assert second.status().captures == 1


def test_what_one_version_holds_the_other_has_yet_to_load(own_store, second, capture):
    result = capture("file:///a")
    own_store.load([result])
    second.prepare()
    assert second.load([result]).loaded == 1
    assert own_store.load([capture("file:///a", "Changed.")]).deleted == 1
    assert second.compare("2").new_articles == 1


def test_without_a_swap_there_is_no_way_back(own_store):
    with pytest.raises(StoreError, match="never swapped"):
        own_store.rollback()


def test_a_version_that_nobody_loaded_cannot_be_swapped_to(own_store):
    with pytest.raises(StoreError, match="load that version first"):
        own_store.swap("9")


def test_an_index_with_the_name_of_the_alias_is_told(own_store, client):
    name = f"{own_store.settings.alias}-taken"
    client.indices.create(index=name)
    from dataclasses import replace

    with (
        Store(replace(own_store.settings, alias=name), "1") as store,
        pytest.raises(StoreError, match="COPYDESK_ALIAS"),
    ):
        store.prepare()


def test_an_index_with_other_types_is_told(own_store, client):
    client.indices.create(
        index=f"{own_store.settings.alias}-v3",
        mappings={"properties": {"subheads": {"type": "keyword", "normalizer": "lower"}}},
    )
    with Store(own_store.settings, "3") as store, pytest.raises(StoreError, match="new pipeline version"):
        store.prepare()


def test_the_figures_of_the_last_run_are_kept(store):
    def run(number, **counted):
        day = datetime(2021, 1, number, tzinfo=UTC)
        return Run(id=f"run-{number}", started_at=day, ended_at=day, report=LoadReport(**counted))

    assert store.status().last_run is None
    store.record_run(run(1, captures=5, loaded=5))
    store.record_run(run(2, captures=5, unchanged=4, loaded=1, documents=2))
    last = store.status().last_run
    assert last is not None
    assert (last.id, last.captures, last.unchanged, last.loaded, last.documents) == ("run-2", 5, 4, 1, 2)


def test_reports_of_shards_add_up():
    from collections import Counter

    total = LoadReport(captures=2, loaded=1, unchanged=1, rejects=Counter(a=1)) + LoadReport(
        captures=3, loaded=3, documents=4, rejects=Counter(a=1, b=2)
    )
    assert total == LoadReport(captures=5, loaded=4, unchanged=1, documents=4, rejects=Counter(a=2, b=2))
