"""Words are the same whether a text has signs of scripts without spaces or not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.words import count_words, long_words, words

_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_TEXT = st.text(st.sampled_from("aZé_ß9 .'’-\n，字漢かカไท한Жم"), max_size=60)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("They don't read well-known U.S.A papers.", 6, id="joined words are one"),
        pytest.param("snake_case", 2, id="an underscore parts"),
        pytest.param("Ärzte übten", 2, id="accents"),
        pytest.param("新闻 and news", 4, id="each sign of Han"),
        pytest.param("カメラ", 3, id="each sign of kana"),
        pytest.param("ข่าว news", 5, id="each sign of Thai"),
    ],
)
def test_words_are_counted(text: str, count: int) -> None:
    assert count_words(text) == count


def test_words_and_signs_keep_their_order() -> None:
    assert words("Die Zeitung 新闻 2021") == ["Die", "Zeitung", "新闻"[0], "新闻"[1], "2021"]


def test_long_words_leave_short_ones_out() -> None:
    assert long_words("The bridge of the old town is new") == ["bridge", "town"]


@given(_TEXT)
def test_one_search_for_words_and_signs_gives_the_same(text: str) -> None:
    assert words(text) == re.findall(rf"[{_SIGNS}]|\w+", text)
    assert long_words(text) == re.findall(rf"\w{{4,}}|[{_SIGNS}]", text)
    assert count_words(text) == len(re.findall(rf"[{_SIGNS}\u0e00-\u0e7f]|[^\W_]+(?:['’.-][^\W_]+)*", text))
