import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.html.blocks import html_blocks, parse
from transforms.types import Kind, Reason


def read(html):
    return html_blocks(parse(html))


def texts(html):
    return [block.text for block in read(html).blocks]


def reasons(html):
    return {item.block.text: item.reason for item in read(html).removed}


def test_block_elements_are_blocks_in_the_order_of_the_text():
    html = "<h1>Title</h1>before<p>One <b>two</b> three.</p>after<ul><li>item</li></ul><blockquote><p>said</p></blockquote>"
    assert texts(html) == ["Title", "before", "One two three.", "after", "item", "said"]


def test_words_of_neighbouring_elements_are_not_glued():
    assert texts("<p>one<br>two</p><div>three<span> four</span></div>") == ["one", "two", "three four"]


def test_kinds_come_from_the_elements():
    blocks = read(
        "<h2>Head</h2><ul><li><div>item</div></li></ul><table><tr><td>cell</td></tr></table><p>words</p>"
    ).blocks
    assert [(block.kind, block.level) for block in blocks] == [
        (Kind.HEADING, 2),
        (Kind.LIST_ITEM, 0),
        (Kind.TABLE, 0),
        (Kind.PARAGRAPH, 0),
    ]


def test_what_is_not_shown_is_not_read():
    html = "<script>var a</script><style>p{}</style><!-- no --><template>no</template><p hidden>no</p><p style='display: none'>no</p><p>yes</p>"
    assert texts(html) == ["yes"]


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<nav><a>words</a></nav>", Reason.NAVIGATION),
        ("<footer>words</footer>", Reason.RIGHTS),
        ("<div class='cookie-banner'><p>words</p></div>", Reason.COOKIE),
        ("<div id='newsletter_box'>words</div>", Reason.NEWSLETTER),
        ("<figure><img><figcaption>words</figcaption></figure>", Reason.CAPTION),
        ("<aside>words</aside>", Reason.RELATED),
        ("<section class='comments'><p>words</p></section>", Reason.COMMENT),
    ],
)
def test_furniture_is_apart_with_its_reason(html, reason):
    assert texts(f"<body>{html}<p>body</p></body>") == ["body"]
    assert reasons(f"<body>{html}<p>body</p></body>") == {"words": reason}


def test_a_word_of_a_class_counts_whole():
    assert texts("<p class='advancement shareholder'>kept</p>") == ["kept"]


def test_link_density_is_the_linked_share():
    assert read("<p><a>12345</a>67890</p>").blocks[0].link_density == pytest.approx(0.5)


def test_every_block_has_its_number():
    found = read("<nav>a</nav><p>b</p><p>c</p>")
    assert [item.block.where for item in found.removed] == [1]
    assert [block.where for block in found.blocks] == [2, 3]


@given(st.text(alphabet="<>/=\"' abpdivspnhlu1&;#\n", max_size=400))
def test_any_markup_gives_blocks(html):
    found = read(html)
    assert all(block.text and 0 <= block.link_density <= 1 for block in found.blocks)


def test_deep_nesting_does_not_end_the_run():
    html = "<div>" * 20_000 + "<p>words</p>"
    assert isinstance(texts(html), list)
