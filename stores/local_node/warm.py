"""Let Java remember how the node starts, once, so that every later start takes half the time or less.

Java 25 can write down which classes a run loaded and how hot its methods were (an "AOT cache", JEP 483, 514 and 515), and
begin there the next time. The run to remember is a real one: an index with every analyzer, some documents, a search.
"""

from __future__ import annotations

import json
import os
import tempfile
import urllib.request
from contextlib import suppress
from pathlib import Path

from stores.local_node import node
from stores.local_node.install import NodeError, alone, start_memory

_ANALYZERS = (
    "english",
    "german",
    "french",
    "spanish",
    "portuguese",
    "italian",
    "dutch",
    "russian",
    "arabic",
    "turkish",
)
_KEPT = 3  # memories of other Javas (another virtual environment); 110 MB each


def warm(folder: Path) -> None:
    """Make the memory of a start in the installation `folder`, unless it is there. Without it all works, only slower."""
    target = folder / start_memory()
    if target.is_file():
        return
    with alone():
        if not target.is_file():
            with suppress(NodeError, OSError):
                _remember(target)
            _forget_old(folder)


def _remember(target: Path) -> None:
    """Run a node once, give it typical work, and end it: Java writes the file on its way out."""
    with tempfile.TemporaryDirectory(prefix="copydesk-warm-") as scratch:
        made = target.with_suffix(f".{os.getpid()}")
        extra = node.Extra(jvm=(f"-XX:AOTCacheOutput={made}",))
        with node.running(Path(scratch), extra=extra) as address:
            _work(address)
        made.replace(target)


def _work(address: str) -> None:
    """An index, documents, a search: what the node will be asked to do."""
    fields = {name: {"type": "text", "analyzer": name} for name in (*_ANALYZERS, "cjk")}
    fields["day"] = {"type": "date"}
    fields["name"] = {"type": "keyword"}
    _ask(address, "PUT", "/warm", json.dumps({"mappings": {"dynamic": "strict", "properties": fields}}))
    text = "The harbour reopened on Monday after three weeks of repairs, officials said. " * 20
    for batch in range(4):
        lines = []
        for number in range(100):
            lines.append(json.dumps({"index": {"_id": f"{batch}-{number}"}}))
            lines.append(json.dumps({**dict.fromkeys(_ANALYZERS, text), "day": "2021-03-04", "name": f"n{number}"}))
        _ask(address, "POST", "/warm/_bulk?refresh=true", "\n".join((*lines, "")))
        query = {"query": {"match": {"english": "harbour"}}, "aggs": {"names": {"terms": {"field": "name"}}}}
        _ask(address, "POST", "/warm/_search", json.dumps(query))


def _ask(address: str, method: str, path: str, body: str) -> None:
    """One request; its answer is of no interest."""
    request = urllib.request.Request(  # noqa: S310 - loopback
        address + path, body.encode(), {"Content-Type": "application/json"}, method=method
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        answer.read()


def _forget_old(folder: Path) -> None:
    """Keep the newest few: each virtual environment has a Java of its own."""
    memories = sorted(folder.glob("start-*.aot"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in memories[_KEPT:]:
        path.unlink(missing_ok=True)
