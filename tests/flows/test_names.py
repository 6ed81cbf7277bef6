"""The name model in the flow: articles of many captures in one call, and whatever becomes of the model, no article is lost."""

import io
import json

import pytest
from desk_tools import letter

from flows.extract import extract
from flows.limits import Limits
from flows.names import FLAG, NameDesk, OneWarning, ToName, warning_of
from flows.plan import plan
from flows.reading import CaptureReader
from flows.shard import RunInfo, extract_shard
from sources.captures import make_capture, parse_moment
from transforms import name_models
from transforms.pipeline import extract_capture

LIMITS = Limits()
WORDS = """Council of {town} thanks its ferryman

LISSOW, October 7. - The council thanked Tobias Wennerholm on Wednesday for forty years on the ferry.

"We shall miss him on the river every morning," said Anna Sandvik of the council. Wennerholm said that he would rest.
"""
needs_model = pytest.mark.skipif(name_models.installed("en") is None, reason="the English model is not installed")


def capture(words, name="a.txt"):
    return make_capture(f"file:///{name}", words.encode(), name)


def article(town="Lissow"):
    [found] = extract_capture(capture(WORDS.format(town=town))).articles
    return found


def people(document):
    return {entity["name"]: entity["method"] for entity in document.get("entities", ()) if entity["type"] == "person"}


def run(work, *towns, limits=LIMITS):
    """Documents by the desk, and what it said."""
    said = io.StringIO()
    with NameDesk(limits, OneWarning(said), work) as desk:
        named = list(desk.named((town, ToName((article(town),))) for town in towns))
    assert [town for town, _ in named] == list(towns)
    return [one for _, one in named], said.getvalue().splitlines()


@needs_model
def test_a_batch_is_one_call_and_the_same_as_one_by_one():
    work = "flows.names:name_articles"
    together, said = run(work, "Arve", "Lissow", "Gorm")
    assert said == []
    assert [one.documents for one in together] == [run(work, town)[0][0].documents for town in ("Arve", "Lissow", "Gorm")]  # fmt: skip
    assert people(together[0].documents[0]).keys() == {"Tobias Wennerholm", "Anna Sandvik"}


@needs_model
def test_one_article_that_ends_the_model_costs_the_others_nothing():
    named, said = run("hostile_work:crash_over", "Arve", "Gorm", "Lissow")
    assert [one.failed for one in named] == [False, True, False]
    assert [one.documents[0].get("flags") for one in named] == [None, [FLAG], None]
    assert len(said) == 1
    assert said[0].startswith("copydesk: the name model failed (crashed:")


@needs_model
@pytest.mark.parametrize("limits", [LIMITS, Limits(0, 0)], ids=["in a child", "in this process"])
def test_a_broken_model_is_left_alone_after_three_tries(limits):
    named, said = run("hostile_work:raise_over", *["Arve"] * 5, limits=limits)
    assert [one.failed for one in named] == [True] * 5
    assert all(one.documents[0]["flags"] == [FLAG] for one in named)
    assert len(said) == 1
    assert "no such library" in said[0]


def test_a_missing_model_is_a_flag_and_one_warning(monkeypatch):
    monkeypatch.setattr(name_models, "_is_there", lambda _: False)
    named, said = run("flows.names:name_articles", "Arve", "Gorm")
    assert [one.failed for one in named] == [False, False], "another try would bring no model"
    assert [one.documents[0]["flags"] for one in named] == [[FLAG], [FLAG]]
    assert len(said) == 1
    assert said[0].startswith("copydesk: no name model for language en: names come from the table alone (pip install")


def test_no_flag_where_there_is_no_model_to_miss(monkeypatch):
    monkeypatch.setattr(name_models, "_is_there", lambda _: False)
    words = "Rat dankt dem Fährmann\n\nDer Rat der Stadt hat am Mittwoch dem alten Fährmann gedankt, der vierzig Jahre lang über den Fluss fuhr. Er werde nun jeden Morgen ausschlafen, sagte er, und nicht mehr auf das Wetter achten müssen."
    said = io.StringIO()
    with CaptureReader(LIMITS, model=OneWarning(said)) as reader:
        [(_, read)] = reader.read([capture(words)])
    assert (read.documents[0]["language"], read.documents[0].get("flags")) == ("de", None)
    assert said.getvalue() == ""


@needs_model
def test_extract_and_ingest_make_the_same_documents(tmp_path):
    for town in ("Arve", "Gorm"):
        (tmp_path / f"{town}.txt").write_text(WORDS.format(town=town))
    (tmp_path / "letter.txt").write_text(letter())
    out = io.BytesIO()
    assert extract([tmp_path], out, io.StringIO(), model=True) == 0
    extracted = {line["capture"]["uri"]: line for line in map(json.loads, out.getvalue().splitlines())}
    [shard] = plan([str(tmp_path)], shard_size=10).shards()
    started = parse_moment("2026-01-01")
    [batch] = extract_shard(shard, RunInfo("run", started), lambda _: set())
    assert len(batch.results) == 3
    for result in batch.results:
        [document] = result.documents
        assert {**extracted[result.uri], "ingested_at": started.isoformat(), "run_id": "run"} == document
    assert people(extracted[(tmp_path / "Arve.txt").as_uri()]).keys() == {"Tobias Wennerholm", "Anna Sandvik"}


def test_switching_the_model_on_renews_what_is_loaded(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(letter())
    [shard] = plan([str(tmp_path)], shard_size=10).shards()
    run = RunInfo("run", parse_moment("2026-01-01"))
    asked = []

    def known(keys):
        asked.extend(key.fingerprint for key in keys)
        return {key.uri for key in keys}

    for switch in ("off", "on", "on"):
        monkeypatch.setenv("COPYDESK_NAME_MODEL", switch)
        list(extract_shard(shard, run, known))
    off, on, again = asked
    assert on == again
    assert (on == off) == (name_models.installed_models() == "")


def test_a_run_warns_once_however_many_shards_it_has(capsys):
    for run_id in ("one", "one", "two"):
        warning_of(run_id).say(f"of {run_id}")
    assert capsys.readouterr().err == "copydesk: of one\ncopydesk: of two\n"
    warning_of.cache_clear()
