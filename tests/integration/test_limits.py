"""What one user may take, and who is judged when many are."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from threading import Barrier, Event
from typing import Any

import pytest

from interviewer.engine import Engine, Wish
from interviewer.errors import Conflict, TooMuch
from interviewer.events import Answered, Graded
from interviewer.examiner import Case, Judgement, Judging
from interviewer.limits import Gate, Limits, Queue
from interviewer.rubric import Usage
from interviewer.store import Store
from interviewer.wiring import Wired
from tests.builders import make_bank
from tests.clock import Clock
from tests.fakes import FakeBanks, FakeExaminer

BANK = make_bank(9)


@pytest.fixture
def engine(tmp_path: Path, clock: Clock) -> Iterator[Callable[..., Engine]]:
    """`engine(answers_per_minute=3)`: the interviews of a user who has logged in."""
    store = Store(tmp_path / "a.sqlite3")
    numbers = count(1)

    def made(owner: str = "of-anna", examiner: Any = None, **limits: int) -> Engine:
        whole = Engine(
            store,
            FakeBanks(BANK),
            examiner or FakeExaminer(),
            now=clock,
            new_id=lambda: f"i{next(numbers)}",
        )
        whole.guard(Gate(Limits(**limits)))
        return whole.of(owner, FakeBanks(BANK)) if owner else whole

    yield made
    store.close()


def test_answers_beyond_the_rate_are_refused_and_not_stored(
    engine: Callable[..., Engine], clock: Clock
) -> None:
    """It says when the next one is taken, and then takes it."""
    held = engine(answers_per_minute=2)
    interview = held.start(Wish(bank=BANK.id, count=9))
    for _ in range(2):
        held.answer(interview, "k1 k2")
        held.advance(interview)
        clock.advance(seconds=20)
    with pytest.raises(TooMuch, match="in 21 seconds"):
        held.answer(interview, "k1 k2")
    assert sum(isinstance(e, Answered) for e in held.events(interview)) == 2
    clock.advance(seconds=21)
    held.answer(interview, "k1 k2")


def test_what_could_not_be_stored_is_not_counted(
    engine: Callable[..., Engine], clock: Clock
) -> None:
    """An answer and its count are one: nobody loses an answer to a tab that was as quick."""
    held = engine(answers_per_minute=2)
    not_counted(held, clock)


def not_counted(held: Engine, clock: Clock) -> None:
    """Two tabs have seen the same, and both answer; then a third answer is one too many."""
    wish = Wish(bank=BANK.id, count=1)
    interview = held.start(wish)
    seen = held.load(interview)
    held.answer(interview, "k1")
    with pytest.raises(Conflict):
        held._append(interview, seen, partial(Answered, text="k2"), counts=held._gate.answer)
    assert held._store.taken("answers", clock() - timedelta(minutes=1)) == 1
    held.answer(held.start(wish), "k1")
    third = held.start(wish)
    with pytest.raises(TooMuch):
        held.answer(third, "k1")
    assert not any(isinstance(e, Answered) for e in held.events(third))


def test_another_user_has_a_rate_of_their_own(engine: Callable[..., Engine]) -> None:
    """And the one local user has none."""
    anna = engine(answers_per_minute=1)
    ben, local = (anna.of(owner, FakeBanks(BANK)) for owner in ("of-ben", ""))
    for held in (anna, ben):
        held.answer(held.start(Wish(bank=BANK.id)), "k1")
        with pytest.raises(TooMuch):
            held.answer(held.start(Wish(bank=BANK.id)), "k1")
    for _ in range(5):
        local.answer(local.start(Wish(bank=BANK.id)), "k1")


def test_too_many_interviews_in_progress_are_refused(engine: Callable[..., Engine]) -> None:
    """Ending one makes room; nothing of the refused one is stored."""
    held = engine(open_interviews=2)
    first, _ = (held.start(Wish(bank=BANK.id)) for _ in range(2))
    with pytest.raises(TooMuch, match="Finish, end or delete"):
        held.start(Wish(bank=BANK.id))
    assert len(held.interviews()) == 2
    held.end(first)
    held.start(Wish(bank=BANK.id))


def test_many_tabs_at_once_begin_no_more_than_they_may(engine: Callable[..., Engine]) -> None:
    """All of them have planned before the first is stored; another user has room of their own."""
    held, gathered = engine(open_interviews=2), Barrier(12)
    held._new_id = lambda: f"t{gathered.wait()}"

    def begin(_: int) -> bool:
        try:
            held.start(Wish(bank=BANK.id))
        except TooMuch:
            return False
        return True

    with ThreadPoolExecutor(12) as pool:
        assert sum(pool.map(begin, range(12))) == 2
    assert len(held.interviews()) == 2
    other = held.of("of-ben", FakeBanks(BANK))
    other._new_id = lambda: "b1"
    other.start(Wish(bank=BANK.id))


class Costly(FakeExaminer):
    """Takes a thousand tokens for each judgement."""

    name = "model/1"

    def judge(self, case: Case) -> Judging:
        yield "Let me see."
        usage = Usage(model="m", tokens_in=900, tokens_out=100)
        return Judgement(self.grade(case).model_copy(update={"usage": usage}))


def test_a_day_s_tokens_end_with_the_built_in_examiner(
    engine: Callable[..., Engine], clock: Clock
) -> None:
    """It takes over within the interview and judges the next one whole; a day later all is new."""
    held = engine(tokens_per_day=2000).with_model(Costly(), budget=60_000)

    def judges() -> list[str]:
        interview = held.start(Wish(bank=BANK.id, count=3))
        for _ in range(3):
            held.answer(interview, "k1 k2 k3")
            held.advance(interview)
        return [e.grade.by for e in held.events(interview) if isinstance(e, Graded)]

    assert judges() == ["model/1", "model/1", "fake/1"]
    assert judges() == ["fake/1"] * 3
    clock.advance(days=1, seconds=1)
    assert judges()[0] == "model/1"


def test_a_day_s_tokens_are_one_sum_for_all_interviews(
    engine: Callable[..., Engine], clock: Clock
) -> None:
    """Those begun before the tokens were spent share it, and deleting one gives none back."""
    held = engine(tokens_per_day=2000).with_model(Costly(), budget=60_000)
    first, second = (held.start(Wish(bank=BANK.id, count=9)) for _ in range(2))

    def judged(interview: str) -> str:
        held.answer(interview, "k1 k2 k3")
        held.advance(interview)
        return [e.grade.by for e in held.events(interview) if isinstance(e, Graded)][-1]

    assert [judged(first), judged(second), judged(second)] == ["model/1", "model/1", "fake/1"]
    held.delete(first)
    held.delete(second)
    assert judged(held.start(Wish(bank=BANK.id, count=9))) == "fake/1"
    clock.advance(days=1, seconds=1)
    assert judged(held.start(Wish(bank=BANK.id, count=9))) == "model/1"


def test_what_was_taken_counts_in_every_replica(
    engine: Callable[..., Engine], tmp_path: Path, clock: Clock
) -> None:
    """Answers and tokens are counted in the database: another process knows of them."""
    limits = Limits(answers_per_minute=4, tokens_per_day=2000)

    def replica() -> Engine:
        ids = count(100)
        whole = Engine(
            Store(tmp_path / "a.sqlite3"),
            FakeBanks(BANK),
            FakeExaminer(),
            now=clock,
            new_id=lambda: f"r{next(ids)}",
        )
        whole.guard(Gate(limits))
        return whole.of("of-anna", FakeBanks(BANK)).with_model(Costly(), budget=60_000)

    one, other = replica(), replica()
    interview = one.start(Wish(bank=BANK.id, count=9))
    judges = []
    for held in (one, other, one, other):
        held.answer(interview, "k1 k2 k3")
        held.advance(interview)
        judges.append([e.grade.by for e in held.events(interview) if isinstance(e, Graded)][-1])
    assert judges == ["model/1", "model/1", "fake/1", "fake/1"]
    for held in (one, other):
        with pytest.raises(TooMuch, match="more than 4 answers"):
            held.answer(interview, "k1")
        held._store.close()


def test_two_at_once_do_not_pass_the_limit_together(
    engine: Callable[..., Engine], clock: Clock
) -> None:
    """Whoever counts does so alone."""
    store = engine()._store
    with ThreadPoolExecutor(8) as pool:
        taken = pool.map(
            lambda _: store.take_one("answers", clock(), clock() - timedelta(minutes=1), 5),
            range(40),
        )
    assert sum(first is None for first in taken) == 5


def test_what_a_user_takes_beside_interviews_counts_too(
    engine: Callable[..., Engine], clock: Clock
) -> None:
    """The next interview is judged by the built-in examiner, and no more may be taken today."""
    held = engine(tokens_per_day=2000).with_model(Costly(), budget=60_000)
    meter = held.meter()
    meter.admit()
    meter.took(2000)
    with pytest.raises(TooMuch, match="2,000 tokens of the model for a day are spent"):
        meter.admit()
    interview = held.start(Wish(bank=BANK.id, count=2))
    held.answer(interview, "k1 k2 k3")
    held.advance(interview)
    judged = [e.grade.by for e in held.events(interview) if isinstance(e, Graded)]
    assert judged == ["fake/1"]
    held.delete_all()
    with pytest.raises(TooMuch):
        meter.admit()
    engine(owner="", tokens_per_day=1).meter().admit()  # the one local user has no limit
    clock.advance(days=1, seconds=1)
    meter.admit()


class Slow(FakeExaminer):
    """Judges when it is let, and counts how many are judged at once."""

    def __init__(self) -> None:
        super().__init__()
        self.go, self.inside, self.most = Event(), 0, 0

    def judge(self, case: Case) -> Judging:
        self.inside += 1
        self.most = max(self.most, self.inside)
        self.go.wait()
        judgement = yield from super().judge(case)
        self.inside -= 1
        return judgement


def test_answers_above_the_limit_wait_and_are_all_judged(engine: Callable[..., Engine]) -> None:
    """One at a time; whoever waits is told how many are before, and can stop."""
    slow = Slow()
    held = engine(examiner=slow, judged_at_once=1)
    interviews = [held.start(Wish(bank=BANK.id)) for _ in range(4)]
    for each in interviews:
        held.answer(each, "k1")
    assert held.ahead() == 0
    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(held.advance, interviews[0])
        while slow.inside == 0:
            assert not first.done()
        assert held.ahead() == 1
        given_up = held.speak(interviews[1])
        assert next(given_up) == ""
        assert held.ahead() == 2
        given_up.close()
        assert held.ahead() == 1
        others = [pool.submit(held.advance, waiting) for waiting in interviews[2:]]
        slow.go.set()
        for judging in (first, *others):
            judging.result()
    assert slow.most == 1
    assert held.ahead() == 0
    judged = [sum(isinstance(e, Graded) for e in held.events(i)) for i in interviews]
    assert judged == [1, 0, 1, 1]


def test_the_queue_keeps_the_order() -> None:
    """First come, first served; a place that is given up goes to the next."""
    queue = Queue(1)
    with queue.place() as first:
        assert list(first) == []
        with queue.place() as second, queue.place() as third:
            assert next(second) is None
            assert next(third) is None
            assert queue.ahead() == 3
    assert queue.ahead() == 0


def test_the_page_says_how_many_answers_are_before(wired: Wired) -> None:
    """Nothing where one's own is judged at once."""
    from interviewer.pages.judging import before_you

    wired.engine.guard(Gate(Limits(judged_at_once=1)))
    assert before_you(wired) == ""
    with wired.engine._gate.queue.place() as first:
        assert list(first) == []
        assert before_you(wired) == " 1 answer is before yours."
        with wired.engine._gate.queue.place() as second:
            next(second)
            assert before_you(wired) == " 2 answers are before yours."


