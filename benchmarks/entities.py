"""How well names are found and known: against benchmarks/entity_truth/, by type and by language.

    python benchmarks/entities.py [--held-out | --all] [--errors] [--language xx] [--gate] [--update-floor]

Prints precision, recall and F1 of mentions (the same words, a right type), the recall of those that a table can know ("of the
world's"), the same of identities (an article's distinct entities by canonical name), and how many mentions came under
another's identity; with the table alone and, where there is one, with the name model. Without an option the texts that are
there to be mended by; --held-out takes those that are kept for judging, --all both. --errors lists every miss, invention,
wrong identity, and name that was not linked to its entity. --gate compares with benchmarks/entities_floor.json (all texts,
table alone) and gives exit status 1 where a figure fell; --update-floor raises the floors and never lowers one.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import floors
from annotated_texts import AnnotatedText, read_texts, set_hash
from entity_score import Count, Found, Result, judge, summed

from transforms.entities import find_named
from transforms.name_models import installed, load_model, model_rows
from transforms.name_spans import NameSpan, find_spans

FLOOR = Path(__file__).with_name("entities_floor.json")
TYPES = ("person", "organization", "place", "event")
Finder = Callable[[AnnotatedText], Sequence[Found]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--language")
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--update-floor", action="store_true")
    options = parser.parse_args()
    texts = read_texts()
    if options.gate or options.update_floor:
        return hold_floor(texts, update=options.update_floor)
    chosen = [
        text
        for text in texts
        if (options.all or text.held_out == options.held_out) and options.language in (None, text.language)
    ]
    for name, finder in finders(chosen).items():
        results = {text.label: judge(text, finder(text)) for text in chosen}
        if options.errors:
            print(f"\n# {name}")
            print_errors(results.values())
        else:
            print_tables(name, chosen, results)
    return 0


def finders(texts: Sequence[AnnotatedText]) -> dict[str, Finder]:
    """The ways to search that are there; a line for languages whose name model is not."""
    languages = sorted({text.language or "" for text in texts} & model_rows().keys())
    missing = [language for language in languages if not installed(language)]
    if missing:
        print(f"no model: {', '.join(missing)} (pip install 'copydesk[models]')")
    return {"table": table} | ({"table and model": with_model} if len(missing) < len(languages) else {})


def table(text: AnnotatedText) -> list[Found]:
    """What the chain finds without the name model."""
    return found(text, ())


def with_model(text: AnnotatedText) -> list[Found]:
    """What it finds with the language's name model, or without where there is none."""
    if not installed(text.language):
        return table(text)
    (spans,) = find_spans(load_model(text.language), [(text.title, text.paragraphs)])
    return found(text, spans)


def found(text: AnnotatedText, spans: Sequence[NameSpan]) -> list[Found]:
    result = find_named(text.title, text.paragraphs, text.language, spans, dateline_country=text.country)
    known = {one.id: one for one in result.entities}
    return [
        Found(one.paragraph, one.start, one.end, known[one.entity].type, one.entity, known[one.entity].name, one.method)
        for one in result.mentions
    ]


def print_tables(name: str, texts: Sequence[AnnotatedText], results: dict[str, Result]) -> None:
    languages = sorted({text.language or "?" for text in texts}, key=lambda code: (code != "en", code))
    captures = len({text.stem for text in texts})
    print(f"\n{name}: {len(texts)} articles of {captures} captures in {len(languages)} languages\n")
    print("| | mentions | precision | recall | F1 | of the world's | identities | precision | recall | F1 | wrong |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    groups = {code: [results[text.label] for text in texts if (text.language or "?") == code] for code in languages}
    if "en" in groups:
        groups["others"] = [results[text.label] for text in texts if text.language != "en"]
    for code, group in groups.items():
        print_row(code, group, None)
    for kind in TYPES:
        print_row(kind, results.values(), kind)
    print_row("all", results.values(), None)


def print_row(name: str, results: Iterable[Result], kind: str | None) -> None:
    sums = summed(results, kind)
    print(f"| {name} | {shares(sums.mentions)} | {sums.known.recall:.3f} | {shares(sums.identities)} | {sums.wrong} |")


def shares(count: Count) -> str:
    return f"{count.right + count.missed} | {count.precision:.3f} | {count.recall:.3f} | {count.f1:.3f}"


def print_errors(results: Iterable[Result]) -> None:
    for kind in ("identity", "unlinked", "invented", "missed"):
        for fault in (fault for result in results for fault in result.faults if fault.kind == kind):
            print(fault.line())


# --- what was reached -------------------------------------------------------------------------------------------------


def hold_floor(texts: tuple[AnnotatedText, ...], *, update: bool) -> int:
    """1 where a figure is under its floor, or where this set has none."""
    fallen = floors.hold(FLOOR, set_hash(texts), figures(texts), update=update)
    if not update and not floors.known(FLOOR, set_hash(texts)):
        fallen = [f"no floor for set {set_hash(texts)}: texts or truth changed; --update-floor writes them"]
    print(*fallen, sep="\n", end="\n" if fallen else "", file=sys.stderr)
    return 1 if fallen else 0


def figures(texts: Sequence[AnnotatedText]) -> dict[str, float]:
    """What the floors hold: F1 for English, the others, each type, and identities."""
    results = [(text, judge(text, table(text))) for text in texts]
    parts = {
        "english": [result for text, result in results if text.language == "en"],
        "others": [result for text, result in results if text.language != "en"],
    }
    everything = [result for _, result in results]
    sums = summed(everything)
    return {
        **{f"{name}_f1": summed(part).mentions.f1 for name, part in parts.items()},
        **{f"{kind}_f1": summed(everything, kind).mentions.f1 for kind in TYPES},
        "identity_f1": sums.identities.f1,
        "right_identity": 1 - sums.wrong / max(1, sums.mentions.right),
    }


if __name__ == "__main__":
    sys.exit(main())
