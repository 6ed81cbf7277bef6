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


_FIRST_PAGE = """\
The Guardian
Home | World | Politics | Business | Sport
Subscribe
Log in

Harbour of Ardmoor closes its old lock after a century

By Moira Tallis
12 May 2021, 09:40

The harbour board of Ardmoor closed the old lock on Wednesday, a hundred and four years after the first ship went through it. \
About three hundred people stood on the quay and watched the gates shut for the last time.

The lock had been too narrow for the newer ferries since the eighties, and the gates leaked at every spring tide. Its keeper \
said that he would miss the noise more than the work.

The board wants to keep the stone walls and to turn the basin into a pool for children who learn to sail. The town has to agree \
to the plan before the end of the summer.

Share this article
Related articles
About us
Contact
Privacy policy
Terms of use
© 2021 Guardian News & Media Limited. All rights reserved.
"""
_SECOND_PAGE = """\
Home | World | Politics | Business | Sport
Subscribe
Log in

Culture

Mobile library returns to the northern islands

By Ewan Strand
13 May 2021, 07:05

A van with two thousand library books went ashore on Lingay on Thursday, nine years after the council had sold the last one. The driver \
had to wait for the tide before he could leave the ramp.

The van will stop at eleven piers a week, and at the school on every second Monday. Whoever on the islands wants a book that is not on its \
shelves can write its name on a card and put it in a box beside the door.

The council pays for three years, and then it wants to count the cards. The last van had been sold to a fisherman who kept his \
nets in it until it rusted through.

Comments (0)
Contact
Privacy policy
Terms of use
"""


def test_pages_pasted_together_lend_each_other_no_outlet():
    articles = trace(f"{_FIRST_PAGE}\n{_SECOND_PAGE}").extraction.articles
    assert [article.outlet and article.outlet.name for article in articles] == ["The Guardian", None]


def test_articles_of_one_page_share_the_outlet_of_its_rights_line():
    sentence = README_CAPTURE.splitlines()[-1]
    text = "\n\n".join(
        f"Bridge {number} reopens\n{number} May 2021\nBy Jane Doe\n\n{sentence}\n{sentence}" for number in (1, 2)
    )
    articles = trace(f"{text}\n\n© 2021 Guardian News & Media Limited. All rights reserved.").extraction.articles
    assert [article.outlet and article.outlet.name for article in articles] == ["The Guardian", "The Guardian"]
