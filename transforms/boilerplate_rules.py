"""What one line of a page says of itself: the tables in transforms/data/boilerplate/, and the engine that applies them.

A rule speaks about one line and its own words. What a line's neighbours, its place on the page and the menu round it say
is weighed in transforms/boilerplate.py; a rule only tells where its line may be furniture.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain

from ahocorasick_rs import AhoCorasick

from transforms.types import Reason

_LONGEST_LOOK = 400  # characters of a text that are looked at: furniture says what it is at its beginning
_LONGEST_WHOLE = 160  # characters of a line that can be furniture word for word, or a row of such words
_LONGEST_SURE = 80  # characters of a line that its first words alone make furniture wherever it stands
_LONGEST_LABELLED = 300  # characters of a line that a label makes furniture: "READ MORE: ..." and a long headline
_LONGEST_CREDIT_WORD = 32  # characters of the words before them
_LONGEST_CREDIT = 60  # characters of a photographer's and an agency's names
_MOST_NAMES = 7  # words of the same
_SHORTEST_SIGNALS = 12  # characters of a line that can hold several signals
_KEY = 4  # characters at either end of a line that are tried first; shorter wordings are keys themselves
_LONGEST_START = 64  # characters of the words that open a line
_LONGEST_TWO = 50  # characters of two short sentences that are one invitation: "Got a tip? Write to us."
_SHORTEST_REPORT = 30  # characters of a line that can report what somebody says
_LONGEST_PHRASE = 6  # words of a phrase that may stand in a row of phrases


class Place(StrEnum):
    """Where a line that a rule knows is furniture."""

    ANYWHERE = "anywhere"
    HEAD = "head"  # of the page or of the article
    FOOT = "foot"
    EDGE = "edge"  # head or foot
    NEAR = "near"  # beside other furniture, or at the edge


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule says of a line."""

    reason: Reason
    rule: str  # table and first words of the row: "de:lesen sie auch"
    place: Place
    opens: bool = False  # what follows is furniture as well, as long as it looks like it


@dataclass(frozen=True, slots=True)
class _Signals:
    """A paragraph's rule: one term of each group has to be there. The first group names the subject."""

    groups: tuple[frozenset[str], ...]
    match: Match


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A rule about the shape of a line; the line must have one of the signs in `guard`."""

    guard: frozenset[str]
    shape: str  # compiled when the guard lets the first line through
    match: Match


@dataclass(frozen=True, slots=True)
class _Patterns:
    """All of them, and the few that a line of nothing but letters can have."""

    all: tuple[_Pattern, ...]
    of_letters: tuple[_Pattern, ...]
    signs: frozenset[str]  # of which a line must have one for the others


@dataclass(frozen=True, slots=True)
class _Terms:
    """Terms that are looked for together."""

    names: tuple[str, ...]
    automaton: AhoCorasick


@dataclass(slots=True)
class _Rules:
    """Tables, ready to be asked. Filled once; a row becomes a Match when it is found."""

    rows: list[tuple[str, str]]  # the table's name, the line
    whole: dict[str, int] = field(default_factory=dict)  # wording, number of its row; so are the next three
    starts: dict[str, int] = field(default_factory=dict)
    labels: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    credits: set[str] = field(default_factory=set)  # "foto", "photograph by": between a caption and its credit
    reports: set[str] = field(default_factory=set)  # "said", "sagte"
    signals: dict[str, list[_Signals]] = field(default_factory=dict)  # by the terms of their first group

    def match(self, row: int, phrase: str, *, opens: bool = True) -> Match:
        """What a row says; `opens` false takes back that it opens a section."""
        stem, line = self.rows[row]
        reason, place, _, opening, _ = line.split("\t")
        return Match(Reason(reason), f"{stem}:{phrase}", Place(place), opens and opening == "opens")

    # What is made of the tables when they are full.

    def known(self) -> dict[str, int]:
        """Wordings of every kind and their rows."""
        return {**self.ends, **self.starts, **self.labels, **self.whole}

    def openings(self) -> frozenset[str]:
        """The first characters of labels and starts: most lines have none of them and are not looked at any longer."""
        return frozenset(phrase[:_KEY] for phrase in chain(self.labels, self.starts))

    def endings(self) -> frozenset[str]:
        """The last characters of ends."""
        return frozenset(phrase[-_KEY:] for phrase in self.ends)

    def terms(self) -> set[str]:
        """Every term that a paragraph's rule asks for, and the words of reported speech."""
        rules = chain.from_iterable(self.signals.values())
        return self.reports.union(*(group for rule in rules for group in rule.groups))


