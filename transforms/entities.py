"""Who and what an article names: an alias table with one identity for every alias, and what the article itself defines.

The table's sure aliases come first; then what they settle: acronyms in brackets, aliases that also mean something else,
lone surnames, one-letter misprints. Nothing is guessed: a name that stays ambiguous is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from transforms.alias_table import Known, Sense, fold, given_names, last_name, lexicon
from transforms.findings import METHODS, Findings, Named
from transforms.inflection import russian_forms
from transforms.model_names import candidates, name_rest, name_whole
from transforms.name_spans import NameSpan
from transforms.name_text import NameText, name_text
from transforms.own_names import own_entity
from transforms.types import Entity


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in the article that names an entity."""

    paragraph: int  # index into the paragraphs; -1: the title
    start: int  # span in that paragraph
    end: int
    entity: str  # the entity's id
    method: str  # table, acronym, surname, title, fuzzy


@dataclass(frozen=True, slots=True)
class Found:
    """What an article names, and every place where it does."""

    entities: tuple[Entity, ...]  # most mentions first, then by first appearance
    mentions: tuple[Mention, ...]  # in reading order, title first; spans are in the given strings and never overlap


def find_named(
    title: str | None,
    paragraphs: Sequence[str],
    language: str | None,
    spans: Sequence[NameSpan] = (),
    *,
    dateline_country: str | None = None,
) -> Found:
    """Entities and mentions from one pass over the article.

    `spans` are what a name model found in it; `dateline_country` (ISO 3166-1 alpha-2) tells places of one name apart.
    """
    article = name_text(title, paragraphs)
    found = _named(article, language, spans, dateline_country)
    counts: dict[str, list[Named]] = {}
    for named in found:
        counts.setdefault(named.entity.id, []).append(named)
    entities = tuple(map(_entity, sorted(counts.values(), key=len, reverse=True)))
    return Found(entities, tuple(_mention(article, named) for named in found))


def find_mentions(
    title: str | None, paragraphs: Sequence[str], language: str | None, spans: Sequence[NameSpan] = ()
) -> tuple[Mention, ...]:
    """As `find_named`, the mentions alone."""
    return find_named(title, paragraphs, language, spans).mentions


def find_entities(
    title: str | None, paragraphs: Sequence[str], language: str | None, spans: Sequence[NameSpan] = ()
) -> tuple[Entity, ...]:
    """As `find_named`, the entities alone."""
    return find_named(title, paragraphs, language, spans).entities


def _entity(mentions: list[Named]) -> Entity:
    known = mentions[0].entity
    return Entity(
        id=known.id,
        name=known.name,
        type=known.type,
        mentions=len(mentions),
        method=min((named.method for named in mentions), key=METHODS.index),
        country=known.country if known.type == "place" else None,
        location=known.location,
    )


def _mention(article: NameText, named: Named) -> Mention:
    paragraph, start = article.paragraph(named.start)
    return Mention(paragraph, start, start + named.end - named.start, named.entity.id, named.method)


# --- what the table finds ---------------------------------------------------------------------------------------------


def _named(
    article: NameText, language: str | None, spans: Sequence[NameSpan], dateline_country: str | None
) -> list[Named]:
    findings = Findings(article.text, language)
    for script in _scripts(article.text, language):
        _scan(findings, script)
    for start, line in article.capitals:
        _scan_capitals(findings, start, line)
    _name_after_titles(findings)
    by_model = candidates(article, spans, findings) if spans else []
    name_whole(findings, by_model)
    acronyms = _defined_acronyms(findings)
    surnames = _surnames(findings)
    _settle_doubtful(findings, acronyms, surnames)
    _name_all(findings, acronyms, "acronym")
    if by_model:
        _name_all(findings, {**findings.organizations, **findings.unknown}, "model")
    _name_all(findings, surnames, "surname")
    name_rest(findings, by_model, dateline_country)
    _name_misprints(findings, surnames)
    return sorted(findings.named, key=lambda named: named.start)


