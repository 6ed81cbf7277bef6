"""What a search for entities found, held against what a reader found: mentions, identities, and each fault by itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotated_texts import AnnotatedText, Annotation


@dataclass(frozen=True, slots=True)
class Found:
    """A mention as the program has it."""

    paragraph: int  # -1: the title
    start: int
    end: int
    type: str
    id: str
    name: str  # canonical
    method: str


@dataclass(slots=True)
class Count:
    """Right, missed and invented; shares are 1 where there was nothing to find."""

    right: int = 0
    missed: int = 0
    invented: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.missed + other.missed, self.invented + other.invented)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / found if (found := self.right + self.invented) else 1.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.right / there if (there := self.right + self.missed) else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = 2 * self.right + self.missed + self.invented
        return 2 * self.right / both if both else 1.0


@dataclass(frozen=True, slots=True)
class Fault:
    """One miss, invention, wrong or missing identity, for people."""

    kind: str  # missed, invented, identity (another's), unlinked (its own words instead of its canonical name)
    text: AnnotatedText
    paragraph: int
    start: int
    end: int
    type: str
    wanted: str  # names; empty for an invention
    got: str  # name, id and method; empty for a miss
    is_known: bool  # wanted: something that a table can know

    def line(self) -> str:
        """kind, article, language, type, the words with their neighbours, what was wanted, what came."""
        words = self.text.words(self.paragraph)
        around = f"{words[max(0, self.start - 40) : self.start]}[{words[self.start : self.end]}]{words[self.end : self.end + 30]}"
        kind = f"{self.kind}{'' if self.is_known or self.kind == 'invented' else ' (own)'}"
        return "\t".join([kind, self.text.label, self.text.language or "?", self.type, around, self.wanted, self.got])


@dataclass(slots=True)
class Result:
    """An article's figures, by type."""

    mentions: dict[str, Count] = field(default_factory=dict)
    identities: dict[str, Count] = field(default_factory=dict)  # distinct ones
    known: dict[str, Count] = field(default_factory=dict)  # mentions of what a table can know
    faults: list[Fault] = field(default_factory=list)


def judge(text: AnnotatedText, found: Sequence[Found]) -> Result:
    """The figures of one article. Of a pair of types that are both right the annotation's first is counted."""
    result = Result()
    pairs = _pairs(text, found)
    met = {id(annotation) for annotation, _ in pairs}
    used = {id(one) for _, one in pairs}
    for annotation, one in pairs:
        if not annotation.optional:
            _count_met(result, text, annotation, one)
    for annotation in text.annotations:
        if id(annotation) not in met and not annotation.optional:
            _of(result.mentions, annotation.types[0]).missed += 1
            _of(result.known, annotation.types[0]).missed += annotation.is_known
            result.faults.append(_fault("missed", text, annotation, None))
    for one in found:
        if id(one) not in used and not _is_excused(text, one):
            _of(result.mentions, one.type).invented += 1
            result.faults.append(_invention(text, one))
    _count_identities(result, text, found)
    result.faults.sort(key=lambda fault: (fault.paragraph, fault.start))
    return result


def _count_met(result: Result, text: AnnotatedText, annotation: Annotation, one: Found) -> None:
    _of(result.mentions, annotation.types[0]).right += 1
    _of(result.known, annotation.types[0]).right += annotation.is_known
    if not _fits(one.name, one.type, _accepted(text, annotation)):
        kind = "unlinked" if plain(one.name) in _forms(text, annotation) else "identity"
        result.faults.append(_fault(kind, text, annotation, one))


def _of(counts: dict[str, Count], kind: str) -> Count:
    return counts.setdefault(kind, Count())


def _fault(kind: str, text: AnnotatedText, annotation: Annotation, one: Found | None) -> Fault:
    got = f"{one.name} ({one.id}, {one.method})" if one else ""
    wanted = "|".join(annotation.names)
    return Fault(
        kind,
        text,
        annotation.paragraph,
        annotation.start,
        annotation.end,
        annotation.types[0],
        wanted,
        got,
        annotation.is_known,
    )


def _invention(text: AnnotatedText, one: Found) -> Fault:
    got = f"{one.name} ({one.id}, {one.method})"
    return Fault("invented", text, one.paragraph, one.start, one.end, one.type, "", got, is_known=False)


# --- the same words ---------------------------------------------------------------------------------------------------