@dataclass(frozen=True, slots=True)
class _Book:
    """The rules for one kind of script, and the quick looks that come before them."""

    rules: _Rules
    known: dict[str, int]  # every wording that can be a line of its own, the surest kind's row
    first_words: frozenset[str]  # of those
    openings: frozenset[str]
    endings: frozenset[str]
    subjects: _Terms
    reports: _Terms
    terms: _Terms


# --- asking -----------------------------------------------------------------------------------------------------------


def match_line(text: str) -> Match | None:
    """What the tables know of a line, by its own words alone; None: nothing.

    Looks at the first 400 characters. Words that open a line are trusted in short lines only; a paragraph matches only
    rules that need several independent signals, so that an article about cookies or Facebook keeps its sentences.
    A line that begins with a quotation mark is somebody's speech and matches only as a whole wording.
    """
    text = text[:_LONGEST_LOOK].strip()
    return _short_line(text) if len(text) <= _LONGEST_WHOLE else _long_line(text)


def _long_line(text: str) -> Match | None:
    line = fold(text)
    if text[0] in _QUOTES:
        return None
    if len(text) > _LONGEST_LABELLED:
        return _by_signals(line)
    return _by_start(line, label_only=True) or _by_credit(text, line) or _by_signals(line)


@lru_cache(maxsize=8192)
def _short_line(text: str) -> Match | None:
    """Cached: furniture comes again on every page of a site."""
    line = fold(text)
    if not line:
        return None
    if text[0] in _QUOTES:
        return _by_whole(line)
    return (
        _by_whole(line)
        or _by_start(line)
        or _by_end(line)
        or _by_pattern(line)
        or _by_credit(text, line)
        or (_EMBEDDED if is_embed_signature(text) else None)
        or _by_signals(line)
        or _by_parts(line)
    )


def is_embed_signature(text: str) -> bool:
    """It is the line that signs an embedded tweet or post: "— RT (@RT_com) November 13, 2015"."""
    if len(text) > 200 or not ("@" in text or "＠" in text or "pic." in text or text.startswith("A ")):
        return False
    return _SIGNATURE.match(text) is not None


def has_embed_link(text: str) -> bool:
    """It holds a link that only text copied out of a tweet holds."""
    return "t.co/" in text or "pic.twitter.com/" in text or "pic.x.com/" in text


def fold(text: str) -> str:
    """Case, accents, kinds of quotes and digits, and invisible marks made equal; signs stay."""
    text = text.casefold()
    return text if text.isascii() else _foldable().sub(_fold_sign, text)


# --- the ways a rule can apply ----------------------------------------------------------------------------------------


def _by_whole(line: str) -> Match | None:
    bare = line.strip(_TRIM)
    if (found := _whole(bare)) or not _DIGIT.search(bare):
        return found
    counted = _NUMBER.sub("#", bare)
    if found := _whole(counted):
        return found
    found = _whole(_COUNT_AT_END.sub("", counted).strip(_TRIM)) if counted != "#" else None
    return found if found and (found.reason in _COUNTED or counted.endswith("(#")) else None


def _whole(phrase: str) -> Match | None:
    book = _book(phrase)
    row = book.known.get(phrase)
    return book.rules.match(row, phrase) if row is not None else None


def _by_start(line: str, *, label_only: bool = False) -> Match | None:
    if label_only and not _ENDS_LABEL.search(line):
        return None
    line = line.lstrip(_SIGNS)
    found = _beginning(line, label_only=label_only)
    if found or not _DIGIT.search(line[:_LONGEST_START]):
        return found
    return _beginning(_NUMBER.sub("#", line), label_only=label_only)


