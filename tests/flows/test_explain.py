import io
import re

import pytest

from flows.explain import explain
from transforms.blocks import text_blocks

TEXT = """\
Accept cookies

Bridge at Ardmoor reopens
7 October 2015
LONDON (Reuters) - The bridge was reopened on Friday, and the mayor said that it would stand for a hundred years.
It had been closed since the spring, when a barge struck its third pier and nobody could say whose barge it was.

Share on Facebook
"""


def account(tmp_path, text, *, html=False):
    capture = tmp_path / "page.txt"
    capture.write_text(text)
    out = io.StringIO()
    return explain(capture, out, html=html), out.getvalue()


def test_every_line_has_its_fate(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    status, shown = account(tmp_path, TEXT)
    assert status == 0
    numbers = [int(number) for number in re.findall(r"^\W*(\d+)\W+[a-z]", shown, re.MULTILINE)]
    assert numbers[: len(text_blocks(TEXT))] == [block.where for block in text_blocks(TEXT)]


def test_every_field_has_its_words(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    _, shown = account(tmp_path, TEXT)
    assert re.search(r"published\W+date=2015-10-07.*7 October 2015", shown)
    assert re.search(r"agencies\W+Reuters.*Reuters", shown)
    assert re.search(r"dateline\W+place=London", shown)


def test_words_of_a_capture_are_never_markup_of_the_page(tmp_path):
    _, page = account(tmp_path, TEXT.replace("Bridge", "<script>alert(1)</script> [red]Bridge[/red]"), html=True)
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert "[red]Bridge[/red]" in page


@pytest.mark.parametrize("text", ["", "Accept cookies\n"], ids=["empty", "only boilerplate"])
def test_a_reject_is_told_and_is_the_status(tmp_path, text):
    status, shown = account(tmp_path, text)
    assert status == 1
    assert "rejected" in shown
