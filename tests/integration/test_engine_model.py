"""The engine with a model: who judges what, what it may take, and how to go on without it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

from interviewer.engine import STOPPED, Engine, Wish
from interviewer.errors import BadRequest
from interviewer.events import (
    AskedBack,
    Clarified,
    Event,
    Finished,
    FinishReason,
    HandedOver,
    Mode,
    Purpose,
)
from interviewer.examiner import Case, Judgement
from interviewer.interview import Round, apply
from interviewer.panel import NOT_CONNECTED, Clarification, Clarifying
from interviewer.rubric import Grade, Ungraded, Usage
from interviewer.store import Store
from tests.builders import make_bank
from tests.clock import Clock
from tests.fakes import FakeBanks, FakeExaminer, unavailable

BANK = make_bank(3)
USAGE = Usage(model="m", tokens_in=900, tokens_cached=500, tokens_out=100)


class FakeModel(FakeExaminer):
    """Judges like the other fake, takes a thousand tokens each time, and can judge more."""

    name = "fake-model/1"
    can_ask: tuple[Purpose, ...] = (*FakeExaminer.can_ask, Purpose.DEPTH, Purpose.EXAMPLE)

    def grade(self, case: Case) -> Grade:
        return super().grade(case).model_copy(update={"usage": USAGE})


@dataclass
class FakeClarifier:
    """Says what it is told to say."""

    said: str | None = "In other words."
    seen: list[str] = field(default_factory=list)

    def clarify(self, now: Round) -> Clarifying:
        self.seen.append(now.turns[-1].asides[-1].asked.text)
        yield ""
        return Clarification(self.said, by="fake-model/1", usage=USAGE)


@dataclass
class House:
    """An engine with and without its model."""

    builtin: FakeExaminer
    model: FakeModel
    clarifier: FakeClarifier
    plain: Engine
    engine: Engine
    store: Store

    def begun(self, mode: Mode = Mode.PRACTICE) -> str:
        return self.engine.start(Wish(BANK.id, 2, mode))

    def say(self, of: str, words: str) -> None:
        self.engine.answer(of, words)
        self.engine.advance(of)

    def kinds(self, of: str) -> list[str]:
        return [e.kind for e in self.engine.events(of)]


@pytest.fixture
def house(home: Path, clock: Clock) -> House:
    builtin, model, clarifier = FakeExaminer(), FakeModel(), FakeClarifier()
    numbers = count(1)
    store = Store(home / "interviews.sqlite3")
    plain = Engine(
        store,
        FakeBanks(BANK),
        builtin,
        now=clock,
        new_id=lambda: f"interview-{next(numbers)}",
    )
    engine = plain.with_model(model, clarifier, budget=3500)
    return House(builtin, model, clarifier, plain, engine, store)


def last(events: tuple[Event, ...]) -> Event:
    return events[-1]


def test_an_interview_keeps_who_began_it(house: House) -> None:
    """One begun without a model is judged without it, though one is connected by now."""
    of = house.plain.start(Wish(BANK.id, 2))
    house.say(of, "k1")
    assert (len(house.builtin.cases), len(house.model.cases)) == (1, 0)
    assert not house.engine.load(of).plan.by_model


def test_the_plan_records_that_a_model_judges(house: House) -> None:
    """Its name, what it can ask, and what it may take."""
    plan = house.engine.load(house.begun()).plan
    assert (plan.examiner, plan.by_model, plan.budget) == ("fake-model/1", True, 3500)
    assert Purpose.DEPTH in plan.probes


def test_where_the_model_is_not_connected_the_answer_waits(house: House) -> None:
    """It is not judged by somebody else without being asked."""
    of = house.begun()
    house.plain.answer(of, "k1")
    turn = house.plain.advance(of).turn
    assert turn is not None
    assert turn.ungraded == Ungraded(reason=NOT_CONNECTED)
    assert house.engine.retry(of).rounds[0].turns[0].grade is not None


def test_another_model_goes_on_and_puts_its_name_to_it(house: House) -> None:
    """Whoever enters another one, because the first failed, must not be left with neither."""
    of = house.begun()
    house.say(of, "k1")
    other = FakeModel()
    other.name = "other-model/1"
    engine = house.plain.with_model(other)
    engine.answer(of, "k2")
    engine.advance(of)
    grades = [t.grade for r in engine.load(of).rounds for t in r.turns if t.grade]
    assert [g.by for g in grades] == ["fake-model/1", "other-model/1"]


def test_going_on_without_the_model_judges_this_answer_and_the_rest(house: House) -> None:
    """By the built-in examiner, with the follow-ups that it can judge."""
    of = house.begun()
    house.model.outcome = unavailable
    house.say(of, "k1 and k2")
    after = house.engine.hand_over(of)
    assert after.rounds[0].turns[0].grade is not None
    assert after.rounds[0].turns[0].grade.by == "fake/1"
    assert not after.by_model
    assert after.able == FakeExaminer.can_ask
    house.say(of, "k3")
    assert (len(house.builtin.cases), len(house.model.cases)) == (2, 1)


def test_going_on_without_the_model_outlives_the_process(house: House) -> None:
    """Another process, which has the model, leaves it so."""
    of = house.begun()
    house.plain.hand_over(of)
    house.say(of, "k1, k2, k3")
    assert len(house.model.cases) == 0


def test_a_spent_budget_hands_over_and_says_so(house: House) -> None:
    """Before it is exceeded; nothing is lost, and the interview goes on."""
    of = house.begun()
    for words in ("k1", "k2", "nothing", "k1"):
        house.say(of, words)
    assert len(house.model.cases) == 3
    assert len(house.builtin.cases) == 1
    (handed,) = [e for e in house.engine.events(of) if isinstance(e, HandedOver)]
    assert handed.why == "budget"
    assert house.engine.load(of).tokens == 3000


def test_the_tokens_of_failed_judgements_count(house: House) -> None:
    """They were paid for."""
    of = house.begun()
    house.model.outcome = lambda _: Judgement(Ungraded(reason="cut", usage=USAGE))
    house.say(of, "k1")
    for _ in range(2):
        house.engine.retry(of)
    assert house.engine.load(of).tokens == 3000


def test_a_stopped_judgement_leaves_the_answer_to_be_judged_again(house: House) -> None:
    """The stop wins over a judgement that comes in later."""
    of = house.begun()
    house.engine.answer(of, "k1")
    speaking = house.engine.speak(of)
    assert next(speaking) == "Let me see."
    house.engine.stop(of)
    assert list(speaking) == []
    turn = house.engine.load(of).turn
    assert turn is not None
    assert (turn.stuck, turn.ungraded) == (True, Ungraded(reason=STOPPED))
    assert house.engine.retry(of).rounds[0].turns[0].grade is not None


@pytest.mark.parametrize("words", ["It is k1.", "What do you mean?"], ids=["judging", "clarifying"])
def test_what_was_stopped_is_paid_for(house: House, words: str) -> None:
    """Or stopping again and again would go past the budget."""
    of = house.begun()
    house.engine.answer(of, words)
    speaking = house.engine.speak(of)
    next(speaking)
    house.engine.stop(of, taken=USAGE)
    assert house.engine.load(of).tokens == 1000


def test_a_call_that_was_stopped_does_not_spoil_the_next(house: House) -> None:
    """Its failure comes in while the answer is judged once more, and is nobody's."""
    of = house.begun()
    house.engine.answer(of, "k1")
    house.model.outcome = lambda _: Judgement(Ungraded(reason="not whole after 45 seconds"))
    first = house.engine.speak(of)
    next(first)
    house.engine.stop(of)
    house.engine.judge_again(of)
    second = house.engine.speak(of)
    next(second)
    list(first)
    house.model.outcome = None
    list(second)
    turn = house.engine.load(of).rounds[0].turns[0]
    assert turn.grade is not None
    assert house.kinds(of).count("ungraded") == 1


