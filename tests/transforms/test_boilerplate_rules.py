"""One line at a time: what the tables call furniture, and above all what they leave alone."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.boilerplate_rules import (
    _SIGNS,
    _TRIM,
    Match,
    Place,
    fold,
    has_embed_link,
    is_embed_signature,
    match_line,
)
from transforms.types import Reason

TABLES = sorted(
    (table for table in files("transforms.data").joinpath("boilerplate").iterdir() if table.name.endswith(".tsv")),
    key=lambda table: table.name,
)
FORMS = {"whole", "start", "end", "label", "holds", "credit", "reports"}

FURNITURE = [
    ("en", Reason.COOKIE, "Accept cookies"),
    ("en", Reason.COOKIE, "This website uses cookies. Click here to find out more."),
    ("en", Reason.COOKIE, "We use cookies to improve your experience. By clicking “Accept all” you agree to our use."),
    ("en", Reason.SOCIAL, "We've got more than 1,5 million followers on Facebook. Join them!"),
    ("en", Reason.SOCIAL, "Share on Facebook"),
    ("en", Reason.RELATED, "READ MORE:Minister talks trade, ferries ahead of the summit"),
    ("en", Reason.RELATED, "READ MORE: A bridge for hedgehogs"),
    ("en", Reason.NAVIGATION, "Skip to main content"),
    ("en", Reason.NAVIGATION, "You are here: Home > News"),
    ("en", Reason.NAVIGATION, "Home > World > Africa"),
    ("en", Reason.NAVIGATION, "About us | Contact | Privacy policy"),
    ("en", Reason.RIGHTS, "© 2015 The Harbour Gazette"),
    ("en", Reason.RIGHTS, "All rights reserved by Rossiyskaya Gazeta."),
    ("en", Reason.CREDIT, "Photo: Jane Doe / Reuters"),
    ("en", Reason.CAPTION, "The mill at night. Photograph: Alan Smith/PA"),
    ("en", Reason.CAPTION, "Boats wait outside the lock on Monday. REUTERS/Jane Doe"),
    ("en", Reason.COMMENT, "Leave a Reply"),
    ("en", Reason.COMMENT, "Your email address will not be published. Required fields are marked *"),
    ("en", Reason.COUNTER, "1.2K"),
    ("en", Reason.COUNTER, "345 views"),
    ("en", Reason.METADATA, "3 min read"),
    ("en", Reason.METADATA, "Story Code : 646570"),
    ("en", Reason.NEWSLETTER, "Sign up for our newsletter"),
    ("en", Reason.EMBED, "— RT (@RT_com) November 13, 2015"),
    ("en", Reason.AD, "Article continues below advertisement"),
    ("en", Reason.TAGS, "Tags: harbours, ferries, gulls"),
    ("en", Reason.PAYWALL, "Subscribe to continue reading"),
    (
        "en",
        Reason.BIOGRAPHY,
        "Jo Miller is a reporter in the Leeds bureau, covering canals. She can be reached by mail.",
    ),
    ("en", Reason.CONTACT, "Got a tip? Write to the desk."),
    ("de", Reason.COOKIE, "Alle akzeptieren"),
    (
        "de",
        Reason.COOKIE,
        "Wir verwenden Cookies, um Inhalte zu personalisieren. Weitere Informationen finden Sie hier.",
    ),
    ("de", Reason.SOCIAL, "Auf Facebook teilen"),
    ("de", Reason.RELATED, "Lesen Sie auch: Der Turm der Störche"),
    ("de", Reason.NAVIGATION, "Zum Inhalt springen"),
    ("de", Reason.NAVIGATION, "Impressum"),
    ("de", Reason.NAVIGATION, "Impressum | Datenschutz | AGB"),
    ("de", Reason.RIGHTS, "Alle Rechte vorbehalten"),
    ("de", Reason.CREDIT, "Foto: dpa"),
    ("de", Reason.CAPTION, "Die Mole bei Ebbe. Foto: Stadtarchiv"),
    ("de", Reason.COMMENT, "12 Kommentare"),
    ("de", Reason.METADATA, "Lesezeit: 6 Min."),
    ("de", Reason.METADATA, "dpa-infocom, dpa:210405-99-123456/2"),
    ("de", Reason.AD, "Anzeige"),
    ("de", Reason.PAYWALL, "Testen Sie unser Angebot 4 Wochen lang kostenlos"),
    ("de", Reason.NEWSLETTER, "Newsletter abonnieren"),
    ("fr", Reason.COOKIE, "Continuer sans accepter"),
    ("fr", Reason.COOKIE, "En poursuivant votre navigation, vous acceptez l’utilisation de cookies."),
    ("fr", Reason.SOCIAL, "Partager sur Facebook"),
    ("fr", Reason.RELATED, "À lire aussi : Le phare qui ne voulait pas dormir"),
    ("fr", Reason.RELATED, "A LIRE AUSSI"),
    ("fr", Reason.NAVIGATION, "Mentions légales"),
    ("fr", Reason.RIGHTS, "Tous droits réservés"),
    ("fr", Reason.METADATA, "Temps de lecture : 3 min."),
    ("fr", Reason.COMMENT, "18 commentaires"),
    ("fr", Reason.PAYWALL, "Article réservé aux abonnés"),
    ("fr", Reason.AD, "Publicité"),
    (
        "es",
        Reason.COOKIE,
        "Utilizamos cookies propias y de terceros. Si continúa navegando, consideramos que acepta su uso.",
    ),
    ("es", Reason.SOCIAL, "Compartir en WhatsApp"),
    ("es", Reason.RELATED, "Lea también: La plaza de los relojes"),
    ("es", Reason.RIGHTS, "Todos los derechos reservados"),
    ("es", Reason.TAGS, "Etiquetas: ríos, puentes"),
    ("es", Reason.PAYWALL, "Suscríbete para seguir leyendo"),
    ("es", Reason.NAVIGATION, "Aviso legal"),
    (
        "pt",
        Reason.COOKIE,
        "Utilizamos cookies para melhorar a sua experiência. Ao continuar a navegar, aceita o seu uso.",
    ),
    ("pt", Reason.RELATED, "Leia também: O farol que canta"),
    ("pt", Reason.SOCIAL, "Partilhar no Facebook"),
    ("pt", Reason.AD, "PUBLICIDADE"),
    ("pt", Reason.COMMENT, "Comentários (4)"),
    ("it", Reason.COOKIE, "Accetta e continua"),
    ("it", Reason.RELATED, "Leggi anche: Il ponte dei gatti"),
    ("it", Reason.RIGHTS, "RIPRODUZIONE RISERVATA © Copyright ANSA"),
    ("it", Reason.METADATA, "2 minuti di lettura"),
    ("nl", Reason.RELATED, "Lees ook: De laatste veerman"),
    ("nl", Reason.NAVIGATION, "Direct naar artikelinhoud"),
    ("nl", Reason.METADATA, "Leestijd 3 minuten"),
    ("nl", Reason.AD, "Advertentie"),
    ("ru", Reason.COOKIE, "Принять все"),
    ("ru", Reason.SOCIAL, "Подписывайтесь на наш канал в Telegram"),
    ("ru", Reason.RELATED, "Читайте также: Мост для ежей"),
    ("ru", Reason.RELATED, "Лента новостей"),
    ("ru", Reason.RIGHTS, "Все права защищены"),
    ("ru", Reason.RIGHTS, "При использовании материалов ссылка обязательна"),
    ("ru", Reason.COUNTER, "Просмотров: 123"),
    ("ru", Reason.PAYWALL, "Материал доступен подписчикам"),
    ("ru", Reason.NAVIGATION, "Реквизиты"),
    ("ar", Reason.COOKIE, "نستخدم ملفات تعريف الارتباط لتحسين تجربتك على موقعنا."),
    ("ar", Reason.SOCIAL, "شارك على فيسبوك"),
    ("ar", Reason.RELATED, "اقرأ أيضا: الجسر القديم"),
    ("ar", Reason.RIGHTS, "جميع الحقوق محفوظة"),
    ("ar", Reason.COMMENT, "١٢ تعليقا"),
    ("ar", Reason.AD, "إعلان"),
    ("ar", Reason.TAGS, "الكلمات المفتاحية: الخط، البحر"),
    ("tr", Reason.COOKIE, "Size daha iyi hizmet sunabilmek için çerezler kullanıyoruz."),
    ("tr", Reason.SOCIAL, "Facebook'ta paylaş"),
    ("tr", Reason.RELATED, "İLGİLİ HABER: Kuleye yeni saat"),
    ("tr", Reason.RIGHTS, "Her hakkı saklıdır"),
    ("tr", Reason.TAGS, "Etiketler: Vapur, Simit"),
    ("zh", Reason.SOCIAL, "分享到："),
    ("zh", Reason.RELATED, "相关阅读：江边的钟"),
    ("zh", Reason.RELATED, "延伸閱讀"),
    ("zh", Reason.RIGHTS, "未经授权，不得转载"),
    ("zh", Reason.COUNTER, "阅读 1234"),
    ("zh", Reason.AD, "广告"),
    ("ja", Reason.RELATED, "関連記事"),
    ("ja", Reason.RIGHTS, "無断転載を禁じます"),
    ("ja", Reason.PAYWALL, "この記事は有料会員限定"),
    ("ja", Reason.AD, "スポンサーリンク"),
    ("pl", Reason.RELATED, "Czytaj też: Most dla jeży"),
    ("uk", Reason.RELATED, "Читайте також: Міст для їжаків"),
    ("sv", Reason.RELATED, "Läs också: Fyren som tystnade"),
    ("ko", Reason.RIGHTS, "무단 전재 및 재배포 금지"),
    ("el", Reason.RELATED, "Διαβάστε επίσης: Ο φάρος"),
    ("fa", Reason.RELATED, "بیشتر بخوانید: پل قدیمی"),
    ("hi", Reason.RELATED, "यह भी पढ़ें: पुराना पुल"),
    ("id", Reason.RELATED, "Baca juga: Jembatan tua"),
]

# Articles about the very things that furniture speaks of.
ARTICLES = [
    ("en", "Cookies are small text files that websites keep on a visitor's computer, said the regulator on Monday."),
    ("en", "“We use cookies to improve your experience,” the banner claimed. Nobody at the hearing believed it."),
    ("en", "The judge ruled that the company must ask users for consent before it stores cookies on their phones."),
    ("en", "Facebook said on Tuesday that it would let users share posts with WhatsApp groups."),
    ("en", "Sign up for our newsletter, they say, and mean: let us leave a note on your machine."),
    ("en", "The newsletter, which is delivered to the inbox of 4,000 farmers, was founded by a retired vet."),
    ("en", "Lawmakers want subscriptions to be as easy to cancel as they are to start."),
    ("en", "Copyright lasts for seventy years after the author's death, and the heirs of the poet want their share."),
    ("en", "Comments on the plan poured in until the ministry closed its website."),
    ("en", "More people than ever before read the paper on their phones."),
    ("en", "Follow the river for two miles and you reach the mill."),
    ("en", "By Jane Doe"),
    ("en", "First published by TASS."),
    ("en", "LONDON, Sept 28 (Reuters) - The ferry was late again."),
    ("en", "7 October 2015"),
    ("en", "October 7, 2015 10:30"),
    ("en", "12.04.2020"),
    ("en", "Q: And who paid for the clock?"),
    ("en", "A: Nobody did."),
    ("en", "Progress reached in coordinating steps"),
    ("en", "Wheat: 214 tonnes, up from 190"),
    ("en", "Reporting by Jane Doe; editing by John Roe"),
    ("de", "Cookies sind kleine Dateien, sagte die Datenschützerin, und niemand liest die Hinweise dazu."),
    ("de", "„Wir verwenden Cookies“, stand auf dem Banner, das der Richter den Zuschauern zeigte."),
    ("de", "Facebook will das Teilen von Fotos einschränken, teilte der Konzern am Montag mit."),
    ("de", "Nach der Anzeige ermittelte die Polizei drei Wochen lang."),
    ("de", "Jeden Morgen fährt der Bäcker mit dem Rad über die Brücke."),
    ("de", "Das Urheberrecht schützt auch Kochrezepte nicht, urteilte das Gericht."),
    ("de", "Das Abonnement der Zeitung kündigte sie nach vierzig Jahren per Postkarte."),
    ("de", "Quelle: dpa"),
    ("de", "Von Sabine Kühnlein"),
    ("de", "12. März 2019, 18:45 Uhr"),
    ("de", "Mehr als tausend Menschen kamen zum Hafen."),
    ("fr", "Les cookies sont de petits fichiers que les sites déposent, a expliqué le régulateur lundi."),
    ("fr", "Le retour à la normale prendra des semaines, selon la préfecture."),
    ("fr", "Retour à la normale sur la ligne 13"),
    ("fr", "La reproduction des baleines intrigue les biologistes"),
    ("fr", "Facebook a annoncé mardi la fermeture de ses groupes locaux."),
    ("fr", "PARIS, 3 mars (AFP) - Le train est arrivé à l'heure."),
    ("fr", "La newsletter du maire compte plus d'abonnés que le journal local."),
    ("es", "Más de quinientas personas cruzaron el puente el domingo"),
    ("es", "Las cookies son pequeños archivos, explicó el regulador, y casi nadie lee los avisos."),
    ("es", "Facebook anunció el lunes que cerrará sus oficinas en la capital."),
    ("es", "Queda prohibido pescar en el lago hasta marzo"),
    ("es", "Volver a empezar, a los ochenta años"),
    ("es", "El boletín de la parroquia tiene más lectores que el periódico."),
    ("pt", "Mais de mil pessoas foram à praça"),
    ("pt", "É proibida a entrada de cães, diz a placa."),
    ("pt", "Os cookies são pequenos ficheiros, explicou o regulador na segunda-feira."),
    ("pt", "O Facebook anunciou que vai encerrar o escritório."),
    ("it", "I cookie sono piccoli file, ha spiegato il garante, e nessuno legge gli avvisi."),
    ("it", "Noi e i nostri figli: lettera di un padre"),
    ("it", "Torna alla vittoria la squadra del porto"),
    ("it", "Facebook ha annunciato lunedì la chiusura del servizio."),
    ("nl", "Cookies zijn kleine bestanden, zei de toezichthouder, en niemand leest de melding."),
    ("nl", "Overname van de veerdienst gaat niet door"),
    ("nl", "Meer dan duizend mensen kwamen naar de haven."),
    ("nl", "Facebook sluit het kantoor, meldde het bedrijf maandag."),
    ("ru", "Файлы cookie хранятся на компьютере пользователя, пояснил представитель ведомства."),
    ("ru", "МОСКВА, 7 окт — РИА Новости. Паром опять опоздал."),
    ("ru", "Отправить на пенсию: что ждёт старый мост"),
    ("ru", "Telegram заявил в понедельник, что закроет каналы мошенников."),
    ("ru", "Подписка на газету подорожает с января"),
    ("ar", "البحث عن حل لأزمة الجسر القديم"),
    ("ar", "العودة إلى المدرسة بعد عام من الانقطاع"),
    ("ar", "قال المتحدث إن ملفات تعريف الارتباط تحفظ على حاسوب المستخدم."),
    ("ar", "أعلنت شركة فيسبوك أمس أنها ستغلق مكتبها في المدينة."),
    ("tr", "Bu sitede oturanlar asansörün onarılmasını bekliyor"),
    ("tr", "Çerezler, kullanıcının bilgisayarında saklanan küçük dosyalardır, dedi kurum başkanı."),
    ("tr", "Facebook pazartesi günü ofisini kapatacağını duyurdu."),
    ("zh", "来源：新华社"),
    ("zh", "北京10月7日电"),
    ("zh", "监管部门表示，网站使用Cookie须征得用户同意。"),
    ("zh", "任何单位和个人不得向河里倒垃圾，新规如是说。"),
    ("zh", "微信周二表示将关闭部分小程序。"),
    ("ja", "富士山を初めて撮影"),
    ("ja", "日本経済新聞の取材に市長が答えた。"),
    ("ja", "LINEでなりすまし被害、県警が注意呼びかけ"),
    ("ja", "クッキーの利用には同意が必要だと当局は述べた。"),
]


@pytest.mark.parametrize(("language", "reason", "line"), FURNITURE, ids=lambda value: str(value)[:40])
def test_furniture_is_known_with_its_reason(language, reason, line):
    match = match_line(line)
    assert match is not None
    assert match.reason is reason, match


@pytest.mark.parametrize(("language", "line"), ARTICLES, ids=lambda value: str(value)[:40])
def test_an_article_keeps_its_lines(language, line):
    assert match_line(line) is None


@pytest.mark.parametrize(
    ("line", "place", "opens"),
    [
        ("Accept cookies", Place.ANYWHERE, False),
        ("Sport", Place.NEAR, False),
        ("Politik", Place.NEAR, False),
        ("0", Place.NEAR, False),
        ("Comment", Place.NEAR, True),
        ("Privacy policy", Place.EDGE, False),
        ("About the author", Place.FOOT, True),
        ("Related stories", Place.ANYWHERE, True),
        ("READ MORE", Place.ANYWHERE, True),
        ("READ MORE: A bridge for hedgehogs", Place.ANYWHERE, False),
        ("Mehr zum Thema", Place.ANYWHERE, True),
        ("Tags: a, b", Place.ANYWHERE, False),
        ("Tags:", Place.ANYWHERE, True),
        ("اقرأ أيضا", Place.ANYWHERE, True),
        ("相关阅读", Place.ANYWHERE, True),
        ("Facebook Twitter WhatsApp", Place.ANYWHERE, False),
        ("Politik Wirtschaft Sport", Place.NEAR, False),
    ],
)
def test_where_a_line_is_furniture_and_what_it_opens(line, place, opens):
    match = match_line(line)
    assert match is not None
    assert (match.place, match.opens) == (place, opens)


@pytest.mark.parametrize("year", ["1999", "2020", "1848"])
def test_a_year_alone_is_no_counter(year):
    assert match_line(year) is None


def test_first_words_are_no_proof_in_a_long_line():
    line = "Back to top form after a winter of injuries, the goalkeeper of the harbour club saved three penalties"
    match = match_line(line)
    assert match is None or match.place is Place.NEAR


def test_a_long_paragraph_needs_several_signals():
    consent = "We use cookies and similar technologies. By continuing to browse you agree to our use of them. " * 4
    essay = "Cookies crumble when the butter is cold, and our bakery has thrown away more of them than it sold. " * 4
    assert (match_line(consent) or Match(Reason.AD, "", Place.NEAR)).reason is Reason.COOKIE
    assert match_line(essay) is None


def test_signs_case_accents_and_numbers_do_not_count():
    variants = ["À lire aussi", "A LIRE AUSSI :", "» à lire aussi …", "• À LIRE AUSSI"]
    assert {match.rule for line in variants if (match := match_line(line))} == {"fr:a lire aussi"}
    counts = [match_line(line) for line in ("12 Shares", "1.2K shares", "3,041 SHARES")]
    assert {match.reason for match in counts if match} == {Reason.COUNTER}
    assert len({match.rule for match in counts if match}) == 1


@pytest.mark.parametrize(
    "line",
    [
        "— RT (@RT_com) November 13, 2015",
        "— Sonidista (@oidofino) 2 de octubre de 2017",
        "— Jane Doe (@jane) 7. Oktober 2015",
        "pic.twitter.com/08sTXIc0kn",
        "Jane Doe @jane · Oct 7",
        "A post shared by Jane Doe (@jane)",
        "View this post on Instagram",
        "Ver esta publicación en Instagram",
        "Sieh dir diesen Beitrag auf Instagram an",
    ],
)
def test_signatures_of_embedded_posts(line):
    assert is_embed_signature(line) or (match_line(line) or Match(Reason.AD, "", Place.NEAR)).reason is Reason.EMBED


@pytest.mark.parametrize(
    "line", ["— Nobody knows who wound the clock.", "Write to jane@example.com", "(AP) — The ferry"]
)
def test_no_signature(line):
    assert not is_embed_signature(line)


def test_links_of_embedded_posts():
    assert has_embed_link("43 species before breakfast https://t.co/Ab3dE5fG7h")
    assert has_embed_link("pic.twitter.com/Xy9zW8vU7t")
    assert not has_embed_link("the account on twitter.com has been quiet")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_tables_are_well_formed(table):
    columns = 4 if table.name == "patterns.tsv" else 5
    for line in table.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        assert len(cells) == columns, line
        assert cells[0] in set(Reason), line
        assert cells[1] in set(Place), line
        assert columns == 4 or (cells[2] in FORMS and cells[3] in {"opens", "-"}), line
        assert all(cell.strip() == cell and cell for cell in cells), line


@pytest.mark.parametrize(
    "table", [table for table in TABLES if table.name != "patterns.tsv"], ids=lambda table: table.name
)
def test_wordings_carry_no_signs_that_a_line_has_lost(table):
    for line in table.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            _, _, form, _, words = line.split("\t")
            for wording in words.split("|"):
                assert wording, line
                assert form not in {"whole", "label"} or wording == wording.strip(_TRIM), wording
                assert form != "start" or wording == wording.lstrip(_SIGNS), wording


def test_every_whole_wording_is_found_again():
    text = files("transforms.data").joinpath("boilerplate/de.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    wordings = [wording for row in rows if row[2] == "whole" for wording in row[4].split("|")]
    lost = [wording for wording in wordings if match_line(wording.replace("#", "12")) is None]
    assert len(wordings) > 1000
    assert lost == []


@given(st.text(max_size=500))
def test_any_text_is_answered(text):
    match = match_line(text)
    assert match is None or (match.rule and match.reason in set(Reason))
    assert isinstance(is_embed_signature(text), bool)
    assert isinstance(has_embed_link(text), bool)


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing_more_than_once(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("sign", ["a ", "1 ", "| ", "©", "a/", "(", "@ ", "#a", "° ", "1,", "a.b@", "- ", "foto: "])
def test_hostile_lines_end(sign):
    for length in (100, 399, 100_000):
        match_line((sign * length)[:length])
        is_embed_signature((sign * length)[:200])
