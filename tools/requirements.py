"""Print what pyproject.toml requires, one a line: the project itself, or extras of it (`requirements.py node dev`)."""  # noqa: INP001 - a script

import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"


def requirements(*extras: str) -> list[str]:
    """As they stand there; without extras the project's own."""
    project = tomllib.loads(PROJECT.read_text())["project"]
    lists = [project["optional-dependencies"][extra] for extra in extras] or [project["dependencies"]]
    return [line for part in lists for line in part]


if __name__ == "__main__":
    print(*requirements(*sys.argv[1:]), sep="\n")  # noqa: T201 - its output
