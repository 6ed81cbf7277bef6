"""`copydesk status` for people, programs and scrapers; versions behind the alias."""

import re

import pytest
from desk_tools import letter

OK, REJECTED, FAILED = 0, 1, 3
SAMPLE = re.compile(r'copydesk_\w+\{(\w+="(?:[^"\\\n]|\\[\\"n])*"(,\w+="(?:[^"\\\n]|\\[\\"n])*")*)\} -?[\d.e+]+')


@pytest.fixture
def loaded(desk):
    desk.capture("captures/a.txt", letter())
    desk.capture("captures/empty.txt", "")
    assert desk.run("ingest", "captures", COPYDESK_NAME_MODEL="off").returncode == REJECTED
    return desk


def test_rejects_come_with_an_example_each(loaded):
    status = loaded.status()
    empty = (loaded.folder / "captures/empty.txt").as_uri()
    assert status["rejects"] == {"empty": 1}
    assert status["examples"] == {
        "empty": {"uri": empty, "stage": "decode", "detail": "there is nothing in it but white space"}
    }
    assert "rejected: empty" in loaded.run("status").stdout


def test_metrics_are_open_metrics_text(loaded):
    done = loaded.run("status", "--metrics")
    lines = done.stdout.splitlines()
    assert (done.returncode, lines[-1]) == (OK, "# EOF")
    samples = [line for line in lines if not line.startswith("#")]
    assert all(SAMPLE.fullmatch(line) for line in samples)
    alias = loaded.env["COPYDESK_ALIAS"]
    assert f'copydesk_articles{{alias="{alias}"}} 1' in samples
    assert f'copydesk_rejects{{alias="{alias}",reason="empty"}} 1' in samples
    families = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(families) == len(set(families)), "a family is told once"


def test_a_replay_takes_what_was_mended_and_forgets_that_it_was_rejected(loaded):
    loaded.capture("captures/empty.txt", letter("Arve"))
    done = loaded.run("replay", COPYDESK_NAME_MODEL="off")
    assert done.returncode == OK, done.stderr
    assert (loaded.status()["articles"], loaded.status()["rejects"]) == (2, {})
    assert loaded.run("replay").stdout == "nothing to replay: nothing was rejected\n"


def test_swap_and_rollback_say_what_searches_see(loaded):
    done = loaded.run("swap")
    alias = loaded.env["COPYDESK_ALIAS"]
    assert done.stdout == f"{alias}-v1 is what searches see already: 1 articles from 2 captures\n"
    missing = loaded.run("swap", "9")
    assert (missing.returncode, f"there is no index {alias}-v9" in missing.stderr) == (FAILED, True)
    nothing = loaded.run("rollback")
    assert (nothing.returncode, "nothing to go back to" in nothing.stderr) == (FAILED, True)
