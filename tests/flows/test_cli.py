"""The command line's contract, through the real executable: what comes out where, and the exit status."""

import json
import os
import re
import subprocess
import sys

import pytest
from desk_tools import BIN, letter

from flows import cli, which_store

OK, REJECTED, WRONG_USE, FAILED = 0, 1, 2, 3
SLOW = {"prefect", "elasticsearch", "bs4", "lxml", "dateparser"}
BOILERPLATE = "We use cookies to improve your experience.\n\nAccept all cookies\n\nFollow us on Facebook\n"


def articles(done):
    """What a finished `extract` printed."""
    return [json.loads(line) for line in done.stdout.splitlines()]


def assert_one_line(done):
    assert done.stderr.count("\n") == 1, done.stderr
    assert "Traceback" not in done.stderr


# --- extract ----------------------------------------------------------------------------------------------------------


def test_extract_prints_one_json_line_an_article(bare_desk):
    bare_desk.capture("a.txt", letter("Lissow"))
    bare_desk.capture("b.txt", letter("Gorm"))
    done = bare_desk.run("extract", ".")
    assert (done.returncode, done.stderr) == (OK, "")
    assert [article["title"] for article in articles(done)] == [
        "Council of Lissow agrees on the bridge",
        "Council of Gorm agrees on the bridge",
    ]


def test_extract_takes_what_a_file_cannot_say(bare_desk):
    path = bare_desk.capture("a.txt", letter())
    done = bare_desk.run("extract", path, "--url", "https://example.org/a", "--captured-at", "2015-10-08T10:00Z")
    assert done.returncode == OK, done.stderr
    [article] = articles(done)
    assert article["capture"]["url"] == "https://example.org/a"
    assert article["capture"]["captured_at"].startswith("2015-10-08T10:00:00")
    assert article["capture"]["uri"] == path.as_uri()


def test_extract_gives_the_same_bytes_twice(bare_desk):
    bare_desk.capture("a.txt", letter())
    assert bare_desk.run("extract", ".").stdout == bare_desk.run("extract", ".").stdout != ""


def test_extract_ends_quietly_when_nobody_reads_on(bare_desk):
    for number in range(200):
        bare_desk.capture(f"{number}.txt", letter(f"Town {number}") + "More words. " * 400)
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [BIN / "copydesk", "extract", bare_desk.folder], env=bare_desk.env, stdout=writing, stderr=subprocess.PIPE
    )
    os.close(writing)
    os.close(reading)
    assert process.communicate(timeout=60)[1] == b""


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [(["--help"], set()), (["extract", "a.txt"], set()), (["explain", "a.txt"], set())],
    ids=["help", "extract", "explain"],
)
def test_quick_commands_import_nothing_slow(bare_desk, arguments, allowed):
    bare_desk.capture("a.txt", letter())
    script = (
        "import sys; from flows.cli import call; status = call(sys.argv[1:]); "
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr); sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=bare_desk.env,
        cwd=bare_desk.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == OK, done.stderr
    assert SLOW & set(done.stderr.split()) == allowed


# --- input that is no article -----------------------------------------------------------------------------------------

