"""A key point judged anew, because the candidate disagrees. For the engine.

All answers to the question are read as one: what was spread over several may show the point after
all. What the candidate gives as a reason is an argument, never evidence: the quote still has to
stand in an answer.
"""

from dataclasses import dataclass
from typing import Protocol

from interviewer.events import Mode
from interviewer.examiner import Case, Examiner, judged
from interviewer.interview import Interview
from interviewer.reporting.quotes import located
from interviewer.round import Round, Turn
from interviewer.rubric import Finding, Ungraded, Usage, Verdict

LONGEST_REASON = 2_000
"""Characters of a reason."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The second finding; None where none could be had, and `why` says why not."""

    finding: Finding | None
    by: str
    why: str = ""
    usage: Usage | None = None


class Reviewer(Protocol):
    """Judges one key point of a question that is over anew."""

    def review(self, now: Round, point: str, reason: str) -> Outcome:
        """The outcome; expected trouble is an outcome without a finding, never an exception."""


@dataclass(frozen=True, slots=True)
class SecondLook:
    """Any examiner as a reviewer: it judges all answers together, and does not hear the reason."""

    examiner: Examiner

    def review(self, now: Round, point: str, reason: str) -> Outcome:  # noqa: ARG002 - see above
        """The examiner's finding on that point."""
        case = Case(as_one(now), Mode.INTERVIEW, lambda _: ())
        outcome = judged(self.examiner.judge(case)).outcome
        if isinstance(outcome, Ungraded):
            return Outcome(None, self.examiner.name, outcome.reason, outcome.usage)
        found = {f.point: f for f in outcome.findings}
        missed = Finding(point=point, verdict=Verdict.MISSED)
        return Outcome(found.get(point, missed), outcome.by, usage=outcome.usage)


def as_one(now: Round) -> Round:
    """The question with all its answers as the only one."""
    answers = [t.answer for t in now.turns if t.answer is not None]
    text = "\n\n".join(a.text for a in answers)
    first = Turn(now.turns[0].asked, answers[0].model_copy(update={"text": text}))
    return Round(now.question, (first,))


def with_receipt(now: Round, outcome: Outcome) -> tuple[Outcome, int | None]:
    """The outcome with the number of the turn its quote is from; a finding whose words stand in
    no single answer is missed: a mark has its receipt.
    """
    finding = outcome.finding
    if finding is None or finding.quote is None:
        return outcome, None
    for turn in now.turns:
        answer = turn.answer.text if turn.answer else ""
        if located(answer, finding.quote, question=1, turn=1):
            helped = now.helped(turn, finding.point)
            kept = finding.model_copy(update={"aided": helped})
            return Outcome(kept, outcome.by, outcome.why, outcome.usage), turn.number
    missed = Finding(point=finding.point, verdict=Verdict.MISSED)
    return Outcome(missed, outcome.by, outcome.why, outcome.usage), None


def disputable(interview: Interview, question_id: str, point: str) -> Round | None:
    """The question, where that point of it may be disagreed about; None otherwise."""
    for now in interview.rounds:
        over = interview.finished is not None or now is not interview.rounds[-1]
        if now.question.id != question_id or not over or not now.graded:
            continue
        held = {f.point: f for f in now.findings}
        decided = any(a.point == point and a.decided for a in now.appeals)
        known = held.get(point)
        if known is not None and not decided and known.verdict is not Verdict.COVERED:
            return now
    return None
