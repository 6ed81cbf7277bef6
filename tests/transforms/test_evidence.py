"""Words found again as they stand in the capture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.evidence import verbatim

FOUND = [
    ("same", "7 October 2015", "7 October 2015", "7 October 2015"),
    ("runs-of-space", "Posted  7\tOctober\n 2015 by", "7 October 2015", "7\tOctober\n 2015"),
    ("no-break-space", "7\u00a0October\u202f2015", "7 October 2015", "7\u00a0October\u202f2015"),
    ("marks-within-words", "\u200f7 أكتو\u200bبر 2015", "7 أكتوبر 2015", "7 أكتو\u200bبر 2015"),
    ("signs-are-literal", "(a.b) a.b", "a.b", "a.b"),
    ("not-there", "  another line ", "7 October", "another line"),
]


@pytest.mark.parametrize(("raw", "words", "expected"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_verbatim(raw, words, expected):
    assert verbatim(raw, words) == expected


@given(st.text(max_size=80), st.text(max_size=40))
def test_what_is_found_stands_in_the_capture(raw, words):
    assert verbatim(raw, words) in raw
