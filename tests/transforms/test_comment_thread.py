"""A thread of readers' comments is known by its stamps: who says something, how long ago, or when."""

import pytest

from transforms.blocks import text_blocks
from transforms.comment_thread import comment_thread
from transforms.line_features import read_forms

_PARAGRAPH = (
    "The town of Larkhaven has moved its market to the old quay, and the people who sell there say that they would never "
    "have thought that so many would come to buy on the first morning of the year."
)
_COMMENT = "I was there at nine and there was nothing left but two heads of cabbage and a hat."


def _page(stamp: str) -> str:
    return "\n\n".join([_PARAGRAPH, _PARAGRAPH.replace("market", "fair"), *[stamp, _COMMENT] * 4])


@pytest.mark.parametrize(
    "stamp",
    [
        pytest.param("Anna Berg says", id="english"),
        pytest.param("Anna Berg SAID:", id="in capitals"),
        pytest.param("Anna Berg schrieb:", id="german"),
        pytest.param("Ayşe Yılmaz diyor ki:", id="two words"),
        pytest.param("سامر حداد يقول:", id="arabic"),
        pytest.param("Anna Berg 3 hours ago", id="distance in english"),
        pytest.param("Anna Berg, an hour ago", id="distance without a digit"),
        pytest.param("Max Muster vor 3 Stunden", id="distance in german"),
        pytest.param("Ana Ruiz hace un día", id="distance in spanish"),
        pytest.param("Marie Lebrun il y a 2 heures", id="distance in french"),
        pytest.param("王明 评论 3小时前", id="distance in chinese"),
        pytest.param("Anna Berg 7.10.2015 10:20", id="day and time"),
    ],
)
def test_stamps_make_a_thread(stamp: str) -> None:
    blocks = text_blocks(_page(stamp))
    assert comment_thread(blocks, read_forms(blocks)) == 2


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Anna Berg and the old quay", id="nobody says anything"),
        pytest.param("Anna Berg said nothing at all", id="a sentence goes on"),
        pytest.param("Anna Berg sells 300 hats", id="a number that is no time"),
        pytest.param("Anna Berg 10:20", id="a time without a day"),
    ],
)
def test_other_lines_make_none(line: str) -> None:
    blocks = text_blocks(_page(line))
    assert comment_thread(blocks, read_forms(blocks)) == len(blocks)
