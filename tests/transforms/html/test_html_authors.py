"""Authors of pages: one example a witness and a trap."""

import json

import pytest

from transforms.html.author_names import read_names
from transforms.html.structured import read_structured
from transforms.html.tree import read_tree
from transforms.types import Context

HEADLINE = "<h1>Ferry leaves at noon</h1>"
TEXT = "<p>The ferry left at noon with forty people aboard, and nobody on the pier waved.</p>" * 3


def authors(body, head="", url=None):
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return [fact.value for fact in read_structured(read_tree(page), Context(url=url)).authors]


def meta(name, content):
    return f'<meta name="{name}" property="{name}" content="{content}">'


def ld(author, kind="NewsArticle", **more):
    data = {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": "Ferry leaves at noon",
        "author": author,
        **more,
    }
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def under(byline):
    return f"<article>{HEADLINE}{byline}{TEXT}</article>"


SHOWN = {
    "class byline": ('<p class="byline">By Jane Doe</p>', ["Jane Doe"]),
    "two people": ('<p class="byline">By Jane Doe and John Roe</p>', ["Jane Doe", "John Roe"]),
    "elements of their own": (
        '<div class="authors"><a href="/a">Jane Doe</a><span>and</span><a href="/b">John Roe</a></div>',
        ["Jane Doe", "John Roe"],
    ),
    "one element each": (
        '<span class="author">Jane Doe</span> <span class="author">John Roe</span>',
        ["Jane Doe", "John Roe"],
    ),
    "rel author": ('<a rel="author" href="/jd">Jane Doe</a>', ["Jane Doe"]),
    "itemprop author": ('<span itemprop="author"><span itemprop="name">Jane Doe</span></span>', ["Jane Doe"]),
    "camel case": ('<div class="ArticleByline_x9">Jane Doe</div>', ["Jane Doe"]),
    "a job behind the name": ('<p class="byline">Jane Doe, Political Editor</p>', ["Jane Doe"]),
    "a job in an element of its own": (
        '<div class="byline"><a href="/jd">Jane Doe</a><span>Senior reporter</span></div>',
        ["Jane Doe"],
    ),
    "date and handle": ('<p class="byline">By Jane Doe @janedoe | 3 May 2021</p>', ["Jane Doe"]),
    "date first": ('<p class="author">Posted on May 3, 2021 by Jane Doe</p>', ["Jane Doe"]),
    "address": ('<p class="author">Jane Doe jane@harbour.example</p>', ["Jane Doe"]),
    "capitals stay": ('<p class="byline">JANE DOE</p>', ["JANE DOE"]),
    "unmarked": ("<div><span>By Jane Doe</span></div>", ["Jane Doe"]),
    "a label before the name": ("<dl><dt>Autor:</dt><dd>Anna Müller</dd></dl>", ["Anna Müller"]),
    "a link to an author's page": ('<div><a href="/author/jane-doe/">Jane Doe</a></div>', ["Jane Doe"]),
    "date and name on a line": ("<p>3.5.2021 - Anna Müller</p>", ["Anna Müller"]),
    "german": ('<p class="autor">Von Anna Müller und Karl Schmidt</p>', ["Anna Müller", "Karl Schmidt"]),
    "french": ('<p class="auteur">Par Jeanne Martin</p>', ["Jeanne Martin"]),
    "spanish": ('<div class="autor">Por Ana García López</div>', ["Ana García López"]),
    "russian": ('<div class="author">Автор: Анна Петрова</div>', ["Анна Петрова"]),
    "arabic": ('<div class="author">بقلم: أحمد علي</div>', ["أحمد علي"]),
    "chinese": ('<div class="author">作者：王小明</div>', ["王小明"]),
    "korean": ('<div class="byline">김민수 기자</div>', ["김민수"]),
    "a nickname": ('<span class="author vcard"><a class="fn" href="/">tidewatcher</a></span>', ["tidewatcher"]),
    "a house": ('<p class="byline">By Harbour Post Staff</p>', []),
    "an agency": ('<p class="byline">Reuters</p>', []),
    "a desk": ('<p class="byline">Von der Redaktion</p>', []),
    "admin": ('<a rel="author" href="/a">admin</a>', []),
    "hours": ('<span class="author">3 Hours Ago</span>', []),
    "a photographer": ('<p class="byline">Photo by Jane Doe</p>', []),
    "a picture's credit": ('<figure><span class="author">Jane Doe</span></figure>', []),
    "hidden": ('<div class="author" style="display: none">Jane Doe</div>', []),
    "comments": (f'{TEXT}<ol class="comments"><li class="comment"><cite class="author">Jane Doe</cite></li></ol>', []),
    "related articles": (
        f'{TEXT}<div class="related"><h3>Gulls return</h3><p class="byline">By Jane Doe</p></div>',
        [],
    ),
    "the article's and a teaser's": (
        f'<p class="byline">By Jane Doe</p>{TEXT}{"<p>x</p>" * 60}<div><p class="byline">By John Roe</p></div>',
        ["Jane Doe"],
    ),
    "another article's beside the text": (
        f'{"<p>x</p>" * 50}<div><h3><a href="/g">Gulls return to the old pier</a></h3><span class="author">Jane Doe</span></div>',
        [],
    ),
    "a list of other articles": (
        "<p>x</p>" * 80
        + "".join(
            f'<div class="x"><p class="byline">{name}</p></div>' for name in ("Jane Doe", "John Roe", "Anna Müller")
        ),
        [],
    ),
    "topics in the byline": (
        '<div class="byline"><a href="/category/sea/">Sea</a> by <a href="/jd">Jane Doe</a></div>',
        ["Jane Doe"],
    ),
    "a public body": ('<p class="byline">By U.S. Customs and Border Protection</p>', []),
    "words before the name": ("<div>Ein Artikel von <strong>Anna Müller</strong> | 3.5.2021</div>", ["Anna Müller"]),
    "text and pictures": ("<p>Text & Fotos: Anna Müller</p>", ["Anna Müller"]),
    "a first name and the whole name": (
        f'<a rel="author" href="/j">Jane</a>{TEXT}<div class="author-box"><b class="author">Jane Doe</b></div>',
        ["Jane Doe"],
    ),
    "the author of a book": (f"{TEXT}{'<p>x</p>' * 200}<ul><li>Author: Jane Doe</li><li>Pages: 120</li></ul>", []),
    "a name alone beside a date": ("<div><div>Anna Müller</div><div>3 May 2021</div></div>", ["Anna Müller"]),
    "a name alone without a date": ("<div><div>Anna Müller</div><div>Harbour office</div></div>", []),
    "a person's name in a sentence": (
        '<p>The pier, says <a href="/people/jane">Jane Doe</a>, is old and dear.</p>',
        [],
    ),
    "at the foot": (f"{TEXT}<p><strong>Text: Anna Müller</strong></p>", ["Anna Müller"]),
    "a page builder's frames": (
        '<div class="elementor-widget-container"><p class="author">Jane Doe</p></div>',
        ["Jane Doe"],
    ),
    "a list of links beside the headline": ('<nav><a href="/author/jane">By Jane Doe</a></nav>', []),
    "hidden by a theme": (
        '<span class="vcard rich-snippet-hidden"><a rel="author" href="/author/jane">Jane Doe</a></span>',
        [],
    ),
    "a nickname before a date": ("<div>by lighthouse77 on May 3, 2021</div>", ["lighthouse77"]),
    "a nickname after the date": ("<div><a href='/x'>Ferries</a> — lighthouse77 @ 10:15</div>", ["lighthouse77"]),
    "a nickname and its section": (
        "<p>Posted <span>by <b>lighthouse</b> in </span><a href='/tides'>Tides</a></p>",
        ["lighthouse"],
    ),
    "a kind of text": ("<p>Eine Kolumne von Anna Müller</p>", ["Anna Müller"]),
    "a kind of picture": ("<p>A drawing and photo by Jane Doe</p>", []),
    "a label of several words": ('<div class="author">Text und Interview: Anna Müller</div>', ["Anna Müller"]),
    "a label in an element of its own": (f"{TEXT}<h4>Autor</h4><p><a href='/am'>Anna Müller</a></p>", ["Anna Müller"]),
    "small letters": ('<div class="author">e. doe / J. I. da silva</div>', ["E. Doe", "J. I. da Silva"]),
    "a word of the headline": ('<div class="author vcard">Ferry</div>', []),
    "the only author's page": (
        f'{TEXT}<div class="sidebar"><a rel="author" href="/author/jane">Jane Doe</a></div>',
        ["Jane Doe"],
    ),
    "several authors' pages": (
        f'{"<p>x</p>" * 80}<div class="sidebar"><a rel="author" href="/j">Jane Doe</a><a rel="author" href="/a">Anna Müller</a></div>',
        [],
    ),
    "the masthead": (
        '<div class="site-title">The Harbour Dweller</div><span class="author">The Harbour Dweller</span>',
        [],
    ),
}


