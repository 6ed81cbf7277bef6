"""A live blog's entries: each an article with its own time, headline and paragraphs.

A page is a live blog where it says so (LiveBlogPosting, the words of its title or address, the names of its elements) and shows
three entries or more: elements of one form, each with a time of its own and prose. What is read is what the page shows; JSON-LD's
liveBlogUpdate gives a time that an entry does not show, and its address. The words are in transforms/data/html_live_words.tsv.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import cache
from itertools import islice

from lxml.etree import _Element as Element

from transforms.boilerplate_rules import match_line
from transforms.html.content import PageContent
from transforms.html.date_stamps import read_stamp
from transforms.html.declarations import clean
from transforms.html.landmarks import Mark, marks_of
from transforms.html.run_features import squeeze
from transforms.html.runs import Run, read_runs
from transforms.html.tree import HtmlTree, JsonNode, as_list, text_of
from transforms.lines import is_sentence, measure, time_entry
from transforms.names import fold, listed, rows
from transforms.types import (
    Block,
    DateExpression,
    Fact,
    Kind,
    Labelled,
    Moment,
    Precision,
    Reason,
    Removed,
    Role,
    Segment,
    Structured,
)

_FEWEST = 3  # entries that make a live blog
_MOST_TIMES = 2000
_OUTER = 8  # elements around a time among which the entry is looked for
_DEEPEST = 250
_LEAST_PROSE = 40  # weight of an entry's text
_LINKED = 0.5
_LONGEST_TIME = 60  # characters of a line that gives an entry's time
_SHORTEST_SAME = 25  # letters that an entry and a declaration have to share


@dataclass(frozen=True, slots=True)
class LiveEntry:
    """One entry as an article's segment, and what is declared of it."""

    segment: Segment
    structured: Structured


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry's time, and its runs with their numbers."""

    time: "_Time"
    runs: list[tuple[int, Run]]


@dataclass(frozen=True, slots=True)
class _Time:
    """A time shown in the page."""

    element: Element
    words: str
    stamp: str  # the datetime attribute; "" where there is none


def read_live_blog(
    tree: HtmlTree, content: PageContent, page: Segment | None, structured: Structured, url: str | None
) -> tuple[LiveEntry, ...]:
    """The page's introduction, where it has one, then its entries in the page's order; () where it is no live blog."""
    said = structured.is_live or _is_titled(structured, url)
    times = list(islice(tree.root.iter("time"), _MOST_TIMES))
    if not said and (len(times) < _FEWEST or not any(map(_is_named, times))):
        return ()
    runs = read_runs(tree.root)[0]
    shown = [_Time(one, text_of(one)[:_LONGEST_TIME], one.get("datetime") or "") for one in times]
    shown += [
        _Time(run.element, run.text, "") for run in runs if len(run.text) <= _LONGEST_TIME and time_entry(run.text)
    ]
    entries = _entries(shown, runs)
    if len(entries) < _FEWEST:
        return ()
    return _Reader(tree, content, structured, _with_runs(entries, runs), url).read(page)


# --- whether it is one ------------------------------------------------------------------------------------------------


@cache
def _words(where: str) -> frozenset[str]:
    fitting = (words for place, words in rows("html_live_words.tsv") if place == where)
    return frozenset((word if where == "names" else fold(word)) for words in fitting for word in listed(words))


def _is_titled(structured: Structured, url: str | None) -> bool:
    address = url or (structured.url.value if structured.url else "")
    title = structured.title.value if structured.title else ""
    if fold(title.partition(":")[0]) in _words("opening"):
        return True
    folded = [f" {fold(text)} " for text in (title, address.rpartition("://")[2].partition("/")[2])]
    return any(f" {word} " in text or (word > "\u3000" and word in text) for text in folded for word in _words("title"))


def _is_named(element: Element) -> bool:
    """Whether a time stands in an element that is named as a live blog's."""
    around = (element, *islice(element.iterancestors(), _OUTER))
    names = " ".join(f"{one.get('class') or ''} {one.get('id') or ''}" for one in around).lower().replace("_", "-")
    return any(word in names for word in _words("names"))


# --- where its entries are --------------------------------------------------------------------------------------------


