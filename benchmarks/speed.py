"""How fast Copydesk starts and how many text captures it turns into articles, on one core.

    python benchmarks/speed.py [--captures 1000] [--runs 5]

Prints a table: the start of `copydesk --help`, `copydesk extract` of one capture, and the rate of the whole chain over captures
made from corpus/*.txt, with everything switched on. Starts are wall time and the processor's; the rate is per second of the processor's time that the
chain takes, so that other programs on the machine do not count. Machines differ: compare figures of one run.
"""

import argparse
import cProfile
import os
import pstats
import statistics
import subprocess
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from sources.files import make_capture, open_captures
from transforms.pipeline import extract_capture
from transforms.types import Capture

ROOT = Path(__file__).resolve().parent.parent
COPYDESK = Path(sys.executable).with_name("copydesk")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--captures", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--profile", action="store_true", help="print where the time of the chain goes")
    options = parser.parse_args()
    captures = make_captures(options.captures)
    words = sum(len(capture.payload.split()) for capture in captures) // len(captures)
    print("| what | figure | aim |\n| --- | --- | --- |")
    with TemporaryDirectory() as folder:
        one = str(ROOT / "corpus" / "en-newspaper-page.txt")
        print(f"| `copydesk --help` | {start(['--help'], folder, options.runs)} | 0.5 s |")
        print(f"| `copydesk extract` of one text capture | {start(['extract', one], folder, options.runs)} | 1 s |")
    extract_capture(captures[0])  # tables and language profiles are loaded once a process
    rate = len(captures) / min(processor_time(captures) for _ in range(3))
    print(f"| {len(captures)} text captures of {words} words, one core | {rate:.0f} captures/s | 300 captures/s |")
    if options.profile:
        profile(captures)


def make_captures(number: int) -> list[Capture]:
    """Captures of this project's corpus again and again, each with a line of its own, so that no capture is remembered."""
    originals = [
        item for path in sorted(ROOT.glob("corpus/*.txt")) for item in open_captures(path) if isinstance(item, Capture)
    ]
    readable = [item for item in originals if b"\x00" not in item.payload]
    return [
        make_capture(
            f"{item.uri}#{index}",
            item.payload + f"\n\nParagraph {index} was added.\n".encode(),
            "copy.txt",
            url=item.url,
        )
        for index, item in enumerate(islice(cycle(readable), number))
    ]


def extract_all(captures: list[Capture]) -> None:
    for capture in captures:
        extract_capture(capture)


def start(words: list[str], folder: str, runs: int) -> str:
    """The middle run's time and processor time; `folder` keeps Python's byte code, as a user's machine does after the first."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    run(words, environment)
    seconds, processor = (
        statistics.median(each) for each in zip(*(run(words, environment) for _ in range(runs)), strict=True)
    )
    return f"{seconds:.2f} s ({processor:.2f} s of the processor)"


def run(words: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds of a command, and of the processor with its children."""
    before, begin = os.times(), time.perf_counter()
    subprocess.run(
        [COPYDESK, *words], env=environment, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    seconds, after = time.perf_counter() - begin, os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, spent


def processor_time(captures: list[Capture]) -> float:
    """Seconds of one core that the chain takes for some captures."""
    start = time.process_time()
    extract_all(captures)
    return time.process_time() - start


def profile(captures: list[Capture]) -> None:
    profiler = cProfile.Profile()
    profiler.runcall(extract_all, captures)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(45)


if __name__ == "__main__":
    main()
