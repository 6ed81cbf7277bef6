"""A new pipeline version behind the alias, and back again."""

from __future__ import annotations

from collections.abc import Callable

from flows.settings import Settings
from flows.which_store import running_store
from stores.elastic import Store
from stores.results import Comparison
from transforms import PIPELINE_VERSION


def swap(settings: Settings, *, version: str = PIPELINE_VERSION, allow_fewer: bool = False) -> str:
    """Point the alias at a version that is loaded; what was done, in one line. StoreError if it lacks captures."""
    return _with_store(settings, lambda store: _told(store.swap(version, allow_fewer=allow_fewer)))


def rollback(settings: Settings) -> str:
    """Point the alias back; what was done, in one line. StoreError if there is nothing to go back to."""
    return _with_store(settings, lambda store: _told(store.rollback()))


def _with_store(settings: Settings, act: Callable[[Store], str]) -> str:
    with Store(running_store(settings), PIPELINE_VERSION) as store:
        return act(store)


def _told(found: Comparison) -> str:
    if found.old == found.new:
        return f"{found.new} is what searches see already: {found.new_articles:,} articles from {found.new_captures:,} captures"
    before = f"; {found.old} had {found.old_articles:,} from {found.old_captures:,}" if found.old else ""
    return f"searches see {found.new} now: {found.new_articles:,} articles from {found.new_captures:,} captures{before}"
