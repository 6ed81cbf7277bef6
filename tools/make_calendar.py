"""Writes transforms/data/calendar_cldr.tsv: months and weekdays of many languages, from the CLDR data that babel ships.

Reading babel's locale data at run time costs a quarter of a second for these languages; the table costs two milliseconds.
Run by hand when babel's data changes: `python tools/make_calendar.py`. Rows by hand are in calendar_more.tsv.
"""

# ruff: noqa: INP001, SIM905

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel import Locale, localedata

LANGUAGES = (
    "af ar ar_DZ ar_MA ar_SY az be bg bn bs ca cs da de de_AT el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it "
    "ja ka kk ko ky lt lv mk ml mr ms nb nl nn pa pl pt ro ru sk sl sq sr sr_Latn sv sw ta te th tr uk ur uz vi zh"
).split()
NUMBERED = {"ja", "ko", "vi", "zh"}  # their months are numbers, which a table of words need not hold
TARGET = Path(__file__).parent.parent / "transforms" / "data" / "calendar_cldr.tsv"
HEADER = """\
# Months and weekdays as CLDR has them (in running text, alone, and abbreviated). Written by tools/make_calendar.py.
# Source: Unicode CLDR by way of babel; Unicode License v3.
# language (ISO 639-1)	kind (month, weekday)	number (1: January; 1: Monday)	words, separated by |
"""


def _words(locale: Locale, table: str, number: int) -> Iterator[str]:
    names = getattr(locale, table)
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            word = names[context][width][number].strip(".").strip()
            if len(word) > 1 and not word[0].isdigit():
                yield word


def _rows(code: str) -> Iterator[str]:
    localedata._cache.clear()  # noqa: SLF001 - one locale's aliases leak into the next through the shared root
    locale = Locale.parse(code)
    kinds = [("weekday", "days", range(7))]
    if locale.language not in NUMBERED:
        kinds.insert(0, ("month", "months", range(1, 13)))
    for kind, table, numbers in kinds:
        for number in numbers:
            words = "|".join(dict.fromkeys(_words(locale, table, number)))
            if words:
                yield f"{locale.language}\t{kind}\t{number if kind == 'month' else number + 1}\t{words}\n"


def main() -> None:
    """Write the table."""
    rows = dict.fromkeys(row for code in LANGUAGES for row in _rows(code))
    TARGET.write_text(HEADER + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
