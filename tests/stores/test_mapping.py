"""The index: what the mapping takes, what is searched how."""

from __future__ import annotations

import pytest

from stores import mapping
from stores.results import CaptureResult
from transforms.document import document
from transforms.schema import document_fields


def mapped(properties, prefix=""):
    """Every path of a mapping, with its type."""
    for name, field in properties.items():
        yield prefix + name, field
        if "properties" in field:
            yield from mapped(field["properties"], f"{prefix}{name}.")


def fields():
    return dict(mapped(mapping.article_mappings()["properties"]))


def test_every_field_of_the_types_is_in_the_mapping():
    found = fields()
    for row in document_fields():
        if row.es != "disabled":
            assert found[row.path].get("type", "object") == row.es, row.path


def test_a_document_with_every_field_is_taken_and_comes_back_as_it_was(store, full_article):
    whole = document(full_article)
    report = store.load([CaptureResult(uri="file:///a", sha256="0" * 64, fingerprint="f", documents=(whole,))])
    assert report.refused == ()
    assert list(store.documents()) == [whole]


def test_no_field_is_of_a_type_that_kibana_cannot_aggregate():
    kinds = {field.get("type", "object") for field in fields().values()}
    assert kinds <= {"boolean", "date", "float", "geo_point", "integer", "keyword", "object", "text"}


def test_what_was_removed_and_the_evidence_are_kept_and_not_indexed():
    assert fields()["removed"] == fields()["evidence"] == {"type": "object", "enabled": False}


@pytest.mark.parametrize("path", sorted(mapping._LOWERED))
def test_fields_that_people_search_exist_and_have_a_twin_without_case(path):
    assert fields()[path]["fields"]["lower"]["normalizer"] == "lower"


def test_names_are_found_without_case_and_shown_with_it(store, client, capture):
    store.load([capture("file:///a", people=["Ann McLEE"], authors=[{"name": "Ömer Şahin", "role": "author"}])])
    found = client.search(
        index=store.settings.alias,
        query={
            "bool": {
                "filter": [{"term": {"people.lower": "ANN mclee"}}, {"term": {"authors.name.lower": "ömer şahin"}}]
            }
        },
        aggs={"people": {"terms": {"field": "people"}}},
    )
    assert [bucket["key"] for bucket in found["aggregations"]["people"]["buckets"]] == ["Ann McLEE"]


@pytest.mark.parametrize(
    ("language", "field"), [("en", "en"), ("tr", "tr"), ("zh", "cjk"), ("ja", "cjk"), ("fa", "other"), (None, "other")]
)
def test_a_language_has_a_field(language, field):
    assert mapping.text_field(language) == field
    assert field in mapping.text_fields()


def test_the_searchable_copy_has_what_is_there_and_leaves_the_document_alone():
    given = {"id": "a", "language": "de", "title": "Titel", "body": "Text"}
    assert mapping.searchable(given) == {**given, "text": {"de": {"title": "Titel", "body": "Text"}}}
    assert "text" not in given


def test_a_keyword_too_long_for_the_index_is_kept(store, client, capture):
    long = "語" * 9000
    assert store.load([capture("file:///a", section=long)]).refused == ()
    assert [found["section"] for found in store.documents()] == [long]
    assert client.count(index=store.settings.alias, query={"exists": {"field": "section"}})["count"] == 0


def test_a_longer_alias_is_not_caught_by_a_shorter_ones_template(own_store, node):
    from dataclasses import replace

    from stores.elastic import Store

    settings = replace(own_store.settings, alias=f"{own_store.settings.alias}-vienna")
    with Store(settings, "1") as other:
        other.prepare()
        other.prepare()
        assert other.status().index == f"{settings.alias}-v1"


@pytest.mark.parametrize(
    ("replicas", "expected"), [(None, {"auto_expand_replicas": "0-1"}), (2, {"number_of_replicas": 2})]
)
def test_replicas(replicas, expected):
    assert mapping.small_index_settings(replicas) == {"number_of_shards": 1, **expected}
