"""Dates that a page declares beside its text: JSON-LD, meta elements, data inside scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.blocks import fold
from transforms.html.date_witness import Manner, Means, Name, Witness, less, names
from transforms.html.tree import HtmlTree, JsonNode, node_types

# Of an object: whether its dates are the page's. Comments, events, people and works under review are not listed.
_TYPES = {"WebPage": 0.8, "VideoObject": 0.7, "AudioObject": 0.7, "CreativeWork": 0.8, "Recipe": 0.9, "Review": 0.6}
_ARTICLE = ("Article", "Posting", "Report", "WebPage", "Episode")
_SHORTEST_TITLE = 12  # letters that two titles must share
_SCRIPT_DATE = re.compile(
    r"""["'](?P<key>datePublished|publishedDate|publishDate|published_date|publish_date|publishedAt|published_at|pubDate|pub_date|"""
    r"""publicationDate|publication_date|publishedTime|publishTime|firstPublished|firstPublishDate|datePosted|postDate|"""
    r"""dateModified|modifiedDate|modified_date|lastModified|updatedAt|updated_at)"""
    r"""\\?["']\s*:\s*\\?["']?(?P<value>[^"'\\{}\[\]<>\n]{8,40})"""
)


def declared(tree: HtmlTree, manner: Manner) -> Iterator[Witness]:
    """What the page's declarations say."""
    yield from _from_json_ld(tree, manner)
    yield from _from_metas(tree, manner)


# --- JSON-LD ----------------------------------------------------------------------------------------------------------


def _from_json_ld(tree: HtmlTree, manner: Manner) -> Iterator[Witness]:
    dated = [node for node in tree.json_ld if _share(node) and not names("json").keys().isdisjoint(node)]
    if not dated:
        return
    titles = _titles(tree)
    own = [node for node in dated if _is_named(node, titles)]
    factor = 1.0 if own or len(dated) == 1 else 0.8
    if not own and len({str(node.get("headline") or node.get("name")) for node in dated if _is_text(node)}) > 1:
        factor = 0.3
    for node in own or dated:
        for witness in _of_node(node, manner):
            yield less(witness, factor * _share(node))


def _is_text(node: JsonNode) -> bool:
    return bool(node.get("headline")) and _share(node) >= 0.9


def _share(node: JsonNode) -> float:
    """How far the dates of an object of this type are the page's own; 0: they are another thing's."""
    kinds = node_types(node)
    return max((_TYPES.get(kind, 1.0 if kind.endswith(_ARTICLE) else 0.0) for kind in kinds), default=0.0)


def _of_node(node: JsonNode, manner: Manner) -> Iterator[Witness]:
    for key, name in names("json").items():
        value = node.get(key)
        found = manner.read(value) if isinstance(value, str) else None
        if found:
            path = f"json-ld:{next(iter(node_types(node)))}.{key}"
            yield Witness(found, name.means, "json", name.trust, path.partition(":")[2], f"{path} = {value}")


def _titles(tree: HtmlTree) -> list[str]:
    heads = [element.text or "" for element in tree.root.iter("title", "h1")]
    shown = (*tree.metas.get("og:title", ()), *tree.metas.get("twitter:title", ()), *heads)
    return [plain for title in shown if len(plain := _plain(title)) >= _SHORTEST_TITLE]


_SIGNS = re.compile(r"[\W_]+")


def _plain(title: str) -> str:
    return _SIGNS.sub("", title.casefold())


def _is_named(node: JsonNode, titles: list[str]) -> bool:
    """Whether an object has the page's own headline: a teaser's has another."""
    own = _plain(str(node.get("headline") or node.get("name") or ""))[:60]
    return len(own) >= _SHORTEST_TITLE and any(title.startswith(own) or own.startswith(title) for title in titles)


# --- meta elements ----------------------------------------------------------------------------------------------------


def _from_metas(tree: HtmlTree, manner: Manner) -> Iterator[Witness]:
    known, seen = names("meta"), set[str]()
    for meta in tree.root.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("http-equiv") or "").strip().lower()
        name = known.get(key) or _likely(key)
        if name is None or key in seen:
            continue
        seen.add(key)
        value = fold(meta.get("content") or "")
        found = manner.read(value)
        if found:
            yield Witness(found, name.means, "meta", name.trust, f"meta:{key}", f"meta:{key} = {value}")


_LIKELY = re.compile(r"(?:publish|publi[cs]|pubdate|posted|creat|issued|upload|erschein)")
_UNLIKELY = re.compile(r"modif|updat|expir|event|copyright|creator|until|publisher|dc\.rights")


def _likely(key: str) -> Name | None:
    """A house's own name for a date: its value must then be one."""
    return _LIKELY_NAME if _LIKELY.search(key) and not _UNLIKELY.search(key) else None


_LIKELY_NAME = Name(Means.PUBLISHED, 4)


# --- scripts ----------------------------------------------------------------------------------------------------------


def from_scripts(tree: HtmlTree, manner: Manner) -> Iterator[Witness]:
    """The first date under each key in the page's scripts: state that a program left there, of the page or of anything."""
    seen: set[str] = set()
    for script in tree.root.iter("script"):
        text = script.text
        if not text or "ate" not in text:
            continue
        for match in _SCRIPT_DATE.finditer(text):
            key, value = match["key"], fold(match["value"])
            found = manner.read(value) if key not in seen else None
            if found:
                seen.add(key)
                name = Name(Means.MODIFIED if "od" in key or "pdated" in key else Means.PUBLISHED, 3)
                yield Witness(found, name.means, "script", name.trust, f"script:{key}", f"script:{key} = {value}")
