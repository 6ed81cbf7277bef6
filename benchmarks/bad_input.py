"""What very large input costs: `python benchmarks/bad_input.py` prints seconds, memory and what became of it.

The files are made in a temporary folder (1.2 GB of disk). Whatever the size: the good capture beside it must come out, and the
large one as articles or as a reject that says why.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

COPYDESK = Path(sys.executable).parent / "copydesk"
MB = 1_000_000
PARAGRAPH = (
    "The council agreed on Wednesday to mend the old bridge before the winter comes, and the work is to begin in three "
    "weeks, paid by the town and the province together.\n\n"
)
GOOD = "Council agrees on the bridge\n\n7 October 2015\n\n" + PARAGRAPH * 4


@dataclass(frozen=True, slots=True)
class Case:
    """A file and the limit it is read under."""

    name: str
    pieces: Callable[[], Iterator[bytes]]
    limit: int | None = None  # COPYDESK_MAX_BYTES; None: the default


def repeated(piece: str, size: int) -> Callable[[], Iterator[bytes]]:
    """So many bytes of a piece, made in parts."""
    part = piece.encode() * (MB // len(piece.encode()) + 1)
    return lambda: (part for _ in range(size // MB))


CASES = (
    Case("a text of 500 MB", repeated(PARAGRAPH, 500 * MB)),
    Case("a text of 30 MB", repeated(PARAGRAPH, 30 * MB)),
    Case("one line of 50 MB, words", repeated("word ", 50 * MB)),
    Case("one line of 50 MB, words, read all the same", repeated("word ", 50 * MB), limit=100 * MB),
    Case("one line of 50 MB, no space, read all the same", repeated("x", 50 * MB), limit=100 * MB),
    Case("30 MB of zeros", repeated("\0", 30 * MB)),
    Case("30 MB of empty lines", repeated("\n", 30 * MB)),
    Case("30 MB of short lines", repeated("Menu\n", 30 * MB)),
)


def measure(case: Case, folder: Path) -> str:
    """One line of the table."""
    large = folder / "large.txt"
    with large.open("wb") as file:
        file.writelines(case.pieces())
    environment = dict(os.environ) | ({"COPYDESK_MAX_BYTES": str(case.limit)} if case.limit else {})
    began = time.monotonic()
    done = subprocess.run([COPYDESK, "extract", folder], env=environment, capture_output=True, text=True, check=False)
    seconds = time.monotonic() - began
    # The largest child so far: the cases are in no order of memory, so each runs in a process of its own (see main).
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    told = done.stderr.strip().rpartition("large.txt: ")[2] or f"{done.stdout.count(chr(10)) - 1} article(s)"
    good = "yes" if '"title":"Council agrees on the bridge"' in done.stdout else "NO"
    return f"{case.name:48} {seconds:7.1f} s {memory:7,.0f} MB  status {done.returncode}  rest came out: {good:3}  {told[:90]}"


def main() -> None:
    """All cases, or the one whose number is named."""
    if len(sys.argv) == 1:
        for number in range(len(CASES)):
            subprocess.run([sys.executable, __file__, str(number)], check=True)
        return
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "good.txt").write_text(GOOD)
        print(measure(CASES[int(sys.argv[1])], Path(folder)))


if __name__ == "__main__":
    main()
