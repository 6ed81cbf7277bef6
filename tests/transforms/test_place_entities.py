"""Places in texts: every country and capital in several languages, adjectives of nationality never, namesakes by context."""

from __future__ import annotations

from pathlib import Path

import pytest

from transforms.alias_table import rows
from transforms.entities import find_entities
from transforms.types import Entity

LANGUAGES = ("en", "de", "fr", "es", "pt", "ru", "zh")
CAPITALS = [
    line.split("\t")
    for line in Path(__file__).with_name("capitals.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
ONE_NAME = {"DJ", "KW", "LU", "MC", "SG", "SM", "TN"}  # most languages call the state and its capital by one name
CAPITAL_OF = {row[0]: row[3] for row in CAPITALS}
COUNTRIES = [row for row in rows("entities_countries.tsv") if row[0] != "Q237"]  # the Holy See is an organization


def places(text: str, language: str | None) -> list[Entity]:
    return [entity for entity in find_entities(None, [text], language) if entity.type == "place"]


def names(text: str, language: str | None = "en") -> set[str]:
    return {entity.name for entity in places(text, language)}


def named_in(row: list[str]) -> dict[str, str]:
    tagged = (part.partition("=") for part in row[3].split(";"))
    return {"en": row[2], **{language: known.split("|")[0] for language, _, known in tagged if known}}


@pytest.mark.parametrize("row", COUNTRIES, ids=[row[4] for row in COUNTRIES])
def test_every_country_is_found_in_english_and_in_three_other_languages(row):
    context = CAPITAL_OF.get(row[4], "")
    found = {
        language
        for language in ("en", "de", "fr", "es", "pt", "ru", "ar", "tr", "zh")
        if any(place.id == row[0] for place in places(f"{named_in(row).get(language, row[2])}. {context}", language))
    }
    assert "en" in found
    assert len(found) > 3


TELLABLE = [row for row in CAPITALS if row[0] not in ONE_NAME]


@pytest.mark.parametrize("row", TELLABLE, ids=[f"{row[0]}-{row[3]}" for row in TELLABLE])
def test_every_capital_is_found_in_english_and_in_three_other_languages(row):
    code, latitude, longitude, *called = row
    country = next((each[2] for each in rows("entities_countries.tsv") if each[4] == code), "")
    found = {
        language
        for language, name in zip(LANGUAGES, called, strict=True)
        if any(
            place.location
            and abs(place.location.lat - float(latitude)) < 1
            and abs(place.location.lon - float(longitude)) < 1.2
            for place in places(f"{country}. {name}.", language)
            if place.name != country or country == name
        )
    }
    assert "en" in found
    assert len(found) > 3


ADJECTIVES = {
    "en": "Russian Ukrainian Syrian Iraqi Iranian Israeli Palestinian Turkish German French British English Spanish Dutch "
    "Swiss Thai Chinese Japanese Korean American Canadian Mexican Brazilian Nigerian Libyan Yemeni Saudi Emirati "
    "Catalan Bavarian Chechen Crimean Kurdish Scottish Welsh Irish European African Asian Tibetan Parisian Muscovite",
    "de": "russische syrischen Deutsche deutschen Russen Syrer Türken Franzosen französischen Amerikaner US-amerikanische "
    "britischen ukrainischer iranische Israelis israelische chinesisches bayerische schottische europäische Berliner",
    "fr": "russe russes syrien syrienne français françaises allemand américain américaine turque israélien iranienne "
    "chinois ukrainienne libanais marocaine algérien tunisienne européenne africain parisien londonien écossais",
    "es": "ruso rusa sirio siria francesa alemán estadounidense turco israelí iraní chino ucraniana mexicano argentina "
    "argentino chilena colombiano venezolano europea africano catalán madrileño",
    "it": "russo siriana francese tedesco americano turco israeliano iraniano cinese ucraino europeo africano milanese",
    "pt": "russo síria francesa alemão americano turco israelense iraniano chinês ucraniano brasileira europeu africana",
    "ru": "российский российская сирийских украинского американские турецкой израильский иранская китайские немецкого "
    "французский европейские чеченской московский россиянин сирийцы украинцы американцы",
    "tr": "Rus Suriyeli Amerikalı Alman Fransız İranlı İsrailli Çinli Ukraynalı Avrupalı Kürt",
    "ar": "روسي روسية سوري أمريكية فرنسي ألمانية تركي إسرائيلية إيراني صينية أوكراني عراقية لبناني مصرية",
}


@pytest.mark.parametrize(
    ("language", "word"),
    [(language, word) for language, words in ADJECTIVES.items() for word in words.split()],
)
def test_an_adjective_of_nationality_is_no_place(language, word):
    assert names(f"- {word} -", language) == set()


NAMESAKES = [
    ("en", "US troops left; the US said so.", {"United States"}, "us"),
    ("en", "They told us what it is.", set(), "us-and-is-the-words"),
    ("de", "Der US-Dollar und US-amerikanische Aktien.", set(), "us-as-part-of-an-adjective"),
    ("en", "Protests in Tbilisi: Georgia and Russia talk.", {"Tbilisi", "Georgia", "Russia"}, "georgia-country"),
    ("en", "Atlanta counted its votes; Georgia turned to the Republican.", {"Atlanta", "Georgia (U.S. state)"}, "georgia-state"),
    ("en", "Syria, Jordan and Iraq closed their borders.", {"Syria", "Jordan", "Iraq"}, "jordan-country"),
    ("en", "Jordan Peterson spoke, then Jordan Henderson scored.", set(), "jordan-person"),
    ("en", "Talks were held in Washington.", {"Washington, D.C."}, "washington-city"),
    ("en", "The state of Washington sued.", {"Washington (state)"}, "washington-state"),
    ("en", "Chad Johnson and Chad Smith played.", set(), "chad-person"),
    ("en", "N'Djamena: the army of Chad fought at Lake Chad.", {"N'Djamena", "Chad", "Lake Chad"}, "chad-country"),
    ("en", "A roast turkey, a wild Turkey dinner.", set(), "turkey-bird"),
    ("en", "Turkey and Greece signed.", {"Turkey", "Greece"}, "turkey-country"),
    ("en", "Bamako: the junta of Mali spoke.", {"Bamako", "Mali"}, "mali"),
    ("en", "Niger and Nigeria share a border.", {"Niger", "Nigeria"}, "niger-nigeria"),
    ("en", "Guinea-Bissau, Equatorial Guinea and Papua New Guinea voted.", {"Guinea-Bissau", "Equatorial Guinea", "Papua New Guinea"}, "guineas"),
    ("en", "Conakry: Guinea voted.", {"Conakry", "Guinea"}, "guinea"),
    ("en", "In Kinshasa the Congo's president spoke.", {"Kinshasa", "DR Congo"}, "congo-kinshasa"),
    ("en", "In Brazzaville the Congo's president spoke.", {"Brazzaville", "Republic of the Congo"}, "congo-brazzaville"),
    ("en", "South Korea, North Korea and Korea's past.", {"South Korea", "North Korea"}, "koreas"),
    ("en", "The People's Republic of China and Taiwan, the Republic of China.", {"China", "Taiwan"}, "chinas"),
    ("en", "Northern Ireland and Ireland.", {"Northern Ireland", "Ireland"}, "irelands"),
    ("en", "Skopje: North Macedonia votes.", {"Skopje", "North Macedonia"}, "macedonia"),
    ("en", "Paris Hilton met London Breed.", set(), "places-in-persons-names"),
    ("en", "Victoria won in Melbourne.", {"Victoria (Australia)", "Melbourne"}, "victoria-state"),
    ("en", "Victoria Nuland spoke.", set(), "victoria-person"),
    ("es", "Chile: en Santiago llueve.", {"Chile", "Santiago"}, "santiago-chile"),
    ("es", "Llegó a Santiago de Compostela.", {"Santiago de Compostela"}, "santiago-compostela"),
    ("es", "La Alhambra de Granada, en España.", {"Granada", "Spain"}, "granada-city"),
    ("es", "El Caribe: la isla de Granada.", {"Caribbean", "Grenada"}, "grenada"),
    ("es", "Córdoba, en Argentina.", {"Córdoba", "Argentina"}, "cordoba"),
    ("en", "Venezuela: power failed in Valencia and Caracas.", {"Venezuela", "Valencia", "Caracas"}, "valencia-venezuela"),
    ("en", "Telangana: rain in Hyderabad.", {"Telangana", "Hyderabad"}, "hyderabad"),
    ("en", "Beirut: Tripoli, in the north of Lebanon.", {"Beirut", "Tripoli", "Lebanon"}, "tripoli-lebanon"),
    ("en", "Haftar marched on Tripoli.", {"Tripoli"}, "tripoli-libya"),
    ("en", "Rebels entered al-Bab, Hama and Homs in Syria.", {"al-Bab", "Hama", "Homs", "Syria"}, "syrian-towns"),
    ("en", "Hamas said no.", set(), "hamas-is-not-hama"),
    ("en", "Brussels sprouts and a Sierra Nevada beer.", set(), "words-with-places"),
    ("en", "Manchester United beat Real Madrid.", set(), "clubs"),
    ("en", "Texas Governor Ann Sample and the Chicago Police said so.", {"Texas", "Chicago"}, "before-an-office"),
    ("de", "Das sagte er viele Male auf der Liege.", set(), "words-without-accents"),
    ("de", "Nils Brandt reiste den Nil hinauf.", {"Nile"}, "a-given-name-is-no-genitive"),
    ("de", "Die Hamas und Hamas Sprecher in Syrien.", {"Syria"}, "nor-is-hamas"),
    ("ar", "أعلنت قوات سورية ذلك.", set(), "an-adjective-spelt-like-the-country"),
    ("ar", "الدوحة والدنمارك", {"Doha", "Denmark"}, "arabic-article"),
    ("ru", "Обстрел Белгородской области и Донецка.", {"Belgorod Oblast", "Donetsk"}, "oblast-by-its-adjective"),
    ("en", "At Tanf, Deir ez-Zor, Raqqa, Hama and Palmyra in Syria.", {"At Tanf", "Deir ez-Zor", "Raqqa", "Hama", "Palmyra", "Syria"}, "with-coordinates"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected", "identity"), NAMESAKES, ids=[row[3] for row in NAMESAKES])
def test_namesakes_are_told_apart_by_the_text(language, text, expected, identity):
    del identity
    assert names(text, language) == expected


def test_which_of_the_namesakes_it_is_shows_in_the_country():
    assert {place.country for place in places("Venezuela: power failed in Valencia.", "en")} == {"VE"}
    assert {place.country for place in places("Beirut and Tripoli, Lebanon.", "en")} == {"LB"}
    assert {place.country for place in places("Haftar marched on Tripoli.", "en")} == {"LY"}


def test_every_place_of_the_table_lies_somewhere():
    for table in ("entities_countries.tsv", "entities_cities.tsv", "entities_regions.tsv"):
        for row in rows(table):
            assert -90 <= float(row[5]) <= 90, row[0]
            assert -180 <= float(row[6]) <= 180, row[0]


def test_an_identity_is_one_row():
    seen = [row[0] for table in ("countries", "cities", "regions") for row in rows(f"entities_{table}.tsv")]
    assert sorted(seen) == sorted(set(seen))
