"""Long work in the background: one at a time for a bank, told, and stopped where wished."""

import threading

from interviewer.errors import BrokenReply
from interviewer.jobs import Jobs, Report, State


def test_work_is_done_and_says_so() -> None:
    """With how far it was."""
    jobs = Jobs()

    def work(report: Report) -> str:
        report(1, 2)
        return "Done."

    job = jobs.start("a", "Indexing", work)
    assert job.wait(10)
    assert (job.state, job.said, job.done, job.of) == (State.DONE, "Done.", 1, 2)


def test_a_bank_has_one_job_at_a_time() -> None:
    """A second start gives the first job; stopping ends it at the next step."""
    jobs, go, begun = Jobs(), threading.Event(), threading.Event()

    def work(report: Report) -> str:
        begun.set()
        go.wait(10)
        report(3, 9)
        return "Never."

    first = jobs.start("a", "Indexing", work)
    assert begun.wait(10)
    assert jobs.start("a", "Improving", work) is first
    first.stop()
    assert first.stopping
    go.set()
    assert first.wait(10)
    assert (first.state, first.said) == (State.STOPPED, "Stopped at 3 of 9.")
    assert jobs.start("a", "Indexing", lambda _: "") is not first


def test_trouble_is_told() -> None:
    """What was foreseen in its own words, the rest without its secrets."""
    jobs = Jobs()

    def known(_: Report) -> str:
        raise BrokenReply("The model hung up.")

    def unknown(_: Report) -> str:
        raise RuntimeError("key sk-123")

    for work, said in ((known, "The model hung up."), (unknown, "RuntimeError")):
        job = jobs.start("a", "Improving", work)
        assert job.wait(10)
        assert job.state is State.FAILED
        assert said in job.said
        assert "sk-123" not in job.said


def test_a_job_that_is_over_is_forgotten() -> None:
    """Once it was read."""
    jobs = Jobs()
    jobs.start("a", "Indexing", lambda _: "").wait(10)
    jobs.forget("a")
    assert jobs.of("a") is None
