"""When a page was published and modified, by everything that its markup, its addresses and its visible words say."""

from __future__ import annotations

from datetime import date, datetime

from transforms.domains import address
from transforms.html.date_addresses import from_addresses
from transforms.html.date_choice import chosen, of_kind, plausible, told_apart
from transforms.html.date_declared import declared, from_scripts
from transforms.html.date_marks import marked
from transforms.html.date_witness import Manner, Means, Witness
from transforms.html.tree import HtmlTree
from transforms.published import Dates, is_day_first
from transforms.types import Context, Moment


def read_page_dates(tree: HtmlTree, context: Context) -> Dates:
    """Both dates, each only where the page says it; `modified` never stands for `published`."""
    manner = _manner(tree, context)
    found = list(plausible(witnesses(tree, manner, context.url), context.captured_at))
    found = list(told_apart(found))
    changes = of_kind(found, Means.MODIFIED)
    published = chosen(of_kind(found, Means.PUBLISHED, Means.EITHER), changes)
    modified = chosen(changes)
    return Dates(published, modified if _is_later(modified, published) else None)


def witnesses(tree: HtmlTree, manner: Manner, url: str | None) -> list[Witness]:
    """Every place of the page that names a date of its own."""
    found = [*declared(tree, manner), *from_addresses(tree, url)]
    is_declared = any(witness.means is Means.PUBLISHED and witness.trust > 5 for witness in found)
    found += marked(tree, manner, is_declared=is_declared)
    is_seen = any(witness.means is not Means.MODIFIED and witness.trust > 3 for witness in found)
    return found if is_seen else [*found, *from_scripts(tree, manner)]


def _manner(tree: HtmlTree, context: Context) -> Manner:
    tag = (tree.root.get("lang") or tree.meta("og:locale") or "").replace("_", "-")
    language, _, region = tag.partition("-")
    country = context.outlet_country or (region.upper() if len(region) == 2 else _country_of(tree, context))
    return Manner(context.language or (language.lower() or None), is_day_first(country), country)


# Top-level domains of countries that are sold to anybody.
_SOLD = frozenset("ac ai cc co fm gg io la ly me nu sh st to tv ws".split())  # noqa: SIM905
_EXCEPTIONS = {"uk": "GB", "eu": None}


def _country_of(tree: HtmlTree, context: Context) -> str | None:
    """The country that the end of the page's address names."""
    host, _ = address(context.url or tree.meta("og:url") or "")
    top = host.rpartition(".")[2]
    return _EXCEPTIONS.get(top, top.upper()) if len(top) == 2 and top.isalpha() and top not in _SOLD else None


def _is_later(modified: Moment | None, published: Moment | None) -> bool:
    return modified is not None and (published is None or _day(modified) >= _day(published))


def _day(moment: Moment) -> date:
    return moment.date.date() if isinstance(moment.date, datetime) else moment.date
