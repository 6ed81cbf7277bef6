from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms import alias_table
from transforms.entities import find_entities, find_mentions
from transforms.inflection import russian_forms

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


def names(text: str, language: str | None = "en", title: str | None = None) -> dict[str, int]:
    return {entity.name: entity.mentions for entity in find_entities(title, text.split("\n"), language)}


def methods(text: str, language: str | None = "en") -> dict[str, str]:
    return {entity.name: entity.method for entity in find_entities(None, [text], language)}


IDENTITY = [
    pytest.param("en", "Da'esh, Da’esh, Daesh, ISIS, ISIL and the Islamic State (IS) hold it; IS fighters fled.", {"Islamic State": 8}, id="islamic-state"),
    pytest.param("en", "The Free Syrian Army (FSA) and the so-called “Free Army” met; the FSA agreed. Syria.", {"Free Syrian Army": 4, "Syria": 1}, id="free-syrian-army"),
    pytest.param("en", "al-Nusra Front, now Hayat Tahrir al-Sham (HTS), said HTS had left al-Nusra.", {"al-Nusra Front": 2, "Hayat Tahrir al-Sham": 3}, id="nusra-and-its-successor"),
    pytest.param("en", "Francois Hollande came. Hollande left.", {"François Hollande": 2}, id="without-accents"),
    pytest.param("en", "US troops, U.S. jets, the United States and the USA.", {"United States": 4}, id="united-states"),
    pytest.param("en", "Bashar Al Assad and President Assad; Bashar al-Assad's aide.", {"Bashar al-Assad": 3}, id="arabic-article-spellings"),
    pytest.param("en", "Bases at Deir ez-Zor, Deir Ezzor and at At Tanf.", {"Deir ez-Zor": 2, "At Tanf": 1}, id="syrian-towns"),
    pytest.param("de", "Wladimir Putin besuchte Damaskus. Putins Sprecher lobte Russlands Armee.", {"Vladimir Putin": 2, "Damascus": 1, "Russia": 1}, id="german-genitive"),
    pytest.param("de", "Der Islamische Staat und die Vereinten Nationen, sagte die EU-Kommission.", {"United Nations": 1, "European Commission": 1}, id="german-case"),
    pytest.param("fr", "L'Iran, l'OTAN et l'Union européenne ; Vladimir Poutine, l'État islamique (EI).", {"Iran": 1, "NATO": 1, "European Union": 1, "Vladimir Putin": 1, "Islamic State": 2}, id="french-elision"),
    pytest.param("fr", "Une réunion à Mexico avec le Mexique.", {"Mexico City": 1, "Mexico": 1}, id="french-mexico-is-the-city"),
    pytest.param("es", "EE.UU. y la ONU; Estados Unidos, el Estado Islámico y la Casa Blanca.", {"United States": 2, "United Nations": 1, "Islamic State": 1, "White House": 1}, id="spanish"),
    pytest.param("pt", "O presidente Lula e a União Europeia em Brasília; os EUA e a Rússia.", {"Luiz Inácio Lula da Silva": 1, "European Union": 1, "Brasília": 1, "United States": 1, "Russia": 1}, id="portuguese"),
    pytest.param("it", "La Casa Bianca e il Cremlino; Giorgia Meloni a Parigi con la Nato.", {"White House": 1, "Kremlin": 1, "Giorgia Meloni": 1, "Paris": 1, "NATO": 1}, id="italian"),
    pytest.param("nl", "De Verenigde Staten en Rusland spraken in Den Haag; Poetin zweeg.", {"United States": 1, "Russia": 1, "The Hague": 1, "Vladimir Putin": 1}, id="dutch"),
    pytest.param("ru", "Владимира Путина ждут в Сирии. Путину доложил Сергей Лавров; встреча с Лавровым в Москве.", {"Vladimir Putin": 2, "Sergey Lavrov": 2, "Syria": 1, "Moscow": 1}, id="russian-cases"),
    pytest.param("ru", "В Соединённых Штатах и в Объединенных Арабских Эмиратах; боевики «Исламского государства» (ИГ).", {"United States": 1, "United Arab Emirates": 1, "Islamic State": 2}, id="russian-phrases"),
    pytest.param("ar", "قال الرئيس الروسي فلاديمير بوتين إن روسيا وسوريا والأردن اتفقت مع الأمم المتحدة، وأضاف بوتين للأمم المتحدة.", {"Vladimir Putin": 2, "United Nations": 2, "Russia": 1, "Syria": 1, "Jordan": 1}, id="arabic-prefixes"),
    pytest.param("tr", "Türkiye'nin ve ABD'nin Rusya'ya çağrısı: Erdoğan'ın Putin'e mektubu.", {"Turkey": 1, "United States": 1, "Russia": 1, "Recep Tayyip Erdoğan": 1, "Vladimir Putin": 1}, id="turkish-suffixes"),
    pytest.param("zh", "美国总统特朗普和俄罗斯总统普京在北京会见习近平。联合国安理会将讨论叙利亚问题。", {"United States": 1, "Donald Trump": 1, "Russia": 1, "Vladimir Putin": 1, "Beijing": 1, "Xi Jinping": 1, "United Nations Security Council": 1, "Syria": 1}, id="chinese"),
    pytest.param("ja", "EUとNATOは協議した。", {"European Union": 1, "NATO": 1}, id="latin-acronyms-in-japanese"),
    pytest.param("zh", "印度洋和日本海，印度尼西亚和内蒙古", {"Indian Ocean": 1, "Sea of Japan": 1, "Indonesia": 1, "Inner Mongolia": 1}, id="chinese-longer-names"),
    pytest.param("ja", "トランプ大統領は東京で日本の石破茂首相と会談し、ロシアのプーチン大統領に触れた。", {"Donald Trump": 1, "Tokyo": 1, "Japan": 1, "Shigeru Ishiba": 1, "Russia": 1, "Vladimir Putin": 1}, id="japanese"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), IDENTITY)
