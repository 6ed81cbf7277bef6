"""One real Elasticsearch on this machine, without Docker: start it, stop it, ask about it.

A data folder holds `data/` (the indices), `logs/node.log`, `node.json` (which process, at which address) and `node.lock`
(held while somebody starts or stops it). The node listens on 127.0.0.1 only, without security: it is for one person.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path

from stores.local_node.install import NodeError, installed, java, start_memory

_START_SECONDS = 180.0  # a cold, busy machine; the usual is 5 to 11
_STOP_SECONDS = 60.0
_POLL_SECONDS = 0.05

_JVM = (
    "-XX:+UseSerialGC",  # fewer threads: a node for one person shares the machine with everything else
    "-XX:+ExitOnOutOfMemoryError",  # a node that limps is worse than one that is gone
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
    "-Djava.security.egd=file:/dev/urandom",
    "-Dlog4j2.disable.jmx=true",
    "-Dlog4j.shutdownHookEnabled=false",
    "-Dio.netty.noUnsafe=true",
    "-Dio.netty.recycler.maxCapacityPerThread=0",
    "--enable-native-access=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
)
_SETTINGS = {
    "cluster.name": "copydesk",
    "node.name": "local",
    "discovery.type": "single-node",
    "network.host": "127.0.0.1",
    "http.type": "netty4",
    "transport.type": "netty4",
    "transport.port": "0",  # 0: any free one
    "node.portsfile": "true",  # logs/http.ports tells which one it took
    # The defaults are shares of the disk, and stop a node on a big disk that is merely well used.
    "cluster.routing.allocation.disk.watermark.low": "500mb",
    "cluster.routing.allocation.disk.watermark.high": "300mb",
    "cluster.routing.allocation.disk.watermark.flood_stage": "150mb",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """What tests, benchmarks and the set-up ask of a node beyond where and how large."""

    settings: Mapping[str, str] = field(default_factory=dict)  # Elasticsearch's own, beside or instead of ours
    jvm: tuple[str, ...] = ()  # further arguments for Java
    until_exit_of: int | None = None  # end when this process has gone, however it went


@dataclass(frozen=True, slots=True)
class NodeStatus:
    """Whether a node runs on a data folder."""

    data: Path
    running: bool
    address: str | None  # http://127.0.0.1:port; None: not running
    pid: int | None
    log: Path


def up(data: Path, heap: str = "1g", port: int | None = None, *, extra: Extra | None = None) -> str:
    """The address of the node on `data`, which is started if it does not run; returns when it answers.

    `port` None takes the one it had the last time if that is free, otherwise any free one. Never two on one folder: a
    second call gives the address of the first. NodeError if it cannot start.
    """
    home = installed()
    data = data.expanduser().absolute()
    with _alone(data):
        running = status(data)
        if running.address:
            return running.address
        chosen = {"http.port": str(port or _last_port(data))}
        return _started(data, _command(home, data, heap, chosen, extra or Extra()))


def down(data: Path) -> bool:
    """End the node on `data` and wait until it has ended; False if none ran."""
    data = data.expanduser().absolute()
    if not data.is_dir():
        return False
    with _alone(data):
        pid = status(data).pid
        if pid is None:
            return False
        _end(pid, data)
        return True


def status(data: Path) -> NodeStatus:
    """Whether a node runs on `data`, and where."""
    data = data.expanduser().absolute()
    noted = _noted(data)
    pid, address = noted.get("pid"), noted.get("address")
    log = data / "logs/node.log"
    if isinstance(pid, int) and isinstance(address, str) and _is_ours(pid, data):
        return NodeStatus(data, running=True, address=address, pid=pid, log=log)
    return NodeStatus(data, running=False, address=None, pid=None, log=log)


@contextmanager
def running(data: Path, heap: str = "512m", port: int | None = None, *, extra: Extra | None = None) -> Iterator[str]:
    """A node for the length of a `with` block: for tests and benchmarks. It does not outlive this process."""
    try:
        yield up(data, heap, port, extra=replace(extra or Extra(), until_exit_of=os.getpid()))
    finally:
        down(data)


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Only one process at a time starts or stops the node of a folder."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        handle = (data / "node.lock").open("w")
    except OSError as error:
        raise NodeError(f"cannot write to {data} ({error.strerror}): choose another folder for the node") from error
    with handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _noted(data: Path) -> dict[str, object]:
    """What node.json says; nothing if it is missing or broken."""
    try:
        noted = json.loads((data / "node.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}


def _last_port(data: Path) -> int:
    """The port of the node's last start if nobody has it now, so that an address written down stays good; otherwise 0."""
    address = str(_noted(data).get("address", ""))
    port = address.rpartition(":")[2]
    if not port.isdigit():
        return 0
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError:
            return 0
    return int(port)


