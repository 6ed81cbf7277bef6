import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.blocks import text_blocks
from transforms.segment import segment
from transforms.types import Cleaned, Reason, Removed, Role

PARAGRAPH = (
    "The council of Ardmoor voted on Monday evening to rebuild the old market hall, which a fire had damaged in spring, and to keep "
    "its iron roof as it was. Nobody spoke against the plan."
)
SECOND = "Traders had asked for a roof over the northern side as well. The mayor said that this would have to wait for a year."
BODY = f"{PARAGRAPH}\n\n{SECOND}\n\n{PARAGRAPH} {SECOND}\n\n{SECOND} {PARAGRAPH}"


def read(text, removed=()):
    blocks = text_blocks(text)
    out = dict(removed)
    return segment(
        Cleaned(
            tuple(block for block in blocks if block.text not in out),
            tuple(Removed(block, out[block.text], "test") for block in blocks if block.text in out),
        ),
        "en",
    )


def titles(text, removed=()):
    return [
        next((item.block.text for item in part.blocks if item.role is Role.TITLE), None) for part in read(text, removed)
    ]


ONE, TWO, THREE = (
    "Council rebuilds the market hall",
    "Ferry captain retires after forty years",
    "Island shop opens without a keeper",
)


@pytest.mark.parametrize(
    ("text", "expected", "evidence"),
    [
        pytest.param(f"{ONE}\n\n{BODY}", [ONE], ["whole"], id="one article"),
        pytest.param(f"{ONE}\n\n{BODY}\n\n{TWO}\n\n{BODY}", [ONE], ["whole"], id="a subhead is no cut"),
        pytest.param(
            f"{ONE}\n7 October 2015\n\n{BODY}\n\n{TWO}\n\n{BODY}",
            [ONE],
            ["whole"],
            id="a subhead after a dated head is no cut",
        ),
        pytest.param(
            f"{ONE}\n7 October 2015\n\n{BODY}\n\n{TWO}\n8 October 2015\n\n{BODY}",
            [ONE, TWO],
            ["whole", "headline+date"],
            id="headline and date",
        ),
        pytest.param(
            f"Three stories from the islands today\n\n{ONE}\n7 October 2015\n\n{BODY}\n\n{TWO}\n8 October 2015\n\n{BODY}",
            [ONE, TWO],
            ["whole", "headline+date"],
            id="a headline over all belongs to none",
        ),
        pytest.param(
            f"{ONE}\nLONDON, Sept 28 (Reuters) - {PARAGRAPH}\n\n{TWO}\nPARIS, Sept 28 (AFP) - {PARAGRAPH}\n\n{THREE}\nROME, Sept 28 (AP) - {SECOND}",
            [ONE, TWO, THREE],
            ["whole", "headline+dateline", "headline+dateline"],
            id="wire digest",
        ),
        pytest.param(
            f"{ONE}\nBy Jane Doe\n\n{BODY}\n\n{TWO}\nBy John Roe\n\n{BODY}",
            [ONE, TWO],
            ["whole", "headline+byline"],
            id="headline and byline",
        ),
        pytest.param(
            f"{ONE}\n\n{BODY}\n\n(Reporting by Jane Doe; Editing by John Roe)\n\n{TWO}\n\n{BODY}",
            [ONE, TWO],
            ["whole", "byline+headline"],
            id="byline at the foot before a headline",
        ),
        pytest.param(
            f"7 October 2015\n{ONE}\n\n{BODY}\n\n8 October 2015\n{TWO}\n\n{BODY}",
            [ONE, TWO],
            ["whole", "date+headline"],
            id="dates above headlines",
        ),
        pytest.param(
            f"{ONE}\n\n{BODY}\n\n\n\n\n{TWO}\n\n{BODY}",
            [ONE, TWO],
            ["whole", "gap+headline"],
            id="a gap far wider than the others",
        ),
        pytest.param(
            f"{ONE}\n\n{BODY}\n\n==========\n{TWO}\n\n{BODY}\n\n==========\n{THREE}\n\n{BODY}",
            [ONE, TWO, THREE],
            ["whole", "separator+headline", "separator+headline"],
            id="rules of signs",
        ),
        pytest.param(
            f"Storm over the coast: the day in entries\n7 October 2015\n\n15:05: {ONE}\n{SECOND}\n\n14:10: {TWO}\n{SECOND}\n\n12:30: {THREE}\n{SECOND}",
            [f"15:05: {ONE}", f"14:10: {TWO}", f"12:30: {THREE}"],
            ["ticker"] * 3,
            id="ticker",
        ),
        pytest.param(
            f"{ONE}\n7 October 2015\n\n{BODY}\n\n{BODY}\n\n{TWO}\n6 October 2015\n{SECOND}\n\n{THREE}\n5 October 2015\n{SECOND}",
            [ONE],
            ["whole"],
            id="teasers under a long article",
        ),
        pytest.param(f"{PARAGRAPH}\n\n{SECOND}", [None], ["whole"], id="no headline"),
    ],
)
def test_cuts(text, expected, evidence):
    assert titles(text) == expected
    assert [part.evidence for part in read(text)] == evidence


