"""What kind of page a page is: an article's, or one that only leads to articles or stands before them.

A wrong reject costs an article, a list that is taken for one costs a look. So what speaks for a kind (title, address, declared
types, the body element's class, a password's field, headings that are links) is added up in points, and has to outweigh what
speaks for an article: its prose above all. The words and their points are in transforms/data/html_page_kinds.tsv; the points
were set by hand on news pages, forums, shops and login pages, and checked on pages that were not used to set them.
"""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from transforms.html.tree import HtmlTree, is_article, node_types, text_of
from transforms.lines import is_sentence, measure
from transforms.names import fold, listed, rows
from transforms.sections import is_section
from transforms.types import Kind, Role, Segment, Structured

ARTICLE = "article"
_FEWEST_POINTS = 4  # that make a page no article
_FEWEST_WITHOUT_TEXT = 3  # the same where no text was found: nothing is lost
_CLEAR = 700  # weight of prose in one piece with which a page is an article's, whatever else it says
_SENTENCE = 80  # weight of a paragraph that counts as prose
_LINKED = 0.5  # link density above which a line leads elsewhere
_MOST_HEADINGS = 400
_LONGEST_TITLE = 300
_SLUG_WORDS = 4  # words of an address's last step that were a headline once
_PARTS = re.compile(r"\s+[|–—·»«›/-]+\s+|\s*[|»«›]\s*|\s+::?\s+|[!.…。！]+(?:\s|$)|[:：]\s")
_NUMBER = re.compile(r"\d{4}")
_ENDING = re.compile(r"\.(?:html?|php|aspx?|jsp|cfm|do|shtml)$")
_HYPHEN = re.compile("[-_]")
_MOST_STEPS = 20  # of an address, and parameters
_PAGES = ("page", "seite", "pagina", "página", "strona")
_NO_QUESTION = frozenset(("", "lang", "hl"))  # parameters that leave a home page what it is
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?")
_SAID_ANYWHERE = frozenset(("error-page", "bot-check", "consent-wall"))  # also behind the site's name
_ORDER = ("error-page", "bot-check", "consent-wall", "login-page", "search-page", "home-page", "list-page")


@dataclass(frozen=True, slots=True)
class PageKind:
    """What a page is, and why."""

    kind: str  # "article", or the reject's reason: "home-page", "list-page", "error-page", ...
    evidence: str = ""  # one line for people; "" for an article

    @property
    def is_article(self) -> bool:
        """Whether an article is to be read from it."""
        return self.kind == ARTICLE


@dataclass(frozen=True, slots=True)
class _Point:
    """Something that speaks for a kind of page."""

    kind: str
    points: int
    why: str
    alone: bool = True  # False: it says something only beside another witness


def page_kind(tree: HtmlTree, structured: Structured, segment: Segment | None, url: str | None) -> PageKind:
    """What a page is. `segment`: the article's text as far as one was found; `url`: as the capture's record has it."""
    address = url or (structured.url.value if structured.url else "")
    prose = _prose(segment)
    found = [
        *_title_points(tree, structured),
        *_address_points(address),
        *_declared_points(tree),
        *_form_points(tree, prose),
        *_teaser_points(tree),
        *_own_points(structured, prose),
    ]
    needed = _FEWEST_POINTS if segment else _FEWEST_WITHOUT_TEXT
    against = sum(point.points for point in found if point.kind == ARTICLE) if segment else 0
    told = {point.kind for point in found if point.alone}
    sums = {kind: sum(point.points for point in found if point.kind == kind) if kind in told else 0 for kind in _ORDER}
    best = max(_ORDER, key=lambda kind: sums[kind])
    if sums[best] < needed or ((sums[best] <= against or prose >= _CLEAR) and not _is_wall(best, segment)):
        return PageKind(ARTICLE)
    return PageKind(best, "; ".join(point.why for point in found if point.kind == best))


# --- the words --------------------------------------------------------------------------------------------------------


@cache
def _table(where: str) -> dict[str, tuple[tuple[str, int], ...]]:
    """The words that stand in one place, folded but for addresses and markup: each with its kinds and points."""
    plain = where in ("host", "path", "last", "query", "class", "type", "words")
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for kind, place, points, words in rows("html_page_kinds.tsv"):
        for word in listed(words) if place == where else ():
            key = word if plain else fold(word)
            found[key] = (*found.get(key, ()), (kind, int(points)))
    return found


