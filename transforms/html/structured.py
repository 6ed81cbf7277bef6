"""What an HTML page says of itself, each value with the path that leads to it: declarations weighed against what it shows."""

from transforms.html.access import is_free, is_live
from transforms.html.agency_credits import read_credits
from transforms.html.authors import read_page_authors
from transforms.html.dates import read_page_dates
from transforms.html.declarations import article_node, clean, first_fact, kind_of
from transforms.html.landmarks import find_landmarks
from transforms.html.origin import read_origins
from transforms.html.publisher import house_names, read_publisher, site_names
from transforms.html.section import read_section
from transforms.html.summary import read_summary
from transforms.html.tags import read_tags
from transforms.html.title import read_title
from transforms.html.tree import HtmlTree, JsonNode
from transforms.types import Context, Fact, Structured


def read_structured(tree: HtmlTree, context: Context) -> Structured:
    """The facts of a page; `context` has its address and the time of its capture, where they are known."""
    address = declared_address(tree)
    url = context.url or (address.value if address else None)
    node = article_node(tree, url)
    landmarks = find_landmarks(tree.root)
    title = read_title(tree, landmarks, node, site_names(tree, node, url))
    headline = title.element if title else None
    if headline is not None:
        landmarks = landmarks.around(headline)
    dates = read_page_dates(tree, context)
    return Structured(
        title=title.fact if title else None,
        description=read_summary(tree, landmarks, node, headline),
        section=read_section(tree, landmarks, node, url, title.fact.value if title else None),
        tags=read_tags(tree, landmarks, node),
        published=dates.published,
        modified=dates.modified,
        publisher=read_publisher(tree, node, url),
        language=declared_language(tree, node),
        url=address,
        authors=read_page_authors(tree, landmarks, node, headline, house_names(tree, node, url)),
        credits=read_credits(tree, node),
        origins=read_origins(tree, node),
        text=_text(node),
        is_free=is_free(tree, landmarks),
        is_live=is_live(tree, node),
    )


def _text(node: JsonNode | None) -> Fact | None:
    text = node.get("articleBody") if node else None
    return (
        Fact(text, f"json-ld:{kind_of(node)}.articleBody") if node and isinstance(text, str) and text.strip() else None
    )


def declared_language(tree: HtmlTree, node: JsonNode | None = None) -> Fact | None:
    """What the page calls its language: a witness, since many pages keep their template's."""
    declared = (
        tree.root.get("lang")
        or tree.root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or tree.root.get("xml:lang")
    )
    if declared and declared.strip():
        return Fact(declared.strip(), "html:lang")
    for name in ("og:locale", "content-language", "dc.language", "inlanguage", "language"):
        if value := tree.meta(name):
            return Fact(value.replace("_", "-"), f"meta:{name}")
    return first_fact(tree, node, "inLanguage")


def declared_address(tree: HtmlTree) -> Fact | None:
    """The page's canonical address; og:url where there is none."""
    for element in tree.root.iter("link"):
        href = (element.get("href") or "").strip()
        if (element.get("rel") or "").lower() == "canonical" and href.startswith(("http://", "https://")):
            return Fact(href, "link:canonical")
    value = clean(tree.meta("og:url"))
    return Fact(value, "meta:og:url") if value.startswith(("http://", "https://")) else None