def _beginning(line: str, *, label_only: bool) -> Match | None:
    book, found = _book(line), None
    if book.openings.isdisjoint((line[:_KEY], line[:3], line[:2], line[:1])):
        return None
    rules = book.rules
    for end in _word_ends(line):
        phrase = line[:end]
        if (row := rules.labels.get(phrase)) is not None and _AFTER_LABEL.match(line, end):
            return rules.match(row, phrase, opens=False)
        if phrase in rules.starts:
            found = phrase  # the longest wins
    if label_only or found is None or _is_prose(line) or _is_report(line):
        return None
    match = rules.match(rules.starts[found], found)
    return match if len(line) <= _LONGEST_SURE else _doubtful(match)


def _word_ends(line: str) -> list[int]:
    return [token.end() for token in _TOKEN.finditer(line, 0, _LONGEST_START)]


def _doubtful(match: Match) -> Match:
    """A long line that begins like furniture can still be a sentence of an article."""
    return replace(match, place=Place.NEAR) if match.place is Place.ANYWHERE else match


def _by_end(line: str) -> Match | None:
    line = line.rstrip(" .!…*|-")
    book = _book(line)
    if book.endings.isdisjoint((line[-_KEY:], line[-3:], line[-2:], line[-1:])):
        return None
    rules = book.rules
    for token in _TOKEN.finditer(line, max(len(line) - _LONGEST_START, 0)):
        phrase = line[token.start() :]
        if phrase in rules.ends and not _is_prose(line):
            return rules.match(rules.ends[phrase], phrase)
    return None


def _by_pattern(line: str) -> Match | None:
    patterns = _patterns()
    tried = patterns.of_letters if patterns.signs.isdisjoint(line) else patterns.all
    signs = frozenset(line)
    for pattern in tried:
        if not pattern.guard.isdisjoint(signs) and _compiled(pattern.shape).match(line):
            return pattern.match
    return None


@cache
def _compiled(shape: str) -> re.Pattern[str]:
    return re.compile(shape)


def _by_credit(text: str, line: str) -> Match | None:
    """A line as "Foto: dpa" is a photo's credit; what stands before the credit on the same line is its caption."""
    if (":" not in line and "/" not in line) or "://" in line:
        return None
    at = line.rfind(":") if ":" in line else line.find("/")
    start = _credit_start(line[:at].rstrip())
    if start is not None and _is_names(text, line[at + 1 :]):
        return _CAPTION if line[:start].strip(_TRIM) else _CREDIT
    return _CAPTION if _SIGNED_PHOTO.search(text) else None


def _credit_start(line: str) -> int | None:
    """Where the word stands that a line ends with and that comes before a photographer's name; None: another word."""
    credits_of_script = _book(line).rules.credits
    for token in _TOKEN.finditer(line, max(len(line) - _LONGEST_CREDIT_WORD, 0)):
        if line[token.start() :] in credits_of_script:
            return token.start()
    return None


def _by_signals(line: str) -> Match | None:
    if len(line) < _SHORTEST_SIGNALS:
        return None
    book = _book(line)
    if not (subjects := _terms_in(line, book.subjects)):
        return None
    terms = _terms_in(line, book.terms)
    if not book.rules.reports.isdisjoint(terms):
        return None
    for signals in chain.from_iterable(book.rules.signals[subject] for subject in sorted(subjects)):
        if not any(group.isdisjoint(terms) for group in signals.groups):
            return signals.match
    return None


def _by_parts(line: str) -> Match | None:
    """A row of phrases: "Impressum | Datenschutz", "Home > News > Politics", "Facebook Twitter WhatsApp"."""
    if not _SEPARATES.search(line):
        return _by_words(line) if len(line) <= _LONGEST_SURE else None
    pieces = [piece for piece in (part.strip(_TRIM) for part in _SEPARATOR.split(line)) if piece]
    if len(pieces) < 2:
        return None
    matches = [found for piece in pieces if (found := _by_whole(piece))]
    if len(matches) == len(pieces):
        return _together(matches)
    is_path = len(matches) * 2 >= len(pieces) and _PATH.search(line) and _by_whole(pieces[0])
    return _MENU if is_path else None


