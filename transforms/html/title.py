"""A page's headline: what its visible headings and its declarations agree on, without the site's name.

No source is right by itself: an h1 may be the site's logo, og:title ends with the site's name or is cut short, a JSON-LD
headline may be another article's. So every visible heading is measured by how many declarations say the same, whole or
as a part between separators, and the words of the best are taken as the page shows them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from lxml import etree
from lxml.etree import _Element as Element

from transforms.blocks import fold
from transforms.html.declarations import clean, kind_of, meta_facts
from transforms.html.landmarks import Landmarks, Mark, marks_of
from transforms.html.tree import LETTER_TAGS, UNSEEN, HtmlTree, JsonNode
from transforms.outlet_table import by_strong_name
from transforms.outlets import split_title
from transforms.sections import is_section
from transforms.types import Fact

_LONGEST = 300  # characters of a headline
_MOST_PIECES = 6  # of a heading, that are tried in runs
_MOST_HEADINGS = 40  # looked at; a list page has hundreds
_METAS = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "title",
    "headline",
)
_BREAK = re.compile(
    r"\s+(?:[|•·–—›»/:~«<>→◆‖★♥-]+|::|>>)\s+|\s*[|｜»›•«‖]\s*|(?<=\w)\s?[:：]\s+|\s?[_]\s?|(?<=[\u3040-\u9fff])[-–—]+|[-–—]+(?=[\u3040-\u9fff])|\s+--\s?"
)
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")
_DATE = re.compile(r"^\d{1,2}[./]\d{1,2}[./](?:\d\d){1,2}\s*[-–—:|]\s+")  # before a headline, of when it was published
_SIGNS = " :|–—-•·/"  # between a headline and what stands beside it
_NO_SIGN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _Heading:
    """A visible text that may be the headline."""

    text: str
    path: str
    element: Element
    order: int
    weight: float  # how much its place and marks speak for it
    cut: bool = False  # markup cuts it into pieces, or it is one of them
    cut_out: bool = False  # it is one of them, or several and not all
    is_sites: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """A headline, and the element that shows it."""

    fact: Fact
    element: Element | None  # None: no element does


def read_title(tree: HtmlTree, landmarks: Landmarks, node: JsonNode | None, site_names: Sequence[str]) -> Title | None:
    """The headline and where it stands; None where the page has no title at all.

    `site_names`: what the site is called, in any form. Method: agreement of witnesses, see the module.
    """
    declared = _declared(tree, node)
    sites = frozenset(filter(None, map(key, site_names)))
    headings = list(_headings(landmarks))
    whole = {key(fact.value) for fact in declared}
    sites |= {key(heading.text) for heading in headings if heading.is_sites} - whole
    own = [
        heading
        for heading in headings
        if key(heading.text) not in sites and not _is_named_so(heading.text, sites, whole)
    ]
    best = _best(own, declared, landmarks)
    if best and not any(agreement(best.text, fact.value) for fact in declared):
        best = _shown(landmarks, declared) or best
    if best:
        words = _as_written(best, declared)
        return Title(Fact(_DATE.sub("", words) or words, best.path), best.element)
    fact = _best_declared(declared, sites)
    return Title(fact, None) if fact else None


def _is_named_so(text: str, sites: frozenset[str], whole: set[str]) -> bool:
    """Whether a heading is the site's name as its address has it: "Time 4 Talks" at time4talks.example."""
    bare = key(text).replace(" ", "")
    return (
        key(text) not in whole
        and len(text) <= 40
        and any(len(site) >= 5 and " " not in site and site in bare for site in sites)
    )


def _declared(tree: HtmlTree, node: JsonNode | None) -> tuple[Fact, ...]:
    found = list(meta_facts(tree, *_METAS))
    if node and (words := clean(node.get("headline"))):
        found.insert(0, Fact(words, f"json-ld:{kind_of(node)}.headline"))
    element = next(tree.root.iter("title"), None)
    if element is not None and (words := clean(element.text or "")):
        found.append(Fact(words, "title"))
    return tuple(fact for fact in found if len(fact.value) <= 2 * _LONGEST)


# --- visible headings -------------------------------------------------------------------------------------------------


