"""Outlet, section, topics, summary, access, language and address of pages: one example a witness and a trap."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.html.landmarks import Mark, find_landmarks, marks_of
from transforms.html.structured import read_structured
from transforms.html.tree import read_tree
from transforms.types import Context

TEXT = "<p>The ferry left at noon with forty people aboard, and nobody on the pier waved.</p>"


def read(body=TEXT, head="", url=None, attributes=""):
    return read_structured(
        read_tree(f"<html {attributes}><head>{head}</head><body>{body}</body></html>"), Context(url=url)
    )


def value(fact):
    return fact.value if fact else None


def meta(name, content):
    return f'<meta property="{name}" content="{content}">'


def ld(kind="NewsArticle", **values):
    data = {"@type": kind, "headline": "Ferry leaves at noon", **values}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


TRAIL = {
    "@type": "BreadcrumbList",
    "itemListElement": [
        {"@type": "ListItem", "position": 1, "name": "Home"},
        {"@type": "ListItem", "position": 2, "item": {"name": "Coast"}},
        {"@type": "ListItem", "position": 3, "name": "Ferry leaves at noon"},
    ],
}


@pytest.mark.parametrize(
    ("head", "url", "expected"),
    [
        (ld(publisher={"@type": "Organization", "name": "Harbour Post"}), None, "Harbour Post"),
        (meta("og:site_name", "Harbour Post"), None, "Harbour Post"),
        (meta("og:site_name", "Harbour Post | News from the pier and the sea"), None, "Harbour Post"),
        (meta("og:site_name", "News from the pier – Harbour Post"), "https://harbourpost.example/a", "Harbour Post"),
        (
            ld(publisher={"name": "Coast Media Holding"}) + meta("og:site_name", "Harbour Post"),
            "https://www.harbourpost.example/a",
            "Harbour Post",
        ),
        (ld(publisher={"name": "Coast Media Holding"}) + meta("og:site_name", "The Guardian"), None, "The Guardian"),
        (meta("og:site_name", "www.harbourpost.example"), None, "harbourpost.example"),
        ("", None, None),
    ],
    ids=["json-ld", "site-name", "slogan", "slogan-first", "company-and-paper", "known-to-the-table", "www", "nothing"],
)
def test_publisher(head, url, expected):
    assert value(read(head=head, url=url).publisher) == expected


MENU = '<nav><a href="/sport">Sport</a><a href="/culture/">Culture</a></nav>'


@pytest.mark.parametrize(
    ("head", "body", "url", "expected"),
    [
        (ld(articleSection="Coast"), "", None, "Coast"),
        (ld(articleSection=["Coast", "News"]), "", None, "Coast"),
        (meta("article:section", "Coast"), "", None, "Coast"),
        (meta("article:section", "https://harbour.example/coast"), "", None, None),
        (
            f'<script type="application/ld+json">{json.dumps(TRAIL)}</script>',
            "<h1>Ferry leaves at noon</h1>",
            None,
            "Coast",
        ),
        ("", '<ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/c">Coast</a></li></ol>', None, "Coast"),
        ("", '<span class="article-section">Coast</span>', None, "Coast"),
        ("", MENU, "https://harbour.example/culture/ferry", "Culture"),
        ("", "", "https://harbour.example/culture/ferry", None),
    ],
    ids=["json-ld", "list", "meta", "address", "json-trail", "trail", "label", "path-and-menu", "path-alone"],
)
def test_section(head, body, url, expected):
    assert value(read(body + TEXT, head, url).section) == expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("", '<a rel="tag" href="/t/ferry">#Ferry</a><a rel="tag" href="/t/pier">Pier</a>', ["Ferry", "Pier"]),
        ("", '<ul class="tags"><li><a href="/t/ferry">Ferry</a></li></ul>', ["Ferry"]),
        (meta("article:tag", "Ferry") + meta("article:tag", "Pier"), "", ["Ferry", "Pier"]),
        (ld(keywords="Ferry, Pier"), "", ["Ferry", "Pier"]),
        (ld(keywords=["Ferry", "ferry", "Pier"]), "", ["ferry", "Pier"]),
        ("", '<div class="related"><a rel="tag" href="/t/gull">Gull</a></div>', []),
    ],
    ids=["rel", "list", "metas", "json-ld", "each-once", "another-article's"],
)
def test_tags(head, body, expected):
    assert [fact.value for fact in read(body + TEXT, head).tags] == expected


STANDFIRST = "Forty people went aboard for the last crossing of the year."
SLOGAN = "News from the pier, the sea and everything between them."


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("", f'<h1>Ferry leaves</h1><p class="standfirst">{STANDFIRST}</p>{TEXT}', STANDFIRST),
        (meta("og:description", STANDFIRST), TEXT, STANDFIRST),
        (meta("og:description", "The ferry left at noon with forty people…"), TEXT, None),
        (meta("description", "News"), TEXT, None),
        (
            meta("og:description", "Other words for machines, and rather many of them."),
            f'<h1>Ferry</h1><p class="lead">{STANDFIRST}</p>',
            STANDFIRST,
        ),
        ("", f'<h1>Ferry leaves</h1><p itemprop="description">{STANDFIRST}</p>{TEXT}', STANDFIRST),
        ("", f'<h1>Ferry</h1><div class="lead"><p>{STANDFIRST}</p> <p>{STANDFIRST}</p></div>{TEXT}', STANDFIRST),
        (meta("og:description", SLOGAN) + ld("WebSite", description=SLOGAN), TEXT, None),
        (
            meta("og:description", SLOGAN) + ld("WebSite", description=SLOGAN) + ld(description=STANDFIRST),
            TEXT,
            STANDFIRST,
        ),
    ],
    ids=[
        "shown",
        "declared",
        "beginning-of-the-text",
        "too-short",
        "shown-over-declared",
        "microdata",
        "shown-twice",
        "slogan-of-the-site",
        "slogan-and-description",
    ],
)
def test_summary(head, body, expected):
    assert value(read(body, head).description) == expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (ld(isAccessibleForFree=False), "", False),
        (ld(isAccessibleForFree="False"), "", False),
        (ld(isAccessibleForFree="http://schema.org/True"), "", True),
        (ld(hasPart={"@type": "WebPageElement", "isAccessibleForFree": "false", "cssSelector": ".wall"}), "", False),
        (meta("article:content_tier", "locked"), "", False),
        (meta("article:content_tier", "free"), "", True),
        ("", '<div class="paywall">Subscribe to read on</div>', False),
        ("", "", None),
    ],
    ids=["false", "word", "address", "part", "tier", "free-tier", "wall", "nothing"],
)
def test_access(head, body, expected):
    assert read(body + TEXT, head).is_free is expected


def test_live_blogs():
    assert read(head=ld("LiveBlogPosting")).is_live
    assert not read(head=ld()).is_live


def test_the_address_is_canonical_or_og_url():
    canonical = '<link rel="canonical" href="https://harbour.example/a">'
    assert value(read(head=canonical + meta("og:url", "https://harbour.example/b")).url) == "https://harbour.example/a"
    assert value(read(head=meta("og:url", "https://harbour.example/b")).url) == "https://harbour.example/b"


def test_the_language_is_declared_in_several_places():
    assert value(read(attributes='lang="de-AT"').language) == "de-AT"
    assert value(read(head=meta("og:locale", "pt_BR")).language) == "pt-BR"
    assert value(read(head=ld(inLanguage="fr")).language) == "fr"


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("post-author", Mark.BYLINE),
        ("postAuthor", Mark.BYLINE),
        ("Post_Author big", Mark.BYLINE),
        ("entryTitle", Mark.HEADLINE),
        ("comment-author", Mark.BYLINE | Mark.FOREIGN),
        ("authority", 0),
        ("", 0),
        ("İ-author", 0),
    ],
)
def test_words_of_classes(words, mark):
    assert marks_of(words) & (Mark.BYLINE | Mark.HEADLINE | Mark.FOREIGN) == mark


def test_what_holds_the_headline_is_the_articles_own():
    root = read_tree('<div class="content-box sidebar"><h1>Ferry</h1><p class="byline">x</p></div>').root
    landmarks = find_landmarks(root)
    byline = next(iter(root.iter("p")))
    assert landmarks.is_foreign(byline)
    assert not landmarks.around(next(iter(root.iter("h1")))).is_foreign(byline)


PIECES = st.sampled_from(
    ["<h1>", "</h1>", '<p class="byline">', "By ", "Jane Doe", " and ", ",", "</p>", "<span itemprop=author>", "<a rel=author href='/author/x/'>", "Autor:", "<div class='tags'>", "<nav class=breadcrumb>", "|", "»", "&amp;amp;", "<meta name=author content='", "'>", "<title>", "</title>", "<script type='application/ld+json'>", '{"@type":"NewsArticle","headline":"x","author":[{"name":["a"]},3,null]}', "</script>", "ö", "王", "\ud800", "\x00", "<ruby>", "3 May 2020 - "]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join))
def test_any_markup_is_read(markup):
    tree = read_tree(markup)
    found = read_structured(tree, Context()) if tree else None
    assert found is None or all(fact.value.strip() and fact.path for fact in (*found.authors, *found.tags))