@pytest.mark.parametrize(("byline", "expected"), SHOWN.values(), ids=SHOWN.keys())
def test_shown(byline, expected):
    assert authors(under(byline)) == expected


SIGNED = {
    "a name in other letters": ("<p><em>Anna Müller</em></p>", ["Anna Müller"]),
    "a name behind a dash": ("<p>– Anna Müller</p>", ["Anna Müller"]),
    "a name in brackets": ("<p>So they went home. (Anna Müller)</p>", ["Anna Müller"]),
    "an empty element before it": ("<p>The end<b> </b></p><p><em>Anna Müller</em></p>", ["Anna Müller"]),
    "a name in plain letters": ("<p>Anna Müller</p>", []),
    "who said it": ("<p>“Row with the tide and rest against it.”</p><p><em>Anna Müller</em></p>", []),
    "two names": ("<p><em>Anna Müller</em></p><p><em>Jane Doe</em></p>", []),
    "a picture's credit": ("<p><b>Photo: Jane Doe</b></p>", []),
    "more text behind it": (f"<p><em>Anna Müller</em></p>{TEXT}", []),
}


@pytest.mark.parametrize(("end", "expected"), SIGNED.values(), ids=SIGNED.keys())
def test_signed(end, expected):
    assert authors(f"<article>{HEADLINE}{TEXT}{end}</article>") == expected


