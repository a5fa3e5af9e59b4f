"""Answers to judge, as the engine hands them to an examiner: with the policy's real probes."""

from collections.abc import Mapping, Sequence
from typing import Any

from interviewer.events import Answered, Asked, Graded, Hinted, Mode, Purpose, Started
from interviewer.examiner import Case, Probe
from interviewer.interview import apply, replay
from interviewer.policy import probes
from interviewer.rubric import Grade
from knowledge.question import Question
from tests.examples import DROPOUT, Log, plan

ANSWER = (
    "In dropout you randomly switch off some neurons while training, like 50%. "
    "It stops overfitting because the network can't just memorise."
)
"""Covers k1 of DROPOUT and touches k5."""

REPLY = (
    "You said neurons are switched off while training. Once training is over and the network has "
    "to predict, what do you do differently?"
)
"""A proper reply to it, after k4."""


def make_case(
    answer: str = ANSWER,
    *,
    question: Question = DROPOUT,
    mode: Mode = Mode.INTERVIEW,
    earlier: Sequence[tuple[str, Grade, Probe]] = (),
    hint: str = "",
) -> Case:
    """The last answer of one question; `earlier` answers with their grades and the probes asked."""
    log = Log()
    log.add(Started, plan=plan(mode).model_copy(update={"probes": tuple(Purpose)}))
    log.add(
        Asked,
        question_id=question.id,
        question=question,
        text=f"Let's begin. {question.prompt}",
        purpose=Purpose.QUESTION,
    )
    for said, grade, probe in earlier:
        log.add(Answered, text=said)
        log.add(Graded, grade=grade)
        log.add(
            Asked,
            question_id=question.id,
            text=f"What about number {len(log.events)}?",
            purpose=probe.purpose,
            point=probe.point,
            misconception=probe.misconception,
        )
    if hint:
        log.add(Hinted, level=1, text=hint)
    log.add(Answered, text=answer)
    interview = replay(log.events)

    def allowed(grade: Grade) -> tuple[Probe, ...]:
        graded = Graded(seq=interview.seq, at=interview.last_at, grade=grade)
        return probes(apply(interview, graded))

    assert interview.round is not None
    return Case(interview.round, mode, allowed, seed=7)


def verdicts(given: Mapping[str, tuple[str, str]], question: Question = DROPOUT) -> list[Any]:
    """Verdict and quote by point, as a model writes them; points not given are missed."""
    each = {p.id: given.get(p.id, ("missed", "")) for p in question.key_points}
    return [{"id": i, "verdict": v, "quote": q} for i, (v, q) in each.items()]


def judgement(**fields: Any) -> dict[str, Any]:
    """A good judgement of ANSWER, as a model writes it; `fields` win."""
    wanted = {
        "reply": REPLY,
        "probe": "missed_point:k4",
        "verdicts": verdicts(
            {
                "k1": ("covered", "randomly switch off some neurons while training"),
                "k5": ("partial", "It stops overfitting"),
            }
        ),
        "dimensions": {
            "depth": {"level": 2, "quote": "can't just memorise", "why": "says what it prevents"},
            "application": None,
            "communication": None,
        },
        "misconception": None,
        "beyond": "",
        "feedback": "You said what happens in training. Add what changes at test time.",
    }
    return wanted | fields
