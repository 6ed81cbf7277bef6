"""Which language has a name model, whether it is installed, and the model itself; packages are imported when one is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from transforms.name_spans import NameModel
from transforms.names import listed, rows

_ADAPTERS = {"spacy": "transforms.spacy_names:SpacyNames", "slovnet": "transforms.slovnet_names:SlovnetNames"}


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A row of transforms/data/name_models.tsv."""

    language: str  # ISO 639-1
    adapter: str
    packages: tuple[str, ...]  # any of which will do
    needs: tuple[str, ...]  # other packages
    is_extra: bool  # that it is not installed is nothing to tell


@cache
def model_rows() -> dict[str, ModelRow]:
    """The models there could be, by language."""
    return {
        row[0]: ModelRow(row[0], row[1], listed(row[2]), listed(row[3]), row[4] == "extra")
        for row in rows("name_models.tsv")
    }


def installed(language: str | None) -> str | None:
    """The package of a language's model, such as en_core_web_sm; None: it has none, or it is not installed."""
    row = model_rows().get(language or "")
    if row is None or not all(map(_is_there, row.needs)):
        return None
    return next(filter(_is_there, row.packages), None)


def is_missed(language: str | None) -> bool:
    """Whether a model is usual for this language and is not installed."""
    row = model_rows().get(language or "")
    return row is not None and not row.is_extra and installed(language) is None


def installed_models() -> str:
    """All that decides what models find: languages, packages and versions; empty: none is installed."""
    names = {language: installed(language) for language in model_rows()}
    return " ".join(f"{language}={package}-{_version(package)}" for language, package in names.items() if package)


@cache
def load_model(language: str) -> NameModel:
    """The language's model, loaded once. Raises whatever a package that is missing or broken raises."""
    package = installed(language)
    if package is None:
        raise ModuleNotFoundError(f"no name model for {language} is installed")
    module, _, name = _ADAPTERS[model_rows()[language].adapter].partition(":")
    model: NameModel = getattr(import_module(module), name)(package)
    return model


def _is_there(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ValueError:  # a module of that name is half imported
        return False


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"