def test_one_identity_for_every_alias(language, text, expected):
    assert names(text, language) == expected


NOTHING = [
    pytest.param("en", "Iranians and Niger's neighbours the Nigerians", {"Niger": 1}, id="not-inside-words"),
    pytest.param("en", "See www.nato.int, https://t.me/Putin and @NATO", {}, id="not-in-addresses"),
    pytest.param("en", "THIS IS WHAT THE POLICE TOLD US", {}, id="words-in-capitals"),
    pytest.param("en", "ISIS AND PUTIN FIGHT OVER SYRIA", {"Islamic State": 1, "Vladimir Putin": 1, "Syria": 1}, id="headline-in-capitals"),
    pytest.param("en", "It IS so, the editor wrote.", {}, id="is-the-verb"),
    pytest.param("en", "IS militants attacked.", {"Islamic State": 1}, id="is-with-a-context-word"),
    pytest.param("en", "Michael Jordan played on.", {"Michael Jordan": 1}, id="jordan-the-player"),
    pytest.param("en", "Jordan, Egypt and Iraq took part.", {"Jordan": 1, "Egypt": 1, "Iraq": 1}, id="jordan-the-country"),
    pytest.param("en", "Atlanta voted; the governor of Georgia, a Republican, won.", {"Atlanta": 1, "Georgia (U.S. state)": 1}, id="georgia-the-state"),
    pytest.param("en", "Tbilisi protests: Georgia and Russia talk.", {"Tbilisi": 1, "Georgia": 1, "Russia": 1}, id="georgia-the-country"),
    pytest.param("en", "They ate roast Turkey breast and turkey soup.", {}, id="turkey-the-bird"),
    pytest.param("en", "Paris Hilton and Jack London wrote to Chad Johnson.", {}, id="places-in-names"),
    pytest.param("en", "The apple fell. Apple pie and a nice Reading list for an Amazon of words.", {}, id="companies-as-words"),
    pytest.param("en", "Apple unveiled an iPhone.", {"Apple": 1}, id="apple-the-company"),
    pytest.param("en", "George Washington and the Washington Post, in Washington.", {"George Washington": 1, "The Washington Post": 1, "Washington, D.C.": 1}, id="washington"),
    pytest.param("en", "Libya: clashes in Tripoli.", {"Libya": 1, "Tripoli": 1}, id="tripoli-by-country"),
    pytest.param("en", "Clashes in Tripoli.", {}, id="tripoli-undecided"),
    pytest.param("en", "The SDF said it would train.", {}, id="sdf-undecided"),
    pytest.param("en", "The Syrian Democratic Forces (SDF) advanced; the SDF said so.", {"Syrian Democratic Forces": 3}, id="sdf-defined"),
    pytest.param("en", "FSA (Free Syrian Army) units", {"Free Syrian Army": 2}, id="acronym-before-name"),
    pytest.param("en", "The Islamic State in Iraq and Syria (ISIS) and Daesh (Islamic State, IS, formerly ISIS)", {"Islamic State": 6}, id="chain-in-brackets"),
    pytest.param("en", "North Korea, South Korea and South Sudan", {"North Korea": 1, "South Korea": 1, "South Sudan": 1}, id="longest-first"),
    pytest.param("de", "Die Chile-Reise nach Essen war nice.", {"Chile": 1}, id="german-hyphen"),
    pytest.param("tr", "Mali tablolar açıklandı.", {}, id="turkish-mali-is-financial"),
    pytest.param("ar", "وقال وزير مالي إن القاعدة واضحة", {}, id="arabic-words"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), NOTHING)
