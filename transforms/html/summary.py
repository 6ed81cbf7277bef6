"""The standfirst: what stands between a page's headline and its text, or what it declares as its description."""

from itertools import islice

from lxml.etree import _Element as Element

from transforms.html.declarations import first_fact, meta_facts
from transforms.html.landmarks import Landmarks, Mark
from transforms.html.title import key
from transforms.html.tree import HtmlTree, JsonNode, text_of
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
    declared = next(meta_facts(tree, "og:description"), None) or first_fact(tree, node, "description")
    declared = declared or next(meta_facts(tree, "twitter:description", "description"), None)
    return (
        declared
        if declared and len(declared.value) >= _SHORTEST and not _begins_text(declared.value, landmarks)
        else None
    )


def _shown(landmarks: Landmarks, headline: Element | None) -> Fact | None:
    if headline is None:
        return None
    anchor = landmarks.elements.index(headline)
    for landmark in landmarks.having(Mark.STANDFIRST):
        if 0 < landmark.order - anchor <= _NEAR and landmark.element not in headline.iterdescendants():
            text = text_of(landmark.element)
            if _SHORTEST <= len(text) <= _LONGEST:
                return Fact(text, landmark.path)
    return None


def _begins_text(description: str, landmarks: Landmarks) -> bool:
    """Whether a description is the beginning of a paragraph, perhaps cut short."""
    wanted = key(description.rstrip(" .…[]"))[:80]
    paragraphs = (text_of(element) for element in islice(landmarks.root.iter("p"), _PARAGRAPHS))
    return bool(wanted) and any(
        key(text[: 4 * len(wanted)]).startswith(wanted) for text in paragraphs if len(text) > _SHORTEST
    )
