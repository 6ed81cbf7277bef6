"""Acronyms that an article defines in brackets, in either order: "Free Syrian Army (FSA)", "FSA (Free Syrian Army)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.alias_table import Known
from transforms.findings import Findings, Named

_BRACKET = re.compile(r"""["']? ?\(([^()\n]{2,60})\)""")
_BEFORE_BRACKET = re.compile(r"""([A-Z][A-Za-z-]{1,9}) \(["']?(?:the )?$""")
_PARTS = re.compile(r"[,;/]| or | oder | ou | o | или ")
_INTRODUCED = re.compile(r"^(?:formerly|also known as|aka|known as|the|or|ex-?|früher|ehemals|anciennement|auch)\s+")


def defined_acronyms(findings: Findings) -> dict[str, Known]:
    """What an acronym means in this article: "Free Syrian Army (FSA)", "FSA (Free Syrian Army)"."""
    found: dict[str, Known] = {}
    text = findings.text
    for named in findings.at.values():
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
