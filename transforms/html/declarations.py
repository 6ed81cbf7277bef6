"""The JSON-LD object that describes the page's own article, and its values as facts.

A page's scripts describe menus, related articles and the site beside it; what belongs to the article is told by type, address
and headline. References (`{"@id": ...}`) are followed to the object they name.
"""

from collections.abc import Iterator
from html import unescape

from transforms.blocks import fold
from transforms.html.tree import HtmlTree, JsonNode, as_list, is_article, node_types
from transforms.types import Fact

_PAGES = ("WebPage", "ItemPage", "CollectionPage")
_LONGEST = 2000  # characters of a value


def clean(value: object) -> str:
    """A declared value as words: entities undone (twice: many pages escape what is escaped already), spaces folded."""
    if not isinstance(value, str):
        return ""
    text = value[:_LONGEST]
    while "&" in text and (plain := unescape(text)) != text:
        text = plain
    return fold(text)


def article_node(tree: HtmlTree, address: str | None = None) -> JsonNode | None:
    """The object of the page's own article; None where no script describes one.

    An object that names the page's address is preferred, then an article over the page that holds it, then the first.
    """
    nodes = [node for node in tree.json_ld if is_article(node)]
    if len(nodes) < 2:
        return nodes[0] if nodes else None
    own = _same(address) if address else ""
    return min(nodes, key=lambda node: (own not in _addresses(node) if own else False, _is_page(node)))


def _is_page(node: JsonNode) -> bool:
    return any(kind in _PAGES for kind in node_types(node))


def _addresses(node: JsonNode) -> set[str]:
    found = [node.get(key) for key in ("url", "@id", "mainEntityOfPage")]
    return {
        _same(str(item.get("@id") or item.get("url") or "") if isinstance(item, dict) else str(item)) for item in found
    }


def _same(address: str) -> str:
    return address.partition("://")[2].partition("#")[0].removeprefix("www.").rstrip("/")


def kind_of(node: JsonNode) -> str:
    """The object's type, for evidence."""
    return next(iter(node_types(node)), "Article")


def resolved(tree: HtmlTree, value: object) -> Iterator[object]:
    """The items of a value, references replaced by what they name where a script has it."""
    for item in as_list(value):
        if isinstance(item, dict) and set(item) <= {"@id", "@type"} and "@id" in item:
            yield next((node for node in tree.json_ld if node.get("@id") == item["@id"] and "name" in node), item)
        else:
            yield item


def names_of(tree: HtmlTree, value: object) -> Iterator[str]:
    """The names in a value that may be words, an object with a name, or a list of either."""
    for item in resolved(tree, value):
        name = item.get("name") if isinstance(item, dict) else item
        for word in as_list(name):
            if words := clean(word):
                yield words


def first_fact(tree: HtmlTree, node: JsonNode | None, key: str) -> Fact | None:
    """The first name of an object's value."""
    name = next(names_of(tree, node.get(key)), None) if node else None
    return Fact(name, f"json-ld:{kind_of(node)}.{key}") if node and name else None


def meta_facts(tree: HtmlTree, *names: str) -> Iterator[Fact]:
    """What the meta elements with these names say, in the order of the names."""
    for name in names:
        for content in tree.metas.get(name, ()):
            if words := clean(content):
                yield Fact(words, f"meta:{name}")
