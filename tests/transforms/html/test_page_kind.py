"""Pages that are no article are rejects that say what they are; an article is never one."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.pipeline import extract_capture
from transforms.types import Capture, Extraction, Stage

SENTENCE = "The ferry to Fanø was late again this morning because a seal had chosen its ramp for a rest."
SECOND = "Passengers waited on the quay, some with coffee, and nobody thought of waking the animal before nine."
SHORT_ARTICLE = f"<h1>Seal keeps ferry waiting</h1><p>{SENTENCE}</p><p>{SECOND}</p>"
MENU = '<nav><a href="/">Home</a> <a href="/news">News</a> <a href="/sport">Sport</a></nav>'


def read(title: str, body: str, url: str | None = None, head: str = "", classes: str = "") -> Extraction:
    page = (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f'<body class="{classes}">{MENU}{body}<footer>Imprint</footer></body></html>'
    ).encode()
    sha = hashlib.sha256(page).hexdigest()
    return extract_capture(Capture("file:///page.html", page, "text/html", sha, url))


def teasers(count: int, tag: str = "h3") -> str:
    """A list of headlines that lead to articles, each with a sentence."""
    return "".join(
        f'<div class="item"><{tag}><a href="/2021/05/seal-number-{number}-on-the-ramp">Seal number {number} takes its rest</a></{tag}>'
        f"<p>Harbour officials counted {number} seals on the ramp by noon and asked for patience.</p></div>"
        for number in range(1, count + 1)
    )


LOGIN = '<form><input name="user"><input type="password" name="secret"><button>OK</button></form>'

NO_ARTICLES = [
    ("error-page", "en", "Page not found | The Fanø Gazette", "<h1>Page not found</h1><p>The page that you asked for has moved or never was here, sorry.</p>", None),
    ("error-page", "en-404", "404 - The Fanø Gazette", "<p>We looked everywhere, in the attic as well, and it is not here. Try our front page instead.</p>" + teasers(4), None),
    ("error-page", "site-first", "The Fanø Gazette - Access Denied", "<p>You are not allowed to see what is kept at this address on this server today.</p>", None),
    ("error-page", "de", "Seite nicht gefunden - Husumer Blatt", "<h1>Seite nicht gefunden</h1><p>Die gewünschte Seite gibt es nicht oder nicht mehr, das tut uns leid für Sie.</p>", None),
    ("error-page", "fr", "Page introuvable | Le Phare de Brest", "<p>La page que vous cherchez a pris la mer et nous ignorons quand elle va revenir au port.</p>", None),
    ("error-page", "es", "Página no encontrada - El Faro de Cádiz", "<p>La página que busca se ha ido a navegar y no sabemos cuándo volverá a este puerto.</p>", None),
    ("error-page", "ru", "Страница не найдена | Вестник порта", "<p>Такой страницы у нас нет, или она ушла в море и ещё не вернулась в наш порт сегодня.</p>", None),
    ("error-page", "pl", "Nie znaleziono strony | Kurier Helski", "<p>Tej strony tutaj nie ma, być może wypłynęła w morze i jeszcze do nas nie wróciła.</p>", None),
    ("error-page", "ar", "الصفحة غير موجودة | صحيفة الميناء", "<p>عذرا، الصفحة التي تبحث عنها ليست هنا، ربما أبحرت صباح اليوم ولم تعد إلى الميناء بعد.</p>", None),
    ("error-page", "tr", "Sayfa bulunamadı - Liman Postası", "<p>Aradığınız sayfa denize açılmış olabilir ve henüz limana geri dönmedi, özür dileriz.</p>", None),
    ("error-page", "zh", "页面不存在 - 港口日报", "<p>您要找的页面今天早上出海了，还没有回到港口。</p>", None),
    ("error-page", "ja", "お探しのページは見つかりません | 港新聞", "<p>お探しのページは今朝、海に出たまま港に戻っていません。</p>", None),
    ("error-page", "class", "The Fanø Gazette", "<h1>That is embarrassing</h1><p>It seems that nothing was ever printed at this place of our paper.</p>", "body:error404"),
    ("bot-check", "en", "Just a moment...", "<p>The site needs to review the security of your connection before it goes on with you.</p>", None),
    ("bot-check", "de", "Einen Moment bitte", "<p>Wir prüfen, ob hier ein Mensch sitzt. Das dauert erfahrungsgemäß nur wenige Sekunden.</p>", None),
    ("bot-check", "attention", "Attention Required! | Wavewall", "<p>You have been stopped at the door by the service that guards this site from storms.</p>", None),
    ("consent-wall", "en", "Before you continue", "<h1>Before you continue</h1><p>We and our partners use cookies and ask for your consent to measure what you read here.</p>" * 1, None),
    ("consent-wall", "de", "Wir benötigen Ihre Zustimmung | Husumer Blatt", "<p>Mit Werbung und Cookies lesen: Dafür brauchen wir und unsere Partner Ihre Einwilligung zum Tracking.</p>", None),
    ("consent-wall", "fr", "Votre vie privée", "<p>Avec votre consentement, nos partenaires et nous utilisons des cookies pour mesurer notre audience.</p>", None),
    ("consent-wall", "nl", "Jouw privacy | Waddenkrant", "<p>Wij en onze partners vragen toestemming om cookies te plaatsen en persoonsgegevens te gebruiken.</p>", None),
    ("consent-wall", "it", "La tua privacy", "<p>Noi e i nostri partner chiediamo il consenso per usare i cookie e i dati personali di chi legge.</p>", None),
    ("consent-wall", "host", "Wavepress", "<p>We and our partners use cookies and ask for your consent to measure what you read here.</p>", "https://consent.wavepress.example/v2/collectConsent?sessionId=3"),
    ("consent-wall", "long", "Ihre Privatsphäre", "".join(f"<p>Zweck {n}: Wir und unsere {n + 100} Partner verarbeiten mit Ihrer Einwilligung Cookies und Kennungen, um Werbung und Inhalte zu messen.</p>" for n in range(12)), None),
    ("login-page", "en", "Log in | The Fanø Gazette", f"<h1>Log in</h1>{LOGIN}<p>Subscribers of the printed paper find their number on the label of each issue they get.</p>", "https://gazette.example/login"),
    ("login-page", "de", "Anmelden - Husumer Blatt", f"<h1>Anmelden</h1>{LOGIN}<p>Ihre Kundennummer finden Sie auf dem Aufkleber jeder Ausgabe, die zu Ihnen kommt.</p>", None),
    ("login-page", "es", "Iniciar sesión | El Faro", f"{LOGIN}<p>Su número de abonado está en la etiqueta de cada ejemplar que recibe en casa.</p>", None),
    ("login-page", "ja", "ログイン | 港新聞", f"{LOGIN}<p>会員の方はこちらから番号と暗証を入れてください。</p>", None),
    ("login-page", "register", "Register | The Fanø Gazette", f"{LOGIN}<p>It costs nothing to register, and you may read five reports each month that way.</p>", "https://gazette.example/register"),
    ("search-page", "en", "Search results for seal | The Fanø Gazette", teasers(9), "https://gazette.example/?s=seal"),
    ("search-page", "de", "Suchergebnisse für Robbe - Husumer Blatt", teasers(9), "https://blatt.example/suche?q=robbe"),
    ("search-page", "fr", "Résultats de recherche pour phoque", teasers(6), "https://phare.example/recherche?q=phoque"),
    ("search-page", "type", "The Fanø Gazette", '<script type="application/ld+json">{"@type": "SearchResultsPage", "name": "x"}</script>' + teasers(7), None),
    ("search-page", "zh", "搜索结果 - 港口日报", teasers(7), None),
    ("list-page", "tag", "Seals | The Fanø Gazette", f"<h1>Seals</h1>{teasers(14)}", "https://gazette.example/tag/seals"),
    ("list-page", "author", "Articles by Ida Holm", f"<h1>Articles by Ida Holm</h1>{teasers(8)}", "https://gazette.example/author/ida-holm"),
    ("list-page", "section", "Politics | The Fanø Gazette", f"<h1>Politics</h1>{teasers(16)}", "https://gazette.example/politics"),
    ("list-page", "class", "Hafen | Husumer Blatt", f"<h1>Hafen</h1>{teasers(6)}", "body:archive category category-hafen"),
    ("list-page", "pages", "Le Phare de Brest - page 4", teasers(12), "https://phare.example/mer/page/4/"),
    ("list-page", "collection", "Últimas noticias", '<script type="application/ld+json">{"@type": "CollectionPage"}</script>' + teasers(6), None),
    ("home-page", "root", "The Fanø Gazette", teasers(20, "h2"), "https://gazette.example/"),
    ("home-page", "language", "Le Phare de Brest", teasers(6), "https://phare.example/fr/"),
    ("home-page", "class", "Вестник порта", teasers(6), "body:home blog"),
    ("home-page", "index", "Startseite - Husumer Blatt", teasers(6), "https://blatt.example/index.html"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "title", "body", "where"),
    [pytest.param(kind, title, body, where, id=f"{kind}-{name}") for kind, name, title, body, where in NO_ARTICLES],
)
def test_a_page_that_is_no_article_is_a_reject_that_says_what_it_is(
    kind: str, title: str, body: str, where: str | None
):
    classes = where.removeprefix("body:") if where and where.startswith("body:") else ""
    found = read(title, body, None if classes else where, classes=classes)
    assert found.articles == ()
    (rejected,) = found.rejected
    assert (rejected.stage, rejected.reason) == (Stage.CLEAN, kind)
    assert rejected.detail
    assert "\n" not in rejected.detail


NEWS = (
    '<meta property="og:type" content="article"><meta property="article:published_time" content="2021-05-04T08:00:00Z">'
)
MORE = (
    "The harbour master measured the animal from a distance and found it to be almost two metres long.",
    "A vet from Esbjerg said on the telephone that young seals often sleep on land after a night of storm.",
    "Two schoolchildren offered it a herring from their lunch, which it looked at and then politely refused.",
    "The captain sounded his horn once, at eight, and was asked by his own passengers not to do that again.",
    "By half past nine the tide had reached the ramp, and the seal slid into the water without any hurry.",
    "The first ferry left at a quarter to ten with everybody aboard and with a delay of two hours and a half.",
)
LONG = f"<h1>Seal keeps ferry waiting</h1>{''.join(f'<p>{words}</p>' for words in (SENTENCE, SECOND, *MORE))}"

ARTICLES = [
    pytest.param("Seal keeps ferry waiting | News | Home", SHORT_ARTICLE + teasers(30), "https://gazette.example/news/4711.html", NEWS, "", id="short-over-thirty-teasers"),
    pytest.param("Seal keeps ferry waiting", SHORT_ARTICLE + LOGIN, "https://gazette.example/seal-keeps-ferry-waiting", "", "", id="login-form-in-the-head"),
    pytest.param("Page not found", LONG.replace("Seal keeps ferry waiting", "Page not found"), "https://gazette.example/2021/page-not-found", "", "", id="about-error-pages"),
    pytest.param("Access denied: a seal and its ramp", SHORT_ARTICLE.replace("Seal keeps ferry waiting", "Access denied: a seal and its ramp"), None, NEWS, "", id="headline-with-an-error's-words"),
    pytest.param("Just a moment of rest for a seal", SHORT_ARTICLE, None, "", "", id="headline-that-begins-so"),
    pytest.param("Politics", LONG, "https://gazette.example/politics", "", "", id="section-with-a-report"),
    pytest.param("Seal keeps ferry waiting", LONG + teasers(40), "https://gazette.example/tag/seals", "", "archive", id="prose-before-everything"),
    pytest.param("Seal keeps ferry waiting", SHORT_ARTICLE + teasers(6), "https://gazette.example/?p=3289", NEWS, "single single-post", id="number-for-an-address"),
    pytest.param("Seals at rest", f"<h1>Seals at rest</h1><p>{SENTENCE}</p>" + "".join(f'<h2><a href="#seal-{n}">#</a> Seal {n}</h2><p>Found asleep on the ramp.</p>' for n in range(30)), None, '<meta property="og:type" content="website">', "", id="headings-that-link-to-themselves"),
    pytest.param("404 seals counted on the ramp", SHORT_ARTICLE, None, "", "", id="headline-that-begins-with-a-number"),
    pytest.param("Before you continue: what seals want", SHORT_ARTICLE, "https://gazette.example/before-you-continue-what-seals-want", NEWS, "", id="headline-like-a-wall"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "body", "url", "head", "classes"), ARTICLES)
def test_an_article_stays_one(title: str, body: str, url: str | None, head: str, classes: str):
    found = read(title, body, url, head, classes)
    assert found.rejected == ()
    assert len(found.articles) == 1
    assert SENTENCE in found.articles[0].body


def test_the_details_name_the_evidence():
    (rejected,) = read("Seals", teasers(14), "https://gazette.example/tag/seals").rejected
    assert rejected.detail == "path '/tag'; 14 headings are links"


@settings(deadline=None)
@given(title=st.text(max_size=60), path=st.text(max_size=60), classes=st.text("abc -_home", max_size=30))
def test_any_title_and_address_are_judged(title: str, path: str, classes: str):
    title = (
        "".join(letter for letter in title if letter.isprintable() and letter not in "<&")
        .encode("utf-8", "ignore")
        .decode()
    )
    found = read(
        title, LONG, f"http://[{path}" if len(path) % 5 == 0 else f"https://gazette.example/{path}", classes=classes
    )
    assert len(found.articles) == 1


# --- what has to be paid for ------------------------------------------------------------------------------------------

OFFER = "To continue reading, subscribe today for one euro a week"
WALLS = [
    pytest.param(f"{LONG}<div class='paywall'>{OFFER}</div>", "", True, id="element-named-so"),
    pytest.param(f"{LONG}<p>Subscribe now to read the full story.</p>", "", True, id="words-under-the-text"),
    pytest.param(LONG, '<meta property="article:content_tier" content="locked">', True, id="declared"),
    pytest.param(f"<div class='paywall'>{LONG}</div>", "", False, id="element-around-the-text"),
    pytest.param(f"{LONG}<div class='paywall'></div>", "", False, id="element-without-words"),
    pytest.param(f"{LONG}<div class='teaser'><span>Premium</span></div>", "", False, id="label-of-a-teaser"),
]


@pytest.mark.parametrize(("body", "head", "walled"), WALLS)
def test_an_article_behind_a_wall_says_so(body: str, head: str, walled: bool):
    (article,) = read("Seal keeps ferry waiting", body, head=head).articles
    assert ("paywalled" in article.flags) is walled