def _headings(landmarks: Landmarks) -> Iterator[_Heading]:
    """The visible texts that may be the headline: whole headings, and runs of the pieces that markup cuts them into."""
    marked = {landmark.element: landmark for landmark in landmarks.marked if landmark.marks & Mark.HEADLINE}
    candidates = {*marked, *landmarks.root.iter(*_TAG_WEIGHT)}
    first = list(islice(landmarks.root.iter("h1"), 2))
    only = first[0] if len(first) == 1 else None  # is the article's, whatever a theme calls the frame around it
    left = _MOST_HEADINGS
    for order, element in enumerate(element for element in landmarks.elements if element in candidates):
        tag = str(element.tag)
        left -= tag != "h1"
        if left < -_MOST_HEADINGS:
            return
        if left < 0 and tag != "h1":
            continue
        landmark = marked.get(element)
        weight = _TAG_WEIGHT.get(tag, 0.0) + (0.5 if landmark else 0.0) - order / 1000
        weight -= _FOREIGN if element is not only and landmarks.is_foreign(element) else 0.0
        path = landmark.path if landmark else tag
        pieces = _pieces(element)
        text = " ".join(piece.text for piece in pieces)
        if not 1 < len(text) <= _LONGEST:
            continue
        yield _Heading(text.strip(_SIGNS), path, element, order, weight, len(pieces) > 1, is_sites=_is_sites(element))
        if 1 < len(pieces) <= _MOST_PIECES:
            yield from (
                _Heading(run, path, element, order, weight + bonus, cut=True, cut_out=True)
                for run, bonus in _runs(pieces)
            )


_TAG_WEIGHT = {"h1": 1.0, "h2": 0.3, "h3": 0.1}
_FOREIGN = 1.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a heading that stand in one element, or between two."""

    text: str
    kicker: bool


def _pieces(element: Element) -> list[_Piece]:
    """A heading's text cut where an element that does more than dress letters begins or ends."""
    if not len(element):
        text = fold(element.text or "")
        return [_Piece(text, kicker=False)] if text else []
    pieces: list[_Piece] = []
    words: list[str] = []
    kicker = False
    for text, inside, is_break in _chunks(element):
        if is_break and words:
            pieces.append(_Piece(fold("".join(words)), kicker=kicker))
            words = []
        words.append(text)
        kicker = inside
    pieces.append(_Piece(fold("".join(words)), kicker=kicker))
    return [piece for piece in pieces if piece.text]


def _chunks(element: Element) -> Iterator[tuple[str, bool, bool]]:
    """Text, whether it stands in a kicker, and whether a piece begins with it."""
    walker = etree.iterwalk(element, events=("start", "end", "comment"))
    kicker: Element | None = None
    for event, node in walker:
        tag = node.tag
        breaks = event != "comment" and tag not in LETTER_TAGS and node is not element
        if event == "start":
            if tag in UNSEEN:
                walker.skip_subtree()
                continue
            if kicker is None and node is not element and marks_of(node.get("class") or "") & Mark.KICKER:
                kicker = node
            yield node.text or "", kicker is not None, breaks
        elif node is not element:
            if node is kicker:
                kicker = None
            yield node.tail or "", kicker is not None, breaks


def _runs(pieces: Sequence[_Piece]) -> Iterator[tuple[str, float]]:
    """Every run of pieces but the whole, and what speaks for it: the words around it are marked as a kicker."""
    whole = sum(len(piece.text) for piece in pieces)
    for first in range(len(pieces)):
        for last in range(first + 1, len(pieces) + 1):
            run, rest = pieces[first:last], (*pieces[:first], *pieces[last:])
            share = sum(len(piece.text) for piece in run) / whole
            if rest and share >= 0.3:
                bare = not any(piece.kicker for piece in run) and all(
                    piece.kicker or not _has_words(piece.text) for piece in rest
                )
                yield " ".join(piece.text for piece in run).strip(_SIGNS), 0.4 if bare else share / 2 - 0.6