# Words that a span may have or not: articles, titles and what kind of place it is.
# fmt: off
_LOOSE = frozenset([
    "a", "the", "o", "os", "as", "la", "le", "les", "el", "los", "il", "lo", "de", "het", "der", "die", "das",
    "den", "mr", "ms", "mrs", "dr", "m", "mme", "president", "sheikh", "prince", "king", "queen", "koning",
    "rey", "emérito", "province", "provinz", "governorate", "estuary", "river", "city", "region", "island",
    "insel", "battalion", "party", "deutsche",
    "papa", "pope", "pape", "papst", "штате"
])
# fmt: on
_LETTERS = re.compile(r"\w(?:.*\w)?")
_PIECE = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def _pairs(text: AnnotatedText, found: Sequence[Found]) -> list[tuple[Annotation, Found]]:
    """Annotations and findings of the same words and a type that is right, one to one."""
    spans: dict[tuple[int, int, int], list[Found]] = {}
    for one in found:
        spans.setdefault(_span(text, one), []).append(one)
    pairs = []
    for annotation in text.annotations:
        same = spans.get(_span(text, annotation), [])
        fitting = next((one for one in same if one.type in annotation.types), None)
        if fitting:
            same.remove(fitting)
            pairs.append((annotation, fitting))
    return pairs


def _span(text: AnnotatedText, one: Annotation | Found) -> tuple[int, int, int]:
    """The words that matter: whole words with their endings, without articles and titles at either end."""
    words = text.words(one.paragraph)
    if text.language in ("zh", "ja"):
        inside = _LETTERS.search(words, one.start, one.end)
        return one.paragraph, *(inside.span() if inside else (one.start, one.end))
    pieces = [match.span() for match in _PIECE.finditer(words) if match.end() > one.start and match.start() < one.end]
    while len(pieces) > 1 and words[slice(*pieces[0])].casefold() in _LOOSE:
        pieces.pop(0)
    while len(pieces) > 1 and words[slice(*pieces[-1])].casefold() in _LOOSE:
        pieces.pop()
    return (one.paragraph, pieces[0][0], pieces[-1][1]) if pieces else (one.paragraph, one.start, one.end)


def _is_excused(text: AnnotatedText, one: Found) -> bool:
    """It touches what is optional."""
    return any(
        annotation.optional
        and annotation.paragraph == one.paragraph
        and annotation.start < one.end
        and one.start < annotation.end
        for annotation in text.annotations
    )


# --- the same identity ------------------------------------------------------------------------------------------------


def _accepted(text: AnnotatedText, annotation: Annotation) -> set[str]:
    """Names that are right: the annotated ones, and for what no table knows its fullest forms in the article."""
    names = {plain(name) for name in annotation.names}
    if annotation.is_known:
        return names
    forms = _forms(text, annotation)
    most = max(len(form.split()) for form in forms)
    return names | {form for form in forms if len(form.split()) == most}


def _forms(text: AnnotatedText, annotation: Annotation) -> set[str]:
    """What the article calls the same entity."""
    return {plain(other.text) for other in text.annotations if other.names == annotation.names}


_QUALIFIER = re.compile(r" \([^()]*\)$")


def _fits(name: str, kind: str, accepted: set[str]) -> bool:
    """A qualifier in brackets tells organizations and persons of one name apart; places it makes another."""
    return plain(name) in accepted or (kind != "place" and plain(_QUALIFIER.sub("", name)) in accepted)


def plain(name: str) -> str:
    """A name without case, marks, articles and punctuation."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^\w]+", " ", bare).removeprefix("the ").split())


def _count_identities(result: Result, text: AnnotatedText, found: Sequence[Found]) -> None:
    """Distinct entities: each of the article's is met by one of the program's with a right name, or missed."""
    wanted: dict[tuple[str, ...], Annotation] = {}
    excused: list[set[str]] = []
    for annotation in text.annotations:
        if annotation.optional:
            excused.append(_accepted(text, annotation))
        else:
            wanted.setdefault(annotation.names, annotation)
    got = {(one.type, one.name): one for one in found if not _is_excused(text, one)}
    left = dict(got)
    for annotation in wanted.values():
        accepted = _accepted(text, annotation)
        met = [key for key in left if key[0] in annotation.types and _fits(key[1], key[0], accepted)]
        count = _of(result.identities, annotation.types[0])
        count.right += bool(met)
        count.missed += not met
        for key in met:
            del left[key]
    for kind, name in left:
        if not any(_fits(name, kind, names) for names in excused):
            _of(result.identities, kind).invented += 1


@dataclass(slots=True)
class Sums:
    """Figures of several articles."""

    mentions: Count = field(default_factory=Count)
    identities: Count = field(default_factory=Count)
    known: Count = field(default_factory=Count)
    wrong: int = 0


def summed(results: Iterable[Result], kind: str | None = None) -> Sums:
    """Of one type or of all."""
    sums = Sums()
    for result in results:
        sums.mentions += _chosen(result.mentions, kind)
        sums.identities += _chosen(result.identities, kind)
        sums.known += _chosen(result.known, kind)
        sums.wrong += sum(fault.kind == "identity" and kind in (None, fault.type) for fault in result.faults)
    return sums


def _chosen(counts: dict[str, Count], kind: str | None) -> Count:
    return sum((count for name, count in counts.items() if kind in (None, name)), Count())
