"""What happens next, case by case, as the rubric lists them."""

from datetime import timedelta
from typing import Any

import pytest

from interviewer.events import (
    Answered,
    Asked,
    Choice,
    Event,
    FinishReason,
    Graded,
    Hinted,
    Mode,
    Paused,
    Plan,
    Purpose,
    Resumed,
    Selection,
    Skipped,
    Started,
    Unjudged,
)
from interviewer.examiner import Probe
from interviewer.interview import Interview, replay
from interviewer.policy import AskNext, Finish, FollowUp, Judge, Wait, next_step, probes
from interviewer.rubric import Finding, Gate, Grade, Ungraded, Verdict
from knowledge.question import Misconception, Question
from tests.builders import make_question
from tests.clock import NOON

ALL = tuple(p for p in Purpose if p is not Purpose.QUESTION)
COVERED, PARTIAL, MISSED, WRONG = (
    Verdict.COVERED,
    Verdict.PARTIAL,
    Verdict.MISSED,
    Verdict.CONTRADICTED,
)
BELIEF = Misconception(id="m1", text="It stays on.", correction="It does not.", point="k3")


def question(**fields: Any) -> Question:
    return make_question(**({"weights": (2, 1, 2), "misconceptions": [BELIEF]} | fields))


class Script:
    """Writes the events of an interview of two questions."""

    def __init__(self, of: Question | None = None, **plan: Any) -> None:
        self.of = of or question()
        self.events: list[Event] = []
        choices = (self.of.id, make_question("What is a layer?").id)
        fields: dict[str, Any] = {
            "bank": "small",
            "bank_title": "Small",
            "bank_digest": "0",
            "mode": Mode.INTERVIEW,
            "selection": Selection.FIXED,
            "choices": tuple(Choice(question_id=i, why="") for i in choices),
            "examiner": "script",
            "probes": ALL,
        }
        self.add(Started, plan=Plan(**(fields | plan)))

    def add(self, kind: type, *, after: float = 1, **fields: Any) -> "Script":
        last = self.events[-1].at if self.events else NOON
        self.events.append(kind(seq=len(self.events), at=last + timedelta(seconds=after), **fields))
        return self

    def asked(self, purpose: Purpose = Purpose.QUESTION, **fields: Any) -> "Script":
        whole = self.of if purpose is Purpose.QUESTION else None
        return self.add(
            Asked, question_id=self.of.id, question=whole, text="So?", purpose=purpose, **fields
        )

    def answered(self, *verdicts: Verdict, gate: Gate | None = None) -> "Script":
        self.add(Answered, text="some words")
        findings = tuple(
            Finding(
                point=p.id,
                verdict=v,
                quote=None if v is MISSED else "some words",
                misconception="m1" if v is WRONG and p.id == "k3" else None,
            )
            for p, v in zip(self.of.key_points, verdicts, strict=True)
        )
        return self.add(Graded, grade=Grade(findings=findings, by="script", gate=gate))

    @property
    def interview(self) -> Interview:
        return replay(self.events)

    def first(self) -> Probe | None:
        found = probes(self.interview)
        return found[0] if found else None


def test_it_begins_with_the_first_chosen_question() -> None:
    """In the order of the plan."""
    script = Script()
    step = next_step(script.interview, NOON)
    assert isinstance(step, AskNext)
    assert step.choice.question_id == script.of.id


def test_it_waits_for_the_answer_and_then_judges_it() -> None:
    """Nothing happens behind the candidate's back."""
    script = Script().asked()
    assert next_step(script.interview, NOON) == Wait()
    script.add(Answered, text="words")
    assert next_step(script.interview, NOON) == Judge()


def test_it_waits_where_no_judgement_could_be_had() -> None:
    """The candidate says whether to try again or to go on."""
    script = Script().asked().add(Answered, text="words")
    script.add(Unjudged, ungraded=Ungraded(reason="no model"))
    assert next_step(script.interview, NOON) == Wait()


def test_the_heaviest_missed_point_comes_first_and_the_one_a_misconception_touches() -> None:
    """k1 and k3 weigh the same; k3 carries the misconception."""
    script = Script().asked().answered(PARTIAL, MISSED, MISSED)
    assert script.first() == Probe(Purpose.MISSED_POINT, "k3")


def test_a_contradiction_is_asked_about_before_anything_is_missing() -> None:
    """By the known misconception, whose probe gives nothing away."""
    script = Script().asked().answered(PARTIAL, MISSED, WRONG)
    assert script.first() == Probe(Purpose.MISCONCEPTION, None, "m1")


def test_a_contradiction_that_no_misconception_knows_is_asked_about_by_its_point() -> None:
    """Once."""
    script = Script().asked().answered(WRONG, MISSED, MISSED)
    assert script.first() == Probe(Purpose.MISCONCEPTION, "k1")
    script.asked(Purpose.MISCONCEPTION, point="k1").answered(WRONG, MISSED, MISSED)
    assert Probe(Purpose.MISCONCEPTION, "k1") not in probes(script.interview)


