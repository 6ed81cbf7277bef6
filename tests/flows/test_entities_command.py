"""`copydesk entities`: the text comes out whole, with every mention marked, whatever the capture holds."""

import io
import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from flows.entities import entities
from flows.limits import Limits
from flows.marked import TITLE, MarkedArticle, mark_capture
from flows.marked_page import PageForm
from sources.files import open_captures
from transforms.entities import Mention
from transforms.name_models import installed
from transforms.pipeline import extract_capture
from transforms.types import Entity

CORPUS = Path(__file__).parents[2] / "corpus"
HERE = Limits(0, 0)  # no child

TEXT = """\
Ministers meet in Vienna

7 October 2015

VIENNA (Reuters) - Sergey Lavrov met John Kerry in Vienna on Friday, and Kerry said that they had spoken of Syria.
They will meet again in Geneva, a spokesman of the United Nations said, when the chairs have been mended.
"""


def shown(capture, *, form="text", limits=HERE, model=False):
    out, err = io.StringIO(), io.StringIO()
    status = entities(capture, out, err, form=form, limits=limits, model=model)
    return status, out.getvalue(), err.getvalue()


@pytest.fixture
def capture(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(TEXT)
    return path


def test_every_mention_is_marked_with_type_id_and_method(capture):
    status, text, err = shown(capture)
    assert (status, err) == (0, "")
    assert re.search(r"\[Sergey Lavrov\|person, Q58217, table\] met \[John Kerry\|person, \S+, table\]", text)
    assert re.search(r"and \[Kerry\|person, \S+, (?:surname|table)\] said", text)
    assert re.search(r"^  Syria; place; Q858; 1 x; table; SY", text, re.MULTILINE)
    assert re.search(
        r"^person: 2 in 3 mentions; organization: 1 in 1 mentions; place: 3 in \d mentions$", text, re.MULTILINE
    )


def test_a_capture_is_read_within_limits(capture):
    """The child gives what this process would, and what takes too long is rejected."""
    assert shown(capture, limits=Limits(60, 0)) == shown(capture)
    status, _, err = shown(capture, limits=Limits(0.0001, 0))
    assert status == 1
    assert "time-limit" in err


def test_each_article_of_a_capture_in_turn():
    _, text, _ = shown(CORPUS / "en-three-articles-one-page.txt")
    assert re.findall(r"Article (\d) of (\d)", text) == [("1", "3"), ("2", "3"), ("3", "3")]


def test_the_names_are_those_that_extract_gives():
    """Summary, headline in capitals, several languages."""
    for name in ("en-fifa-election", "en-newspaper-page", "ar-qimmat-al-ula", "de-live-ticker"):
        (found,) = open_captures(CORPUS / f"{name}.txt")
        expected = [article.entities for article in extract_capture(found).articles]
        assert [article.entities for article in mark_capture(found, model=False).articles] == expected


@pytest.mark.parametrize("name", ["en-fifa-election", "zh-menhu", "ar-wakala", "en-three-articles-one-page"])
def test_no_word_is_lost_by_marking(name):
    (found,) = open_captures(CORPUS / f"{name}.txt")
    for article in mark_capture(found, model=False).articles:
        words = ["".join(piece.words for piece in pieces) for pieces in article.marked()]
        assert words == [article.title or "", *article.paragraphs]


# --- a page -----------------------------------------------------------------------------------------------------------

HOSTILE = TEXT.replace("John Kerry in Vienna", "John Kerry in <b onclick=alert(1)>Vienna</b> &amp; <!-- Bonn").replace(
    "when the chairs", "when <script>alert('x')</script> & the chairs"
)
NASTY = "\"><script>alert('x')</script>&amp;"


class Page(HTMLParser):
    """The tags of a page, and its text."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.text = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.text.append(data)


def page_of(capture):
    status, html, _ = shown(capture, form="html")
    assert status == 0
    page = Page()
    page.feed(html)
    return html, page


def test_a_page_is_complete_by_itself(capture):
    html, page = page_of(capture)
    assert html.startswith("<!doctype html>")
    assert html.rstrip().endswith("</html>")
    assert '<mark class="person" title="Sergey Lavrov">Sergey Lavrov<small>Q58217 table</small></mark>' in html
    assert not {"script", "link", "img", "iframe"} & page.tags
    assert not re.search(r"https?://", html)
    assert "prefers-color-scheme: dark" in html


def test_words_of_a_capture_are_never_markup_of_the_page(capture):
    capture.write_text(HOSTILE)
    html, page = page_of(capture)
    assert not {"script", "b"} & page.tags
    assert "onclick" not in page.attributes
    assert "<!--" not in html
    assert "when <script>alert('x')</script> & the chairs" in unescape(re.sub("<[^>]*>", "", html))
    assert "</b> &amp; <!-- Bonn" in "".join(page.text)


def test_names_and_ids_are_never_markup_of_the_page():
    """A name that a model found is whatever stood in the capture."""
    entity = Entity(id=NASTY, name=NASTY, type="person", mentions=1, method=NASTY)
    article = MarkedArticle(0, 1, NASTY, NASTY, (), (entity,), (Mention(TITLE, 0, len(NASTY), NASTY, NASTY),), NASTY)
    out = io.StringIO()
    PageForm(out).add(NASTY, article)
    page = Page()
    page.feed(out.getvalue())
    assert page.tags <= {"h1", "h2", "p", "article", "mark", "small", "table", "tr", "th", "td"}
    assert page.attributes <= {"class", "lang", "dir", "title"}
    assert "".join(page.text).count(NASTY) >= 6


@pytest.mark.parametrize("form", ["text", "html"])
def test_a_capture_gives_no_orders_to_the_terminal(capture, form):
    capture.write_text(TEXT.replace("chairs", "\x1b]0;owned\x07 \x9b31m chairs"))
    _, text, _ = shown(capture, form=form)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)


# --- for programs, and where there is nothing -------------------------------------------------------------------------


def test_json_has_an_article_a_line(capture):
    _, text, _ = shown(capture, form="json")
    (article,) = map(json.loads, text.splitlines())
    words = [
        article["paragraphs"][one["paragraph"]][one["start"] : one["end"]]
        for one in article["mentions"]
        if one["paragraph"] >= 0
    ]
    assert words[:2] == ["Sergey Lavrov", "John Kerry"]
    assert article["mentions"][1]["type"] == "person"


@pytest.mark.parametrize(
    ("payload", "reason"),
    [(b"", "empty"), (b"Accept cookies\n", "only-boilerplate"), (bytes(range(256)) * 20, "binary")],
    ids=["empty", "only-boilerplate", "binary"],
)
@pytest.mark.parametrize("form", ["text", "html", "json"])
def test_a_reject_is_told_and_is_the_status(tmp_path, payload, reason, form):
    capture = tmp_path / "page.txt"
    capture.write_bytes(payload)
    status, text, err = shown(capture, form=form)
    assert status == 1
    assert reason in err
    assert "Article" not in text


def test_a_folder_is_shown_capture_by_capture(tmp_path):
    for name, text in (("a.txt", TEXT), ("b.txt", ""), ("c.txt", TEXT)):
        (tmp_path / name).write_text(text)
    status, text, err = shown(tmp_path)
    assert status == 1
    assert re.findall(r"(\w)\.txt$", text, re.MULTILINE) == ["a", "c"]
    assert "b.txt" in err


def test_with_the_model_the_page_says_who_looked(capture):
    """Where the model is not installed, the table's names are shown, and that it was the table alone."""
    _, text, _ = shown(capture, model=True)
    searched = f"table and {installed('en')}" if installed("en") else "table alone"
    assert f"names by {searched}" in text
    assert "[Sergey Lavrov|person" in text


# --- through the executable -------------------------------------------------------------------------------------------


def test_the_command_prints_and_says_how_it_went(bare_desk):
    path = bare_desk.capture("a.txt", TEXT)
    done = bare_desk.run("entities", path, "--no-model")
    assert (done.returncode, done.stderr) == (0, "")
    assert "[Sergey Lavrov|person, Q58217, table]" in done.stdout
    assert "\x1b" not in done.stdout
    assert bare_desk.run("entities", "nothing-here.txt").returncode == 1
    assert bare_desk.run("entities", path, "--html", "--json").returncode == 2
