"""WARC files, record after record: every record becomes a capture, a reject, or is counted as skipped.

fastwarc reads the records; this module looks after what a file in the wild does besides: records that are cut short, lengths
that lie, damage in the middle. Reading then goes on at the next record that can be found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecord

from sources.address import Part, part_uri
from sources.captures import Found, Told, unread
from sources.limits import max_bytes
from sources.warc_runs import RECORD, Run, Runs, pass_over, read_up_to, runs
from sources.web_record import page_of, skip_by_record
from transforms.types import Capture, Rejected, Skipped

_MOST_HEADER = 32 * 1024  # bytes
_MOST_DIGITS = 15  # of a length
_GAP = 4  # bytes between two records: two empty lines
_MOST_DAMAGES = 1000  # places; a file with more is not worth the time
_REREAD = 64 * 1024 * 1024  # bytes, beyond the file's own, that lying lengths may make us read twice
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)

_Item = Capture | Rejected | str  # str: the reason why a record is skipped


def read_warc(raw: BinaryIO, uri: str, *, part: Part | None = None, told: Told | None = None) -> Iterator[Found]:
    """The records that begin in `part`, in order, and at the end what was skipped, by reason.

    `raw` can be sought. Rejects bear the record's address and reason truncated, damaged, bad-length, bad-header, bad-http,
    bad-encoding or too-large. Raises LimitError, and OSError if `raw` cannot be read at all.
    """
    skipped: Counter[str] = Counter()
    for item in _Reader(raw, uri, part or Part(), told or Told()).items():
        if isinstance(item, str):
            skipped[item] += 1
        else:
            yield item
    yield from (Skipped(uri, reason, count) for reason, count in sorted(skipped.items()))


@dataclass(frozen=True, slots=True)
class _Taken:
    """What one record gave; held back until it is known that it ended where it said."""

    place: int  # where it begins in its run
    item: _Item
    misleading: bool = False  # it is not whole, or does not say where it ends


_Records = Generator[_Item, None, int | None]  # gives at its end where to look for the next run; None: nowhere


class _Reader:
    def __init__(self, raw: BinaryIO, uri: str, part: Part, told: Told) -> None:
        self._uri, self._part, self._told = uri, part, told
        self._limit = max_bytes()
        self._damages = self._furthest = self._reread = 0
        raw.seek(0)
        self._runs: Runs = runs(raw, raw.read(len(RECORD)))

    def items(self) -> Iterator[_Item]:
        part = self._part
        start = self._runs.find(part.start)
        if part.start == 0 and start != 0:
            yield unread(self._uri, "damaged", "it holds no record" if start is None else "it begins with no record")
        while start is not None and (part.stop is None or start < part.stop):
            run = self._runs.open(start)
            after = yield from self._run(run)
            if after is None or self._is_worn_out(run, after):
                break
            start = after if after == run.end else self._runs.find(after)
        if self._runs.exhausted or self._is_worn_out():
            rest = part_uri(self._uri, f"offset={self._furthest}-")
            yield unread(rest, "damaged", "too many damaged places: not read on")

    def _is_worn_out(self, run: Run | None = None, after: int = 0) -> bool:
        """Whether damage costs more time than the file's size allows."""
        if run and after != run.end:
            self._reread += max(0, run.reached - after)
        self._furthest = max(self._furthest, after)
        return self._damages > _MOST_DAMAGES or self._reread > self._furthest + _REREAD

    # --- one run ------------------------------------------------------------------------------------------------------

    def _run(self, run: Run) -> _Records:
        records = iter(
            ArchiveIterator(_stream(run), parse_http=False, stream_detect=False, max_header_len=_MOST_HEADER)
        )
        held: _Taken | None = None
        while True:
            record, error = _next(records)
            if record is None:
                return (yield from self._last(run, held, error))
            yield from self._asked_for(held)
            if self._runs.is_plain and self._part.stop is not None and record.stream_pos >= self._part.stop:
                return None
            held = self._take(run, record)
            if held.misleading:
                yield from self._asked_for(held)
                return self._astray(run, held.place + 1)

    def _last(self, run: Run, held: _Taken | None, error: str) -> _Records:
        """The run's last record, and what stands behind it."""
        end = self._end_of(run, held.place) if held else run.start
        if held and error and end is None:
            yield self._unread(run, held.place, "bad-length", "no record follows where its length says")
            return self._astray(run, held.place + 1)
        yield from self._asked_for(held)
        if not error and not run.failure:
            return self._unseen(end) if self._runs.is_plain else run.end
        place = run.tell() if end is None else end
        following = self._runs.find(place) if held and self._runs.is_plain else None
        if following is not None and following <= place + _GAP:
            return following  # it says itself what is wrong with it
        if not self._part.is_one:
            yield self._failed(run, place, error)
        return self._astray(run, place if held else place + 1)

    def _failed(self, run: Run, place: int, error: str) -> Rejected:
        """Bytes that belong to no record, or cannot be inflated."""
        if error and not run.failure:
            return self._unread(run, place, "damaged", error)
        member, at = run.failed_at
        uri = part_uri(self._uri, f"offset={member}" + (f"&at={at}" if at else ""))
        return unread(uri, "truncated" if run.is_cut else "damaged", run.failure)

    def _unseen(self, end: int | None) -> int | None:
        """Where a record begins behind the one that fastwarc took for the file's last."""
        return self._runs.find(end) if end is not None else None

    def _astray(self, run: Run, place: int) -> int | None:
        """Where to go on after damage: in a plain file at `place`, else at the next member."""
        self._damages += 1
        if self._runs.is_plain:
            return place
        pass_over(run)
        return run.end if run.is_over and not run.failure else self._runs.after(run)

    def _asked_for(self, held: _Taken | None) -> Iterator[_Item]:
        """What was held back, unless the part that is asked for is another record of the same run."""
        if held and (not self._part.is_one or self._runs.is_plain or held.place == (self._part.at or 0)):
            yield held.item

    def _end_of(self, run: Run, place: int) -> int | None:
        """Behind the record at `place`, by the length in its header; None: nothing ends there."""
        again = self._runs.open(place if self._runs.is_plain else run.start)
        pass_over(again, 0 if self._runs.is_plain else place)
        header, mark, rest = read_up_to(again, _MOST_HEADER).partition(b"\r\n\r\n")
        length = _LENGTH.search(header)
        if not mark or not length:
            return None
        pass_over(again, int(length[1]) - len(rest))
        behind = (rest + read_up_to(again, 2))[min(len(rest), int(length[1])) :]
        end = place + len(header) + len(mark) + int(length[1])
        return end if behind[:2] in (b"", b"\r\n") else None

    # --- one record ---------------------------------------------------------------------------------------------------

    def _take(self, run: Run, record: WarcRecord) -> _Taken:
        """What the record gives; all of it is read."""
        place = record.stream_pos
        length = record.headers.get("Content-Length") or ""
        if not length.isdecimal() or len(length) > _MOST_DIGITS:
            item = self._unread(run, place, "bad-header", "it does not say how long it is")
            return _Taken(place, item, misleading=True)
        try:
            found = self._item(run, record, int(length))
        except BaseException as error:
            if not _is_readers(error):
                raise
            return _Taken(place, self._unread(run, place, "damaged", str(error)), misleading=True)
        if found is not None:
            return _Taken(place, found)
        detail, reason = run.failure or f"it says {int(length):,} bytes, and fewer are there", "truncated"
        if run.read(1):  # it was not read to its end
            detail, reason = f"{int(length):,} bytes, from a small part of them", "too-large"
        elif run.failure and not run.is_cut:
            reason = "damaged"
        return _Taken(place, self._unread(run, place, reason, detail), misleading=True)

    def _item(self, run: Run, record: WarcRecord, length: int) -> _Item | None:
        """None: the record is shorter than it says."""
        if reason := skip_by_record(record):
            return reason if pass_over(run, length, record.consume) == length else None
        if length > self._limit + _MOST_HEADER:
            detail = f"{length:,} bytes; the limit is {self._limit:,} (COPYDESK_MAX_BYTES)"
            rejected = self._unread(run, record.stream_pos, "too-large", detail)
            return rejected if pass_over(run, length, record.consume) == length else None
        block = record.reader.read(length)
        if len(block) != length:
            return None
        return page_of(self._uri_of(run, record.stream_pos), record, block, self._told, self._limit)

    def _unread(self, run: Run, place: int, reason: str, detail: str) -> Rejected:
        return unread(self._uri_of(run, place), reason, detail)

    def _uri_of(self, run: Run, place: int) -> str:
        if self._runs.is_plain:
            return part_uri(self._uri, f"offset={place}")
        return part_uri(self._uri, f"offset={run.start}" + (f"&at={place}" if place else ""))


def _stream(run: Run) -> BinaryIO:
    return cast("BinaryIO", run)  # it is asked for nothing but read and tell


def _next(records: Iterator[WarcRecord]) -> tuple[WarcRecord | None, str]:
    """The next record; without one, what is wrong (empty: the run's end)."""
    try:
        return next(records, None), ""
    except BaseException as error:
        if not _is_readers(error):
            raise
        return None, str(error) or type(error).__name__


def _is_readers(error: BaseException) -> bool:
    """What fastwarc says of a file, or a panic of Rust's, which is no Exception but is one file's matter."""
    return isinstance(error, OSError) or type(error).__name__ == "PanicException"