def test_an_answer_that_reaches_nothing_is_asked_to_be_clearer_once() -> None:
    """After that the points are asked for."""
    script = Script(follow_ups=5).asked().answered(MISSED, MISSED, MISSED)
    assert script.first() == Probe(Purpose.CLARIFY)
    script.asked(Purpose.CLARIFY).answered(MISSED, MISSED, MISSED)
    assert script.first() == Probe(Purpose.MISSED_POINT, "k3")


def test_enough_is_enough() -> None:
    """From 0.8 on with nothing contradicted there is at most one stretch."""
    script = Script(follow_ups=5).asked().answered(COVERED, PARTIAL, COVERED)
    assert probes(script.interview) == (Probe(Purpose.STRETCH),)
    script.asked(Purpose.STRETCH).answered(COVERED, PARTIAL, COVERED)
    assert probes(script.interview) == ()


def test_what_the_examiner_cannot_judge_is_not_asked() -> None:
    """The offline examiner knows no stretch."""
    script = Script(probes=(Purpose.MISSED_POINT,)).asked().answered(COVERED, COVERED, COVERED)
    assert probes(script.interview) == ()


def test_the_plan_bounds_the_follow_ups() -> None:
    """None are asked where none are planned."""
    script = Script(follow_ups=0).asked().answered(PARTIAL, MISSED, MISSED)
    assert isinstance(next_step(script.interview, NOON), AskNext)


def test_two_probes_that_gain_nothing_end_the_question() -> None:
    """Though three more were planned."""
    script = Script(follow_ups=5).asked().answered(PARTIAL, MISSED, MISSED)
    for point in ("k3", "k1"):
        assert script.first() == Probe(Purpose.MISSED_POINT, point)
        script.asked(Purpose.MISSED_POINT, point=point).answered(MISSED, MISSED, MISSED)
    assert script.first() is None


def test_not_knowing_ends_the_question_in_interview_mode() -> None:
    """The next one comes."""
    script = Script().asked().answered(MISSED, MISSED, MISSED, gate=Gate.DONT_KNOW)
    assert isinstance(next_step(script.interview, NOON), AskNext)


def test_not_knowing_earns_one_hint_in_practice_mode() -> None:
    """And the second time the question is over."""
    script = Script(mode=Mode.PRACTICE).asked()
    script.answered(MISSED, MISSED, MISSED, gate=Gate.DONT_KNOW)
    assert next_step(script.interview, NOON) == FollowUp(Probe(Purpose.CLARIFY), hint=1)
    script.add(Hinted, level=1, text="Think.").asked(Purpose.CLARIFY)
    script.answered(MISSED, MISSED, MISSED, gate=Gate.DONT_KNOW)
    assert isinstance(next_step(script.interview, NOON), AskNext)


def test_what_comes_after_a_hint_counts_half() -> None:
    """The first answer alone is the unaided figure."""
    script = Script(mode=Mode.PRACTICE).asked()
    script.answered(MISSED, MISSED, MISSED, gate=Gate.DONT_KNOW)
    script.add(Hinted, level=1, text="Think.").asked(Purpose.CLARIFY)
    script.answered(COVERED, COVERED, COVERED)
    now = script.interview.rounds[0]
    assert (now.score, now.unaided, now.shown) == (0.5, 0.0, 1.0)


def test_a_probe_helps_only_with_the_point_it_was_after() -> None:
    """k3 was pointed at and counts half; k1 came unasked and counts whole."""
    script = Script().asked().answered(MISSED, COVERED, MISSED)
    script.asked(Purpose.MISSED_POINT, point="k3").answered(COVERED, MISSED, COVERED)
    now = script.interview.rounds[0]
    assert now.score == pytest.approx((2 + 1 + 1) / 5)


def test_a_corrected_misconception_is_remembered() -> None:
    """It no longer stands, but it was there."""
    script = Script().asked().answered(COVERED, MISSED, WRONG)
    script.asked(Purpose.MISCONCEPTION, misconception="m1").answered(MISSED, MISSED, COVERED)
    now = script.interview.rounds[0]
    assert now.corrected == ("k3",)
    assert now.score == pytest.approx((2 + 0 + 1) / 5)


def test_a_skipped_question_is_over() -> None:
    """No probe follows."""
    script = Script().asked().add(Skipped)
    assert isinstance(next_step(script.interview, NOON), AskNext)


def test_time_ends_the_interview_after_the_answer_in_hand() -> None:
    """It is judged first."""
    script = Script(minutes=1).asked().add(Answered, after=120, text="words")
    late = NOON + timedelta(minutes=3)
    assert next_step(script.interview, late) == Judge()
    script.events.pop()
    script.answered(PARTIAL, MISSED, MISSED)
    assert next_step(script.interview, late) == Finish(FinishReason.TIME_UP)


def test_a_pause_stops_the_clock() -> None:
    """Ten minutes away cost nothing of five."""
    script = Script(minutes=5).asked().add(Paused).add(Resumed, after=600)
    assert script.interview.elapsed(script.events[-1].at) == timedelta(seconds=2)
    script.answered(PARTIAL, MISSED, MISSED)
    assert isinstance(next_step(script.interview, script.events[-1].at), FollowUp)


def test_while_paused_nothing_happens() -> None:
    """Not even time running out."""
    script = Script(minutes=1).asked().add(Paused)
    assert next_step(script.interview, NOON + timedelta(days=1)) == Wait()