DECLARED = {
    "a person": (ld({"@type": "Person", "name": "Jane Doe"}), ["Jane Doe"]),
    "several": (
        ld([{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "John Roe"}]),
        ["Jane Doe", "John Roe"],
    ),
    "a string with two": (ld("By Jane Doe and John Roe"), ["Jane Doe", "John Roe"]),
    "names in a list": (ld({"@type": "Person", "name": ["Jane Doe", "John Roe"]}), ["Jane Doe", "John Roe"]),
    "an organization": (ld({"@type": "Organization", "name": "Jane Doe"}), []),
    "the outlet as a person": (ld({"@type": "Person", "name": "Harbour Post"}, publisher={"name": "Harbour Post"}), []),
    "nobody": (ld({"@type": "Person", "name": "anónimo"}), []),
    "meta of a newsroom": (meta("byl", "Jane Doe") + meta("article:published_time", "2021-05-03"), ["Jane Doe"]),
    "meta that the page does not show": (meta("author", "Jane Doe") + meta("article:published_time", "2021-05-03"), []),
    "meta of a page that is none": (meta("author", "Jane Doe"), []),
    "surname first": (meta("byl", "Doe, Jane") + meta("article:published_time", "2021-05-03"), ["Jane Doe"]),
    "an address": (meta("article:author", "https://example.org/jane") + meta("date", "2021-05-03"), []),
    "the section beside the byline's words": (meta("article:section", "Sea & Pier") + meta("byl", "Pier"), []),
    "entities escaped twice": (ld({"@type": "Person", "name": "Ana Garc&iacute;a"}), ["Ana García"]),
}


