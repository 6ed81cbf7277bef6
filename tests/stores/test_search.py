"""Search: each article in its own language."""

from __future__ import annotations

import pytest

BODIES = {
    "en": "The harbours were attacked at night.",
    "de": "Die Häfen der Stadt waren geschlossen.",
    "fr": "Les autorités ont fermé les ports.",
    "es": "Las autoridades cerraron los puertos.",
    "pt": "As autoridades fecharam os portos.",
    "it": "Le autorità hanno chiuso i porti.",
    "nl": "De autoriteiten sloten de havens.",
    "ru": "Власти закрыли порты города.",
    "ar": "أغلقت السلطات الموانئ في المدينة.",
    "tr": "Yetkililer limanları kapattı.",
    "zh": "当局关闭了港口。",
    "ja": "当局は港を閉鎖した。",
    "fa": "مقامات بندر را بستند.",
}
# A form of a word of each body that does not stand in it, but that a reader of the language would search.
FORMS = {
    "en": "harbour attack",
    "de": "Hafen Städte",
    "fr": "port fermés",
    "es": "puerto",
    "pt": "porto",
    "it": "chiusa",
    "nl": "autoriteit",
    "ru": "порт",
    "ar": "سلطات",
    "tr": "limanlar",
    "zh": "港口",
    "ja": "閉鎖",
    "fa": "بندر",
}


@pytest.fixture
def library(store, capture):
    store.load([capture(f"file:///{language}", body, language=language) for language, body in BODIES.items()])
    return store


@pytest.mark.parametrize("language", BODIES)
def test_an_article_is_found_by_another_form_of_its_words(library, language):
    (hit,) = library.search(FORMS[language], language=language)
    assert hit.document["body"] == BODIES[language]
    assert "«" in "".join(hit.highlights)


def test_without_a_language_all_are_searched(library):
    assert {hit.document["language"] for hit in library.search("Hafen")} == {"de"}
    assert {hit.document["language"] for hit in library.search("当局")} == {"zh", "ja"}


def test_the_title_counts_more_than_the_body(store, capture):
    store.load(
        [
            capture("file:///a", "One.", title="Weather", body="The mayor spoke of the bridge."),
            capture("file:///b", "Two.", title="The bridge", body="The mayor spoke of the weather."),
        ]
    )
    assert [hit.document["title"] for hit in store.search("bridge")] == ["The bridge", "Weather"]


@pytest.mark.parametrize("text", ["", "   ", '"', "((", "a AND", "-", "*", "/", "~", "\\", "title:", "a" * 5000])
def test_no_text_is_an_error(library, text):
    assert isinstance(library.search(text), list)


def test_phrases_and_exclusions(library):
    assert [hit.document["language"] for hit in library.search('"fermé les ports"')] == ["fr"]
    assert library.search("harbours -night") == []


def test_before_anything_was_loaded_nothing_is_found(node):
    from stores.elastic import Store
    from stores.settings import StoreSettings

    with Store(StoreSettings(url=node, alias="never-loaded"), "1") as store:
        assert store.search("anything") == []
        assert list(store.documents()) == []
        assert list(store.rejects()) == []
        assert store.status().index is None
