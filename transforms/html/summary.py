"""The standfirst: what stands between a page's headline and its text, or what it declares as its description."""

from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element as Element

from transforms.html.declarations import clean, first_fact, meta_facts
from transforms.html.landmarks import Landmarks, Mark
from transforms.html.publisher import SITE_TYPES
from transforms.html.title import key
from transforms.html.tree import HtmlTree, JsonNode, node_types, text_of
from transforms.types import Fact

_SHORTEST, _LONGEST = 30, 900  # characters
_NEAR = 120  # elements under the headline
_PARAGRAPHS = 40  # of the page, with whose beginnings a description is compared


def read_summary(tree: HtmlTree, landmarks: Landmarks, node: JsonNode | None, headline: Element | None) -> Fact | None:
    """The summary; None where there is none but the beginning of the text.

    `headline`: the element of the title.
    """
    shown = _shown(landmarks, headline)
    if shown:
        return shown
    slogans = _slogans(tree)
    for declared in _declared(tree, node):
        if len(declared.value) >= _SHORTEST and key(declared.value) not in slogans:
            return None if _begins_text(declared.value, landmarks) else declared
    return None


def _declared(tree: HtmlTree, node: JsonNode | None) -> Iterator[Fact]:
    yield from islice(meta_facts(tree, "og:description"), 1)
    in_node = first_fact(tree, node, "description")
    if in_node:
        yield in_node
    yield from islice(meta_facts(tree, "twitter:description", "description"), 2)


def _slogans(tree: HtmlTree) -> frozenset[str]:
    """What the page's scripts say of the site: a template repeats it as the description of every page."""
    sites = (node for node in tree.json_ld if any(kind in SITE_TYPES for kind in node_types(node)))
    return frozenset(filter(None, (key(clean(node.get("description"))) for node in sites)))


def _shown(landmarks: Landmarks, headline: Element | None) -> Fact | None:
    if headline is None:
        return None
    anchor = landmarks.elements.index(headline)
    for landmark in landmarks.having(Mark.STANDFIRST):
        if 0 < landmark.order - anchor <= _NEAR and landmark.element not in headline.iterdescendants():
            text = _once(text_of(landmark.element))
            if _SHORTEST <= len(text) <= _LONGEST:
                return Fact(text, landmark.path)
    return None


def _once(text: str) -> str:
    """A text without its repetition: themes write the standfirst once for wide windows and once for narrow ones."""
    middle = len(text) // 2
    return text[:middle] if text[:middle] == text[middle + 1 :] and text[middle : middle + 1] == " " else text


def _begins_text(description: str, landmarks: Landmarks) -> bool:
    """Whether a description is the beginning of a paragraph, perhaps cut short."""
    wanted = key(description.rstrip(" .…[]"))[:80]
    paragraphs = (text_of(element) for element in islice(landmarks.root.iter("p"), _PARAGRAPHS))
    return bool(wanted) and any(
        key(text[: 4 * len(wanted)]).startswith(wanted) for text in paragraphs if len(text) > _SHORTEST
    )
