"""The fields of the document that come from the names in it: entities, their flat copies, who of them is quoted.

`read_names` takes mentions, whoever found them: the alias table, or the table and a name model after it. Where more mentions
become known after the article was assembled, `with_names` renews its fields.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from transforms.entities import Found
from transforms.quotes import find_quotations
from transforms.types import Article, Entity, GeoPoint


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of an article give, field by field as in `Article`."""

    entities: tuple[Entity, ...]
    people: tuple[str, ...]
    organizations: tuple[str, ...]
    people_quoted: tuple[str, ...]
    organizations_quoted: tuple[str, ...]
    places: tuple[str, ...]
    locations: tuple[GeoPoint, ...]


def read_names(title: str | None, paragraphs: Sequence[str], language: str | None, found: Found) -> Names:
    """The fields for the strings in which `found` was found."""
    speakers = {entity.id: entity.type for entity in found.entities if entity.type in {"person", "organization"}}
    quotations = find_quotations(title, paragraphs, language, found.mentions, speakers)
    quoted = Counter(quotation.speaker for quotation in quotations)
    entities = tuple(replace(entity, quoted=quoted.get(entity.id)) for entity in found.entities)
    places = [entity for entity in entities if entity.type == "place"]
    return Names(
        entities=entities,
        people=_names(entities, "person"),
        organizations=_names(entities, "organization"),
        people_quoted=_names((entity for entity in entities if entity.quoted), "person"),
        organizations_quoted=_names((entity for entity in entities if entity.quoted), "organization"),
        places=_names(places, "place"),
        locations=tuple(dict.fromkeys(place.location for place in places if place.location)),
    )


def with_names(article: Article, names: Names) -> Article:
    """The article with its names renewed."""
    return replace(
        article,
        entities=names.entities,
        people=names.people,
        organizations=names.organizations,
        people_quoted=names.people_quoted,
        organizations_quoted=names.organizations_quoted,
        places=names.places,
        locations=names.locations,
    )


def _names(entities: Iterable[Entity], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entity.name for entity in entities if entity.type == kind))
