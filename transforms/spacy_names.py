"""Names by a spaCy pipeline: its named-entity recogniser alone, with what that needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
_BATCH = 16  # texts: 64 is slower and takes twice the memory


class SpacyNames:
    """A NameModel. Loading takes a second or two, and 100 MB."""

    def __init__(self, package: str) -> None:
        import spacy  # noqa: PLC0415 - two seconds for those who need no model

        self._pipeline = spacy.load(package, exclude=_UNNEEDED)
        self.name = f"{package}-{self._pipeline.meta['version']}"

    def find(self, texts: Sequence[str]) -> Iterator[list[tuple[int, int, str]]]:
        """For each text its names: start, end, type."""
        # A zone, so that the words of a long run are not kept for ever.
        with self._pipeline.memory_zone():
            for read in self._pipeline.pipe(texts, batch_size=_BATCH):
                yield [
                    (name.start_char, name.end_char, _TYPES[name.label_]) for name in read.ents if name.label_ in _TYPES
                ]
