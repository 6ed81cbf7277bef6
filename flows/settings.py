"""What can be set from outside, all of it in the environment; docs/operations.md has the table."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from stores.local_node.install import home

SHARD_SIZE = 500
HEAP = "1g"
PATIENCE = 120
LOCAL = "local"  # the runner that is no cluster


_SCHEDULER = re.compile(r"(?:tcp|tls|ws|wss|ucx)://[^\s/]+:\d{1,5}")


class SettingError(ValueError):
    """A variable holds something that it cannot hold; the message is one line and names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a run goes, wherever it is started; where the store is stands in stores.settings."""

    home: Path  # the local node with its data, Prefect's records: all that Copydesk keeps outside the store
    inbox: Path  # the folder of captures that the scheduled run reads
    shard_size: int = SHARD_SIZE  # at most so many captures in a Prefect task
    workers: int = 1  # shards that are taken at the same time
    runner: str = LOCAL  # or "dask" for a Dask cluster on this machine, or the address of one's scheduler
    heap: str = HEAP  # of the local node
    patience: float = PATIENCE  # seconds that one try waits for a store that is away or too busy
    name_model: bool | None = None  # whether a model looks for names; None: each command as it does by itself
    kibana_url: str | None = None  # None: links lead to Elasticsearch itself


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Reads COPYDESK_HOME, COPYDESK_INBOX, COPYDESK_SHARD_SIZE, COPYDESK_WORKERS, COPYDESK_RUNNER, COPYDESK_HEAP, COPYDESK_PATIENCE,
    COPYDESK_NAME_MODEL and KIBANA_URL.

    Empty is as good as unset. Raises SettingError.
    """
    env = os.environ if environment is None else environment
    return Settings(
        home=home(),
        inbox=Path(env.get("COPYDESK_INBOX") or "inbox"),
        shard_size=_whole(env, "COPYDESK_SHARD_SIZE", SHARD_SIZE, least=1),
        workers=_whole(env, "COPYDESK_WORKERS", processors(), least=1),
        runner=as_runner(env.get("COPYDESK_RUNNER") or LOCAL),
        heap=env.get("COPYDESK_HEAP") or HEAP,
        patience=_whole(env, "COPYDESK_PATIENCE", PATIENCE, least=0),
        name_model=_switch(env, "COPYDESK_NAME_MODEL"),
        kibana_url=env.get("KIBANA_URL") or None,
    )


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def as_runner(text: str) -> str:
    """The runner that a text names. Raises SettingError."""
    if text not in (LOCAL, "dask") and not _SCHEDULER.fullmatch(text):
        raise SettingError(
            f"there is no runner {text!r}; it is local, dask, or a Dask scheduler such as tcp://10.0.0.5:8786"
        )
    return text


def _whole(env: Mapping[str, str], name: str, default: int, *, least: int) -> int:
    text = env.get(name) or str(default)
    if not text.isdecimal() or int(text) < least:
        raise SettingError(f"{name} is {text!r}; it takes a whole number, {least} or more")
    return int(text)


def _switch(env: Mapping[str, str], name: str) -> bool | None:
    text = env.get(name) or ""
    if text not in ("", "on", "off"):
        raise SettingError(f"{name} is {text!r}; it is on or off")
    return {"on": True, "off": False}.get(text)
