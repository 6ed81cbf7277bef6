"""Bylines line by line, and the people of whole segments."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms import bylines
from transforms.bylines import Byline, is_person_name, read_authors, read_byline
from transforms.types import Block, Kind, Labelled, Reason, Removed, Role, Segment


def shown(byline: Byline | None) -> str | None:
    """A byline on one line: people with roles; agencies; @place; ^outlets."""
    if byline is None:
        return None
    parts = [", ".join(f"{person.name}:{person.role}" for person in byline.people)]
    parts += [", ".join(byline.agencies)] if byline.agencies else []
    parts += [f"@{byline.place}"] if byline.place else []
    parts += [f"^{outlet}" for outlet in byline.outlets]
    return "; ".join(part for part in parts if part)


MARKED = [
    # English
    ("By Jane Doe and John Roe in Beirut", "Jane Doe:author, John Roe:author; @Beirut"),
    ("By JANE DOE, Associated Press", "Jane Doe:author; Associated Press"),
    ("By Zeina Karam, The Associated Press", "Zeina Karam:author; The Associated Press"),
    ("By Jane Doe, Political Editor", "Jane Doe:author"),
    ("BY JULIAN MARSH, DIPLOMATIC EDITOR", "Julian Marsh:author"),
    ("By Jane Doe, BBC News, Nairobi", "Jane Doe:author; @Nairobi; ^BBC News"),
    ("By Jeremy Marsh BBC Middle East editor", "Jeremy Marsh:author"),
    ("By Jane Doe | The Guardian", "Jane Doe:author; ^The Guardian"),
    ("By Jane Doe, special to The Guardian", "Jane Doe:author; ^The Guardian"),
    ("By Jane Doe For Mailonline", "Jane Doe:author; ^Mailonline"),
    ("By Jane Doe, Jerusalem Bureau Chief", "Jane Doe:author"),
    ("By Priya Ramanathan, Senior Correspondent, priya@example.com", "Priya Ramanathan:author"),
    ("By Jane Doe @janedoe", "Jane Doe:author"),
    ("By Jane Doe, May 3, 2016", "Jane Doe:author"),
    ("By Dr Jane Doe and Prof. John Roe", "Jane Doe:author, John Roe:author"),
    ("By Jane Doe PhD", "Jane Doe:author"),
    ("By Tom Marsh and Angus McDowall | BEIRUT", "Tom Marsh:author, Angus McDowall:author; @BEIRUT"),
    ("BEIRUT | By Tom Marsh", "Tom Marsh:author; @BEIRUT"),
    ("Reporting by Jane Doe; editing by John Roe", "Jane Doe:reporter, John Roe:editor"),
    (
        "(Reporting by Jane Doe in Beirut and John Roe in Cairo; Writing by Anna Poe; Editing by Max Moe)",
        "Jane Doe:reporter, John Roe:reporter, Anna Poe:author, Max Moe:editor; @Beirut",
    ),
    ("Written by Jane Doe, edited by John Roe", "Jane Doe:author, John Roe:editor"),
    ("By Jane Doe, Photos by John Roe", "Jane Doe:author, John Roe:photographer"),
    ("Interview by Jane Doe", "Jane Doe:author"),
    ("Translated by Jane Doe", "Jane Doe:translator"),
    ("By Jean-Pierre O'Neill-de la Cruz", "Jean-Pierre O'Neill-de la Cruz:author"),
    # desks and agencies are no people
    ("By AFP", "AFP"),
    ("By Staff Reporter", ""),
    ("By our correspondent", ""),
    ("By Hours Ago", ""),
    ("Von unserem Korrespondenten", ""),
    ("Par La rédaction", ""),
    ("Da Redação", ""),
    ("By Jane Doe, gardener in Leeds", "Jane Doe:author"),
    ("By Jane Doe, University of Leeds", "Jane Doe:author"),
    ("By Tobias Renner, Special to The Daily Ledger", "Tobias Renner:author"),
    # German
    ("Von Jana Muster, Berlin", "Jana Muster:author; @Berlin"),
    ("Von Jana Muster und Max Muster (dpa)", "Jana Muster:author, Max Muster:author; dpa"),
    ("Von PAUL-ANTON MÜSTER, KAIRO", "Paul-Anton Müster:author; @KAIRO"),
    ("Von Max Muster, ARD-Hauptstadtstudio", "Max Muster:author; ^ARD-Hauptstadtstudio"),
    ("Text: Jana Muster Fotos: Max Muster", "Jana Muster:author, Max Muster:photographer"),
    ("Das Gespräch führte Max Muster.", "Max Muster:author"),
    ("Aus Moskau berichtet Max Muster", "Max Muster:author; @Moskau"),
    # French
    ("Par Jeanne Dupont, envoyée spéciale à Kaboul", "Jeanne Dupont:author"),
    ("Par Benjamin Dupont (Beyrouth, correspondant)", "Benjamin Dupont:author; @Beyrouth"),
    ("Propos recueillis par Jeanne Dupont et Marc Petit", "Jeanne Dupont:author, Marc Petit:author"),
    ("Par Line Desroches (Reuters)", "Line Desroches:author; Reuters"),
    ("par Mathurin Delcassé, sociologue, université de Besançon", "Mathurin Delcassé:author"),
    ("Texte par : Firmin Adjovi", "Firmin Adjovi:author"),
    # Spanish, Portuguese, Italian, Dutch
    ("Por Juan Pérez / Madrid", "Juan Pérez:author; @Madrid"),
    ("Texto: Juan Pérez", "Juan Pérez:author"),
    ("Por Vânia Peçanha e Otávio Serpa, de São Paulo", "Vânia Peçanha:author, Otávio Serpa:author"),
    ("Edição: Heitor Valadão", "Heitor Valadão:editor"),
    ("Por Rosilene Figueira - Repórter da Agência Brasil", "Rosilene Figueira:author; Agência Brasil"),
    ("di MARIO ROSSI", "Mario Rossi:author"),
    ("dal nostro inviato Mario Rossi", "Mario Rossi:author"),
    ("A cura di Mario Rossi", "Mario Rossi:author"),
    ("Door onze correspondent Jan Jansen", "Jan Jansen:author"),
    # Russian, Arabic, Turkish
    ("Автор: Иван Петров, РИА Новости", "Иван Петров:author; РИА Новости"),
    ("/Корр. Юрий Ладогин/", "Юрий Ладогин:reporter"),
    ("بقلم: سلمى الحمداني", "سلمى الحمداني:author"),
    ("(إعداد كريم نصار للنشرة العربية - تحرير ليلى منصور)", "كريم نصار:author, ليلى منصور:editor"),
    ("كتب - أحمد علي", "أحمد علي:author"),
    ("ترجمة: أحمد علي", "أحمد علي:translator"),
    ("Haber: Ahmet YILMAZ - Kamera: Mehmet KAYA", "Ahmet YILMAZ:author, Mehmet KAYA:photographer"),
    ("Muhabir: Ayşe Yılmaz", "Ayşe Yılmaz:reporter"),
    # Chinese, Japanese, Korean
    ("记者 王明 报道", "王明:reporter"),
    ("（记者 王明）", "王明:reporter"),
    ("记者 王明 北京报道", "王明:reporter; @北京"),
    ("新华社记者 林晓棠、周则明", "林晓棠:reporter, 周则明:reporter; 新华社"),
    ("【环球时报驻俄罗斯特派记者 王明】", "王明:reporter"),
    ("责任编辑：李四", "李四:editor"),
    ("【纠错】 责任编辑： 白芷", "白芷:editor"),
    ("（編輯：李映澄）1100812", "李映澄:editor"),
    ("見習記者 張三豐", "張三豐:reporter"),
    ("撰文/王明 编辑/李四", "王明:author, 李四:editor"),
    ("佐藤太郎記者", "佐藤太郎:reporter"),
    ("モスクワ＝佐藤太郎", "佐藤太郎:author; @モスクワ"),
    ("김철수 기자", "김철수:reporter"),
    ("(서울=연합뉴스) 김철수 기자", "김철수:reporter; 연합뉴스"),
]

SUPPORTED = [
    # a name beside a title, an agency, an outlet or an address needs no mark
    ("Jane Doe | Staff Writer", "Jane Doe:author"),
    ("Jane Doe, Washington Post Staff Writer", "Jane Doe:author; ^Washington Post Staff Writer"),
    ("Mario Rossi, corrispondente da Mosca", "Mario Rossi:author"),
    ("Иван Петров, корреспондент ТАСС", "Иван Петров:author; ТАСС"),
    (
        "Nevzat KARAOSMAN - Seher ILICALI / İSTANBUL, (DHA)",
        "Nevzat KARAOSMAN:author, Seher ILICALI:author; DHA; @İSTANBUL",
    ),
    ("Jean Dupont avec AFP", "Jean Dupont:author; AFP"),
    ("Jane Doe @janedoe", "Jane Doe:author"),
    ("BBC News, Nairobi", "@Nairobi; ^BBC News"),
    ("Tobias Renner, Special to The Daily Ledger", "Tobias Renner:author"),
    ("Hermínia Sgarbi, O Estado de S.Paulo", "Hermínia Sgarbi:author; ^O Estado de S.Paulo"),
    ("Ana Melo, g1 SC", "Ana Melo:author; ^g1 SC"),
    ("Ann Lee in Paris and Bob Cole in Rome", "Ann Lee:author, Bob Cole:author; @Paris"),
    ("Анна Белова специально для «Газеты»", "Анна Белова:author"),
    ("Leonor Cardigos (texto) e Vasco Tristão (fotografia)", "Leonor Cardigos:author, Vasco Tristão:photographer"),
    ("Семен Крапивин (редактор)", "Семен Крапивин:author"),
    ("EFE | Madrid", "EFE; @Madrid"),
    ("Associated Press in Beirut", "Associated Press; @Beirut"),
    ("Haber Merkezi / İstanbul", "@İstanbul"),
    ("jane.doe@example.com", ""),
    ("@janedoe", ""),
]

BARE = [
    ("Hazem Sabbagh", "Hazem Sabbagh:author"),
    ("H. Zain/ H. Said", "H. Zain:author, H. Said:author"),
    ("M. Darwish/ L. Issa", "M. Darwish:author, L. Issa:author"),
    ("Jane Doe in Washington", "Jane Doe:author; @Washington"),
    ("Jane Doe, New York", "Jane Doe:author; @New York"),
    ("PILAR MARTÍNEZ Moscú", "Pilar Martínez:author; @Moscú"),
    ("Иван ПЕТРОВ", "Иван ПЕТРОВ:author"),
    ("ريم شهابي وغسان مراد", "ريم شهابي:author, غسان مراد:author"),
    ("القاهرة - أحمد علي", "أحمد علي:author; @القاهرة"),
    ("Jan Jansen en Piet de Vries", "Jan Jansen:author, Piet de Vries:author"),
    ("（水無瀬遥）", "水無瀬遥:author"),
    ("佐藤太郎、鈴木花子", "佐藤太郎:author, 鈴木花子:author"),
]

NO_BYLINES = [
    "By then the war was over",
    "By Friday, the army had taken the town",
    "By the numbers",
    "Von Berlin nach Paris",
    "Von der Leyen in Kiew",
    "Por primera vez en la historia",
    "Par exemple",
    "Di Maio",
    "Interview: Merkel will nicht weitermachen",
    "Jane Doe is a reporter based in Cairo.",
    "Putin: Russian forces show impressive results",
    "Angela Merkel, Chancellor",
    "Saudi Arabia",
    "Breaking News",
    "Financial Markets",
    "White House, Washington",
    "By Jane Doe, the town had waited for years.",
    "Jane Doe for president",
    "Ann Lee wins in Paris and Bob Cole in Rome",
    "Special to read: ten books for the summer",
    "Vasco Tristão (fotografia)",
    "DE RECIFE",
    "Damascus, SANA",
    "BERLIN (Reuters)",
    "London, Paris, New York",
    "Foto: Max Muster",
    "Photo by Jane Doe",
    "© РИА Новости / Илья Горчаков",
    "AP/Jane Doe",
    "记者王明在现场看到大批民众聚集",
    "新华网",
    "",
    "   ",
]


@pytest.mark.parametrize(("line", "expected"), MARKED, ids=[line for line, _ in MARKED])
def test_marked_bylines_count_everywhere(line: str, expected: str):
    assert shown(read_byline(line)) == expected


@pytest.mark.parametrize(("line", "expected"), SUPPORTED, ids=[line for line, _ in SUPPORTED])
def test_names_beside_what_only_bylines_have_count_everywhere(line: str, expected: str):
    assert shown(read_byline(line)) == expected


@pytest.mark.parametrize(("line", "expected"), BARE, ids=[line for line, _ in BARE])
def test_bare_names_count_at_the_foot_only(line: str, expected: str):
    assert read_byline(line) is None
    assert shown(read_byline(line, place="foot")) == expected


@pytest.mark.parametrize("line", NO_BYLINES)
def test_other_lines_are_no_bylines(line: str):
    assert read_byline(line, place="foot") is None


def test_an_unknown_name_counts_where_the_caller_knows_that_one_stands_there():
    assert read_byline("Quorbin Thrackle", place="foot") is None
    assert shown(read_byline("Quorbin Thrackle", strict=False)) == "Quorbin Thrackle:author"


CAPITALS = [
    ("By JAN VAN DER BERG", None, "Jan van der Berg"),
    ("By MARY O'BRIEN", None, "Mary O'Brien"),
    ("By JOHN MCDONALD", None, "John McDonald"),
    ("Muhabir: GÜLİZAR IŞIK", "tr", "Gülizar Işık"),
    ("Автор: ИВАН ПЕТРОВ", "ru", "Иван Петров"),
    ("By Nevzat KARAOSMAN", "tr", "Nevzat KARAOSMAN"),
]


@pytest.mark.parametrize(("line", "language", "name"), CAPITALS, ids=[name for _, _, name in CAPITALS])
def test_names_in_capitals_are_written_as_people_write_them(line: str, language: str | None, name: str):
    byline = read_byline(line, language)
    assert byline is not None
    assert [person.name for person in byline.people] == [name]


@pytest.mark.parametrize(
    "text",
    ["Hazem Sabbagh", "H. Zain", "Ahmed al-Masri", "Íñigo Sotés", "Алексей Берендеев", "سلمى الحمداني", "林晓棠"],
)
def test_persons_names(text: str):
    assert is_person_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Saudi Arabia",
        "Middle East",
        "Gulf Courier",
        "Fox News",
        "Premier League",
        "Angela Merkel said",
        "وزارة الخارجية",
        "Hazem",
    ],
)
def test_other_names(text: str):
    assert not is_person_name(text)


@given(st.text(max_size=300))
def test_any_line_is_read_without_an_error(text: str):
    for strict in (True, False):
        byline = read_byline(text, place="foot", strict=strict)
        assert byline is None or all(person.name.strip() for person in byline.people)


@given(
    st.lists(
        st.sampled_from(
            [
                "By",
                "by",
                "Von",
                "Jane",
                "Doe",
                "AFP",
                ",",
                ";",
                "/",
                "(",
                ")",
                ":",
                "and",
                "in",
                "Berlin",
                "记者",
                "王明",
                "بقلم",
                "@x",
                ".",
                "3",
            ]
        ),
        max_size=24,
    )
)
def test_any_line_of_byline_words_is_read_without_an_error(words: list[str]):
    line = " ".join(words)
    byline = read_byline(line, place="foot", strict=False)
    assert byline is None or all(agency in line for agency in byline.agencies)


# --- segments ---------------------------------------------------------------------------------------------------------


def segment(*lines: tuple[Role, str], removed: tuple[tuple[Reason, str], ...] = ()) -> Segment:
    blocks = tuple(
        Labelled(Block(Kind.PARAGRAPH, text, text, number), role) for number, (role, text) in enumerate(lines, 1)
    )
    taken = tuple(
        Removed(Block(Kind.PARAGRAPH, text, text, len(lines) + number), reason, "test")
        for number, (reason, text) in enumerate(removed, 1)
    )
    return Segment(blocks, taken, 0, 1, "whole")


BODY = (Role.PARAGRAPH, "The clock on the station wall has been repaired after three years, the town said on Monday.")


def authors(of: Segment, *dateline_authors: str) -> list[tuple[str, str, str, int]]:
    found = read_authors(of, None, dateline_authors)
    return [(item.author.name, item.author.role, item.words, item.where) for item in found]


def test_bylines_and_credits_at_the_foot_are_put_together():
    of = segment(
        (Role.TITLE, "Station clock repaired"),
        (Role.BYLINE, "By JANE DOE"),
        BODY,
        (Role.PARAGRAPH, "(Reporting by Jane Doe and Tom Marsh; Editing by Anna Poe)"),
    )
    assert authors(of) == [
        ("Jane Doe", "author", "JANE DOE", 2),
        ("Tom Marsh", "reporter", "Tom Marsh", 4),
        ("Anna Poe", "editor", "Anna Poe", 4),
    ]


def test_a_dateline_names_its_reporter():
    of = segment((Role.PARAGRAPH, "新华社北京10月7日电（记者王明）车站的钟修好了。"))
    assert authors(of, "王明") == [("王明", "reporter", "王明", 1)]


def test_a_date_line_may_name_the_author():
    of = segment((Role.DATE, "Posted on May 3, 2016 by Jane Doe"), BODY)
    assert authors(of) == [("Jane Doe", "author", "Jane Doe", 1)]


def test_a_removed_credit_line_is_read():
    of = segment(BODY, removed=((Reason.CREDIT, "Reporting by Jane Doe"),))
    assert authors(of) == [("Jane Doe", "reporter", "Jane Doe", 2)]


def test_nobody_is_invented():
    of = segment((Role.TITLE, "Angela Merkel"), BODY, (Role.PARAGRAPH, "Jane Doe is a reporter based in Cairo."))
    assert authors(of) == []


WORDS_OF_LINES = st.sampled_from(
    "Jane Doe J. Smirnov Editor Reporter AFP Reuters Paris in and & | Mehmet Yılmaz The Bridge Opens Again Fields "  # noqa: SIM905
    "Guardian News BBC محمد وأحمد دمشق : سانا أبواب المدينة Красная площадь Desk Staff @jane 2015".split()
)


@settings(deadline=None)  # the first line loads the tables
@given(st.lists(WORDS_OF_LINES, min_size=1, max_size=5).map(" ".join))
def test_a_line_that_is_passed_over_at_a_glance_is_no_byline(line: str):
    if bylines._names_nobody(line):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(bylines, "_names_nobody", lambda _: False)
            assert bylines._read_bare(line, None, lenient=False) is None
