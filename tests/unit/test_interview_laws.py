"""Laws of the fold and of the policy, over interviews that chance holds."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.errors import OutOfOrder
from interviewer.events import (
    Answered,
    Asked,
    Choice,
    Event,
    Finished,
    Graded,
    Hinted,
    Mode,
    Plan,
    Purpose,
    Selection,
    Skipped,
    Started,
    Unjudged,
    WentOn,
)
from interviewer.examiner import Probe
from interviewer.interview import Interview, replay
from interviewer.policy import AskNext, Finish, FollowUp, Judge, Wait, next_step
from interviewer.rubric import Finding, Gate, Grade, Ungraded, Verdict
from knowledge.question import Misconception, Question
from tests.builders import make_question
from tests.clock import NOON

QUESTIONS = {
    q.id: q
    for q in (
        make_question(
            f"What is {name}?",
            weights=(2, 1, 2),
            misconceptions=[Misconception(id="m1", text="No.", correction="Yes.", point="k3")],
        )
        for name in ("dropout", "a layer", "a batch")
    )
}


@dataclass
class Held:
    """An interview in the making; each draw of `data` is a candidate's or an examiner's whim."""

    data: st.DataObject
    plan: Plan
    events: list[Event] = field(default_factory=list)

    def add(self, kind: type, **fields: object) -> None:
        at = NOON + timedelta(seconds=len(self.events))
        self.events.append(kind(seq=len(self.events), at=at, **fields))

    def hold(self) -> Interview:
        self.add(Started, plan=self.plan)
        for _ in range(200):
            interview = replay(self.events)
            if interview.finished:
                return interview
            self.step(interview)
        raise AssertionError("an interview that never ends")

    def step(self, interview: Interview) -> None:
        match next_step(interview, NOON):
            case Wait():
                self.candidate(interview)
            case Judge():
                self.judge(interview)
            case AskNext(choice):
                question = QUESTIONS[choice.question_id]
                self.asked(question, question, Purpose.QUESTION)
            case FollowUp(probe, hint):
                assert interview.round is not None
                if hint is not None:
                    self.add(Hinted, level=hint, text="Think of training.")
                self.asked(interview.round.question, None, probe.purpose, probe)
            case Finish(reason):
                self.add(Finished, reason=reason)

    def asked(
        self, of: Question, whole: Question | None, purpose: Purpose, probe: Probe | None = None
    ) -> None:
        self.add(
            Asked,
            question_id=of.id,
            question=whole,
            text="And?",
            purpose=purpose,
            point=probe.point if probe else None,
            misconception=probe.misconception if probe else None,
        )

    def candidate(self, interview: Interview) -> None:
        turn = interview.turn
        assert turn is not None
        if turn.stuck:
            self.add(WentOn)
        elif self.data.draw(st.integers(0, 4)) == 0:
            self.add(Skipped)
        else:
            self.add(Answered, text="some words")

    def judge(self, interview: Interview) -> None:
        assert interview.round is not None
        if self.data.draw(st.integers(0, 9)) == 0:
            self.add(Unjudged, ungraded=Ungraded(reason="no model"))
            return
        gate = self.data.draw(st.sampled_from([None, None, None, Gate.DONT_KNOW, Gate.NOISE]))
        verdicts = st.sampled_from(Verdict) if gate is None else st.just(Verdict.MISSED)
        findings = tuple(
            self.finding(p.id, self.data.draw(verdicts))
            for p in interview.round.question.key_points
        )
        self.add(Graded, grade=Grade(findings=findings, by="chance", gate=gate))

    @staticmethod
    def finding(point: str, verdict: Verdict) -> Finding:
        known = "m1" if verdict is Verdict.CONTRADICTED and point == "k3" else None
        quote = None if verdict is Verdict.MISSED else "some words"
        return Finding(point=point, verdict=verdict, quote=quote, misconception=known)


plans = st.builds(
    Plan,
    bank=st.just("small"),
    bank_title=st.just("Small"),
    bank_digest=st.just("0"),
    mode=st.sampled_from(Mode),
    selection=st.just(Selection.FIXED),
    choices=st.permutations(list(QUESTIONS)).map(
        lambda ids: tuple(Choice(question_id=i, why="chance") for i in ids)
    ),
    follow_ups=st.integers(0, 5),
    examiner=st.just("chance"),
    probes=st.sets(st.sampled_from([p for p in Purpose if p is not Purpose.QUESTION])).map(
        lambda purposes: tuple(sorted(purposes))
    ),
)


@given(st.data(), plans)
def test_every_prefix_of_the_events_replays(data: st.DataObject, plan: Plan) -> None:
    """However far an interview came, it can be gone on with."""
    held = Held(data, plan)
    held.hold()
    for length in range(1, len(held.events) + 1):
        assert replay(held.events[:length]).seq == length


@given(st.data(), plans)
def test_no_question_is_asked_twice_and_all_are_asked(data: st.DataObject, plan: Plan) -> None:
    """The plan's questions come once each, in its order."""
    asked = [r.question.id for r in Held(data, plan).hold().rounds]
    assert asked == [c.question_id for c in plan.choices]


@given(st.data(), plans)
def test_never_more_follow_ups_than_planned(data: st.DataObject, plan: Plan) -> None:
    """The plan bounds the probes of each question."""
    for now in Held(data, plan).hold().rounds:
        assert now.follow_ups <= plan.follow_ups


@given(st.data(), plans)
def test_no_key_point_is_probed_twice(data: st.DataObject, plan: Plan) -> None:
    """Nor is a misconception."""
    for now in Held(data, plan).hold().rounds:
        points = [t.asked.point for t in now.turns if t.asked.point]
        known = [t.asked.misconception for t in now.turns if t.asked.misconception]
        assert len(points) == len(set(points))
        assert len(known) == len(set(known))


@given(st.data(), plans)
def test_only_probes_that_the_examiner_can_judge_are_asked(data: st.DataObject, plan: Plan) -> None:
    """What cannot be judged is not asked; the one exception is the question after a hint."""
    for now in Held(data, plan).hold().rounds:
        for turn in now.turns[1:]:
            assert turn.asked.purpose in plan.probes or now.hints


@given(st.data(), plans)
def test_scores_lie_between_nothing_and_all(data: st.DataObject, plan: Plan) -> None:
    """Unaided and aided alike; the figure with help deducted never exceeds what was shown."""
    for now in Held(data, plan).hold().rounds:
        if now.score is not None:
            assert 0 <= now.score <= now.shown <= 1
        if now.unaided is not None:
            assert 0 <= now.unaided <= 1


@given(st.data(), plans)
def test_a_skipped_or_unjudged_question_has_no_made_up_score(
    data: st.DataObject, plan: Plan
) -> None:
    """Ungraded is not wrong."""
    for now in Held(data, plan).hold().rounds:
        if not now.graded:
            assert now.score is None


@given(st.data(), plans, st.integers(0, 40))
def test_an_event_out_of_its_place_is_refused(data: st.DataObject, plan: Plan, place: int) -> None:
    """Leaving one out makes the rest unreadable instead of wrong."""
    held = Held(data, plan)
    held.hold()
    del held.events[place % (len(held.events) - 1)]
    with pytest.raises(OutOfOrder):
        replay(held.events)


def test_an_interview_without_events_is_refused() -> None:
    """There is nothing to draw."""
    with pytest.raises(OutOfOrder):
        replay([])
