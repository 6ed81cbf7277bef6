"""Memory over a large WARC: `python benchmarks/warc_memory.py [--megabytes 1000]` prints it at 10, 50 and 100 per cent.

The WARC is made in a temporary folder from the corpus's pages, each with words of its own and as much script as real pages have,
a gzip member a record, with a request beside each response as crawlers write them. `copydesk extract` reads it; its memory
and that of its children is asked of the kernel (Linux). Constant means: the same at every mark, whatever the file's size.
"""

import argparse
import gzip
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
COPYDESK = Path(sys.executable).parent / "copydesk"
MB = 1_000_000
MARKS = (10, 50, 100)  # per cent of the records
SCRIPT = 60_000  # bytes of script in a page
DATE = "2021-04-05T10:00:00Z"


def make(path: Path, size: int) -> int:
    """A WARC of so many bytes; how many pages it has."""
    pages = [page.read_bytes() for page in sorted((ROOT / "corpus").glob("*.html"))]
    written = count = 0
    with path.open("wb") as file:
        while written < size:
            url = f"https://www.example.org/{count}.html"
            page = changed(pages[count % len(pages)], count)
            response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
            for kind, block in (("request", b"GET / HTTP/1.1\r\n\r\n"), ("response", response)):
                written += file.write(gzip.compress(record(kind, url, block), 1))
            count += 1
    return count


def changed(page: bytes, number: int) -> bytes:
    """The page with a number in its text and a script of its own."""
    script = random.Random(number).randbytes(SCRIPT // 2).hex().encode()
    head, mark, rest = page.partition(b"</head>")
    return (
        head + b"<script>var state='" + script + b"';</script>" + mark + rest.replace(b"</p>", b" %d.</p>" % number, 1)
    )


def record(kind: str, url: str, block: bytes) -> bytes:
    header = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: {DATE}\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return header.encode() + block + b"\r\n\r\n"


def family(process: int) -> Iterator[int]:
    """The process and those below it."""
    yield process
    for thread in Path(f"/proc/{process}/task").glob("*"):
        for child in (thread / "children").read_text().split():
            yield from family(int(child))


def memory(process: int, field: str) -> float:
    """MB of the process and its children: VmRSS now, VmHWM at the most (each one's own)."""
    total = 0
    for one in family(process):
        try:
            lines = Path(f"/proc/{one}/status").read_text().splitlines()
        except OSError:  # it has ended meanwhile
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith(field))
    return total / 1024


def measure(path: Path, pages: int) -> int:
    """Prints a line a mark; the exit status of `copydesk extract`."""
    marks = {max(1, pages * mark // 100): mark for mark in MARKS}
    began, articles = time.monotonic(), 0
    last = ""
    process = subprocess.Popen([COPYDESK, "extract", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    assert process.stderr is not None  # noqa: S101
    for line in process.stdout:
        address = line[line.find('"uri":"') : line.find('","', line.find('"uri":"'))]
        if address == last:
            continue
        last, articles = address, articles + 1
        if articles in marks:
            seconds = time.monotonic() - began
            print(
                f"{marks[articles]:3} %  {articles:8,} pages  {articles / seconds:6.1f} pages/s  "
                f"{memory(process.pid, 'VmRSS'):6.0f} MB now  {memory(process.pid, 'VmHWM'):6.0f} MB at most",
                flush=True,
            )
    print(process.stderr.read().strip()[-500:])
    return process.wait()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--megabytes", type=int, default=1000, help="of the WARC as it lies on the disk")
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.warc.gz"
        pages = make(path, wanted.megabytes * MB)
        print(f"{path.stat().st_size / MB:,.0f} MB, {pages:,} pages; {os.cpu_count()} processors", flush=True)
        measure(path, pages)


if __name__ == "__main__":
    main()
