"""The topics that a page is filed under."""

import re
from collections.abc import Iterator
from itertools import islice

from transforms.html.declarations import clean, kind_of, meta_facts, names_of
from transforms.html.landmarks import Landmarks, Mark
from transforms.html.tree import HtmlTree, JsonNode, text_of
from transforms.names import fold
from transforms.types import Fact

_MOST = 40
_LONGEST = 60  # characters
_METAS = (
    "article:tag",
    "parsely-tags",
    "sailthru.tags",
    "news_keywords",
    "og:article:tag",
    "cxenseparse:taglist",
    "keywords",
)
_COMMA = re.compile(r"\s*[,;|、，]\s*")


def read_tags(tree: HtmlTree, landmarks: Landmarks, node: JsonNode | None) -> tuple[Fact, ...]:
    """Each topic once, as written: those the page shows, otherwise those it declares."""
    for source in (_shown(landmarks), _in_json_ld(tree, node), _in_metas(tree)):
        found = {fold(fact.value): fact for fact in islice(source, _MOST) if 1 < len(fact.value) <= _LONGEST}
        if found:
            return tuple(found.values())
    return ()


def _shown(landmarks: Landmarks) -> Iterator[Fact]:
    for landmark in islice(landmarks.having(Mark.TAGS), _MOST):
        element = landmark.element
        if element.tag == "a" and element.get("rel") == "tag":
            yield Fact(text_of(element).lstrip("#"), landmark.path)
        elif element.tag in ("ul", "ol", "div", "p", "section", "span"):
            yield from (Fact(text_of(link).lstrip("#"), landmark.path) for link in islice(element.iter("a"), _MOST))


def _in_json_ld(tree: HtmlTree, node: JsonNode | None) -> Iterator[Fact]:
    for words in names_of(tree, node.get("keywords")) if node else ():
        yield from (Fact(word, f"json-ld:{kind_of(node or {})}.keywords") for word in _COMMA.split(words) if word)


def _in_metas(tree: HtmlTree) -> Iterator[Fact]:
    """All of one meta element's: the next would say the same in other words."""
    for name in _METAS:
        facts = list(meta_facts(tree, name))
        if facts:
            yield from (Fact(clean(word), fact.path) for fact in facts for word in _COMMA.split(fact.value) if word)
            return
