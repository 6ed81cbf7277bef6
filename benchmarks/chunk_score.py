"""Chunk scoring, as adbar/trafilatura scores extractors: of each page a few chunks belong to the text and a few do not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class ChunkScore:
    """Chunks kept and left out, over many pages. A chunk counts as kept where it stands in the text, white space folded."""

    kept: int = 0
    lost: int = 0
    wrong: int = 0
    left_out: int = 0

    def count(self, text: str, truth: Mapping[str, Sequence[str]]) -> None:
        """Adds one page: `truth` has the chunks `with` and `without`."""
        text = folded(text)
        kept = sum(folded(chunk) in text for chunk in truth["with"])
        wrong = sum(folded(chunk) in text for chunk in truth["without"])
        self.kept += kept
        self.lost += len(truth["with"]) - kept
        self.wrong += wrong
        self.left_out += len(truth["without"]) - wrong

    @property
    def precision(self) -> float:
        """Share of the kept chunks that belong to the text, 0 to 1."""
        return self.kept / max(1, self.kept + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the text's chunks that are kept, 0 to 1."""
        return self.kept / max(1, self.kept + self.lost)

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.kept / max(1, 2 * self.kept + self.wrong + self.lost)

    @property
    def accuracy(self) -> float:
        """Share of all chunks that were treated rightly, 0 to 1."""
        return (self.kept + self.left_out) / max(1, self.kept + self.lost + self.wrong + self.left_out)


def folded(text: str) -> str:
    """One space wherever white space stands."""
    return " ".join(text.split())
