"""Headlines of pages: one example a witness and a trap."""

import json

import pytest

from transforms.html.structured import read_structured
from transforms.html.title import without_site
from transforms.html.tree import read_tree
from transforms.types import Context


def title(body="", head="", url=None):
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    found = read_structured(read_tree(page), Context(url=url)).title
    return found.value if found else None


def og(words, name="og:title"):
    return f'<meta property="{name}" content="{words}">'


def ld(**values):
    data = json.dumps({"@type": "NewsArticle", **values})
    return f'<script type="application/ld+json">{data}</script>'


TEXT = "<p>The ferry left at noon with forty people aboard, and nobody on the pier waved.</p>"

PAGES = {
    "a menu of more headings than are looked at": (
        "".join(f'<nav><h3 class="menu-headline">Harbour {n}</h3></nav>' for n in range(60))
        + f"<h1>Ferry leaves at noon</h1>{TEXT}",
        og("Ferry leaves at noon"),
        "Ferry leaves at noon",
    ),
    "the only h1, in a frame with another thing's name": (
        f'<div class="sidebar-wrapper"><h1>Forty aboard as the ferry leaves</h1>{TEXT}</div>',
        og("When does it go?"),
        "Forty aboard as the ferry leaves",
    ),
    "a menu shows the declared title": (
        f'<nav><a href="/">Ferry timetable</a></nav><h1>When the ships go</h1>{TEXT}',
        og("Ferry timetable"),
        "When the ships go",
    ),
    "topics in the class of a post": (
        f'<article class="post-7 type-post category-popular-teaser"><h1>Noon</h1><h1 class="entry-title">Ferry leaves</h1>{TEXT}</article>',
        og("Ferry leaves"),
        "Ferry leaves",
    ),
    "an archive's address of the front page": (
        '<h1><a href="/web/20080731095558/http://tides.example/">Tides and Times</a></h1><h2>Ferry leaves at noon</h2>',
        "<title>Ferry leaves at noon | Tides and Times</title>",
        "Ferry leaves at noon",
    ),
    "the only h1": (f"<h1>Ferry leaves at noon</h1>{TEXT}", "", "Ferry leaves at noon"),
    "h1 as the page shows it, og with the site behind": (
        f"<h1>Ferry “leaves” at noon</h1>{TEXT}",
        og("Ferry &quot;leaves&quot; at noon | Harbour Post"),
        "Ferry “leaves” at noon",
    ),
    "og cut short": (
        f"<h1>Ferry leaves at noon with forty people aboard</h1>{TEXT}",
        og("Ferry leaves at noon with forty…"),
        "Ferry leaves at noon with forty people aboard",
    ),
    "h1 is the logo": (
        f'<h1 class="logo"><a href="/">Harbour Post</a></h1><h2>Ferry leaves at noon</h2>{TEXT}',
        "<title>Ferry leaves at noon - Harbour Post</title>",
        "Ferry leaves at noon",
    ),
    "h1 leads to the front page": (
        f'<h1><a href="https://harbour.example/">Tides and Times</a></h1><h2>Ferry leaves at noon</h2>{TEXT}',
        "<title>Ferry leaves at noon | Tides and Times</title>",
        "Ferry leaves at noon",
    ),
    "h1 is og:site_name": (
        f"<h1>Harbour Post</h1><h2>Ferry leaves at noon</h2>{TEXT}",
        og("Harbour Post", "og:site_name") + og("Ferry leaves at noon"),
        "Ferry leaves at noon",
    ),
    "boxes beside an article that nothing declares": (
        f"<h1>Quick links</h1><ul><li>Tides</li></ul><h2>Ferry leaves at noon</h2>{TEXT * 5}<h1>Our partners</h1>",
        "<title>Harbour - News - Harbour | Association of Ferries</title>",
        "Ferry leaves at noon",
    ),
    "kicker and headline in one declared heading": (
        f"<h1><span>Winter timetable: </span><span>Ferry leaves at noon, pier is closed</span></h1>{TEXT}",
        og("Winter timetable: Ferry leaves at noon, pier is closed")
        + og("Winter timetable: Ferry leaves", "twitter:title")
        + "<title>Winter timetable: Ferry leaves</title>",
        "Winter timetable: Ferry leaves at noon, pier is closed",
    ),
    "date behind the headline in its heading": (
        f"<h1>Ferry leaves at noon <small>3.5.2021 - Coast, Pier</small></h1>{TEXT}",
        og("Ferry leaves at noon") + "<title>Ferry leaves at noon | Harbour Post</title>",
        "Ferry leaves at noon",
    ),
    "date before the headline": (f"<h1>03.05.2021 - Ferry leaves at noon</h1>{TEXT}", "", "Ferry leaves at noon"),
    "several h1": (
        f"<h1>Most read today</h1><article><h1>Ferry leaves at noon</h1>{TEXT}</article><h1>More from the pier</h1>",
        og("Ferry leaves at noon"),
        "Ferry leaves at noon",
    ),
    "h2 marked as headline under a section's h1": (
        f'<h1>Local</h1><h2 class="entry-title">Ferry leaves at noon</h2>{TEXT}',
        og("Ferry leaves at noon"),
        "Ferry leaves at noon",
    ),
    "json-ld of another article shares no word": (
        f"<h1>Ferry leaves at noon</h1>{TEXT}",
        ld(headline="Budget vote put off again") + og("Ferry leaves at noon"),
        "Ferry leaves at noon",
    ),
    "kicker in a marked element": (
        f'<h1><span class="kicker">Shipping</span> <span>Ferry leaves at noon</span></h1>{TEXT}',
        og("Ferry leaves at noon"),
        "Ferry leaves at noon",
    ),
    "a marked kicker goes though declarations have it": (
        f'<h1><span class="topline">Shipping</span><span class="line">Ferry leaves at noon</span></h1>{TEXT}',
        og("Shipping: Ferry leaves at noon") + og("Shipping: Ferry leaves at noon", "twitter:title"),
        "Ferry leaves at noon",
    ),
    "a date inside the h1": (
        f"<h1><small>3 May 2021</small> Ferry leaves at noon</h1>{TEXT}",
        og("Ferry leaves at noon"),
        "Ferry leaves at noon",
    ),
    "entities escaped twice": (TEXT, og("Salt &amp;amp; rope"), "Salt & rope"),
    "no heading: the site's name goes": (
        TEXT,
        og("Harbour Post", "og:site_name") + og("Ferry leaves at noon - Harbour Post"),
        "Ferry leaves at noon",
    ),
    "no heading: site's name first": (
        TEXT,
        og("Harbour Post", "og:site_name") + "<title>Harbour Post » Ferry leaves at noon</title>",
        "Ferry leaves at noon",
    ),
    "no heading: a few words behind a bar": (
        TEXT,
        "<title>Ferry leaves at noon | Local</title>",
        "Ferry leaves at noon",
    ),
    "a dash of the headline stays": (
        TEXT,
        "<title>Ferry leaves – and nobody waves</title>",
        "Ferry leaves – and nobody waves",
    ),
    "an outlet of the table": (TEXT, "<title>Ferry leaves at noon - BBC News</title>", "Ferry leaves at noon"),
    "letters set large": (f"<h1><b>F</b>erry leaves at noon</h1>{TEXT}", "", "Ferry leaves at noon"),
    "a line break parts words": (f"<h1>Ferry leaves<br>at noon</h1>{TEXT}", "", "Ferry leaves at noon"),
    "readings over characters": (
        f"<h1><ruby>港<rt>みなと</rt></ruby>を出る船</h1>{TEXT}",
        og("港を出る船"),
        "港を出る船",
    ),
    "declared title shown in no heading": (
        f"<h1>Office of the Harbour Master</h1><div class='x'>Ferry leaves at noon</div>{TEXT}",
        og("Ferry leaves at noon"),
        "Ferry leaves at noon",
    ),
    "arabic with the site behind": (
        f"<h1>العبارة تغادر ظهرا</h1>{TEXT}",
        og("العبارة تغادر ظهرا | بريد الميناء"),
        "العبارة تغادر ظهرا",
    ),
    "teaser headings are nobody's title": (
        f'<div class="teaser"><h2>Gulls return early</h2></div><h2>Ferry leaves at noon</h2>{TEXT}',
        og("Ferry leaves at noon"),
        "Ferry leaves at noon",
    ),
    "nothing": (TEXT, "", None),
}


