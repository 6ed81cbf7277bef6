"""Where shards are taken: what goes there, and what must not."""

import pickle

import pytest

from flows.account import Account
from flows.run import _parts
from flows.runners import runner
from flows.settings import SettingError, from_environment


def test_a_far_scheduler_needs_addresses_that_its_workers_reach(monkeypatch):
    monkeypatch.delenv("ELASTICSEARCH_URL", raising=False)
    settings = from_environment({"COPYDESK_RUNNER": "tcp://10.0.0.5:8786"})
    with pytest.raises(SettingError, match="a Dask scheduler needs ELASTICSEARCH_URL"):
        runner(settings)


@pytest.mark.parametrize("name", ["spark", "tcp://", "tcp://host", "http://host:1", "local "])
def test_a_runner_that_there_is_not(name):
    with pytest.raises(SettingError, match="there is no runner"):
        from_environment({"COPYDESK_RUNNER": name})


def test_what_a_shard_loaded_before_the_store_went_away_comes_back_from_a_worker():
    from flows.ingest import ShardAwayError

    error = pickle.loads(pickle.dumps(ShardAwayError("no answer", Account(read=3, with_articles=3))))  # noqa: S301 - our own
    assert (str(error), error.account.read) == ("no answer", 3)


def test_a_task_carries_no_store():
    from flows.ingest import ingest_shard

    assert set(ingest_shard.fn.__annotations__) == {"shard", "run", "most", "return"}


def test_many_paths_are_several_runs_that_prefect_takes():
    paths = [f"file:///captures/{number:06}/{'x' * 40}.txt" for number in range(20_000)]
    parts = list(_parts(paths))
    assert [path for part in parts for path in part] == paths
    assert all(sum(map(len, part)) < 524_288 / 6 for part in parts)
    assert list(_parts(["a"])) == [["a"]]
