"""Identities of our own, for what no table has: a name's normal form, so that two documents with the name have one entity."""

from __future__ import annotations

import re

from transforms.alias_table import Known, without_accents

_PREFIX = {"person": "person", "organization": "org", "place": "place"}
_INITIAL = re.compile(r"(?<=\w )(?:[A-ZА-Я]\.-? ?)+(?=\w)")


def own_entity(kind: str, name: str) -> Known:
    """A person, an organization or a place that is known by name alone.

    Two names that differ in case, accents, middle initials or a leading article are one: "person:anna-lindqvist-berg".
    """
    plain = _INITIAL.sub("", name) if kind == "person" else re.sub(r"^[Tt]he ", "", name)
    return Known(f"{_PREFIX[kind]}:{_slug(plain)}", kind, name)


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", without_accents(name).lower()).strip("-")
