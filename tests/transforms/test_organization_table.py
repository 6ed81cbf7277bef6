"""The tables of organizations, companies and events: one identity in every language, and a rule where a name is shared."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from transforms import alias_table
from transforms.entities import find_entities

FILES = ("entities_organizations.tsv", "entities_companies.tsv", "entities_events.tsv")
ROWS = [row for file in FILES for row in alias_table.rows(file)]
IDS = {row[0] for row in ROWS}


def ids(text: str, language: str | None = "en") -> set[str]:
    return {entity.id for entity in find_entities(None, [text], language)}


def test_size_of_the_tables():
    organizations, companies, events = (sum(1 for _ in alias_table.rows(file)) for file in FILES)
    assert (organizations >= 1000, companies >= 350, events >= 150) == (True, True, True)


def test_no_id_stands_in_two_rows():
    assert [identity for identity, count in Counter(row[0] for row in ROWS).items() if count > 1] == []


def test_no_name_has_two_ids():
    assert [name for name, count in Counter(row[2] for row in ROWS).items() if count > 1] == []


def test_ids_are_of_wikidata_or_our_own():
    own = re.compile(r"Q\d+|(?:org|event):[a-z0-9]+(?:-[a-z0-9]+)*")
    assert [row[0] for row in ROWS if not own.fullmatch(row[0])] == []


def test_type_and_file_agree():
    kinds = {file: {row[1] for row in alias_table.rows(file)} for file in FILES}
    assert kinds == {FILES[0]: {"organization"}, FILES[1]: {"organization"}, FILES[2]: {"event"}}


@pytest.mark.parametrize("script", ["latin", "cyrillic", "arabic", "han"])
def test_an_alias_of_two_entities_has_a_rule(script):
    words = alias_table.lexicon(script)
    bare = [
        (words.patterns[pattern], language, sorted(sense.entity.id for sense in undoubted))
        for pattern in range(words.first_title)
        for language, undoubted in _undoubted(words.senses(pattern))
        if len(undoubted) > 1
    ]
    assert bare == []


def _undoubted(senses: tuple[alias_table.Sense, ...]):
    """Language by language, the senses without a rule, where one of them is of our tables."""
    for language in {sense.language for sense in senses} if len(senses) > 1 else ():
        own = [sense for sense in senses if sense.language == language]
        if any(sense.entity.id in IDS for sense in own):
            yield language, [sense for sense in own if sense.doubt is None]


def test_no_alias_is_a_first_name_without_a_rule():
    words = alias_table.lexicon("latin")
    named = [
        words.patterns[pattern]
        for pattern in range(words.first_title)
        if words.patterns[pattern] in alias_table.given_names()
        for sense in words.senses(pattern)
        if sense.entity.id in IDS and sense.language is None and sense.doubt is None
    ]
    assert named == []


ISLAMIC_STATE = [
    pytest.param("en", "Islamic State, ISIS, ISIL, Daesh, Da'esh and the Islamic State of Iraq and the Levant", id="english"),
    pytest.param("de", "Der Islamische Staat, die IS-Terrormiliz und Kämpfer des Islamischen Staates", id="german"),
    pytest.param("fr", "L'Etat islamique, l'État islamique, Daech et l'EIIL", id="french"),
    pytest.param("es", "El Estado Islámico, el Dáesh y el Estado Islámico de Irak y el Levante", id="spanish"),
    pytest.param("pt", "O Estado Islâmico, o Daesh e o Estado Islâmico do Iraque e do Levante", id="portuguese"),
    pytest.param("it", "Lo Stato islamico, il Daesh e lo Stato Islamico dell'Iraq e del Levante", id="italian"),
    pytest.param("nl", "Islamitische Staat en ISIS", id="dutch"),
    pytest.param("ru", "ИГИЛ, ДАИШ, с «Исламским государством» и Исламского государства Ирака и Леванта", id="russian"),
    pytest.param("ar", "داعش وتنظيم الدولة الإسلامية وتنظيم داعش", id="arabic"),
    pytest.param("tr", "DEAŞ, IŞİD ve Irak Şam İslam Devleti", id="turkish"),
    pytest.param("zh", "伊斯兰国和“伊斯兰国”组织", id="chinese"),
    pytest.param("ja", "イスラム国と過激派組織IS", id="japanese"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), ISLAMIC_STATE)
def test_the_islamic_state_is_one(language, text):
    assert ids(text, language) == {"Q2429253"}


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("ISIS-K", "org:islamic-state-khorasan-province"),
        ("Islamic State West Africa Province", "org:islamic-state-west-africa-province"),
        ("al-Nusra Front", "org:al-nusra-front"),
        ("Jabhat Fateh al-Sham", "org:al-nusra-front"),
        ("Hayat Tahrir al-Sham", "org:hayat-tahrir-al-sham"),
        ("al-Qaeda in the Islamic Maghreb", "org:al-qaeda-in-the-islamic-maghreb"),
        ("al-Qaeda", "Q34490"),
        ("Kataib Hezbollah", "org:kataib-hezbollah"),
        ("Hezbollah", "Q41053"),
        ("Pakistani Taliban", "org:tehrik-i-taliban-pakistan"),
        ("Taliban", "Q42418"),
    ],
)
def test_branches_and_successors_are_apart(text, identity):
    assert ids(text) == {identity}


SIX = [
    ("Q1065", "United Nations", "Vereinten Nationen", "Nations unies", "Naciones Unidas", "ООН", "الأمم المتحدة"),
    ("Q37470", "UN Security Council", "UN-Sicherheitsrat", "Conseil de sécurité de l'ONU", "Consejo de Seguridad de la ONU", "Совбезе ООН", "مجلس الأمن الدولي"),
    ("Q7184", "NATO", "Nato", "Otan", "OTAN", "НАТО", "الناتو"),
    ("Q458", "European Union", "Europäischen Union", "Union européenne", "Unión Europea", "Евросоюза", "الاتحاد الأوروبي"),
    ("Q8880", "European Commission", "EU-Kommission", "Commission européenne", "Comisión Europea", "Еврокомиссии", "المفوضية الأوروبية"),
    ("Q8889", "European Parliament", "Europaparlament", "Parlement européen", "Parlamento Europeo", "Европарламенте", "البرلمان الأوروبي"),
    ("Q8901", "European Central Bank", "EZB", "BCE", "Banco Central Europeo", "ЕЦБ", "البنك المركزي الأوروبي"),
    ("Q7817", "World Health Organization", "Weltgesundheitsorganisation", "OMS", "Organización Mundial de la Salud", "ВОЗ", "منظمة الصحة العالمية"),
    ("Q7804", "IMF", "Internationalen Währungsfonds", "FMI", "Fondo Monetario Internacional", "МВФ", "صندوق النقد الدولي"),
    ("Q7164", "World Bank", "Weltbank", "Banque mondiale", "Banco Mundial", "Всемирного банка", "البنك الدولي"),
    ("Q7825", "World Trade Organization", "Welthandelsorganisation", "OMC", "OMC", "ВТО", "منظمة التجارة العالمية"),
    ("Q41984", "IAEA", "IAEO", "AIEA", "OIEA", "МАГАТЭ", "الوكالة الدولية للطاقة الذرية"),
    ("Q47488", "International Criminal Court", "Internationalen Strafgerichtshof", "Cour pénale internationale", "Corte Penal Internacional", "Международного уголовного суда", "المحكمة الجنائية الدولية"),
    ("org:international-court-of-justice", "International Court of Justice", "Internationalen Gerichtshof", "Cour internationale de justice", "Corte Internacional de Justicia", "Международного суда ООН", "محكمة العدل الدولية"),
    ("Q740308", "UNICEF", "Unicef", "Unicef", "Unicef", "ЮНИСЕФ", "اليونيسف"),
    ("org:unesco", "UNESCO", "Unesco", "Unesco", "Unesco", "ЮНЕСКО", "اليونسكو"),
    ("org:unrwa", "UNRWA", "UN-Palästinenserhilfswerk", "Unrwa", "UNRWA", "БАПОР", "الأونروا"),
    ("org:unhcr", "UN refugee agency", "UN-Flüchtlingshilfswerk", "HCR", "Acnur", "УВКБ ООН", "مفوضية الأمم المتحدة لشؤون اللاجئين"),
    ("org:un-human-rights-council", "UN Human Rights Council", "UN-Menschenrechtsrat", "Conseil des droits de l'homme de l'ONU", "Consejo de Derechos Humanos de la ONU", "Совет ООН по правам человека", "مجلس حقوق الإنسان"),
    ("org:unifil", "UNIFIL", "Unifil", "Finul", "Finul", "ЮНИФИЛ", "اليونيفيل"),
    ("Q7172", "Arab League", "Arabischen Liga", "Ligue arabe", "Liga Árabe", "Лиги арабских государств", "الجامعة العربية"),
    ("Q7159", "African Union", "Afrikanischen Union", "Union africaine", "Unión Africana", "Африканского союза", "الاتحاد الأفريقي"),
    ("org:group-of-seven", "G7", "G7", "G7", "G7", "Большая семерка", "مجموعة السبع"),
    ("Q7795", "OPEC", "Opec", "Opep", "OPEP", "ОПЕК", "أوبك"),
    ("Q41053", "Hezbollah", "Hisbollah", "Hezbollah", "Hezbolá", "Хезболлы", "حزب الله"),
    ("Q38799", "Hamas", "Hamas", "Hamas", "Hamas", "ХАМАС", "حماس"),
    ("Q42418", "Taliban", "Taliban", "talibans", "talibanes", "талибов", "طالبان"),
    ("Q34490", "al-Qaeda", "Al-Kaida", "Al-Qaïda", "Al Qaeda", "Аль-Каиды", "تنظيم القاعدة"),
    ("org:houthis", "Houthis", "Huthi-Rebellen", "houthistes", "hutíes", "хуситов", "الحوثيين"),
    ("org:hayat-tahrir-al-sham", "Hayat Tahrir al-Sham", "Hajat Tahrir al-Scham", "Hayat Tahrir al-Cham", "Hayat Tahrir al Sham", "Хайят Тахрир аш-Шам", "هيئة تحرير الشام"),
    ("org:syrian-democratic-forces", "Syrian Democratic Forces", "Syrischen Demokratischen Kräfte", "Forces démocratiques syriennes", "Fuerzas Democráticas Sirias", "Сирийских демократических сил", "قوات سوريا الديمقراطية"),
    ("org:free-syrian-army", "Free Syrian Army", "Freien Syrischen Armee", "Armée syrienne libre", "Ejército Libre Sirio", "Свободной сирийской армии", "الجيش السوري الحر"),
    ("org:rapid-support-forces", "Rapid Support Forces", "RSF-Miliz", "Forces de soutien rapide", "Fuerzas de Apoyo Rápido", "Силы быстрой поддержки", "قوات الدعم السريع"),
    ("org:wagner-group", "Wagner Group", "Gruppe Wagner", "groupe Wagner", "Grupo Wagner", "ЧВК Вагнер", "مجموعة فاغنر"),
    ("org:islamic-revolutionary-guard-corps", "Revolutionary Guards", "Revolutionsgarden", "Gardiens de la révolution", "Guardia Revolucionaria", "КСИР", "الحرس الثوري"),
    ("org:kurdistan-workers-party", "PKK", "Arbeiterpartei Kurdistans", "Parti des travailleurs du Kurdistan", "Partido de los Trabajadores del Kurdistán", "Рабочей партии Курдистана", "حزب العمال الكردستاني"),
    ("org:white-house", "White House", "Weißen Haus", "Maison-Blanche", "Casa Blanca", "Белого дома", "البيت الأبيض"),
    ("org:united-states-department-of-defense", "Pentagon", "US-Verteidigungsministerium", "Pentagon", "Pentágono", "Пентагона", "البنتاغون"),
    ("org:kremlin", "Kremlin", "Kreml", "Kremlin", "Kremlin", "Кремля", "الكرملين"),
    ("org:russian-ministry-of-defence", "Russian Defense Ministry", "russische Verteidigungsministerium", "ministère russe de la Défense", "Ministerio de Defensa ruso", "Минобороны РФ", "وزارة الدفاع الروسية"),
    ("Q37230", "CIA", "CIA", "CIA", "CIA", "ЦРУ", "وكالة المخابرات المركزية"),
    ("org:federal-security-service", "FSB", "FSB", "FSB", "FSB", "ФСБ", "جهاز الأمن الفيدرالي"),
    ("org:israel-defense-forces", "IDF", "israelische Armee", "armée israélienne", "Ejército israelí", "ЦАХАЛ", "الجيش الإسرائيلي"),
    ("org:shin-bet", "Shin Bet", "Schin Bet", "Shin Beth", "Shin Bet", "ШАБАК", "الشاباك"),
    ("org:federal-reserve", "Federal Reserve", "US-Notenbank", "Réserve fédérale", "Reserva Federal", "ФРС", "الاحتياطي الفيدرالي"),
    ("org:white-helmets", "White Helmets", "Weißhelme", "Casques blancs", "Cascos Blancos", "Белых касок", "الخوذ البيضاء"),
    ("org:syrian-observatory-for-human-rights", "Syrian Observatory for Human Rights", "Syrische Beobachtungsstelle für Menschenrechte", "Observatoire syrien des droits de l'homme", "Observatorio Sirio de Derechos Humanos", "Сирийская обсерватория по правам человека", "المرصد السوري لحقوق الإنسان"),
    ("org:doctors-without-borders", "Médecins Sans Frontières", "Ärzte ohne Grenzen", "Médecins sans frontières", "Médicos Sin Fronteras", "Врачей без границ", "أطباء بلا حدود"),
    ("event:paris-agreement", "Paris Agreement", "Pariser Klimaabkommen", "accord de Paris", "Acuerdo de París", "Парижского соглашения", "اتفاق باريس"),
    ("Q170314", "Syrian civil war", "syrischen Bürgerkrieg", "guerre en Syrie", "guerra civil siria", "войны в Сирии", "الحرب السورية"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("identity", "language", "name"),
    [
        pytest.param(identity, language, name, id=f"{identity}-{language}")
        for identity, *names in SIX
        for language, name in zip(("en", "de", "fr", "es", "ru", "ar"), names, strict=True)
    ],
)
def test_one_identity_in_six_languages(identity, language, name):
    assert ids(name, language) == {identity}


COUNTS = [
    pytest.param("en", "IS fighters held the town.", "Q2429253", id="is"),
    pytest.param("en", "She told RT, the Russian broadcaster, so.", "org:rt", id="rt"),
    pytest.param("en", "Raqqa: the SDF advanced.", "org:syrian-democratic-forces", id="sdf-syria"),
    pytest.param("en", "Tokyo sent the SDF.", "org:japan-self-defense-forces", id="sdf-japan"),
    pytest.param("en", "RSF shelled Khartoum.", "org:rapid-support-forces", id="rsf-sudan"),
    pytest.param("en", "RSF, the press freedom group, protested.", "org:reporters-without-borders", id="rsf-press"),
    pytest.param("en", "ADF rebels attacked Beni in Congo.", "org:allied-democratic-forces", id="adf-congo"),
    pytest.param("en", "The ADF flew home to Australia.", "org:australian-armed-forces", id="adf-australia"),
    pytest.param("en", "Washington accused them of lying.", "org:us-government", id="washington-accuses"),
    pytest.param("en", "Moscow denied the report.", "org:kremlin", id="moscow-denies"),
    pytest.param("de", "Moskau wirft der Gegenseite Lügen vor.", "org:kremlin", id="moskau-wirft"),
    pytest.param("fr", "Moscou accuse ses voisins.", "org:kremlin", id="moscou-accuse"),
    pytest.param("en", "The mercenaries of Wagner marched.", "org:wagner-group", id="wagner"),
    pytest.param("ru", "Наемники из ЧВК ушли, сообщил «Вагнер».", "org:wagner-group", id="wagner-russian"),
    pytest.param("en", "Agents of ICE will deport him.", "org:ice", id="ice"),
    pytest.param("en", "NABU searched offices in Kyiv, Ukraine.", "org:national-anti-corruption-bureau-of-ukraine", id="nabu-ukraine"),
    pytest.param("de", "Der Naturschutz-Verband NABU zählt Vögel.", "org:nabu-de", id="nabu-birds"),
    pytest.param("en", "CBI raids in Delhi, India.", "org:cbi", id="cbi-india"),
    pytest.param("en", "The CBI, a British business lobby, said so.", "org:confederation-of-british-industry", id="cbi-britain"),
    pytest.param("en", "BNP leaders rallied in Dhaka, Bangladesh.", "org:bangladesh-nationalist-party", id="bnp-party"),
    pytest.param("fr", "La banque BNP Paribas recrute.", "org:bnp-paribas", id="bnp-bank"),
    pytest.param("en", "Labour won, said Keir Starmer of the Tories.", "org:labour-party", id="labour"),
    pytest.param("de", "Die Grünen im Bundestag", "org:alliance-90-the-greens", id="greens"),
    pytest.param("es", "Policía Nacional de Madrid, en España", "org:policia-nacional-es", id="policia-nacional"),
    pytest.param("en", "Arsenal lost in the Premier League.", "org:arsenal-fc", id="arsenal"),
    pytest.param("ru", "Тренер похвалил «Спартак» за матч.", "org:spartak-moscow", id="spartak"),
    pytest.param("it", "Milan in Serie A", "org:ac-milan", id="milan-the-club"),
    pytest.param("en", "Banks lost SWIFT access under sanctions.", "org:swift", id="swift"),
    pytest.param("en", "Shell drills for oil.", "org:shell", id="shell"),
    pytest.param("en", "Sales of Ford, the carmaker, rose.", "org:ford", id="ford"),
    pytest.param("en", "Visa and Mastercard raised fees.", "org:visa", id="visa"),
    pytest.param("fr", "L'opérateur Orange recrute.", "org:orange-telecom", id="orange"),
    pytest.param("en", "Paramount, the Hollywood studio, was sold.", "org:paramount", id="paramount"),
    pytest.param("en", "Meta, owner of Instagram, grew.", "Q380", id="meta"),
    pytest.param("en", "The newspaper The Hill wrote so.", "org:the-hill", id="the-hill"),
    pytest.param("de", "Die Zeitung «Die Welt» berichtet.", "org:die-welt", id="die-welt"),
    pytest.param("ar", "ذكرت وكالة أعماق التابعة لتنظيم داعش", "org:amaq", id="amaq"),
    pytest.param("en", "Geneva talks on Syria resumed.", "event:geneva-peace-talks-on-syria", id="geneva-talks"),
    pytest.param("en", "Congress and the White House agreed.", "org:united-states-congress", id="congress"),
    pytest.param("en", "Rahul Gandhi of Congress attacked the BJP.", "org:indian-national-congress", id="congress-india"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "identity"), COUNTS)
def test_a_shared_name_counts_where_its_words_stand(language, text, identity):
    assert identity in ids(text, language)


DOES_NOT_COUNT = [
    pytest.param("en", "IS it so?", "Q2429253", id="is"),
    pytest.param("en", "RT if you agree.", "org:rt", id="rt"),
    pytest.param("fr", "un jour, un homme", "Q1065", id="un-article"),
    pytest.param("es", "Un día, un hombre", "Q1065", id="un-article-spanish"),
    pytest.param("en", "The ADF met.", "org:allied-democratic-forces", id="adf"),
    pytest.param("en", "He flew to Washington.", "org:us-government", id="to-washington"),
    pytest.param("en", "In Moscow it rained.", "org:kremlin", id="in-moscow"),
    pytest.param("de", "In Moskau schneit es.", "org:kremlin", id="in-moskau"),
    pytest.param("fr", "À Moscou il neige.", "org:kremlin", id="a-moscou"),
    pytest.param("de", "Die Festspiele zeigen Richard Wagner.", "org:wagner-group", id="wagner-the-composer"),
    pytest.param("de", "Der ICE nach Hamburg hatte Verspätung.", "org:ice", id="ice-the-train"),
    pytest.param("en", "Labour Day and hard labour", "org:labour-party", id="labour-the-word"),
    pytest.param("de", "Die Grüne Woche beginnt.", "org:alliance-90-the-greens", id="green-week"),
    pytest.param("es", "La Policía Nacional de Colombia informó en Bogotá.", "org:policia-nacional-es", id="police-of-colombia"),
    pytest.param("en", "The arsenal and Arsenal Street", "org:arsenal-fc", id="arsenal-the-street"),
    pytest.param("en", "Taylor Swift sang; a swift reply. Sanctions stay.", "org:swift", id="swift-the-singer"),
    pytest.param("en", "A shell hit. Shell games go on.", "org:shell", id="shell-the-word"),
    pytest.param("en", "Harrison Ford in Detroit, with vehicles", "org:ford", id="ford-the-actor"),
    pytest.param("en", "Visa rules for students", "org:visa", id="visa-the-paper"),
    pytest.param("fr", "Le marché d'Orange, en Provence", "org:orange-telecom", id="orange-the-town"),
    pytest.param("en", "A gap, a target, an apple: Gap, Target, Apple pie.", "Q312", id="words"),
    pytest.param("en", "Time flies; the Sun and Sky, and the Left.", "org:the-sun", id="papers-as-words"),
    pytest.param("en", "The Hill was steep.", "org:the-hill", id="a-hill"),
    pytest.param("de", "Die Welt ist rund.", "org:die-welt", id="the-world"),
    pytest.param("es", "El Mundo gira.", "org:el-mundo", id="el-mundo"),
    pytest.param("ar", "في أعماق البحر", "org:amaq", id="depths"),
    pytest.param("ru", "Дождь шел весь день.", "org:tv-rain", id="rain"),
    pytest.param("ru", "Сухой закон", "org:united-aircraft", id="dry"),
    pytest.param("en", "Geneva talks on tariffs resumed.", "event:geneva-peace-talks-on-syria", id="geneva-talks-on-trade"),
    pytest.param("pt", "Chega de chuva.", "org:chega", id="chega-the-verb"),
    pytest.param("es", "Ciudadanos de todo el país votan.", "org:ciudadanos", id="citizens"),
    pytest.param("tr", "İHA düşürüldü.", "org:ihlas-news-agency", id="drone"),
    pytest.param("ja", "イオンと電子", "org:aeon", id="ion"),
    pytest.param("en", "MEND THE ROOF NOW", "org:mend", id="capitals"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "identity"), DOES_NOT_COUNT)
def test_a_shared_name_does_not_count_elsewhere(language, text, identity):
    assert identity not in ids(text, language)
