"""The people who wrote a page's article: bylines that the page shows and authors that it declares, weighed against each other.

Each source is wrong in its own way: themes declare whoever uploaded the page, static pages their webmaster, bylines of teasers
stand beside the article's own. What is shown near the headline is believed first, what JSON-LD declares next, and meta
elements where the page shows the same name; names on which sources agree are put together.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from transforms.html.author_names import Named, is_full, read_names, words_of
from transforms.html.declarations import clean, kind_of, meta_facts, names_of, resolved
from transforms.html.landmarks import Landmarks, Mark
from transforms.html.lone_names import find_lone_name, find_signature, find_sole_author
from transforms.html.shown_bylines import Byline, find_bylines, is_hidden, pieces_of
from transforms.html.tree import HtmlTree, JsonNode, as_list, node_types
from transforms.names import fold
from transforms.person_names import is_person_name
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
# Newsrooms fill these in for readers of machines; any other may be whoever keeps the site.
_NEWSROOMS = frozenset(
    f"meta:{name}"
    for name in (
        "parsely-author",
        "sailthru.author",
        "article:author_name",
        "byl",
        "cxenseparse:author",
        "dcsext.author",
        "citation_author",
        "bt:author",
    )
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
_LABELS = frozenset(("author", "autor", "auteur", "autore", "autorin"))
_FAR = 150  # elements under the headline: a byline so far away may be another article's
_BESIDE = 12  # elements between two bylines of one article
_UNREAD = frozenset(("script", "style", "title", "template", "noscript"))


@dataclass(frozen=True, slots=True)
class _Witness:
    names: tuple[Named, ...]
    path: str
    distance: int = 0  # elements from the headline, where it is shown
    uploader: bool = False  # a publishing system's user, who need not have written anything


def read_page_authors(
    tree: HtmlTree, landmarks: Landmarks, node: JsonNode | None, headline: Element | None, houses: Sequence[str]
) -> tuple[Fact, ...]:
    """The authors as the page writes them, each once, with what names them; empty where nobody is named.

    `landmarks`: as they are around the headline, `headline`: the element of the title, `houses`: names of the site, which is nobody.
    """
    nobody = (*houses, *_topics(tree, node), *_mastheads(landmarks))
    folded = frozenset(name for house in nobody for name in (fold(house), fold(house).replace(" ", "")))
    bylines = find_bylines(landmarks, headline, folded)
    shown = _nearest(bylines)
    json = _merged(_in_json_ld(tree, node, folded)) or _in_other_objects(tree, folded)
    metas = list(_in_metas(tree, folded))
    declared = [witness for witness in (json, *metas) if witness]
    if shown and not (shown.distance > _FAR and json and not json.uploader and _disagree(shown, json)):
        return _facts(_completed(shown, [*bylines, *declared]), declared)
    dated = node is not None or tree.meta(*_DATED) is not None
    believed = _believed(json, metas, landmarks, dated=dated)
    if believed is None:
        lone = (
            find_lone_name(landmarks, headline, folded)
            or find_sole_author(landmarks, folded)
            or find_signature(landmarks, headline, folded)
        )
        believed = (
            _Witness(lone.names, lone.path, lone.distance) if lone else None if dated else _owner(metas, landmarks)
        )
    return _facts(believed, declared) if believed else ()


def _topics(tree: HtmlTree, node: JsonNode | None) -> Iterator[str]:
    """The page's declared sections and their words: themes put them beside the author."""
    for name in (
        *names_of(tree, node.get("articleSection") if node else None),
        *(fact.value for fact in meta_facts(tree, "article:section")),
    ):
        yield name
        yield from re.split(r"\W+", name)[:6]


def _mastheads(landmarks: Landmarks) -> Iterator[str]:
    """What the page calls its site in the site's own place."""
    for landmark in landmarks.marked:
        if landmark.marks & Mark.SITE:
            words = clean(" ".join(pieces_of(landmark.element)))
            if " " in words and len(words) <= _LONGEST_MASTHEAD:  # a lone word is many a blogger's own nickname
                yield words


_LONGEST_MASTHEAD = 50  # characters


def _nearest(bylines: Sequence[Byline]) -> _Witness | None:
    """The byline nearest under the headline, with the names of those of its kind beside it."""
    single = [byline for byline in bylines if not _is_of_list(byline, bylines)]
    own = [byline for byline in single if not byline.box] or single
    if not own:
        return None
    best = min(own, key=lambda byline: byline.distance)
    names = {fold(name.name): name for name in best.names}
    for byline in own:
        if byline.path == best.path and 0 <= byline.distance - best.distance <= _BESIDE:
            for name in byline.names:
                names.setdefault(fold(name.name), name)
    return _Witness(tuple(names.values()), best.path, best.distance)


def _is_of_list(byline: Byline, bylines: Sequence[Byline]) -> bool:
    """Whether a byline is one of several of its kind that name different people, none of them near the headline."""
    alike = [other for other in bylines if other.path == byline.path]
    named = {fold(other.names[0].name) for other in alike}
    return len(named) >= _LIST and min(other.distance for other in alike) > _NEAR


_LIST, _NEAR = 3, 60  # bylines; elements under the headline


def _completed(shown: _Witness, others: Sequence[Byline | _Witness]) -> _Witness:
    """The byline's names, a first name completed where the page has the whole one elsewhere: "Jane" over, "Jane Doe" under the text."""
    full = {name.name.split()[0]: name for other in others for name in other.names if is_full(name.name)}
    return replace(shown, names=tuple(full.get(name.name, name) for name in shown.names))