def test_moves_beside_answers_have_a_rate_too(engine: Callable[..., Engine], clock: Clock) -> None:
    """Four times that of answers, over all interviews; what is refused is not stored."""
    held = engine(answers_per_minute=1)
    interview = held.start(Wish(bank=BANK.id, count=9))
    held.pause(interview)
    held.resume(interview)
    held.skip(interview)
    held.advance(interview)
    before = held.events(interview)
    for move in (held.pause, held.skip, held.hint, lambda _: held.start(Wish(BANK.id))):
        with pytest.raises(TooMuch, match="more than 4 moves"):
            move(interview)
    assert held.events(interview) == before
    assert len(held.interviews()) == 1
    held.end(interview)  # always possible
    clock.advance(seconds=61)
    held.start(Wish(bank=BANK.id))


def test_the_local_user_moves_as_they_like(engine: Callable[..., Engine]) -> None:
    """There is one, at their own machine."""
    held = engine(owner="", answers_per_minute=1)
    interview = held.start(Wish(bank=BANK.id, count=9))
    for _ in range(5):
        held.pause(interview)
        held.resume(interview)


def test_changes_to_banks_count_as_moves(
    wired: Wired, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has logged in; what is refused is not stored, and all can be deleted at any time.

    What was admitted as a whole is not asked about again.
    """
    monkeypatch.setattr(wired.engine, "_now", clock)
    wired.engine.guard(Gate(Limits(answers_per_minute=1)))
    hers = wired.of("anna").library
    for number in range(4):
        hers.shelve(make_bank(bank_id=f"bank-{number}"))
    for change in (
        lambda: hers.shelve(make_bank(bank_id="one-more")),
        lambda: hers.put(make_bank(bank_id="one-more")),
        lambda: hers.remove("bank-1"),
        hers.admit,
    ):
        with pytest.raises(TooMuch, match="more than 4 moves"):
            change()
    assert [b.id for b in hers.list() if not b.builtin] == [f"bank-{n}" for n in range(4)]
    hers.unhindered().shelve(make_bank(2, bank_id="bank-1"))
    assert len(hers.get("bank-1").questions) == 2
    assert hers.clear() == 4
    for number in range(5):  # the local user, as they like
        wired.library.shelve(make_bank(bank_id=f"bank-{number}"))
