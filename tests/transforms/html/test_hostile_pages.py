"""Pages that mean harm, or were written by a broken program: an article or a reject, never a bug, in time that grows with their size.

The largest ones are in benchmarks/bad_input.py.
"""

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.captures import make_capture
from transforms.document import document
from transforms.pipeline import extract_capture

PROSE = (
    "<p>The council of Lissow agreed on Wednesday to mend the old bridge before the winter comes to the valley.</p>"
    "<p>The work is to begin in three weeks, the mayor said, and the town pays for it with the province together.</p>"
)
ARTICLE = f"<article><h1>Old bridge is mended</h1>{PROSE * 2}</article>"
DEEP = 10_000  # more than Python's own stack bears by far


def page(body, head=""):
    return (
        f"<!doctype html><html lang=en><head><title>Old bridge is mended</title>{head}</head><body>{body}</body></html>"
    )


def nested(depth):
    """The article inside, or behind, elements in elements."""
    return {
        "nested-divs": "<div>" * depth + ARTICLE + "</div>" * depth,
        "nested-and-never-closed": "<div>" * depth + ARTICLE,
        "nested-spans": "<span>" * depth + ARTICLE,
        "nested-bold": "<p>" + "<b>" * depth + "word</p>" + ARTICLE,
        "nested-quotes": ARTICLE + "<blockquote>" * depth + "word",
        "nested-lists": ARTICLE + "<ul><li>" * (depth // 2) + "word",
        "nested-tables": ARTICLE + "<table><tr><td>" * (depth // 3) + "word",
        "crossed-elements": ARTICLE + "<b><i><p>" * (depth // 3),
    }


def extracted(raw):
    raw = raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogatepass")
    extraction = extract_capture(make_capture("file:///page.html", raw, "page.html"))
    assert [item.detail for item in extraction.rejected if item.reason == "bug"] == []
    for article in extraction.articles:
        orjson.dumps(document(article))  # half of a surrogate pair, say, is no JSON
    return extraction


def is_read(extraction):
    return len(extraction.articles) == 1 and "mend the old bridge" in extraction.articles[0].body


# --- the article is there, and is found -------------------------------------------------------------------------------

JSON_LD = '<script type="application/ld+json">{}</script>'
BOMB = "".join(f'<!ENTITY a{step + 1} "{f"&a{step};" * 10}">' for step in range(12))

READ = {
    **{name: page(deep) for name, deep in nested(200).items()},
    "many-attributes": page(ARTICLE + "<div " + " ".join(f"a{number}=x" for number in range(3_000)) + ">x</div>"),
    "one-attribute-again-and-again": page(ARTICLE + "<div " + "class=x " * DEEP + ">x</div>"),
    "a-long-class": page(ARTICLE + "<div class='" + "share-" * DEEP + "'>x</div>"),
    "entity-bomb": f'<!DOCTYPE html [<!ENTITY a0 "ha">{BOMB}]>' + page(ARTICLE + "<p>&a12;</p>"),
    "references-to-no-character": page(ARTICLE + "<p>" + "&#0;&#xD800;&#xDFFF;&#x110000;&#99999999999;" * 100),
    "unknown-references": page(ARTICLE + "<p>" + "&lissow;&;&#;&#x;" * 1_000),
    "nothing-but-less-than": page(ARTICLE + "<" * DEEP),
    "comments-never-closed": page(ARTICLE + "<!--" * DEEP),
    "cdata-never-closed": page(ARTICLE + "<![CDATA[" * DEEP),
    "a-quote-never-closed": page(ARTICLE + '<a href="x' * DEEP),
    "data-address": page(ARTICLE + f"<img src='data:image/png;base64,{'A' * 500_000}'><p>data:text/html,{'A' * DEEP}"),
    "data-address-as-the-page's": page(ARTICLE, "<link rel=canonical href='data:text/html,x'><base href='javascript:x'>"),
    "json-ld-deeper-than-python": page(ARTICLE, JSON_LD.format("[" * DEEP + "]" * DEEP)),
    "json-ld-wide": page(ARTICLE, JSON_LD.format("[" + ",".join(['{"@type":"NewsArticle","headline":7}'] * 3_000) + "]")),
    "json-ld-of-odd-types": page(
        ARTICLE,
        JSON_LD.format(
            '{"@type":["NewsArticle",7,null],"headline":["x",{}],"author":[[],7,{"name":{}}],"datePublished":{"@value":[]},'
            '"publisher":[7],"articleSection":{},"keywords":[null],"isAccessibleForFree":[],"image":7,"inLanguage":{},"url":[]}'
        ),
    ),
    "json-ld-with-surrogates": page(ARTICLE, JSON_LD.format('{"@type":"NewsArticle","headline":"\\ud800 bridge"}')),
    "json-ld-author-with-surrogates": page(
        ARTICLE, JSON_LD.format('{"@type":"NewsArticle","headline":"x","author":"Jane \\udfff Doe","articleSection":"\\ud800"}')
    ),
    "many-metas": page(ARTICLE, "<meta name=author content='Jane Doe'>" * 3_000),
    "many-times": page(ARTICLE + "<time datetime=2020-13-45T99:99>soon</time>" * 2_000),
    "zones-that-are-none": page(ARTICLE, "<meta property=article:published_time content='2020-01-01T00:00:00+99:99'>"),
    "years-that-are-none": page(ARTICLE, "<meta property=article:published_time content='0000-00-00'>"),
    "one-word": page(ARTICLE + "<p>" + "x" * 300_000),
    "one-gap": page(ARTICLE + "<p>" + " \t\n\u00a0" * 75_000 + "x"),
    "marks-on-one-letter": page(ARTICLE + "<p>a" + "\u0301" * 100_000),
    "bidi-marks": page(ARTICLE + "<p>" + "\u202e\u200f\u2066" * 30_000),
    "many-lines": page(ARTICLE + "<p>word</p>" * 1_000),
    "many-line-breaks": page(ARTICLE + "<p>" + "word<br>" * 1_000),
}  # fmt: skip


@pytest.mark.parametrize("html", READ.values(), ids=READ)
def test_the_article_is_read_all_the_same(html):
    assert is_read(extracted(html))


def test_no_file_is_read_into_a_page(tmp_path):
    (tmp_path / "secret.txt").write_text("seven grey geese")
    entity = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    extraction = extracted(entity + page(ARTICLE.replace("mayor said", "mayor said &x;")))
    assert is_read(extraction)
    assert "geese" not in extraction.articles[0].body


# --- encodings --------------------------------------------------------------------------------------------------------

ENCODED = {
    "utf-16-with-mark": page(ARTICLE).encode("utf-16"),
    "utf-16-le": page(ARTICLE).encode("utf-16-le"),
    "utf-16-be": page(ARTICLE).encode("utf-16-be"),
    "utf-16-that-says-utf-8": page(ARTICLE, "<meta charset=utf-8>").encode("utf-16"),
    "utf-16-cut-in-a-character": page(ARTICLE).encode("utf-16") + b"\x00\xd8\x00",
    "utf-32": page(ARTICLE).encode("utf-32"),
    "utf-8-that-says-utf-16": page(ARTICLE + "<p>Über</p>", "<meta charset=utf-16>").encode(),
    "utf-8-that-says-latin-1": page(ARTICLE + "<p>Über</p>", "<meta charset=iso-8859-1>").encode(),
    "windows-1252-that-says-utf-8": page(ARTICLE + "<p>“Über”</p>", "<meta charset=utf-8>").encode("cp1252"),
    "windows-1251-that-says-nothing": page(ARTICLE + "<p>Мост починят до зимы, сообщил мэр города.</p>").encode("cp1251"),
    "surrogates-in-utf-8": page(ARTICLE + "<p>\ud83d\ude00 \ud800").encode("utf-8", "surrogatepass"),
    "a-charset-that-is-none": page(ARTICLE, "<meta charset=klingon>").encode(),
    "a-codec-of-bytes": page(ARTICLE, "<meta charset=base64>").encode(),
    "a-codec-of-escapes": page(ARTICLE + "<p>\\ud800", "<meta charset=unicode_escape>").encode(),
    "a-codec-of-names": page(ARTICLE, "<meta charset=idna>").encode(),
    "stray-nul-bytes": page(ARTICLE).replace("council", "coun\0cil").encode(),
    "broken-bytes": page(ARTICLE).encode() + b"\xff\xfe\xfa\x80",
}  # fmt: skip


@pytest.mark.parametrize("raw", ENCODED.values(), ids=ENCODED)
def test_the_article_is_read_in_whatever_encoding(raw):
    assert is_read(extracted(raw))


# --- the article may be out of reach; nothing else may happen ---------------------------------------------------------

UNREACHED = {
    **{name: page(deep) for name, deep in nested(DEEP).items()},
    "in-a-script-never-closed": page("<script>" + ARTICLE),
    "in-a-template": page(f"<template>{ARTICLE}</template>"),
    "in-nested-svg": page("<svg>" * 3_000 + ARTICLE),
    "in-nested-selects": page("<select><option>" * 3_000 + ARTICLE),
    "in-frames": page("<iframe>" * 3_000 + ARTICLE),
    "in-a-comment": page("<!--" + ARTICLE),
    "only-an-opening-bracket": "<",
    "only-a-declaration": "<!doctype html>",
    "only-a-bare-reference": "<html>&",
    "a-headline-again-and-again": page("<h1>Old bridge is mended</h1>" * 1_000),
    "an-article-again-and-again": page(ARTICLE * 100),
    "every-byte": b"<html>" + bytes(range(256)) * 20,
    "only-nul-bytes": b"\0" * 10_000,
    "utf-16-mark-and-nothing": b"\xff\xfe",
}


@pytest.mark.parametrize("raw", UNREACHED.values(), ids=UNREACHED)
def test_whatever_comes_out_is_no_bug(raw):
    extraction = extracted(raw)
    assert extraction.articles or extraction.rejected


# --- patterns that backtrack ------------------------------------------------------------------------------------------

TRAPS = {
    "by": "By " * 5_000,
    "names": "By " + "Jane Smith, " * 3_000,
    "places": "MOSCOW, " * 3_000,
    "dateline": "LISSOW, October 7. - " * 1_000,
    "dates": "7 October 2015 " * 1_000,
    "slashes": "1/2/" * 5_000,
    "dots": "." * 50_000,
    "dashes": "- – — " * 10_000,
    "brackets": "(((" * 10_000,
    "agencies": "(Reuters) " * 2_000,
    "quotes": "\"'“„»" * 10_000,
    "digits": "1" * 50_000,
    "colons": "12:" * 10_000,
    "addresses": "http://" * 5_000,
    "mail": "a@" * 10_000,
    "capitals": "A" * 50_000,
    "title-signs": "Bridge | - : » " * 3_000,
    "mojibake": "Ã©Ã¤â€™" * 3_000,
}


@pytest.mark.parametrize("text", TRAPS.values(), ids=TRAPS)
@pytest.mark.parametrize("place", ["body", "title", "author", "date"])
def test_long_repetitions_are_no_trap(text, place):
    html = {
        "body": page(f"<article><h1>Old bridge is mended</h1><p>{text}</p>{PROSE}</article>"),
        "title": page(ARTICLE).replace("Old bridge is mended", text),
        "author": page(ARTICLE + f"<p class=byline>{text}</p>", f"<meta name=author content='{text}'>"),
        "date": page(ARTICLE + f"<time datetime='{text}'>{text}</time>", f"<meta name=date content='{text}'>"),
    }[place]
    extracted(html)


# --- any markup -------------------------------------------------------------------------------------------------------

TAGS = (
    "html",
    "body",
    "div",
    "p",
    "a",
    "b",
    "h1",
    "ul",
    "li",
    "table",
    "td",
    "article",
    "aside",
    "script",
    "time",
    "meta",
    "br",
    "svg",
)
NAMES = ("class", "id", "href", "datetime", "property", "content", "itemprop", "hidden", "style", "lang")
VALUES = ("article:published_time", "author", "2020-01-01", "share", "display:none", "7", "https://lissow.example/a")
attributes = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES) | st.text(max_size=8)), max_size=3)
tags = st.builds(
    lambda close, tag, given: f"<{close}{tag} " + " ".join(f'{name}="{value}"' for name, value in given) + ">",
    st.sampled_from(["", "", "/"]),
    st.sampled_from(TAGS),
    attributes,
)
texts = st.text(max_size=40) | st.sampled_from(
    [PROSE, "By Jane Smith", "7 October 2015", "&#xD800;", "<!--", "-->", "\0", "]]>"]
)
markup = st.lists(tags | texts, max_size=30).map("".join)


@given(markup)
@settings(max_examples=60, deadline=None)
def test_any_markup_gives_articles_or_a_reason(html):
    extraction = extracted("<html>" + html)
    assert extraction.articles or extraction.rejected


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_bytes_give_articles_or_a_reason(raw):
    extraction = extracted(b"<html>" + raw)
    assert extraction.articles or extraction.rejected
