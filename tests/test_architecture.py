"""One direction: flows -> sources, transforms, stores; nothing points back, and transforms stays pure."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = {"flows", "sources", "stores", "transforms"}
MAY_IMPORT = {
    "flows": {"flows", "sources", "stores", "transforms"},
    "sources": {"sources", "transforms.types"},
    "stores": {"stores", "transforms.types", "transforms.schema"},
    "transforms": {"transforms"},
}
# What would give transforms a clock, a network, a disk to write on, or another process.
IMPURE = {
    "prefect", "elasticsearch", "elastic_transport", "time", "socket", "ssl", "http", "urllib.request", "requests",
    "httpx", "subprocess", "multiprocessing", "asyncio", "random", "secrets", "uuid", "os", "tempfile",
    "shutil", "fsspec",
}  # fmt: skip
# A generator with a seed of its own draws the same for everybody.
SEEDED = ("random", "random.Random")
CLOCKS = {"now", "utcnow", "today"}


def modules(package):
    return sorted((ROOT / package).rglob("*.py"))


def imported(path):
    """Every module that a file imports, wherever in it: `from a import b` counts as a and as a.b."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the direction"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name, packages):
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def is_allowed(name, allowed):
    """`from transforms import types` names transforms on its way to transforms.types: the longer name decides."""
    return within(name, allowed) or any(package.startswith(f"{name}.") for package in allowed)


@pytest.mark.parametrize("package", sorted(HOUSE))
def test_imports_go_one_way(package):
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules(package)
        for name in imported(path)
        if within(name, HOUSE) and not is_allowed(name, MAY_IMPORT[package])
    ]
    assert wrong == []


def test_transforms_import_no_clock_network_or_store():
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules("transforms")
        for name in imported(path)
        if within(name, IMPURE) and not (name in SEEDED and "from random import Random" in path.read_text("utf-8"))
    ]
    assert wrong == []


def test_transforms_ask_no_clock():
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules("transforms")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
    ]
    assert wrong == []


@pytest.mark.parametrize("package", sorted(HOUSE))
def test_every_package_has_modules(package):
    assert modules(package), "the tests above would hold for an empty folder"


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import stores.elastic", ["stores.elastic"]),
        ("from stores import elastic", ["stores", "stores.elastic"]),
        ("def f():\n    from time import sleep", ["time", "time.sleep"]),
    ],
    ids=["plain", "from", "inside-a-function"],
)
def test_imports_are_found(tmp_path, source, names):
    path = tmp_path / "module.py"
    path.write_text(source)
    assert list(imported(path)) == names
