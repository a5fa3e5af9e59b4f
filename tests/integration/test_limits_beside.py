"""What is asked of a model beside answers: bound by the same limits, and counted whatever comes."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from threading import Event

import pytest

from interviewer.appeals import Outcome
from interviewer.engine import Engine, Wish
from interviewer.errors import BadRequest, Conflict, InterviewNotFound, TooMuch
from interviewer.events import Graded, Worded
from interviewer.examiner import Case, Judgement, Judging
from interviewer.improving.improver import Meters
from interviewer.limits import DAY, Gate, Limits
from interviewer.panel import Summary
from interviewer.round import Round
from interviewer.rubric import Finding, Ungraded, Usage, Verdict
from interviewer.store import Store
from tests.builders import make_bank
from tests.clock import Clock
from tests.fakes import FakeBanks, FakeExaminer

BANK = make_bank(9)
COST = Usage(model="m", tokens_in=900, tokens_out=100)


class Costly(FakeExaminer):
    """Takes a thousand tokens for each judgement; `before` is done while it judges."""

    name = "model/1"

    def __init__(self, before: Callable[[], object] = lambda: None) -> None:
        super().__init__()
        self.before = before

    def judge(self, case: Case) -> Judging:
        yield "Let me see."
        self.before()
        return Judgement(self.grade(case).model_copy(update={"usage": COST}))


class Reviewer:
    """Finds nothing, for a thousand tokens; `meanwhile` is done while it looks."""

    def __init__(
        self, meanwhile: Callable[[], object] = lambda: None, *, fails: bool = False
    ) -> None:
        self.calls, self.meanwhile, self.fails = 0, meanwhile, fails

    def review(self, _: Round, point: str, reason: str) -> Outcome:
        self.calls += 1
        self.meanwhile()
        if self.fails:
            return Outcome(None, "m", "The model's reply was cut.", COST)
        return Outcome(Finding(point=point, verdict=Verdict.MISSED), "m", usage=COST)


class Summariser:
    """Says what is taken, or what is not, for a thousand tokens."""

    def __init__(self, *, holds: bool, meanwhile: Callable[[], object] = lambda: None) -> None:
        self.calls, self.holds, self.meanwhile = 0, holds, meanwhile

    def word(self, sentences: Sequence[str]) -> Summary:
        self.calls += 1
        self.meanwhile()
        if not self.holds:
            return Summary(None, "m", "None of it says the same.", COST)
        return Summary(("One.", "Two.", "Three."), "m", usage=COST)


class House:
    """One user's interviews under some limits, with a model of one's own."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.store, self.clock, self.ids = Store(path), clock, count(1)
        self.gate = Gate(Limits())

    def engine(self, *model: object, owner: str = "of-anna", **limits: int) -> Engine:
        whole = Engine(
            self.store,
            FakeBanks(BANK),
            FakeExaminer(),
            now=self.clock,
            new_id=lambda: f"i{next(self.ids)}",
        )
        self.gate = Gate(Limits(**limits))
        whole.guard(self.gate)
        examiner = next((m for m in model if isinstance(m, Costly)), FakeExaminer())
        reviewer = next((m for m in model if isinstance(m, Reviewer)), None)
        summariser = next((m for m in model if isinstance(m, Summariser)), None)
        own = whole.of(owner, FakeBanks(BANK))
        return own.with_model(examiner, reviewer=reviewer, summariser=summariser)

    def taken(self) -> int:
        return self.store.of("of-anna").taken("tokens", self.clock() - DAY)


@pytest.fixture
def house(tmp_path: Path, clock: Clock) -> Iterator[House]:
    """A database of its own."""
    made = House(tmp_path / "a.sqlite3", clock)
    yield made
    made.store.close()


def over(engine: Engine) -> str:
    """An interview that is over, in which one point was shown and others missed."""
    interview = engine.start(Wish(bank=BANK.id, count=1))
    engine.answer(interview, "k1")
    engine.end(interview)
    return interview


