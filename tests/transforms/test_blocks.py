from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.blocks import fold, text_blocks
from transforms.types import Kind


def texts(text):
    return [block.text for block in text_blocks(text)]


def test_a_line_is_a_block_and_knows_its_place():
    blocks = text_blocks("Title\n\n\n  First paragraph.\nSecond paragraph.\n")
    assert [(block.text, block.where, block.gap, block.indent) for block in blocks] == [
        ("Title", 1, 0, 0),
        ("First paragraph.", 4, 2, 2),
        ("Second paragraph.", 5, 0, 0),
    ]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param("a\u00a0b\u2009c\u3000d", "a b c d", id="spaces"),
        pytest.param("a\u200bb\u200f\u202bc\ufeff", "abc", id="invisible marks"),
        pytest.param("co\u00adoperate", "cooperate", id="soft hyphen"),
        pytest.param("می\u200cخواهد", "می\u200cخواهد", id="the Persian non-joiner stays"),
        pytest.param("7 October، 2015", "7 October، 2015", id="Arabic comma"),
    ],
)
def test_fold_takes_only_what_is_not_seen(raw, clean):
    assert fold(raw) == clean
    assert texts(raw) == [clean]


def test_the_raw_line_stays_as_it_was():
    (block,) = text_blocks("  so\u200bme\u00a0 words ")
    assert (block.text, block.raw) == ("some words", "  so\u200bme\u00a0 words ")


def test_a_sentence_broken_in_the_middle_is_joined():
    text = "Some details have still to be made clear in a meeting later today by\nthe ministry's experts, he said.\nThe end."
    assert texts(text) == [
        "Some details have still to be made clear in a meeting later today by the ministry's experts, he said.",
        "The end.",
    ]
    assert [(block.where, block.lines) for block in text_blocks(text)] == [(1, 2), (3, 1)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("home\nabout us\ncontact us today", id="a menu in lower case"),
        pytest.param(
            "This is a sentence that has its end and is long enough.\niPhones are dear.", id="a sentence's end"
        ),
        pytest.param("These are the things that you will need for it in any case:\n- flour\n- water", id="a list"),
        pytest.param(
            "A headline that is long enough to be taken for a wrapped line\n\nlower case after a blank line",
            id="a blank line",
        ),
    ],
)
def test_lines_that_their_author_ended_stay_apart(text):
    assert texts(text) == [line for line in text.split("\n") if line]


WRAPPED = """\
The council of Ardmoor voted on Monday evening to rebuild the old
market hall, which a fire had damaged in spring, and to keep its iron
roof as it was. Nobody spoke against the plan, and the work is to
begin before the first frost of the year.

Traders had asked for a roof over the northern side as well. The
mayor said that this would have to wait until the money for it was
found, and that nobody should count on it before the year after next.
   The hall was built in 1884 by a company of railway engineers and
has been open on every market day since then, in war and in peace and
through two great floods.
"""


def test_a_text_broken_at_a_fixed_width_gets_its_paragraphs_back():
    paragraphs = texts(WRAPPED)
    assert [paragraph.split()[0] for paragraph in paragraphs] == ["The", "Traders", "The"]
    assert all(paragraph.endswith(".") for paragraph in paragraphs)


def test_verse_is_not_wrapped_prose():
    verse = "The river knows the harbour lights\nAnd keeps them all the winter nights\n" * 6
    assert len(texts(verse)) == 12


@pytest.mark.parametrize("item", ["• flour", "- water", "1. salt", "– yeast", "(2) oil"])
def test_list_items_are_known(item):
    assert text_blocks(item)[0].kind is Kind.LIST_ITEM


@given(st.text(max_size=2000))
def test_no_word_is_lost(text):
    text = text.replace("\r", "\n")
    blocks = text_blocks(text)
    assert "".join(fold(text).split()) == "".join("".join(block.text for block in blocks).split())
    assert all(later.where >= earlier.where + earlier.lines for earlier, later in pairwise(blocks))
