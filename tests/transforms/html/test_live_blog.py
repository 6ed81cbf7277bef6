"""A live blog becomes dated entries, each an article that knows its page; lists and timelines stay what they are."""

import hashlib
from datetime import UTC, date, datetime

from transforms.pipeline import extract_capture
from transforms.types import Capture, Precision

INTRO = "All day long we follow the otter that has moved into the fountain of Bristol's city hall, and those who want it out."
TEXTS = (
    "The otter has eaten its first goldfish in front of the assembled council, which then broke up for lunch.",
    "A plumber was seen at the edge of the fountain with a net, but he says that he only came for his sandwich.",
    "The fountain has been switched off, and the otter has been seen to complain about it at some length.",
    "By evening the council had voted, by a wide margin, to leave the animal where it is until spring comes.",
)
URL = "https://gazette.example/otter-live-updates"


def read(body: str, title: str = "Live: The otter in the fountain", head: str = "", url: str | None = URL):
    page = f"<html lang='en'><head><title>{title}</title>{head}</head><body><main><h1>{title}</h1>{body}</main></body></html>".encode()
    return extract_capture(
        Capture("file:///live.html", page, "text/html", hashlib.sha256(page).hexdigest(), url)
    ).articles


def entry(number: int, heading: str = "", stamp: str = "2020-03-0{n}T10:0{n}:00Z", tag: str = "div") -> str:
    shown = (
        f"<time datetime='{stamp.replace('{n}', str(number))}'>10.0{number}</time>"
        if stamp
        else f"<span>10:0{number}</span>"
    )
    return f"<{tag} class='update' id='u{number}'>{shown}{heading}<p>{TEXTS[number - 1]}</p></{tag}>"


FOUR = "".join(entry(n, f"<h2>Hour {n} of the otter</h2>") for n in (4, 3, 2, 1))


def test_entries_have_their_own_time_headline_text_and_address():
    articles = read(f"<p>{INTRO}</p><div>{FOUR}</div>")
    assert [one.capture.position for one in articles] == [0, 1, 2, 3, 4]
    assert {one.capture.count for one in articles} == {5}
    assert [one.title for one in articles] == [
        "Live: The otter in the fountain",
        *(f"Hour {n} of the otter" for n in (4, 3, 2, 1)),
    ]
    assert [one.body for one in articles] == [INTRO, *(TEXTS[n - 1] for n in (4, 3, 2, 1))]
    assert [one.published.date for one in articles[1:]] == [
        datetime(2020, 3, n, 10, n, tzinfo=UTC) for n in (4, 3, 2, 1)
    ]
    assert articles[1].published.evidence == "time[datetime] = 2020-03-04T10:04:00Z"
    assert [one.capture.url for one in articles] == [URL, *(f"{URL}#u{n}" for n in (4, 3, 2, 1))]
    assert {one.flags for one in articles} == {("live-blog",)}
    assert len({one.id for one in articles}) == 5


def test_entries_without_headlines_have_no_title():
    assert [one.title for one in read("".join(entry(n) for n in (1, 2, 3)))] == [None, None, None]


def test_a_mere_time_of_day_has_the_pages_day():
    head = '<meta property="article:published_time" content="2020-03-04">'
    articles = read("".join(entry(n, stamp="") for n in (1, 2, 3)), head=head)
    assert [one.published.date for one in articles] == [datetime(2020, 3, 4, 10, n) for n in (1, 2, 3)]  # noqa: DTZ001
    assert {one.published.precision for one in articles} == {Precision.MINUTE}
    assert articles[0].published.evidence == "10:01"


def test_without_a_day_a_time_is_no_date():
    assert {one.published for one in read("".join(entry(n, stamp="") for n in (1, 2, 3)))} == {None}


def test_json_ld_gives_the_address_of_the_entry_it_repeats():
    update = f'{{"@type": "BlogPosting", "articleBody": "{TEXTS[1]}", "url": "https://gazette.example/o/2"}}'
    head = f'<script type="application/ld+json">{{"@type": "LiveBlogPosting", "headline": "The otter", "liveBlogUpdate": [{update}]}}</script>'
    articles = read("".join(entry(n) for n in (1, 2, 3)), "The otter", head, None)
    assert [one.capture.url for one in articles] == [None, "https://gazette.example/o/2", None]


def test_the_names_of_elements_tell_a_live_blog():
    articles = read(f"<div class='c-liveblog'>{FOUR}</div>", "The otter in the fountain", url=None)
    assert len(articles) == 4


def test_two_entries_are_one_article():
    assert len(read(entry(1) + entry(2))) == 1


def test_a_timeline_in_an_article_is_one_article():
    assert len(read(f"<p>{INTRO}</p>{FOUR}", "How the otter came to Bristol", url=None)) == 1


def test_headlines_that_lead_elsewhere_are_a_list():
    linked = "".join(entry(n, f"<h2><a href='/otter-{n}'>Hour {n} of the otter</a></h2>") for n in (1, 2, 3))
    assert len(read(f"<p>{INTRO}</p><p>{TEXTS[3]}</p>{linked}")) <= 1


def test_readers_comments_are_no_entries():
    comments = "".join(entry(n) for n in (1, 2, 3))
    articles = read(f"<p>{INTRO}</p><p>{TEXTS[3]}</p><div class='comments'>{comments}</div>")
    assert len(articles) == 1


def test_days_are_days():
    articles = read("".join(entry(n, stamp="2020-03-0{n}") for n in (1, 2, 3)))
    assert [one.published.date for one in articles] == [date(2020, 3, n) for n in (1, 2, 3)]


def test_a_page_of_many_times_is_read():
    deep = "<div>" * 150 + entry(1) + "</div>" * 150
    assert read(deep + "".join(f"<i><time>10:0{n % 10}</time></i>" for n in range(5000)))[0].body
