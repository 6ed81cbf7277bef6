"""Who and what an article names: an alias table with one identity for every alias, and what the document itself defines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.types import Entity


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in the article that names an entity."""

    paragraph: int  # index into the paragraphs; -1: the title
    start: int  # span in that paragraph
    end: int
    entity: str  # the entity's id
    method: str  # table, acronym, surname, fuzzy, title


def find_mentions(title: str | None, paragraphs: Sequence[str], language: str | None) -> tuple[Mention, ...]:
    """Every mention in reading order, title first; spans are in the given strings and never overlap."""
    del title, paragraphs, language
    return ()


def find_entities(title: str | None, paragraphs: Sequence[str], language: str | None) -> tuple[Entity, ...]:
    """What the article names: most mentions first, then by first appearance."""
    del title, paragraphs, language
    return ()