def _has_words(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _is_sites(element: Element) -> bool:
    """Whether a heading is the site's own: it leads to the front page, or its markup says logo."""
    if any(
        marks_of(above.get("class") or "") & Mark.SITE or marks_of(above.get("id") or "") & Mark.SITE
        for above in _near(element)
    ):
        return True
    links = [element, *element.iter("a")] if element.tag == "a" else list(element.iter("a")) or [element.getparent()]
    return len(links) == 1 and links[0] is not None and links[0].tag == "a" and _is_front(links[0])


def _near(element: Element) -> tuple[Element, ...]:
    return (element, *islice(element.iterancestors(), 2))


_FRONT = re.compile(
    r"(?:(?:https?://web\.archive\.org)?/web/\d{14}/)?(?:https?://[^/?#]+)?/?(?:#.*)?(?:index\.\w{3,5})?$"
)


def _is_front(link: Element) -> bool:
    href = (link.get("href") or "").strip()
    return link.get("rel") == "home" or bool(href and not href.startswith("#") and _FRONT.match(href))


# --- agreement --------------------------------------------------------------------------------------------------------


def _best(headings: Sequence[_Heading], declared: Sequence[Fact], landmarks: Landmarks) -> _Heading | None:
    """The heading that the declarations support most; an h1 without support where nothing better is declared."""
    scored = [
        (max(found, default=0.0), sum(found), heading)
        for heading in headings
        for found in [[agreement(heading.text, fact.value) for fact in declared]]
    ]
    said = {heading.element: heading.text for closest, _, heading in scored if closest == 1.0 and not heading.cut_out}
    scored = [
        item
        for item in scored
        # What begins a heading that is declared whole is its kicker; the name of a section is a part of many titles.
        if item[0] == 1.0 or not (_is_opening(item[2], said) or is_section(item[2].text))
    ]
    if not scored:
        return None
    closest, support, best = max(scored, key=lambda item: (item[1] + item[2].weight, -item[2].order))
    if (
        (closest >= 0.6 and (best.weight >= -0.3 or closest >= 0.9))
        or (support >= 0.4 and best.weight > 0.4)
        or not declared
    ):
        return best
    # Declared words that no heading shares: "News" over the article is its section.
    alone = max(headings, key=lambda heading: heading.weight)
    if alone.weight <= 0.8 or is_section(alone.text):
        return None
    return _over_text([heading for heading in headings if not heading.cut_out], landmarks) or alone


def _is_opening(heading: _Heading, whole: Mapping[Element, str]) -> bool:
    return heading.cut_out and whole.get(heading.element, "").startswith(heading.text)


def _over_text(headings: Sequence[_Heading], landmarks: Landmarks) -> _Heading | None:
    """Of several headings that nothing declares, the first with an article's paragraphs before the next one."""
    if sum(heading.weight > _SIDE_BOX for heading in headings) < 2:
        return None
    by_element = {heading.element: heading for heading in headings}
    current: _Heading | None = None
    size = 0
    for element in landmarks.elements:
        if element in by_element or element.tag in _TAG_WEIGHT:
            current, size = by_element.get(element), 0
        elif current and element.tag == "p" and element.text and current.weight >= _LEAST:
            size += len(element.text.strip())
            if size >= _PROSE and not is_section(current.text):
                return current
    return None


_SIDE_BOX, _LEAST = 0.8, 0.2  # weights of a heading that could be the headline by itself, and of one with text under it
_PROSE = 300  # characters of paragraphs


def _shown(landmarks: Landmarks, declared: Sequence[Fact]) -> _Heading | None:
    """An element of any kind that shows a declared title, where the headings show something else."""
    wanted = {key(fact.value) for fact in declared if " " in fact.value}
    for order, element in enumerate(landmarks.elements):
        text = element.text
        if (
            text
            and len(text) <= _LONGEST
            and element.tag not in _HEAD
            and key(text) in wanted
            and not landmarks.is_foreign(element)
        ):
            return _Heading(fold(text), str(element.tag), element, order, 0.0)
    return None


_HEAD = ("title", "script", "style", "option")


def agreement(heading: str, declared: str) -> float:
    """How far a declared title says what a heading says, 0 to 1."""
    own, other = key(heading), key(declared)
    if not own or not other:
        return 0.0
    if own == other:
        return 1.0
    if own in _parts(declared):
        return 0.9
    if (
        other.startswith(own)
        or other.endswith(own)
        or (_CUT.search(declared) and own.startswith(key(_CUT.sub("", declared))))
    ):
        return 0.6
    mine, theirs = set(own.split()), set(other.split())
    shared = len(mine & theirs) / max(1, len(mine | theirs))
    return shared * 0.7 if shared > 0.3 else 0.0


@lru_cache(maxsize=512)
def key(text: str) -> str:
    """A title's letters and digits, which quotes, dashes and capitals do not change."""
    return _NO_SIGN.sub(" ", text.casefold()).strip()


@lru_cache(maxsize=256)
def _parts(declared: str) -> frozenset[str]:
    """Every run of parts of a title between its separators."""
    breaks = [(0, 0), *(match.span() for match in _BREAK.finditer(declared)), (len(declared), len(declared))][:12]
    return frozenset(
        key(declared[breaks[first][1] : breaks[last][0]])
        for first in range(len(breaks) - 1)
        for last in range(first + 1, len(breaks))
    )


def _as_written(heading: _Heading, declared: Sequence[Fact]) -> str:
    """The heading's words; where it holds more than its title (a date, a kicker), those that the declarations have too."""
    own = key(heading.text)
    same = [fact.value for fact in declared if key(fact.value) == own]
    if same or not declared:
        # Where markup cuts it, a declaration knows how the pieces are parted ("Kicker: Headline").
        return same[0] if same and heading.cut else heading.text
    parts = [_parts(fact.value) for fact in declared]
    votes = Counter({words: sum(words in runs for runs in parts) for words in {key(fact.value) for fact in declared}})
    common, count = max(votes.items(), key=lambda item: (item[1], len(item[0]), item[0]))
    inside = own.startswith(common + " ") or own.endswith(" " + common)
    if count < 2 or not inside or len(common) * 3 < len(own):
        return heading.text
    return next(fact.value for fact in declared if key(fact.value) == common)


def _best_declared(declared: Sequence[Fact], sites: frozenset[str]) -> Fact | None:
    """Of a page without a visible headline: the declared title that most others agree with."""
    bare = [Fact(without_site(fact.value, sites), fact.path) for fact in declared if key(fact.value) not in sites]
    if not bare:
        return None
    return max(bare, key=lambda fact: sum(agreement(fact.value, other.value) for other in declared))


# --- the site's name --------------------------------------------------------------------------------------------------


def without_site(title: str, sites: frozenset[str]) -> str:
    """A declared title without the site's name at its end or its beginning."""
    title = _without_east_asian_tail(title, sites)
    for _ in range(4):
        breaks = list(_BREAK.finditer(title))
        if not breaks:
            return title
        first, last = breaks[0], breaks[-1]
        if key(title[last.end() :]) in sites:
            title = title[: last.start()].strip()
        elif key(title[: first.start()]) in sites:
            title = title[first.end() :].strip()
        else:
            return split_title(_without_tail(title, last))[0]
    return title


_EAST_ASIAN_BREAK = re.compile(
    r"(?<=[^\x00-\x7f])(?:-{1,2}|_{1,2}|—{1,2}|[|｜：])(?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])"
)
_LONGEST_SECTION = 6  # characters of a section's name between title and site


def _without_east_asian_tail(title: str, sites: frozenset[str]) -> str:
    """Chinese and Japanese titles have no spaces round the sign before the site's name, and often a section before it."""
    breaks = list(_EAST_ASIAN_BREAK.finditer(title))
    if not breaks:
        return title
    name = title[breaks[-1].end() :]
    if key(name) not in sites and by_strong_name(name) is None:
        return title
    end = breaks[-1]
    for earlier in reversed(breaks[:-1]):
        if earlier[0] not in ("--", "_", "__") or end.start() - earlier.end() > _LONGEST_SECTION:
            break
        end = earlier
    return title[: end.start()].strip()


def _without_tail(title: str, last: re.Match[str]) -> str:
    """A title without a few words behind a bar, which headlines do not have themselves."""
    tail, rest = title[last.end() :].split(), title[: last.start()].strip()
    return (
        rest if any(sign in last[0] for sign in "|»«•") and len(tail) <= 4 and len(rest.split()) > len(tail) else title
    )
