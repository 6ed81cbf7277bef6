import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.html.content import read_content
from transforms.html.runs import read_runs
from transforms.html.tree import read_tree
from transforms.types import Kind, Reason

FIRST = "The lamps along the quay went out on Tuesday, and nobody in the harbour office could say why they did."
SECOND = "By noon the keeper had found a family of swans asleep on the switchboard, which explained a great deal."
THIRD = "The council will vote next week on whether the swans may stay, and who is going to pay for the candles."
ARTICLE = f"<article><h1>Swans put out the lights</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>"


def runs(html):
    return read_runs(read_tree(f"<html><body>{html}</body></html>").root)[0]


def texts(html):
    return [run.text for run in runs(html)]


def content(html):
    return read_content(read_tree(f"<html><body>{html}</body></html>"))


def kept(html):
    return [block.text for block in content(html).kept]


def reasons(html):
    return {item.block.text: item.reason for item in content(html).removed}


# --- runs -------------------------------------------------------------------------------------------------------------


def test_block_elements_are_runs_in_the_order_of_the_text():
    html = "<h1>Title</h1>before<p>One <b>two</b> three.</p>after<ul><li>item</li></ul><blockquote><p>said</p></blockquote>"
    assert texts(html) == ["Title", "before", "One two three.", "after", "item", "said"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div>three<span> four</span></div>", ["three four"]),
        ("<p>one</p><div>two</div>", ["one", "two"]),
        ("<p>one<br>two</p>", ["one two"]),
        ("<p>one<br> <br>two</p>", ["one", "two"]),
        ("<div><a>one</a><br><a>two</a></div>", ["one", "two"]),
        ("<p><b>one</b><br>two <b>three</b> four</p>", ["one", "two three four"]),
        ("<amp-list>one</amp-list><bsp-item>two</bsp-item>", ["one", "two"]),
    ],
    ids=["inline", "blocks", "one-line-end", "two-line-ends", "list-of-links", "bold-line", "elements-of-a-site's-own"],
)
def test_words_are_neither_glued_nor_torn(html, expected):
    assert texts(html) == expected


def test_what_is_not_shown_is_not_read():
    html = (
        "<script>var a</script><style>p{}</style><!-- no --><template>no</template><p hidden>no</p>"
        "<p style='display: none'>no</p><p>yes</p>"
    )
    assert texts(html) == ["yes"]


def test_link_density_is_the_linked_share():
    assert runs("<p><a>12345</a>67890</p>")[0].link_density == pytest.approx(0.5)


def test_elements_sum_up_what_is_in_them():
    _, nodes = read_runs(read_tree("<html><body><div><p>abc</p><p><a>de</a></p></div></body></html>").root)
    div = next(node for node in nodes if node.tag == "div")
    assert (div.runs, div.chars, div.link_density) == (2, 5, pytest.approx(0.4))


# --- content ----------------------------------------------------------------------------------------------------------


def test_the_paragraphs_of_an_article_stay_whole():
    assert kept(ARTICLE)[-3:] == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<nav><a>words</a></nav>", Reason.NAVIGATION),
        ("<footer>words</footer>", Reason.RIGHTS),
        ("<div class='cookie-banner'><button>words</button></div>", Reason.NAVIGATION),
        ("<section class='related'><ul><li><a>words</a></li></ul></section>", Reason.RELATED),
        ("<div><ul><li><a href='/x'>words</a></li><li><a href='/y'>others</a></li></ul></div>", Reason.NAVIGATION),
    ],
    ids=["nav", "footer", "button", "related", "list-of-links"],
)
def test_furniture_is_apart_with_its_reason(html, reason):
    assert reasons(html + ARTICLE)["words"] is reason
    assert "words" not in kept(html + ARTICLE)


def test_linked_lines_under_the_text_are_related():
    assert reasons(ARTICLE + "<div><ul><li><a>words</a></li></ul></div>")["words"] is Reason.RELATED


def test_kinds_come_from_the_elements():
    html = f"<article><h2>A second thought</h2><p>{FIRST}</p><blockquote><p>{SECOND}</p></blockquote><p>{THIRD}</p></article>"
    kinds = {block.text: (block.kind, block.level) for block in content(html).kept}
    assert kinds[FIRST] == (Kind.PARAGRAPH, 0)
    assert kinds[SECOND] == (Kind.PARAGRAPH, 0)


@pytest.mark.parametrize(
    ("inside", "gone"),
    [
        ("<span class='sr-only'>Opens in a new window</span>", "Opens in a new window"),
        ("<span class='caption'>The quay at night</span>", "The quay at night"),
    ],
    ids=["for-screen-readers", "caption"],
)
def test_what_stands_inside_a_paragraph_without_being_its_own(inside, gone):
    html = ARTICLE.replace("went out", f"went out {inside}")
    assert FIRST in kept(html)
    assert gone in reasons(html)


def test_every_run_is_in_exactly_one_place():
    html = f"<nav>menu</nav>{ARTICLE}<footer>foot</footer>"
    found = content(html)
    wheres = sorted([block.where for block in found.kept] + [item.block.where for item in found.removed])
    assert wheres == list(range(1, len(texts(html)) + 1))


@given(st.text(alphabet="<>/=\"' abpdivspnhlu1&;#\n", max_size=400))
def test_any_markup_gives_blocks(html):
    tree = read_tree(html)
    found = read_content(tree) if tree is not None else None
    assert found is None or all(block.text and 0 <= block.link_density <= 1 for block in found.kept)


def test_deep_nesting_does_not_end_the_run():
    assert isinstance(texts("<div>" * 20_000 + "<p>words</p>"), list)
