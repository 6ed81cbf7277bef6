"""What can be set from outside, all of it in the environment; docs/operations.md has the table."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from stores.local_node.install import home

SHARD_SIZE = 500
HEAP = "1g"
PATIENCE = 120


class SettingError(ValueError):
    """A variable holds something that it cannot hold; the message is one line and names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a run goes, wherever it is started; where the store is stands in stores.settings."""

    home: Path  # the local node with its data, Prefect's records: all that Copydesk keeps outside the store
    inbox: Path  # the folder of captures that the scheduled run reads
    shard_size: int = SHARD_SIZE  # at most so many captures in a Prefect task
    heap: str = HEAP  # of the local node
    patience: float = PATIENCE  # seconds that one try waits for a store that is away or too busy
    kibana_url: str | None = None  # None: links lead to Elasticsearch itself


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Reads COPYDESK_HOME, COPYDESK_INBOX, COPYDESK_SHARD_SIZE, COPYDESK_HEAP, COPYDESK_PATIENCE and KIBANA_URL.

    Empty is as good as unset. Raises SettingError.
    """
    env = os.environ if environment is None else environment
    return Settings(
        home=home(),
        inbox=Path(env.get("COPYDESK_INBOX") or "inbox"),
        shard_size=_whole(env, "COPYDESK_SHARD_SIZE", SHARD_SIZE, least=1),
        heap=env.get("COPYDESK_HEAP") or HEAP,
        patience=_whole(env, "COPYDESK_PATIENCE", PATIENCE, least=0),
        kibana_url=env.get("KIBANA_URL") or None,
    )


def _whole(env: Mapping[str, str], name: str, default: int, *, least: int) -> int:
    text = env.get(name) or str(default)
    if not text.isdecimal() or int(text) < least:
        raise SettingError(f"{name} is {text!r}; it takes a whole number, {least} or more")
    return int(text)
