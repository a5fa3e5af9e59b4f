"""Library: long work on a bank goes on in the background, is seen, stopped and gone on with."""

from threading import Event

import pytest

from interviewer.jobs import Job, Report, State
from interviewer.pages import banktools, service
from interviewer.wiring import Wired
from knowledge.question import Bank
from tests.builders import make_bank
from tests.ui.drawn import choose, drawn, keys, opened, press, text


@pytest.fixture
def bank(wired: Wired) -> Bank:
    """A bank of the user's own."""
    made = make_bank(3)
    wired.library.put(made)
    return made


def job_of(bank: Bank) -> Job:
    """What is being done with it."""
    job = service.jobs().of(f"/{bank.id}")
    assert job is not None
    return job


def test_a_large_bank_is_indexed_in_the_background(
    monkeypatch: pytest.MonkeyPatch, wired: Wired
) -> None:
    """The page is there at once; when all is done nothing more is said of it."""
    monkeypatch.setattr(banktools, "_LARGE", 2)
    at = opened("library")
    at.file_uploader(key="upload").upload("notes.txt", b"Q: What is a lease?\nA: A lock.\n")
    press(choose(drawn(at), "import_name", "Notes"), "import")
    assert service.jobs().of("/notes") is None
    at = opened("library")
    both = b"Q: What is a lease?\nA: A lock.\n\nQ: What is a queue?\nA: A line.\n"
    at.file_uploader(key="upload").upload("more.txt", both)
    press(choose(drawn(at), "import_name", "More"), "import")
    job = job_of(wired.library.get("more"))
    assert job.wait(60)
    assert (job.state, job.done) == (State.DONE, 2)
    assert "job_stop" not in keys(drawn(at))
    found = wired.library.search("first in, first out line", "more", 1)
    assert found[0].question.prompt == "What is a queue?"


def test_what_is_stopped_can_be_gone_on_with(wired: Wired, bank: Bank) -> None:
    """How far it is stands on the page, with the way to stop it."""
    begun, free = Event(), Event()

    def slow(report: Report) -> str:
        report(1, 3)
        begun.set()
        free.wait(60)
        report(2, 3)
        return ""

    job = service.jobs().start(f"/{bank.id}", "Indexing", slow)
    assert begun.wait(60)
    at = choose(opened("library"), "library_bank", bank.id)
    assert "Indexing: 1 of 3" in text(at)
    press(at, "job_stop")
    assert job.stopping
    free.set()
    assert job.wait(60)
    said = text(drawn(at))
    assert "Indexing: Stopped at 2 of 3. What is done is kept." in said
    press(at, "job_resume")
    assert job_of(bank) is not job
    assert job_of(bank).wait(60)
    assert job_of(bank).state is State.DONE
    assert "job_resume" not in keys(drawn(at))
    assert wired.library.search("dropout", bank.id, 1)


def test_what_failed_says_why_and_can_be_closed(bank: Bank) -> None:
    """Whatever it was that failed."""

    def broken(_: Report) -> str:
        raise OSError("the disk")

    assert service.jobs().start(f"/{bank.id}", "Indexing", broken).wait(60)
    at = choose(opened("library"), "library_bank", bank.id)
    assert "It failed for a reason that was not foreseen (OSError)." in text(at)
    press(at, "job_close")
    assert service.jobs().of(f"/{bank.id}") is None
    assert "not foreseen" not in text(at)