_OTHER_SCRIPTS = {
    "cyrillic": (re.compile("[а-яА-Я]{3}"), {"ru"}),
    "arabic": (re.compile("[ء-ي]{3}"), {"ar"}),
    "han": (re.compile("[ァ-ヺ一-鿿]{2}"), {"zh", "ja"}),
}


def _scripts(text: str, language: str | None) -> list[str]:
    """Latin always: its names stand in any text; another where its language is the article's, or none is known."""
    if language is not None:
        return ["latin", *(name for name, (_, languages) in _OTHER_SCRIPTS.items() if language in languages)]
    return ["latin", *(name for name, (letters, _) in _OTHER_SCRIPTS.items() if letters.search(text))]


def _scan(findings: Findings, script: str) -> None:
    words = lexicon(script)
    text, language, fits = findings.text, findings.language, _FITS[script]
    for pattern, start, end in words.automaton.find_matches_as_indexes(text):
        if not fits(text, start, end, language):
            continue
        if pattern >= words.first_title:
            findings.titles.append((end, words.is_strong(pattern)))
        else:
            _take(findings, start, end, _spoken_in(words.senses(pattern), language))


def _spoken_in(senses: tuple[Sense, ...], language: str | None) -> tuple[Sense, ...]:
    """Senses that count in this language; its own before those of every language ("Mexico" in French is the city)."""
    if language is None or (len(senses) == 1 and senses[0].language is None):
        return senses
    own = tuple([sense for sense in senses if sense.language == language])
    return own or tuple([sense for sense in senses if sense.language is None])


def _take(findings: Findings, start: int, end: int, senses: tuple[Sense, ...]) -> None:
    """Note a hit: settled at once where it has one sense without doubt."""
    if len(senses) == 1 and senses[0].doubt is None:
        sense = senses[0]
        if sense.lone and _after_given_name(findings.text, start):
            return
        if sense.alias.startswith("ال") and findings.text[start - 2 : start] == "ال":
            start -= 2
        findings.named.append(Named(start, end, sense.entity, "table"))
        findings.taken.append((start, end))
        if sense.full:
            findings.wholes.append(sense)
    elif senses:
        findings.doubtful.append((start, end, senses))


def _scan_capitals(findings: Findings, start: int, line: str) -> None:
    """Acronyms of a line in capitals, which its title-cased copy has lost; never one that is also a word."""
    findings.taken.sort()
    words = lexicon("latin")
    for pattern, first, last in words.automaton.find_matches_as_indexes(line):
        senses = words.senses(pattern) if pattern < words.first_title else ()
        sure = len(senses) == 1 and senses[0].doubt is None and last - first > 2 and words.patterns[pattern].isupper()
        if (
            sure
            and _whole_word(f"  {line}  ", first + 2, last + 2, None)
            and findings.free(start + first, start + last)
        ):
            findings.name(start + first, start + last, senses[0].entity, "table")


# --- where a word begins and ends -------------------------------------------------------------------------------------

_GENITIVE_S = {"de", "sv", "da", "no"}
_CJK = "\u2e80"  # from here on, words stand without spaces


def _whole_word(text: str, start: int, end: int, language: str | None) -> bool:
    """Not inside a word, an address or a handle; "Russlands" and "Putin's" count."""
    before, after = text[start - 1], text[end]
    if (
        after.isalnum()
        and after < _CJK
        and not (after == "s" and language in _GENITIVE_S and not text[end + 1].isalnum())
    ):
        return False
    if before.isalnum() and before < _CJK:
        return False
    return not (before in "_@./" or after in "_@.") or not _in_address(text, start, end)


def _in_address(text: str, start: int, end: int) -> bool:
    """Inside a web or mail address or a handle: "www.Syria", "nato.int", "@NATO"."""
    if text[start - 1] in "_@" or text[end] in "_@":
        return True
    if text[end] == "." and text[end + 1].islower():
        return True
    token = text[max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1 : start]
    return "//" in token or "www." in token or (token[-1:] == "." and token[-2:-1].isalnum() and len(token) > 2)


