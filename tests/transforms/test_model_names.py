"""What a model finds, weighed against the table: with spans as a model gives them, and with the models that are installed."""

import pytest

from transforms.entities import find_named
from transforms.name_models import installed, load_model
from transforms.name_spans import NameSpan, find_spans


def spans(lines, names):
    """Every occurrence of the given words; the first line is the title."""
    found = []
    for words, kind in names.items():
        for number, line in enumerate(lines, start=-1):
            place = line.find(words)
            while place >= 0:
                found.append(NameSpan(number, place, place + len(words), kind))
                place = line.find(words, place + 1)
    return found


def named(text, names, language="en"):
    lines = ["", *text.split("\n")]
    found = find_named(None, lines[1:], language, spans(lines, names))
    return {(entity.id, entity.mentions, entity.method) for entity in found.entities}


P, ORG = "person", "organization"
RESOLVED = [
    pytest.param("Anna Tellmark spoke. Tellmark's aide left.", {"Anna Tellmark": P, "Tellmark": P}, {("person:anna-tellmark", 2, "surname")}, id="surname-of-a-person-that-only-the-model-knows"),
    pytest.param("Tellmark spoke.", {"Tellmark": P}, set(), id="a-surname-alone-is-nobody"),
    pytest.param("Anna Tellmark and Jon Tellmark met. Tellmark left.", {"Anna Tellmark": P, "Jon Tellmark": P, "Tellmark": P}, {("person:anna-tellmark", 1, "model"), ("person:jon-tellmark", 1, "model")}, id="a-tie-is-nobody"),
    pytest.param("The Lissow Growers Union (LGU) met. LGU members sang.", {"The Lissow Growers Union": ORG}, {("org:lissow-growers-union", 3, "acronym")}, id="acronym-of-an-organization-that-only-the-model-knows"),
    pytest.param("The Interior Ministry said so.", {"The Interior Ministry": ORG}, set(), id="a-ministry-of-no-country"),
    pytest.param("Vladimir Putin and Vladimir V. Putin", {"Vladimir V. Putin": P, "Vladimir Putin": P}, {("Q7747", 2, "table")}, id="the-table-first"),
    pytest.param("Anna Tellmarck spoke, and Anna Tellmark. Anna Tellmark left.", {"Anna Tellmark": P, "Anna Tellmarck": P}, {("person:anna-tellmark", 3, "model")}, id="misspelt-once"),
    pytest.param("Anna Tellmarov and Anna Tellmarova met.", {}, {("person:anna-tellmarov", 1, "pattern"), ("person:anna-tellmarova", 1, "pattern")}, id="an-ending-is-another-person"),
    pytest.param("Dmitry Peskov came. Dmitry Peskow left.", {"Dmitry Peskow": P}, {("person:dmitry-peskov", 2, "table")}, id="misspelt-beside-a-person-of-the-table"),
    pytest.param("Niger Growers Union and Nigeria Growers Union met.", {"Niger Growers Union": ORG, "Nigeria Growers Union": ORG}, {("org:niger-growers-union", 1, "model"), ("org:nigeria-growers-union", 1, "model")}, id="organizations-are-never-nearly-the-same"),
    pytest.param("The owner, Anna Sandvik, sold it.", {"Anna Sandvik": ORG}, {("person:anna-sandvik", 1, "model")}, id="a-given-name-knows-better-than-the-model"),
    pytest.param("Smaller Boxes Wanted By Exporters\nThe exporters want smaller boxes.", {"Smaller Boxes": P}, set(), id="title-case-names-nobody"),
    pytest.param("He studied at Homs Weaving College.", {"Homs Weaving College": ORG}, {("org:homs-weaving-college", 1, "model")}, id="the-longer-name-before-its-part"),
    pytest.param("Syria's Weather Office said so.", {"Syria's Weather Office": ORG}, {("Q858", 1, "table")}, id="a-country-that-has-an-office"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names", "expected"), RESOLVED)
def test_table_first_model_second(text, names, expected):
    assert named(text, names) == expected


def test_without_spans_nothing_changes():
    text = ["The Free Syrian Army (FSA) met Peter Marwood, the spokesman Peter Marwood, in Aleppo."]
    assert find_named(None, text, "en") == find_named(None, text, "en", ())


@pytest.mark.skipif(installed("en") is None, reason="the English model is not installed")
def test_spans_are_where_they_say_whatever_stands_beside_the_article():
    long = " ".join(f"Day {number} passed without Anna Tellmark." for number in range(400))
    articles = [
        ("COUNCIL OF LISSOW THANKS PETER MARWOOD", ["Peter Marwood came to Paris.", "", "“Marwood’s place,” said Anna Tellmark."]),
        (None, [long, "Jon Sandvik lives in Oslo."]),
        (None, []),
    ]  # fmt: skip
    model = load_model("en")
    together = find_spans(model, articles * 12)
    alone = [find_spans(model, [article])[0] for article in articles]
    assert together == alone * 12
    words = [
        [([title or "", *paragraphs][span.paragraph + 1][span.start : span.end], span.type) for span in found]
        for (title, paragraphs), found in zip(articles, alone, strict=True)
    ]
    assert ("Peter Marwood", "person") in words[0]
    assert ("Paris", "place") in words[0]
    assert ("Oslo", "place") in words[1]
    assert words[1].count(("Anna Tellmark", "person")) > 390
    assert words[2] == []
