"""Days and months in a page's addresses: /2015/10/07/, /2015/oct/07/, -20151007, /2015/10/."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from transforms.calendar_words import month_of
from transforms.html.date_witness import Means, Witness
from transforms.html.tree import HtmlTree
from transforms.types import DateExpression, Precision

_DAY = re.compile(
    r"(?<![\d.,%])(?P<year>(?:19|20)\d\d)(?P<sign>[/_.-]?)(?P<month>\d{1,2}|[a-z]{3,9})(?P=sign)(?P<day>\d{1,2})(?![\d%])"
    r"|(?<=/)(?P<year_m>20\d\d)[/-](?P<month_m>\d\d)[/-]?(?P<day_m>\d\d)(?=/)"
    r"|(?<=/)(?P<year_j>20\d\d)(?P<month_j>\d\d)/(?P<day_j>\d\d)(?=/)"
    r"|(?<=[/_-])(?P<day_l>\d\d)(?P<sign_l>[/_-])(?P<month_l>\d\d)(?P=sign_l)(?P<year_l>20\d\d)(?!\d)",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?<=[/])(?P<year>(?:19|20)\d\d)(?P<sign>[/-]?)(?P<month>0[1-9]|1[0-2])(?=/)")


def from_addresses(tree: HtmlTree, url: str | None) -> Iterator[Witness]:
    """The day, or the month, that the page's own addresses name; each address once."""
    seen: set[str] = set()
    for rule, address in _addresses(tree, url):
        if address not in seen:
            seen.add(address)
            yield from _read(rule, address)


def _addresses(tree: HtmlTree, url: str | None) -> Iterator[tuple[str, str]]:
    if url:
        yield "url", url
    for link in tree.root.iter("link"):
        if (link.get("rel") or "").lower() in ("canonical", "amphtml"):
            yield f"link:{link.get('rel')}", link.get("href") or ""
    for name in ("og:url", "twitter:url"):
        if name in tree.metas:
            yield f"meta:{name}", tree.metas[name][0]


def _read(rule: str, address: str) -> Iterator[Witness]:
    path = address.partition("?")[0][:500]
    for match in _DAY.finditer(path):
        found = _day(match)
        if found:
            yield Witness(
                found, Means.PUBLISHED, "address", 9, rule, f"{rule} = {address}" if rule != "url" else match[0]
            )
            return
    for match in _MONTH.finditer(path):
        month = datetime(int(match["year"]), int(match["month"]), 1)  # noqa: DTZ001 - zone unknown
        found = DateExpression(match.start(), match.end(), month, Precision.MONTH)
        yield Witness(found, Means.PUBLISHED, "address", 5, rule, f"{rule} = {address}" if rule != "url" else match[0])
        return


def _day(match: re.Match[str]) -> DateExpression | None:
    kind = next(kind for kind in ("", "_m", "_j", "_l") if match[f"year{kind}"])
    month, day = match[f"month{kind}"], match[f"day{kind}"]
    if kind == "" and not match["sign"] and len(month + day) != 4:
        return None
    number = int(month) if month.isdigit() else month_of(month, "en")
    ambiguous = kind == "_l" and int(month) <= 12 and int(day) <= 12 and month != day
    try:
        value = datetime(int(match[f"year{kind}"]), number or 0, int(day))  # noqa: DTZ001 - zone unknown
    except ValueError:
        return None
    return DateExpression(match.start(), match.end(), value, Precision.DAY, ambiguous)
