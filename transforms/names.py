"""Names of outlets, agencies and people as tables and texts write them, folded until they meet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_NO_LETTER = re.compile(r"[\W_]+")
_APOSTROPHE = re.compile("['’‘`´]")


def rows(table: str) -> Iterator[list[str]]:
    """The rows of a table in transforms/data, cut at tabs, without comments."""
    for line in (_DATA / table).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def listed(cell: str) -> tuple[str, ...]:
    """The names in a table's cell."""
    return tuple(cell.split("|")) if cell else ()


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """A name without case, accents, punctuation and a leading "the": "The Ma'an–Agency" and "maan agency" meet."""
    plain = name.lower() if name.isascii() else _plain(name)
    words = _NO_LETTER.sub(" ", _APOSTROPHE.sub("", plain)).strip()
    return words.removeprefix("the ")


def _plain(name: str) -> str:
    # The dotless ı has no decomposition; İ leaves a combining dot, which goes with the other marks.
    return unicodedata.normalize("NFKD", name.casefold()).replace("ı", "i").replace("ـ", "").translate(WITHOUT_MARKS)


class _WithoutMarks(dict[int, int | None]):
    """For str.translate: marks that combine with the letter before them go, every other character stays."""

    def __missing__(self, code: int) -> int | None:
        self[code] = kept = None if unicodedata.combining(chr(code)) else code
        return kept


WITHOUT_MARKS = _WithoutMarks()