def test_a_judgement_outlasts_the_end(house: House) -> None:
    """The interview may be ended meanwhile; then nothing more is asked."""
    of = house.begun()
    house.engine.answer(of, "k1")
    speaking = house.engine.speak(of)
    next(speaking)
    at = house.engine.load(of)
    ended = Finished(seq=at.seq, at=at.last_at, reason=FinishReason.ENDED)
    house.store.append(of, [ended], apply(at, ended))
    list(speaking)
    after = house.engine.load(of)
    assert after.rounds[0].turns[0].grade is not None
    assert house.kinds(of)[-2:] == ["finished", "graded"]


def test_ending_in_a_pause_judges_what_was_sent_before(house: House) -> None:
    """A pause is no reason to leave an answer without a mark."""
    of = house.begun()
    house.engine.answer(of, "k1")
    house.engine.pause(of)
    assert house.engine.end(of).rounds[0].turns[0].grade is not None


def test_rating_an_answer_in_a_pause_does_not_end_it(house: House) -> None:
    """Nor does it start the clock."""
    of = house.begun()
    answered = house.engine.answer(of, "k1")
    house.engine.advance(of)
    assert answered.turn is not None
    house.engine.pause(of)
    assert house.engine.rate(of, answered.turn.number, 3).paused


def test_a_clarification_can_be_stopped(house: House) -> None:
    """The fixed sentence takes its place at once, and the question is open again."""
    of = house.begun()
    house.engine.ask_back(of, "What do you mean?")
    speaking = house.engine.speak(of)
    next(speaking)
    house.engine.stop(of)
    list(speaking)
    turn = house.engine.load(of).turn
    assert turn is not None
    assert turn.open
    assert [a.said.by for a in turn.asides if a.said is not None] == ["offline"]