def _entries(times: Sequence[_Time], runs: Sequence[Run]) -> dict[Element, _Time]:
    """The elements of one form that hold most of the prose, each with a time of its own; the first time counts."""
    owners: dict[Element, _Time] = {}
    forms: dict[tuple[str, str], list[Element]] = {}
    for one in times:
        for element in (one.element, *islice(one.element.iterancestors(), _OUTER)):
            if element not in owners and element.tag not in ("body", "html", "main"):
                owners[element] = one
                names = (element.get("class") or "").split()
                forms.setdefault((str(element.tag), names[0] if names else ""), []).append(element)
    prose = dict.fromkeys(owners, 0)
    for run in runs:
        weight = measure(run.text) if run.link_density <= _LINKED else 0
        if weight >= _LEAST_PROSE:
            for element in (run.element, *islice(run.element.iterancestors(), _DEEPEST)):
                if element in prose:
                    prose[element] += weight
    told = {form: [one for one in found if prose[one] >= _LEAST_PROSE] for form, found in forms.items()}
    best = max(
        told.values(), key=lambda found: (_is_many(found), sum(prose[one] for one in found), -len(found)), default=[]
    )
    best = [one for one in best if not _is_readers(one)]
    words = {(owners[one].stamp, owners[one].words) for one in best}
    return {one: owners[one] for one in best} if len(words) >= _FEWEST and not _nested(best) else {}


def _with_runs(times: Mapping[Element, _Time], runs: Sequence[Run]) -> dict[Element, _Entry]:
    """The entries with what is said in each; a run's number is that of the page's blocks."""
    entries = {element: _Entry(shown, []) for element, shown in times.items()}
    for where, run in enumerate(runs, 1):
        around = (run.element, *islice(run.element.iterancestors(), _DEEPEST))
        entry = next((entries[one] for one in around if one in entries), None)
        if entry is not None:
            entry.runs.append((where, run))
    return entries


def _is_many(found: Sequence[Element]) -> bool:
    return len(found) >= _FEWEST and not _nested(found)


def _nested(found: Sequence[Element]) -> bool:
    inside = set(found)
    return any(above in inside for one in found for above in islice(one.iterancestors(), _OUTER))


def _is_readers(element: Element) -> bool:
    """Comments and lists of other articles have times as well."""
    around = (element, *islice(element.iterancestors(), 3))
    names = [
        name for one in around if one.tag not in ("body", "html") for name in (one.get("class"), one.get("id")) if name
    ]
    return any(marks_of(name) & Mark.FOREIGN for name in names)


# --- what they say ----------------------------------------------------------------------------------------------------


class _Reader:
    """The entries of one page, and what they share."""

    def __init__(
        self,
        tree: HtmlTree,
        content: PageContent,
        structured: Structured,
        entries: Mapping[Element, "_Entry"],
        url: str | None,
    ) -> None:
        self._kept = {block.where: block for block in content.kept}
        self._removed: dict[int, list[Removed]] = {}
        for item in content.removed:
            self._removed.setdefault(item.block.where, []).append(item)
        self._is_declared = structured.is_live
        self._page = replace(structured, is_live=True)
        self._url = (url or (structured.url.value if structured.url else "")).partition("#")[0]
        self._entries = entries
        self._updates = _updates(tree)

    def read(self, page: Segment | None) -> tuple[LiveEntry, ...]:
        found = [entry for one in self._entries if (entry := self._entry(one))]
        found.sort(key=lambda entry: entry.segment.blocks[0].block.where)
        if len(found) < _FEWEST or (not self._is_declared and _lead_elsewhere(found)):
            return ()
        first = self._introduction(page)
        everything = [*([first] if first else []), *found]
        count = len(everything)
        return tuple(
            replace(one, segment=replace(one.segment, position=number, count=count))
            for number, one in enumerate(everything)
        )

    def _introduction(self, page: Segment | None) -> LiveEntry | None:
        """The page's own title and text without its entries, where it says something."""
        taken = {where for entry in self._entries.values() for where, _ in entry.runs}
        blocks = tuple(item for item in page.blocks if item.block.where not in taken) if page else ()
        if page is None or not any(item.role is Role.PARAGRAPH and _is_prose(item.block) for item in blocks):
            return None
        removed = tuple(item for item in page.removed if item.block.where not in taken)
        return LiveEntry(replace(page, blocks=blocks, removed=removed), self._page)

    def _entry(self, element: Element) -> LiveEntry | None:
        blocks: list[Labelled] = []
        removed: list[Removed] = []
        shown = self._entries[element].time
        for where, run in self._entries[element].runs:
            result = self._judge(where, run, shown, is_first=not blocks)
            blocks += [result] if isinstance(result, Labelled) else []
            removed += (
                [result] if isinstance(result, Removed) else self._removed.get(where, ()) if where in self._kept else []
            )
        if not any(item.role is Role.PARAGRAPH for item in blocks):
            return None
        update = self._update(blocks)
        moment = _moment(shown, update, self._page.published)
        segment = Segment(tuple(blocks), tuple(removed), 0, 1, "live-entry")
        facts = replace(
            self._page,
            title=None,
            description=None,
            published=moment,
            modified=None,
            url=self._address(element, update),
            text=None,
        )
        return LiveEntry(segment, facts)

    def _judge(self, where: int, run: Run, shown: _Time, *, is_first: bool) -> Labelled | Removed:
        block = self._kept.get(where) or self._removed[where][0].block
        if run.text == shown.words or (len(run.text) <= _LONGEST_TIME and time_entry(run.text) == len(run.text)):
            return Removed(block, Reason.METADATA, "live-blog:time")
        if block.kind is Kind.HEADING:
            return Labelled(block, Role.TITLE if is_first else Role.SUBHEAD)
        if where in self._kept or (
            _is_prose(block) and match_line(block.text) is None and block.kind is not Kind.CAPTION
        ):
            return Labelled(block, Role.PARAGRAPH)
        return self._removed[where][0]

    def _update(self, blocks: Sequence[Labelled]) -> JsonNode | None:
        """What JSON-LD declares of the entry: its text begins alike, or its headline is the same."""
        texts = {item.role: squeeze(item.block.text) for item in reversed(blocks)}
        title, start = texts.get(Role.TITLE), texts.get(Role.PARAGRAPH, "")[:_SHORTEST_SAME]
        for update in self._updates:
            said = squeeze(clean(update.get("articleBody")))
            if (len(start) == _SHORTEST_SAME and start in said) or (
                title and title == squeeze(clean(update.get("headline")))
            ):
                return update
        return None

    def _address(self, element: Element, update: JsonNode | None) -> Fact | None:
        """The entry's own address, as it is declared or by its element's id; the page's where it has none."""
        declared = clean(update.get("url")) if update else ""
        if declared.startswith(("http://", "https://")):
            return Fact(declared, "json-ld:liveBlogUpdate.url")
        name = element.get("id")
        return Fact(f"{self._url}#{name}", "@id") if name and self._url and not name.isspace() else self._page.url


