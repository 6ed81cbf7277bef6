"""What a capture is expected to give, and how an extraction differs from it, in words that people can act on."""

import difflib
import html
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from transforms.types import Article, Extraction, Moment, Precision

CORPUS = Path(__file__).parents[2] / "corpus"
SUFFIX = ".expected.json"

_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|em|i|span|strong|time)\b[^>]*>")
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)")


@dataclass(frozen=True, slots=True)
class Golden:
    """One capture of the corpus and the truth beside it."""

    stem: str
    path: Path
    truth: dict[str, Any]

    @property
    def sidecar(self) -> dict[str, str]:
        side = self.path.with_name(f"{self.stem}.meta.json")
        return json.loads(side.read_text("utf-8")) if side.exists() else {}


def goldens() -> list[Golden]:
    """Every capture of the corpus that is a file of its own, by name."""
    found = (_golden(path) for path in sorted(CORPUS.glob(f"*{SUFFIX}")))
    return [golden for golden in found if golden]


def _golden(expected: Path) -> Golden | None:
    """None: it is of an archive, which test_archives.py reads."""
    stem = expected.name.removesuffix(SUFFIX)
    captures = [path for suffix in (".txt", ".html") if (path := expected.with_name(stem + suffix)).exists()]
    return Golden(stem, captures[0], json.loads(expected.read_text("utf-8"))) if captures else None


# --- what a reader would see, found without the code under test -------------------------------------------------------


def fold(text: str) -> str:
    """The text without invisible marks, every run of white space one space."""
    return " ".join(_INVISIBLE.sub("", text).split())


def visible(golden: Golden) -> str:
    """The capture as one folded line: lines joined, tags gone, mojibake mended."""
    text = decoded(golden.path.read_bytes())
    if golden.path.suffix == ".html":
        text = html.unescape(re.sub(r"<[^>]+>", " ", _INLINE_TAG.sub("", text)))
    return fold(_mended(text) if _is_mojibake(golden) else text)


def decoded(payload: bytes) -> str:
    """The capture's text as a careful reader would open it."""
    declared = _CHARSET.search(payload)
    names = ["utf-16"] if payload[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig"]
    for name in [*names, declared[1].decode() if declared else "cp1252"]:
        try:
            return payload.decode(name)
        except UnicodeDecodeError:
            continue
    raise AssertionError("no codec reads the capture")


def _is_mojibake(golden: Golden) -> bool:
    return any("mojibake-mended" in article.get("flags", ()) for article in golden.truth["articles"])


def _mended(text: str) -> str:
    return b"".join(_windows_1252(character) for character in text).decode("utf-8")


def _windows_1252(character: str) -> bytes:
    # Bytes that the code page leaves open came through as control characters of the same number.
    return character.encode("latin-1" if "\x80" <= character <= "\x9f" else "cp1252")


def western_digits(text: str) -> str:
    """The text with the digits of every script as 0 to 9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


# --- how an extraction differs ----------------------------------------------------------------------------------------


def differences(truth: dict[str, Any], extraction: Extraction) -> list[str]:
    """One entry a difference; empty: exactly as expected."""
    found = list(_rejection(truth.get("rejected"), extraction))
    expected, articles = truth["articles"], extraction.articles
    if len(expected) != len(articles):
        titles = "".join(f"\n    {article.title!r}" for article in articles)
        found.append(f"articles: expected {len(expected)}, got {len(articles)}:{titles}")
    for number, (want, got) in enumerate(zip(expected, articles, strict=False)):
        found += [f"article {number} {line}" for line in _article(want, got)]
    return found + (list(_removed(truth["removed"], articles)) if articles else [])


def _rejection(want: dict[str, str] | None, extraction: Extraction) -> Iterator[str]:
    got = [{"stage": str(one.stage), "reason": one.reason} for one in extraction.rejected]
    if got != ([want] if want else []):
        details = [one.detail for one in extraction.rejected]
        yield f"rejected: expected {want}, got {got} {details}"


def _article(want: dict[str, Any], got: Article) -> Iterator[str]:
    for name, expected, actual in _fields(want, got):
        if expected != actual:
            yield f"{name}:\n    expected {expected!r}\n    got      {actual!r}"
    yield from body_difference(want["body"], got.body)
    yield from _mentions(want.get("mentioned_dates", ()), got)
    for name in ("people", "organizations", "places"):
        missing = set(want.get(name, ())) - set(getattr(got, name))
        if missing:
            yield f"{name}: {sorted(missing)} not among {sorted(getattr(got, name))}"


def _fields(want: dict[str, Any], got: Article) -> Iterator[tuple[str, object, object]]:
    for name in ("title", "summary", "section", "language"):
        yield name, want.get(name), getattr(got, name)
    for name in ("subheads", "agencies", "flags"):
        yield name, sorted(want.get(name, ())), sorted(getattr(got, name))
    for name in ("published", "modified"):
        yield name, want.get(name), moment(getattr(got, name))
    for name in ("dateline", "outlet"):
        yield name, want.get(name), _parts(getattr(got, name), want.get(name))
    # A byline in capitals may come out as it stands or as a name is written.
    authors = [(one["name"].casefold(), one["role"]) for one in want.get("authors", ())]
    yield "authors", authors, [(one.name.casefold(), one.role) for one in got.authors]


def _parts(value: object, want: dict[str, str] | None) -> dict[str, str] | None:
    """Of a dateline or an outlet, the parts that the truth names."""
    if value is None:
        return None
    return {name: getattr(value, name) for name in want or ("name" if hasattr(value, "name") else "place",)}


def moment(value: Moment | None) -> dict[str, object] | None:
    """A moment as the truth writes it."""
    if value is None:
        return None
    return {
        "date": _stamp(value.date, value.precision),
        "precision": str(value.precision),
        "timezone_known": value.timezone_known,
    }


def _stamp(value: date, precision: Precision) -> str:
    if precision in (Precision.DAY, Precision.MONTH, Precision.YEAR) or not isinstance(value, datetime):
        return value.isoformat()[:10]
    return value.isoformat(timespec="seconds")


def body_difference(want: list[str], body: str) -> Iterator[str]:
    """A line diff of the paragraphs, where there is one."""
    got = body.split("\n\n") if body else []
    if want != got:
        lines = difflib.unified_diff(want, got, "expected", "got", lineterm="", n=0)
        yield "body:\n    " + "\n    ".join(lines)


def _mentions(want: list[dict[str, str]], got: Article) -> Iterator[str]:
    """Every expected date, whether the code took “Friday” or “on Friday”."""
    actual = [(one.text, one.date.isoformat()[:10] if one.date else None) for one in got.mentioned_dates]
    for one in want:
        if not any(_same_mention(one, text, day) for text, day in actual):
            yield f"mentioned_dates: {one} not among {actual}"


def _same_mention(want: dict[str, str], text: str, day: str | None) -> bool:
    words = want["text"]
    return (words in text or text in words) and day == want.get("date")


def _removed(want: dict[str, str], articles: tuple[Article, ...]) -> Iterator[str]:
    """Every line that was to go, with its reason; where two reasons are as good, the truth names both: "counter|social"."""
    got: dict[str, set[str]] = {}
    for one in (one for article in articles for one in article.removed):
        got.setdefault(fold(one.text), set()).add(str(one.reason))
    for line, reasons in want.items():
        actual = got.get(fold(line))
        if actual is None:
            yield f"removed: not removed ({reasons}): {line!r}"
        elif not actual & set(reasons.split("|")):
            yield f"removed: {line!r}: expected {reasons}, got {sorted(actual)}"
