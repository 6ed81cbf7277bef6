"""prefect.yaml for real: deployed to a Prefect server, run by a worker, counted in Elasticsearch."""

import json
import os
import subprocess
import uuid
from pathlib import Path

import pytest
import yaml
from desk_tools import BIN, Desk, answers, free_port, letter, started, wait_until, without_settings

ROOT = Path(__file__).parents[2]
DEPLOYMENTS = {item["name"]: item for item in yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]}


def prefect(env, *arguments, timeout=180):
    """The `prefect` command as an operator types it."""
    return subprocess.run(
        [BIN / "prefect", "--no-prompt", *arguments],
        env={**without_settings(os.environ), **env},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


@pytest.fixture(scope="module")
def desk(node, prefect_server, tmp_path_factory):
    """A worker with a store and an inbox of its own, and both deployments."""
    folder = tmp_path_factory.mktemp("desk")
    inbox = folder / "inbox"
    inbox.mkdir()
    env = {
        **prefect_server,
        "COPYDESK_HOME": str(folder / "home"),
        "COPYDESK_INBOX": str(inbox),
        "ELASTICSEARCH_URL": node,
        "COPYDESK_ALIAS": f"desk-{uuid.uuid4().hex[:12]}",
        "PREFECT_WORKER_WEBSERVER_PORT": str(free_port()),
        "PREFECT_WORKER_QUERY_SECONDS": "1",
    }
    for command in (("work-pool", "create", "local", "--type", "process", "--overwrite"), ("deploy", "--all")):
        done = prefect(env, *command)
        assert done.returncode == 0, done.stdout + done.stderr
    # Its hour may come while the tests run.
    assert prefect(env, "deployment", "schedule", "pause", "--all").returncode == 0
    with started(["prefect", "worker", "start", "--pool", "local", "--with-healthcheck"], env, cwd=folder):
        health = f"http://127.0.0.1:{env['PREFECT_WORKER_WEBSERVER_PORT']}/health"
        wait_until(lambda: answers(health), 120, "the worker")
        yield Desk({**without_settings(os.environ), **env}, folder)


def run(desk, deployment, **parameters):
    """Run a deployment to its end."""
    named = [word for name, value in parameters.items() for word in ("--param", f"{name}={json.dumps(value)}")]
    done = prefect(desk.env, "deployment", "run", deployment, *named, "--watch")
    assert "finished successfully" in done.stdout, done.stdout + done.stderr


def test_the_inbox_is_loaded_once(desk):
    for town in ("Lissow", "Gorm"):
        desk.capture(f"inbox/{town}.txt", letter(town))
    run(desk, "ingest/inbox")
    assert (desk.status()["articles"], desk.status()["unchanged"]) == (2, 0)
    desk.capture("inbox/Arve.txt", letter("Arve"))
    run(desk, "ingest/inbox")
    assert (desk.status()["articles"], desk.status()["unchanged"]) == (3, 2)


def test_adhoc_takes_parameters(desk):
    before = desk.status()["articles"]
    for number in range(5):
        desk.capture(f"elsewhere/{number}.txt", letter(f"Town {number}"))
    run(desk, "ingest/adhoc", paths=[str(desk.folder / "elsewhere")], limit=3)
    assert desk.status()["articles"] == before + 3


def test_what_the_server_holds_is_what_prefect_yaml_says(desk):
    held = json.loads(prefect(desk.env, "deployment", "inspect", "ingest/inbox", "--output", "json").stdout)
    [schedule] = held["schedules"]
    assert schedule["schedule"]["cron"] == "7 * * * *"
    assert held["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
    assert held["global_concurrency_limit"]["limit"] == 1
    assert held["work_pool_name"] == "local"


def test_prefect_yaml_names_the_version_that_is_pinned():
    pinned = [
        line.split()[0] for line in (ROOT / "constraints.txt").read_text().splitlines() if line.startswith("prefect==")
    ]
    version = yaml.safe_load((ROOT / "prefect.yaml").read_text())["prefect-version"]
    assert pinned == [f"prefect=={version}"]


@pytest.mark.parametrize("name", DEPLOYMENTS)
def test_deployments_hold_no_parameters_that_could_be_secrets(name):
    assert set(DEPLOYMENTS[name].get("parameters", {})) <= {"paths", "limit", "shard_size", "force"}