def test_a_collection_title_is_removed_with_its_reason():
    first, _ = read(
        f"Three stories from the islands today\n\n{ONE}\n7 October 2015\n\n{BODY}\n\n{TWO}\n8 October 2015\n\n{BODY}"
    )
    assert [(item.reason, item.block.text) for item in first.removed] == [
        (Reason.COLLECTION_TITLE, "Three stories from the islands today")
    ]


def test_a_date_over_all_is_shared():
    parts = read(
        f"Stories from the islands today\n7 October 2015\n\n{ONE}\nBy Jane Doe\n\n{BODY}\n\n{TWO}\nBy John Roe\n\n{BODY}"
    )
    assert [[item.block.text for item in part.blocks if item.role is Role.DATE] for part in parts] == [
        ["7 October 2015"]
    ] * 2


def test_a_date_over_all_that_no_article_needs_is_removed_with_its_reason():
    own = f"{ONE}\n{PARAGRAPH}\n7 October 2015"
    parts = read("\n".join(["7 October 2015", *[ONE] * 8, PARAGRAPH, "7 October 2015", own]))
    assert [item.block.where for item in parts[0].removed if item.rule == "segment:over all"] == [1]


def test_furniture_that_repeats_is_a_cut_and_goes_with_its_article():
    text = f"{ONE}\n\n{BODY}\n\nShare this story\n\n{TWO}\n\n{BODY}\n\nShare this story"
    parts = read(text, [("Share this story", Reason.SOCIAL)])
    assert [part.evidence for part in parts] == ["whole", "furniture"]
    assert [len(part.removed) for part in parts] == [1, 1]


def test_furniture_in_the_middle_of_one_article_is_no_cut():
    text = f"{ONE}\n\n{BODY}\n\nShare this story\n\n{TWO}\n\n{BODY}"
    assert len(read(text, [("Share this story", Reason.SOCIAL)])) == 1


@pytest.mark.parametrize("text", ["Accept", "Home\nNews\nSport", "…", "7 October 2015"])
def test_a_capture_without_a_body_has_no_article(text):
    assert read(text) == ()


LINES = [
    ONE,
    TWO,
    THREE,
    PARAGRAPH,
    SECOND,
    "7 October 2015",
    "By Jane Doe",
    "",
    "",
    "====",
    "LONDON (Reuters) - " + SECOND,
    "14:10: " + ONE,
    "News",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(LINES) | st.text(max_size=30), max_size=25))
def test_every_line_is_in_exactly_one_place(lines):
    text = "\n".join(line.replace("\r", " ") for line in lines)
    parts = read(text)
    blocks = [block.where for block in text_blocks(text)]
    kept = {item.block.where for part in parts for item in part.blocks}
    removed = [item.block.where for part in parts for item in part.removed]
    if parts:
        assert len(removed) == len(set(removed))
        assert sorted(kept | set(removed)) == blocks
        assert not kept & set(removed)
    assert [part.position for part in parts] == list(range(len(parts)))
