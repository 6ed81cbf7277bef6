"""Names by a spaCy pipeline: its named-entity recogniser alone, with what that needs."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

# OntoNotes' labels (English), then WikiNER's (French). Not taken: facilities, which are streets more often than places;
# nationalities, products, works of art, laws.
_TYPES = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
}
_UNNEEDED = ("tok2vec", "tagger", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer")
# The words of so many texts are kept, so that the tokenizer need not take them apart again; those of all would fill the memory.
_ZONE = 1_000
_BATCH = 16  # texts: 64 is slower and takes twice the memory


class SpacyNames:
    """A NameModel. Loading takes a second or two, and 100 MB."""

    def __init__(self, package: str) -> None:
        import spacy  # noqa: PLC0415 - two seconds for those who need no model

        self._pipeline = spacy.load(package, exclude=_UNNEEDED)
        self.name = f"{package}-{self._pipeline.meta['version']}"
        self._zone = ExitStack()
        self._read = _ZONE
        self._lock = Lock()  # a pipeline has one tokenizer

    def find(self, texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
        """For each text its names: start, end, type."""
        with self._lock:
            if self._read >= _ZONE:
                self._zone.close()
                self._zone.enter_context(self._pipeline.memory_zone())
                self._read = 0
            self._read += len(texts)
            return [_names(read) for read in self._pipeline.pipe(texts, batch_size=_BATCH)]


def _names(read: Doc) -> list[tuple[int, int, str]]:
    return [(name.start_char, name.end_char, _TYPES[name.label_]) for name in read.ents if name.label_ in _TYPES]
