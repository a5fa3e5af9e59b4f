"""The engine on a real store: saved before judged, one grade a turn, nothing twice."""

import inspect
import sqlite3
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
import structlog

from interviewer.engine import LONGEST_ANSWER, Engine, Wish
from interviewer.errors import BadRequest, BankNotFound, Conflict, InterviewNotFound
from interviewer.events import FinishReason, Mode, Purpose, Selection
from interviewer.examiner import Case, Judgement, judged
from interviewer.store import Store
from tests.builders import make_bank
from tests.clock import Clock
from tests.fakes import FakeBanks, FakeExaminer, broken, unavailable

BANK = make_bank(3)


class House:
    """An engine with everything around it within reach."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.store = Store(path / "interviews.sqlite3")
        self.banks = FakeBanks(BANK)
        self.examiner = FakeExaminer()
        self.clock = clock
        numbers = count(1)
        self.engine = Engine(
            self.store,
            self.banks,
            self.examiner,
            now=clock,
            new_id=lambda: f"interview-{next(numbers)}",
        )

    def start(self, **wish: object) -> str:
        return self.engine.start(Wish(bank=BANK.id, **({"count": 2} | wish)))  # type: ignore[arg-type]


@pytest.fixture
def house(home: Path, clock: Clock) -> House:
    return House(home, clock)


def test_an_interview_begins_with_its_first_question(house: House) -> None:
    """It carries the question whole, so that a later change of the bank rewrites nothing."""
    turn = house.engine.load(house.start()).turn
    assert turn is not None
    assert turn.asked.question == BANK.questions[0]
    assert BANK.questions[0].prompt in turn.asked.text


def test_a_whole_interview(house: House) -> None:
    """Answer, follow-up, next question, end."""
    of = house.start()
    house.engine.answer(of, "k1 and k2")
    probe = house.engine.advance(of).turn
    assert probe is not None
    assert (probe.asked.purpose, probe.asked.point) == (Purpose.MISSED_POINT, "k3")
    house.engine.answer(of, "k3")
    house.engine.advance(of)
    house.engine.answer(of, "k1, k2 and k3")
    done = house.engine.advance(of)
    assert done.finished is FinishReason.COMPLETED
    assert [r.score for r in done.rounds] == [pytest.approx(2.5 / 3), 1.0]


def test_an_answer_is_saved_before_it_is_judged(house: House, home: Path) -> None:
    """When the examiner is asked, another connection already finds the answer."""
    of = house.start()
    seen: list[str] = []

    def look(case: object) -> None:
        other = Store(home / "interviews.sqlite3").load(of).turn
        assert other is not None
        assert other.answer is not None
        seen.append(other.answer.text)
        raise RuntimeError

    house.examiner.outcome = look  # type: ignore[assignment]
    house.engine.answer(of, "my words")
    house.engine.advance(of)
    assert seen == ["my words"]


@pytest.mark.parametrize("trouble", [unavailable, broken])
def test_an_answer_that_cannot_be_judged_is_kept_and_judged_later(
    house: House, trouble: Callable[..., object]
) -> None:
    """Ungraded is not wrong: there is no mark, and trying again gives one."""
    of = house.start()
    house.examiner.outcome = trouble  # type: ignore[assignment]
    house.engine.answer(of, "k1, k2, k3")
    stuck = house.engine.advance(of)
    assert stuck.turn is not None
    assert stuck.turn.stuck
    assert stuck.rounds[0].score is None
    house.examiner.outcome = None
    assert house.engine.retry(of).rounds[0].score == 1.0


def test_one_can_go_on_without_the_judgement(house: House) -> None:
    """The question has no mark, and the next one is asked."""
    of = house.start()
    house.examiner.outcome = unavailable
    house.engine.answer(of, "k1")
    house.engine.advance(of)
    on = house.engine.go_on(of)
    assert len(on.rounds) == 2
    assert on.rounds[0].score is None


def test_a_stale_tab_is_refused_and_stores_nothing(house: House) -> None:
    """Its number of events is not the one that stands."""
    of = house.start()
    seq = house.engine.load(of).seq
    house.engine.answer(of, "from one tab", seq=seq)
    before = house.engine.events(of)
    with pytest.raises(Conflict, match="elsewhere"):
        house.engine.answer(of, "from the other", seq=seq)
    assert house.engine.events(of) == before


def test_a_second_answer_to_the_same_turn_is_refused(house: House) -> None:
    """Also from a caller that gives no number."""
    of = house.start()
    house.engine.answer(of, "once")
    with pytest.raises(Conflict):
        house.engine.answer(of, "twice")


def test_advancing_again_changes_nothing(house: House) -> None:
    """It can be called at any time, as on every drawing of the page."""
    of = house.start()
    house.engine.answer(of, "k1")
    once = house.engine.advance(of)
    assert house.engine.advance(of) == once
    assert len(house.examiner.cases) == 1


def test_when_two_judge_the_same_turn_one_grade_stands(house: House) -> None:
    """The second finds it done, and goes on from there."""
    of = house.start()
    house.engine.answer(of, "k1")

    def meanwhile(case: object) -> object:
        house.examiner.outcome = None
        house.engine.advance(of)  # another process is quicker
        return judged(house.examiner.judge(case))  # type: ignore[arg-type]

    house.examiner.outcome = meanwhile  # type: ignore[assignment]
    house.engine.advance(of)
    kinds = [e.kind for e in house.engine.events(of)]
    assert kinds == ["started", "asked", "answered", "graded", "asked"]


def test_hints_rise_and_end(house: House) -> None:
    """In practice mode; in interview mode there is none."""
    of = house.start()
    levels = []
    for _ in range(2):
        hinted = house.engine.hint(of).round
        assert hinted is not None
        levels.append(hinted.hints[-1].level)
    assert levels == [1, 2]
    with pytest.raises(BadRequest, match="no hint"):
        house.engine.hint(of)
    with pytest.raises(BadRequest, match="no hint"):
        house.engine.hint(house.start(mode=Mode.INTERVIEW))


def test_skipping_passes_on(house: House) -> None:
    """It is never judged."""
    of = house.start()
    house.engine.skip(of)
    on = house.engine.advance(of)
    assert on.rounds[0].skipped
    assert len(on.rounds) == 2
    assert house.examiner.cases == []


def test_ending_judges_the_answer_in_hand(house: House) -> None:
    """It was given, so it counts."""
    of = house.start()
    house.engine.answer(of, "k1, k2, k3")
    done = house.engine.end(of)
    assert done.finished is FinishReason.ENDED
    assert done.rounds[0].score == 1.0


def test_how_sure_one_was_is_noted_with_the_answer(house: House) -> None:
    """Even after the next question was asked."""
    of = house.start()
    answered = house.engine.answer(of, "k1, k2, k3").turn
    house.engine.advance(of)
    assert answered is not None
    rated = house.engine.rate(of, answered.number, 3)
    assert rated.rounds[0].turns[0].confidence == 3
    with pytest.raises(BadRequest, match="from 1 to 4"):
        house.engine.rate(of, answered.number, 5)


def test_a_bank_that_goes_away_ends_the_interview_without_loss(house: House) -> None:
    """What was asked stays; what cannot be asked is not made up."""
    of = house.start()
    house.engine.answer(of, "k1, k2, k3")
    del house.banks.banks[BANK.id]
    done = house.engine.advance(of)
    assert done.finished is FinishReason.BANK_GONE
    assert done.rounds[0].score == 1.0


def test_a_question_that_changed_meanwhile_is_passed_over(house: House) -> None:
    """The rest of the plan is asked."""
    of = house.start(count=3)
    house.banks.banks[BANK.id] = make_bank([BANK.questions[0], BANK.questions[2]])
    house.engine.skip(of)
    assert [r.question.id for r in house.engine.advance(of).rounds] == [
        BANK.questions[0].id,
        BANK.questions[2].id,
    ]


def test_near_repeats_are_not_asked_in_one_interview(house: House) -> None:
    """As the library says which they are."""
    first, second, third = (q.id for q in BANK.questions)
    house.banks.near = {first: frozenset({second})}
    plan = house.engine.load(house.start()).plan
    assert [c.question_id for c in plan.choices] == [first, third]


def test_named_questions_are_asked_again(house: House) -> None:
    """As many as are named, whatever the count."""
    of = house.start(only=(BANK.questions[2].id,))
    assert house.engine.load(of).plan.count == 1


@pytest.mark.parametrize(
    "text",
    ["🙂🙃🎉", "مرحبا بالعالم", "<script>alert(1)</script>", "a\0b", "\ud800 alone", "", "\u200b"],
    ids=["emoji", "right to left", "html", "nul", "surrogate", "empty", "zero width"],
)
def test_any_answer_is_kept(house: House, text: str) -> None:
    """Exactly, but for what UTF-8 or a database cannot hold."""
    of = house.start()
    house.engine.answer(of, text)
    turn = house.engine.advance(of).rounds[0].turns[0]
    assert turn.answer is not None
    assert turn.answer.text == text.replace("\0", "\ufffd").replace("\ud800", "\ufffd")
    assert turn.grade is not None


def test_an_answer_of_a_megabyte_is_refused_before_anything_is_stored(house: House) -> None:
    """With how long it may be."""
    of = house.start()
    before = house.engine.load(of)
    with pytest.raises(BadRequest, match=f"at most {LONGEST_ANSWER:,}"):
        house.engine.answer(of, "x" * 1_000_000)
    assert house.engine.load(of) == before


def test_what_is_not_there_is_not_found(house: House) -> None:
    """An interview, a bank."""
    with pytest.raises(InterviewNotFound, match="'nobody'"):
        house.engine.load("nobody")
    with pytest.raises(InterviewNotFound):
        house.engine.delete("nobody")
    with pytest.raises(BankNotFound):
        house.engine.start(Wish(bank="nothing"))


@pytest.mark.parametrize("number", [0, -1, 4])
def test_a_count_that_cannot_be_stores_nothing(house: House, number: int) -> None:
    """No empty interview is left behind."""
    with pytest.raises(BadRequest):
        house.start(count=number)
    assert house.engine.interviews() == ()


def test_a_paused_interview_goes_on_where_it_was(house: House) -> None:
    """The pause costs no time."""
    of = house.start(minutes=5)
    house.engine.pause(of)
    house.clock.advance(hours=3)
    resumed = house.engine.resume(of)
    assert resumed.elapsed(house.clock()).total_seconds() == 0
    assert resumed.turn is not None
    assert resumed.turn.open


def test_tried_questions_are_those_of_finished_interviews(house: House) -> None:
    """While one is held, its references stay hidden."""
    of = house.start(selection=Selection.FIXED)
    house.engine.skip(of)
    house.engine.advance(of)
    assert house.engine.tried(BANK.id) == frozenset()
    house.engine.end(of)
    assert house.engine.tried(BANK.id) == {BANK.questions[0].id}


def finished(house: House) -> str:
    """An interview of one question, held and over."""
    of = house.start(count=1)
    house.engine.answer(of, "k1, k2 and k3")
    house.engine.advance(of)
    return of


def test_an_earlier_interview_that_cannot_be_read_costs_the_comparison_alone(
    house: House, home: Path
) -> None:
    """The report of a sound interview is made without it."""
    first = finished(house)
    house.clock.advance(hours=1)
    second = finished(house)
    assert house.engine.report(second).progress is not None
    with sqlite3.connect(home / "interviews.sqlite3") as raw:
        raw.execute(
            "UPDATE events SET payload = '{bad' WHERE interview_id = ? AND seq = 2", [first]
        )
    raw.close()
    later = Engine(
        Store(home / "interviews.sqlite3"),
        house.banks,
        house.examiner,
        now=house.clock,
        new_id=lambda: "later",
    )
    made = later.report(second)
    assert made.progress is None
    assert made.score == 1.0


def test_a_rating_the_day_after_takes_no_time_of_the_interview(house: House) -> None:
    """Nor does it make it the interview held last."""
    first = house.start(count=1)
    house.clock.advance(minutes=3)
    house.engine.answer(first, "k1, k2 and k3")
    turn = house.engine.advance(first).rounds[0].turns[0].number
    house.clock.advance(hours=1)
    second = finished(house)
    house.clock.advance(days=1)
    house.engine.rate(first, turn, 4)
    assert house.engine.report(first).header.duration == 180
    assert [s.id for s in house.engine.interviews()] == [second, first]


@pytest.mark.parametrize("minutes", [0, 999])
def test_a_clock_that_cannot_be_set_stores_nothing(house: House, minutes: int) -> None:
    """It is refused in words."""
    with pytest.raises(BadRequest, match="from 1 to 240"):
        house.start(minutes=minutes)
    assert house.engine.interviews() == ()


@pytest.mark.parametrize("seconds", [-1, float("nan"), float("inf")])
def test_an_answer_takes_time(house: House, seconds: float) -> None:
    """Another number of seconds is refused, and nothing stored."""
    of = house.start()
    with pytest.raises(BadRequest, match="seconds"):
        house.engine.answer(of, "k1", seconds=seconds)
    assert house.engine.load(of).seq == 2


def test_only_an_answer_that_was_given_can_be_rated(house: House) -> None:
    """A turn that is not there is no matter of another tab."""
    of = house.start()
    for turn in (1, 99):
        with pytest.raises(BadRequest, match=f"number {turn}"):
            house.engine.rate(of, turn, 3)


def test_a_failing_examiner_puts_no_answer_into_the_log(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where nobody has said how to log."""
    structlog.reset_defaults()

    def fail(case: Case) -> Judgement:
        words = case.answer
        raise RuntimeError(f"{len(words)} characters")

    house.examiner.outcome = fail
    of = house.start()
    house.engine.answer(of, "a very particular sentence")
    house.engine.advance(of)
    logged = "".join(capsys.readouterr())
    assert "RuntimeError: 26 characters" in logged
    assert "particular" not in logged


def test_no_call_reaches_another_s_interview(house: House) -> None:
    """Whatever takes an interview's id finds none: calls that are still to be written too."""
    others = house.start()
    given: dict[str, object] = {
        "text": "k1", "turn": 1, "confidence": 1, "point": "k1", "reason": "but", "seq": None,
        "question_id": "q1",
    }  # fmt: skip
    ben, called = house.engine.of("of-ben", FakeBanks(BANK)), 0
    for name, call in inspect.getmembers(ben, inspect.ismethod):
        wanted = inspect.signature(call).parameters
        if name.startswith("_") or "interview_id" not in wanted:
            continue
        called += 1
        arguments = {n: given[n] for n in wanted if n in given}
        with pytest.raises(InterviewNotFound):
            list(call(others, **arguments) or ())
    assert called > 15
    assert ben.interviews() == ()
    assert len(house.engine.events(others)) == 2
