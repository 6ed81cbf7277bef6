"""Where shards are taken: in threads of this process, each with a child that reads, or on the workers of a Dask cluster."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.settings import LOCAL, SettingError, Settings

_BEHIND = 2  # shards under way for each worker: one that is taken and one that waits, so that nobody does


@dataclass(frozen=True, slots=True)
class Runner:
    """Prefect's task runner, and how many shards it is given at a time: the plan of a million is never all under way."""

    tasks: TaskRunner[Any]
    under_way: int


def runner(settings: Settings) -> Runner:
    """By COPYDESK_RUNNER and COPYDESK_WORKERS, or the command's options. SettingError if Dask is wanted and not there."""
    if settings.runner == LOCAL:
        return Runner(ThreadPoolTaskRunner(max_workers=settings.workers), _BEHIND * settings.workers)
    make = _dask()
    if settings.runner == "dask":
        # Processes of one thread each; no dashboard, and nothing that listens to another machine.
        cluster = {
            "n_workers": settings.workers,
            "threads_per_worker": 1,
            "host": "127.0.0.1",
            "dashboard_address": None,
        }
        return Runner(make(cluster_kwargs=cluster), _BEHIND * settings.workers)
    for name in ("ELASTICSEARCH_URL", "PREFECT_API_URL"):
        if not os.environ.get(name):
            raise SettingError(
                f"a Dask scheduler needs {name}: an address that its workers reach, here and in their environment"
            )
    return Runner(make(address=settings.runner), _BEHIND * settings.workers)


def _dask() -> Callable[..., Any]:
    try:
        from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise SettingError("the runner is Dask, which is not installed: pip install 'copydesk[dask]'") from error
    return DaskTaskRunner


@contextmanager
def server_for_all(settings: Settings) -> Iterator[None]:
    """Dask's workers report to the server that this process reports to; without this, each would start one of its own."""
    if settings.runner == LOCAL or PREFECT_API_URL.value():
        yield
        return
    from prefect.logging.handlers import APILogHandler  # noqa: PLC0415
    from prefect.server.api.server import SubprocessASGIServer  # noqa: PLC0415 - slow to import

    server = SubprocessASGIServer()
    server.start()
    try:
        with temporary_settings({PREFECT_API_URL: server.api_url}):
            yield
    finally:
        APILogHandler().flush()  # what is told from now on would find nobody
        server.stop()
