"""How well and how fast articles are read from web pages, beside the peers that are installed.

    python benchmarks/extraction.py --pages FOLDER... --truth FILE... [--date-pages FOLDER... --date-truth FILE...]
        [--only NAME...] [--every N] [--interpreter NAME=PYTHON] [--gate | --update]

--truth is JSON in the form of adbar/trafilatura's tests/evaldata.json (address -> file, with, without, title, author), --date-truth in
the form of adbar/htmldate's tests/eval_*.json (address -> file, date); the folders hold the pages. Nobody is told the address.

Each contestant runs in a process of its own, and they take turns batch by batch, so that what else the machine does hits all
alike. Scores: chunks by the set's own scoring, titles and authors (joined by "; ", case folded) exact, `invented`
where the truth says that nobody is named, dates as htmldate's evaluation counts them. Seconds are of the extraction alone.

--gate holds Copydesk's figures against benchmarks/quality_gate.json and gives status 1 where one is lower; --update raises the floors.
"""

import argparse
import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import floors
from chunk_score import ChunkScore, folded
from contestants import CONTESTANTS, Answer, Contestant
from truth_set import Sample, TruthSet, read_set

GATE = Path(__file__).with_name("quality_gate.json")
BATCH = 10  # pages a turn
YARDSTICK = "trafilatura"


def main() -> int:
    options = parse()
    text = read_set(options.pages, options.truth, options.every)
    dates = read_set(options.date_pages or options.pages, options.date_truth, options.every)
    if not text.samples and not dates.samples:
        print("no page of the truth is in the folders: name the folders that hold them", file=sys.stderr)
        return 2
    runs = start(options.only, dict(options.interpreter))
    take_turns(runs, pages_of(text, dates))
    print_table(runs, text, dates)
    return hold_floors(runs["Copydesk"], text, dates, options) if options.gate or options.update else 0


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, nargs="+", required=True)
    parser.add_argument("--truth", type=Path, nargs="+", default=[])
    parser.add_argument("--date-pages", type=Path, nargs="+", help="where not the same folders")
    parser.add_argument("--date-truth", type=Path, nargs="+", default=[])
    parser.add_argument("--only", nargs="+", choices=CONTESTANTS, default=list(CONTESTANTS), metavar="NAME")
    parser.add_argument("--every", type=int, default=1, help="take every n-th page")
    parser.add_argument("--interpreter", type=lambda word: word.split("=", 1), nargs="+", default=[])
    parser.add_argument("--floors", type=Path, default=GATE)
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    if (options.gate or options.update) and "Copydesk" not in options.only:
        parser.error("the gate holds Copydesk's figures: --only must name it")
    return options


# --- running ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Run:
    """A contestant's process, and what it gave so far."""

    contestant: Contestant
    process: subprocess.Popen[str]
    version: str = ""
    absent: str = ""  # why it is not there
    answers: dict[str, Answer] = field(default_factory=dict)  # by the page's digest
    errors: list[str] = field(default_factory=list)
    cpu: float = 0.0  # seconds
    wall: float = 0.0
    memory: float = 0.0  # MB at the peak

    def hear(self) -> dict[str, Any]:
        """The process's next line."""
        assert self.process.stdout  # noqa: S101 - it is a pipe
        line = self.process.stdout.readline()
        return json.loads(line) if line else {"absent": f"ended with status {self.process.wait()}"}

    def take(self, samples: list[Sample]) -> None:
        """A turn."""
        assert self.process.stdin  # noqa: S101
        with contextlib.suppress(BrokenPipeError):  # hear() tells how it ended
            self.process.stdin.write(json.dumps([str(sample.path) for sample in samples]) + "\n")
            self.process.stdin.flush()
        message = self.hear()
        self.absent = message.get("absent", "")
        self.memory = message.get("memory", self.memory)
        for sample, reply in zip(samples, message.get("replies", []), strict=False):
            self.answers[sample.digest] = Answer(**{**reply["answer"], "authors": tuple(reply["answer"]["authors"])})
            self.cpu += reply["cpu"]
            self.wall += reply["wall"]
            self.errors += [f"{sample.path.name}: {reply['error'].splitlines()[0]}"] if reply["error"] else []