def _by_words(line: str) -> Match | None:
    """All of it is phrases of the tables, one after the other without a sign between them."""
    words = line.strip(_TRIM).split()
    known = _book(line).first_words
    if len(words) < 2:
        return None
    matches: list[Match] = []
    start = 0
    while start < len(words):
        found = _longest_phrase(words, start) if words[start] in known else None
        if found is None:
            return None
        size, match = found
        matches.append(match)
        start += size
    return _together(matches) if len(matches) > 1 else None


def _longest_phrase(words: list[str], start: int) -> tuple[int, Match] | None:
    for size in range(min(_LONGEST_PHRASE, len(words) - start), 0, -1):
        if match := _whole(" ".join(words[start : start + size])):
            return size, match
    return None


def _together(matches: list[Match]) -> Match:
    reasons = {match.reason for match in matches}
    first = matches[0]
    reason = first.reason if len(reasons) == 1 else Reason.NAVIGATION
    sure = all(match.place is Place.ANYWHERE for match in matches)
    return Match(reason, f"row:{first.rule}", Place.ANYWHERE if sure else Place.NEAR)


# --- what the ways need -----------------------------------------------------------------------------------------------

_QUOTES = frozenset('"“”„«»‹›「『《')
_SIGNS = " \t.,:;!?…·•●■◆▪|›»>‹«<←↑→↓↗▲△▶►▸▼▽◄◀+-–—‒―_*=~(){}[]'\"“”„‟✕✖×✓✔☰≡⋮。，、：；！？（）【】［］「」『』《》〉〈｜／/\\\ufeff"
_TRIM = _SIGNS + "©®™"
_AFTER_LABEL = re.compile(r"\s*[:|>»›→：｜]|\s+[-–—]\s")
_ENDS_LABEL = re.compile("[:|>»›→：｜–—-]")  # a cheap test before it
_DIGIT = re.compile("[0-9]")
# "1,204", "3.2万", "1.5k"; a date's three numbers stay apart.
_NUMBER = re.compile(
    r"(?:[0-9]{1,3}(?:[.,'’ ][0-9]{3})+|[0-9]+(?:[.,][0-9]+)?)(?![0-9])"
    r"(?:\s?(?:k|m|mio|mln|mil|tsd|bin|тыс|млн)\b\.?|\s?[万萬千만億亿])?\+?"
)
_COUNT_AT_END = re.compile(r"\s*[(\[]?#[)\]]?$|^[(\[]?#[)\]]?\s+")
_COUNTED = frozenset((Reason.COMMENT, Reason.SOCIAL, Reason.COUNTER))
_SEPARATOR = re.compile(r"\s*[|·•●>›»→/\\｜＞▸►]+\s*|\s+[-–—<«‹]\s+|\s{2,}|\s*[【】]\s*")
_SEPARATES = re.compile(r"[|·•●>›»→/\\｜＞▸►<«‹【】]|\s[-–—]\s")
_SENTENCE_BREAK = re.compile(r"[^\W\d_]{2,}[.!?…][\"'”’»)\]]*\s+\S|[。！？؟۔।](?=.)")
_PATH = re.compile("[>›»＞/→]")
_WIDE_SIGNS = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # scripts that write words without spaces
_WIDE = re.compile(f"[{_WIDE_SIGNS}]")
_TOKEN = re.compile(rf"[^\W{_WIDE_SIGNS}]+|.")
# Tables that a line in Latin letters does not need; a table that is missing here is only read too early.
_OTHER_SCRIPTS = frozenset(("ar", "el", "fa", "hi", "ja", "ko", "ru", "uk", "zh"))
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2e80-\u9fff\uac00-\uffdc]")
_MENU = Match(Reason.NAVIGATION, "path", Place.EDGE)
_CREDIT = Match(Reason.CREDIT, "photo-credit", Place.ANYWHERE)
_CAPTION = Match(Reason.CAPTION, "caption-with-credit", Place.ANYWHERE)
_EMBEDDED = Match(Reason.EMBED, "embed-signature", Place.ANYWHERE)
_SIGNATURE = re.compile(
    r"[—–―-]{1,2}\s?[^@]{0,80}\(@\w{1,20}\)"  # — Name (@handle) 7. Oktober 2015
    r"|(?:https?://)?pic\.(?:twitter|x)\.com/\w+$"
    r"|[^@]{0,60}@\w{1,20}\s*[·•]\s*.{1,30}$"  # Name @handle · Oct 7
    r"|[@＠]\w{2,20}$"
    r"|A (?:post|photo|video) (?:shared|posted) by .{1,80}"
)
# "REUTERS/Jane Doe", "(AP Photo/Jane Doe)" at the end of a caption. Case counts: the agencies sign so.
_SIGNED_PHOTO = re.compile(
    r"(?:\b(?:REUTERS|AFP|AP Photo|EPA|EFE|ANSA|AAP|PA|Xinhua|TASS|ТАСС|Reuters|Getty(?: Images)?|Keystone|APA|dpa|ANP|Belga"
    r"|LUSA|ANI|PTI|NurPhoto|SANA|AA|IRNA|Kyodo|РИА Новости)\s?/\s?[A-ZÀ-ÝА-Я][^.!?]{1,50}[.)\]]?"
    r"|[(\[](?:[^()\[\]]{0,40}/\s?)?(?:Getty Images|AP|AFP|Reuters|REUTERS|EPA|AP Photo)(?:\s?/[^()\[\]]{0,40})?[)\]])\.?$"
)


