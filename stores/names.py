"""The names of the indices."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndexNames:
    """All the indices of an alias, seen from one pipeline version."""

    alias: str
    version: str

    @property
    def articles(self) -> str:
        """The articles of this version."""
        return f"{self.alias}-v{self.version}"

    @property
    def previous(self) -> str:
        """An alias of its own: where `alias` pointed before the last swap."""
        return f"{self.alias}-previous"

    @property
    def captures(self) -> str:
        """The ledger."""
        return f"{self.alias}-captures"

    @property
    def rejects(self) -> str:
        """What could not go on."""
        return f"{self.alias}-rejects"

    @property
    def runs(self) -> str:
        """The figures of each run."""
        return f"{self.alias}-runs"

    def version_of(self, index: str) -> str:
        """The version whose articles an index holds."""
        return index.removeprefix(f"{self.alias}-v")