def start(names: list[str], interpreters: dict[str, str]) -> dict[str, Run]:
    script = Path(__file__).with_name("contestant_process.py")
    runs = {}
    for name in names:
        python = interpreters.get(name, sys.executable)
        process = subprocess.Popen(
            [python, script, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        runs[name] = Run(CONTESTANTS[name], process)
    for run in runs.values():
        hello = run.hear()
        run.version, run.absent = hello.get("version", ""), hello.get("absent", "")
    return runs


def pages_of(*sets: TruthSet) -> list[Sample]:
    """Each page once, however many sets speak of it."""
    return list({sample.digest: sample for chosen in sets for sample in chosen.samples}.values())


def take_turns(runs: dict[str, Run], samples: list[Sample]) -> None:
    for first in range(0, len(samples), BATCH):
        for run in runs.values():
            if not run.absent:
                run.take(samples[first : first + BATCH])
        if sys.stderr.isatty():
            print(f"\r{first + BATCH} of {len(samples)} pages", end="", file=sys.stderr)
    for run in runs.values():
        with contextlib.suppress(BrokenPipeError):
            run.process.communicate()


# --- scoring ----------------------------------------------------------------------------------------------------------


def chunks(run: Run, text: TruthSet, *, with_lead: bool) -> ChunkScore:
    """Over the text alone, or over title, summary and text."""
    score = ChunkScore()
    for sample in text.samples:
        answer = run.answers[sample.digest]
        lead = answer.lead if with_lead else None
        score.count("\n".join(part for part in (lead, answer.text) if part), sample.truth)
    return score


def titles(run: Run, text: TruthSet) -> tuple[int, int]:
    """Exact ones, of how many."""
    asked = [sample for sample in text.samples if sample.truth.get("title")]
    return sum(folded(run.answers[s.digest].title or "") == folded(s.truth["title"]) for s in asked), len(asked)


def authors(run: Run, text: TruthSet) -> tuple[int, int]:
    """Exact ones, of how many."""
    asked = [sample for sample in text.samples if sample.truth.get("author")]
    return sum(joined(run.answers[s.digest].authors) == joined(s.truth["author"]) for s in asked), len(asked)


def invented(run: Run, text: TruthSet) -> tuple[int, int]:
    """Pages with authors where the truth says that there are none, of how many."""
    asked = [sample for sample in text.samples if "author" in sample.truth and not sample.truth["author"]]
    return sum(bool(run.answers[s.digest].authors) for s in asked), len(asked)


def right_dates(run: Run, dates: TruthSet) -> tuple[int, int]:
    """As htmldate counts: right where the day is the truth's, and where both have none."""
    return sum(run.answers[s.digest].date == s.truth["date"] for s in dates.samples), len(dates.samples)


def joined(names: tuple[str, ...] | list[str] | str) -> str:
    return folded(names if isinstance(names, str) else "; ".join(names)).casefold()


# --- telling ----------------------------------------------------------------------------------------------------------

COLUMNS = (
    *("contestant", "body P", "R", "F1", "accuracy", "F1 with title, summary", "title", "authors", "invented", "date"),
    *("pages/s CPU", "wall", f"times {YARDSTICK}", "MB"),
)


def print_table(runs: dict[str, Run], text: TruthSet, dates: TruthSet) -> None:
    pages = len(pages_of(text, dates))
    print(f"{len(text.samples)} pages with text, {len(dates.samples)} with dates, {pages} in all\n")
    print("| " + " | ".join(COLUMNS) + " |\n|" + " --- |" * len(COLUMNS))
    for run in runs.values():
        name = f"{run.contestant.name} {run.version}".strip()
        if run.absent:
            print(f"| {name} | not there ({run.absent}): {run.contestant.install} |")
        else:
            print("| " + " | ".join([name, *figures(run, text, dates), *speeds(run, runs)]) + " |")
    for run in runs.values():
        if run.errors:
            print(f"\n{run.contestant.name} raised on {len(run.errors)} pages, the first {run.errors[0]}")


def figures(run: Run, text: TruthSet, dates: TruthSet) -> Iterator[str]:
    gives = run.contestant.gives
    body, whole = chunks(run, text, with_lead=False), chunks(run, text, with_lead=True)
    for value in (body.precision, body.recall, body.f1, body.accuracy):
        yield f"{value:.4f}" if text.samples and "text" in gives else "-"
    yield f"{whole.f1:.4f}" if text.samples and {"text", "title"} <= gives else "-"
    yield share(*titles(run, text)) if "title" in gives else "-"
    yield share(*authors(run, text)) if "authors" in gives else "-"
    yield "{} of {}".format(*invented(run, text)) if "authors" in gives else "-"
    yield share(*right_dates(run, dates)) if "date" in gives else "-"


def share(right: int, of: int) -> str:
    return f"{right / of:.3f} ({of})" if of else "-"


def speeds(run: Run, runs: dict[str, Run]) -> Iterator[str]:
    pages, yardstick = len(run.answers), runs.get(YARDSTICK)
    yield f"{pages / run.cpu:.1f}"
    yield f"{pages / run.wall:.1f}"
    yield f"{yardstick.cpu / run.cpu:.2f}" if yardstick and not yardstick.absent else "-"
    yield f"{run.memory:.0f}"


def hold_floors(run: Run, text: TruthSet, dates: TruthSet, options: argparse.Namespace) -> int:
    """1 where a figure is below its floor, 2 where the set has no floors to hold."""
    fallen: list[str] = []
    for chosen, reached in ((text, text_figures(run, text)), (dates, date_figures(run, dates))):
        if not chosen.samples:
            continue
        if options.gate and not options.update and not floors.known(options.floors, chosen.hash):
            print(f"{options.floors.name} has no floors for set {chosen.hash}: --update writes them", file=sys.stderr)
            return 2
        fallen += floors.hold(options.floors, chosen.hash, reached, update=options.update)
    print(*fallen, sep="\n", end="\n" if fallen else "", file=sys.stderr)
    return 1 if fallen else 0


def text_figures(run: Run, text: TruthSet) -> dict[str, float]:
    body, whole = chunks(run, text, with_lead=False), chunks(run, text, with_lead=True)
    right_titles, with_title = titles(run, text)
    right_authors, with_author = authors(run, text)
    return {
        "body_f1": body.f1,
        "body_accuracy": body.accuracy,
        "title_summary_body_f1": whole.f1,
        "titles": right_titles / max(1, with_title),
        "authors": right_authors / max(1, with_author),
        "invented_authors": invented(run, text)[0],
    }


def date_figures(run: Run, dates: TruthSet) -> dict[str, float]:
    right, of = right_dates(run, dates)
    return {"dates": right / max(1, of)}


if __name__ == "__main__":
    sys.exit(main())
