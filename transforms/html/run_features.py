"""What a page's elements tell about a run of text: the numbers that the content model weighs beside the text's own form.

Link density and class names after Kohlschütter et al., "Boilerplate Detection using Shallow Text Features" (WSDM 2010), and
Readability; shares of the page's prose as Gottron's "Content Code Blurring" (2008) has them for markup.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from transforms.html.runs import PARAGRAPHS, Node, Run
from transforms.line_features import LineForm

_TAGS = ("p", "li", "div", "td", "h1", "h2", "h3", "h4", "blockquote", "figcaption", "dd", "pre", "section", "span")
_AROUND = ("article", "main", "header", "footer", "aside", "nav", "ul", "ol", "table", "form", "figure", "blockquote")
_MOST_PROSE = 600  # weight that one run counts at most
_LINKED = 0.4  # link density above which a run is no prose
_DOMINANT = 0.8  # share of the prose with which an element holds the article
NAMES = (
    *(f"tag_{tag}" for tag in _TAGS), *(f"in_{tag}" for tag in _AROUND),
    "linked", "linked_1", "linked_2", "linked_3", "share_0", "share_1", "share_2", "share_3", "up", "inside", "own_share",
    "chars_1", "chars_2", "runs_1", "runs_2",
    "from_h1", "after_h1", "repeats", "depth", "like_prose",
    "words_0", "words_1", "words_2", "words_3", "words_around", "words_least", "words_most",
    "in_text", "out_of_text",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClassWord:
    """What a word of an element's names tells of the text in it: log odds, above 0 for an article's."""

    near: float  # of the element itself and the one around it
    around: float  # of those further out


@cache
def class_words() -> dict[str, ClassWord]:
    """The table of names that sites give to elements."""
    rows = files("transforms.data").joinpath("html_class_words.tsv").read_text("utf-8").splitlines()
    table = (row.split("\t") for row in rows if row and row[0] != "#")
    return {word: ClassWord(float(near), float(around)) for word, near, around in table}


def run_features(
    runs: Sequence[Run], nodes: Sequence[Node], forms: Sequence[LineForm], declared_text: str
) -> list[list[float]]:
    """One row of numbers a run, in the order of NAMES.

    `nodes` are the page's elements, outer ones before inner ones; `declared_text` is JSON-LD's articleBody, squeezed, or "".
    """
    page = _Page(runs, nodes, forms)
    return [
        [*page.element(run), *page.place(index, run), *_declared(run.text, declared_text)]
        for index, run in enumerate(runs)
    ]


def squeeze(text: str) -> str:
    """Letters and digits alone, in lower case: what two spellings of one text share."""
    return "".join(filter(str.isalnum, text)).lower()


@dataclass(slots=True)
class _View:
    """What is known of an element beside its own runs."""

    inside: int  # which of _AROUND it is or stands in, a bit each
    near: float  # what its own names tell
    around: float  # what its own and all outer names tell
    least: float
    most: float
    prose: float = 0.0  # weight of the prose in it


class _Page:
    """What is counted over the page before one run can be judged."""

    def __init__(self, runs: Sequence[Run], nodes: Sequence[Node], forms: Sequence[LineForm]) -> None:
        self._views = _views(nodes)
        self._mass = [
            float(min(form.weight, _MOST_PROSE)) if form.prose and run.link_density < _LINKED else 0.0
            for run, form in zip(runs, forms, strict=True)
        ]
        self._total = sum(self._mass) or 1.0
        self._sum_prose(runs, nodes)
        # Elements that hold more than half of it lie on one path.
        self._main = {node for node in nodes if self._views[node].prose >= _DOMINANT * self._total}
        self._inner = max((node.depth for node in self._main), default=0)
        self._times = Counter(run.text for run in runs)
        self._h1 = [index for index, run in enumerate(runs) if "h1" in (run.node.tag, run.node.above(1).tag)]
        self._alike = Counter(
            (run.node.tag, run.node.words) for run, mass in zip(runs, self._mass, strict=True) if mass
        )

    def _sum_prose(self, runs: Sequence[Run], nodes: Sequence[Node]) -> None:
        for run, mass in zip(runs, self._mass, strict=True):
            self._views[run.node].prose += mass
        for node in reversed(nodes):
            if node.parent is not None:
                self._views[node.parent].prose += self._views[node].prose

    def element(self, run: Run) -> list[float]:
        """The run's own element and those around it."""
        node = run.node
        own = node if node.tag in PARAGRAPHS else node.above(1)
        tag = own.tag if own.tag in PARAGRAPHS else node.tag
        inside = self._views[node].inside
        levels = [node, node.above(1), node.above(2), node.above(3)]
        return [
            *(float(tag == name) for name in _TAGS),
            *(float(inside >> bit & 1) for bit in range(len(_AROUND))),
            run.link_density,
            *(level.link_density for level in levels[1:]),
            *(self._views[level].prose / self._total for level in levels),
        ]

    def place(self, index: int, run: Run) -> list[float]:
        """Where the run stands on the page, and what its elements are called."""
        node, first, second, third = run.node, run.node.above(1), run.node.above(2), run.node.above(3)
        up = next((level for level, outer in zip(range(10), node.path(), strict=False) if outer in self._main), 10)
        away = [index - at for at in self._h1[:20]]
        views = self._views
        return [
            up / 10,
            float(node.above(up).depth == self._inner and up < 10),
            self._mass[index] / self._total,
            min(first.chars, 5000) / 5000,
            min(second.chars, 5000) / 5000,
            min(first.runs, 50) / 50,
            min(second.runs, 50) / 50,
            min(min(map(abs, away), default=50), 50) / 50,
            float(bool(away) and max(away) > 0),
            min(self._times[run.text] - 1, 3) / 3,
            min(node.depth, 30) / 30,
            min(self._alike[node.tag, node.words], 10) / 10,
            *(views[level].near for level in (node, first, second, third)),
            max(-9.0, min(9.0, views[second].around)),
            views[second].least,
            views[second].most,
        ]


def _views(nodes: Sequence[Node]) -> dict[Node, _View]:
    table, views = class_words(), dict[Node, _View]()
    for node in nodes:  # outer ones first
        found = [table[word] for word in node.words if word in table]
        outer = views[node.parent] if node.parent is not None else _View(0, 0.0, 0.0, 0.0, 0.0)
        around = sum(word.around for word in found)
        bit = 1 << _AROUND.index(node.tag) if node.tag in _AROUND else 0
        views[node] = _View(
            outer.inside | bit,
            sum(word.near for word in found),
            outer.around + around,
            min(outer.least, around),
            max(outer.most, around),
        )
    return views


_SHORTEST_DECLARED = 12


def _declared(text: str, declared_text: str) -> tuple[float, float]:
    """Whether the declared text has the run; neither where the page declares none, or the run is too short to tell."""
    start = squeeze(text[:90])[:60] if declared_text else ""
    if len(start) < _SHORTEST_DECLARED:
        return 0.0, 0.0
    found = start in declared_text
    return float(found), float(not found)
