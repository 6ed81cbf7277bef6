"""What the language detector and the entity table cost a process that reads one short file, and then per text.

python benchmarks/language_start.py
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "tests" / "transforms" / "language_samples.tsv"


def main() -> None:
    texts = _texts()
    news = "\n".join(text for language, text in texts if language == "en") * 18
    print(f"stock langdetect, first call   {_seconds(_stock_start) * 1000:7.0f} ms")
    print(f"language, first call (Latin)   {_seconds(lambda: _language(texts[0][1])) * 1000:7.0f} ms")
    print(f"entities, first call (English) {_seconds(lambda: _entities(texts[0][1])) * 1000:7.0f} ms")
    latin = [text * 3 for language, text in texts if language in {"en", "de", "fr", "es", "it", "nl", "pt", "tr"}]
    print(f"language                       {_rate(_language, latin * 20):7.0f} texts/s")
    print(f"entities, {len(news.split())} English words    {_rate(_entities, [news] * 200):7.0f} texts/s")


def _texts() -> list[tuple[str, str]]:
    lines = SAMPLES.read_text(encoding="utf-8").splitlines()
    return [(line[:2], line[3:]) for line in lines if not line.startswith("#")]


def _stock_start() -> None:
    from langdetect.detector_factory import init_factory  # noqa: PLC0415 - its import is part of what is measured

    init_factory()


def _language(text: str) -> None:
    from transforms.language import detect_language  # noqa: PLC0415

    detect_language(text)


def _entities(text: str) -> None:
    from transforms.entities import find_entities  # noqa: PLC0415

    find_entities(None, text.split("\n"), "en")


def _seconds(call: Callable[[], None]) -> float:
    started = time.process_time()
    call()
    return time.process_time() - started


def _rate(call: Callable[[str], None], texts: list[str]) -> float:
    started = time.process_time()
    for text in texts:
        call(text)
    return len(texts) / (time.process_time() - started)


if __name__ == "__main__":
    main()
