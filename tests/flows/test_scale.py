"""Several shards at a time, ended at any moment: what the index holds in the end is what one undisturbed run loads."""

import json
import os
import signal
import subprocess
import uuid
from datetime import UTC, datetime

import pytest
from desk_tools import BIN, Desk, letter, without_settings
from elasticsearch import Elasticsearch

OK, REJECTED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
TOWNS = [f"Town {number}" for number in range(24)]
VARYING = {"run_id", "ingested_at"}  # the only fields that tell one run from another


def write_captures(desk):
    """For several shards, one of them without an article."""
    for number, town in enumerate(TOWNS):
        desk.capture(f"captures/{number:02}.txt", letter(town))
    desk.capture("captures/empty.txt", "")


@pytest.fixture(scope="module")
def undisturbed(node, prefect_server, tmp_path_factory):
    """A desk with captures, and what one worker loads of them in one go."""
    folder = tmp_path_factory.mktemp("scale")
    store = {"ELASTICSEARCH_URL": node, "COPYDESK_ALIAS": f"plain-{uuid.uuid4().hex[:12]}"}
    home = {"COPYDESK_HOME": str(folder / "home"), "COPYDESK_NAME_MODEL": "off"}
    desk = Desk({**without_settings(os.environ), **home, **prefect_server, **store}, folder)
    write_captures(desk)
    assert ingest(desk, "--workers", "1").returncode == REJECTED
    return desk, documents(desk)


@pytest.fixture
def expected(undisturbed):
    return undisturbed[1]


@pytest.fixture
def towns(undisturbed):
    """The same captures, and an alias of its own."""
    desk, _ = undisturbed
    return Desk({**desk.env, "COPYDESK_ALIAS": f"scale-{uuid.uuid4().hex[:12]}"}, desk.folder)


@pytest.fixture
def own_towns(desk):
    """Captures that a test may change."""
    write_captures(desk)
    return Desk({**desk.env, "COPYDESK_NAME_MODEL": "off"}, desk.folder)


def documents(desk):
    """All that the store holds, without what differs from run to run."""
    with Elasticsearch(desk.env["ELASTICSEARCH_URL"]) as client:
        hits = client.search(index=desk.env["COPYDESK_ALIAS"], size=1000)["hits"]["hits"]
    return {hit["_id"]: {name: value for name, value in hit["_source"].items() if name not in VARYING} for hit in hits}


def ingest(desk, *options):
    return desk.run("ingest", "captures", "--shard-size", "4", *options, timeout=400)


@pytest.mark.parametrize(
    "options", [("--workers", "3"), ("--runner", "dask", "--workers", "2")], ids=["threads", "dask"]
)
def test_several_workers_load_what_one_loads(towns, expected, options):
    done = ingest(towns, *options)
    assert done.returncode == REJECTED, done.stderr
    assert done.stdout.startswith("24 articles from 25 captures, 1 rejected")
    assert documents(towns) == expected
    again = ingest(towns, *options)
    assert again.stdout.startswith("0 articles from 25 captures, 25 unchanged\n")


def started_ingest(desk, *options):
    """A run in a process group of its own, so that all of it can be ended."""
    command = [BIN / "copydesk", "ingest", "captures", "--shard-size", "2", "--workers", "2", *options]
    return subprocess.Popen(
        command,
        env=desk.env,
        cwd=desk.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def until(process, words):
    """Read what a run tells until it tells this."""
    for line in process.stderr:
        if words in line:
            return
    pytest.fail(f"the run ended without a word of {words!r}")


@pytest.mark.parametrize("shards", [1, 7])
def test_a_run_that_is_killed_is_gone_on_with(towns, expected, shards):
    with started_ingest(towns) as process:
        until(process, f"{2 * shards} of 25 files")
        os.killpg(process.pid, signal.SIGKILL)
    done = ingest(towns)
    assert done.returncode == REJECTED, done.stderr
    assert documents(towns) == expected


def test_an_interrupt_ends_all_shards_and_the_next_run_takes_the_rest(towns, expected):
    with started_ingest(towns) as process:
        until(process, "2 of 25 files")
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=120)
    assert process.returncode == INTERRUPTED, told
    assert "Traceback" not in told
    assert ingest(towns).returncode == REJECTED
    assert documents(towns) == expected


def test_a_dry_run_tells_what_a_run_would_take_and_writes_nothing(towns):
    towns.run("ingest", "captures/00.txt")
    before = documents(towns)
    done = ingest(towns, "--dry-run")
    assert done.returncode == OK, done.stderr
    assert done.stdout.splitlines()[:3] == [
        "captures: 25 captures in 25 files",
        "  to be taken              24",
        "  unchanged                 1",
    ]
    assert documents(towns) == before


def test_since_leaves_older_files_unopened(own_towns):
    old = datetime(2020, 1, 1, tzinfo=UTC).timestamp()
    for path in (own_towns.folder / "captures").iterdir():
        os.utime(path, (old, old))
    own_towns.capture("captures/new.txt", letter("Newtown"))
    done = ingest(own_towns, "--since", "2021-01-01")
    assert done.stdout.startswith("1 article from 1 capture\n"), done.stdout
    wrong = ingest(own_towns, "--since", "yesterday")
    assert (wrong.returncode, "ISO 8601" in wrong.stderr) == (WRONG_USE, True)


def test_progress_as_json(towns):
    done = ingest(towns, "--json", "--limit", "8")
    events = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    assert [event["event"] for event in events] == ["planned", "taken", "taken"]
    assert events[-1] | {"time": ""} == {
        "time": "",
        "level": "info",
        "event": "taken",
        "pieces": 8,
        "captures": 8,
        "articles": 8,
        "unchanged": 0,
        "duplicates": 0,
        "rejects": {},
    }


def test_a_runner_that_there_is_not_is_told(towns):
    done = ingest(towns, "--runner", "spark")
    assert done.returncode == WRONG_USE
    assert "there is no runner 'spark'; it is local, dask, or" in done.stderr
