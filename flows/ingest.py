"""The main job as a Prefect flow: captures in, articles in Elasticsearch, every capture accounted for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar
from uuid import uuid4

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture
from prefect.runtime import flow_run

from flows import settings as flow_settings
from flows.account import Account, account_for, left_over
from flows.plan import Plan, Shard, label, plan, plan_inbox
from flows.progress import watcher
from flows.publish import publish
from flows.reading import end_idle_readers
from flows.runners import runner
from flows.settings import Settings
from flows.shard import Batch, RunInfo, extract_shard
from flows.stopping import StoppedError, go_on, stop_shards, stopping_shards
from flows.which_store import open_store, running_store
from stores.elastic import Store
from stores.results import CaptureKey, LoadReport, Run, StoreAwayError
from stores.settings import StoreSettings
from transforms import PIPELINE_VERSION

T = TypeVar("T")


class IncompleteError(StoreAwayError):
    """The store went away during a run; `account` says what was taken and what is left."""

    def __init__(self, account: Account, cause: StoreAwayError) -> None:
        super().__init__(f"{cause} ({account.sentence}; the same command goes on from there)")
        self.account = account


class ShardAwayError(StoreAwayError):
    """The store went away during a shard; `account` says what was loaded of it until then."""

    def __init__(self, message: str, account: Account) -> None:
        super().__init__(message, account)  # both are what a cluster's worker sends back
        self.account = account

    def __str__(self) -> str:
        """The message."""
        return str(self.args[0])


def _run_name() -> str:
    paths = flow_run.parameters.get("paths")
    return label(paths) if paths else "inbox"


@flow(name="ingest", flow_run_name=_run_name, persist_result=False)
def ingest(  # noqa: PLR0913, PLR0917 - what a run can be asked for, as Prefect shows it
    paths: list[str] | None = None,
    limit: int | None = None,
    shard_size: int | None = None,
    run_id: str | None = None,
    force: bool = False,
    since: datetime | None = None,
) -> Account:
    """Load the captures at `paths` (none: those of the inbox); what is loaded already is left as it is, unless `force`.

    `since`: only files that were written then or later, which saves opening the others.
    Raises StoreError; IncompleteError if the store goes away during the run for longer than the retries last.
    """
    settings = flow_settings.from_environment()
    run = RunInfo(run_id or uuid4().hex, datetime.now(UTC), force)
    size = shard_size or settings.shard_size
    planned = (
        plan(paths, shard_size=size, limit=limit, since=since)
        if paths
        else plan_inbox(settings.inbox, shard_size=size, limit=limit, since=since)
    )
    watcher().planned(planned)
    store = open_store(settings)
    with Store(store, PIPELINE_VERSION) as opened:
        opened.prepare()
        account, failure = _take(planned, run, settings)
        publish(account, planned, run, store, settings)
        if isinstance(failure, StoreAwayError):
            raise IncompleteError(account, failure) from failure
        if failure:
            raise failure
        opened.record_run(Run(id=run.id, started_at=run.started_at, ended_at=datetime.now(UTC), report=account.report))
    return account.checked()


def _take(planned: Plan, run: RunInfo, settings: Settings) -> tuple[Account, Exception | None]:
    """Several shards at a time, told in their order; once one fails, what is left is counted and not tried."""
    account = Account()
    failure: Exception | None = None
    shards = planned.shards()
    chosen = runner(settings)
    # A trial of so many captures takes shard after shard: only then is it known how many are left to take.
    most = 1 if planned.limit else chosen.under_way
    under_way: deque[PrefectFuture[Any]] = deque()
    with chosen.tasks as tasks, stopping_shards():
        while True:
            left = None if planned.limit is None else planned.limit - account.read
            while failure is None and len(under_way) < most and left != 0 and (shard := next(shards, None)):
                under_way.append(tasks.submit(ingest_shard, {"shard": shard, "run": run, "most": left}))
            if not under_way:
                break
            try:
                account += under_way.popleft().result()
            except ShardAwayError as error:
                account, failure = account + error.account, failure or error
                stop_shards()
            except Exception as error:  # noqa: BLE001 - raised once the account is told
                failure = failure or error
                stop_shards()
            else:
                watcher().taken(account)
    end_idle_readers()
    if failure is None:
        return account, None
    most_left = planned.pieces if planned.limit is None else planned.limit - account.read
    return account + left_over(max(0, min(planned.pieces - account.files, most_left))), failure


# --- the tasks: one a shard, and inside it those that ask the store, which alone are tried again ----------------------


@task(task_run_name="shard {shard.number}", cache_policy=NO_CACHE)
def ingest_shard(shard: Shard, run: RunInfo, most: int | None = None) -> Account:
    """Open, extract and load one shard, at most so many captures of it; ShardAwayError if the store goes away.

    Which store, and how to get in, says the environment of whoever takes the shard: a task's parameters travel to a
    cluster's scheduler as they are.
    """
    account = Account()
    try:
        go_on()
        store = running_store(flow_settings.from_environment())
        for batch in extract_shard(shard, run, partial(_known, store), most=most):
            # What the store holds already is not in the batch: forced, so that a second try after half a load counts all of it.
            report = ask_store("load", store, partial(_load, batch))
            account += account_for(batch, report)
    except StoppedError:
        return account  # what was loaded until another shard failed; its files count as left
    except StoreAwayError as error:
        raise ShardAwayError(str(error), account) from error
    return account + Account(files=len(shard.items))


def _known(store: StoreSettings, keys: Iterable[CaptureKey]) -> set[str]:
    return ask_store("look up", store, lambda opened: opened.unchanged(keys))


def _load(batch: Batch, opened: Store) -> LoadReport:
    return opened.load(batch.results, force=True)


def _store_was_away(_task: object, _run: object, state: State[Any]) -> bool:
    """Only that is worth another try: the data would be no better."""
    return isinstance(state.data, StoreAwayError)


@task(
    task_run_name="{what}",
    cache_policy=NO_CACHE,
    retries=2,  # each lasts as long as the store settings' patience
    retry_delay_seconds=[1, 5],
    retry_condition_fn=_store_was_away,
)
def ask_store(what: str, store: StoreSettings, ask: Callable[[Store], T]) -> T:  # noqa: ARG001 - names the task run
    """The answer to `ask`, a function so that Prefect does not look through the documents that it holds."""
    with Store(store, PIPELINE_VERSION) as opened:
        return ask(opened)
