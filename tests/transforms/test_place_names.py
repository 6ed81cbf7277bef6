"""Which of several places a name means: by qualifier, by the other places of the text, by the dateline, by size."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.place_names import resolve_place

FOUND = [
    # name, dateline's country, countries of the text, language, id
    ("Aleppo", None, (), None, "place:aleppo"),
    ("Aleppo's", None, (), "en", "place:aleppo"),
    ("northern Syria", None, (), "en", "Q858"),
    ("the city of Aleppo", None, (), "en", "place:aleppo"),
    ("Алеппо", None, (), "ru", "place:aleppo"),
    ("Rakka", None, (), "de", "place:raqqa"),
    ("Al Ḩasakah", None, (), None, "place:hasakah"),
    ("Tripoli", None, (), "en", "place:tripoli-ly"),
    ("Tripoli", None, ("LB", "SY"), "en", "place:tripoli-lb"),
    ("Tripoli", "LB", (), "en", "place:tripoli-lb"),
    ("Georgia", None, (), "en", "Q230"),
    ("Georgia", None, ("RU", "US"), "en", "Q230"),
    ("Georgia", "US", ("US",), "en", "Q1428"),
    ("Córdoba", None, ("ES",), "es", "place:cordoba-es"),
    ("Cordoba", None, ("AR",), "en", "place:cordoba"),
    ("Hyderabad", None, ("IN", "PK"), "en", "place:hyderabad"),
    ("Hyderabad", None, ("PK",), "en", "place:hyderabad-pk"),
    ("Birmingham", None, (), "en", "place:birmingham"),
    ("Birmingham", "US", ("US",), "en", "place:birmingham-us-al"),
    ("Birmingham, Ala.", None, (), "en", "place:birmingham-us-al"),
    ("Cambridge, Massachusetts", None, (), "en", "place:cambridge-us-ma"),
    ("Paris", "US", ("US",), "en", "place:paris"),
    ("Mexico", None, (), "fr", "place:mexico-city"),
    ("Mexico", None, (), "en", "Q96"),
    ("Siena", None, ("IT",), "en", "place:siena"),
    ("San José", None, (), "es", "place:san-jose"),
]


@pytest.mark.parametrize(
    ("name", "dateline", "countries", "language", "identity"), FOUND, ids=["-".join(map(str, row[:3])) for row in FOUND]
)
def test_the_text_decides_between_namesakes(name, dateline, countries, language, identity):
    known = resolve_place(name, dateline_country=dateline, countries=countries, language=language)
    assert known is not None
    assert known.id == identity
    assert known.type == "place"
    assert known.location is not None


NOTHING = [
    "", " ", ",", "Russian", "syrische", "syrischen", "französische", "russe", "syrien", "сирийский", "Lebanon, Pa.",
    "Paris, Texas", "Nowhereville", "Lodi",
]  # fmt: skip


@pytest.mark.parametrize("name", NOTHING)
def test_adjectives_and_what_nothing_speaks_for_are_no_places(name):
    assert resolve_place(name) is None


@given(st.text(max_size=80))
def test_any_text_is_eaten(name):
    known = resolve_place(name, dateline_country="US", countries=("SY",))
    assert known is None or known.id


@given(st.text(alphabet="AaBb ,.'the", max_size=60))
def test_a_name_means_the_same_each_time(name):
    assert resolve_place(name) == resolve_place(name)
