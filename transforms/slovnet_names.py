"""Russian names by slovnet, with the weights of natasha's wheel; natasha itself, which wants much else, is not imported."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

_TYPES = {"PER": "person", "ORG": "organization", "LOC": "place"}
_WORDS = "data/emb/navec_news_v1_1B_250K_300d_100q.tar"
_NAMES = "data/model/slovnet_ner_news_v1.tar"


class SlovnetNames:
    """A NameModel."""

    def __init__(self, package: str) -> None:
        from navec import Navec  # noqa: PLC0415 - an extra
        from slovnet import NER  # noqa: PLC0415

        spec = find_spec(package)
        if spec is None or not spec.submodule_search_locations:
            raise ModuleNotFoundError(package)
        folder = Path(spec.submodule_search_locations[0])
        self._tagger = NER.load(folder / _NAMES)
        self._tagger.navec(Navec.load(folder / _WORDS))
        self.name = package

    def find(self, texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
        """For each text its names: start, end, type."""
        return [
            [(span.start, span.stop, _TYPES[span.type]) for span in self._tagger(text).spans if span.type in _TYPES]
            for text in texts
        ]
