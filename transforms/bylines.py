"""Bylines: the people who made an article, their titles and addresses split off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from transforms.types import Author, Segment


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says."""

    people: tuple[Author, ...]
    agencies: tuple[str, ...] = ()  # as written: "Associated Press", "dpa"
    place: str | None = None  # as written: "Beirut"
    residue: str = ""  # what is neither name, title, place nor agency


@dataclass(frozen=True, slots=True)
class AuthorFinding:
    """An author and the words that name them."""

    author: Author
    words: str
    where: int


def read_byline(
    text: str,
    language: str | None = None,
    *,
    place: Literal["head", "foot"] = "head",
    strict: bool = True,
) -> Byline | None:
    """What a line says when it is a byline and nothing else; None for every other line.

    A bare name ("Hazem Sabbagh") counts at the foot of an article or with `strict=False`, a marked one ("By Jane Doe")
    everywhere.
    """
    del text, language, place, strict
    return None


def is_person_name(text: str) -> bool:
    """Whether a text has the shape of one person's name, and of nothing else that is known."""
    del text
    return False


def read_authors(
    segment: Segment, language: str | None, dateline_authors: tuple[str, ...] = ()
) -> tuple[AuthorFinding, ...]:
    """The people named as makers of a segment, each once."""
    del segment, language, dateline_authors
    return ()
