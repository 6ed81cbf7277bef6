"""What tests of several packages share."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from stores.local_node.node import running
from transforms.types import Article


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real Elasticsearch, one for all tests; it ends with them, even if they are killed.

    Take an alias of your own (StoreSettings(url=node, alias=...)), and nobody gets in anybody's way.
    """
    with running(Path(tmp_path_factory.mktemp("node")), heap="512m") as address:
        yield address


@pytest.fixture(scope="session")
def full_article() -> Article:
    """An article in which every field there is has a value, made from the types: a new field is in it at once."""
    article = _filled(Article)
    assert isinstance(article, Article)
    return article


_PLAIN: dict[Any, object] = {
    str: "words",
    int: 3,
    float: 0.5,
    bool: True,
    datetime: datetime(2017, 6, 17, 4, 18, tzinfo=UTC),
    date: date(2015, 10, 7),
}


def _filled(kind: Any) -> object:
    """A value of a type, with nothing absent."""
    if get_origin(kind) in {Union, types.UnionType}:
        return _filled(get_args(kind)[0])
    if get_origin(kind) is tuple:
        return (_filled(get_args(kind)[0]),)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if issubclass(kind, Enum):
        return next(iter(kind))
    hints = get_type_hints(kind)
    return kind(**{field.name: _filled(hints[field.name]) for field in fields(kind)})
