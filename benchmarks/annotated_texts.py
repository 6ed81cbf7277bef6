"""Articles of corpus/ with the people, organizations, places and events that a reader found in them: benchmarks/entity_truth/.

Its README tells what counts as a mention, and the columns of its files.
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "corpus"
TRUTH = Path(__file__).with_name("entity_truth")
HELD_OUT = TRUTH / "held_out.txt"

_CJK = "\u2e80"  # from here on, words stand without spaces


class TruthError(ValueError):
    """A row that does not fit its text."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A place in an article that names something, by a reader's judgement."""

    paragraph: int  # as transforms.entities.Mention has it: -1 is the title
    start: int
    end: int
    text: str
    types: tuple[str, ...]  # any of them is right
    names: tuple[str, ...]  # any of them is right; the first is the one we would choose
    optional: bool  # neither asked for nor wrong
    is_known: bool  # of the world: a table can know it


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """An article as the chain gives it to the search for entities, and what is named in it."""

    stem: str
    position: int
    language: str | None
    country: str | None  # of the dateline's place
    title: str | None
    paragraphs: tuple[str, ...]
    annotations: tuple[Annotation, ...]  # in reading order
    held_out: bool

    @property
    def label(self) -> str:
        """The capture and the article's place in it."""
        return f"{self.stem}[{self.position}]"

    def words(self, paragraph: int) -> str:
        """A paragraph, or the title for -1."""
        return (self.title or "") if paragraph < 0 else self.paragraphs[paragraph]


def read_texts() -> tuple[AnnotatedText, ...]:
    """Every annotated article, by name. Raises TruthError where a row names words that its text has not."""
    held_out = frozenset(_lines(HELD_OUT))
    return tuple(
        text for path in sorted(TRUTH.glob("*.tsv")) for text in _capture(path, held_out=path.stem in held_out)
    )


def set_hash(texts: tuple[AnnotatedText, ...]) -> str:
    """Of texts and truth: a set that somebody changed has another."""
    return hashlib.sha256(repr(texts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a truth file."""

    text: str
    types: tuple[str, ...]
    names: tuple[str, ...]
    optional: bool
    is_known: bool
    occurrences: frozenset[int]  # from 1; empty: each


def _capture(path: Path, *, held_out: bool) -> Iterator[AnnotatedText]:
    rows: dict[int, list[_Row]] = {}
    for line in _lines(path):
        article, *columns = line.split("\t")
        rows.setdefault(int(article), []).append(_row(columns))
    expected = json.loads((CORPUS / f"{path.stem}.expected.json").read_text("utf-8"))
    for position, article in enumerate(expected["articles"]):
        paragraphs = tuple(article["body"])
        standfirst = article.get("summary")
        if standfirst and standfirst not in paragraphs:
            paragraphs = (standfirst, *paragraphs)
        text = AnnotatedText(
            stem=path.stem,
            position=position,
            language=article.get("language"),
            country=article.get("dateline", {}).get("country"),
            title=article.get("title"),
            paragraphs=paragraphs,
            annotations=(),
            held_out=held_out,
        )
        yield _annotated(text, rows.get(position, []))


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def _row(columns: list[str]) -> _Row:
    words, kind, known, names, *which = columns
    occurrences = frozenset(map(int, which[0].split(","))) if which else frozenset()
    return _Row(
        text=words,
        types=tuple(kind.removeprefix("?").split("|")),
        names=tuple(names.split("|")),
        optional=kind.startswith("?"),
        is_known=known == "world",
        occurrences=occurrences,
    )


def _annotated(text: AnnotatedText, rows: list[_Row]) -> AnnotatedText:
    """Longest words first, so that "Keller" is not found inside "Anna Keller"; the last row wins for the same words."""
    taken: dict[int, list[tuple[int, int]]] = {}
    found: list[Annotation] = []
    for words in sorted({row.text for row in rows}, key=len, reverse=True):
        spots = [spot for spot in _occurrences(text, words) if _free(taken.setdefault(spot[0], []), spot)]
        if not spots:
            raise TruthError(f"{text.label}: {words!r} does not stand in the text")
        same = [row for row in rows if row.text == words]
        for number, (paragraph, start, end) in enumerate(spots, 1):
            row = next((row for row in same if not row.occurrences or number in row.occurrences), None)
            if row:
                taken[paragraph].append((start, end))
                found.append(Annotation(paragraph, start, end, words, row.types, row.names, row.optional, row.is_known))
    found.sort(key=lambda one: (one.paragraph, one.start))
    return replace(text, annotations=tuple(found))


def _occurrences(text: AnnotatedText, words: str) -> Iterator[tuple[int, int, int]]:
    edge = "" if words[0] >= _CJK else r"(?<!\w)"
    pattern = re.compile(edge + re.escape(words) + ("" if words[-1] >= _CJK else r"(?!\w)"))
    for paragraph in range(-1, len(text.paragraphs)):
        for match in pattern.finditer(text.words(paragraph)):
            yield paragraph, match.start(), match.end()


def _free(taken: list[tuple[int, int]], spot: tuple[int, int, int]) -> bool:
    taken.sort()
    place = bisect_right(taken, (spot[2] - 1, 10**9))
    return place == 0 or taken[place - 1][1] <= spot[1]
