"""What an HTML page says of itself: JSON-LD, Open Graph, meta elements, the html element's language."""

from collections.abc import Iterator

from transforms.blocks import fold
from transforms.html.dates import read_page_dates
from transforms.html.tree import HtmlTree, JsonNode, as_list, is_article, node_types, text_of
from transforms.types import Context, Fact, Structured

_METAS = {
    "title": ("og:title", "twitter:title"),
    "description": ("og:description", "description"),
    "section": ("article:section",),
    "publisher": ("og:site_name", "application-name"),
    "url": ("og:url",),
    "author": ("author", "article:author", "dc.creator"),
}


def read_structured(tree: HtmlTree, context: Context) -> Structured:
    """The facts that a page declares; JSON-LD before meta elements, since it names its type."""
    article = next((node for node in tree.json_ld if is_article(node)), None)
    dates = read_page_dates(tree, context)
    return Structured(
        title=_json(article, "headline") or _meta(tree, "title"),
        description=_json(article, "description") or _meta(tree, "description"),
        section=_json(article, "articleSection") or _meta(tree, "section"),
        published=dates.published,
        modified=dates.modified,
        publisher=_json(article, "publisher") or _meta(tree, "publisher"),
        language=declared_language(tree),
        url=_canonical(tree) or _meta(tree, "url"),
        authors=_authors(article, tree),
    )


# --- JSON-LD ----------------------------------------------------------------------------------------------------------


def _json(article: JsonNode | None, key: str) -> Fact | None:
    names = list(_names(article.get(key))) if article else []
    return Fact(names[0], f"json-ld:{_type(article)}.{key}") if names else None


def _type(article: JsonNode | None) -> str:
    return next(iter(node_types(article)), "Article") if article else "Article"


def _names(value: object) -> Iterator[str]:
    for item in as_list(value):
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str) and fold(name):
            yield fold(name)


# --- meta elements, microdata -----------------------------------------------------------------------------------------


def _meta(tree: HtmlTree, field: str) -> Fact | None:
    return next((Fact(tree.metas[name][0], f"meta:{name}") for name in _METAS[field] if name in tree.metas), None)


def declared_language(tree: HtmlTree) -> Fact | None:
    """What the html element says: a witness, since many pages keep their template's."""
    declared = tree.root.get("lang") or tree.root.get("xml:lang") or ""
    return Fact(declared, "html:lang") if declared else None


def _canonical(tree: HtmlTree) -> Fact | None:
    href = next(iter(tree.root.xpath('//link[@rel="canonical"]/@href')), "").strip()
    return Fact(href, "link:canonical") if href.startswith(("http://", "https://")) else None


def _authors(article: JsonNode | None, tree: HtmlTree) -> tuple[Fact, ...]:
    people = [item for item in as_list(article.get("author")) if _is_person(item)] if article else []
    found = [Fact(name, f"json-ld:{_type(article)}.author") for item in people for name in _names(item)]
    meta = _meta(tree, "author")
    if not found and meta and not meta.value.startswith("http"):
        found = [meta]
    marked = [] if found else [text_of(element) for element in tree.root.xpath('//*[@itemprop="author"]')]
    return tuple(found or [Fact(words, "microdata:author") for words in marked if words])


def _is_person(item: object) -> bool:
    return not isinstance(item, dict) or "Organization" not in str(item.get("@type"))
