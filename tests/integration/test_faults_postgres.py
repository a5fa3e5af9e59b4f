"""PostgreSQL, killed by kill -9 while answers are written: those acknowledged are there."""

import random
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from threading import Condition

import pytest
import sqlalchemy as sa

from interviewer.engine import Engine, Wish
from interviewer.errors import StorageTrouble
from interviewer.events import Answered
from interviewer.store import Store
from tests import postgres
from tests.builders import make_bank
from tests.clock import Clock
from tests.contents import filled
from tests.dying import killed
from tests.fakes import FakeBanks, FakeExaminer
from tests.integration.test_faults import downgraded, whole
from tests.long import LONG, ONCE_OR_TWENTY
from tests.postgres import Postgres

BANK = make_bank(40)
WRITERS = 3


@pytest.fixture
def server() -> Iterator[Postgres]:
    """One that is going to die."""
    running = postgres.started()
    yield running
    postgres.removed(running)


@dataclass
class Told:
    """What replicas have acknowledged, and how often the database was away."""

    answers: list[tuple[str, int, str]] = field(default_factory=list)
    troubles: int = 0
    over: bool = False
    changed: Condition = field(default_factory=Condition)

    def acknowledge(self, interview: str, seq: int, words: str) -> None:
        """Notes an answer that was stored."""
        with self.changed:
            self.answers.append((interview, seq, words))
            self.changed.notify_all()

    def trouble(self) -> None:
        """Notes that it was not, and waits a moment before the next try."""
        with self.changed:
            self.troubles += 1
            self.changed.wait(0.02)

    def await_more(self, than: int, writing: "list[Future[None]]") -> None:
        """Returns when more answers were acknowledged; a writer that failed fails the test."""
        with self.changed:
            while len(self.answers) <= than:
                assert self.changed.wait(60), "Nothing is written any more."
                for each in writing:
                    if each.done():
                        each.result()


def hold(url: str, name: int, told: Told) -> None:
    """A replica: interviews without end, whatever becomes of the database meanwhile."""
    numbers = count(1)
    with closing(Store(url)) as store:
        engine = Engine(
            store,
            FakeBanks(BANK),
            FakeExaminer(),
            now=Clock(),
            new_id=lambda: f"i{name}x{next(numbers)}",
        )
        interview = ""
        while not told.over:
            try:
                if not interview or engine.load(interview).finished:
                    interview = engine.start(Wish(bank=BANK.id, count=20))
                state = engine.advance(interview)  # what was cut off goes on here
                if not state.finished:
                    words = f"It is k1, words number {state.seq} of {interview}."
                    state = engine.answer(interview, words)
                    told.acknowledge(interview, state.seq - 1, words)
            except StorageTrouble:
                told.trouble()


@ONCE_OR_TWENTY
@pytest.mark.parametrize("victim", ["server", "backend"])
def test_answers_outlast_a_postgresql_that_is_killed(
    server: Postgres, victim: str, kills: int
) -> None:
    """Its first process, with which all end; or the one that serves a replica, upon which the
    server ends all the others and recovers. Three replicas write, and go on by themselves.
    """
    url, told = server.database(), Told()
    with ThreadPoolExecutor(WRITERS) as pool:
        writing = [pool.submit(hold, url, name, told) for name in range(WRITERS)]
        try:
            for seed in range(kills):
                chance = random.Random(seed)  # noqa: S311 - when and whom to kill
                told.await_more(len(told.answers) + chance.randint(1, 60), writing)
                if victim == "server":
                    server.kill_hard()
                    server.start()
                else:
                    server.kill_backend(chance)
                told.await_more(len(told.answers) + WRITERS, writing)
        finally:
            told.over = True
    for each in writing:
        each.result()
    assert told.troubles >= kills
    with closing(Store(url)) as store:
        for interview in {i for i, _, _ in told.answers}:
            kept = {e.seq: e.text for e in store.events(interview) if isinstance(e, Answered)}
            assert {
                s: words for i, s, words in told.answers if i == interview
            }.items() <= kept.items()
        whole(store)


def test_a_migration_of_postgresql_that_was_killed_is_done_again(
    server: Postgres, tmp_path: Path
) -> None:
    """The database is as it was before, and then as it should be."""
    url = server.database()
    with closing(Store(url)) as store:
        filled(store)
        owned = [s.id for s in store.of("of-anna").summaries()]
        events = [store.of("of-anna").events(i) for i in owned]
    downgraded(url)
    (tmp_path / "address").write_text(url)
    killed("migration_of_a_server", tmp_path)
    version = server.sql(url.rpartition("/")[2], "SELECT version_num FROM alembic_version")
    assert version == [("0001",)]
    with closing(Store(url)) as store:  # in that form everything belonged to the one local user
        assert [store.events(i) for i in owned] == events
        assert len(store.reviews()) == len(store.summaries()) == 4
        whole(store)


@pytest.mark.parametrize("each", [40, pytest.param(300, marks=LONG)])
def test_four_processes_write_at_once_to_postgresql(server: Postgres, each: int) -> None:
    """Nothing is locked out, nothing is lost; two of them write what one owner has."""
    code = (
        "import sys; from interviewer.store import Store\n"
        "from tests.integration.test_store import put\n"
        "url, name = sys.argv[1:]; store = Store(url).of(name[0])\n"
        f"for n in range({each}): put(store, name + str(n))\n"
    )
    url = server.database()
    Store(url).close()
    names = ("a0-", "a1-", "b0-", "b1-")
    writers = [subprocess.Popen([sys.executable, "-c", code, url, name]) for name in names]
    assert [w.wait() for w in writers] == [0, 0, 0, 0]
    with closing(Store(url)) as store:
        for owner in "ab":
            assert len(store.of(owner).summaries()) == 2 * each
            assert store.of(owner).damaged() == ()


def test_deriving_anew_loses_nothing_that_is_written_meanwhile(server: Postgres) -> None:
    """An interview that another replica finishes after its events were read and before what was
    derived from them is written.
    """
    url = server.database()
    with closing(Store(url)) as store, closing(Store(url)) as other, ThreadPoolExecutor(1) as pool:
        held = Engine(
            other, FakeBanks(BANK), FakeExaminer(), now=Clock(), new_id=count(1).__next__().__str__
        )
        interview = held.start(Wish(bank=BANK.id, count=1))
        held.answer(interview, "It is k1, k2, k3.")
        finishing: list[Future[object]] = []

        def goes_on(*of: object) -> None:
            if not finishing and str(of[2]).startswith("UPDATE interviews"):
                finishing.append(pool.submit(held.advance, interview))
                server.await_waiting(url, finishing[0].done)

        sa.event.listen(store.engine, "before_cursor_execute", goes_on)
        assert store.rebuild() == 1
        finishing[0].result()
        state = other.load(interview)
        (summary,) = other.summaries()
        assert state.finished
        assert (summary.finished, summary.updated_at) == (state.finished, state.last_at)
        learnt = other.learned(), other.reviews()
        assert len(learnt[1]) == len(learnt[0].memories) == 1
        store.rebuild()
        assert (other.learned(), other.reviews()) == learnt