def _lead_elsewhere(entries: Sequence[LiveEntry]) -> bool:
    """Whether most headlines are links: a list of articles."""
    titles = [item.block for one in entries for item in one.segment.blocks if item.role is Role.TITLE]
    return 2 * sum(block.link_density > _LINKED for block in titles) > len(entries)


def _is_prose(block: Block) -> bool:
    return block.link_density <= _LINKED and is_sentence(block.text, measure(block.text))


def _updates(tree: HtmlTree) -> tuple[JsonNode, ...]:
    return tuple(
        item for node in tree.json_ld for item in as_list(node.get("liveBlogUpdate")) if isinstance(item, dict)
    )[:_MOST_TIMES]


# --- when they were written -------------------------------------------------------------------------------------------


def _moment(shown: _Time, update: JsonNode | None, page: Moment | None) -> Moment | None:
    """By the entry's datetime attribute, by its declaration, by its words; a mere time of day has the page's day."""
    for value, rule, evidence in _stamps(shown, update):
        found = read_stamp(value, None)
        if found is not None and found.precision not in (Precision.MONTH, Precision.YEAR):
            return _as_moment(found, rule, evidence)
    return _on_the_day(shown.words, page)


def _stamps(shown: _Time, update: JsonNode | None) -> Iterator[tuple[str, str, str]]:
    if shown.stamp:
        yield shown.stamp, "live-blog:time", f"time[datetime] = {shown.stamp}"
    declared = clean(update.get("datePublished")) if update else ""
    if declared:
        yield declared, "live-blog:liveBlogUpdate", f"json-ld:liveBlogUpdate.datePublished = {declared}"
    yield shown.words, "live-blog:time", shown.words


def _as_moment(found: DateExpression, rule: str, evidence: str) -> Moment:
    zoned = found.value.tzinfo is not None
    timed = found.precision in (Precision.SECOND, Precision.MINUTE, Precision.HOUR)
    return Moment(
        date=found.value if timed else found.value.date(),
        precision=found.precision,
        timezone_known=zoned,
        rule=rule,
        evidence=evidence,
    )


def _on_the_day(words: str, page: Moment | None) -> Moment | None:
    if page is None or page.precision in (Precision.MONTH, Precision.YEAR):
        return None
    end = time_entry(words)
    numbers = [int(number) for number in "".join(c if c.isdecimal() else " " for c in words[:end]).split()][:2]
    if len(numbers) < 2:
        return None
    zone = page.date.tzinfo if isinstance(page.date, datetime) else None
    start = datetime.combine(page.date, time(numbers[0], numbers[1]), zone)
    return replace(page, date=start, precision=Precision.MINUTE, rule="live-blog:time", evidence=words)
