"""The flow through the real executable: a real Prefect server, a real Elasticsearch, every capture accounted for."""

import json
import re
import sqlite3
import urllib.request
from pathlib import Path

import pytest
from desk_tools import letter
from forwarder import Forwarder

from flows import prefect_home
from flows.settings import Settings

OK, REJECTED, WRONG_USE, FAILED = 0, 1, 2, 3


def ask(env, path, body=None):
    """Prefect's own API."""
    request = urllib.request.Request(  # noqa: S310 - our own
        f"{env['PREFECT_API_URL']}/{path}",
        data=json.dumps(body or {}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
        return json.load(response)


def flow_run(desk):
    """The one flow run that loaded into the desk's alias."""
    [run] = ask(
        desk.env, "flow_runs/filter", {"flow_runs": {"tags": {"all_": [f"alias:{desk.env['COPYDESK_ALIAS']}"]}}}
    )
    return run


def artifacts(desk, run):
    """Its artifacts by key."""
    found = ask(desk.env, "artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [run["id"]]}}})
    return {artifact["key"]: artifact for artifact in found}


@pytest.fixture
def mixed(desk):
    """Three articles, a copy, two captures with none."""
    for town in ("Lissow", "Gorm", "Arve"):
        desk.capture(f"captures/{town}.txt", letter(town))
    desk.capture("captures/copy-of-Arve.txt", letter("Arve"))
    desk.capture("captures/empty.txt", "")
    desk.capture("captures/binary.txt", bytes(range(256)) * 64)
    return desk


def test_a_run_loads_accounts_and_publishes(mixed):
    done = mixed.run("ingest", "captures/")
    assert done.returncode == REJECTED, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout.startswith("3 articles from 6 captures, 1 duplicate, 2 rejected")
    assert "One of the articles:" in done.stdout
    assert re.search(r"rejected file://\S+/captures/empty\.txt: \w+: [a-z-]+", done.stdout)
    assert "6 of 6 files" in done.stderr, "without a terminal there are plain lines"

    status = mixed.status()
    assert (status["articles"], status["captures"], status["unchanged"]) == (3, 6, 0)
    assert sum(status["rejects"].values()) == 2

    run = flow_run(mixed)
    assert run["name"] == "captures: 3 articles from 6 captures, 1 duplicate, 2 rejected"
    assert {"rejects", "pipeline:1"} <= set(run["tags"])
    assert (run["state_type"], run["parameters"]["paths"]) == ("COMPLETED", ["captures/"])
    found = artifacts(mixed, run)
    table = json.loads(found["ingest-account"]["data"])
    assert {"what": "captures", "why": "with articles", "count": 3} in table
    assert {"what": "captures", "why": "rejected", "count": 2} in table
    assert sum(row["count"] for row in table if row["what"] == "rejected") == 2
    assert f"/{mixed.env['COPYDESK_ALIAS']}/_search?q=run_id" in found["ingest-articles"]["data"]


def test_a_second_run_changes_nothing_and_a_changed_capture_is_taken(desk):
    desk.capture("captures/a.txt", letter("Lissow"))
    changing = desk.capture("captures/b.txt", letter("Gorm"))
    assert desk.run("ingest", "captures").returncode == OK
    again = desk.run("ingest", "captures")
    assert again.returncode == OK, again.stderr
    assert again.stdout.startswith("0 articles from 2 captures, 2 unchanged")
    assert desk.status()["unchanged"] == 2

    changing.write_text(letter("Arve"))
    changed = desk.run("ingest", "captures")
    assert changed.stdout.startswith("1 article from 2 captures, 1 unchanged")
    assert desk.status()["articles"] == 2, "the article of the old text is gone"


def test_limit_and_shards(desk):
    for number in range(7):
        desk.capture(f"captures/{number}.txt", letter(f"Town {number}"))
    done = desk.run("ingest", "captures", "--limit", "5", "--shard-size", "2")
    assert done.stdout.startswith("5 articles from 5 captures"), done.stderr
    assert "5 of 5 files: 5 articles from 5 captures" in done.stderr
    tasks = ask(desk.env, "task_runs/filter", {"flow_runs": {"id": {"any_": [flow_run(desk)["id"]]}}})
    assert sorted(task["name"] for task in tasks if task["name"].startswith("shard")) == [
        "shard 1",
        "shard 2",
        "shard 3",
    ]


def test_replay_takes_the_rejects_again(desk):
    mended = desk.capture("captures/a.txt", "")
    desk.capture("captures/b.txt", bytes(range(256)) * 64)
    assert desk.run("ingest", "captures").returncode == REJECTED
    assert desk.status()["rejects"] == {"empty": 1, "binary": 1}
    assert desk.run("replay", "--reason", "no-such-reason").stdout.startswith("nothing to replay")
    mended.write_text(letter())
    done = desk.run("replay")
    assert done.returncode == REJECTED, done.stderr
    assert done.stdout.startswith("1 article from 2 captures, 1 rejected")
    assert (desk.status()["articles"], desk.status()["rejects"]) == (1, {"binary": 1})


def test_nothing_of_a_document_or_a_password_is_kept_by_prefect(desk):
    desk.capture("captures/a.txt", letter("Zandor"))
    address = desk.env["ELASTICSEARCH_URL"].replace("//", "//reader:s3cret-password@")
    done = desk.run("ingest", "captures", ELASTICSEARCH_URL=address)
    assert done.returncode == OK, done.stderr
    assert flow_run(desk)["state_type"] == "COMPLETED"
    kept = dump(Path(desk.env["PREFECT_HOME"]))
    assert desk.env["COPYDESK_ALIAS"] in kept, "the run is in what was looked at"
    for secret in ("Zandor", "the river will not wait", "s3cret-password"):
        assert secret not in kept


def dump(home):
    """All of Prefect's database, and every other file it keeps."""
    with sqlite3.connect(home / "prefect.db") as database:
        database.text_factory = lambda raw: raw.decode(errors="replace")
        text = "\n".join(database.iterdump())
    others = [path for path in home.rglob("*") if path.is_file() and not path.name.startswith("prefect.db")]
    return text + "".join(path.read_text(errors="replace") for path in others)


# --- when the store goes away -----------------------------------------------------------------------------------------


def test_a_store_that_was_away_is_tried_again_and_all_is_counted(desk):
    for number in range(6):
        desk.capture(f"captures/{number}.txt", letter(f"Town {number}"))
    with Forwarder(
        desk.env["ELASTICSEARCH_URL"], refuse=lambda request, seen: b"_bulk" in request[:200] and seen < 1
    ) as store:
        done = desk.run("ingest", "captures", ELASTICSEARCH_URL=store.url, COPYDESK_PATIENCE="0")
    assert done.returncode == OK, done.stderr
    assert done.stdout.startswith("6 articles from 6 captures\n")
    assert store.refused == 1
    tasks = ask(desk.env, "task_runs/filter", {"flow_runs": {"id": {"any_": [flow_run(desk)["id"]]}}})
    assert {task["name"]: task["run_count"] for task in tasks} == {"shard 1": 1, "look up": 1, "load": 2}


def test_a_store_that_stays_away_ends_the_run_and_the_next_one_goes_on(desk):
    for number in range(4):
        desk.capture(f"captures/{number}.txt", letter(f"Town {number}"))
    # The first shard's documents, rejects and ledger go through; then no bulk request is answered.
    with Forwarder(
        desk.env["ELASTICSEARCH_URL"],
        refuse=lambda request, _: b"_bulk" in request[:200] and b"/captures/2.txt" in request,
    ) as store:
        done = desk.run("ingest", "captures", "--shard-size", "2", ELASTICSEARCH_URL=store.url, COPYDESK_PATIENCE="0")
    assert done.returncode == FAILED, done.stderr
    assert done.stdout.startswith("2 articles from 4 captures, 2 left for the next run")
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("copydesk: ")
    assert store.refused >= 3, "the load was tried three times"
    again = desk.run("ingest", "captures")
    assert again.stdout.startswith("2 articles from 4 captures, 2 unchanged"), again.stderr
    assert desk.status()["articles"] == 4


def test_no_store_at_all_is_told_before_prefect_is_started(desk):
    desk.capture("captures/a.txt", letter())
    done = desk.run("ingest", "captures", ELASTICSEARCH_URL="http://127.0.0.1:9", COPYDESK_PATIENCE="0")
    assert (done.returncode, done.stdout) == (FAILED, "")
    assert "127.0.0.1:9" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


# --- without any setting: the local node, Prefect's own server ----------------------------------------------------------


def test_without_settings_it_starts_its_own_node_and_prefect(bare_desk, installed_node):
    """What `make demo` does, in a home of its own."""
    for town in ("Lissow", "Gorm"):
        bare_desk.capture(f"captures/{town}.txt", letter(town))
    try:
        done = bare_desk.run("ingest", "captures", timeout=400)
        assert done.returncode == OK, done.stderr
        assert done.stdout.startswith("2 articles from 2 captures")
        assert "Traceback" not in done.stderr
        commands = done.stdout.partition("Try next:\n")[2].splitlines()
        assert len(commands) == 4, "three, and how to end the node"
        assert bare_desk.status()["articles"] == 2, "status finds the node that the run left"
    finally:
        assert bare_desk.run("store", "down").returncode == OK
    assert bare_desk.run("store", "status").returncode == FAILED
    assert (bare_desk.folder / "home" / "prefect" / "prefect.db").exists()


@pytest.fixture
def installed_node(bare_desk):
    """The jars that are installed already, in the desk's home."""
    from stores.local_node.install import installed

    home = bare_desk.folder / "home"
    home.mkdir()
    (home / installed().name).symlink_to(installed())


@pytest.mark.parametrize("name", ["PREFECT_HOME", "PREFECT_API_URL", "PREFECT_PROFILE"])
def test_a_prefect_that_is_configured_is_left_as_it_is(name, tmp_path):
    settings = Settings(home=tmp_path, inbox=tmp_path)
    ours = prefect_home.defaults(settings, {name: "theirs"}, quiet=True)
    assert "PREFECT_HOME" not in ours
    assert name not in ours
    assert ours["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"


def test_otherwise_prefect_lives_in_our_home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    ours = prefect_home.defaults(Settings(home=tmp_path / "ours", inbox=tmp_path), {}, quiet=False)
    assert ours["PREFECT_HOME"] == str(tmp_path / "ours" / "prefect")
    assert "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL" not in ours