_BARE_PREFIXES = frozenset(["", "و", "ب", "ل", "ف", "ك", "ول", "وب", "وك", "فل"])
_ARTICLE_PREFIXES = frozenset(["ال", "وال", "بال", "فال", "كال", "لل", "ولل", "وبال"])


def _arabic_word(text: str, start: int, end: int, language: str | None) -> bool:
    """A whole word, or one after the particles that Arabic writes together with it."""
    del language
    first = start
    while start - first < 5 and text[first - 1].isalpha():
        first -= 1
    prefix = text[first:start]
    return not text[end].isalpha() and (prefix in _BARE_PREFIXES or prefix in _ARTICLE_PREFIXES)


_KATAKANA = re.compile("[ァ-ヺー]")


def _unspaced(text: str, start: int, end: int, language: str | None) -> bool:
    """Chinese and Japanese have no word boundary, but a run of katakana is one word."""
    del language
    if text[start].isascii() and text[start - 1].isalnum() and text[start - 1].isascii():
        return False
    first = _KATAKANA.match(text[start]) and _KATAKANA.match(text[start - 1])
    return not first and not (_KATAKANA.match(text[end - 1]) and _KATAKANA.match(text[end]))


_FITS = {"latin": _whole_word, "cyrillic": _whole_word, "arabic": _arabic_word, "han": _unspaced}


# --- acronyms that the article defines --------------------------------------------------------------------------------

_BRACKET = re.compile(r"""["']? ?\(([^()\n]{2,60})\)""")
_BEFORE_BRACKET = re.compile(r"""([A-Z][A-Za-z-]{1,9}) \(["']?(?:the )?$""")
_PARTS = re.compile(r"[,;/]| or | oder | ou | o | или ")
_INTRODUCED = re.compile(r"^(?:formerly|also known as|aka|known as|the|or|ex-?|früher|ehemals|anciennement|auch)\s+")


def _defined_acronyms(findings: Findings) -> dict[str, Known]:
    """What an acronym means in this article: "Free Syrian Army (FSA)", "FSA (Free Syrian Army)"."""
    found: dict[str, Known] = {}
    text = findings.text
    for named in findings.named:
        if named.entity.type == "person":
            continue
        for acronym in _bracketed(text, named):
            if _abbreviates(acronym, text[named.start : named.end]):
                found.setdefault(acronym, named.entity)
    return found


def _bracketed(text: str, named: Named) -> Iterator[str]:
    if "(" in text[named.end : named.end + 3]:
        inside = _BRACKET.match(text, named.end)
        for part in _PARTS.split(inside[1]) if inside else ():
            yield _INTRODUCED.sub("", part.strip(" \"'")).strip(" \"'")
    if "(" in text[named.start - 5 : named.start]:
        before = _BEFORE_BRACKET.search(text, max(0, named.start - 20), named.start)
        if before:
            yield before[1]


def _abbreviates(acronym: str, name: str) -> bool:
    """The capitals of the name, in order, are the acronym's."""
    initials = "".join(word[0] for word in re.split(r"[\s-]+", name) if word[:1].isupper())
    capitals = "".join(char for char in acronym if char.isupper())
    return 2 <= len(acronym) <= 10 and " " not in acronym and len(capitals) > 1 and initials == capitals


# --- aliases that also mean something else ----------------------------------------------------------------------------


def _settle_doubtful(findings: Findings, acronyms: Mapping[str, Known], surnames: Mapping[str, Known]) -> None:
    findings.taken.sort()
    certain = _Certain(
        {named.entity.id for named in findings.named},
        {named.entity.country for named in findings.named if named.entity.country},
    )
    for start, end, senses in findings.doubtful:
        surface = findings.text[start:end]
        if surface in acronyms or surface in surnames or not findings.free(start, end):
            continue
        chosen = _chosen(_Doubtful(findings.text, start, end, senses), certain)
        if chosen:
            findings.name(start, end, chosen.entity, "table")


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


