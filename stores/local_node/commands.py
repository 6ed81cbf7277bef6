"""`copydesk store up|down|status`: what they print and their exit status."""

from __future__ import annotations

from pathlib import Path


def default_data() -> Path:
    """Where the local node keeps its data if nobody says: COPYDESK_HOME/node."""
    raise NotImplementedError


def up(data: Path, heap: str = "1g", port: int | None = None) -> int:
    """Start the node, print its address as the last line; 0, or 3 with one line on stderr."""
    raise NotImplementedError


def down(data: Path) -> int:
    """End the node; 0 also if none ran, 3 if it does not end."""
    raise NotImplementedError


def status(data: Path) -> int:
    """Print whether it runs and where; 0 if it runs, 3 if not."""
    raise NotImplementedError
