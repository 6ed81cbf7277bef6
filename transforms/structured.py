"""What an HTML page says of itself: JSON-LD, Open Graph, meta elements, the html element's language."""

import json
from collections.abc import Iterator, Mapping, Sequence

from bs4 import BeautifulSoup, Tag

from transforms.blocks import fold
from transforms.types import Fact, Structured

_ARTICLE_TYPES = ("Article", "BlogPosting", "LiveBlogPosting", "WebPage")
_METAS = {
    "title": ("og:title", "twitter:title"),
    "description": ("og:description", "description"),
    "section": ("article:section",),
    "published": ("article:published_time", "datePublished", "date", "dc.date", "DC.date.issued", "pubdate"),
    "modified": ("article:modified_time", "og:updated_time", "dateModified", "last-modified"),
    "publisher": ("og:site_name", "application-name"),
    "url": ("og:url",),
    "author": ("author", "article:author", "dc.creator"),
}
_DEEPEST = 12  # levels of JSON-LD that are looked into


def read_structured(soup: BeautifulSoup) -> Structured:
    """The facts that a page declares; JSON-LD before meta elements, since it names its type."""
    article = next(_json_ld_articles(soup), None)
    metas = _metas(soup)
    return Structured(
        title=_json(article, "headline") or _meta(metas, "title"),
        description=_json(article, "description") or _meta(metas, "description"),
        section=_json(article, "articleSection") or _meta(metas, "section"),
        published=_json(article, "datePublished") or _meta(metas, "published") or _microdata(soup, "datePublished"),
        modified=_json(article, "dateModified") or _meta(metas, "modified") or _microdata(soup, "dateModified"),
        publisher=_json(article, "publisher") or _meta(metas, "publisher"),
        language=_language(soup),
        url=_canonical(soup) or _meta(metas, "url"),
        authors=_authors(article, metas, soup),
    )


# --- JSON-LD ----------------------------------------------------------------------------------------------------------


def _json_ld_articles(soup: BeautifulSoup) -> Iterator[Mapping[str, object]]:
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            data = json.loads(script.get_text(), strict=False)
        except (ValueError, RecursionError):
            continue  # a page's broken JSON-LD says nothing; its visible text still does
        yield from _articles(data, 0)


def _articles(data: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _articles(item, depth + 1)
    elif isinstance(data, dict):
        if any(str(kind).endswith(_ARTICLE_TYPES) for kind in _as_list(data.get("@type"))) and "headline" in data:
            yield data
        yield from _articles(data.get("@graph"), depth + 1)
        yield from _articles(data.get("mainEntity"), depth + 1)


def _json(article: Mapping[str, object] | None, key: str) -> Fact | None:
    names = list(_names(article.get(key))) if article else []
    return Fact(names[0], f"json-ld:{_type(article)}.{key}") if names else None


def _type(article: Mapping[str, object] | None) -> str:
    return str(next(iter(_as_list(article.get("@type"))), "Article")) if article else "Article"


def _names(value: object) -> Iterator[str]:
    for item in _as_list(value):
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str) and fold(name):
            yield fold(name)


def _as_list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else [value] if value is not None else []


# --- meta elements, microdata -----------------------------------------------------------------------------------------


def _metas(soup: BeautifulSoup) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in soup.find_all("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = fold(str(meta.get("content") or ""))
        if name and content:
            found.setdefault(str(name).casefold(), content)
    return found


def _meta(metas: Mapping[str, str], field: str) -> Fact | None:
    return next(
        (Fact(metas[name.casefold()], f"meta:{name}") for name in _METAS[field] if name.casefold() in metas), None
    )


def _microdata(soup: BeautifulSoup, name: str) -> Fact | None:
    found = soup.find(itemprop=name)
    if not isinstance(found, Tag):
        return None
    value = fold(str(found.get("datetime") or found.get("content") or found.get_text()))
    return Fact(value, f"microdata:{name}") if value else None


def _language(soup: BeautifulSoup) -> Fact | None:
    declared = str(soup.html.get("lang") or soup.html.get("xml:lang") or "") if soup.html else ""
    return Fact(declared, "html:lang") if declared else None


def _canonical(soup: BeautifulSoup) -> Fact | None:
    link = soup.find("link", rel="canonical")
    href = str(link.get("href") or "") if isinstance(link, Tag) else ""
    return Fact(href, "link:canonical") if href.startswith(("http://", "https://")) else None


def _authors(article: Mapping[str, object] | None, metas: Mapping[str, str], soup: BeautifulSoup) -> tuple[Fact, ...]:
    people = [item for item in _as_list(article.get("author")) if _is_person(item)] if article else []
    found = [Fact(name, f"json-ld:{_type(article)}.author") for item in people for name in _names(item)]
    meta = _meta(metas, "author")
    if not found and meta and not meta.value.startswith("http"):
        found = [meta]
    marked = [] if found else soup.find_all(itemprop="author")
    return tuple(found or [Fact(fold(tag.get_text()), "microdata:author") for tag in marked if fold(tag.get_text())])


def _is_person(item: object) -> bool:
    return not isinstance(item, dict) or "Organization" not in str(item.get("@type"))
