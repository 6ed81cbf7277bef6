"""The outlet's section: a line of its own over the headline, or the last step of a breadcrumb."""

import re
from functools import cache
from importlib.resources import files

_STEP = re.compile(r"\s*[>›»→＞/]\s*|\s+[|•·]\s+")
_PATH = re.compile(r"\S\s*[>›→＞]\s*\S|\S\s+»\s+\S")
_PATH_SIGN = re.compile("[>›→＞»]")  # a cheap test before it
_TRIM = " |›»>/-:：#"
_LONGEST = 40
# Last steps that name no section: the article itself.
_NO_SECTION = frozenset(("正文", "article", "artikel", "news", "nachrichten", "home", "story", "detail", "本文"))


def is_section(text: str) -> bool:
    """It is a section's name and nothing else: "International", "Wirtschaft"."""
    return len(text) <= _LONGEST and text.casefold().strip(_TRIM) in _names()


def section_name(text: str) -> str:
    """The name without the signs around it."""
    return text.strip(_TRIM)


def read_breadcrumb(text: str) -> str | None:
    """The section of "Home > Culture > Music"; None for a line that is no breadcrumb."""
    steps = [step for step in _STEP.split(text.strip(_TRIM)) if step] if len(text) <= 160 else []
    if len(steps) < 2 or any(len(step) > _LONGEST for step in steps):
        return None
    named = [step for step in steps[1:] if step.casefold() not in _NO_SECTION]
    known = [step for step in named if is_section(step)]
    strong = _is_cut_as_path(text)  # a menu is cut with | and /, a path is not
    return known[-1] if known and strong else named[-1] if named and strong else None


def is_path(text: str) -> bool:
    """A breadcrumb by its signs: no headline is cut by them."""
    return _is_cut_as_path(text) and read_breadcrumb(text) is not None


def _is_cut_as_path(text: str) -> bool:
    return _PATH_SIGN.search(text) is not None and _PATH.search(text) is not None


@cache
def _names() -> frozenset[str]:
    rows = files("transforms.data").joinpath("sections.tsv").read_text("utf-8").splitlines()
    return frozenset(
        name.strip()
        for row in rows
        if row and not row.startswith("#")
        for name in row.split("\t")[1].casefold().split("|")
    )
