"""Whose article it is: lines that name the first publisher, and declarations of another outlet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.files import make_capture
from transforms.pipeline import extract_capture
from transforms.syndication import read_origin_line

LINES = [
    # language, line, outlet
    ("en", "This article was originally published by ProPublica.", "ProPublica"),
    ("en", "This article was originally published on The Conversation. Read it there.", "The Conversation"),
    ("en", "This article is republished from The Conversation under a Creative Commons licence.", "The Conversation"),
    ("en", "This story first appeared in the Los Angeles Times.", "Los Angeles Times"),
    ("en", "A version of this article first appeared in The New York Times on 3 May.", "The New York Times"),
    ("en", "Originally published at bbc.com", "BBC News"),
    ("en", "(This post originally appeared on Grist.)", "Grist"),
    ("en", "Reprinted with permission from The Guardian.", "The Guardian"),
    ("en", "Editor's note: This story was originally published in The Washington Post.", "The Washington Post"),
    ("en", "The post Harbour closes its lock appeared first on Global Voices.", "Global Voices"),
    ("en", "Jane Doe | The New York Times News Service", "The New York Times"),
    ("en", "Washington Post News Service", "The Washington Post"),
    ("de", "Dieser Artikel erschien zuerst bei ZEIT ONLINE.", "Die Zeit"),
    ("de", "Dieser Text ist zuerst in der Süddeutschen Zeitung erschienen.", "Süddeutsche Zeitung"),
    ("de", "Zuerst veröffentlicht auf netzpolitik.org", "netzpolitik.org"),
    ("de", "Der Beitrag Die Schleuse schließt erschien zuerst auf Übermedien.", "Übermedien"),
    ("de", "Veröffentlichung mit freundlicher Genehmigung von krone.at.", "Kronen Zeitung"),
    ("fr", "Cet article a été initialement publié par Le Monde.", "Le Monde"),
    ("fr", "Article initialement publié sur Reporterre.", "Reporterre"),
    ("fr", "Ce texte est d'abord paru dans Le Devoir.", "Le Devoir"),
    ("es", "Este artículo fue publicado originalmente en El País.", "El País"),
    ("es", "Publicado originalmente en Global Voices.", "Global Voices"),
    ("es", "Esta nota apareció originalmente en Clarín.", "Clarín"),
    ("pt", "Este texto foi publicado originalmente na Folha de S.Paulo.", "Folha de S.Paulo"),
    ("pt", "Esta reportagem foi publicada originalmente pela Ponte Jornalismo.", "Ponte Jornalismo"),
    ("it", "Questo articolo è stato pubblicato originariamente su Internazionale.", "Internazionale"),
    ("nl", "Dit artikel verscheen eerder in de Volkskrant.", "de Volkskrant"),
    ("ru", "Источник: Медуза", "Meduza"),
    ("ru", "Статья впервые опубликована в газете «Коммерсантъ».", "Kommersant"),
    ("ru", "Оригинал статьи: «Новая газета»", "Novaya Gazeta"),
    ("tr", "Kaynak: Cumhuriyet", "Cumhuriyet"),
    ("tr", "Bu yazı ilk olarak Cumhuriyet'te yayımlandı.", "Cumhuriyet"),
    ("ar", "المصدر: الجزيرة", "Al Jazeera Arabic"),
    ("ar", "نشر هذا المقال في صحيفة الشرق الأوسط", "Asharq Al-Awsat"),
    ("zh", "来源：南方周末", "Southern Weekly"),
    ("zh", "本文转载自《财新网》", "Caixin"),
    ("pl", "Artykuł pierwotnie opublikowany w Gazeta Wyborcza.", "Gazeta Wyborcza"),
]

NO_ORIGIN = [
    ("en", "The novel was originally published in The New Yorker in 1961."),
    ("en", "Her poems first appeared in The Guardian, and later in a book."),
    ("en", "First published on Mon 5 Oct 2020"),
    ("en", "This article was originally published in March."),
    ("en", "This article was first published in Spanish."),
    ("en", "This article was originally published on our site."),
    ("en", "Source: The Guardian"),
    ("en", "The Guardian reported that the lock was closed."),
    ("en", "The news service ended in 1999."),
    ("en", "This report was published on Facebook, and was originally published by mistake."),
    ("de", "Quelle: Der Spiegel"),
    ("de", "Der Roman erschien zuerst in der Süddeutschen Zeitung."),
    ("de", "Zuerst veröffentlicht am 3. Mai 2020"),
    ("fr", "Le roman a été initialement publié par Le Monde en 1961."),
    ("es", "Su libro fue publicado originalmente en El País."),
    ("ru", "Источник в полиции сообщил «Медузе», что шлюз закрыт."),
    ("ru", "Источник: полиция"),
    ("zh", "来源：网络"),
    ("tr", "Kaynak: Vali"),
]


@pytest.mark.parametrize(("language", "line", "outlet"), LINES, ids=[line[:60] for _, line, _ in LINES])
def test_a_line_names_the_first_publisher(language, line, outlet):
    found = read_origin_line(line, language)
    assert found
    assert found[0].name == outlet


@pytest.mark.parametrize(("language", "line"), NO_ORIGIN, ids=[line[:60] for _, line in NO_ORIGIN])
def test_a_line_that_names_none(language, line):
    assert read_origin_line(line, language) is None


SENTENCES = (
    "The harbour board of Ardmoor closed the old lock on Wednesday, a hundred and four years after the first ship went through it.",
    "The lock had been too narrow for the newer ferries since the eighties, and the gates leaked at every spring tide, its keeper said.",
    "The board wants to keep the stone walls and to turn the basin into a pool for children who learn to sail before the summer ends.",
)


def page(head: str = "", foot: str = "") -> bytes:
    body = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    title = "Harbour of Ardmoor closes its old lock"
    return f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{body}{foot}</article></body></html>".encode()


def origin(url: str, head: str = "", foot: str = "") -> str | None:
    from dataclasses import replace

    (article,) = extract_capture(replace(make_capture("u", page(head, foot), "a.html"), url=url)).articles
    if article.syndicated_from is None:
        return None
    assert [one.field for one in article.evidence].count("syndicated_from") == 1
    return article.syndicated_from.name


CANONICAL = '<link rel="canonical" href="https://{}/lock">'
JSON_LD = '<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Harbour", {}}}</script>'
PAGES = [
    # id, address, head, foot, outlet
    ("canonical", "https://www.salon.com/lock", CANONICAL.format("grist.org"), "", "Grist"),
    ("own canonical", "https://www.salon.com/lock", CANONICAL.format("salon.com"), "", None),
    ("own second domain", "https://www.bbc.co.uk/lock", CANONICAL.format("www.bbc.com"), "", None),
    ("same house", "https://www.theguardian.com/lock", CANONICAL.format("observer.guardian.co.uk"), "", None),
    ("an edition", "https://www.bbc.com/lock", CANONICAL.format("www.bbc.com/mundo"), "", None),
    (
        "amp cache",
        "https://www-salon-com.cdn.ampproject.org/c/s/www.salon.com/lock",
        CANONICAL.format("www.salon.com"),
        "",
        None,
    ),
    ("unknown", "https://www.salon.com/lock", CANONICAL.format("ardmoor.example"), "", None),
    ("agency", "https://www.salon.com/lock", CANONICAL.format("www.reuters.com"), "", None),
    ("og:url", "https://www.salon.com/lock", '<meta property="og:url" content="https://grist.org/lock">', "", "Grist"),
    (
        "meta",
        "https://www.salon.com/lock",
        '<meta name="original-source" content="https://grist.org/lock">',
        "",
        "Grist",
    ),
    ("json-ld", "https://www.salon.com/lock", JSON_LD.format('"isBasedOn": "https://grist.org/lock"'), "", "Grist"),
    (
        "json-ld name",
        "https://www.salon.com/lock",
        JSON_LD.format('"provider": {"@type": "Organization", "name": "Grist"}'),
        "",
        "Grist",
    ),
    ("json-ld itself", "https://www.salon.com/lock", JSON_LD.format('"provider": {"name": "Salon"}'), "", None),
    (
        "counter",
        "https://www.salon.com/lock",
        "",
        '<img src="https://counter.theconversation.com/content/1/count.gif">',
        "The Conversation",
    ),
    ("line", "https://www.salon.com/lock", "", "<p>This article was originally published on Grist.</p>", "Grist"),
    ("own line", "https://grist.org/lock", "", "<p>This article was originally published on Grist.</p>", None),
    ("agency's line", "https://www.salon.com/lock", "", "<p>First published by TASS.</p>", None),
    ("no word", "https://www.salon.com/lock", "", "", None),
]


@pytest.mark.parametrize(
    ("url", "head", "foot", "outlet"), [each[1:] for each in PAGES], ids=[each[0] for each in PAGES]
)
def test_pages(url, head, foot, outlet):
    assert origin(url, head, foot) == outlet


@given(st.text(max_size=300), st.sampled_from(["en", "de", "ru", "zh", None]))
def test_any_line_is_read(text, language):
    found = read_origin_line(text, language)
    assert found is None or found[1] in {"phrase", "service", "label"}


@given(
    st.lists(
        st.sampled_from(
            ["This article", "originally published", "on", "News Service", "Grist", ".", "来源：", "www.", "("]
        ),
        max_size=30,
    )
)
def test_any_mix_of_its_words_is_read(words):
    found = read_origin_line(" ".join(words), "en")
    assert found is None or found[0].name
