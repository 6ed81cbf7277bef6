import pytest

from transforms.entities import find_entities
from transforms.name_models import installed, load_model
from transforms.russian_names import nominative


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Глеб Синицын", "Глеб Синицын"),
        ("Глеба Синицына", "Глеб Синицын"),
        ("Ольги Тарановой", "Ольга Таранова"),
        ("Ольга Таранова", "Ольга Таранова"),
        ("Андреем Заречным", "Андрей Заречный"),
        ("Вятского Собора", None),
        ("Глеб", None),
    ],
)
def test_nominative(name, expected):
    assert nominative(name) == expected


def test_a_person_is_one_whatever_the_case():
    text = [
        "Перепись провёл орнитолог Глеб Синицын.",
        "По словам Глеба Синицына, птиц стало больше. Синицыну помогали дети.",
    ]
    [person] = find_entities(None, text, "ru")
    assert (person.id, person.name, person.mentions) == ("person:глеб-синицын", "Глеб Синицын", 3)


@pytest.mark.skipif(installed("ru") is None, reason="the Russian model is not installed (extra models-ru)")
def test_the_russian_model_finds_names():
    [found] = load_model("ru").find(["По словам Глеба Синицына, в Вологде птиц стало больше."])
    assert [kind for _, _, kind in found] == ["person", "place"]
