"""benchmarks/extraction.py over pages of corpus/, with a small truth made here."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.floors import hold
from benchmarks.truth_set import read_set

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
PAGES = ("es-html-meta", "de-html-consent")


@pytest.fixture
def truth(tmp_path: Path) -> Path:
    """What the corpus expects of its pages, in the form of the public sets."""
    items = {}
    for name in PAGES:
        article = json.loads((CORPUS / f"{name}.expected.json").read_text("utf-8"))["articles"][0]
        items[name] = {
            "file": f"{name}.html",
            "with": [article["body"][0]],
            "without": ["words that are not on the page"],
            "title": article["title"],
            "author": [author["name"] for author in article.get("authors", [])],
            "date": article["published"]["date"][:10],
        }
    file = tmp_path / "truth.json"
    file.write_text(json.dumps(items), "utf-8")
    return file


def benchmark(truth: Path, *options: str) -> subprocess.CompletedProcess[str]:
    script = [sys.executable, ROOT / "benchmarks" / "extraction.py", "--pages", CORPUS, "--truth", truth]
    files = ["--date-truth", truth, "--floors", truth.with_name("floors.json")]
    return subprocess.run([*script, *files, *options], capture_output=True, text=True, check=False)


def test_the_table_has_the_figures_and_the_gate_refuses_lower_ones(truth: Path) -> None:
    done = benchmark(truth, "--only", "Copydesk", "--update")
    assert (done.returncode, done.stderr) == (0, "")
    row = done.stdout.splitlines()[-1].split(" | ")
    assert row[:5] == ["| Copydesk", "1.0000", "1.0000", "1.0000", "1.0000"]
    assert row[6:10] == ["1.000 (2)", "1.000 (1)", "0 of 1", "1.000 (2)"]

    file = truth.with_name("floors.json")
    higher = {key: dict.fromkeys(figures, 1.01) for key, figures in json.loads(file.read_text()).items()}
    file.write_text(json.dumps(higher))
    done = benchmark(truth, "--only", "Copydesk", "--gate", "--update")
    assert done.returncode == 1
    assert "below the floor: body_f1 1.0 where 1.01 was reached" in done.stderr
    assert json.loads(file.read_text()) == higher


def test_a_gate_without_floors_for_the_set_says_so(truth: Path) -> None:
    done = benchmark(truth, "--only", "Copydesk", "--gate")
    assert done.returncode == 2
    assert "has no floors for set" in done.stderr


def test_a_peer_that_is_not_there_is_a_row(truth: Path) -> None:
    done = benchmark(truth, "--only", "news-please", "--interpreter", f"news-please={sys.executable}")
    assert done.returncode == 0
    assert "| news-please | not there (No module named 'newsplease')" in done.stdout


def test_a_truth_that_changed_makes_another_set(truth: Path) -> None:
    before = read_set([CORPUS], [truth])
    truth.write_text(truth.read_text("utf-8").replace("words that are not", "other words that are not"), "utf-8")
    after = read_set([CORPUS], [truth])
    assert len(before.samples) == len(after.samples) == 2
    assert before.hash != after.hash


def test_floors_rise_and_never_fall(tmp_path: Path) -> None:
    file = tmp_path / "floors.json"
    assert hold(file, "set", {"titles": 0.7, "invented_authors": 9}, update=True) == []
    assert hold(file, "set", {"titles": 0.8, "invented_authors": 9}, update=True) == []
    fallen = hold(file, "set", {"titles": 0.7, "invented_authors": 10}, update=True)
    assert [line.split()[3] for line in fallen] == ["invented_authors", "titles"]
    assert json.loads(file.read_text()) == {"set": {"titles": 0.8, "invented_authors": 9}}
    assert hold(file, "another", {"titles": 0.1}, update=False) == []
