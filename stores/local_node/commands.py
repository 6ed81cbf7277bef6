"""`copydesk store up|down|status`: what they print and their exit status."""

from __future__ import annotations

import sys
from pathlib import Path

from stores.local_node import node
from stores.local_node.install import home
from stores.results import StoreError

OK, FAILED = 0, 3


def default_data() -> Path:
    """Where the local node keeps its data if nobody says: COPYDESK_HOME/node."""
    return home() / "node"


def up(data: Path, heap: str = "1g", port: int | None = None) -> int:
    """Start the node, print its address as the last line; 0, or 3 with one line on stderr."""
    try:
        address = node.up(data, heap, port)
    except StoreError as error:
        return _failed(error)
    _say(f"Elasticsearch runs on {node.status(data).data}; end it with: copydesk store down --data {data}")
    _say(address)
    return OK


def down(data: Path) -> int:
    """End the node; 0 also if none ran, 3 if it does not end."""
    try:
        ended = node.down(data)
    except StoreError as error:
        return _failed(error)
    _say("ended" if ended else f"no node runs on {data}")
    return OK


def status(data: Path) -> int:
    """Print whether it runs and where; 0 if it runs, 3 if not."""
    found = node.status(data)
    if not found.running:
        _say(f"no node runs on {found.data}")
        return FAILED
    _say(f"process {found.pid}, data {found.data}, log {found.log}")
    _say(str(found.address))
    return OK


def _failed(error: StoreError) -> int:
    print(f"copydesk: {error}", file=sys.stderr)  # noqa: T201 - these are commands
    return FAILED


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201