_NEXT_NAME = re.compile(r" [A-ZÀ-Þ][a-zß-ÿ]")


def _blocked(alias: _Doubtful, sense: Sense) -> bool:
    """A neighbour says that this is part of another name: "Michael Jordan", "Paris Hilton", "Georgia Tech"."""
    text, start, end = alias.text, alias.start, alias.end
    if sense.entity.type == "place" and (_after_given_name(text, start) or _before_a_name(text, end, sense)):
        return True
    doubt = sense.doubt
    if doubt is None:
        return False
    after, before = (end, end + 1), (start, start - 1)  # with a space between, and in Chinese without
    return any(text.startswith(doubt.not_after, place) for place in after) or any(
        text.endswith(doubt.not_before, 0, place) for place in before
    )


def _before_a_name(text: str, end: int, sense: Sense) -> bool:
    """Not in German, where every noun has a capital."""
    return sense.language != "de" and " " not in sense.alias and _NEXT_NAME.match(text, end) is not None


def _after_given_name(text: str, start: int) -> bool:
    if text[start - 1] != " ":
        return False
    return (
        text[text.rfind(" ", start - 20, start - 1) + 1 : start - 1].rpartition("\n")[2].strip("\"'(") in given_names()
    )


# --- persons ----------------------------------------------------------------------------------------------------------

_UPPER, _LOWER = "[A-ZÀ-ÖØ-ÞŁŚŞŠŽÇĞİ]", "[a-zß-öø-ÿąćęłńóśźżşšžçğıčřě']"
_NAME_WORD = rf"{_UPPER}{_LOWER}+(?:-{_UPPER}{_LOWER}+)?"
_PARTICLE = r"(?:al|el|bin|ben|von|van|der|den|de|del|della|da|dos|di|la|le|ter)"
_WHOLE_NAME = re.compile(
    rf" ({_NAME_WORD})(?: [A-Z]\.)?((?: {_PARTICLE}){{0,2}} (?:[aAeE]l-|O'|D'|Mc|Mac)?{_NAME_WORD})( {_NAME_WORD})?(?![\w-])"
)
_NOT_NAMES = frozenset(
    re.findall(
        r"\w+",
        "January February March April May June July August September October November December Monday Tuesday Wednesday "
        "Thursday Friday Saturday Sunday The He She It They We In On At But And For As A An Who Said House Office Ministry "
        "Department State Council Committee Party Union Bank Group University Agency Service President Minister Secretary "
        "General Director Chief Deputy Vice Foreign Prime Defense Defence Senior Press Chairman Senator Representative "
        "Court National United American Russian Chinese British French German Montag Dienstag Mittwoch Donnerstag Freitag",
    )
)


def _name_after_titles(findings: Findings) -> None:
    """Persons that no table has, told by their job title: "spokesman Peter Cook told"."""
    findings.taken.sort()
    for end, strong in findings.titles:
        name = _WHOLE_NAME.match(findings.text, end)
        if name and (strong or name[1] in given_names()):
            _name_unknown(findings, name)


def _name_unknown(findings: Findings, name: re.Match[str]) -> None:
    with_third = name[3] is not None and name[3].strip() not in _NOT_NAMES
    start, end = name.start(1), name.end(3 if with_third else 2)
    whole = findings.text[start:end].removesuffix("'s").rstrip("'")
    if not findings.free(start, end) or not _NOT_NAMES.isdisjoint(whole.split()):
        return
    known = findings.unknown.setdefault(whole, own_entity("person", whole))
    findings.name(start, start + len(whole), known, "title")


