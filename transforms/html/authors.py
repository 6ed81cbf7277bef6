"""The people who wrote a page's article: bylines that the page shows and authors that it declares, weighed against each other.

Each source is wrong in its own way: themes declare whoever uploaded the page, static pages their webmaster, bylines of teasers
stand beside the article's own. What is shown near the headline is believed first, what JSON-LD declares next, and meta
elements where the page shows the same name; names on which sources agree are put together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from transforms.html.author_names import Named, read_names
from transforms.html.declarations import clean, kind_of, meta_facts, resolved
from transforms.html.landmarks import Landmark, Landmarks, Mark
from transforms.html.tree import HtmlTree, JsonNode, as_list, texts
from transforms.names import fold
from transforms.types import Fact

_METAS = (
    "parsely-author",
    "sailthru.author",
    "article:author_name",
    "byl",
    "cxenseparse:author",
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "dcsext.author",
    "citation_author",
    "bt:author",
    "creator",
    "og:article:author",
    "twitter:data1",
)
_WRITTEN_BY = (
    "written by",
    "geschrieben von",
    "verfasst von",
    "écrit par",
    "escrito por",
    "scritto da",
    "geschreven door",
    "author",
    "autor",
    "napisane przez",
    "написано автором",
    "yazan",
)
_DATED = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "article:modified_time",
    "pubdate",
)
_MOST_CANDIDATES = 40
_LONGEST = 400  # characters of an element that is a byline
_CLOSE = 40  # elements under the headline that are its own head, whatever a theme calls their frame
_NEAR = 150  # elements around the headline among which an unmarked byline is looked for


@dataclass(frozen=True, slots=True)
class _Witness:
    names: tuple[Named, ...]
    path: str
    words: str
    distance: int = 0  # elements between headline and byline
    strict: bool = False  # the markup marks a name and nothing else


def read_page_authors(
    tree: HtmlTree, landmarks: Landmarks, node: JsonNode | None, headline: Element | None, houses: Sequence[str]
) -> tuple[Fact, ...]:
    """The authors as the page writes them, each once, with what names them; empty where nobody is named.

    `headline`: the element of the title, from which bylines are measured; `houses`: names of the site, which is nobody.
    """
    if headline is not None:
        landmarks = landmarks.around(headline)
    folded = frozenset(name for house in houses for name in (fold(house), fold(house).replace(" ", "")))
    shown = _best_shown(list(_shown(landmarks, headline, folded)))
    json = _merged(_in_json_ld(tree, node, folded))
    metas = list(_in_metas(tree, folded))
    return _chosen(shown, json, metas, landmarks, dated=node is not None or tree.meta(*_DATED) is not None)


# --- what the page shows ----------------------------------------------------------------------------------------------


def _shown(landmarks: Landmarks, headline: Element | None, houses: frozenset[str]) -> Iterator[_Witness]:
    anchor = landmarks.elements.index(headline) if headline is not None else 0
    taken: set[Element] = set()
    candidates = [landmark for landmark in landmarks.marked if landmark.marks & Mark.BYLINE]
    if len(candidates) > _MOST_CANDIDATES:  # a list's: the headline's are near it
        candidates = sorted(candidates, key=lambda landmark: _distance(landmark.order, anchor))[:_MOST_CANDIDATES]
    for landmark in candidates:
        element = landmark.element
        near = headline is not None and 0 <= landmark.order - anchor <= _CLOSE
        if any(above in taken for above in element.iterancestors()) or (not near and landmarks.is_foreign(element)):
            continue
        words = _pieces(element)
        if sum(map(len, words)) > _LONGEST:
            continue
        names = tuple(name for name in read_names(words, houses) if name.role in _WRITERS)
        if names and (names[0].sure or _is_name_only(landmark)):
            taken.add(element)
            yield _Witness(
                names,
                landmark.path,
                " ".join(words)[:_LONGEST],
                _distance(landmark.order, anchor),
                bool(landmark.marks & Mark.BOX),
            )
    yield from _unmarked(landmarks, anchor, houses)


_WRITERS = frozenset(("author", "reporter"))


_NAME_ONLY = frozenset(
    (
        "author",
        "vcard",
        "fn",
        "byline",
        "p-author",
        "author-name",
        "authorname",
        "name",
        "by-author",
        "post-author",
        "meta-author",
    )
)


def _is_name_only(landmark: Landmark) -> bool:
    """Whether the markup promises a name and nothing else, so that a lone word is one."""
    element = landmark.element
    if element.get("rel") == "author" or element.get("itemprop") == "author":
        return True
    return not _NAME_ONLY.isdisjoint((element.get("class") or "").lower().split())


def _distance(order: int, anchor: int) -> int:
    """A byline stands under the headline; over it there is little room."""
    return order - anchor if order >= anchor else 4 * (anchor - order)


def _pieces(element: Element) -> list[str]:
    """The text nodes of an element, a letter or two that markup cut off joined again; reading stops behind a byline's length."""
    pieces: list[str] = []
    size = 0
    for text, _ in texts(element):
        if text.isspace():
            continue
        if pieces and len(text) <= 3 and text[0].islower() and pieces[-1][-1:].isalpha() and text.isalpha():
            pieces[-1] += text
        else:
            pieces.append(text)
        size += len(text)
        if size > _LONGEST or len(pieces) > _MOST_PIECES:
            break
    return [clean(piece) for piece in pieces]


_MOST_PIECES = 24
_OPENINGS = (
    "by ",
    "by:",
    "von ",
    "von:",
    "par ",
    "por ",
    "di ",
    "door ",
    "av ",
    "af ",
    "autor",
    "author",
    "text:",
    "text ",
    "автор",
    "بقلم",
    "written",
    "escrito",
    "geschrieben",
    "作者",
    "文／",
    "文/",
    "oleh",
    "yazan",
    "przez",
    "words by",
    "reporting by",
    "story by",
)
_ALONE = frozenset(word.strip() for word in _OPENINGS)


