"""Two pipeline versions beside each other, and the alias that points at one of them."""

from __future__ import annotations

from collections.abc import Mapping

from elasticsearch import NotFoundError

from stores.client import Connection
from stores.names import IndexNames
from stores.results import Comparison, StoreError


class Versions:
    """The indices that the alias can point at."""

    def __init__(self, connection: Connection, names: IndexNames) -> None:
        self._client = connection.client
        self._patience = connection.haste
        self._names = names

    def behind(self, alias: str) -> str | None:
        """The index that an alias points at; None: there is no such alias."""
        try:
            found: Mapping[str, object] = self._client.indices.get_alias(name=alias).body
        except NotFoundError:
            return None
        return next(iter(found), None)

    def current(self) -> str | None:
        """The index behind the alias."""
        return self._patience.ask(lambda: self.behind(self._names.alias))

    def previous(self) -> str | None:
        """The index that was there before the last swap."""
        return self._patience.ask(lambda: self.behind(self._names.previous))

    def count(self, index: str | None, query: Mapping[str, object] | None = None) -> int:
        """How many documents of an index match, as of now; 0 if there is no such index."""
        if index is None:
            return 0

        def ask() -> int:
            try:
                self._client.indices.refresh(index=index)
                found = self._client.search(index=index, query=query, size=0, track_total_hits=True)
            except NotFoundError:
                return 0
            return int(found["hits"]["total"]["value"])

        return self._patience.ask(ask)

    def captures(self, index: str | None) -> int:
        """How many captures the ledger has for the version of an index."""
        if index is None:
            return 0
        return self.count(self._names.captures, {"term": {"version": self._names.version_of(index)}})

    def compare(self, new: str) -> Comparison:
        """The index behind the alias beside another one."""
        old = self.current()
        if not self._patience.ask(lambda: bool(self._client.indices.exists(index=new))):
            raise StoreError(f"there is no index {new}: load that version first")
        return Comparison(
            old=old,
            new=new,
            old_captures=self.captures(old),
            new_captures=self.captures(new),
            old_articles=self.count(old),
            new_articles=self.count(new),
        )

    def swap(self, new: str, *, allow_fewer: bool) -> Comparison:
        """Let the alias point at another index, and remember the old one, in one step."""
        found = self.compare(new)
        if found.new_captures < found.old_captures and not allow_fewer:
            raise StoreError(
                f"{new} holds {found.new_captures} captures, {found.old} behind the alias has {found.old_captures}: "
                "load the rest first, or allow fewer"
            )
        if found.old != new:
            self._point(new, found.old)
        return found

    def rollback(self) -> Comparison:
        """Let the alias point at the index of before the last swap."""
        previous = self.previous()
        if previous is None:
            raise StoreError(f"there is nothing to go back to: {self._names.alias} was never swapped")
        found = self.compare(previous)
        self._point(previous, found.old)
        return found

    def _point(self, new: str, old: str | None) -> None:
        """One request, so that no search ever meets no index or two."""
        names = self._names
        actions: list[dict[str, dict[str, object]]] = [
            {"remove": {"index": f"{names.alias}-v*", "alias": names.alias, "must_exist": False}},
            {"remove": {"index": f"{names.alias}-v*", "alias": names.previous, "must_exist": False}},
            {"add": {"index": new, "alias": names.alias}},
        ]
        if old:
            actions.append({"add": {"index": old, "alias": names.previous}})
        self._patience.ask(lambda: self._client.indices.update_aliases(actions=actions))
