"""When a page was published and modified, by what its markup says."""

from transforms.blocks import fold
from transforms.dates import find_dates
from transforms.html.tree import HtmlTree, is_article, node_types, text_of
from transforms.published import Dates
from transforms.types import Context, Fact, Moment, Precision

_PUBLISHED = ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate")
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")


def read_page_dates(tree: HtmlTree, context: Context) -> Dates:
    """Both dates as the page's declarations give them; each None where there is none that can be read."""
    published = _json(tree, "datePublished") or _meta(tree, _PUBLISHED) or _microdata(tree, "datePublished")
    modified = _json(tree, "dateModified") or _meta(tree, _MODIFIED) or _microdata(tree, "dateModified")
    return Dates(_moment(published, context), _moment(modified, context))


def _json(tree: HtmlTree, key: str) -> Fact | None:
    for node in tree.json_ld:
        value = node.get(key)
        if is_article(node) and isinstance(value, str):
            return Fact(value, f"json-ld:{next(iter(node_types(node)), 'Article')}.{key}")
    return None


def _meta(tree: HtmlTree, names: tuple[str, ...]) -> Fact | None:
    return next((Fact(tree.metas[name][0], f"meta:{name}") for name in names if name in tree.metas), None)


def _microdata(tree: HtmlTree, name: str) -> Fact | None:
    found = next(iter(tree.root.xpath(f'//*[@itemprop="{name}"]')), None)
    if found is None:
        return None
    value = fold(found.get("datetime") or found.get("content") or text_of(found))
    return Fact(value, f"microdata:{name}") if value else None


def _moment(fact: Fact | None, context: Context) -> Moment | None:
    expressions = find_dates(fact.value, context.language) if fact else ()
    if not fact or not expressions or expressions[0].ambiguous:
        return None
    found = expressions[0]
    timed = found.precision in (Precision.SECOND, Precision.MINUTE, Precision.HOUR)
    return Moment(
        date=found.value if timed else found.value.date(),
        precision=found.precision,
        timezone_known=found.value.tzinfo is not None,
        rule=fact.path.split(".")[-1] if fact.path.startswith("json-ld") else fact.path,
        evidence=f"{fact.path} = {fact.value}",
    )
