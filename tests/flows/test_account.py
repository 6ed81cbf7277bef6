"""Every capture that is read is accounted for."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.account import NAMED, Account, AccountError, account_for, counted, left_over, rows
from flows.shard import Batch
from stores.results import CaptureResult, Duplicate, LoadReport
from transforms.types import Rejected, Stage


def result(uri, documents=1, rejected=()):
    return CaptureResult(
        uri=uri,
        sha256="0",
        fingerprint="1",
        documents=tuple({"id": f"{uri}-{number}"} for number in range(documents)),
        rejected=rejected,
    )


def reject(uri, reason="empty", stage=Stage.DECODE):
    return Rejected(uri, stage, reason)


def report(batch, **more):
    documents = sum(len(item.documents) for item in batch.results)
    rejects = Counter(f"{item.stage}:{item.reason}" for entry in batch.results for item in entry.rejected)
    defaults = {
        "captures": len(batch.results),
        "loaded": len(batch.results),
        "documents": documents,
        "rejects": rejects,
    }
    return LoadReport(**{**defaults, **more})


def test_captures_with_and_without_articles():
    batch = Batch((result("a", 3), result("b", 0, (reject("b"),)), result("c", 1, (reject("c"),))), unchanged=4)
    account = account_for(batch, report(batch)).checked()
    assert (account.read, account.with_articles, account.rejected, account.report.unchanged) == (7, 2, 1, 4)
    assert (account.articles, account.rejects) == (4, 2)
    assert [item.uri for item in account.named] == ["b", "c"]


def test_a_copy_is_a_duplicate_and_nothing_else():
    batch = Batch((result("a"), result("b")))
    account = account_for(
        batch, report(batch, loaded=1, documents=1, duplicates=(Duplicate("b", "a"),), duplicated=1)
    ).checked()
    assert (account.with_articles, account.rejected, account.report.duplicated) == (1, 0, 1)


def test_a_capture_whose_only_article_the_store_refused_is_rejected():
    batch = Batch((result("a"), result("b", 2)))
    refused = (reject("a", "mapping", Stage.LOAD), reject("b", "mapping", Stage.LOAD))
    account = account_for(batch, report(batch, refused=refused, documents=1)).checked()
    assert (account.with_articles, account.rejected) == (1, 1)


def test_what_the_store_could_not_take_is_left():
    account = (account_for(Batch((result("a"),)), report(Batch((result("a"),)))) + left_over(9)).checked()
    assert (account.read, account.left) == (10, 9)
    assert account.sentence == "1 article from 10 captures, 9 left for the next run"


def test_a_capture_that_vanished_is_an_error():
    batch = Batch((result("a"), result("b")))
    with pytest.raises(AccountError, match="2 captures were read, but 1 accounted for"):
        account_for(batch, report(batch, loaded=1)).checked()


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=30), st.integers(0, 5))
def test_any_batch_adds_up(shapes, unchanged):
    results = tuple(
        result(str(number), documents, (reject(str(number)),) * max(rejects, documents == 0))
        for number, (documents, rejects) in enumerate(shapes)
    )
    batch = Batch(results, unchanged)
    account = account_for(batch, report(batch)).checked()
    assert account.read == len(shapes) + unchanged
    assert (account + account).checked().read == 2 * account.read


def test_only_the_first_rejects_are_named():
    batch = Batch(tuple(result(str(number), 0, (reject(str(number)),)) for number in range(NAMED + 5)))
    account = account_for(batch, report(batch))
    assert len((account + account).named) == NAMED
    assert (account + account).rejects == 2 * (NAMED + 5)


def test_rows_tell_what_there_was_and_why():
    batch = Batch((result("a"), result("b", 0, (reject("b"),))), removed=Counter(cookie=3, social=5))
    assert [(row.what, row.why, row.count) for row in rows(account_for(batch, report(batch)))] == [
        ("captures", "read", 2),
        ("captures", "with articles", 1),
        ("captures", "rejected", 1),
        ("articles", "loaded", 1),
        ("removed", "social", 5),
        ("removed", "cookie", 3),
        ("rejected", "decode:empty", 1),
    ]


def test_an_empty_run_says_so():
    assert Account().checked().sentence == "0 articles from 0 captures"


@pytest.mark.parametrize(("number", "words"), [(0, "0 articles"), (1, "1 article"), (1234, "1,234 articles")])
def test_counted(number, words):
    assert counted(number, "article") == words
