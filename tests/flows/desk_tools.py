"""Programs of ours as a person starts them, and captures for them to read."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

BIN = Path(sys.executable).parent
LETTER = """{title}

7 October 2015

LISSOW, October 7. - The council of {town} agreed on Wednesday to mend the old bridge before the winter comes.

"We have waited long enough, and the river will not wait at all," the mayor told reporters after the meeting.

The work is to begin in three weeks and will cost about two million, paid by the town and the province together.
"""


def letter(town="Lissow"):
    """A capture with one article."""
    return LETTER.format(title=f"Council of {town} agrees on the bridge", town=town)


@dataclass(frozen=True)
class Desk:
    """`copydesk` as a person types it, with an environment of its own."""

    env: Mapping[str, str] = field(repr=False)
    folder: Path

    def run(self, *arguments, timeout=240, **env):
        """The finished process; its output is text."""
        return subprocess.run(
            [BIN / "copydesk", *arguments],
            env={**self.env, **env},
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def capture(self, name, content):
        """A file in the folder; text or bytes."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def status(self):
        """What `copydesk status --json` says."""
        done = self.run("status", "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


def without_settings(environment):
    """The environment without what would change Copydesk, Prefect or the store."""
    ours = ("COPYDESK_", "PREFECT_", "ELASTICSEARCH_", "KIBANA_")
    return {name: value for name, value in environment.items() if not name.startswith(ours)}


@contextmanager
def started(command, env, cwd=None):
    """A program of ours that runs for the length of a `with` block; its output goes to a file beside PREFECT_HOME's."""
    log = Path(env["PREFECT_HOME"]) / f"{command[1]}.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [BIN / command[0], *command[1:]],
            env={**without_settings(os.environ), **env},
            cwd=cwd,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(address):
    try:
        with urllib.request.urlopen(address, timeout=5) as response:  # noqa: S310 - our own
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False


def wait_until(holds, seconds, what):
    """Ask again and again until it holds; a failed test when it never does."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            pytest.fail(f"{what}: not within {seconds} s")
        time.sleep(0.05)
