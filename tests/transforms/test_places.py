"""Places by name: any case, any of the languages, the likeliest of several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.calendar_words import table_text
from transforms.places import _gazetteer, _town_rows, is_state, known_place, resolve

NAMES = [
    # as written, English name, country
    ("MOSCOW", "Moscow", "RU"),
    ("Moskau", "Moscow", "RU"),
    ("Moscú", "Moscow", "RU"),
    ("МОСКВА", "Moscow", "RU"),
    ("موسكو", "Moscow", "RU"),
    ("莫斯科", "Moscow", "RU"),
    ("モスクワ", "Moscow", "RU"),
    ("KARACHI", "Karachi", "PK"),
    ("İSTANBUL", "Istanbul", "TR"),
    ("DİYARBAKIR", "Diyarbakır", "TR"),
    ("القاهرة", "Cairo", "EG"),
    ("東京", "Tokyo", "JP"),
    ("华盛顿", "Washington", "US"),
    ("GENF", "Geneva", "CH"),
    ("Den Haag", "The Hague", "NL"),
    ("MUNCHEN", "Munich", "DE"),
    ("SAO PAULO", "São Paulo", "BR"),
    ("SANA’A", "Sanaa", "YE"),
    ("С.-ПЕТЕРБУРГ", "Saint Petersburg", "RU"),
    ("At Tanf", "At Tanf", "SY"),
    ("UNITED NATIONS", "United Nations", "US"),
    ("Сирия", "Syria", "SY"),
    ("LONDON", "London", "GB"),
    ("WASHINGTON, D.C.", "Washington", "US"),
    ("BEIRUT, Lebanon", "Beirut", "LB"),
    ("PORTLAND, Ore.", "Portland", "US"),
    ("PORTLAND, Maine", "Portland", "US"),
    ("SPRINGFIELD, Ill.", "Springfield", "US"),
    ("SIENA", "Siena", "IT"),
    ("Passau", "Passau", "DE"),
    ("ЕЛЕЦ", "Yelets", "RU"),
    ("ST. PETERSBURG, Fla.", "St. Petersburg", "US"),
    ("BERLIN/PARIS", "Berlin", "DE"),
    ("GENEVA / NEW YORK", "Geneva", "CH"),
    ("Damascus, SANA", "Damascus", "SY"),
]


@pytest.mark.parametrize(("written", "name", "country"), NAMES, ids=[row[0] for row in NAMES])
def test_place_is_resolved(written, name, country):
    place = resolve(written)
    assert place is not None
    assert (place.name, place.country) == (name, country)


@pytest.mark.parametrize("written", ["", " ", "Nowhere", "IN", "ME", "PARIS, Texas", "MIAMI, Maine", "|", "Reuters"])
def test_unknown_place_is_none(written):
    assert resolve(written) is None


def test_of_two_towns_the_bigger_one_is_meant():
    place = resolve("Birmingham")
    assert place is not None
    assert place.country == "GB"


def test_states_of_the_usa_and_their_abbreviations():
    assert all(map(is_state, ["Texas", "Fla.", "D.C.", "NY", "N.Y."]))
    assert not is_state("Bavaria")


def test_every_row_has_coordinates():
    gazetteer = _gazetteer()
    rows = [line.split("\t") for line in gazetteer.lines]
    assert [row[0] for row in rows if known_place(row) is None] == []


@given(st.text(max_size=60))
def test_any_text_is_answered(text):
    place = resolve(text)
    assert place is None or (-90 <= place.lat <= 90 and -180 <= place.lon <= 180)


def test_a_state_decides_between_towns_of_one_name():
    illinois, oregon = resolve("Springfield, Ill."), resolve("Springfield, Ore.")
    assert illinois is not None
    assert oregon is not None
    assert illinois.lon > oregon.lon


def test_every_town_is_found_in_the_sorted_table():
    keys = [line.split("\t")[0] for line in table_text("places_towns.tsv").splitlines() if not line.startswith("#")]
    assert keys == sorted(keys, key=str.encode)
    assert all(_town_rows(key) for key in keys[::97])