def test_a_refused_wording_is_kept_and_counted(house: House) -> None:
    """It was paid for; at the end of the tokens the model is asked no more."""
    model = Summariser(holds=False)
    held = house.engine(model, tokens_per_day=2000)
    both = [over(held) for _ in range(2)]
    for number, interview in enumerate(both, 1):
        with pytest.raises(BadRequest, match="None of it says the same"):
            held.word_summary(interview)
        assert house.taken() == 1000 * number
        last = held.events(interview)[-1]
        assert isinstance(last, Worded)
        assert (last.texts, last.why, last.usage) == (None, "None of it says the same.", COST)
        assert held.report(interview).header.tokens == 1000
    with pytest.raises(TooMuch, match="2,000 tokens of the model for a day are spent"):
        held.word_summary(both[0])
    assert model.calls == 2
    house.clock.advance(days=1, seconds=1)
    with pytest.raises(BadRequest, match="None of it"):
        held.word_summary(both[0])
    with pytest.raises(BadRequest, match="What this interview may take of the model is spent"):
        held.word_summary(both[0])
    assert model.calls == 3


def test_a_refused_wording_takes_none_away(house: House) -> None:
    """What an earlier one said stays."""
    model = Summariser(holds=True)
    held = house.engine(model)
    interview = over(held)
    held.word_summary(interview)
    model.holds = False
    with pytest.raises(BadRequest):
        held.word_summary(interview)
    kept = held.load(interview).worded
    assert kept is not None
    assert kept.texts == ("One.", "Two.", "Three.")


def test_without_tokens_the_built_in_examiner_looks_at_an_objection(house: House) -> None:
    """And the report says so; the model is not asked."""
    model = Reviewer()
    held = house.engine(model, tokens_per_day=1000)
    both = [over(held) for _ in range(2)]
    for interview in both:
        held.dispute(interview, BANK.questions[0].id, "k2", "I meant it.")
        assert (model.calls, house.taken()) == (1, 1000)
    first, second = (held.report(i).questions[0].appeals[0] for i in both)
    assert (first.by, second.by) == ("m", "fake/1")
    assert "tokens" not in first.text
    assert second.text.endswith("spent for now, so the built-in examiner looked at it.")


def test_a_review_that_failed_is_counted(house: House) -> None:
    """As often as it is tried again."""
    held = house.engine(Reviewer(fails=True), tokens_per_day=9000)
    interview = over(held)
    for taken in (1000, 2000):
        held.dispute(interview, BANK.questions[0].id, "k2", "I meant it.")
        assert house.taken() == taken


def test_objections_wordings_and_retries_have_the_rate_of_answers(house: House) -> None:
    """Nothing of what is refused is stored, and no model is asked."""
    reviewer, summariser = Reviewer(), Summariser(holds=True)
    held = house.engine(reviewer, summariser, answers_per_minute=2)
    interview, question = over(held), BANK.questions[0].id
    held.dispute(interview, question, "k2", "I meant it.")
    before = held.events(interview)
    with pytest.raises(TooMuch, match="more than 2 answers within a minute"):
        held.dispute(interview, question, "k3", "I meant it.")
    with pytest.raises(TooMuch, match="more than 2 answers within a minute"):
        held.word_summary(interview)
    assert held.events(interview) == before
    assert (reviewer.calls, summariser.calls) == (1, 0)
    house.clock.advance(seconds=61)
    held.word_summary(interview)


def test_judging_again_has_the_rate_of_answers(house: House) -> None:
    """But the built-in examiner may take over at any time."""
    held = house.engine(answers_per_minute=2)
    lost = Judgement(Ungraded(reason="Cut.", usage=COST))
    held._conductor.panel.model.outcome = lambda _: lost  # type: ignore[union-attr]
    interview = held.start(Wish(bank=BANK.id, count=1))
    held.answer(interview, "k1")
    held.advance(interview)
    held.retry(interview)
    with pytest.raises(TooMuch):
        held.retry(interview)
    assert held.load(interview).tokens == 2000
    held.hand_over(interview)
    assert any(isinstance(e, Graded) for e in held.events(interview))


