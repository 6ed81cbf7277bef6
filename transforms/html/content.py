"""Which of a page's runs are the article's, as blocks; every other one apart with its reason.

1. What stands in menus, footers and lists of nothing but links is furniture without a further look.
2. Rules for what words say (boilerplate_rules.py) and a model of form and place (content_trees.py) judge the rest.
3. A paragraph that holds elements of its own is read closely (inline.py), since captions, notes and labels stand inside.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from transforms.boilerplate import read_rulings
from transforms.boilerplate_rules import match_line
from transforms.html.content_trees import article_odds
from transforms.html.inline import read_closely
from transforms.html.run_features import run_features, squeeze
from transforms.html.runs import Node, Run, read_runs
from transforms.html.tree import HtmlTree
from transforms.line_features import Ruling, features, read_forms
from transforms.types import Block, Kind, Reason, Removed

_THRESHOLD = 0.2  # log odds: a sentence lost is as bad as a banner kept
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
    removed = [_removed(run, block, after=block.where > start) for run, block in (*found.furniture, *gone)]
    return PageContent(read.kept, tuple(sorted((*removed, *read.removed), key=lambda item: item.block.where)))


def candidates(tree: HtmlTree) -> Candidates:
    """The runs that deserve a look: neither in menus and footers nor in lists of nothing but links."""
    runs, nodes = read_runs(tree.root)
    blocks = [_block(run, number) for number, run in enumerate(runs, 1)]
    likely: list[tuple[Run, Block]] = []
    furniture: list[tuple[Run, Block]] = []
    for pair in zip(runs, blocks, strict=True):
        (furniture if _is_furniture(pair[0]) else likely).append(pair)
    return Candidates(
        tuple(run for run, _ in likely), tuple(block for _, block in likely), tuple(nodes), tuple(furniture)
    )


def number_rows(
    runs: Sequence[Run], nodes: Sequence[Node], blocks: Sequence[Block], declared_text: str
) -> tuple[list[list[float]], list[Ruling]]:
    """The numbers that the content model weighs, one row a run, and what the rules say of each."""
    forms = read_forms(blocks)
    rulings = read_rulings(blocks, forms)
    lines = features(blocks, forms, rulings) if blocks else []
    elements = run_features(runs, nodes, forms, declared_text)
    return [
        [*line, *element, float(form.size)] for line, element, form in zip(lines, elements, forms, strict=True)
    ], rulings


def _judge(found: Candidates, declared: str) -> list[bool]:
    rows, rulings = number_rows(found.runs, found.nodes, found.blocks, declared)
    return [odds > _THRESHOLD and not ruling.certain for odds, ruling in zip(article_odds(rows), rulings, strict=True)]


def declared_text(tree: HtmlTree) -> str:
    """JSON-LD's articleBody as a witness, squeezed; "" where it is missing or too short to be the whole."""
    declared = max((squeeze(str(node.get("articleBody") or "")) for node in tree.json_ld), key=len, default="")
    return declared if len(declared) >= _LEAST_DECLARED else ""


def _block(run: Run, number: int) -> Block:
    tag = next((node.tag for node in _near(run) if node.tag in _KINDS or node.tag == "p"), "div")
    kind = _KINDS.get(tag, Kind.PARAGRAPH)
    return Block(
        kind=kind,
        text=run.text,
        raw=run.text,
        where=number,
        gap=int(tag != "div"),
        level=int(tag[1]) if kind is Kind.HEADING else 0,
        link_density=run.link_density,
    )


def _near(run: Run) -> tuple[Node, ...]:
    """The elements that say what a run is: a <div> inside an <li> is a list item's."""
    return (run.node, run.node.above(1), run.node.above(2))


# --- furniture --------------------------------------------------------------------------------------------------------


def _is_furniture(run: Run) -> bool:
    """Whether no article's words stand there: a menu, a footer, a button, a list of nothing but links."""
    if run.link_density > 0.9 and run.node.above(2).link_density > 0.8:
        return True
    return any(node.tag in _FURNITURE_TAGS for node, _ in zip(run.node.path(), range(_OUTER), strict=False))


def _removed(run: Run, block: Block, *, after: bool) -> Removed:
    """Why a run went: what its words say, then what its elements are called, then its place before or `after` the text's begin."""
    match = match_line(block.text)
    if match is not None:
        return Removed(block, match.reason, match.rule)
    named = next(_named_reasons(run), None)
    if named is not None:
        return Removed(block, *named)
    return Removed(block, Reason.RELATED if after else Reason.NAVIGATION, "html:apart from the article")


def _named_reasons(run: Run) -> Iterator[tuple[Reason, str]]:
    table = _names()
    for node, _ in zip(run.node.path(), range(_OUTER), strict=False):
        for name in (f"<{node.tag}>", *(f".{word}" for word in node.words)):
            if name in table:
                yield table[name], f"html_furniture:{name}"


@cache
def _names() -> dict[str, Reason]:
    rows = files("transforms.data").joinpath("html_furniture.tsv").read_text("utf-8").splitlines()
    return {
        what: Reason(reason) for what, reason in (row.split("\t") for row in rows if row and not row.startswith("#"))
    }
