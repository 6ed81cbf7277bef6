"""The outlet's section that a page stands in: declared, or the last step of the way to it."""

from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element as Element

from transforms import domains
from transforms.blocks import fold
from transforms.html.declarations import first_fact, meta_facts, names_of
from transforms.html.landmarks import Landmarks, Mark
from transforms.html.title import key
from transforms.html.tree import HtmlTree, JsonNode, node_types, text_of
from transforms.sections import is_section
from transforms.types import Fact

_LONGEST = 50  # characters
_METAS = (
    "article:section",
    "parsely-section",
    "sailthru.section",
    "og:article:section",
    "section",
    "cxenseparse:section",
)
_HOME = frozenset(
    (
        "home",
        "homepage",
        "start",
        "startseite",
        "accueil",
        "inicio",
        "início",
        "home page",
        "главная",
        "الرئيسية",
        "anasayfa",
        "ana sayfa",
        "首页",
        "首頁",
        "ホーム",
        "トップ",
        "hem",
        "hjem",
        "forside",
        "etusivu",
        "index",
        "news",
        "article",
        "artikel",
        "正文",
    )
)
_FIRST_STEPS = 4000  # elements of a page among which its menus are


def read_section(
    tree: HtmlTree, landmarks: Landmarks, node: JsonNode | None, url: str | None, title: str | None
) -> Fact | None:
    """The section's name as the page writes it; None where nothing names it.

    `url`: the page's address, `title`: its headline, which a breadcrumb may end with.
    """
    declared = first_fact(tree, node, "articleSection") or next(meta_facts(tree, *_METAS), None)
    if declared and _is_name(declared.value, title):
        return declared
    steps = [fact for fact in (*_json_trail(tree), *_shown_trail(landmarks)) if _is_name(fact.value, title)]
    known = [fact for fact in steps if is_section(fact.value)]
    if steps:
        return known[0] if known else steps[0]
    return _shown_label(landmarks, title) or _in_address(landmarks, url)


def _is_name(words: str, title: str | None) -> bool:
    letters = key(words)
    return (
        0 < len(words) <= _LONGEST
        and letters not in _HOME
        and letters != key(title or "")
        and not words.startswith("http")
        and not words.isdigit()
    )


def _json_trail(tree: HtmlTree) -> Iterator[Fact]:
    """The steps of the first BreadcrumbList behind the front page's."""
    trail = next((node for node in tree.json_ld if "BreadcrumbList" in node_types(node)), None)
    items = trail.get("itemListElement") if trail else None
    for item in (items if isinstance(items, list) else [])[1:8]:
        named = item.get("name") or item.get("item") if isinstance(item, dict) else None
        for name in islice(names_of(tree, named), 1):
            yield Fact(name, "json-ld:BreadcrumbList")


def _shown_trail(landmarks: Landmarks) -> Iterator[Fact]:
    trail = next((mark for mark in landmarks.marked if mark.marks & Mark.TRAIL), None)
    if trail is None:
        return
    links = list(islice(trail.element.iter("a"), 8))
    for link in links[1:] if len(links) > 1 else links:
        yield Fact(text_of(link), trail.path)


def _shown_label(landmarks: Landmarks, title: str | None) -> Fact | None:
    for landmark in islice(landmarks.having(Mark.SECTION), 6):
        text = text_of(landmark.element)
        if _is_name(text, title) and len(text.split()) <= 4:
            return Fact(text, landmark.path)
    return None


def _in_address(landmarks: Landmarks, url: str | None) -> Fact | None:
    """The address's first step, where a link of the page's menu leads there and says what it is called."""
    step = domains.address(url)[1] if url else ""
    if not step or step.isdigit() or len(step) < 3:
        return None
    wanted = key(step.replace("-", " "))
    for link in islice(landmarks.root.iter("a"), _FIRST_STEPS):
        text = link.text
        if text and len(text) <= _LONGEST and key(text) == wanted and is_section(fold(text)) and _leads(link, step):
            return Fact(fold(text), "a:menu")
    return None


def _leads(link: Element, step: str) -> bool:
    return (link.get("href") or "").rstrip("/").lower().endswith("/" + step)