@pytest.mark.parametrize(("body", "head", "expected"), PAGES.values(), ids=PAGES.keys())
def test_headline(body, head, expected):
    assert title(body, head) == expected


def test_the_domain_names_the_site_where_nothing_else_does():
    page = (
        f"<h1>Time 4 Tides</h1><h2>Ferry leaves at noon</h2>{TEXT}",
        "<title>Time 4 Tides » Ferry leaves at noon</title>",
    )
    assert title(*page, url="https://www.time4tides.example/a") == "Ferry leaves at noon"


def test_where_the_headline_stands_is_told():
    page = read_tree('<html><body><h2 itemprop="headline">Ferry leaves at noon</h2><p>words</p></body></html>')
    found = read_structured(page, Context()).title
    assert (found.value, found.path) == ("Ferry leaves at noon", "h2@headline")


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("渔民把旧船改成图书馆-新华网", "渔民把旧船改成图书馆"),
        ("渔民把旧船改成图书馆_新浪新闻", "渔民把旧船改成图书馆"),
        ("渔民把旧船改成图书馆--文化--人民网", "渔民把旧船改成图书馆"),
        ("漁師が古い船を図書館に：朝日新聞デジタル", "漁師が古い船を図書館に"),
        ("渔民说：船会唱歌", "渔民说：船会唱歌"),
    ],
    ids=["dash", "underscore", "section-and-site", "colon", "a-speaker"],
)
def test_site_names_without_spaces(declared, expected):
    assert without_site(declared, frozenset()) == expected
