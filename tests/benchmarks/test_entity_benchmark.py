"""benchmarks/entities.py: its truth fits the corpus, and it counts as it says."""

import subprocess
import sys
from pathlib import Path

import pytest
from annotated_texts import HELD_OUT, TRUTH, AnnotatedText, Annotation, TruthError, _annotated, _row, read_texts
from entity_score import Found, judge, summed

ROOT = Path(__file__).parents[2]
SENTENCE = "Anna Keller met Keller's aunt in Ulm, Anna Keller said in Ulmen."


@pytest.fixture(scope="module")
def texts() -> tuple[AnnotatedText, ...]:
    return read_texts()


def test_the_truth_stands_in_the_texts(texts):
    """read_texts refuses a row whose words its text has not."""
    assert len({text.stem for text in texts}) >= 44
    assert len({text.language for text in texts}) >= 8
    for text in texts:
        assert [one for one in text.annotations if text.words(one.paragraph)[one.start : one.end] != one.text] == []


def test_every_held_out_capture_has_truth():
    stems = [line for line in HELD_OUT.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert stems == sorted(set(stems))
    assert [stem for stem in stems if not (TRUTH / f"{stem}.tsv").exists()] == []


def annotated(*rows: str) -> AnnotatedText:
    text = AnnotatedText("en-test", 0, "en", None, None, (SENTENCE,), (), held_out=False)
    return _annotated(text, [_row(row.split("\t")) for row in rows])


KELLER = ("Anna Keller\tperson\town\tAnna Keller", "Keller\tperson\town\tAnna Keller")


def test_longer_words_first_and_whole_words_only():
    text = annotated(*KELLER, "Ulm\tplace\tworld\tUlm")
    assert [one.text for one in text.annotations] == ["Anna Keller", "Keller", "Ulm", "Anna Keller"]


def test_an_occurrence_can_be_named():
    text = annotated("Anna Keller\tperson\town\tAnna Keller\t2")
    assert [one.start for one in text.annotations] == [SENTENCE.rindex("Anna Keller")]


def test_words_that_do_not_stand_there_are_refused():
    with pytest.raises(TruthError, match="Bern"):
        annotated("Bern\tplace\tworld\tBern")


def found(words: str, kind: str, name: str) -> Found:
    start = SENTENCE.index(words)
    return Found(0, start, start + len(words), kind, f"id:{name}", name, "table")


JUDGED = [
    pytest.param([], (0, 4, 0, 0), id="nothing-found"),
    pytest.param([("Ulm", "place", "Ulm")], (1, 3, 0, 0), id="one-right"),
    pytest.param([("Ulm", "place", "Bern")], (1, 3, 0, 1), id="another-identity"),
    pytest.param([("Ulm", "person", "Ulm")], (0, 4, 1, 0), id="wrong-type"),
    pytest.param([("Keller's", "person", "Anna Keller")], (1, 3, 0, 0), id="ending-of-the-word"),
    pytest.param([("Keller met", "person", "Anna Keller")], (0, 4, 1, 0), id="other-words"),
    pytest.param([("aunt", "person", "aunt")], (0, 4, 1, 0), id="invented"),
]


@pytest.mark.parametrize(("program", "expected"), JUDGED)
def test_judged(program, expected):
    text = annotated(*KELLER, "Ulm\tplace\tworld\tUlm")
    result = judge(text, [found(*one) for one in program])
    sums = summed([result])
    assert (sums.mentions.right, sums.mentions.missed, sums.mentions.invented, sums.wrong) == expected


def test_what_is_optional_is_neither_missed_nor_invented():
    text = annotated("Ulm\t?place\tworld\tUlm")
    assert isinstance(text.annotations[0], Annotation)
    for program in ([], [found("Ulm", "organization", "Ulm")]):
        result = judge(text, program)
        assert (result.mentions, result.faults) == ({}, [])


def test_the_report_runs():
    done = subprocess.run(
        [sys.executable, "benchmarks/entities.py", "--held-out", "--language", "en"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "| person |" in done.stdout
