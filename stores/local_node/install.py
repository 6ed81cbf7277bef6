"""Fetch and lay out what the local node runs from: `python -m stores.local_node.install`."""

from __future__ import annotations

from pathlib import Path


def installed() -> Path:
    """The node's home folder, installed first if need be. NodeError without the registry."""
    raise NotImplementedError
