"""Datelines in the forms of a dozen press languages, and first sentences that are none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.dateline import read_dateline

SENTENCES = {
    "en": "The government said on Wednesday that it would hold talks with the opposition next week.",
    "de": "Die Regierung hat am Mittwoch Gespräche mit der Opposition angekündigt.",
    "fr": "Le gouvernement a annoncé mercredi des discussions avec l'opposition.",
    "es": "El Gobierno anunció el miércoles conversaciones con la oposición.",
    "pt": "O governo anunciou nesta quarta-feira conversas com a oposição.",
    "it": "Il governo ha annunciato mercoledì colloqui con l'opposizione.",
    "nl": "De regering heeft woensdag gesprekken met de oppositie aangekondigd.",
    "ru": "Правительство в среду заявило, что проведёт переговоры с оппозицией.",
    "ar": "أعلنت الحكومة يوم الأربعاء أنها ستجري محادثات مع المعارضة.",
    "tr": "Hükümet çarşamba günü muhalefetle görüşmeler yapacağını açıkladı.",
    "zh": "政府周三表示，将于下周与反对派举行会谈。",
    "ja": "政府は水曜日、来週に野党と協議すると発表した。",
    "ko": "정부는 수요일 야당과 회담을 열겠다고 밝혔다.",
}

DATELINES = [
    # language, as written, place, agency, month and day
    ("en", "MOSCOW, October 7. /TASS/.", "MOSCOW", "TASS", (10, 7)),
    ("en", "MOSCOW. October 7 (Interfax) -", "MOSCOW", "Interfax", (10, 7)),
    ("en", "Moscow, October 7, Interfax -", "Moscow", "Interfax", (10, 7)),
    ("en", "TASS, October 7.", None, "TASS", (10, 7)),
    ("en", "KARACHI:", "KARACHI", None, None),
    ("en", "New Delhi:", "New Delhi", None, None),
    ("en", "LONDON, Sept 28 (Reuters) -", "LONDON", "Reuters", (9, 28)),
    ("en", "CHICAGO, Wednesday (Reuters) -", "CHICAGO", "Reuters", None),
    ("en", "BEIRUT (AP) —", "BEIRUT", "AP", None),
    ("en", "BEIRUT, Lebanon —", "BEIRUT, Lebanon", None, None),
    ("en", "St. Petersburg, Fla. —", "St. Petersburg, Fla.", None, None),
    ("en", "FERGUSON, Mo. (Reuters) -", "FERGUSON, Mo.", "Reuters", None),
    ("en", "SACRAMENTO, Calif. (KCRA) —", "SACRAMENTO, Calif.", "KCRA", None),
    ("en", "WASHINGTON, D.C., Oct. 7 /PRNewswire/ --", "WASHINGTON, D.C.", "PRNewswire", (10, 7)),
    ("en", "NEW YORK, Oct. 7, 2015 /PRNewswire/ --", "NEW YORK", "PRNewswire", date(2015, 10, 7)),
    ("en", "NEW YORK--(BUSINESS WIRE)--", "NEW YORK", "BUSINESS WIRE", None),
    ("en", "GENEVA / NEW YORK, 7 October 2015 –", "GENEVA / NEW YORK", None, date(2015, 10, 7)),
    ("en", "NEW DELHI, Oct 7 (PTI)", "NEW DELHI", "PTI", (10, 7)),
    ("en", "TEHRAN, Aug. 28 (MNA) –", "TEHRAN", "MNA", (8, 28)),
    ("en", "SEOUL, Oct. 7 (Yonhap) --", "SEOUL", "Yonhap", (10, 7)),
    ("en", "[Seoul=Yonhap]", "Seoul", "Yonhap", None),
    ("en", "KYIV. Oct 7 (Interfax-Ukraine) –", "KYIV", "Interfax-Ukraine", (10, 7)),
    ("en", "ISLAMABAD, Oct 7 (APP):", "ISLAMABAD", "APP", (10, 7)),
    ("en", "Damascus, SANA –", "Damascus", "SANA", None),
    ("en", "Damascus, (SANA)", "Damascus", "SANA", None),
    ("en", "UNITED NATIONS (AP) —", "UNITED NATIONS", "AP", None),
    ("en", "WASHINGTON —", "WASHINGTON", None, None),
    ("en", "Sana'a, 7 Oct. 2015 (Saba)", "Sana'a", "Saba", date(2015, 10, 7)),
    ("en", "(AFP) –", None, "AFP", None),
    ("en", "(AP)", None, "AP", None),
    ("en", "HALIFAX, NS, May 3, 2022 /CNW/ -", "HALIFAX, NS", "CNW", date(2022, 5, 3)),
    ("en", "HALIFAX, Nova Scotia, May 3, 2022 /PRNewswire/ --", "HALIFAX, Nova Scotia", "PRNewswire", date(2022, 5, 3)),
    ("en", "LONDON, ON, May 3, 2022 /CNW/ -", "LONDON, ON", "CNW", date(2022, 5, 3)),
    ("en", "ATHLONE, Ireland —", "ATHLONE, Ireland", None, None),
    ("en", "SHIMLA:", "SHIMLA", None, None),
    ("en", "Kota Kinabalu:", "Kota Kinabalu", None, None),
    ("de", "FRANKFURT (dpa-AFX) -", "FRANKFURT", "dpa-AFX", None),
    ("de", "Berlin, den 3. Mai 2021 –", "Berlin", None, date(2021, 5, 3)),
    ("de", "Berlin (dpa) -", "Berlin", "dpa", None),
    ("de", "BERLIN (dpa/lsw) -", "BERLIN", "dpa/lsw", None),
    ("de", "Berlin/Paris (Reuters) -", "Berlin/Paris", "Reuters", None),
    ("de", "Frankfurt/Main (dpa) -", "Frankfurt/Main", "dpa", None),
    ("de", "Wien/Berlin –", "Wien/Berlin", None, None),
    ("de", "BERLIN taz |", "BERLIN", "taz", None),
    ("de", "BERLIN.", "BERLIN", None, None),
    ("fr", "PARIS, 3 mars (AFP) -", "PARIS", "AFP", (3, 3)),
    ("fr", "Paris (AFP) –", "Paris", "AFP", None),
    ("fr", "ALGER-", "ALGER", None, None),
    ("fr", "BEYROUTH, 7 octobre 2015 (Xinhua) --", "BEYROUTH", "Xinhua", date(2015, 10, 7)),
    ("fr", "Grenoble, le 16 mars 2023 –", "Grenoble", None, date(2023, 3, 16)),
    ("fr", "Paris, le 1er mai 2021 -", "Paris", None, date(2021, 5, 1)),
    ("es", "Madrid, 7 oct (EFE).-", "Madrid", "EFE", (10, 7)),
    ("es", "Madrid.-", "Madrid", None, None),
    ("es", "Buenos Aires, 7 oct (Télam).-", "Buenos Aires", "Télam", (10, 7)),
    ("es", "CIUDAD DE MÉXICO (apro).-", "CIUDAD DE MÉXICO", "apro", None),
    ("pt", "Lisboa, 07 out (Lusa) -", "Lisboa", "Lusa", (10, 7)),
    ("pt", "BRASÍLIA -", "BRASÍLIA", None, None),
    ("pt", "SÃO PAULO, 7 Out (Reuters) -", "SÃO PAULO", "Reuters", (10, 7)),
    ("it", "ROMA (ANSA) -", "ROMA", "ANSA", None),
    ("it", "(ANSA) - ROMA, 07 OTT -", "ROMA", "ANSA", (10, 7)),
    ("it", "(ANSA) - ROMA -", "ROMA", "ANSA", None),
    ("it", "Roma, 7 ott. (askanews) -", "Roma", "askanews", (10, 7)),
    ("nl", "AMSTERDAM -", "AMSTERDAM", None, None),
    ("nl", "DEN HAAG (ANP) -", "DEN HAAG", "ANP", None),
    ("ru", "МОСКВА, 7 окт — РИА Новости.", "МОСКВА", "РИА Новости", (10, 7)),
    ("ru", "МОСКВА, 7 октября. /ТАСС/.", "МОСКВА", "ТАСС", (10, 7)),
    ("ru", "Москва. 7 октября. INTERFAX.RU -", "Москва", "INTERFAX.RU", (10, 7)),
    ("ru", "АСТАНА. КАЗИНФОРМ -", "АСТАНА", "КАЗИНФОРМ", None),
    ("ru", "МИНСК, 7 октября /Корр. БЕЛТА/.", "МИНСК", "БЕЛТА", (10, 7)),
    ("ar", "دمشق-سانا", "دمشق", "سانا", None),
    ("ar", "القاهرة (رويترز) -", "القاهرة", "رويترز", None),
    ("ar", "موسكو 7 أكتوبر (تاس)", "موسكو", "تاس", (10, 7)),
    ("ar", "دبي 7 أكتوبر تشرين الأول (رويترز) -", "دبي", "رويترز", (10, 7)),
    ("ar", "بيروت - أ ف ب", "بيروت", "أ ف ب", None),
    ("ar", "بيروت: «الشرق الأوسط»", "بيروت", "الشرق الأوسط", None),
    ("ar", "رام الله - وفا -", "رام الله", "وفا", None),
    ("ar", "الدوحة في 16 يناير /قنا/", "الدوحة", "قنا", (1, 16)),
    ("ar", "الفجيرة في 24 نوفمبر / وام /", "الفجيرة", "وام", (11, 24)),
    ("ar", "القاهرة في 5 مايو/أ ش أ/", "القاهرة", "أ ش أ", (5, 5)),
    ("ar", "الكويت - 16 - 3 (كونا) --", "الكويت", "كونا", (3, 16)),
    ("tr", "ANKARA (AA) -", "ANKARA", "AA", None),
    ("tr", "İSTANBUL (AA) -", "İSTANBUL", "AA", None),
    ("zh", "北京10月7日电", "北京", None, (10, 7)),
    ("zh", "中新社北京10月7日电", "北京", "中新社", (10, 7)),
    ("zh", "中新网10月7日电", None, "中新网", (10, 7)),
    ("zh", "新华社北京10月7日电 题：", "北京", "新华社", (10, 7)),
    ("zh", "路透北京5月3日 -", "北京", "路透", (5, 3)),
    ("zh", "【明報專訊】", None, None, None),
    ("zh", "【大紀元2019年03月05日訊】", None, None, date(2019, 3, 5)),
    ("ja", "【ワシントン共同】", "ワシントン", "共同", None),
    ("ja", "[東京 7日 ロイター] -", "東京", "ロイター", (None, 7)),
    ("ja", "【10月7日 AFP】", None, "AFP", (10, 7)),
]


def _day(match):
    if match.date:
        return match.date.value.date()
    return (match.month, match.day) if match.day else None


@pytest.mark.parametrize(
    ("language", "written", "place", "agency", "day"), DATELINES, ids=[f"{row[0]}-{row[1]}" for row in DATELINES]
)
def test_dateline_before_a_sentence(language, written, place, agency, day):
    match = read_dateline(f"{written} {SENTENCES[language]}", language)
    assert match is not None
    assert (match.place, match.agency, _day(match)) == (place, agency, day)
    assert f"{written} {SENTENCES[language]}"[match.end :] == SENTENCES[language]
    assert written.startswith(match.raw)


WITH_AUTHORS = [
    ("zh", "新华社北京10月7日电（记者 王明）", "北京", ("王明",)),
    ("zh", "本报北京10月7日电（记者王明 李华）", "北京", ("王明", "李华")),
    ("zh", "本报讯（记者 王明）", None, ("王明",)),
    ("zh", "（中央社記者王明台北7日電）", "台北", ("王明",)),
    ("zh", "【记者王明/台北报导】", "台北", ("王明",)),
    ("ja", "【東京＝山田太郎】", "東京", ("山田太郎",)),
    ("ko", "(서울=연합뉴스) 홍길동 기자 =", "서울", ("홍길동",)),
    ("ru", "МОСКВА, 7 окт - РИА Новости, Иван Петров.", "МОСКВА", ("Иван Петров",)),
    ("tr", "Ahmet YILMAZ/ANKARA, (DHA)-", "ANKARA", ("Ahmet YILMAZ",)),
]


@pytest.mark.parametrize(
    ("language", "written", "place", "authors"), WITH_AUTHORS, ids=[row[1] for row in WITH_AUTHORS]
)
def test_people_named_inside(language, written, place, authors):
    match = read_dateline(f"{written} {SENTENCES[language]}", language)
    assert match is not None
    assert (match.place, match.authors) == (place, authors)


@pytest.mark.parametrize("line", ["Moscow, SANA", "دمشق-سانا", "Moscow, 7 October 2015", "MOSCOW, October 7. /TASS/."])
def test_line_of_its_own(line):
    match = read_dateline(line)
    assert match is not None
    assert match.end == len(line)


NONE = [
    ("en", "Paris – the city of light – is a fine place to visit in the spring, say locals."),
    ("en", "Paris – The City of Light – is a fine place to visit in the spring, say locals."),
    ("en", "WASHINGTON has been reluctant to respond to the proposal, he said on Friday."),
    ("en", "MOSCOW: a love story"),
    ("en", "MOSCOW: A Love Story"),
    ("en", "Syria: The war goes on."),
    ("en", "Putin: Russian forces show impressive results in Syria, hundreds of terrorists killed"),
    ("en", "Moscow, Tehran and Ankara agreed on Wednesday to hold new talks."),
    ("en", "Microsoft (MSFT) - shares rose on Wednesday after the company said so."),
    ("en", "The FSA (Free Syrian Army) said on Friday that it had taken the town."),
    ("en", "NATO (OTAN) - The alliance said it would meet next week in Brussels to talk."),
    ("en", "BREAKING – The government has fallen after a vote in parliament."),
    ("en", "EXCLUSIVE - The government has fallen after a vote in parliament."),
    ("en", "London, the capital of Britain, is a big city that many people visit."),
    ("en", "Washington, 62, said he was glad to be home after the long trip."),
    ("en", "Beirut (Lebanon) is a city of two million people on the coast."),
    ("en", "On October 7, 2015 the ships fired missiles, the ministry said."),
    ("en", "Reuters reported on Friday that the talks had failed."),
    ("en", "LONDON"),
    ("en", "A. Smith - The author of the book said so yesterday in an interview."),
    ("en", "HOLLOWAY: The harbour was closed for three days after the storm."),
    ("en", "WATCH: The harbour was closed for three days after the storm."),
    ("en", "Halifax, Nova Scotia, is where the three ships were built before the war."),
    ("en", "ATHLONE, Ireland"),
    ("en", "ANN HOLLOWELL, Georgia — The harbour was closed for three days after the storm."),
    ("en", "MB: The harbour was closed for three days after the storm, I remember."),
    ("en", "ON – The harbour was closed for three days after the storm."),
    ("en", "Halifax, on Tuesday – The harbour was closed for three days after the storm."),
    ("en", "LAWYERS, doctors — The two professions met on Friday to talk about fees."),
    ("fr", "Grenoble, le 16 mars 2023, accueillait le sommet des villes de montagne."),
    ("fr", "Paris, le 3 mai 2021, Le Louvre rouvrait ses portes aux visiteurs du matin."),
    ("fr", "Paris, le grand rendez-vous des libraires, ouvre ses portes demain matin."),
    ("ar", "القاهرة في 25 يناير (ثورة الشباب) شهدت مظاهرات كبيرة في الميدان."),
    ("ar", "الكويت - 5 - 3 (بعد التمديد) كانت نتيجة المباراة الأخيرة مساء الأمس."),
    ("zh", "【最新資訊】政府周三表示，将于下周与反对派举行会谈。"),
    ("zh", "【晨報】政府周三表示，将于下周与反对派举行会谈。"),
    ("zh", "北京5月3日 - 5月9日举行的展览吸引了很多观众。"),
    ("de", "Berlin - eine Stadt im Wandel, sagen viele, die dort schon lange leben."),
    ("pt", "Brasília é a capital do Brasil."),
    ("ru", "Москва готова к переговорам, заявил президент."),
    ("ar", "سوريا والعراق وإيران أنشأت مركزا للمعلومات في بغداد."),
    ("zh", "北京和上海是中国最大的城市。"),
    ("zh", "【独家】政府周三表示，将于下周与反对派举行会谈。"),
    ("en", ""),
]


@pytest.mark.parametrize(("language", "text"), NONE, ids=[row[1][:40] for row in NONE])
def test_no_dateline(language, text):
    assert read_dateline(text, language) is None


PIECES = st.sampled_from(
    [
        "MOSCOW",
        "Berlin",
        "北京",
        "دمشق",
        " ",
        ", ",
        "7 October",
        "10月7日",
        "电",
        "(AP)",
        "/TASS/",
        " - ",
        "—",
        ":",
        ".",
        "【",
        "】",
        "The x. ",
    ]
)


@given(st.lists(PIECES, max_size=10).map("".join), st.sampled_from(["en", "de", "zh", "ar", None]))
def test_any_text_gives_a_span_in_range(text, language):
    match = read_dateline(text, language)
    assert match is None or (0 < match.end <= len(text) and match.raw in text)


@pytest.mark.parametrize("line", ["أكتوبر 7 (رويترز) - قال", "نوفمبر 3 - قال المجلس", "يناير 12"])
def test_a_month_is_no_place_in_arabic(line):
    assert read_dateline(line, "ar") is None
