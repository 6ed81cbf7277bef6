"""Which Elasticsearch a command works with: the one that the environment names, else the local node."""

from __future__ import annotations

from dataclasses import replace

from flows.settings import Settings
from stores.local_node import node
from stores.local_node.commands import default_data
from stores.results import StoreError
from stores.settings import StoreSettings, from_environment


def open_store(settings: Settings) -> StoreSettings:
    """The store that ELASTICSEARCH_URL names, else the local node, started if it does not run. Raises StoreError."""
    return _patient(from_environment() or _at(node.up(default_data(), settings.heap)), settings)


def running_store(settings: Settings) -> StoreSettings:
    """As open_store, but starts nothing. Raises StoreError if no store is named and no local node runs."""
    found = from_environment()
    if not found:
        address = node.status(default_data()).address
        if not address:
            raise StoreError("no store: set ELASTICSEARCH_URL, or start one on this machine with `copydesk store up`")
        found = _at(address)
    return _patient(found, settings)


def _patient(store: StoreSettings, settings: Settings) -> StoreSettings:
    return replace(store, patience=settings.patience)


def _at(address: str) -> StoreSettings:
    found = from_environment(url=address)
    if found is None:
        raise StoreError("the local node gave no address; `copydesk store status` tells where its log is")
    return found