def test_words_that_also_mean_something_else(language, text, expected):
    assert names(text, language) == expected


PERSONS = [
    pytest.param("The bakery of Annegret Thomsen burned. Thomsen wept.", {"Annegret Thomsen": 2}, id="unknown-by-given-name"),
    pytest.param("The owner, Juan Carlos de la Vega, left; de la Vega is ill.", {"Juan Carlos de la Vega": 2}, id="given-names-and-particles"),
    pytest.param("He lives in Martin Keller Street, near the Anna Keller Foundation and the Museum Thomas Keller.", {}, id="a-street-a-foundation-a-museum"),
    pytest.param("Will Council members act? Christian Democrats and Victor Records said nothing.", {}, id="given-names-that-are-words"),
    pytest.param("They met Thomas Monday and Laura In Lissow.", {}, id="words-that-stand-in-no-name"),
    pytest.param("Thomas Keller Wins The Golden Spoon", {}, id="a-headline-in-title-case-tells-nothing"),
    pytest.param("Dmitry Peskov spoke. Later Peskov added this, quoted Peslov as saying.", {"Dmitry Peskov": 3}, id="one-letter-misprint"),
    pytest.param("The spokesman Peter Marwood told us. Marwood added that it rained.", {"Peter Marwood": 2}, id="unknown-by-title"),
    pytest.param("Minister Anna Lindqvist-Berg resigned; Lindqvist-Berg gave no reason.", {"Anna Lindqvist-Berg": 2}, id="given-name-after-title"),
    pytest.param("President Grand Hotel opened. General Motors Company grew.", {"General Motors": 1}, id="title-without-a-name"),
    pytest.param("Ash Carter called. Carter left; Kevin Carter did not.", {"Ash Carter": 1, "Kevin Carter": 1}, id="two-with-one-surname-and-no-table-for-one"),
    pytest.param("Donald Trump Jr. and Ivanka Trump met Trump.", {"Donald Trump Jr.": 1, "Ivanka Trump": 1, "Donald Trump": 1}, id="family"),
    pytest.param("Li Keqiang and Li Qiang: Li spoke.", {"Li Keqiang": 1, "Li Qiang": 1}, id="two-with-one-surname"),
    pytest.param("Xi Jinping arrived. Xi spoke.", {"Xi Jinping": 2}, id="family-name-first"),
    pytest.param("Xi is a Greek letter.", {}, id="surname-needs-the-whole-name"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PERSONS)
def test_persons(text, expected):
    assert names(text) == expected


def test_each_entity_says_how_it_was_recognised():
    assert methods("The spokesman Peter Marwood told Dmitry Peskov.") == {
        "Peter Marwood": "title",
        "Dmitry Peskov": "table",
    }
    [person] = find_entities(None, ["The spokesman Peter Marwood told us."], "en")
    assert (person.id, person.type) == ("person:peter-marwood", "person")


def test_mentions_are_where_they_say():
    title, paragraphs = "Putin in Syria", ["“Da’esh” fled, said Peskov.", "", "Dmitry Peskov; Peskov’s aide"]
    mentions = find_mentions(title, paragraphs, "en")
    lines = [title, *paragraphs]
    assert [lines[m.paragraph + 1][m.start : m.end] for m in mentions] == ["Putin", "Syria", "Da’esh", "Peskov", "Dmitry Peskov", "Peskov"]  # fmt: skip
    assert [m.paragraph for m in mentions] == [-1, -1, 0, 0, 2, 2]


def test_places_bring_country_and_location():
    entity, *_ = find_entities(None, ["At Tanf"], "en")
    assert (entity.type, entity.country) == ("place", "SY")
    assert entity.location is not None
    assert (round(entity.location.lat), round(entity.location.lon)) == (34, 39)


def test_order_is_by_mentions_then_by_appearance():
    assert list(names("Iraq, Syria, Iran and Syria")) == ["Syria", "Iraq", "Iran"]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed captures are not here")
@pytest.mark.parametrize(
    ("seed", "expected"),
    [
        ("000", {"Islamic State", "Free Syrian Army", "Vladimir Putin", "Sergey Shoygu", "François Hollande", "al-Nusra Front", "Maria Zakharova"}),
        ("001", {"Islamic State", "Peter Cook", "Igor Makushev", "Liwa al-Haqq", "Barack Obama", "Hama", "Kremlin"}),
        ("002", {"Islamic State", "Commonwealth of Independent States", "Bashar al-Assad", "Jordan", "United Arab Emirates", "Central Asia"}),
        ("003", {"Islamic State", "Free Syrian Army", "NATO", "United Nations Security Council", "Interfax"}),
        ("004", {"Islamic State", "al-Nusra Front", "Hayat Tahrir al-Sham", "At Tanf", "Deir ez-Zor", "Palmyra", "Raqqa", "Oliver Stone", "Mikhail Bogdanov", "Lockheed Martin"}),
    ],
)  # fmt: skip
def test_seeds(seed, expected):
    [path] = SEEDS.glob(f"{seed}_*.txt")
    found = names(path.read_text(encoding="utf-8"))
    assert expected <= set(found)


# --- the table --------------------------------------------------------------------------------------------------------

ROWS = [(file, row) for file in alias_table.ALIAS_FILES for row in alias_table.rows(file)]


def test_table_has_its_columns():
    bad = [
        row[0]
        for file, row in ROWS
        if not 3 <= len(row) <= 7 or row[1] not in {"person", "organization", "place", "event"}
    ]
    assert bad == []
    assert len({row[0] for _, row in ROWS}) > 1900


def test_an_id_has_one_name_and_one_type():
    seen: dict[str, tuple[str, str]] = {}
    for _, row in ROWS:
        assert seen.setdefault(row[0], (row[1], row[2])) == (row[1], row[2])


def test_coordinates_are_on_earth():
    assert all(abs(float(row[5])) <= 90 and abs(float(row[6])) <= 180 for _, row in ROWS if len(row) == 7)


def test_alias_parts_are_well_formed():
    part = re.compile(r"(?:[a-z]{2}=)?[^|;=\s][^|;=]*(?:\|[^|;=\s][^|;=]*)*")
    assert [
        row[3] for _, row in ROWS if len(row) > 3 and row[3] and not all(map(part.fullmatch, row[3].split(";")))
    ] == []


def test_every_doubt_is_about_an_alias_of_the_table():
    aliases = {
        (alias_table.fold(alias.lstrip("~^")), row[0])
        for _, row in ROWS
        for alias in [row[2], *re.split(r"[|;]", re.sub(r"(^|;)[a-z]{2}=", ";", row[3] if len(row) > 3 else ""))]
    }
    doubts = {(alias, row[1]) for row in alias_table.rows("entities_doubtful.tsv") for alias in alias_table.fold(row[0]).split("|")}  # fmt: skip
    assert doubts - aliases == set()


def test_an_alias_of_an_entity_has_one_doubt():
    pairs = [(alias, row[1]) for row in alias_table.rows("entities_doubtful.tsv") for alias in row[0].split("|")]
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize(
    ("name", "person", "form"),
    [
        ("Владимир Путин", True, "Владимиром Путиным"),
        ("Мария Захарова", True, "Марии Захаровой"),
        ("Ангела Меркель", True, "Ангелы Меркель"),
        ("Исламское государство", False, "Исламским государством"),
        ("Босния и Герцеговина", False, "Боснии и Герцеговине"),
        ("Совет Безопасности", False, "Совета Безопасности"),
        ("Соединенные Штаты", False, "Соединенных Штатах"),
        ("НАТО", False, "НАТО"),
    ],
)
def test_russian_case_forms(name, person, form):
    assert form in russian_forms(name, person=person)


@settings(max_examples=200, deadline=None)
@given(
    st.none() | st.text(max_size=60),
    st.lists(st.text(max_size=120) | st.sampled_from(["IS (ISIS", "Free Syrian Army (FSA) Putin", "بوتين", "普京(", "İSTANBUL'DA BÜYÜK"]), max_size=4),
    st.sampled_from([None, "en", "de", "ru", "ar", "tr", "zh", "ja"]),
)  # fmt: skip
def test_never_raises_and_spans_are_in_range(title, paragraphs, language):
    lines = [title or "", *paragraphs]
    last = (-1, 0)
    for mention in find_mentions(title, paragraphs, language):
        assert 0 <= mention.start < mention.end <= len(lines[mention.paragraph + 1])
        assert (mention.paragraph, mention.start) >= last
        last = (mention.paragraph, mention.end)