def _unmarked(landmarks: Landmarks, anchor: int, houses: frozenset[str]) -> Iterator[_Witness]:
    """Elements near the headline whose own words begin as bylines do: "By Jane Doe"."""
    start = max(0, anchor - 15)
    for order, element in enumerate(landmarks.elements[start : anchor + _NEAR], start):
        text = element.text
        if not text or len(text) > 200 or element.tag in _NO_BYLINE:
            continue
        words = text.strip().casefold()
        if not (words in _ALONE or words.startswith(_OPENINGS)):
            continue
        if not 0 <= order - anchor <= _CLOSE and landmarks.is_foreign(element):
            continue
        pieces = _pieces(element)
        if sum(map(len, pieces)) > 160:
            continue
        names = tuple(name for name in read_names(pieces, houses) if name.role in _WRITERS and " " in name.name)
        covered = sum(len(name.name) for name in names)
        if names and covered * 2 >= sum(len(piece) for piece in pieces if not any(map(str.isdigit, piece))):
            yield _Witness(names, str(element.tag), " ".join(pieces), _distance(order, anchor))
            return


_NO_BYLINE = frozenset(("h1", "h2", "h3", "script", "style", "title", "option", "button", "label"))


def _best_shown(witnesses: list[_Witness]) -> _Witness | None:
    """The byline nearest under the headline, with the names of those of its kind beside it."""
    own = [witness for witness in witnesses if not witness.strict] or witnesses
    if not own:
        return None
    best = min(own, key=lambda witness: witness.distance)
    names = {fold(name.name): name for name in best.names}
    for witness in own:
        if witness.path == best.path and 0 <= witness.distance - best.distance <= 12:
            names.update((fold(name.name), name) for name in witness.names if fold(name.name) not in names)
    return _Witness(tuple(names.values()), best.path, best.words, best.distance)


# --- what it declares -------------------------------------------------------------------------------------------------


def _in_json_ld(tree: HtmlTree, node: JsonNode | None, houses: frozenset[str]) -> Iterator[_Witness]:
    if node is None:
        return
    for key in ("author", "creator"):
        for item in resolved(tree, node.get(key)):
            if isinstance(item, dict) and "Organization" in str(item.get("@type")):
                continue
            for name in as_list(item.get("name") if isinstance(item, dict) else item):
                names = read_names([clean(name)], houses, declared=True)
                yield _Witness(
                    names, f"json-ld:{kind_of(node)}.{key}", clean(name), strict="schema/person" in str(item)
                )


def _merged(witnesses: Iterator[_Witness]) -> _Witness | None:
    found = [witness for witness in witnesses if witness.names]
    if not found:
        return None
    names = {fold(name.name): name for witness in found for name in witness.names}
    return _Witness(
        tuple(names.values()), found[0].path, "; ".join(witness.words for witness in found), strict=found[0].strict
    )


def _in_metas(tree: HtmlTree, houses: frozenset[str]) -> Iterator[_Witness]:
    for fact in meta_facts(tree, *_METAS):
        if fact.value.startswith("http") or (fact.path.endswith("data1") and not _is_writers(tree)):
            continue
        names = read_names([fact.value], houses, declared=True)
        if names:
            yield _Witness(names, fact.path, fact.value, strict=fact.path.endswith("data1"))


def _is_writers(tree: HtmlTree) -> bool:
    return (tree.meta("twitter:label1") or "").casefold().strip(" :") in _WRITTEN_BY


# --- agreement --------------------------------------------------------------------------------------------------------


def _chosen(
    shown: _Witness | None, json: _Witness | None, metas: list[_Witness], landmarks: Landmarks, *, dated: bool
) -> tuple[Fact, ...]:
    declared = [witness for witness in (json, *metas) if witness]
    if shown:
        return _facts(shown, [witness for witness in declared if _meet(witness, shown)])
    if json and not json.strict and _is_trusted(json):
        return _facts(json, metas)
    visible = next((witness for witness in declared if _is_visible(witness, landmarks)), None)
    if visible:
        return _facts(visible, declared)
    meta = next((witness for witness in metas if not witness.strict and _is_trusted(witness)), None)
    return _facts(meta, metas) if meta and dated else ()


def _is_trusted(witness: _Witness) -> bool:
    """Whether a declaration counts that the page does not show: a newsroom's system fills it in, with full names."""
    full = all(" " in name.name or not name.name.isascii() for name in witness.names)
    return full and (not witness.path.startswith("json-ld") or "News" in witness.path or "Report" in witness.path)


def _meet(one: _Witness, other: _Witness) -> bool:
    return not {fold(name.name) for name in one.names}.isdisjoint(fold(name.name) for name in other.names)


def _facts(best: _Witness, others: Sequence[_Witness]) -> tuple[Fact, ...]:
    found: dict[str, Fact] = {}
    for witness in (best, *(other for other in others if _meet(best, other))):
        for name in witness.names:
            key = fold(name.name)
            known = found.get(key)
            if known is None or (known.value.isupper() and not name.name.isupper()):
                found[key] = Fact(name.name, witness.path)
    return tuple(found.values())


def _is_visible(witness: _Witness, landmarks: Landmarks) -> bool:
    """Whether the page shows the declared name outside comments and other articles."""
    wanted = [name.name for name in witness.names]
    for element in landmarks.elements:
        text = element.text
        if (
            text
            and any(name in text for name in wanted)
            and element.tag not in _UNREAD
            and not landmarks.is_foreign(element)
        ):
            return True
    return False


_UNREAD = frozenset(("script", "style", "title", "template", "noscript"))
