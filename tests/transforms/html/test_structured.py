import json

import pytest

from transforms.html.structured import read_structured
from transforms.html.tree import read_tree
from transforms.types import Context, Fact

ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Bridge opened",
    "datePublished": "2021-04-05T10:00:00+02:00",
    "author": [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Organization", "name": "The Desk"}],
    "publisher": {"@type": "Organization", "name": "The Example"},
    "articleSection": ["Local", "News"],
}


def read(data=None, head=""):
    script = f"<script type='application/ld+json'>{json.dumps(data)}</script>" if data is not None else ""
    page = f"<html lang='en-GB'><head>{head}{script}</head><body><p>words</p></body></html>"
    return read_structured(read_tree(page), Context())


@pytest.mark.parametrize(
    "wrapped",
    [ARTICLE, [ARTICLE], {"@graph": [{"@type": "WebSite", "name": "x"}, ARTICLE]}],
    ids=["plain", "list", "graph"],
)
def test_json_ld_wherever_it_stands(wrapped):
    found = read(wrapped)
    assert found.title == Fact("Bridge opened", "json-ld:NewsArticle.headline")
    assert found.published.evidence == "json-ld:NewsArticle.datePublished = 2021-04-05T10:00:00+02:00"
    assert found.publisher == Fact("The Example", "json-ld:NewsArticle.publisher")
    assert found.section == Fact("Local", "json-ld:NewsArticle.articleSection")


def test_organizations_are_no_authors():
    assert [fact.value for fact in read(ARTICLE).authors] == ["Jane Doe"]


def test_meta_elements_where_there_is_no_json_ld():
    found = read(
        head="<meta property='article:published_time' content='2021-04-05'><meta name='parsely-author' content='Jane Doe'>"
    )
    assert found.published.evidence == "meta:article:published_time = 2021-04-05"
    assert found.authors == (Fact("Jane Doe", "meta:parsely-author"),)


def test_json_ld_wins_over_meta_elements():
    assert read(ARTICLE, "<meta property='og:title' content='Other'>").title.value == "Bridge opened"


@pytest.mark.parametrize("text", ["{", "[" * 5000, '{"@type": "NewsArticle", "headline": 3}', "null", '"x"'])
def test_broken_json_ld_says_nothing_and_breaks_nothing(text):
    tree = read_tree(f"<script type='application/ld+json'>{text}</script><p>words</p>")
    assert read_structured(tree, Context()).title is None


def test_the_page_names_its_language_and_address():
    found = read(head="<link rel='canonical' href='https://example.org/a'>")
    assert (found.language.value, found.url.value) == ("en-GB", "https://example.org/a")


def test_an_address_that_is_no_web_address_is_none():
    assert read(head="<link rel='canonical' href='javascript:alert(1)'>").url is None
