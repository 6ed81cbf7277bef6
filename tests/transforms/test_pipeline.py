import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.files import make_capture
from transforms.blocks import fold, text_blocks
from transforms.pipeline import extract_capture, trace_capture

LINES = [
    "Bridge at Ardmoor reopens",
    "7 October 2015",
    "LONDON, Sept 28 (Reuters) - The bridge was reopened on Friday, and the mayor said that it would stand for a hundred years.",
    "It had been closed since the spring, when a barge struck its third pier and nobody could say whose barge it was.",
    "By Jane Doe",
    "READ MORE: The barge that nobody owns",
    "Accept cookies",
    "Comments (3)",
    "10:20 Uhr: Die Brücke ist offen",
    "— RT (@RT_com) November 13, 2015",
    "新华社北京10月7日电（记者 王明）大桥星期五重新开放。",
    "",
]


def trace(text):
    return trace_capture(make_capture("u", text.encode("utf-8", "surrogatepass"), "a.txt"))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(LINES) | st.text(max_size=80), max_size=20))
def test_any_text_gives_articles_or_a_reject_and_no_line_is_lost(lines):
    text = "\n".join(lines)
    done = trace(text)
    assert not any(item.reason == "bug" for item in done.extraction.rejected), done.extraction.rejected
    assert done.extraction.articles or done.extraction.rejected
    if done.page is None or not done.segments:
        return
    placed = {item.block.where for part in done.segments for item in (*part.blocks, *part.removed)}
    assert placed == {block.where for block in text_blocks(done.page.text)}


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=2000), st.sampled_from(["a.txt", "a.html"]))
def test_any_bytes_give_articles_or_a_reject(payload, name):
    done = extract_capture(make_capture("u", payload, name))
    assert not any(item.reason == "bug" for item in done.rejected), done.rejected


def test_the_same_capture_gives_the_same_articles():
    text = "\n".join(LINES)
    assert trace(text).extraction == trace(text).extraction


README_CAPTURE = """\
0
Saturday 17 June 2017 - 04:18

Bridge at Ardmoor reopens

Story Code : 646570
Bridge at Ardmoor reopens
LONDON, June 16 (Reuters) - The bridge at Ardmoor was reopened on Friday, three months after a barge struck its third pier.
The mayor said that nobody had been hurt, and that the town would not ask whose barge it had been.
"""


def test_the_readme_tells_the_truth_about_its_capture():
    (article,) = trace(README_CAPTURE).extraction.articles
    assert article.title == "Bridge at Ardmoor reopens"
    assert (str(article.published.date), article.published.precision) == ("2017-06-17 04:18:00", "minute")
    assert article.published.timezone_known is False
    assert article.published.evidence == "Saturday 17 June 2017 - 04:18"
    assert (article.dateline.place, article.agencies) == ("London", ("Reuters",))
    assert [(item.text, str(item.date)) for item in article.mentioned_dates] == [("on Friday", "2017-06-16")]
    assert set(article.removed_reasons) == {"counter", "metadata", "title-repeat"}
    assert fold(article.body).startswith("The bridge at Ardmoor was reopened")


@pytest.mark.parametrize("size", [200_000, 400_000])
def test_a_long_text_is_one_article(size):
    paragraph = (
        "The council voted on Monday evening to rebuild the old market hall, which a fire had damaged in spring.\n\n"
    )
    done = trace("A headline over a very long text\n\n" + paragraph * (size // len(paragraph)))
    assert len(done.extraction.articles) == 1