BAD = {
    "empty": (b"", "decode|clean"),
    "blank": (b" \n\n \t\n", "decode|clean"),
    "only-boilerplate": (BOILERPLATE.encode(), "clean"),
    "binary": (bytes(range(256)) * 64, "decode"),
    "image": (b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" * 50, "decode"),
    "zeros": (b"\0" * 5000, "decode"),
}


def test_bad_captures_are_a_line_each_with_stage_and_reason_and_the_rest_comes_out(bare_desk):
    bad = {name: bare_desk.capture(f"{name}.txt", payload) for name, (payload, _) in BAD.items()}
    bare_desk.capture("good.txt", letter())
    done = bare_desk.run("extract", ".")
    assert (done.returncode, len(articles(done))) == (REJECTED, 1)
    lines = sorted(done.stderr.splitlines())
    for line, (name, path) in zip(lines, sorted(bad.items()), strict=True):
        assert re.fullmatch(rf"rejected {re.escape(path.as_uri())}: ({BAD[name][1]}): [a-z-]+.*", line)


def test_a_declared_encoding_that_does_not_exist_harms_nothing(bare_desk):
    page = f'<html><head><meta charset="x-klingon"></head><body><p>{letter()}</p></body></html>'
    bare_desk.capture("a.html", page)
    done = bare_desk.run("extract", ".")
    assert done.returncode in {OK, REJECTED}
    assert len(articles(done)) + done.stderr.count("rejected") >= 1
    assert "Traceback" not in done.stderr


def test_bytes_in_no_encoding_are_read_or_rejected_by_name(bare_desk):
    bare_desk.capture("a.txt", letter().replace("bridge", "br\udcffdge").encode("utf-8", "surrogateescape"))
    done = bare_desk.run("extract", ".")
    assert len(articles(done)) + done.stderr.count("rejected") == 1
    assert "Traceback" not in done.stderr


def test_a_folder_without_captures(bare_desk):
    (bare_desk.folder / "empty").mkdir()
    done = bare_desk.run("extract", "empty")
    assert done.returncode == REJECTED
    assert "no-captures" in done.stderr
    assert_one_line(done)


@pytest.mark.parametrize("link", [False, True], ids=["nothing", "dangling-link"])
def test_a_path_that_leads_nowhere(bare_desk, link):
    if link:
        (bare_desk.folder / "gone.txt").symlink_to(bare_desk.folder / "never-there.txt")
    done = bare_desk.run("extract", "gone.txt")
    assert done.returncode == REJECTED
    assert ": read: missing" in done.stderr
    assert_one_line(done)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read(bare_desk):
    bare_desk.capture("secret.txt", letter()).chmod(0)
    done = bare_desk.run("extract", "secret.txt")
    assert done.returncode == REJECTED
    assert ": read: unreadable" in done.stderr
    assert_one_line(done)


ODD = ["with space.txt", "new\nline.txt", 'quote\'s "and" $HOME.txt', "-dash.txt", "данные.txt", "%41.txt", "[red].txt"]


def test_odd_names(bare_desk):
    paths = [bare_desk.capture(name, letter(f"Town {number}")) for number, name in enumerate(ODD)]
    done = bare_desk.run("extract", "--", *ODD)
    assert (done.returncode, done.stderr) == (OK, "")
    assert [article["capture"]["uri"] for article in articles(done)] == [path.as_uri() for path in paths]


def test_a_name_that_is_not_utf_8(bare_desk):
    with open(os.fsencode(bare_desk.folder) + b"/caf\xe9.txt", "w") as file:  # noqa: PTH123 - a Path has no bytes
        file.write(letter())
    done = bare_desk.run("extract", ".")
    assert done.returncode == OK, done.stderr
    assert articles(done)[0]["capture"]["uri"].endswith("/caf%E9.txt")


@pytest.mark.parametrize("unit", ["word ", "x"], ids=["words", "no-space"])
def test_one_long_line(bare_desk, unit):
    """Sized for a quick test; benchmarks/bad_input.py has the large ones."""
    bare_desk.capture("long.txt", unit * (2_000_000 // len(unit)))
    done = bare_desk.run("extract", "long.txt", timeout=60)
    assert len(articles(done)) + done.stderr.count("rejected") == 1
    assert "bug" not in done.stderr


def test_a_capture_that_is_too_large_is_not_read(bare_desk):
    bare_desk.capture("large.txt", letter() * 10)
    done = bare_desk.run("extract", "large.txt", COPYDESK_MAX_BYTES="1000")
    assert done.returncode == REJECTED
    assert ": read: too-large" in done.stderr
    assert "COPYDESK_MAX_BYTES" in done.stderr
    assert_one_line(done)


def test_a_broken_sidecar_is_told(bare_desk):
    bare_desk.capture("a.txt", letter())
    bare_desk.capture("a.meta.json", "{")
    done = bare_desk.run("extract", "a.txt")
    assert done.returncode == REJECTED
    assert ": read: bad-sidecar" in done.stderr
    assert_one_line(done)


# --- explain ----------------------------------------------------------------------------------------------------------


def test_explain_shows_every_line(bare_desk):
    path = bare_desk.capture("a.txt", letter())
    done = bare_desk.run("explain", path, COLUMNS="400")
    assert done.returncode == OK, done.stderr
    for line in filter(None, letter().splitlines()):
        assert line in done.stdout


def test_explain_makes_a_page(bare_desk):
    path = bare_desk.capture("a.txt", letter())
    assert bare_desk.run("explain", "--html", path).stdout.lstrip().lower().startswith("<!doctype html")


# --- wrong use and what cannot work -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["extract"], "Missing argument"),
        (["ingest"], "Missing argument"),
        (["nonsense"], "No such command"),
        (["extract", "--nonsense", "x"], "No such option"),
        (["ingest", "--limit", "none", "x"], "--limit"),
        (["ingest", "--limit", "0", "x"], "--limit"),
        (["extract", "--captured-at", "Friday", "x"], "--captured-at"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_use_is_one_line_and_2(bare_desk, arguments, words):
    done = bare_desk.run(*arguments)
    assert (done.returncode, done.stdout) == (WRONG_USE, "")
    assert words in done.stderr
    assert_one_line(done)


def test_a_wrong_setting_is_one_line_and_2(bare_desk):
    done = bare_desk.run("ingest", ".", COPYDESK_SHARD_SIZE="many")
    assert done.returncode == WRONG_USE
    assert "COPYDESK_SHARD_SIZE" in done.stderr
    assert_one_line(done)


@pytest.mark.parametrize("arguments", [["status"], ["status", "--json"], ["replay"]], ids=" ".join)
def test_no_store_is_one_line_and_3(bare_desk, arguments):
    done = bare_desk.run(*arguments)
    assert (done.returncode, done.stdout) == (FAILED, "")
    assert "ELASTICSEARCH_URL" in done.stderr
    assert "copydesk store up" in done.stderr
    assert_one_line(done)


def test_a_store_that_is_away_is_told_without_its_password(bare_desk):
    done = bare_desk.run("status", ELASTICSEARCH_URL="http://elastic:s3cret@127.0.0.1:9", COPYDESK_PATIENCE="0")
    assert done.returncode == FAILED
    assert "127.0.0.1:9" in done.stderr
    assert "s3cret" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("copydesk: ")  # before it, that it is being waited for
    assert "Traceback" not in done.stderr


def test_store_status_without_a_node_is_3(bare_desk):
    assert bare_desk.run("store", "status").returncode == FAILED
    assert bare_desk.run("store", "down").returncode == OK


def test_a_home_that_cannot_be_is_one_line_and_3(bare_desk):
    done = bare_desk.run("store", "up", COPYDESK_HOME=str(bare_desk.capture("home", "not a folder")))
    assert done.returncode == FAILED
    assert "COPYDESK_HOME" in done.stderr
    assert_one_line(done)


def test_a_bug_is_one_line_and_debug_shows_where(monkeypatch, capsys):
    def fail(*_):
        raise ValueError("nobody\nthought of this")

    monkeypatch.setattr(which_store, "running_store", fail)
    assert cli.call(["status"]) == FAILED
    told = capsys.readouterr().err
    assert (told.count("\n"), "nobody thought of this" in told, "--debug" in told) == (1, True, True)
    with pytest.raises(ValueError, match="nobody"):
        cli.call(["--debug", "status"])


@pytest.mark.parametrize("command", ["extract", "ingest", "explain", "status", "replay", "store"])
def test_help_names_every_command(bare_desk, command):
    assert command in bare_desk.run("--help").stdout
    assert bare_desk.run(command, "--help").returncode == OK
