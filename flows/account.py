"""What became of every capture of a run: nothing is lost without a count and a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from flows.shard import Batch
from stores.results import LoadReport
from transforms.types import Rejected

NAMED = 10  # so many rejects are kept by name; the store keeps them all


class AccountError(AssertionError):
    """The captures that were read and what became of them do not add up: a bug."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Counts of a run, or of a part of it; parts add up with `+`."""

    files: int = 0  # of the plan; an archive holds many captures
    read: int = 0  # captures taken up
    with_articles: int = 0  # captures that gave at least one article
    rejected: int = 0  # captures that gave none
    left: int = 0  # captures that the store could not take; the next run takes them
    removed: Counter[str] = field(default_factory=Counter)  # blocks that cleaning took out, by reason
    skipped: Counter[str] = field(default_factory=Counter)  # records of archives that are no captures, by reason
    named: tuple[Rejected, ...] = ()  # the first rejects
    report: LoadReport = field(default_factory=LoadReport)

    def __add__(self, other: Account) -> Account:
        """The account of both."""
        return Account(
            files=self.files + other.files,
            read=self.read + other.read,
            with_articles=self.with_articles + other.with_articles,
            rejected=self.rejected + other.rejected,
            left=self.left + other.left,
            removed=self.removed + other.removed,
            skipped=self.skipped + other.skipped,
            named=(self.named + other.named)[:NAMED],
            report=self.report + other.report,
        )

    @property
    def articles(self) -> int:
        """Articles that were written."""
        return self.report.documents

    @property
    def rejects(self) -> int:
        """Whatever was rejected: captures, and articles of captures that have others."""
        return sum(self.report.rejects.values())

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        parts = (
            f"{counted(self.articles, 'article')} from {counted(self.read, 'capture')}",
            f"{self.report.unchanged} unchanged" if self.report.unchanged else "",
            f"{counted(self.report.duplicated, 'duplicate')}" if self.report.duplicated else "",
            f"{self.rejects} rejected" if self.rejects else "",
            f"{self.left} left for the next run" if self.left else "",
        )
        return ", ".join(part for part in parts if part)

    def checked(self) -> Account:
        """The account itself; AccountError if a capture is missing from it."""
        fates = self.with_articles + self.rejected + self.report.unchanged + self.report.duplicated + self.left
        if fates != self.read:
            raise AccountError(f"{self.read} captures were read, but {fates} accounted for: {self}")
        return self


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table that people get to see."""

    what: str
    why: str
    count: int


def rows(account: Account) -> Iterator[Row]:
    """The account as a table: what became of the captures, what was written, what was removed and rejected and why."""
    report = account.report
    found = (
        Row("captures", "read", account.read),
        Row("captures", "with articles", account.with_articles),
        Row("captures", "rejected", account.rejected),
        Row("captures", "unchanged since they were loaded", report.unchanged),
        Row("captures", "the same bytes as another", report.duplicated),
        Row("captures", "left for the next run", account.left),
        Row("articles", "loaded", report.documents),
        Row("articles", "deleted: their capture has them no more", report.deleted),
    )
    yield from (row for row in found if row.count or row.why in ("read", "loaded"))
    yield from (Row("removed", str(reason), count) for reason, count in account.removed.most_common())
    yield from (Row("rejected", reason, count) for reason, count in report.rejects.most_common())
    yield from (Row("skipped in archives", reason, count) for reason, count in account.skipped.most_common())


def account_for(batch: Batch, report: LoadReport) -> Account:
    """What became of a shard that was loaded."""
    copies = {duplicate.uri for duplicate in report.duplicates}
    refused = Counter(item.uri for item in report.refused)
    taken = [result for result in batch.results if result.uri not in copies]
    empty = sum(len(result.documents) <= refused[result.uri] for result in taken)
    return Account(
        read=len(batch.results) + batch.unchanged,
        with_articles=report.loaded - empty,
        rejected=empty,
        removed=batch.removed,
        skipped=batch.skipped,
        named=tuple(item for result in taken for item in result.rejected)[:NAMED] + report.refused[:NAMED],
        report=replace(report, duplicates=(), refused=())  # counted and named; a run may have millions
        + LoadReport(captures=batch.unchanged, unchanged=batch.unchanged),
    )


def left_over(captures: int) -> Account:
    """Captures that were not taken because the store was away."""
    return Account(files=captures, read=captures, left=captures)


def counted(number: int, noun: str) -> str:
    """`1 article`, `2 articles`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