@pytest.mark.parametrize(("head", "expected"), DECLARED.values(), ids=DECLARED.keys())
def test_declared(head, expected):
    assert authors(under(""), head) == expected


def test_a_reference_is_followed_and_believed_where_the_page_shows_the_name():
    person = {"@type": "Person", "@id": "https://x.example/#/schema/person/1", "name": "Jane Doe"}
    article = {"@type": "Article", "headline": "Ferry leaves at noon", "author": {"@id": person["@id"]}}
    head = f'<script type="application/ld+json">{json.dumps({"@graph": [article, person]})}</script>'
    assert authors(under("<div>Jane Doe</div>"), head) == ["Jane Doe"]
    assert authors(under(""), head) == []


def test_a_meta_element_is_believed_where_the_page_shows_the_name():
    head = meta("author", "Jane Doe") + meta("article:published_time", "2021-05-03")
    assert authors(under("<div>Pictures, words: <br>JANE DOE</div>"), head) == ["Jane Doe"]
    assert authors(under('<div style="display:none">Jane Doe</div>'), head) == []


def test_what_is_shown_wins_over_what_is_declared():
    assert authors(under('<p class="byline">By Jane Doe</p>'), ld({"@type": "Person", "name": "John Roe"})) == [
        "Jane Doe"
    ]


def test_agreeing_sources_are_put_together():
    both = ld([{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "John Roe"}])
    assert authors(under('<p class="byline">By Jane Doe</p>'), both) == ["Jane Doe", "John Roe"]


def test_capitals_are_mended_by_another_witness():
    assert authors(under('<p class="byline">JANE DOE</p>'), ld({"@type": "Person", "name": "Jane Doe"})) == ["Jane Doe"]


def test_a_thread_declares_who_began_it():
    thread = ld({"@type": "Person", "name": "lighthouse77"}, kind="DiscussionForumPosting").replace("headline", "name")
    assert authors(under('<a class="username">lighthouse77</a>'), thread) == ["lighthouse77"]


def test_objects_that_name_different_people_name_nobody():
    posts = [
        ld({"@type": "Person", "name": name}, kind="Posting").replace("headline", "name")
        for name in ("Jane Doe", "Ann Roe")
    ]
    assert authors(under(""), "".join(posts)) == []


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        pytest.param("", ["Jane Doe"], id="somebody's own page"),
        pytest.param(meta("date", "2021-05-03"), [], id="an article"),
    ],
)
def test_the_owner_of_a_site_is_the_author_of_its_pages_not_of_its_articles(date, expected):
    body = under("") + "<footer>© 2021 Jane Doe</footer>"
    assert authors(body, meta("author", "Jane Doe") + date) == expected


def test_a_blog_may_be_called_as_its_author_is():
    head = meta("og:site_name", "Jane Doe")
    assert authors(under('<p class="byline">by Jane Doe</p>'), head) == ["Jane Doe"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ["Jane Doe, Staff Attorney, Harbour Justice Program & Anna Müller, Director of Tides"],
            ["Jane Doe", "Anna Müller"],
        ),
        (["Dr. Anna Müller"], ["Anna Müller"]),
        (["Perry Smith Jr."], ["Perry Smith Jr."]),
        (["Jane Doe for The Harbour Post"], ["Jane Doe"]),
        (
            ["Published by Jane Doe", "A teacher of navigation at the old school.", "View all posts by Jane Doe"],
            ["Jane Doe"],
        ),
        (["Deutsches Fähramt GmbH"], []),
        (["www.harbour.example"], []),
        ([""], []),
    ],
)
def test_names_in_pieces(words, expected):
    assert [named.name for named in read_names(words, frozenset())] == expected


def test_a_paragraph_of_white_space_is_no_signature():
    body = f"<article>{HEADLINE}{TEXT}<p> <span>&nbsp;</span> </p><p>\u00a0 \u00a0</p></article>"
    assert authors(body) == []
