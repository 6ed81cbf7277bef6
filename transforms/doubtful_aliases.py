"""Aliases that also mean something else, settled by what stands near them: transforms/data/entities_doubtful.tsv has the rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from transforms.alias_table import Known, Sense
from transforms.findings import Findings
from transforms.word_edges import after_given_name


def settle_doubtful(findings: Findings, acronyms: Mapping[str, Known], surnames: Mapping[str, Known]) -> None:
    """Name the doubtful aliases of which one sense has evidence; acronyms and surnames of the article are not asked about here."""
    certain = _certain(findings)
    for start, end, senses in findings.doubtful:
        surface = findings.text[start:end]
        if surface in acronyms or surface in surnames or not findings.free(start, end):
            continue
        chosen = _chosen(_Doubtful(findings.text, start, end, senses), certain)
        if chosen:
            findings.name(start, end, chosen.entity, "table")


def settle_namesakes(findings: Findings) -> None:
    """Whole names of the table's persons who have namesakes, before an unknown person is made of them."""
    certain = _certain(findings)
    for start, end, senses in findings.doubtful:
        if all(sense.full for sense in senses) and findings.free(start, end):
            chosen = _chosen(_Doubtful(findings.text, start, end, senses), certain)
            if chosen:
                findings.name(start, end, chosen.entity, "table")
                findings.wholes.append(chosen)


def _certain(findings: Findings) -> _Certain:
    findings.sort()
    return _Certain(
        {named.entity.id for named in findings.at.values()},
        {named.entity.country for named in findings.at.values() if named.entity.country},
    )


@dataclass(frozen=True, slots=True)
class _Certain:
    """What the sure aliases have settled, and which doubts the article's words have."""

    entities: set[str]
    countries: set[str]
    heard: dict[tuple[str, ...], bool] = field(default_factory=dict)  # a long text is searched once for the same words

    def hears(self, words: tuple[str, ...], text: str) -> bool:
        if words not in self.heard:
            self.heard[words] = "*" in words or any(word in text for word in words)
        return self.heard[words]


@dataclass(frozen=True, slots=True)
class _Doubtful:
    """An alias in its text that may mean several things, or nothing."""

    text: str
    start: int
    end: int
    senses: tuple[Sense, ...]


def _chosen(alias: _Doubtful, certain: _Certain) -> Sense | None:
    """The one sense that has the best evidence; None where two have it, or none has."""
    unblocked = [sense for sense in alias.senses if not _blocked(alias, sense)]
    for witness in (_named_otherwise, _spoken_for, _in_a_named_country, _undoubted):
        backed = [sense for sense in unblocked if witness(alias, sense, certain)]
        if backed:
            return backed[0] if len(backed) == 1 else None
    return None


def _named_otherwise(_: _Doubtful, sense: Sense, certain: _Certain) -> bool:
    return sense.entity.id in certain.entities


def _spoken_for(alias: _Doubtful, sense: Sense, certain: _Certain) -> bool:
    """Words of the table stand in the article, or near the alias."""
    doubt = sense.doubt
    if doubt is None:
        return False
    if certain.hears(doubt.document, alias.text):
        return True
    around = alias.text[max(0, alias.start - 60) : alias.end + 60]
    return any(word in around for word in doubt.near)


def _in_a_named_country(alias: _Doubtful, sense: Sense, certain: _Certain) -> bool:
    """Of two towns with one name, the one whose country the article names."""
    return len(alias.senses) > 1 and sense.entity.type == "place" and sense.entity.country in certain.countries


def _undoubted(_: _Doubtful, sense: Sense, __: _Certain) -> bool:
    return sense.doubt is None


_NO_SURNAME = (  # what stands with a capital behind a town or a state that is meant as one
    "Mayor|Governor|Gov|Lt|Sen|Senator|Senate|Rep|Representative|Congress|State|County|City|Province|District|Police|"
    "Attorney|Court|Supreme|Superior|Legislature|Assembly|House|President|Prime|Foreign|Interior|Defen[cs]e|Minister|"
    "Ministry|Republican|Democrat|Secretary|Department|Fire|Mayoral|Bishop|Archbishop|Cardinal|Mr|Mrs|Ms|Dr|"
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)
_NEXT_NAME = re.compile(rf" (?!(?:{_NO_SURNAME})\w*\b)[A-ZÀ-Þ][a-zß-ÿ]")


def _blocked(alias: _Doubtful, sense: Sense) -> bool:
    """A neighbour says that this is part of another name: "Michael Jordan", "Paris Hilton", "Georgia Tech"."""
    text, start, end = alias.text, alias.start, alias.end
    if sense.entity.type == "place" and (after_given_name(text, start) or _before_a_name(text, end, sense)):
        return True
    doubt = sense.doubt
    if doubt is None:
        return False
    after, before = (end, end + 1), (start, start - 1)  # with a space between, and in Chinese without
    return any(text.startswith(doubt.not_after, place) for place in after) or any(
        text.endswith(doubt.not_before, 0, place) for place in before
    )


def _before_a_name(text: str, end: int, sense: Sense) -> bool:
    """Not in German, where every noun has a capital; and where the alias's row says what must not follow, that decides."""
    if sense.doubt is not None and sense.doubt.not_after:
        return False
    return sense.language != "de" and " " not in sense.alias and _NEXT_NAME.match(text, end) is not None