def _command(home: Path, data: Path, heap: str, settings: Mapping[str, str], extra: Extra) -> list[str]:
    """The command line of the node."""
    given = {**_SETTINGS, "path.data": str(data / "data"), "path.logs": str(data / "logs")}
    class_path = os.pathsep.join(str(jar) for jar in sorted((home / "lib").glob("*.jar")))
    return [
        str(java()),
        f"-Xms{heap}",
        f"-Xmx{heap}",
        *_JVM,
        *_quick_start(home),
        f"-Djava.io.tmpdir={data / 'tmp'}",
        f"-Des.nativelibs.path={home / 'lib'}",  # must be set; that folder has none, and none is needed
        f"-Dcopydesk.until_exit_of={extra.until_exit_of or ''}",
        *extra.jvm,
        "-cp",
        class_path,
        "copydesk.Launcher",
        str(home),
        *(f"{name}={value}" for name, value in {**given, **settings, **extra.settings}.items()),
    ]


def _quick_start(home: Path) -> list[str]:
    """Java's memory of an earlier start, if the set-up made one: it halves the time. Java ignores one that does not fit."""
    remembered = home / start_memory()
    return [f"-XX:AOTCache={remembered}", "-Xlog:aot*=off"] if remembered.is_file() else []


def _started(data: Path, command: list[str]) -> str:
    """Run the command apart from this process and its terminal; the address once the node answers."""
    log = data / "logs/node.log"
    for folder in ("data", "logs", "tmp"):
        (data / folder).mkdir(exist_ok=True)
    ports = data / "logs/http.ports"
    ports.unlink(missing_ok=True)
    if log.exists():
        log.replace(log.with_suffix(".log.1"))
    pid = _spawn(command, log)
    try:
        address = _wait_for_address(pid, ports, log)
        _note(data, pid, address)
    except BaseException:  # an interrupt too: no node without a note that says where it is
        _end(pid, data)
        raise
    return address


def _spawn(command: list[str], log: Path) -> int:
    """The id of the new process: its own session, no terminal, both outputs into the log."""
    append = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    actions = (
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, str(log), append, 0o600),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    )
    try:
        return os.posix_spawn(command[0], command, os.environ, file_actions=actions, setsid=True)
    except OSError as error:
        raise NodeError(f"cannot run {command[0]}: {error.strerror}") from error


def _wait_for_address(pid: int, ports: Path, log: Path) -> str:
    """The address that the node writes down, once it answers and its indices are open."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if _ended(pid):
            raise NodeError(f"the local node ended while it started: {_last_words(log)} (log: {log})")
        with suppress(OSError):  # not there yet
            lines = ports.read_text(encoding="ascii").split()
            if lines and _answers(f"http://{lines[0]}"):
                return f"http://{lines[0]}"
        time.sleep(_POLL_SECONDS)
    raise NodeError(f"the local node did not answer within {_START_SECONDS:.0f} s (log: {log})")


def _answers(address: str) -> bool:
    """Whether the node answers and its shards are open; shards that stay away for ten seconds are not waited for."""
    try:
        with urllib.request.urlopen(  # noqa: S310 - loopback
            f"{address}/_cluster/health?wait_for_status=yellow&timeout=10s", timeout=20
        ):
            return True
    except urllib.error.HTTPError as error:
        with error:
            return error.code == HTTPStatus.REQUEST_TIMEOUT
    except OSError:
        return False


def _last_words(log: Path) -> str:
    """The line of the log that says what went wrong."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return "no log"
    told = [line.strip() for line in lines if line.strip() and not line.startswith("\tat ")]
    if not any(line.startswith("[") for line in told):  # Java itself did not start
        return " ".join(told[:2])[:300] or "an empty log"
    telling = [line for line in told if "Exception" in line or "ERROR" in line]
    return (telling or told)[-1][:300]


def _note(data: Path, pid: int, address: str) -> None:
    """Write node.json in one step: a reader sees all of it or the old one."""
    new = data / "node.json.new"
    new.write_text(json.dumps({"pid": pid, "address": address}), encoding="utf-8")
    new.replace(data / "node.json")


def _is_ours(pid: int, data: Path) -> bool:
    """Whether that process lives and is the node of this folder: a process id may have a new owner."""
    if _ended(pid):
        return False
    command = _command_line(pid)
    return command == "" or (command is not None and f"path.data={data / 'data'} " in command)


def _ended(pid: int) -> bool:
    """Whether the process has ended; if it was our child, its remains are cleared away."""
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:  # somebody else's child
        pass
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] == "Z"
    except ProcessLookupError:
        return True
    except OSError:  # a stranger has the number now, or there is no /proc
        return False


def _command_line(pid: int) -> str | None:
    """A process's arguments, each followed by a space; empty while it is about to end, None if we may not see them."""
    try:
        if Path("/proc/self").exists():
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="surrogateescape")
        shown = subprocess.run(["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, check=True)  # noqa: S603, S607
        return shown.stdout.decode(errors="surrogateescape").replace("\n", " ")
    except (OSError, subprocess.CalledProcessError):
        return None


def _end(pid: int, data: Path) -> None:
    """Ask it to end, wait, and end it the hard way if it does not; what is acknowledged is safe either way."""
    for sign, seconds in ((signal.SIGTERM, _STOP_SECONDS), (signal.SIGKILL, 10.0)):
        with suppress(ProcessLookupError):
            os.kill(pid, sign)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if _ended(pid):
                return
            time.sleep(_POLL_SECONDS)
    raise NodeError(f"the local node (process {pid}) does not end (log: {data / 'logs/node.log'})")