@pytest.mark.parametrize("what", ["objection", "wording", "improving"])
def test_whoever_asks_a_model_waits_in_the_queue(house: House, what: str) -> None:
    """While another is judged the model is not asked; the objection is saved by then."""
    model, summariser = Reviewer(), Summariser(holds=True)
    held = house.engine(model, summariser, judged_at_once=1)
    interview, asked = over(held), Event()

    def improve() -> None:
        meter: Meters = held.meter()
        with meter.turn():
            asked.set()

    acts: dict[str, Callable[[], object]] = {
        "objection": lambda: held.dispute(interview, BANK.questions[0].id, "k2", "I meant it."),
        "wording": lambda: held.word_summary(interview),
        "improving": improve,
    }
    with ThreadPoolExecutor(1) as pool, ExitStack() as another:
        assert list(another.enter_context(house.gate.queue.place())) == []
        waits = pool.submit(acts[what])
        while house.gate.queue.ahead() < 2:
            assert not waits.done()
        assert (model.calls, summariser.calls, asked.is_set()) == (0, 0, False)
        if what == "objection":
            assert held.events(interview)[-1].kind == "disputed"
        another.close()
        waits.result()
    assert model.calls + summariser.calls + asked.is_set() == 1
    assert house.gate.queue.ahead() == 0


def test_what_comes_meanwhile_costs_no_objection(house: House) -> None:
    """It is stored after what another tab has added; what it took is counted once."""
    held = house.engine(tokens_per_day=9000)
    interview, question = over(held), BANK.questions[0].id
    other = held.with_model(FakeExaminer(), reviewer=Reviewer())
    first = Reviewer(lambda: other.dispute(interview, question, "k3", "I meant it."))
    held.with_model(FakeExaminer(), reviewer=first).dispute(interview, question, "k2", "It is so.")
    assert [a.by for a in held.report(interview).questions[0].appeals] == ["m", "m"]
    assert house.taken() == 2000


def test_the_same_objection_twice_at_once_is_paid_twice(house: House) -> None:
    """One verdict is kept; both calls were made."""
    held = house.engine(tokens_per_day=9000)
    interview, question = over(held), BANK.questions[0].id
    other = held.with_model(FakeExaminer(), reviewer=Reviewer())
    first = Reviewer(lambda: other.dispute(interview, question, "k2", "I meant it."))
    with pytest.raises(Conflict):
        held.with_model(FakeExaminer(), reviewer=first).dispute(
            interview, question, "k2", "It is so."
        )
    assert house.taken() == 2000


@pytest.mark.parametrize("what", ["answer", "objection", "wording"])
def test_who_deletes_an_interview_under_judgement_has_paid(house: House, what: str) -> None:
    """The model was asked all the same."""
    held = house.engine(Costly(), tokens_per_day=9000)
    interview = over(held) if what != "answer" else held.start(Wish(bank=BANK.id, count=1))
    before = house.taken()

    def gone() -> None:
        held.delete(interview)

    asked = held.with_model(
        Costly(gone), reviewer=Reviewer(gone), summariser=Summariser(holds=True, meanwhile=gone)
    )
    if what == "answer":
        asked.answer(interview, "k1")
    acts: dict[str, Callable[[], object]] = {
        "answer": lambda: asked.advance(interview),
        "objection": lambda: asked.dispute(interview, BANK.questions[0].id, "k2", "It is so."),
        "wording": lambda: asked.word_summary(interview),
    }
    with pytest.raises(InterviewNotFound):
        acts[what]()
    assert house.taken() == before + 1000


def test_an_answer_judged_twice_at_once_is_paid_twice(house: House) -> None:
    """At two replicas, say: one grade is kept, two judgements were made."""
    held = house.engine(Costly(), tokens_per_day=9000)
    interview = held.start(Wish(bank=BANK.id, count=1))
    held.answer(interview, "k1 k2 k3")
    held.with_model(Costly(lambda: held.advance(interview))).advance(interview)
    assert sum(isinstance(e, Graded) for e in held.events(interview)) == 1
    assert house.taken() == 2000


def test_what_was_stopped_is_counted_once(house: House) -> None:
    """Whoever stopped it has said what it took by then; the rest is added when it comes."""
    held = house.engine(Costly(), tokens_per_day=9000)
    interview = held.start(Wish(bank=BANK.id, count=1))
    held.answer(interview, "k1 k2 k3")
    by_then = Usage(model="m", tokens_in=300, tokens_out=0)
    stopped = Costly(lambda: held.stop(interview, taken=by_then))
    held.with_model(stopped).advance(interview)
    assert house.taken() == 1000
