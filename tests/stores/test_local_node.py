"""The local node: one on a folder, found again, ended for good, and clear about what is wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from stores.local_node import commands, install, node


@pytest.fixture
def data(tmp_path):
    """A folder whose node is ended whatever the test does; its name is not an easy one."""
    folder = tmp_path / "données de test"
    yield folder
    node.down(folder)


TIED = node.Extra(until_exit_of=os.getpid())


def answers(address):
    with urllib.request.urlopen(address) as answer:  # noqa: S310
        return json.load(answer)


def listeners(pid):
    """The addresses that a process listens on, from the kernel."""
    inodes = set()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        try:
            target = str(descriptor.readlink())
        except FileNotFoundError:  # the node closed it since it was listed
            continue
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    rows = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]
    ]
    return {row[1].rpartition(":")[0] for row in rows if row[3] == "0A" and row[9] in inodes}


def test_one_node_on_a_folder_from_start_to_end(data):
    with ThreadPoolExecutor() as pool:
        first, second = pool.map(lambda _: node.up(data, "256m", extra=TIED), range(2))
    assert first == second
    assert answers(first)["version"]["number"] == install.VERSION

    found = node.status(data)
    assert (found.running, found.address) == (True, first)
    assert found.pid is not None
    if sys.platform == "linux":
        assert listeners(found.pid) <= {"0100007F", "0000000000000000FFFF00000100007F"}, "only this machine may ask"

    os.kill(found.pid, signal.SIGKILL)  # a crash leaves the note behind
    node.down(data)
    assert node.up(data, "256m", extra=TIED) == first, "the address stays good"
    assert node.down(data) is True
    assert node.status(data) == node.NodeStatus(data, running=False, address=None, pid=None, log=found.log)
    with pytest.raises(OSError, match="refused"):
        answers(first)


def test_a_note_about_a_process_that_is_somebody_elses_now(data):
    data.mkdir()
    (data / "node.json").write_text(json.dumps({"pid": os.getpid(), "address": "http://127.0.0.1:1"}))
    assert node.status(data).running is False
    assert node.down(data) is False  # and we still live


@pytest.mark.parametrize("note", ["", "{", "[]", '{"pid": "x"}', '{"pid": 4194305, "address": "http://127.0.0.1:1"}'])
def test_a_broken_note_is_no_node(data, note):
    data.mkdir()
    (data / "node.json").write_text(note)
    assert node.status(data).running is False


def test_a_node_does_not_outlive_the_process_it_is_tied_to(data):
    script = (
        "import os, sys; from pathlib import Path; from stores.local_node import node;"
        "node.up(Path(sys.argv[1]), '256m', extra=node.Extra(until_exit_of=os.getpid()));"
        "os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(data)], check=False)
    assert done.returncode == -signal.SIGKILL
    noted = json.loads((data / "node.json").read_text())
    while not node._ended(noted["pid"]):  # it ends by itself: nobody asks it to
        pass
    assert node.status(data).running is False


def test_a_node_that_cannot_start_names_its_log_and_the_cause(data):
    with pytest.raises(node.NodeError) as raised:
        node.up(data, "256m", extra=node.Extra(settings={"no.such.setting": "1"}))
    assert "no.such.setting" in str(raised.value)
    assert str(data / "logs/node.log") in str(raised.value)
    assert node.status(data).running is False


def test_an_impossible_heap_is_told_in_javas_words(data, capsys):
    assert commands.up(data, heap="lots") == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "-Xms" in said.err


def test_a_folder_that_cannot_be_is_told(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(node.NodeError, match="choose another folder"):
        node.up(tmp_path / "file")


def test_the_commands_print_the_address_last(data, capsys):
    assert commands.status(data) == 3
    assert commands.up(data, "256m") == 0
    address = capsys.readouterr().out.splitlines()[-1]
    assert answers(address)["cluster_name"] == "copydesk"
    assert commands.status(data) == 0
    assert capsys.readouterr().out.splitlines()[-1] == address
    assert commands.down(data) == 0
    assert commands.down(data) == 0
    assert "no node runs" in capsys.readouterr().out


def test_home_is_where_the_environment_says(monkeypatch):
    monkeypatch.setenv("COPYDESK_HOME", "/a")
    assert install.home() == Path("/a")
    assert commands.default_data() == Path("/a/node")
    monkeypatch.delenv("COPYDESK_HOME")
    monkeypatch.setenv("XDG_CACHE_HOME", "/c")
    assert install.home() == Path("/c/copydesk")


def test_without_the_registry_one_line_says_what_else_works(tmp_path):
    environment = {**os.environ, "COPYDESK_HOME": str(tmp_path), "COPYDESK_MAVEN_URL": "http://127.0.0.1:1"}
    command = [sys.executable, "-m", "stores.local_node.install"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    for word in ("copydesk extract", "ELASTICSEARCH_URL", "docker compose"):
        assert word in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["install.lock"], "nothing half done stays"


def test_a_home_that_cannot_be_is_told(tmp_path, monkeypatch, capsys):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("COPYDESK_HOME", str(tmp_path / "file" / "home"))
    assert install.main() == 3
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "COPYDESK_HOME" in said


def test_bytes_that_are_not_the_tables_are_told(tmp_path):
    jar = install.jars()[0]
    (tmp_path / jar.file_name).write_bytes(b"something else")
    with pytest.raises(node.NodeError, match=jar.file_name):
        install._check(jar, tmp_path / jar.file_name)


def test_the_table_names_every_jar_once():
    rows = install.jars()
    assert len({(jar.group, jar.artifact) for jar in rows}) == len(rows)
    assert {jar.place for jar in rows} == {"lib", "module", "compiler"}
    assert all(len(jar.sha256) == 64 for jar in rows)


def test_a_second_installation_is_the_first():
    folder = install.installed()
    assert install.installed() == folder
    assert (folder / "lib/copydesk-launcher.jar").is_file()
