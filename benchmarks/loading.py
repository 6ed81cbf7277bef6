"""How fast the store loads, beside elasticsearch-py's bare parallel_bulk on the same node and documents.

    python benchmarks/loading.py [documents] [words]

Prints both rates and their ratio. The store does more: it asks the ledger, looks for duplicates, and writes the ledger; and
its documents are also indexed in their own language. "bare" sends the same documents, own language included.
"""

from __future__ import annotations

import hashlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from elasticsearch.helpers import parallel_bulk

from stores.client import connect
from stores.elastic import Store
from stores.local_node.node import running
from stores.mapping import searchable
from stores.results import CaptureResult
from stores.settings import StoreSettings

ROUNDS = 3


def results(documents: int, words: int, seed: str) -> list[CaptureResult]:
    """Captures of one article each, of invented words whose frequencies fall off as those of a language do."""
    chance = random.Random(seed)
    vocabulary = ["".join(chance.choices("aeioubdfgklmnprst", k=chance.randint(2, 10))) for _ in range(20_000)]
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    made = []
    for number in range(documents):
        body = " ".join(chance.choices(vocabulary, weights, k=words))
        sha256 = hashlib.sha256(f"{seed}{number}".encode()).hexdigest()
        made.append(
            CaptureResult(
                uri=f"file:///{seed}/{number}",
                sha256=sha256,
                fingerprint=sha256,
                documents=(
                    {
                        "id": f"{sha256}-0",
                        "capture": {"id": sha256, "uri": f"file:///{seed}/{number}", "position": 0, "count": 1},
                        "title": body[:60],
                        "body": body,
                        "language": "en",
                        "word_count": words,
                        "people": ["Ann Lee"],
                    },
                ),
            )
        )
    return made


def bare(settings: StoreSettings, captures: list[CaptureResult]) -> None:
    connection = connect(settings)

    def actions() -> Iterator[dict[str, object]]:
        for capture in captures:
            for document in capture.documents:
                yield {"_index": f"{settings.alias}-v1", "_id": document["id"], "_source": searchable(document)}

    for ok, item in parallel_bulk(connection.client, actions(), chunk_size=settings.bulk_documents):
        if not ok:
            raise RuntimeError(item)
    connection.client.indices.refresh(index=f"{settings.alias}-v1")
    connection.client.close()


def stored(settings: StoreSettings, captures: list[CaptureResult]) -> None:
    with Store(settings, "1") as store:
        store.load(captures)


def rate(
    load: Callable[[StoreSettings, list[CaptureResult]], None], url: str, name: str, size: tuple[int, int]
) -> float:
    """Documents a second, into an index of its own."""
    settings = StoreSettings(url=url, alias=name)
    with Store(settings, "1") as store:
        store.prepare()
    captures = results(*size, name)
    began = time.perf_counter()
    load(settings, captures)
    return size[0] / (time.perf_counter() - began)


def main() -> None:
    size = (int((sys.argv[1:] or ["3000"])[0]), int((sys.argv[2:] or ["400"])[0]))
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), heap="1g") as url:
        rate(bare, url, "warm", size)  # a node gets faster while Java compiles
        pairs = [(rate(bare, url, f"bare{n}", size), rate(stored, url, f"store{n}", size)) for n in range(ROUNDS)]
    for without, store in pairs:
        print(f"parallel_bulk {without:6.0f}/s   store {store:6.0f}/s   ratio {store / without:.2f}")
    ratios = [store / without for without, store in pairs]
    print(f"{size[0]} documents of {size[1]} words: median ratio {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