def _surnames(findings: Findings) -> dict[str, Known]:
    """Surnames that stand for one person of this article; a surname of two persons stands for nobody."""
    bearers: dict[str, dict[str, Known]] = {}
    for sense in dict.fromkeys(findings.wholes):
        for surname in _surname_forms(sense):
            bearers.setdefault(surname, {})[sense.entity.id] = sense.entity
    for whole, known in findings.unknown.items():
        bearers.setdefault(last_name(whole), {})[known.id] = known
    return {surname: next(iter(known.values())) for surname, known in bearers.items() if len(known) == 1}


def _surname_forms(sense: Sense) -> set[str]:
    """A surname as the text may write it alone: "al-Assad", "Assad"; in Russian every case of it."""
    alphabet = _alphabet(sense.alias)
    marked = [surname for surname in sense.entity.surnames if _alphabet(surname) == alphabet]
    forms = set()
    for surname in marked or [last_name(sense.alias)]:
        plain = fold(surname)
        forms |= russian_forms(plain, person=True) if alphabet == "cyrillic" else {plain}
        if alphabet == "latin" and plain[1:3] == "l-":
            forms |= {plain[3:], "A" + plain[1:], "Al " + plain[3:]}
    return {form for form in forms if len(form) > 1}


def _alphabet(word: str) -> str:
    return "latin" if word[0] < "\u0370" else "cyrillic" if word[0] < "\u0530" else "other"


def _name_all(findings: Findings, names: Mapping[str, Known], method: str) -> None:
    """Every free occurrence of a string that this article has given a meaning."""
    findings.taken.sort()
    text, language = findings.text, findings.language
    for name, known in names.items():
        start = text.find(name)
        while start != -1:
            end = start + len(name)
            if (
                _whole_word(text, start, end, language)
                and findings.free(start, end)
                and not _others(text, start, method)
            ):
                findings.name(start, end, known, method)
            start = text.find(name, end)


def _others(text: str, start: int, method: str) -> bool:
    return method == "surname" and _after_given_name(text, start)


# --- misprints --------------------------------------------------------------------------------------------------------

_SAYING = re.compile(
    r"\b(?:said|says|saying|told|quoted|added|noted|according|stressed|stated|sagte|erklärte|déclaré|dijo|disse|ha detto)\b"
)


def _name_misprints(findings: Findings, surnames: Mapping[str, Known]) -> None:
    """Such as "Peslov" beside a verb of saying, where the article names Dmitry Peskov: one letter wrong, none more."""
    for surname, known in surnames.items():
        if len(surname) > 5 and surname.isalpha():
            for start in _one_letter_off(findings.text, surname):
                end = start + len(surname)
                if findings.free(start, end) and _beside_saying(findings.text, start, end):
                    findings.name(start, end, known, "fuzzy")


def _one_letter_off(text: str, surname: str) -> Iterator[int]:
    """Where words stand that differ from the surname in one letter.

    Never in the first letter, by which two families differ, nor in the last, which is a case or a gender. So either the
    half before the wrong letter is as it should be, or the half after it: both can be looked for fast.
    """
    half = len(surname) // 2
    for part, offset in ((surname[:half], 0), (surname[half:], half)):
        place = text.find(part)
        while place != -1:
            word = text[place - offset : place - offset + len(surname)]
            if word != surname and word[:1] + word[-1:] == surname[0] + surname[-1] and _distance(word, surname) == 1:
                yield place - offset
            place = text.find(part, place + 1)


def _distance(word: str, surname: str) -> int:
    return sum(a != b for a, b in zip(word, surname, strict=True)) + (not word.isalpha())


def _beside_saying(text: str, start: int, end: int) -> bool:
    """A whole word, not the first of its sentence (which may be any word), near a verb of saying."""
    inside = text[start - 1] == " " and (text[start - 2].islower() or text[start - 2] == ",")
    if not inside or text[end].isalnum() or _after_given_name(text, start):
        return False
    return _SAYING.search(text, max(0, start - 12), end + 20) is not None
