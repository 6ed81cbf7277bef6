"""Whether a page may be read by anybody, and whether it is a live blog, by its markup."""

from itertools import islice

from transforms.html.declarations import clean
from transforms.html.landmarks import Landmarks, Mark
from transforms.html.tree import HtmlTree, JsonNode, is_article, node_types, text_of

_MOST_WALLS = 20
_LEAST, _LONGEST = 20, 1500  # characters that a wall says
_TIERS = (
    "article:content_tier",
    "content_tier",
    "og:article:content_tier",
    "article.content_tier",
    "paywall",
    "cxense:accesslevel",
)
_LOCKED = frozenset(
    ("locked", "metered", "paid", "premium", "plus", "subscriber", "subscribers", "hard", "paywalled", "true", "yes")
)
_OPEN = frozenset(("free", "open", "none", "false", "no", "public"))


def is_free(tree: HtmlTree, landmarks: Landmarks) -> bool | None:
    """False where the page says that it has to be paid for, True where it says that it has not, None where it says nothing."""
    said = [_as_bool(node.get("isAccessibleForFree")) for node in tree.json_ld if is_article(node) or _is_part(node)]
    tiers = {clean(tree.meta(name)).casefold() for name in _TIERS}
    if False in said or not _LOCKED.isdisjoint(tiers) or _shows_wall(landmarks):
        return False
    return True if True in said or not _OPEN.isdisjoint(tiers) else None


def _shows_wall(landmarks: Landmarks) -> bool:
    """Whether an element that is named a wall speaks to readers: programs also give its name to what they watch over."""
    for landmark in islice(landmarks.having(Mark.WALL), _MOST_WALLS):
        element = landmark.element
        if next(element.iter("h1"), None) is None and _LEAST <= len(text_of(element)) <= _LONGEST:
            return True
    return False


def _is_part(node: JsonNode) -> bool:
    """What `hasPart` lists: the elements of a page that are behind the wall."""
    return "cssSelector" in node and "WebPageElement" in node_types(node)


def _as_bool(value: object) -> bool | None:
    word = str(value).rsplit("/", 1)[-1].casefold()
    return True if word == "true" else False if word == "false" else None


def is_live(tree: HtmlTree, node: JsonNode | None) -> bool:
    """Whether the page calls itself a live blog."""
    nodes = (node,) if node else tree.json_ld
    return any(kind == "LiveBlogPosting" for item in nodes for kind in node_types(item)) or "liveBlogUpdate" in (
        node or {}
    )
