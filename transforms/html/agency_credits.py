"""Wire agencies that a page declares as the author or the source of its article."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.html.declarations import kind_of, meta_facts, names_of
from transforms.html.tree import HtmlTree, JsonNode
from transforms.types import Fact

_KEYS = ("author", "creator", "contributor", "sourceOrganization", "provider")
_METAS = (
    "author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "agency",
    "source",
    "dc.source",
    "citation_author",
)
_LONGEST = 80  # characters of a name or two
_MOST = 12


def read_credits(tree: HtmlTree, node: JsonNode | None) -> tuple[Fact, ...]:
    """The names under which agencies might stand, as declared: whether they are agencies is for transforms/agencies.py to say."""
    return tuple({fact.value: fact for fact in _names(tree, node) if len(fact.value) <= _LONGEST}.values())[:_MOST]


def _names(tree: HtmlTree, node: JsonNode | None) -> Iterator[Fact]:
    if node:
        for key in _KEYS:
            yield from (Fact(name, f"json-ld:{kind_of(node)}.{key}") for name in names_of(tree, node.get(key)))
    yield from meta_facts(tree, *_METAS)
