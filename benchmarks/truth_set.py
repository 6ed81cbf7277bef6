"""Pages with the truth about them, as adbar/trafilatura and adbar/htmldate keep theirs: JSON of address -> {"file": ..., ...}."""

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Sample:
    """A page and what is known about it."""

    path: Path
    digest: str  # of the page's bytes
    truth: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TruthSet:
    """Samples in the order of their files."""

    samples: tuple[Sample, ...]

    @property
    def hash(self) -> str:
        """Of names, pages and truth: another set, or a set that somebody changed, has another."""
        digest = hashlib.sha256()
        for sample in self.samples:
            digest.update(f"{sample.path.name}\0{sample.digest}\0{json.dumps(sample.truth, sort_keys=True)}\n".encode())
        return digest.hexdigest()[:16]


def read_set(folders: Sequence[Path], truths: Iterable[Path], every: int = 1) -> TruthSet:
    """Every n-th page that the truth files speak of; a page is looked for in the folders, in their order."""
    items = [item for truth in truths for item in json.loads(truth.read_text("utf-8")).values()]
    found = [(path, item) for item in items if (path := _find(folders, item["file"]))]
    if len(found) < len(items):
        print(f"{len(items) - len(found)} of {len(items)} pages are in none of the folders", file=sys.stderr)
    chosen = sorted(found, key=lambda pair: pair[0].name)[::every]
    return TruthSet(tuple(Sample(path, hashlib.sha256(path.read_bytes()).hexdigest(), item) for path, item in chosen))


def _find(folders: Sequence[Path], name: str) -> Path | None:
    return next((folder / name for folder in folders if (folder / name).is_file()), None)
