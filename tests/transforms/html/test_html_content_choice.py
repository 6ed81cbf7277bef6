import pytest

from transforms.html.content import read_content
from transforms.html.content_choice import choose
from transforms.html.runs import read_runs
from transforms.html.tree import read_tree
from transforms.line_features import Ruling

SURE, DOUBT, NONE = 3.0, 0.5, -3.0
LONG = "The lamps along the quay went out on Tuesday, and nobody in the harbour office could say why. " * 3


def chosen(html, odds, certain=()):
    runs, _ = read_runs(read_tree(f"<html><body>{html}</body></html>").root)
    rulings = [Ruling(certain=index in certain) for index in range(len(runs))]
    return choose(runs, odds, rulings)


def paragraphs(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    ("odds", "certain", "expected"),
    [
        ([SURE, NONE], (), [True, False]),
        ([SURE, DOUBT], (), [True, True]),
        ([DOUBT, DOUBT], (1,), [True, False]),
        ([DOUBT, SURE], (1,), [True, True]),
    ],
    ids=["odds", "doubt-among-sure", "rule", "a-neighbour's-rule"],
)
def test_odds_and_rules(odds, certain, expected):
    assert chosen(paragraphs(LONG, LONG[:-5] + "."), odds, certain) == expected


def test_words_of_a_post_go_with_its_signature():
    html = f"<p>{LONG}</p><blockquote><p>{LONG[5:]}</p></blockquote>"
    assert chosen(html, [SURE, SURE], certain=(1,)) == [True, False]


def test_doubtful_runs_far_from_the_text_go():
    html = f"<div><div>{paragraphs(LONG, LONG[4:], LONG[7:])}</div></div><div>{paragraphs('Rules for readers')}</div>"
    assert chosen(html, [SURE, SURE, SURE, DOUBT]) == [True, True, True, False]


def test_a_page_without_any_text_gets_its_best_paragraph():
    assert chosen(paragraphs(LONG, "Menu"), [-1.0, -1.0]) == [True, False]
    assert chosen(paragraphs(LONG, "Menu"), [-4.0, -4.0]) == [False, False]


def test_a_text_that_stands_twice_is_kept_once():
    html = f"<div>{paragraphs(LONG)}</div><div>{paragraphs(LONG)}</div>"
    assert chosen(html, [SURE, SURE]) == [True, False]


def test_an_element_that_is_never_closed_does_not_take_the_page_with_it():
    html = f"<html><body><div><button class='menu'>Open<main><article><h1>Swans</h1>{paragraphs(LONG, LONG[4:], LONG[7:])}</article></main>"
    assert len(read_content(read_tree(html)).kept) >= 3


def test_a_heading_that_is_never_closed_leaves_paragraphs():
    html = f"<html><body><article><h4>Swans<div>{LONG}<br><br>{LONG[4:]}<br><br>{LONG[7:]}</div></article>"
    assert {block.level for block in read_content(read_tree(html)).kept if len(block.text) > 80} == {0}