def _named(where: str, word: str, shown: str) -> Iterator[_Point]:
    for kind, points in _table(where).get(word, ()):
        yield _Point(kind, points, f"{where} {shown!r}")


@cache
def _openings() -> dict[str, tuple[str, ...]]:
    """Openings by their first word; those of scripts that do not part words by their first letter."""
    found: dict[str, tuple[str, ...]] = {}
    for words in _table("opening"):
        first = words[0] if words[0] > "\u3000" else words.partition(" ")[0]
        found[first] = (*found.get(first, ()), words)
    return found


def _title_points(tree: HtmlTree, structured: Structured) -> Iterator[_Point]:
    """By the parts of the title and of the first heading; each kind once, where it has the most points."""
    best: dict[str, _Point] = {}
    for text in _titles(tree, structured):
        parts = [part for part in _PARTS.split(text) if part]
        others = parts[1:]
        for part in dict.fromkeys((text, *parts)):
            for point in _part_points(fold(part), part):
                if part in others and point.kind not in _SAID_ANYWHERE:  # "A Wall of Sand | News | Home"
                    continue
                if point.kind not in best or best[point.kind].points < point.points:
                    best[point.kind] = point
    yield from best.values()


def _part_points(words: str, shown: str) -> Iterator[_Point]:
    if not words:
        return
    if is_section(shown):
        yield _Point("list-page", 2, f"title {shown!r} is a section's")
    yield from _named("title", words, shown)
    for opening in {*_openings().get(words.partition(" ")[0], ()), *_openings().get(words[0], ())}:
        if f"{words} ".startswith(opening if opening[-1] > "\u3000" else f"{opening} "):
            yield from _named("opening", opening, shown)


def _titles(tree: HtmlTree, structured: Structured) -> Iterator[str]:
    for tag in ("title", "h1"):
        element = next(tree.root.iter(tag), None)
        if element is not None and (text := text_of(element)[:_LONGEST_TITLE]):
            yield text
    if structured.title:
        yield structured.title.value[:_LONGEST_TITLE]


# --- the address ------------------------------------------------------------------------------------------------------


def _address_points(address: str) -> Iterator[_Point]:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return
    if not host:
        return
    yield from _named("host", host.partition(".")[0], host)
    steps = [_ENDING.sub("", step) for step in parts.path.lower().split("/") if step][:_MOST_STEPS]
    if steps and _LANGUAGE.fullmatch(steps[0]):
        del steps[0]
    names = {pair.partition("=")[0].lower() for pair in parts.query.split("&")[:_MOST_STEPS]}
    if steps or not names <= _NO_QUESTION or parts.query.isdigit():
        yield from _step_points(steps)
        yield from _query_points(steps, names)
    else:
        yield _Point("home-page", 3, f"address {parts.path or '/'}")


def _step_points(steps: Sequence[str]) -> Iterator[_Point]:
    """By the words of an address; a list's word counts at its end only: /tag/seals, not /tag/seals/seal-keeps-ferry-waiting."""
    last = steps[-1] if steps else ""
    slug = len(_HYPHEN.split(last)) >= _SLUG_WORDS or _NUMBER.search(last) is not None
    for place, step in enumerate(steps):
        for point in _named("path", step, f"/{step}"):
            if point.kind != "list-page" or (place >= len(steps) - 2 and not slug):
                yield point
    yield from _named("last", last, f"/{last}")
    if len(steps) > 1 and steps[-2] in _PAGES and last.isdigit():
        yield _Point("list-page", 2, f"address /{steps[-2]}/{last}")
    if slug:
        yield _Point(ARTICLE, 2, "address of words or a number")


def _query_points(steps: Sequence[str], names: Iterable[str]) -> Iterator[_Point]:
    """By the names of an address's parameters, under a search or the root: elsewhere ?s= is a session's number."""
    searches = any(kind == "search-page" for step in steps for kind, _ in _table("path").get(step, ()))
    for name in sorted(names) if searches or not steps else ():
        yield from _named("query", name, f"?{name}=")


# --- what the page declares and holds ---------------------------------------------------------------------------------


