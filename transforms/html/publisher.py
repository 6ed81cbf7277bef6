"""Who publishes a page, by its declarations."""

import re
from collections.abc import Iterator

from transforms import domains
from transforms.html.declarations import first_fact, meta_facts, names_of
from transforms.html.tree import HtmlTree, JsonNode, node_types
from transforms.names import fold
from transforms.outlet_table import by_name, by_url
from transforms.types import Fact

_METAS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher")
_LONGEST = 50  # characters of a site's name
SITE_TYPES = ("WebSite", "NewsMediaOrganization", "Organization")


def read_publisher(tree: HtmlTree, node: JsonNode | None, address: str | None = None) -> Fact | None:
    """The publisher's or the site's name as the page declares it, slogans cut off.

    Of several the one that the table of outlets knows, then the one that its address resembles: a company's name stands beside
    its newspaper's.
    """
    found = [
        Fact(_without_slogan(fact.value, address).removeprefix("www."), fact.path)
        for fact in (
            first_fact(tree, node, "publisher"),
            *meta_facts(tree, *_METAS[:2]),
            *meta_facts(tree, "dc.publisher"),
        )
        if fact and not fact.value.startswith("http") and len(fact.value) <= 2 * _LONGEST
    ]
    known = next((fact for fact in found if by_name(fact.value)), None)
    return known or next((fact for fact in found if _is_like(fact.value, address)), None) or next(iter(found), None)


def _is_like(name: str, address: str | None) -> bool:
    """Whether a name and a domain have their letters in common: "The Valley Post" and valleypost.example."""
    host = domains.address(address)[0] if address else ""
    label = (domains.registrable(host) or host).partition(".")[0].replace("-", "")
    bare = fold(name).replace(" ", "")
    return bool(label and bare) and len(min(label, bare, key=len)) >= 3 and (label in bare or bare in label)


def _without_slogan(name: str, address: str | None) -> str:
    """The name of "The Valley Post | News from the valley"."""
    parts = [part.strip() for part in _SLOGAN.split(name) if part.strip()]
    if len(parts) < 2:
        return name
    like = [part for part in parts if by_name(part) or _is_like(part, address)]
    return like[0] if like else parts[0] if len(parts[0].split()) <= 4 else name


_SLOGAN = re.compile(r"\s+[|–—:•·»-]\s+|\s*[|»]\s*")


def site_names(tree: HtmlTree, node: JsonNode | None, address: str | None) -> tuple[str, ...]:
    """Whatever the site is called: its declared names and handles, its outlet's names, its domain with and without its ending."""
    names = dict.fromkeys((*_declared(tree, node), *_handles(tree), *_of_address(address)))
    return tuple(name for name in names if len(name) <= _LONGEST)


def house_names(tree: HtmlTree, node: JsonNode | None, address: str | None) -> tuple[str, ...]:
    """The names under which nobody writes: as site_names, without handles and hosts of blogs, which are their authors'."""
    if address and (domains.address(address)[0] or "").endswith(_BLOG_HOSTS):
        return ()
    names = dict.fromkeys((*_declared(tree, node), *_of_address(address)))
    return tuple(name for name in names if len(name) <= _LONGEST)


def _declared(tree: HtmlTree, node: JsonNode | None) -> Iterator[str]:
    if node:
        yield from names_of(tree, node.get("publisher"))
    yield from (fact.value for fact in meta_facts(tree, *_METAS))
    for other in tree.json_ld:
        if any(kind in SITE_TYPES for kind in node_types(other)):
            yield from names_of(tree, other.get("name"))


def _handles(tree: HtmlTree) -> Iterator[str]:
    return (fact.value.removeprefix("@") for fact in meta_facts(tree, "twitter:site"))


def _of_address(address: str | None) -> Iterator[str]:
    host = domains.address(address)[0] if address else ""
    if not host:
        return
    if row := by_url(host):
        yield from (row.name, *row.aliases)
    domain = domains.registrable(host) or host
    yield domain
    yield from {domain.partition(".")[0], host.partition(".")[0]} - _HOSTS


_HOSTS = {"blog", "news", "web", "de", "en", "m", "amp", "mobile"}  # first labels of hosts that name nobody
_BLOG_HOSTS = (
    ".wordpress.com",
    ".blogspot.com",
    ".substack.com",
    ".tumblr.com",
    ".medium.com",
    ".hypotheses.org",
    ".typepad.com",
    ".over-blog.com",
    ".livejournal.com",
    ".github.io",
)
