"""What Prefect shows of a run: its name and tags, a table of counts and reasons, a link to the articles. No documents."""

from __future__ import annotations

from dataclasses import asdict
from urllib.parse import quote_plus

from prefect.artifacts import create_link_artifact, create_table_artifact
from prefect.client.orchestration import get_client
from prefect.runtime import flow_run

from flows.account import Account, rows
from flows.plan import Plan
from flows.settings import Settings
from flows.shard import RunInfo
from stores.settings import StoreSettings
from transforms import PIPELINE_VERSION


def publish(account: Account, plan: Plan, run: RunInfo, store: StoreSettings, settings: Settings) -> None:
    """Tell Prefect's server about the current flow run; outside a run there is nobody to tell."""
    if not flow_run.id:
        return
    create_table_artifact([asdict(row) for row in rows(account)], key="ingest-account", description=account.sentence)
    create_link_artifact(
        search_link(run, store, settings), key="ingest-articles", link_text=f"the articles of {run.id}"
    )
    tags = {*flow_run.tags, f"alias:{store.alias}", f"pipeline:{PIPELINE_VERSION}"} | (
        {"rejects"} if account.rejects else set()
    )
    with get_client(sync_client=True) as client:
        client.update_flow_run(flow_run.id, name=f"{plan.label}: {account.sentence}", tags=sorted(tags))


def search_link(run: RunInfo, store: StoreSettings, settings: Settings) -> str:
    """Where the run's articles are: in Kibana's Discover where it is known, else in Elasticsearch. No credentials."""
    if settings.kibana_url:
        query = f"(query:(language:kuery,query:'run_id:\"{run.id}\"'))"
        return f"{settings.kibana_url.rstrip('/')}/app/discover#/?_a={quote_plus(query)}"
    return f"{store.shown_url}/{store.alias}/_search?q=run_id:{quote_plus(run.id)}"