def test_how_sure_one_was_may_be_said_while_the_answer_is_judged(house: House) -> None:
    """The judgement that comes in later stands: nobody is asked for it twice."""
    of = house.begun()
    answered = house.engine.answer(of, "k1")
    speaking = house.engine.speak(of)
    next(speaking)
    assert answered.turn is not None
    house.engine.rate(of, answered.turn.number, 3)
    list(speaking)
    turn = house.engine.load(of).rounds[0].turns[0]
    assert turn.grade is not None
    assert turn.confidence == 3
    assert len(house.model.cases) == 1


def test_a_pause_while_the_answer_is_judged_stays_a_pause(house: House) -> None:
    """And the judgement is kept."""
    of = house.begun()
    house.engine.answer(of, "k1")
    speaking = house.engine.speak(of)
    next(speaking)
    house.engine.pause(of)
    list(speaking)
    after = house.engine.load(of)
    assert after.paused
    assert after.rounds[0].turns[0].grade is not None
    assert len(house.model.cases) == 1


def test_two_judgements_of_one_answer_leave_one_grade(house: House) -> None:
    """As of two replicas: the first stands, the second is dropped."""
    of = house.begun()
    house.engine.answer(of, "k1")
    first, second = house.engine.speak(of), house.engine.speak(of)
    next(first)
    next(second)
    list(first)
    list(second)
    assert house.kinds(of).count("graded") == 1
    assert house.kinds(of).count("asked") == 2


def test_stopping_when_all_is_done_changes_nothing(house: House) -> None:
    """The button may be pressed a moment too late."""
    of = house.begun()
    before = house.engine.events(of)
    house.engine.stop(of)
    assert house.engine.events(of) == before


def test_looking_away_stops_the_examiner(house: House) -> None:
    """Nothing is stored, and the answer is judged when somebody looks again."""
    of = house.begun()
    house.engine.answer(of, "k1")
    speaking = house.engine.speak(of)
    assert isinstance(speaking, Iterator)
    next(speaking)
    del speaking
    assert house.kinds(of)[-1] == "answered"


def test_asking_back_is_clarified_and_not_judged(house: House) -> None:
    """The question stays open, and its words are kept."""
    of = house.begun()
    house.say(of, "What do you mean by purpose?")
    (asked,) = [e for e in house.engine.events(of) if isinstance(e, AskedBack)]
    said = last(house.engine.events(of))
    assert isinstance(said, Clarified)
    assert (asked.text, said.text) == ("What do you mean by purpose?", "In other words.")
    assert said.usage == USAGE
    turn = house.engine.load(of).turn
    assert turn is not None
    assert turn.open
    assert house.model.cases == []


def test_asking_back_works_without_a_model(house: House) -> None:
    """By a fixed sentence, which repeats the question."""
    of = house.plain.start(Wish(BANK.id, 2))
    house.plain.answer(of, "What do you mean?")
    house.plain.advance(of)
    said = last(house.plain.events(of))
    assert isinstance(said, Clarified)
    assert said.by == "offline"
    assert said.usage is None
    assert house.clarifier.seen == []


def test_a_clarifier_that_has_nothing_to_say_leaves_it_to_the_fixed_sentence(
    house: House,
) -> None:
    """The candidate gets a reply in any case; the tokens count all the same."""
    house.clarifier.said = None
    of = house.begun()
    house.say(of, "What do you mean?")
    said = last(house.engine.events(of))
    assert isinstance(said, Clarified)
    assert BANK.questions[0].prompt in said.text or "as it stands above" in said.text
    assert house.engine.load(of).tokens == 1000


def test_asking_back_does_not_cost_the_mark(house: House) -> None:
    """It is no help: the answer that follows counts in full."""
    of = house.begun()
    house.say(of, "Could you rephrase that?")
    house.say(of, "k1, k2, k3")
    assert house.engine.load(of).rounds[0].score == 1.0


def test_in_interview_mode_a_question_is_an_answer(house: House) -> None:
    """As it always was."""
    of = house.begun(Mode.INTERVIEW)
    house.say(of, "What do you mean by purpose?")
    assert len(house.model.cases) == 1
    with pytest.raises(BadRequest, match="practice mode"):
        house.engine.ask_back(of, "What do you mean?")


def test_the_third_question_about_the_same_is_an_answer(house: House) -> None:
    """Nobody asks back for ever."""
    of = house.begun()
    for _ in range(3):
        house.say(of, "What do you mean?")
    assert len(house.clarifier.seen) == 2
    assert len(house.model.cases) == 1


def test_a_clarification_that_was_cut_off_is_given_later(house: House) -> None:
    """As after a crash: what was asked back is kept before anybody replies."""
    of = house.begun()
    house.engine.ask_back(of, "Eh?")
    assert house.kinds(of)[-1] == "asked_back"
    house.engine.advance(of)
    assert house.kinds(of)[-1] == "clarified"
