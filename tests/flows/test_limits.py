"""Captures under limits: whatever one does to the process that reads it, it is a reject, and the next one is read."""

import signal
import threading

import pytest

from flows import limits
from flows.limits import LimitedReader, Limits, from_environment, stage_of
from sources.captures import make_capture
from sources.limits import LimitError
from transforms.types import Rejected, Stage

MB = 1_000_000


def capture(payload):
    return make_capture(f"file:///{payload}", payload.encode(), "page.html")


@pytest.fixture(params=["forked", "spawned"])
def reader(request):
    """Makes readers whose child comes about in either way: a process with threads must not fork."""
    made = []
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    if request.param == "spawned":
        thread.start()

    def make(work, **given):
        made.append(LimitedReader(f"hostile_work:{work}", Limits(**given)))
        return made[-1]

    yield make
    for item in made:
        item.close()
    done.set()
    if request.param == "spawned":
        thread.join()


def outcome(answer):
    return (answer.stage, answer.reason) if isinstance(answer, Rejected) else answer


def test_one_child_reads_many(reader):
    count = reader("count")
    assert [count.read(capture("page")) for _ in range(3)] == [1, 2, 3]


def test_a_hang_is_ended_and_the_next_one_read(reader):
    hang = reader("hang", seconds=0.2)
    assert hang.read(capture("page")) == 1
    late = hang.read(capture("hang"))
    assert outcome(late) == (Stage.ENRICH, "time-limit")
    assert late.detail == "not read within 0.2 seconds (COPYDESK_TIME_LIMIT)"
    assert hang.read(capture("page")) == 1, "by another child"


def test_a_child_that_cannot_end_itself_is_ended(reader, monkeypatch):
    monkeypatch.setattr(limits, "_GRACE", 0.2)
    stop = reader("stop", seconds=0.1)
    assert stop.read(capture("page")) == 1
    assert outcome(stop.read(capture("stop"))) == (Stage.ENRICH, "time-limit")
    assert stop.read(capture("page")) == 1


def test_too_much_memory_is_refused_and_the_next_one_read(reader):
    swallow = reader("swallow", megabytes=100)
    answers = [swallow.read(capture(str(size))) for size in (50 * MB, 150 * MB, 50 * MB)]
    assert list(map(outcome, answers)) == [1, (Stage.ENRICH, "memory-limit"), 1]
    assert answers[1].detail == "it takes more than 100 MB to read (COPYDESK_MEMORY_LIMIT)"


def test_memory_that_the_chain_ran_out_of_is_no_bug(reader):
    assert outcome(reader("short_of_memory").read(capture("page"))) == (Stage.CLEAN, "memory-limit")


def test_a_crash_is_a_reject_and_the_next_one_read(reader):
    crash = reader("crash")
    assert crash.read(capture("page")) == 1
    gone = crash.read(capture("crash"))
    assert outcome(gone) == (Stage.ENRICH, "crashed")
    assert gone.detail == "the process that read it ended with status 7"
    assert crash.read(capture("page")) == 1


def test_a_child_that_is_gone_does_not_end_a_filter(reader):
    """`copydesk extract` ends at a broken pipe, as cat does; the child's is not that pipe."""
    crash = reader("crash")
    before = signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        crash.read(capture("page"))
        crash._child._process.kill()
        crash._child._process.wait()
        assert crash.read(capture("page")) == 1
    finally:
        signal.signal(signal.SIGPIPE, before)


def test_an_exception_is_raised_here(reader):
    with pytest.raises(RuntimeError, match="ValueError: no such town"):
        reader("fail").read(capture("page"))


def test_without_limits_there_is_no_child():
    count = LimitedReader("hostile_work:count", Limits(seconds=0, megabytes=0))
    first = count.read(capture("page"))
    assert count.read(capture("page")) == first + 1
    assert count._child is None


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, Limits(60, 1000)),
        ({"COPYDESK_TIME_LIMIT": "2.5", "COPYDESK_MEMORY_LIMIT": ""}, Limits(2.5, 1000)),
        ({"COPYDESK_TIME_LIMIT": "0", "COPYDESK_MEMORY_LIMIT": "0"}, Limits(0, 0)),
    ],
    ids=["default", "one-set", "none"],
)
def test_limits_from_the_environment(environment, expected):
    assert from_environment(environment) == expected


@pytest.mark.parametrize("given", ["soon", "-1", "nan", "inf", "1e12"])
def test_a_limit_that_is_none_is_told(given):
    with pytest.raises(LimitError, match=f"COPYDESK_TIME_LIMIT={given}: give a number of seconds"):
        from_environment({"COPYDESK_TIME_LIMIT": given})


def trace(*files):
    """As faulthandler writes it."""
    return "Timeout!\nThread 0x1 (most recent call first):\n" + "".join(
        f'  File "/home/copydesk/{file}", line 9 in read\n' for file in files
    )


@pytest.mark.parametrize(
    ("files", "stage"),
    [
        (("transforms/decode.py", "transforms/pipeline.py", "flows/reading.py"), Stage.DECODE),
        (("transforms/html/walk.py", "transforms/html/blocks.py", "transforms/pipeline.py"), Stage.CLEAN),
        (("transforms/blocks.py", "transforms/segment.py", "transforms/pipeline.py"), Stage.SEGMENT),
        (("transforms/dates.py", "transforms/article.py", "transforms/pipeline.py"), Stage.ENRICH),
        (("transforms/html/tree.py",), Stage.CLEAN),
        (("transforms/pipeline.py", "flows/reading.py"), Stage.ENRICH),
        ((), Stage.ENRICH),
    ],
    ids=["decode", "html", "helper-of-a-later-step", "findings", "cut-off", "between-steps", "nothing"],
)
def test_the_stage_is_the_step_that_the_chain_had_reached(files, stage):
    assert stage_of(trace(*files)) == stage