def _terms_in(line: str, terms: _Terms) -> set[str]:
    """Terms of a table in a line, where they stand as words."""
    padded, found = f" {line} ", set()
    for number, start, end in terms.automaton.find_matches_as_indexes(padded, overlapping=True):
        term = terms.names[number]
        if _is_boundary(term[0], padded[start - 1]) and (term[-1] == "*" or _is_boundary(term[-1], padded[end])):
            found.add(term)
    return found


def _is_boundary(inner: str, outer: str) -> bool:
    """Between two characters a word ends; scripts without spaces end a word anywhere."""
    return not (inner.isalnum() and outer.isalnum()) or _WIDE.match(inner) is not None


def _is_prose(line: str) -> bool:
    return len(line) > _LONGEST_WHOLE or (len(line) > _LONGEST_TWO and _SENTENCE_BREAK.search(line) is not None)


def _is_report(line: str) -> bool:
    """It reports what somebody says: "..., they said." A page's furniture never does."""
    return len(line) > _SHORTEST_REPORT and bool(_terms_in(line, _book(line).reports))


def _is_names(text: str, names: str) -> bool:
    """Names of people and agencies, not the rest of a headline: "Jane Doe / Reuters", "picture alliance/dpa"."""
    words = names.strip(_TRIM).split()
    if not words or len(names) > _LONGEST_CREDIT or len(words) > _MOST_NAMES:
        return False
    if len(words) <= 2 or "/" in names:
        return True
    return not any(len(word) > 3 and word.islower() for word in text.split()[-len(words) :])


@cache
def _folds() -> dict[str, str]:
    """Single signs and what they become."""
    signs = {chr(code): _without_accent(chr(code)) for block in _ACCENTED for code in block}
    signs |= dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u00ad\ufeff\u0640\u2060\u0307", "")
    signs |= dict.fromkeys(map(chr, range(0x064B, 0x0653)), "")  # Arabic vowel signs
    signs |= dict.fromkeys(map(chr, range(0x0300, 0x036F)), "")
    signs |= dict(zip("أإآٱىئیکةۀ’‘‛`´“”„‟«»ёı\u00a0\u202f\u3000", 'ااااييييهه\'\'\'\'\'""""""еi   ', strict=True))
    signs |= {digit: str(unicodedata.digit(digit)) for digit in "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९"}
    signs |= {chr(code): chr(code - 0xFEE0).casefold() for code in range(0xFF01, 0xFF5F)}  # full-width forms
    return {sign: plain for sign, plain in signs.items() if sign != plain}


_ACCENTED = (range(0xC0, 0x180), range(0x1E00, 0x1F00), range(0x386, 0x3CF))


