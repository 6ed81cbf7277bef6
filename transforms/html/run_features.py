"""What a page's elements tell about a run of text: the numbers that the content model weighs beside the text's own form.

Link density and class names after Kohlschütter et al., "Boilerplate Detection using Shallow Text Features" (WSDM 2010), and
Readability; shares of the page's prose as Gottron's "Content Code Blurring" (2008) has them for markup.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
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


def run_features(runs: Sequence[Run], forms: Sequence[LineForm], declared_text: str) -> list[list[float]]:
    """One row of numbers a run, in the order of NAMES; `declared_text` is JSON-LD's articleBody, squeezed, or ""."""
    page = _Page(runs, forms)
    return [[*page.row(index, run), *_declared(run.text, declared_text)] for index, run in enumerate(runs)]


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

    def __init__(self, runs: Sequence[Run], forms: Sequence[LineForm]) -> None:
        self._views = _views(runs)
        self._mass = [
            float(min(form.weight, _MOST_PROSE)) if form.prose and run.link_density < _LINKED else 0.0
            for run, form in zip(runs, forms, strict=True)
        ]
        self._total = sum(self._mass) or 1.0
        self._sum_prose(runs)
        # Elements that hold more than half of it lie on one path.
        self._main = {node for node, view in self._views.items() if view.prose >= _DOMINANT * self._total}
        self._inner = max((node.depth for node in self._main), default=0)
        self._times = Counter(run.text for run in runs)
        self._h1 = [index for index, run in enumerate(runs) if "h1" in (run.node.tag, run.node.above(1).tag)]
        self._alike = Counter(
            (run.node.tag, run.node.words) for run, mass in zip(runs, self._mass, strict=True) if mass
        )

    def _sum_prose(self, runs: Sequence[Run]) -> None:
        for run, mass in zip(runs, self._mass, strict=True):
            self._views[run.node].prose += mass
        for node, view in reversed(self._views.items()):
            if node.parent is not None:
                self._views[node.parent].prose += view.prose

    def row(self, index: int, run: Run) -> list[float]:
        """Its own element and those around it, where they stand on the page, and what they are called."""
        node = run.node
        first = node.parent or node
        second = first.parent or first
        third = second.parent or second
        views, total = self._views, self._total
        here, above, further, outer = views[node], views[first], views[second], views[third]
        return [
            *_TAG_ROWS.get(_tag(node, first), _NO_TAG),
            *_inside(here.inside),
            run.link_density,
            first.link_density,
            second.link_density,
            third.link_density,
            here.prose / total,
            above.prose / total,
            further.prose / total,
            outer.prose / total,
            *self._place(index, node),
            min(first.chars, 5000) / 5000,
            min(second.chars, 5000) / 5000,
            min(first.runs, 50) / 50,
            min(second.runs, 50) / 50,
            *self._headline(index),
            min(self._times[run.text] - 1, 3) / 3,
            min(node.depth, 30) / 30,
            min(self._alike[node.tag, node.words], 10) / 10,
            here.near,
            above.near,
            further.near,
            outer.near,
            max(-9.0, min(9.0, further.around)),
            further.least,
            further.most,
        ]

    def _place(self, index: int, node: Node) -> tuple[float, float, float]:
        """Levels up to what holds most of the prose, whether that is the innermost such element, and the run's own share."""
        up, outer, main = 0, node, self._main
        while outer not in main:
            up += 1
            if up == 10 or outer.parent is None:
                return 1.0, 0.0, self._mass[index] / self._total
            outer = outer.parent
        return up / 10, float(outer.depth == self._inner), self._mass[index] / self._total

    def _headline(self, index: int) -> tuple[float, float]:
        """How near a main heading is, and whether one stands above."""
        away = [index - at for at in self._h1[:20]]
        return min(min(map(abs, away), default=50), 50) / 50, float(bool(away) and max(away) > 0)


_NO_TAG = (0.0,) * len(_TAGS)
_TAG_ROWS = {tag: tuple(float(tag == name) for name in _TAGS) for tag in _TAGS}


def _tag(node: Node, around: Node) -> str:
    """The paragraph's tag: that of the element around where the run's own element is none."""
    return around.tag if node.tag not in PARAGRAPHS and around.tag in PARAGRAPHS else node.tag


@lru_cache(maxsize=1 << len(_AROUND))
def _inside(bits: int) -> tuple[float, ...]:
    return tuple(float(bits >> bit & 1) for bit in range(len(_AROUND)))


_AROUND_BITS = {tag: 1 << bit for bit, tag in enumerate(_AROUND)}


def _views(runs: Sequence[Run]) -> dict[Node, _View]:
    """The elements around the runs, outer ones before inner ones."""
    views: dict[Node, _View] = {}
    for run in runs:
        path: list[Node] = []
        node: Node | None = run.node
        while node is not None and node not in views:
            path.append(node)
            node = node.parent
        for inner in reversed(path):
            views[inner] = _view(inner, views[inner.parent] if inner.parent is not None else _OUTSIDE)
    return views


_OUTSIDE = _View(0, 0.0, 0.0, 0.0, 0.0)


def _view(node: Node, outer: _View) -> _View:
    near, around = _told(node.words)
    return _View(
        outer.inside | _AROUND_BITS.get(node.tag, 0),
        near,
        outer.around + around,
        min(outer.least, around),
        max(outer.most, around),
    )


@lru_cache(maxsize=8192)
def _told(words: tuple[str, ...]) -> tuple[float, float]:
    table = class_words()
    found = [table[word] for word in words if word in table]
    return sum(word.near for word in found), sum(word.around for word in found)


_SHORTEST_DECLARED = 12


def _declared(text: str, declared_text: str) -> tuple[float, float]:
    """Whether the declared text has the run; neither where the page declares none, or the run is too short to tell."""
    start = squeeze(text[:90])[:60] if declared_text else ""
    if len(start) < _SHORTEST_DECLARED:
        return 0.0, 0.0
    found = start in declared_text
    return float(found), float(not found)
