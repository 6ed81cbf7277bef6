"""Quality floors: figures once reached on a set of pages, which a change may raise and not lower.

A file holds them, keyed by the hash of the set (its pages and its truth): another set has floors of its own, and a set that
somebody changed has none until they are written.
"""

import json
from collections.abc import Mapping
from pathlib import Path

TOLERANCE = 0.0005  # of a share: less than one chunk of a large set
_LOWER_IS_BETTER = frozenset(["invented_authors"])


def hold(file: Path, set_hash: str, reached: Mapping[str, float], *, update: bool) -> list[str]:
    """What is below its floor, a line a figure; nothing is written then. With `update` better figures become the floors."""
    floors: dict[str, dict[str, float]] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    floor = floors.get(set_hash, {})
    fallen = [
        f"below the floor: {name} {_round(reached[name])} where {floor[name]} was reached on set {set_hash}"
        for name in floor.keys() & reached.keys()
        if _worse(name, reached[name], floor[name])
    ]
    if update and not fallen:
        better = {name: _better(name, value, floor.get(name, _round(value))) for name, value in reached.items()}
        floors[set_hash] = {**floor, **better}
        file.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return sorted(fallen)


def known(file: Path, set_hash: str) -> bool:
    """Whether there are floors for this set."""
    return file.exists() and set_hash in json.loads(file.read_text("utf-8"))


def _worse(name: str, value: float, floor: float) -> bool:
    return value > floor if name in _LOWER_IS_BETTER else value < floor - TOLERANCE


def _better(name: str, value: float, floor: float) -> float:
    return min(_round(value), floor) if name in _LOWER_IS_BETTER else max(_round(value), floor)


def _round(value: float) -> float:
    return round(value, 4)