def _without_accent(sign: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", sign) if not unicodedata.combining(part))


@cache
def _foldable() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(_folds()))}]")


def _fold_sign(found: re.Match[str]) -> str:
    return _folds()[found[0]]


def _look_for(names: Iterable[str]) -> _Terms:
    ordered = tuple(sorted(names))
    return _Terms(ordered, AhoCorasick([name.rstrip("*") for name in ordered]))


# --- reading the tables -----------------------------------------------------------------------------------------------


def _book(line: str) -> _Book:
    """The rules that a line of this script needs: most captures need those in Latin letters and no others."""
    return _latin() if line.isascii() or not _OTHER_SCRIPT.search(line) else _complete()


@cache
def _latin() -> _Book:
    return _open_book(_OTHER_SCRIPTS)


@cache
def _complete() -> _Book:
    return _open_book(frozenset())


def _open_book(without: frozenset[str]) -> _Book:
    rules = _read_tables(without)
    known = rules.known()
    first_words = frozenset([wording.partition(" ")[0] for wording in known])
    subjects, reports, terms = map(_look_for, (rules.signals, rules.reports, rules.terms()))
    return _Book(rules, known, first_words, rules.openings(), rules.endings(), subjects, reports, terms)


def _read_tables(without: frozenset[str]) -> _Rules:
    rows = [(stem, line) for stem, text in _tables(without) for line in fold(text).split("\n") if _is_row(line)]
    rules = _Rules([*rows, _sections()])
    # The last to come stays: the first table's row, and of two that disagree about the place the careful one.
    numbers = range(len(rules.rows) - 1, -1, -1)
    for number in sorted(numbers, key=lambda number: "\tnear\t" in rules.rows[number][1]):
        _, _, form, _, words = rules.rows[number][1].split("\t")
        if form in _READ:
            _READ[form](rules, number, words)
        else:
            getattr(rules, _INDEX[form]).update(dict.fromkeys(words.split("|"), number))
    return rules


def _is_row(line: str) -> bool:
    return line != "" and line[0] != "#"


def _tables(without: frozenset[str]) -> Iterator[tuple[str, str]]:
    folder = files("transforms.data").joinpath("boilerplate")
    for table in sorted(folder.iterdir(), key=lambda entry: entry.name):
        stem = table.name.removesuffix(".tsv")
        if stem not in {table.name, "patterns", *without}:
            yield stem, table.read_text("utf-8")


def _add_credit(rules: _Rules, _number: int, words: str) -> None:
    rules.credits.update(words.split("|"))


def _add_reports(rules: _Rules, _number: int, words: str) -> None:
    rules.reports.update(words.split("|"))


def _add_holds(rules: _Rules, number: int, words: str) -> None:
    groups = tuple(frozenset(group.strip().split("|")) for group in words.split(" & "))
    signals = _Signals(groups, rules.match(number, words.partition("|")[0]))
    for term in groups[0]:
        rules.signals.setdefault(term, []).append(signals)


_READ = {"credit": _add_credit, "holds": _add_holds, "reports": _add_reports}
_INDEX = {"whole": "whole", "start": "starts", "label": "labels", "end": "ends"}


def _sections() -> tuple[str, str]:
    """A row of its own: the names of outlets' sections stand in menus as well."""
    text = fold(files("transforms.data").joinpath("sections.tsv").read_text("utf-8"))
    names = (line.split("\t")[1] for line in text.split("\n") if _is_row(line))
    return "sections", f"{Reason.NAVIGATION}\t{Place.NEAR}\twhole\t-\t{'|'.join(names)}"


@cache
def _patterns() -> _Patterns:
    text = files("transforms.data").joinpath("boilerplate/patterns.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if _is_row(line)]
    patterns = tuple(
        _Pattern(frozenset(guard), shape, Match(Reason(reason), f"patterns:{shape}", Place(place)))
        for reason, place, guard, shape in rows
    )
    signs = frozenset(chain.from_iterable(one.guard for one in patterns if not "".join(one.guard).isalpha()))
    return _Patterns(patterns, tuple(one for one in patterns if not one.guard <= signs), signs)
