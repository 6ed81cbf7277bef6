"""Names that are nearly somebody else's, and words that are nearly names."""

from itertools import pairwise

import pytest

from transforms.entities import find_entities, find_mentions
from transforms.quotes import find_quotations


def named(text, language="en", title=None):
    return {entity.name: entity.mentions for entity in find_entities(title, text.split("\n"), language)}


@pytest.mark.parametrize("title", ["Judge Igor Putin visits", "Boss Pedro Merkel quits"])
def test_a_namesake_at_the_beginning_of_a_title_is_not_the_known_person(title):
    known = {"Q7747", "Q567"}
    assert not known & {mention.entity for mention in find_mentions(title, ["It rained."], "en")}


@pytest.mark.parametrize(
    ("text", "language", "person", "mentions"),
    [
        ("Theresa May spoke. In May the talks go on, on May 5. It was late in May.", "en", "Theresa May", 1),
        ("Der Kläger Thomas Richter kam. Der Richter vertagte, und ein Richter ging.", "de", "Thomas Richter", 1),
        ("Thomas Richter kam. Später sprach Richter wieder.", "de", "Thomas Richter", 2),
    ],
    ids=["month", "profession", "surname"],
)
def test_a_surname_that_is_a_word_is_the_person_only_where_a_name_stands(text, language, person, mentions):
    assert named(text, language)[person] == mentions


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Claudio Ferrero married Claudia Ferrero. Later Claudia Ferrero left.", "it"),
        ("Daniele Bianchetti met Daniela Bianchetti in the hall.", "en"),
    ],
    ids=["Italian", "English"],
)
def test_a_man_and_a_woman_of_one_surname_are_two(text, language):
    assert len(named(text, language)) == 2


def test_a_title_before_a_russian_name_hides_it_not():
    found = named("Губернатор Глеб Синицын приехал. Сегодня Глеб Воробьев уехал.", "ru")
    assert set(found) == {"Глеб Синицын", "Глеб Воробьев"}


def test_she_is_nobody_any_more_once_somebody_else_was_named():
    paragraphs = [
        "After a night of talks, with everybody tired and the coffee out, Angela Merkel said the deal was done.",
        "She said it was hard. Later Theresa May arrived. She said it was late.",
    ]
    mentions = find_mentions(None, paragraphs, "en")
    speakers = {mention.entity: "person" for mention in mentions}
    found = find_quotations(None, paragraphs, "en", mentions, speakers)
    assert len(found) == 2


@pytest.mark.parametrize("language", ["ru", None])
def test_tables_of_two_scripts_never_name_the_same_words(language):
    text = "Лидеры прибыли на саммит G20 в Москву. Пандемия COVID-19 идет, пандемии COVID-19."
    spans = [(mention.start, mention.end) for mention in find_mentions(None, [text], language)]
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert "саммит G20" in {text[start:end] for start, end in spans}
