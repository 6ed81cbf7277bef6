"""Whose article a page says it is, beside its own publisher: addresses and names that it declares, counters of another outlet."""

from __future__ import annotations

from collections.abc import Iterator

from transforms import domains
from transforms.html.declarations import clean, kind_of, meta_facts, names_of
from transforms.html.tree import HtmlTree, JsonNode, as_list
from transforms.names import rows
from transforms.types import Fact

_MOST_IMAGES = 400


def read_origins(tree: HtmlTree, node: JsonNode | None) -> tuple[Fact, ...]:
    """Every address that the page gives for itself, and every first publisher that it names; most are its own."""
    found = (*_addresses(tree), *_named(tree, node), *_counters(tree))
    return tuple({fact.value: fact for fact in reversed(found)}.values())[::-1]


def _addresses(tree: HtmlTree) -> Iterator[Fact]:
    for link in tree.root.iter("link"):
        href = clean(link.get("href"))
        if (link.get("rel") or "").lower() == "canonical" and href.startswith(("http://", "https://")):
            yield Fact(href, "link:canonical")
    yield from (fact for fact in meta_facts(tree, "og:url") if fact.value.startswith(("http://", "https://")))


def _words(kind: str) -> list[str]:
    return [word for found, _, words in rows("syndication_words.tsv") if found == kind for word in words.split("|")]


def _named(tree: HtmlTree, node: JsonNode | None) -> Iterator[Fact]:
    names = _words("source")
    yield from meta_facts(tree, *names)
    for key, value in node.items() if node else ():
        if key.lower() in names:
            for item in as_list(value):
                address = clean(item.get("url") or item.get("@id")) if isinstance(item, dict) else clean(item)
                path = f"json-ld:{kind_of(node)}.{key}" if node else ""
                yield from (Fact(name, path) for name in (*names_of(tree, item), address) if name)


def _counters(tree: HtmlTree) -> Iterator[Fact]:
    hosts = dict(word.split("=") for word in _words("pixel"))
    for number, image in enumerate(tree.root.iter("img")):
        address = image.get("src") or image.get("data-src") or ""
        host, _ = domains.address(address) if "counter" in address else ("", "")
        if number > _MOST_IMAGES:
            return
        if host in hosts:
            yield Fact(address, "img:src")
