"""Print what pyproject.toml requires, one a line: the project itself, or one of its extras (`requirements.py peers`)."""  # noqa: INP001 - a script

import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"


def requirements(extra: str | None = None) -> list[str]:
    """As they stand there."""
    project = tomllib.loads(PROJECT.read_text())["project"]
    found: list[str] = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return found


if __name__ == "__main__":
    print(*requirements(*sys.argv[1:2]), sep="\n")  # noqa: T201 - its output
