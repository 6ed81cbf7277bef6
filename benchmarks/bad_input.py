"""What very large input costs: `python benchmarks/bad_input.py` prints seconds, memory and what became of it.

The files are made in a temporary folder (1.2 GB of disk). Whatever the size: the good capture beside it must come out, and the
large one as articles or as a reject that says why. `bad_input.py 8 9 10` are the cases with these numbers.
"""

import gzip
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
    file: str = "large.txt"


def repeated(piece: str, size: int) -> Callable[[], Iterator[bytes]]:
    """So many bytes of a piece, made in parts."""
    part = piece.encode() * (MB // len(piece.encode()) + 1)
    return lambda: (part for _ in range(size // MB))


def page(*pieces: bytes | Iterator[bytes]) -> Iterator[bytes]:
    """A page of an article and what else there is."""
    yield b"<!doctype html><html><head><title>Council agrees on the bridge again</title></head><body><article>"
    yield b"".join(b"<p>%b</p>" % PARAGRAPH.strip().encode() for _ in range(4)) + b"</article>"
    for piece in pieces:
        yield from [piece] if isinstance(piece, bytes) else piece


def pages(size: int) -> Case:
    """Markup as pages have it, so much of it: time and memory are to grow with it and no faster."""
    item = "<div class='card'><a href='/news/1'><h3>Town mends its bridge</h3></a><p>The work begins in three weeks.</p></div>\n"
    return Case(f"a page of {size // MB} MB", lambda: page(repeated(item, size)()), size * 2, "page.html")


CASES = (
    Case("a text of 500 MB", repeated(PARAGRAPH, 500 * MB)),
    Case("a text of 30 MB", repeated(PARAGRAPH, 30 * MB)),
    Case("one line of 50 MB, words", repeated("word ", 50 * MB)),
    Case("one line of 50 MB, words, read all the same", repeated("word ", 50 * MB), limit=100 * MB),
    Case("one line of 50 MB, no space, read all the same", repeated("x", 50 * MB), limit=100 * MB),
    Case("30 MB of zeros", repeated("\0", 30 * MB)),
    Case("30 MB of empty lines", repeated("\n", 30 * MB)),
    Case("30 MB of short lines", repeated("Menu\n", 30 * MB)),
    pages(1 * MB),
    pages(5 * MB),
    pages(20 * MB),
    pages(50 * MB),
    Case("100,000 elements in each other", lambda: page(b"<div>" * 100_000, b"deep"), file="page.html"),
    Case(
        "a million attributes",
        lambda: page(b"<div", (b" a%d=x" % number for number in range(1_000_000)), b">x</div>"),
        file="page.html",
    ),
    Case(
        "a data: address of 20 MB", lambda: page(b"<img src='data:,", repeated("A", 20 * MB)(), b"'>"), file="page.html"
    ),
    Case("a word of 20 MB in a page", lambda: page(b"<p>", repeated("x", 20 * MB)()), file="page.html"),
    Case("a gzip bomb", lambda: iter([gzip.compress(bytes(10**9), 9)]), file="page.html.gz"),
)


def measure(case: Case, folder: Path) -> str:
    """One line of the table."""
    large = folder / case.file
    with large.open("wb") as file:
        file.writelines(case.pieces())
    environment = dict(os.environ) | ({"COPYDESK_MAX_BYTES": str(case.limit)} if case.limit else {})
    began = time.monotonic()
    done = subprocess.run([COPYDESK, "extract", folder], env=environment, capture_output=True, text=True, check=False)
    seconds = time.monotonic() - began
    # The largest child so far: the cases are in no order of memory, so each runs in a process of its own (see main).
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    told = done.stderr.strip().rpartition(f"{case.file}: ")[2] or f"{done.stdout.count(chr(10)) - 1} article(s)"
    good = "yes" if '"title":"Council agrees on the bridge"' in done.stdout else "NO"
    return f"{case.name:48} {seconds:7.1f} s {memory:7,.0f} MB  status {done.returncode}  rest came out: {good:3}  {told[:90]}"


def main() -> None:
    """All cases, or those whose numbers are named."""
    if len(sys.argv) != 2:
        for number in sys.argv[1:] or range(len(CASES)):
            subprocess.run([sys.executable, __file__, str(number)], check=True)
        return
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "good.txt").write_text(GOOD)
        print(measure(CASES[int(sys.argv[1])], Path(folder)))


if __name__ == "__main__":
    main()