# --- declarations -----------------------------------------------------------------------------------------------------


def _in_json_ld(tree: HtmlTree, node: JsonNode | None, houses: frozenset[str]) -> Iterator[_Witness]:
    for key in ("author", "creator") if node else ():
        for item in resolved(tree, node.get(key) if node else None):
            if isinstance(item, dict) and "Organization" in str(item.get("@type")):
                continue
            for name in as_list(item.get("name") if isinstance(item, dict) else item):
                names = read_names([clean(name)], houses, declared=True)
                yield _Witness(names, f"json-ld:{kind_of(node or {})}.{key}", uploader="schema/person" in str(item))


def _in_other_objects(tree: HtmlTree, houses: frozenset[str]) -> _Witness | None:
    """The author of a page that is no article to its scripts (a thread, a recipe, a leaflet), where all of them name the same."""
    found = [
        witness
        for node in tree.json_ld
        if any(kind.endswith(_OTHER_TYPES) for kind in node_types(node))
        for witness in _in_json_ld(tree, node, houses)
        if witness.names
    ]
    return found[0] if len({witness.names for witness in found}) == 1 else None


_OTHER_TYPES = ("Posting", "WebPage", "Article", "Recipe", "HowTo", "Report", "CreativeWork", "Thread")


def _merged(witnesses: Iterator[_Witness]) -> _Witness | None:
    found = [witness for witness in witnesses if witness.names]
    if not found:
        return None
    names = {fold(name.name): name for witness in found for name in witness.names}
    return _Witness(tuple(names.values()), found[0].path, uploader=found[0].uploader)


def _in_metas(tree: HtmlTree, houses: frozenset[str]) -> Iterator[_Witness]:
    labelled = (tree.meta("twitter:label1") or "").casefold().strip(" :") in (words_of("firm") | _LABELS)
    for fact in meta_facts(tree, *_METAS):
        uploader = fact.path.endswith("data1")
        if fact.value.startswith("http") or (uploader and not labelled):
            continue
        names = read_names([fact.value], houses, declared=True)
        if names:
            yield _Witness(names, fact.path, uploader=uploader)


# --- agreement --------------------------------------------------------------------------------------------------------


def _disagree(one: _Witness, other: _Witness) -> bool:
    return {fold(name.name) for name in one.names}.isdisjoint(fold(name.name) for name in other.names)


def _believed(
    json: _Witness | None, metas: Sequence[_Witness], landmarks: Landmarks, *, dated: bool
) -> _Witness | None:
    """Of the declarations the one to believe where the page shows no byline."""
    if json and not json.uploader and _is_newsrooms(json):
        return json
    if json and (_is_visible(json, landmarks) or (not json.uploader and _is_people(json))):
        return json
    if not dated:
        return None  # the webmaster of a page that is no article
    own = next((witness for witness in metas if witness.path in _NEWSROOMS and _is_people(witness)), None)
    return own or next((witness for witness in metas if _is_visible(witness, landmarks)), None)


def _owner(metas: Sequence[_Witness], landmarks: Landmarks) -> _Witness | None:
    """Of a page that shows no byline the declared person whom its foot names: somebody's own site."""
    return next(
        (
            witness
            for witness in metas
            if not witness.uploader and _is_people(witness) and _is_owner(witness, landmarks)
        ),
        None,
    )


def _is_owner(witness: _Witness, landmarks: Landmarks) -> bool:
    """Whether the site's own parts name a declared person, or its note of copyright does."""
    if _is_visible(witness, landmarks, frames=False):
        return True
    names = [name.name.casefold() for name in witness.names]
    notes = (text for element in landmarks.elements for text in (element.text, element.tail) if text and "©" in text)
    return any(name in note.casefold() for note in notes for name in names)


def _is_people(witness: _Witness) -> bool:
    return all(is_person_name(name.name) for name in witness.names)


def _is_newsrooms(witness: _Witness) -> bool:
    """Whether a declaration counts that the page does not show: a newsroom's system fills it in, with full names."""
    full = all(is_full(name.name) for name in witness.names)
    return full and (not witness.path.startswith("json-ld") or "News" in witness.path or "Report" in witness.path)


def _is_visible(witness: _Witness, landmarks: Landmarks, *, frames: bool = True) -> bool:
    """Whether the page shows the declared name outside comments and other articles; `frames`: and outside the site's own parts."""
    full = [name.name.casefold() for name in witness.names if is_full(name.name)]
    lone = [name.name for name in witness.names if not is_full(name.name)]  # any word may be a nickname
    for element in landmarks.elements:
        for text in (element.text, element.tail):
            if not text or text.isspace() or element.tag in _UNREAD:
                continue
            lower = text.casefold()
            shows = any(name in lower for name in full) or any(name in text for name in lone)
            if shows and not landmarks.is_foreign(element, frames=frames) and not is_hidden(element):
                return True
    return False


def _facts(best: _Witness, others: Sequence[_Witness]) -> tuple[Fact, ...]:
    """The names of the best witness and of those who name one of the same; in mixed case where anybody writes them so."""
    found: dict[str, Fact] = {}
    for witness in (best, *(other for other in others if not _disagree(best, other))):
        for name in witness.names:
            known = found.get(fold(name.name))
            if known is None or (known.value.isupper() and not name.name.isupper()):
                found[fold(name.name)] = Fact(name.name, known.path if known else witness.path)
    return tuple(found.values())
