"""Credits of wire agencies, line by line and in whole segments."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms import outlet_table
from transforms.agencies import by_name, find_credits, read_agencies
from transforms.names import rows
from transforms.types import Block, Fact, Kind, Labelled, Reason, Removed, Role, Segment

CREDITS = [
    # text, agencies, form
    ("First published by TASS.", "TASS", "line"),
    ("Additional reporting by Reuters", "Reuters", "line"),
    ("AP contributed to this report", "AP", "line"),
    ("The Associated Press contributed to this report.", "AP", "line"),
    ("With AFP", "AFP", "line"),
    ("Quelle: dpa", "dpa", "line"),
    ("Kaynak: AA", "Anadolu", "line"),
    ("Bron: ANP", "ANP", "line"),
    ("来源：新华社", "Xinhua", "line"),
    ("المصدر: رويترز", "Reuters", "line"),
    ("По материалам ТАСС", "TASS", "line"),
    ("Mit Material von dpa und AFP", "dpa, AFP", "line"),
    ("Con información de EFE y AFP", "EFE, AFP", "line"),
    ("Com informações da Agência Brasil", "Agência Brasil", "line"),
    ("Le Monde avec AFP", "AFP", "line"),
    ("20 Minutes avec AFP", "AFP", "line"),
    ("المصدر : الجزيرة + رويترز", "Reuters", "line"),
    ("İHA", "İHA", "line"),
    ("SPIEGEL mit dpa", "dpa", "line"),
    ("kva/dpa", "dpa", "line"),
    ("Redazione ANSA", "ANSA", "line"),
    ("Reuters", "Reuters", "line"),
    ("AP, AFP", "AP, AFP", "line"),
    ("(dpa)", "dpa", "line"),
    ("Copyright 2017 The Associated Press. All rights reserved.", "AP", "line"),
    ("© 2015 AFP", "AFP", "line"),
    ("BERLIN (AFP) - Die Uhr am Bahnhof geht wieder.", "AFP", "mark"),
    ("ANKARA (AA) - Saat yeniden çalışıyor.", "Anadolu", "mark"),
    ("MOSCOW, October 7. /TASS/. The clock runs again.", "TASS", "mark"),
    ("МОСКВА, 7 окт — РИА Новости. Часы снова идут.", "RIA Novosti", "mark"),
    ("新华社北京10月7日电 车站的钟修好了。", "Xinhua", "mark"),
    ("【ロイター】駅の時計が直った", "Reuters", "mark"),
    ("（来源：新华网）", "Xinhua", "mark"),
    ("Die Uhr am Bahnhof geht wieder. (dpa/lby)", "dpa", "mark"),
    ("Die Uhr am Bahnhof geht wieder. (AFP, dpa, Reuters)", "AFP, dpa, Reuters", "mark"),
    ("The clock on the station wall runs again, he said. – Bernama", "Bernama", "mark"),
    ("NEW DELHI: The clock on the station wall runs again. PTI", "PTI", "mark"),
    ("The clock runs again, TASS reported.", "TASS", "attribution"),
    ("Reuters reports that the clock runs again.", "Reuters", "attribution"),
    ("State news agency IRNA said on Monday", "IRNA", "attribution"),
    ("Die Uhr geht wieder, wie die Nachrichtenagentur Reuters meldet.", "Reuters", "attribution"),
    ("Das berichtet die dpa.", "dpa", "attribution"),
    ("L'horloge marche, selon l'AFP.", "AFP", "attribution"),
    ("El reloj funciona, informó EFE.", "EFE", "attribution"),
    ("O relógio funciona, segundo a Lusa.", "Lusa", "attribution"),
    ("Lo riferisce l'ANSA.", "ANSA", "attribution"),
    ("Volgens persbureau Reuters loopt de klok weer.", "Reuters", "attribution"),
    ("Часы снова идут, сообщает ТАСС.", "TASS", "attribution"),
    ("ذكرت وكالة الأنباء السورية سانا أن الساعة تعمل.", "SANA", "attribution"),
    ("Reuters'ın haberine göre saat çalışıyor.", "Reuters", "attribution"),
    ("法新社称，钟修好了", "AFP", "attribution"),
    ("共同通信によると、時計が直った", "Kyodo", "attribution"),
    ("A source told Reuters on Friday", "Reuters", "quotation"),
    ("قال مسؤول لرويترز إن الساعة تعمل", "Reuters", "quotation"),
    ("Sputnik news agency quoted the clockmaker", "Sputnik", "quotation"),
]

NO_CREDITS = [
    "In an interview with the Interfax and Anadolu news agencies published on Friday",
    "Earlier, Reuters reported that the clock had stopped",
    "Anadolu Agency (AA) opened a bureau in Paris.",
    "The AA road service came on Monday.",
    "The Trans Adriatic Pipeline (TAP) will carry gas.",
    "The Reuters building in London is closed.",
    "La agencia EFE cumple ochenta años.",
    "Foto: dpa",
    "(Foto: dpa/Picture Alliance)",
    "Photo: Jane Doe/AFP/Getty Images",
    "AP Photo/Jane Doe",
    "© AFP",
    "@AFP",
    "With agencies",
    "Her mother avec AFP",
    "المصدر : الجزيرة + وكالات",
]


@pytest.mark.parametrize(("text", "names", "form"), CREDITS, ids=[text for text, _, _ in CREDITS])
def test_credits(text: str, names: str, form: str):
    found = find_credits(text)
    assert ", ".join(dict.fromkeys(credit.name for credit in found)) == names
    assert {credit.form for credit in found} == {form}


@pytest.mark.parametrize("text", NO_CREDITS)
def test_other_mentions(text: str):
    assert find_credits(text) == ()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Reuters", "Reuters"),
        ("ITAR-TASS", "TASS"),
        ("РИА Новости", "RIA Novosti"),
        ("La Presse canadienne", "The Canadian Press"),
        ("TASS news agency", "TASS"),
        ("AA", "Anadolu"),
        ("Agence France-Presse", "AFP"),
        ("중앙일보", None),
        ("", None),
    ],
)
def test_signatures_name_their_agency(words: str, name: str | None):
    row = by_name(words)
    assert (row.name if row else None) == name


@given(
    st.text(max_size=200),
    st.sampled_from(["Reuters", "(AFP)", "/TASS/", "新华社", "رويترز", "dpa, AP"]),
    st.text(max_size=200),
)
def test_any_text_is_read_without_an_error_and_spans_are_its_own(before: str, name: str, after: str):
    text = before + name + after
    for credit in find_credits(text):
        assert text[credit.start : credit.end] == credit.words != ""


def test_the_table_is_sound():
    table = list(rows("agencies.tsv"))
    assert len(table) >= 80
    assert len({row[0] for row in table}) == len(table)
    assert all(len(row) == 6 for row in table)
    assert all(outlet_table.by_id(row[3]) for row in table if row[3])


# --- segments ---------------------------------------------------------------------------------------------------------

LEAD = "The clock on the station wall runs again after three years of silence, the town council said on Monday."
NEXT = "The clockmaker needed eleven weeks and a wheel that nobody makes any more, as people in the town tell it."
DEEP = "A retired guard told Reuters that he had set his watch by the shadow of the mast for all that time."


def agencies(*lines: tuple[Role, str], dateline: str | None = None, removed: tuple[tuple[Reason, str], ...] = ()):
    blocks = tuple(
        Labelled(Block(Kind.PARAGRAPH, text, text, number), role) for number, (role, text) in enumerate(lines, 1)
    )
    taken = tuple(Removed(Block(Kind.PARAGRAPH, text, text, 90), reason, "test") for reason, text in removed)
    found = read_agencies(Segment(blocks, taken, 0, 1, "whole"), dateline)
    return [(item.name, item.words, item.where) for item in found]


def paragraphs(*texts: str) -> list[tuple[Role, str]]:
    return [(Role.PARAGRAPH, text) for text in texts]


def test_the_datelines_agency_comes_first():
    lines = [(Role.DATELINE, "Moscow, SANA"), *paragraphs(LEAD, NEXT, "With Reuters")]
    assert agencies(*lines, dateline="SANA") == [("SANA", "SANA", 1), ("Reuters", "With Reuters", 4)]


def test_two_agencies_of_one_dateline():
    line = "Berlin (dpa/AFP) - " + LEAD
    assert [name for name, _, _ in agencies(*paragraphs(line), dateline="dpa/AFP")] == ["dpa", "AFP"]


def test_what_was_told_an_agency_counts_in_the_lead_only():
    assert agencies(*paragraphs(LEAD, NEXT, NEXT, DEEP, NEXT)) == []
    assert agencies(*paragraphs(DEEP, NEXT)) == [("Reuters", "told Reuters", 1)]


def test_an_attribution_counts_near_the_beginning_only():
    attributed = LEAD.removesuffix(".") + ", TASS reported."
    assert agencies(*paragraphs(LEAD, NEXT, attributed)) == [("TASS", "TASS reported", 3)]
    assert agencies(*paragraphs(LEAD, NEXT, NEXT, attributed, NEXT)) == []


def test_the_foot_and_removed_credits_count():
    assert agencies(*paragraphs(LEAD, NEXT, NEXT + " (AFP)")) == [("AFP", "(AFP)", 3)]
    assert agencies(*paragraphs(LEAD), removed=((Reason.CREDIT, "Quelle: dpa"),)) == [("dpa", "Quelle: dpa", 90)]


def test_a_bylines_agency_counts():
    assert agencies((Role.BYLINE, "By Jane Doe, Associated Press"), *paragraphs(LEAD)) == [
        ("AP", "Associated Press", 1)
    ]


def test_a_picture_credit_does_not_count():
    assert agencies(*paragraphs(LEAD), removed=((Reason.CAPTION, "(AFP)"),)) == []


def test_words_of_menus_alone_on_a_line_credit_nobody():
    menu = [(Role.CREDIT, "AA"), (Role.CREDIT, "RSS")]
    assert agencies(*menu, *paragraphs(LEAD)) == []
    assert agencies(*menu, *paragraphs(LEAD, "Kaynak: AA")) == [("Anadolu", "Kaynak: AA", 4)]
    assert agencies((Role.CREDIT, "İHA"), *paragraphs(LEAD)) == [("İHA", "İHA", 1)]


def test_a_bare_name_between_paragraphs_is_a_pictures():
    text = [*paragraphs(LEAD, NEXT, NEXT, NEXT), (Role.CREDIT, "Reuters"), *paragraphs(*[NEXT] * 6)]
    assert agencies(*text) == []
    assert agencies(*text, (Role.CREDIT, "AFP")) == [("AFP", "AFP", 12)]
    assert agencies((Role.CREDIT, "AP"), *text) == [("AP", "AP", 1)]


def test_somebody_called_like_an_agency_holds_a_copyright():
    assert agencies(*paragraphs(LEAD), removed=((Reason.RIGHTS, "© 2007-2019 Petra"),)) == []


def test_declared_agencies_are_credits_with_their_path():
    segment = Segment((Labelled(Block(Kind.PARAGRAPH, LEAD, LEAD, 1), Role.PARAGRAPH),), (), 0, 1, "page")
    declared = [Fact(value, "json-ld:NewsArticle.author") for value in ("det/dpa", "Jane Doe", "Petra Doe", "EFE")]
    assert [(one.name, one.words) for one in read_agencies(segment, None, declared)] == [
        ("dpa", "json-ld:NewsArticle.author = det/dpa"),
        ("EFE", "json-ld:NewsArticle.author = EFE"),
    ]
