"""What a fresh machine gets: the pins, and the Makefile's promises that can be checked without one."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
PINS = {
    "constraints.txt": PROJECT["dependencies"],
    "constraints-dev.txt": EXTRAS["node"] + EXTRAS["dev"],
    "constraints-models.txt": EXTRAS["models"],
    "benchmarks/constraints.txt": EXTRAS["peers"],
    "benchmarks/constraints-fuzz.txt": EXTRAS["fuzz"],
}


def pinned(name):
    """Package to version, as a file of pins has it."""
    found = re.findall(r"^([A-Za-z0-9._-]+)==(\S+) (?:; .*)?\\$", (ROOT / name).read_text(), re.MULTILINE)
    return {canonicalize_name(package): version for package, version in found}


@pytest.mark.parametrize("name", PINS)
def test_every_requirement_is_pinned_to_a_version_it_allows(name):
    versions = pinned(name)
    for line in PINS[name]:
        requirement = Requirement(line)
        assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)]), line


@pytest.mark.parametrize("name", PINS)
def test_every_pin_has_hashes_and_no_file_names_an_address(name):
    text = (ROOT / name).read_text()
    assert pinned(name)
    blocks = re.split(r"^(?=[A-Za-z0-9._-]+==)", text, flags=re.MULTILINE)[1:]
    assert [block.partition("==")[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert re.search(r"://|--index|--find-links|--trusted", text) is None


def test_the_files_agree():
    base = pinned("constraints.txt")
    for name in ("constraints-dev.txt", "constraints-models.txt", "benchmarks/constraints.txt"):
        assert {
            package: version for package, version in pinned(name).items() if base.get(package, version) != version
        } == {}


def test_an_old_python_is_one_line():
    done = subprocess.run(
        ["make", "--silent", "--always-make", "--no-print-directory", "PYTHON=false", ".venv/packages"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert done.stdout == "Copydesk needs Python 3.11 or 3.12; name one: make PYTHON=/path/to/python3.11\n"


def test_every_target_is_explained_by_make_help():
    named = re.findall(r"^([a-z.-]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {"setup", "demo", "test", "lint", "clean", "constraints"} <= set(named)
    assert [name for name in named if f"make {name} " not in shown] == []


def test_ci_runs_the_tests():
    path = ROOT / ".ci" / "run"
    assert os.access(path, os.X_OK)
    assert path.read_text().rstrip().endswith("make --no-print-directory test")


# --- settings ---------------------------------------------------------------------------------------------------------

VARIABLE = re.compile(r"\b(?:COPYDESK|ELASTICSEARCH|KIBANA)_[A-Z_]+\b")


def read_by_the_code():
    code = [path for package in ("flows", "sources", "stores") for path in (ROOT / package).rglob("*.py")]
    return {name for path in code for name in VARIABLE.findall(path.read_text(encoding="utf-8"))}


def test_every_setting_has_a_row_in_the_documentation():
    lines = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| `")]
    assert read_by_the_code() - {name for row in rows for name in VARIABLE.findall(row)} == set()
    stale = {name for row in rows for name in re.findall(r"^\| `(COPYDESK_[A-Z_]+)` \|", row)} - read_by_the_code()
    assert stale == set()