def _declared_points(tree: HtmlTree) -> Iterator[_Point]:
    """By the class of <body>, which content systems write, by JSON-LD's types and og:type; each kind once a place."""
    body = tree.root.find("body")
    classes = (body.get("class") or "").lower().split()[:60] if body is not None else []
    yield from _best(point for word in classes for point in _named("class", word, word))
    types = [kind for node in tree.json_ld if _is_own(node) for kind in node_types(node)]
    kinds = (*types, *tree.metas.get("og:type", ())[:1])
    yield from _best(point for kind in kinds for point in _named("type", kind, kind))
    if "article:published_time" in tree.metas:
        yield _Point(ARTICLE, 1, "article:published_time")
    if (tree.meta("og:type") or "").lower() == "website":
        yield _Point("home-page", 1, "og:type website", alone=False)


def _is_own(node: object) -> bool:
    """Whether an object may describe the page itself: an article among others in a list has no text or page of its own."""
    return isinstance(node, dict) and (is_article(node) or "headline" not in node)


def _best(points: Iterator[_Point]) -> Iterator[_Point]:
    best: dict[str, _Point] = {}
    for point in points:
        if point.kind not in best or best[point.kind].points < point.points:
            best[point.kind] = point
    yield from best.values()


def _form_points(tree: HtmlTree, prose: int) -> Iterator[_Point]:
    """A password's field: many pages have one in their head, so it counts little beside prose."""
    fields = [field for field in tree.root.iter("input") if (field.get("type") or "").lower() == "password"]
    if fields:
        yield _Point("login-page", 1 if prose else 2, "a password's field", alone=False)


def _teaser_points(tree: HtmlTree) -> Iterator[_Point]:
    """Headings that are links, told apart by their words: a list has many, an article a few under its text."""
    linked: set[str] = set()
    for count, heading in enumerate(tree.root.iter("h1", "h2", "h3", "h4")):
        if count >= _MOST_HEADINGS:
            break
        above = heading.getparent()
        link = above if above is not None and above.tag == "a" else next(heading.iter("a"), None)
        address = link.get("href") if link is not None else None
        if address and not address.startswith("#"):  # a mark to link to a part of this page
            linked.add(address)
    many = (len(linked) >= 5) + (len(linked) >= 12) + (len(linked) >= 25)
    if many:
        for kind in ("home-page", "list-page", "search-page"):
            yield _Point(kind, many, f"{len(linked)} headings are links", alone=False)


# --- what the text says -----------------------------------------------------------------------------------------------


def _own_points(structured: Structured, prose: int) -> Iterator[_Point]:
    yield _Point(ARTICLE, 5 if prose >= 400 else 3 if prose >= 200 else 2 if prose >= _SENTENCE else 0, "prose")
    yield _Point(ARTICLE, int(structured.published is not None), "a date")
    yield _Point(ARTICLE, int(bool(structured.authors)), "authors")


def _prose(segment: Segment | None) -> int:
    """Weight of the longest prose in one piece: a heading that is a link, or a line of links in the text, parts it."""
    if segment is None:
        return 0
    blocks = [*(item.block for item in segment.blocks), *(item.block for item in segment.removed)]
    parting = sorted(block.where for block in blocks if block.kind is Kind.HEADING and block.link_density > _LINKED)
    pieces: dict[int, int] = {}
    for item in segment.blocks:
        block = item.block
        if (
            item.role is Role.PARAGRAPH
            and block.link_density <= _LINKED
            and (weight := measure(block.text)) >= _SENTENCE
        ):
            piece = bisect(parting, block.where)
            pieces[piece] = pieces.get(piece, 0) + (weight if is_sentence(block.text, weight) else 0)
    return max(pieces.values(), default=0)


def _is_wall(kind: str, segment: Segment | None) -> bool:
    """Whether most paragraphs of a consent wall speak of cookies, partners and data: it can say a lot."""
    if kind != "consent-wall":
        return False
    texts: Sequence[str] = (
        [item.block.text for item in segment.blocks if item.role is Role.PARAGRAPH] if segment else ()
    )
    about = sum(sum(word in text.lower() for word in _table("words")) >= 2 for text in texts)
    return 2 * about > len(texts)
