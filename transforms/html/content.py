"""Which of a page's runs are the article's, as blocks; every other one apart with its reason.

1. What stands in menus, footers and lists of nothing but links is furniture without a further look.
2. Rules for what words say (boilerplate_rules.py) and a model of form and place (content_trees.py) judge the rest.
3. A paragraph that holds elements of its own is read closely (inline.py), since captions, notes and labels stand inside.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from transforms.boilerplate import read_rulings
from transforms.boilerplate_rules import match_line
from transforms.html.content_choice import choose
from transforms.html.content_trees import article_odds
from transforms.html.inline import read_closely
from transforms.html.run_features import run_features, squeeze
from transforms.html.runs import Node, Run, read_runs
from transforms.html.tree import HtmlTree
from transforms.line_features import Ruling, features, read_forms
from transforms.types import Block, Kind, Reason, Removed

_MOST_OF_PAGE = 0.5  # share of the unlinked text with which an element is the page itself, whatever its tag
_LONGEST_HEADING = 200  # characters
_PARTS_OF_HEADING = 3  # a heading with more runs was never closed
_LEAST_DECLARED = 200  # letters: a shorter articleBody is a summary
_OUTER = 30  # elements around a run that are looked at
_FURNITURE_TAGS = frozenset({"nav", "footer", "menu", "dialog", "button", "label"})
_KINDS = {
    "li": Kind.LIST_ITEM, "dt": Kind.LIST_ITEM, "dd": Kind.LIST_ITEM, "blockquote": Kind.QUOTE, "td": Kind.TABLE, "th": Kind.TABLE,
    "figcaption": Kind.CAPTION, **{f"h{level}": Kind.HEADING for level in range(1, 7)},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page's blocks, each in one of two places; both in the order of the text."""

    kept: tuple[Block, ...]
    removed: tuple[Removed, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The runs of a page that may be the article's, and its elements, outer ones before inner ones."""

    runs: tuple[Run, ...]
    blocks: tuple[Block, ...]
    nodes: tuple[Node, ...]
    furniture: tuple[tuple[Run, Block], ...]  # the other runs


def read_content(tree: HtmlTree) -> PageContent:
    """The article's blocks and the rest. A block's `where` is its number among all runs of the page, from 1."""
    found = candidates(tree)
    judged = _judge(found, declared_text(tree))
    pairs = list(zip(found.runs, found.blocks, strict=True))
    read = read_closely([pair for pair, is_kept in zip(pairs, judged, strict=True) if is_kept])
    start = read.kept[0].where if read.kept else len(found.runs)
    gone = [pair for pair, is_kept in zip(pairs, judged, strict=True) if not is_kept]
    named = _named(found.nodes)
    removed = [_removed(block, named.get(run.node), after=block.where > start) for run, block in gone]
    removed += [_unread(block, named.get(run.node), after=block.where > start) for run, block in found.furniture]
    return PageContent(read.kept, tuple(sorted((*removed, *read.removed), key=lambda item: item.block.where)))


def candidates(tree: HtmlTree) -> Candidates:
    """The runs that deserve a look: neither in menus and footers nor in lists of nothing but links."""
    runs, nodes = read_runs(tree.root)
    blocks = [_block(run, number) for number, run in enumerate(runs, 1)]
    likely: list[tuple[Run, Block]] = []
    furniture: list[tuple[Run, Block]] = []
    inside = _in_furniture(nodes)
    for pair in zip(runs, blocks, strict=True):
        (furniture if pair[0].node in inside or _is_of_links(pair[0]) else likely).append(pair)
    return Candidates(
        tuple(run for run, _ in likely), tuple(block for _, block in likely), tuple(nodes), tuple(furniture)
    )


def number_rows(
    runs: Sequence[Run], blocks: Sequence[Block], declared_text: str
) -> tuple[list[list[float]], list[Ruling]]:
    """The numbers that the content model weighs, one row a run, and what the rules say of each."""
    forms = read_forms(blocks)
    rulings = read_rulings(blocks, forms)
    lines = features(blocks, forms, rulings) if blocks else []
    elements = run_features(runs, forms, declared_text)
    return [
        [*line, *element, float(form.size)] for line, element, form in zip(lines, elements, forms, strict=True)
    ], rulings


def _judge(found: Candidates, declared: str) -> list[bool]:
    rows, rulings = number_rows(found.runs, found.blocks, declared)
    return choose(found.runs, article_odds(rows), rulings)


def declared_text(tree: HtmlTree) -> str:
    """JSON-LD's articleBody as a witness, squeezed; "" where it is missing or too short to be the whole."""
    declared = max((squeeze(str(node.get("articleBody") or "")) for node in tree.json_ld), key=len, default="")
    return declared if len(declared) >= _LEAST_DECLARED else ""


def _block(run: Run, number: int) -> Block:
    kind, level, is_named = _form(run.node)
    if kind is Kind.HEADING and (len(run.text) > _LONGEST_HEADING or run.node.runs > _PARTS_OF_HEADING):
        kind, level = Kind.PARAGRAPH, 0
    return Block(
        kind=kind,
        text=run.text,
        raw=run.text,
        where=number,
        gap=is_named,
        level=level,
        link_density=run.link_density,
    )


def _form(node: Node) -> tuple[Kind, int, int]:
    """Kind, rank of a heading, and 1 where a tag says so: the element's or, of a <div> inside an <li>, that around it."""
    for tag in (node.tag, node.above(1).tag, node.above(2).tag):
        if tag in _FORMS:
            return _FORMS[tag]
    return Kind.PARAGRAPH, 0, 0


_FORMS = {
    "p": (Kind.PARAGRAPH, 0, 1),
    **{tag: (kind, int(tag[1]) if kind is Kind.HEADING else 0, 1) for tag, kind in _KINDS.items()},
}


# --- furniture --------------------------------------------------------------------------------------------------------


def _is_of_links(run: Run) -> bool:
    """Whether it stands in a list of nothing but links."""
    return run.link_density > 0.9 and run.node.above(2).link_density > 0.8


def _in_furniture(nodes: Sequence[Node]) -> set[Node]:
    """The elements in which no article's words stand: menus, footers, buttons, and what is not far inside them."""
    depths: dict[Node | None, int] = {}  # of the innermost such element around
    most = _MOST_OF_PAGE * (nodes[0].chars - nodes[0].linked) if nodes else 0.0
    for node in nodes:  # outer ones first
        # A <button> that is never closed holds the rest of the page.
        if (node.tag in _FURNITURE_TAGS or _is_post(node)) and node.chars - node.linked <= most:
            depths[node] = node.depth
        elif node.parent in depths:
            depths[node] = depths[node.parent]
    return {node for node, depth in depths.items() if node is not None and node.depth - depth < _OUTER}


def _is_post(node: Node) -> bool:
    """Whether an element quotes a post of a social network."""
    reason = _reason_of(node.tag, node.words) if node.tag == "blockquote" else None
    return reason is not None and reason[0] is Reason.EMBED


def _removed(block: Block, named: tuple[Reason, str] | None, *, after: bool) -> Removed:
    """Why a run went: what its words say, then what its elements are called, then its place before or `after` the text's begin."""
    match = match_line(block.text)
    if match is not None:
        return Removed(block, match.reason, match.rule)
    if named is not None:
        return Removed(block, *named)
    return Removed(block, Reason.RELATED if after else Reason.NAVIGATION, "html:apart from the article")


def _unread(block: Block, named: tuple[Reason, str] | None, *, after: bool) -> Removed:
    """Why furniture went: what its elements are called, and only where they are called nothing its words; pages have hundreds."""
    return Removed(block, *named) if named is not None else _removed(block, None, after=after)


def _named(nodes: Sequence[Node]) -> dict[Node, tuple[Reason, str]]:
    """What the innermost telling name round each element says of it; names far outside say nothing."""
    found: dict[Node | None, tuple[int, tuple[Reason, str]]] = {}  # with the depth of the element that has the name
    for node in nodes:  # outer ones first
        own = _reason_of(node.tag, node.words)
        if own is not None:
            found[node] = node.depth, own
        elif node.parent in found:
            found[node] = found[node.parent]
    return {node: own for node, (depth, own) in found.items() if node is not None and node.depth - depth < _OUTER}


@lru_cache(maxsize=8192)
def _reason_of(tag: str, words: tuple[str, ...]) -> tuple[Reason, str] | None:
    table = _names()
    names = (f"<{tag}>", *[f".{word}" for word in words])
    return next(((table[name], f"html_furniture:{name}") for name in names if name in table), None)


@cache
def _names() -> dict[str, Reason]:
    rows = files("transforms.data").joinpath("html_furniture.tsv").read_text("utf-8").splitlines()
    return {
        what: Reason(reason) for what, reason in (row.split("\t") for row in rows if row and not row.startswith("#"))
    }
