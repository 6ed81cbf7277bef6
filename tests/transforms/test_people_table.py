"""The table of persons: one identity in every language, and no name that may be somebody else's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest

from transforms import alias_table
from transforms.alias_table import fold, without_accents
from transforms.entities import find_entities

ROWS = [row for row in alias_table.rows("entities_people.tsv") if row]
_PART = re.compile(r"(?:([a-z]{2})=)?(.+)")


def tagged(row: list[str]) -> list[tuple[str, str]]:
    """Language (empty: every) and alias, mark included; the canonical name first."""
    found = [("", row[2])]
    for part in (row[3] if len(row) > 3 else "").split(";"):
        match = _PART.fullmatch(part)
        found += [(match[1] or "", alias) for alias in match[2].split("|")] if match else []
    return found


def people(text: str, language: str | None = "en") -> dict[str, int]:
    return {
        entity.name: entity.mentions
        for entity in find_entities(None, [text], language)
        if entity.type == "person"
    }  # fmt: skip


# --- the rows ---------------------------------------------------------------------------------------------------------


def test_there_are_enough_of_them():
    assert len(ROWS) > 4000


def test_ids_and_names_are_each_somebody_s_own():
    assert [identity for identity, count in Counter(row[0] for row in ROWS).items() if count > 1] == []
    assert [name for name, count in Counter(row[2] for row in ROWS).items() if count > 1] == []


def test_no_name_is_shared():
    bearers = defaultdict(set)
    for row in ROWS:
        for _, alias in tagged(row):
            if alias[0] not in "~^":
                bearers[fold(alias)].add(row[0])
    assert {alias: ids for alias, ids in bearers.items() if len(ids) > 1} == {}


def test_a_surname_that_needs_no_first_name_has_one_bearer():
    bearers = defaultdict(set)
    for row in ROWS:
        for _, alias in tagged(row):
            if alias[0] == "~":
                bearers[fold(alias[1:])].add(row[0])
    assert {alias: ids for alias, ids in bearers.items() if len(ids) > 1} == {}


SCRIPTS = {"ru": "[Ѐ-ӿ]", "ar": "[؀-ۿ]", "zh": "[一-鿿]", "ja": "[一-鿿ァ-ヺぁ-ん]"}


def test_aliases_are_in_the_script_of_their_language():
    wrong = [
        (row[0], alias)
        for row in ROWS
        for language, alias in tagged(row)
        if not re.search(SCRIPTS.get(language, "[A-Za-zÀ-ɏḀ-ỿ]"), alias)
    ]
    assert wrong == []


def test_chinese_and_japanese_aliases_are_long_enough_not_to_stand_in_other_words():
    assert [
        (row[0], alias)
        for row in ROWS
        for language, alias in tagged(row)
        if language in {"zh", "ja"} and len(alias) < 2
    ] == []


_FULL_NAME_ONLY = re.compile(
    "^(?:Pope|King|Queen|Prince|Princess|Crown|Jihadi|Charles|Felipe) | (?:[IVX]+|Jr\\.|of [A-Z].*)$"
)


def test_marks_do_not_hide_a_name_s_own_surname():
    """Once a row marks surnames, no other word of its names is one: a mark must be part of the canonical name."""
    hidden = []
    for row in ROWS:
        latin = [alias for language, alias in tagged(row) if language not in SCRIPTS]
        marked = [without_accents(alias[1:]) for alias in latin if alias[0] in "~^"]
        if (
            marked
            and not any(mark in without_accents(row[2]) for mark in marked)
            and not _FULL_NAME_ONLY.search(row[2])
        ):
            hidden.append((row[2], marked))
    assert hidden == []


# --- one identity in every language -----------------------------------------------------------------------------------

# Canonical name; as German, French, Spanish, Russian, Arabic and Chinese texts write it ("-": as in English).
WRITTEN = [
    ("Vladimir Putin", "Wladimir Putin", "Vladimir Poutine", "Vladímir Putin", "Владимиром Путиным", "فلاديمير بوتين", "普京"),
    ("Sergey Lavrov", "Sergej Lawrow", "Sergueï Lavrov", "Serguéi Lavrov", "Сергея Лаврова", "سيرغي لافروف", "拉夫罗夫"),
    ("Alexei Navalny", "Alexej Nawalny", "Alexeï Navalny", "Alexéi Navalni", "Алексея Навального", "أليكسي نافالني", "纳瓦尔尼"),
    ("Yevgeny Prigozhin", "Jewgeni Prigoschin", "Evgueni Prigojine", "Yevgueni Prigozhin", "Евгения Пригожина", "يفغيني بريغوجين", "普里戈任"),
    ("Volodymyr Zelensky", "Wolodymyr Selenskyj", "Volodymyr Zelensky", "Volodímir Zelenski", "Владимира Зеленского", "فولوديمير زيلينسكي", "泽连斯基"),
    ("Kyrylo Budanov", "Kyrylo Budanow", "Kyrylo Boudanov", "Kirilo Budánov", "Кирилла Буданова", "كيريلو بودانوف", "布达诺夫"),
    ("Vladimir Medinsky", "Wladimir Medinski", "Vladimir Medinski", "Vladímir Medinski", "Владимира Мединского", "فلاديمير ميدينسكي", "梅津斯基"),
    ("Donald Trump", "-", "-", "-", "Дональдом Трампом", "دونالد ترامب", "特朗普"),
    ("Joe Biden", "-", "-", "-", "Джо Байдена", "جو بايدن", "拜登"),
    ("Henry Kissinger", "-", "-", "-", "Генри Киссинджера", "هنري كيسنجر", "基辛格"),
    ("Elizabeth II", "Königin Elizabeth II.", "Élisabeth II", "reina Isabel II", "Елизавета II", "إليزابيث الثانية", "伊丽莎白二世"),
    ("Charles III", "König Charles III.", "roi Charles III", "rey Carlos III", "Карл III", "تشارلز الثالث", "查尔斯三世"),
    ("Prince William", "Prinz William", "prince William", "príncipe Guillermo", "принц Уильям", "الأمير ويليام", "威廉王子"),
    ("Pope Francis", "Papst Franziskus", "pape François", "papa Francisco", "папа Франциск", "البابا فرنسيس", "教皇方济各"),
    ("Pope Leo XIV", "Papst Leo XIV.", "pape Léon XIV", "papa León XIV", "Папа Лев XIV", "البابا ليو", "教皇利奥十四世"),
    ("Emmanuel Macron", "-", "-", "-", "Эммануэля Макрона", "إيمانويل ماكرون", "马克龙"),
    ("Mario Draghi", "-", "-", "-", "Марио Драги", "ماريو دراغي", "德拉吉"),
    ("Giorgia Meloni", "-", "-", "-", "Джорджа Мелони", "جورجيا ميلوني", "梅洛尼"),
    ("Silvio Berlusconi", "-", "-", "-", "Сильвио Берлускони", "سيلفيو برلسكوني", "贝卢斯科尼"),
    ("Josep Borrell", "-", "-", "-", "Жозепа Борреля", "جوزيب بوريل", "博雷利"),
    ("Viktor Orbán", "Viktor Orban", "-", "-", "Виктора Орбана", "فيكتور أوربان", "欧尔班"),
    ("Aleksandar Vučić", "Aleksandar Vucic", "-", "-", "Александра Вучича", "ألكسندر فوتشيتش", "武契奇"),
    ("Jens Stoltenberg", "-", "-", "-", "Йенса Столтенберга", "ينس ستولتنبرغ", "斯托尔滕贝格"),
    ("Mark Rutte", "-", "-", "-", "Марка Рютте", "مارك روته", "马克·吕特"),
    ("Kaja Kallas", "-", "-", "-", "Каи Каллас", "كايا كالاس", "卡娅·卡拉斯"),
    ("Benjamin Netanyahu", "-", "Benyamin Netanyahou", "Benjamín Netanyahu", "Биньямина Нетаньяху", "بنيامين نتنياهو", "内塔尼亚胡"),
    ("Gadi Eisenkot", "-", "-", "-", "Гади Айзенкота", "غادي أيزنكوت", "-"),
    ("Mahmoud Abbas", "Mahmud Abbas", "-", "Mahmud Abás", "Махмуда Аббаса", "محمود عباس", "阿巴斯主席"),
    ("Yahya Sinwar", "-", "-", "-", "Яхьи Синвара", "يحيى السنوار", "辛瓦尔"),
    ("Bashar al-Assad", "Baschar al-Assad", "Bachar el-Assad", "Bashar al Asad", "Башара Асада", "بشار الأسد", "巴沙尔·阿萨德"),
    ("Maher al-Assad", "-", "Maher el-Assad", "-", "Махера Асада", "ماهر الأسد", "-"),
    ("Rami Makhlouf", "-", "-", "-", "Рами Махлуфа", "رامي مخلوف", "-"),
    ("Ali Khamenei", "Ali Chamenei", "-", "Alí Jamenei", "Али Хаменеи", "علي خامنئي", "哈梅内伊"),
    ("Akbar Hashemi Rafsanjani", "Akbar Haschemi Rafsandschani", "-", "-", "Хашеми Рафсанджани", "هاشمي رفسنجاني", "拉夫桑贾尼"),
    ("Nouri al-Maliki", "-", "-", "-", "Нури аль-Малики", "نوري المالكي", "-"),
    ("Adil Abdul-Mahdi", "Adel Abdel Mahdi", "-", "-", "Адиля Абдул-Махди", "عادل عبد المهدي", "-"),
    ("Muammar Gaddafi", "Muammar al-Gaddafi", "Mouammar Kadhafi", "Muamar Gadafi", "Муаммара Каддафи", "معمر القذافي", "卡扎菲"),
    ("Gamal Abdel Nasser", "-", "-", "-", "Гамаля Абдель Насера", "جمال عبد الناصر", "贾迈勒·阿卜杜勒·纳赛尔"),
    ("Anwar Sadat", "-", "-", "-", "Анвара Садата", "أنور السادات", "萨达特"),
    ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", "-", "-", "Реджепа Тайипа Эрдогана", "رجب طيب أردوغان", "埃尔多安"),
    ("Xi Jinping", "-", "-", "-", "Си Цзиньпина", "شي جين بينغ", "习近平"),
    ("Wen Jiabao", "-", "-", "-", "Вэнь Цзябао", "ون جيا باو", "温家宝"),
    ("Tedros Adhanom Ghebreyesus", "-", "-", "-", "Тедрос Гебреисус", "تيدروس أدهانوم", "谭德塞"),
    ("Luiz Inácio Lula da Silva", "-", "-", "-", "Лула да Силва", "لولا دا سيلفا", "卢拉"),
    ("Claudia Sheinbaum", "-", "-", "-", "Клаудии Шейнбаум", "كلوديا شينباوم", "辛鲍姆"),
    ("Kylian Mbappé", "Kylian Mbappe", "-", "-", "Килиана Мбаппе", "كيليان مبابي", "姆巴佩"),
]  # fmt: skip
LANGUAGES = ("de", "fr", "es", "ru", "ar", "zh")


@pytest.mark.parametrize(
    ("name", "language", "written"),
    [
        pytest.param(name, language, name if form == "-" else form, id=f"{name}-{language}")
        for name, *forms in WRITTEN
        for language, form in zip(LANGUAGES, forms, strict=True)
        if form != "-" or language in {"de", "fr", "es"}
    ],
)
def test_every_language_gives_the_same_person(name, language, written):
    assert people(f"{written}.", language) == {name: 1}


PORTUGUESE_ITALIAN_TURKISH = [
    pytest.param("pt", "rainha Elizabeth", "Elizabeth II", id="queen-pt"),
    pytest.param("it", "regina Elisabetta", "Elizabeth II", id="queen-it"),
    pytest.param("tr", "Kraliçe Elizabeth'in", "Elizabeth II", id="queen-tr"),
    pytest.param("tr", "Enver Sedat'ın", "Anwar Sadat", id="sadat-tr"),
    pytest.param("tr", "Mesrur Barzani", "Masrour Barzani", id="barzani-tr"),
    pytest.param("it", "papa Francesco", "Pope Francis", id="pope-it"),
    pytest.param("nl", "Koning Willem-Alexander", "King Willem-Alexander", id="king-nl"),
    pytest.param("ja", "キッシンジャー", "Henry Kissinger", id="kissinger-ja"),
    pytest.param("ja", "大谷翔平", "Shohei Ohtani", id="ohtani-ja"),
]


@pytest.mark.parametrize(("language", "written", "name"), PORTUGUESE_ITALIAN_TURKISH)
def test_more_languages(language, written, name):
    assert people(f"{written}.", language) == {name: 1}


# --- surnames and namesakes -------------------------------------------------------------------------------------------

SURNAMES = [
    pytest.param("en", "Kemi Badenoch spoke first. Badenoch went on.", {"Kemi Badenoch": 2}, id="after-the-whole-name"),
    pytest.param("en", "Lavrentyev, Rudskoy and Stubbs met.", {}, id="unknown-without-it"),
    pytest.param("ru", "Андрей Картаполов выступил. По словам Картаполова, это так.", {"Andrei Kartapolov": 2}, id="russian-case"),
    pytest.param("de", "Hendrik Wüst kam. Wüsts Rede war kurz.", {"Hendrik Wüst": 2}, id="german-genitive"),
    pytest.param("en", "Hou Yu-ih lost. Hou conceded.", {"Hou Yu-ih": 2}, id="family-name-first"),
    pytest.param("en", "Ed Miliband met David Miliband; Miliband smiled.", {"Ed Miliband": 1, "David Miliband": 1}, id="two-brothers"),
    pytest.param("en", "Mojtaba Khamenei was seen. Khamenei did not speak.", {"Mojtaba Khamenei": 2}, id="the-son-alone"),
    pytest.param("en", "Khamenei did not speak.", {"Ali Khamenei": 1}, id="the-known-one"),
    pytest.param("en", "M. K. Stalin spoke in Chennai; Stalin left.", {"M. K. Stalin": 2}, id="the-chief-minister"),
    pytest.param("en", "Ivanka Trump came with Trump.", {"Ivanka Trump": 1, "Donald Trump": 1}, id="the-president-of-the-family"),
    pytest.param("en", "Oscar Pistorius was released; Pistorius said nothing.", {"Oscar Pistorius": 2}, id="the-runner"),
    pytest.param("de", "Pistorius will mehr Geld.", {"Boris Pistorius": 1}, id="the-minister-in-german"),
    pytest.param("de", "Die Modi des Geräts wechseln.", {}, id="modes-in-german"),
    pytest.param("en", "Modi flew home.", {"Narendra Modi": 1}, id="modi-in-english"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), SURNAMES)
def test_surnames(language, text, expected):
    assert people(text, language) == expected


NAMESAKES = [
    pytest.param("John Lee played the blues.", "person:john-lee-1", False, id="any-john-lee"),
    pytest.param("John Lee, the leader of Hong Kong, spoke.", "person:john-lee-1", True, id="the-chief-executive"),
    pytest.param("Jack Smith sells shoes.", "person:jack-smith-1", False, id="any-jack-smith"),
    pytest.param("Jack Smith, the special counsel, resigned.", "person:jack-smith-1", True, id="the-prosecutor"),
    pytest.param("A Madonna by Raphael hangs there.", "person:madonna-1", False, id="the-painting"),
    pytest.param("Madonna, the singer, cancelled.", "person:madonna-1", True, id="the-singer"),
    pytest.param("Cameron Diaz met Sally Rooney.", "person:david-cameron", False, id="a-first-name"),
    pytest.param("Daisy Haaland spoke.", "person:erling-haaland", False, id="another-of-the-family"),
    pytest.param("Whitney Houston sang in Houston.", "person:whitney-houston", True, id="the-singer-in-the-town"),
    pytest.param(
        "Mix and cover. Store the cake in a cool place.", "person:jonas-gahr-store", False, id="store-the-verb"
    ),
    pytest.param("Meghan, Duchess of Sussex, was there.", "person:meghan-markle", True, id="a-duchess"),
    pytest.param("The carrier HMS Queen Elizabeth left.", "Q9682", False, id="a-ship"),
    pytest.param("Queen Elizabeth left.", "Q9682", True, id="the-queen"),
]


@pytest.mark.parametrize(("text", "identity", "is_there"), NAMESAKES)
def test_namesakes(text, identity, is_there):
    assert (identity in {entity.id for entity in find_entities(None, [text], "en")}) is is_there


def test_places_and_words_that_are_surnames_too_are_no_persons():
    assert people("They saw Rodgers, Jordan, May, Bush and Chad; Ashkenazi rabbis at Kavala; the Lewis family.") == {}


def test_a_surname_that_is_a_place_stays_the_place():
    assert people("Whitney Houston sang in Houston.") == {"Whitney Houston": 1}


def test_whoever_has_namesakes_is_followed_by_the_surname_too():
    assert people("Mike Johnson, speaker of the House, rose. Johnson spoke.") == {"Mike Johnson": 2}


def test_a_duchess_is_not_her_county():
    assert people("Meghan, Duchess of Sussex, came. Sussex is a county; Markle smiled.") == {"Meghan Markle": 2}
