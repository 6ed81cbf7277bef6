"""Print the requirements of the `peers` extra, one a line: what benchmarks/ measures Copydesk beside."""  # noqa: INP001 - a script, run by hand

import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"

if __name__ == "__main__":
    print(*tomllib.loads(PROJECT.read_text())["project"]["optional-dependencies"]["peers"], sep="\n")  # noqa: T201
