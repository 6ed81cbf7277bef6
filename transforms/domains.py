"""Hosts and registrable domains of addresses, offline."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

_LONGEST = 2048  # characters of an address
# Pages that stand in another host's address: archives, translations, AMP caches.
_WRAPPED = re.compile(
    r"^(?:https?://)?(?:web\.archive\.org/web/\d+(?:[a-z]{2}_)?/|[\w-]+\.cdn\.ampproject\.org/[cv]/(?:s/)?|"
    r"r\.jina\.ai/|webcache\.googleusercontent\.com/search\?q=cache:[^:]*:)",
    re.IGNORECASE,
)


def address(url: str) -> tuple[str, str]:
    """Host (lower case, ASCII, without port and "www.") and first step of the path, of the page that an address shows.

    Both are empty where the text is no address. An archived or cached page belongs to the host that it shows.
    """
    if len(url) > _LONGEST:
        return "", ""
    inner = _WRAPPED.sub("", url.strip(), count=1)
    try:
        parts = urlsplit(inner if "://" in inner[:12] else "http://" + inner)
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii").lower()
    except (ValueError, UnicodeError):
        return "", ""
    step = parts.path.strip("/").split("/")[0].lower()
    return _untranslated(host.removeprefix("www.")), step


def _untranslated(host: str) -> str:
    """www-sana-sy.translate.goog is www.sana.sy."""
    if not host.endswith(".translate.goog"):
        return host
    name = host.removesuffix(".translate.goog")
    return name.replace("--", "\0").replace("-", ".").replace("\0", "-").removeprefix("www.")


def registrable(host: str) -> str | None:
    """The part of a host that somebody registered, one label under a public suffix; None: it has none."""
    labels = host.split(".")
    if not all(labels):
        return None
    for cut in range(len(labels)):
        name = ".".join(labels[cut:])
        if "!" + _spelled(name) in _suffixes():
            return name
        if _is_suffix(_spelled(name)):
            return ".".join(labels[cut - 1 :]) if cut else None
    return None


def _is_suffix(name: str) -> bool:
    _, _, parent = name.partition(".")
    return name in _suffixes() or "*." + parent in _suffixes()


def _spelled(name: str) -> str:
    """A host in the letters that the list uses."""
    try:
        return name.encode("ascii").decode("idna") if "xn--" in name else name
    except UnicodeError:
        return name


@cache
def _suffixes() -> frozenset[str]:
    """The Public Suffix List as tldextract ships it, private suffixes (a blog host's) included.

    Read from its file: importing tldextract pulls in an HTTP client and costs 0.2 s.
    """
    spec = find_spec("tldextract")
    if spec is None or spec.origin is None:
        return frozenset()
    lines = Path(spec.origin).with_name(".tld_set_snapshot").read_text("utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line and not line.startswith("//"))
