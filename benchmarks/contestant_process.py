"""One contestant in a process of its own: `contestant_process.py NAME`, then a JSON line of paths in, a JSON line of replies out.

The first line out says whether the package is there. Each reply has the answer, the seconds it took (of the processor and
of the clock, the reading of the file not counted) and the error where there was one; each line the process's peak memory.
"""

import contextlib
import gzip
import importlib.metadata
import json
import os
import resource
import sys
import time
import warnings
from dataclasses import asdict
from pathlib import Path
from typing import Any

from contestants import CONTESTANTS, Answer, Contestant, Read, quiet

_WARM_UP = (
    b"<html><head><title>Bridge mended</title></head><body><h1>Bridge mended</h1><p>7 October 2015</p>%b</body></html>"
    % (b"<p>The council agreed on Wednesday to mend the old bridge before the winter comes to the valley.</p>" * 4)
)


def main() -> None:
    contestant = CONTESTANTS[sys.argv[1]]
    with os.fdopen(os.dup(1), "w") as out:
        os.dup2(2, 1)  # what a peer prints is no reply
        quiet()
        warnings.simplefilter("ignore")
        try:
            read = contestant.load()
        except ImportError as error:
            tell(out, {"absent": str(error)})
            return
        attempt(read, _WARM_UP)  # what is loaded once is not the first page's cost
        tell(out, {"version": version(contestant)})
        for line in sys.stdin:
            replies = [attempt(read, payload(Path(path))) for path in json.loads(line)]
            tell(out, {"replies": replies, "memory": peak_memory()})


def attempt(read: Read, raw: bytes) -> dict[str, Any]:
    """One page. A contestant that raises has read nothing, which is what its user would have."""
    error = None
    wall, cpu = time.perf_counter(), time.process_time()
    try:
        answer = read(raw)
    except Exception as fault:  # noqa: BLE001 - any peer may raise anything
        answer, error = Answer(), f"{type(fault).__name__}: {fault}"[:200]
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return {"answer": asdict(answer), "cpu": cpu, "wall": wall, "error": error}


def payload(path: Path) -> bytes:
    raw = path.read_bytes()
    return gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw


def version(contestant: Contestant) -> str:
    return importlib.metadata.version(contestant.package) if contestant.package else ""


def peak_memory() -> float:
    """In MB (10**6). getrusage also counts what the parent had before it became this process; Linux's own record does not."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def tell(out: Any, message: dict[str, Any]) -> None:  # noqa: ANN401 - a text stream
    out.write(json.dumps(message) + "\n")
    out.flush()


if __name__ == "__main__":
    main()
