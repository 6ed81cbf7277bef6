"""A page for each witness and each trap; all invented."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.html.dates import read_page_dates
from transforms.html.tree import read_tree
from transforms.types import Context, Precision

BODY = "<p>The old pier was closed for a week, the harbour office said, and nobody was told why.</p>" * 3
CAPTURED = datetime(2021, 6, 1, 12, tzinfo=UTC)


def page(head="", before="", after="", *, lang="en", title="Old pier closed for a week"):
    return (
        f"<html lang='{lang}'><head><title>{title} | The Harbour Post</title>{head}</head><body><div id='top'>menu</div>"
        f"<article>{before}<h1>{title}</h1>{after}{BODY}</article></body></html>"
    )


def read(text, **context):
    return read_page_dates(read_tree(text), Context(**context))


def shown(moment):
    return None if moment is None else moment.date.isoformat()


def ld(text):
    return f"<script type='application/ld+json'>{text}</script>"


ARTICLE = (
    '{"@type": "NewsArticle", "headline": "Old pier closed for a week", "datePublished": "2021-04-05T10:00:00+02:00"}'
)
OTHER = '{"@type": "NewsArticle", "headline": "New bridge, old quarrel", "datePublished": "2021-05-09T08:00:00+02:00"}'
COMMENT = '{"@type": "Comment", "text": "Why?", "dateCreated": "2021-05-01T10:00:00Z"}'
LD, META = ld(ARTICLE), "<meta property='article:published_time' content='2021-04-05T10:00:00+02:00'>"


@dataclass(frozen=True, slots=True)
class Case:
    """A page, and what is to be read from it."""

    text: str
    published: str | None
    rule: str | None
    modified: str | None = None


WITNESSES = {
    "json-ld": Case(page(LD), "2021-04-05T10:00:00+02:00", "NewsArticle.datePublished"),
    "open-graph": Case(page(META), "2021-04-05T10:00:00+02:00", "meta:article:published_time"),
    "dublin-core": Case(page("<meta name='DC.date.issued' content='2021-04-05'>"), "2021-04-05", "meta:dc.date.issued"),
    "a-house's-own-name": Case(
        page("<meta property='harbour:uploaded' content='2021-04-05T10:00:00Z'>"),
        "2021-04-05T10:00:00+00:00",
        "meta:harbour:uploaded",
    ),
    "microdata": Case(
        page(after="<span itemprop='datePublished' content='2021-04-05T10:00'>Monday</span>"),
        "2021-04-05T10:00:00",
        "microdata:datePublished",
    ),
    "rdfa": Case(
        page(after="<span property='dc:issued' content='2021-04-05T10:00:05Z'></span>"),
        "2021-04-05T10:00:05+00:00",
        "microdata:dc:issued",
    ),
    "time-element": Case(
        page(after="<time datetime='2021-04-05T10:00+0200'>two hours ago</time>"),
        "2021-04-05T10:00:00+02:00",
        "time:datetime",
    ),
    "abbr-title": Case(
        page(after="<abbr class='published' title='2021-04-05T10:00:00Z'>Monday</abbr>"),
        "2021-04-05T10:00:00+00:00",
        "abbr:title",
    ),
    "unix-milliseconds": Case(
        page(after="<span data-timestamp='1617616800000'>a while ago</span>"),
        "2021-04-05T10:00:00+00:00",
        "span:data-timestamp",
    ),
    "visible-words": Case(
        page(after="<div class='entry-meta'>5 April 2021, 10:00</div>"), "2021-04-05T10:00:00", "visible"
    ),
    "visible-german": Case(
        page(after="<div class='datum'>Veröffentlicht am 5. April 2021</div>", lang="de"), "2021-04-05", "visible"
    ),
    "visible-arabic-digits": Case(page(after="<span>٥ أبريل ٢٠٢١</span>", lang="ar"), "2021-04-05", "visible"),
    "visible-chinese": Case(page(after="<span>2021年4月5日 10:00</span>", lang="zh"), "2021-04-05T10:00:00", "visible"),
    "visible-thai": Case(page(after="<span>5 เม.ย. 2564</span>", lang="th"), "2021-04-05", "visible"),
    "visible-persian": Case(page(after="<span>1400/01/16</span>", lang="fa"), "2021-04-05", "visible"),
    "visible-between-bars": Case(page(after="<b>05 | 04 | 2021</b>", lang="de"), "2021-04-05", "visible"),
    "single-teaser": Case(page(after="<div class='teaser newsSingle'>5 April 2021</div>"), "2021-04-05", "visible"),
    "body's-classes": Case(
        page(after="<div>5 April 2021</div>")
        .replace("<body>", "<body class='no-cookie nav-open'>")
        .replace("h1>", "b>"),
        "2021-04-05",
        "visible",
    ),
    "press-release": Case(page(after="<p>Pressemitteilung vom 5.4.2021</p>", lang="de"), "2021-04-05", "visible"),
    "after-a-picture": Case(page(after="<div><img src='clock.png'> 5 Apr 2021</div>"), "2021-04-05", "visible"),
    "after-a-comment": Case(page(after="<div><!-- date --> 5 Apr 2021</div>"), "2021-04-05", "visible"),
    "opening-of-the-text": Case(
        page(after=f"<p>(05.04.2021) {'Die alte Mole bleibt geschlossen. ' * 12}</p>", lang="de"),
        "2021-04-05",
        "visible",
    ),
    "day-in-the-address": Case(
        page("<link rel='canonical' href='https://example.org/2021/04/05/pier.html'>"), "2021-04-05", "link:canonical"
    ),
    "month-in-the-address": Case(
        page("<link rel='canonical' href='https://example.org/2021/04/pier.html'>"), "2021-04-01", "link:canonical"
    ),
    "script-as-a-last-resort": Case(
        page('<script>var state = {"publishedAt": "2021-04-05T10:00:00Z"};</script>'),
        "2021-04-05T10:00:00+00:00",
        "script:publishedAt",
    ),
    "java's-way": Case(
        page("<meta name='pubdate' content='Mon Apr 05 10:00:00 UTC 2021'>"),
        "2021-04-05T10:00:00+00:00",
        "meta:pubdate",
    ),
    "midnight-is-a-day": Case(
        page("<meta name='pubdate' content='2021-04-05T00:00:00Z'>"), "2021-04-05", "meta:pubdate"
    ),
}

TRAPS = {
    "teaser-in-json-ld": Case(
        page(ld(f"[{OTHER}, {ARTICLE}]")), "2021-04-05T10:00:00+02:00", "NewsArticle.datePublished"
    ),
    "comment-in-json-ld": Case(page(ld(COMMENT)), None, None),
    "comment-under-the-text": Case(
        page()
        + "<div class='comments'><div class='comment-meta'><time datetime='2021-05-01T10:00'>1 May 2021</time></div></div>",
        None,
        None,
    ),
    "many-comments-of-one-day": Case(
        page()
        + "<ol class='comment-list'>"
        + "<li><div><time datetime='2021-05-01T10:00:00+02:00'>1 May 2021</time> Why?</div></li>" * 4
        + "</ol>",
        None,
        None,
    ),
    "review-of-what-is-sold": Case(
        page()
        + "<div itemtype='https://schema.org/Review'><meta itemprop='datePublished' content='2021-05-01'>Good.</div>",
        None,
        None,
    ),
    "number-of-what-is-sold": Case(page(after="<span itemprop='datePublished' content='4011905000000'>"), None, None),
    "related-list": Case(
        page()
        + "<div class='related-posts'><ul><li><a href='/x'>Bridge <span class='date'>9 May 2021</span></a></li></ul></div>",
        None,
        None,
    ),
    "copyright": Case(page() + "<footer>© 2021 The Harbour Post. <span>Since 5 April 2021</span></footer>", None, None),
    "only-updated": Case(page(after="<p>Updated: 6 April 2021</p>"), None, None, "2021-04-06"),
    "updated-beside-time": Case(
        page(after="<p>Updated: <time datetime='2021-04-06T08:00'>6 April 2021</time></p>"),
        None,
        None,
        "2021-04-06T08:00:00",
    ),
    "both-labelled": Case(
        page(after="<p>Published 5 April 2021</p><p>Updated 6 April 2021</p>"), "2021-04-05", "visible", "2021-04-06"
    ),
    "unlabelled-change": Case(
        page(
            META + "<meta property='article:modified_time' content='2021-04-09T10:00:00+02:00'>",
            after="<p>9 April 2021</p>",
        ),
        "2021-04-05T10:00:00+02:00",
        "meta:article:published_time",
        "2021-04-09T10:00:00+02:00",
    ),
    "mere-date-of-the-last-change": Case(
        page(
            "<meta name='date' content='2021-04-09'><meta name='last-modified' content='2021-04-09'>",
            after="<p>5 April 2021</p>",
        ),
        "2021-04-05",
        "visible",
        "2021-04-09",
    ),
    "microformat's-updated": Case(
        page(after="<span class='entry-date updated'>5 April 2021</span>"), "2021-04-05", "visible"
    ),
    "template's-date-loses": Case(
        page(
            "<meta name='date' content='2021-05-30'><link rel='canonical' href='https://example.org/2021/04/05/pier.html'>",
            after="<p class='date'>5 April 2021</p>",
        ),
        "2021-04-05",
        "link:canonical",
    ),
    "local-day-beside-utc": Case(
        page("<meta name='pubdate' content='2021-04-06T01:00:00Z'>", after="<p>April 5, 2021, 9:00 PM</p>"),
        "2021-04-05T21:00:00-04:00",
        "meta:pubdate",
    ),
    "local-day-beside-another-time": Case(
        page("<meta name='pubdate' content='2021-04-06T01:07:00Z'>", after="<p>April 5, 2021, 9:00 PM</p>"),
        "2021-04-05T21:00:00",
        "visible",
    ),
    "date-in-the-headline": Case(page(title="The night of 5 April 2021 at the pier"), None, None),
    "forum's-member-and-clock": Case(
        page(
            before="<dl><dd class='profile-joined'>Joined: 3 March 2019, 05:56</dd></dl><p>Joined: 4 March 2019</p>",
            after="<p class='author'>by ina » 5 April 2021, 05:42</p>",
        )
        + "<div>Aktuelles Datum und Uhrzeit: 30.05.2021, 19:22</div>",
        "2021-04-05T05:42:00",
        "visible",
    ),
    "date-in-the-headline-beside-its-own": Case(
        "<html lang='de'><title>Ergebnisse vom Pokal, 3.4.2021</title><body><div><div><h1>Ergebnisse vom Pokal, 3.4.2021</h1>"
        f"<p>von <span>Ina Kern</span> | <span>5. April 2021</span></p></div>{BODY}</div></body></html>",
        "2021-04-05",
        "visible",
    ),
    "date-in-the-text": Case(
        page(after="<p>The pier, which was built after the storm of 5 April 1921, is closed now.</p>"), None, None
    ),
    "ambiguous": Case(page(after="<p>03/04/2021</p>"), None, None),
    "ambiguous-decided-by-region": Case(page(after="<p>03/04/2021</p>", lang="en-GB"), "2021-04-03", "visible"),
    "ambiguous-decided-by-domain": Case(
        page("<meta property='og:url' content='https://www.example.co.uk/pier'>", after="<p>03/04/2021</p>"),
        "2021-04-03",
        "visible",
    ),
    "domain-sold-to-anybody": Case(
        page("<meta property='og:url' content='https://example.tv/pier'>", after="<p>03/04/2021</p>"), None, None
    ),
    "ambiguous-decided-by-address": Case(
        page("<link rel='canonical' href='https://example.org/2021/03/04/pier'>", after="<p>03/04/2021</p>"),
        "2021-03-04",
        "link:canonical",
    ),
    "epoch": Case(page(after="<time datetime='1970-01-01T00:00:00Z'></time>"), None, None),
    "month-of-an-archive": Case(page() + "<ul class='archive'><li>April 2021</li><li>March 2021</li></ul>", None, None),
    "picture's-path": Case(
        page("<meta property='og:image' content='https://example.org/2021/04/05/pier.jpg'>"), None, None
    ),
    "modified-before-published": Case(
        page(META + "<meta name='lastmod' content='2021-03-01'>"),
        "2021-04-05T10:00:00+02:00",
        "meta:article:published_time",
    ),
}


@pytest.mark.parametrize("case", [*WITNESSES.values(), *TRAPS.values()], ids=[*WITNESSES, *TRAPS])
def test_what_a_page_says_of_its_dates(case):
    found = read(case.text)
    assert shown(found.published) == case.published
    assert (found.published and found.published.rule) == case.rule
    assert shown(found.modified) == case.modified


def test_the_finest_time_of_the_day_that_wins():
    found = read(page("<meta name='dc.date.issued' content='2021-04-05'>" + META)).published
    assert (found.precision, found.timezone_known) == (Precision.SECOND, True)


@pytest.mark.parametrize("case", WITNESSES.values(), ids=WITNESSES)
def test_evidence_stands_in_the_page(case):
    words = read(case.text).published.evidence
    assert words.rpartition(" = ")[2] in case.text


def test_what_lies_after_the_capture_is_not_believed():
    text = page("<meta name='pubdate' content='2021-08-01'>", after="<p class='date'>5 April 2021</p>")
    assert shown(read(text, captured_at=CAPTURED).published) == "2021-04-05"


def test_the_time_of_the_capture_is_a_date_of_no_article():
    text = page(f"<meta name='date' content='{CAPTURED.isoformat()}'>", after="<p class='date'>5 April 2021</p>")
    assert shown(read(text, captured_at=CAPTURED).published) == "2021-04-05"


def test_the_told_address_is_a_witness():
    found = read(page(), url="https://example.org/news/20210405-pier").published
    assert (shown(found), found.rule, found.evidence) == ("2021-04-05", "url", "20210405")


@given(st.text(max_size=200))
def test_any_words_where_a_date_is_expected(words):
    text = page(f"<meta name='pubdate' content='{words}'>", after=f"<time datetime='{words}'>{words}</time>")
    read(text)


@given(st.from_regex(r"\A[0-9T:/.+Z -]{4,40}\Z"))
def test_any_numbers_where_a_date_is_expected(words):
    read(page(f"<meta name='pubdate' content='{words}'>", after=f"<time datetime='{words}'>{words}</time>"))


def test_ten_thousand_dates_are_looked_over_and_not_read():
    rows = "".join(f"<li><time datetime='2020-01-{n % 28 + 1:02}'>{n}</time></li>" for n in range(10_000))
    assert shown(read(page(LD) + f"<ul>{rows}</ul>").published) == "2021-04-05T10:00:00+02:00"


def test_deep_nesting_is_climbed_a_few_levels_only():
    text = page(LD).replace("</body>", "<div>" * 3000 + "5 May 2021" + "</div>" * 3000 + "</body>")
    assert shown(read(text).published) == "2021-04-05T10:00:00+02:00"
