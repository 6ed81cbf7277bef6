"""Prefect as a part of the command line: configured by whoever has configured it, else kept under our own folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from flows.settings import Settings

_CONFIGURED = ("PREFECT_HOME", "PREFECT_PROFILE", "PREFECT_PROFILES_PATH", "PREFECT_API_URL")


def defaults(settings: Settings, environment: Mapping[str, str], *, quiet: bool) -> dict[str, str]:
    """Variables that Prefect reads when it is imported; the environment's own win.

    `quiet` keeps its log off the terminal: the run's table says what it would. Its server has the log all the same.
    """
    found = {
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",  # it would call out
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",  # the first start makes its database: 30 s are not rare
        "PREFECT_CLI_PROMPT": "false",
    }
    if quiet:
        found["PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL"] = "CRITICAL"
    if not any(environment.get(name) for name in _CONFIGURED) and not _profiles().exists():
        found["PREFECT_HOME"] = str(settings.home / "prefect")
    return {name: value for name, value in found.items() if name not in environment}


def configure(settings: Settings, *, quiet: bool) -> None:
    """Set those defaults; to be called before Prefect is imported."""
    os.environ.update(defaults(settings, os.environ, quiet=quiet))


def _profiles() -> Path:
    return Path.home() / ".prefect" / "profiles.toml"
