"""Stand-ins written by hand for what the engine asks: banks in memory, an examiner by script."""

from collections.abc import Callable, Mapping, Sequence

from interviewer.errors import BankNotFound
from interviewer.events import Purpose
from interviewer.examiner import Case, Judgement, Judging
from interviewer.rubric import Finding, Grade, Ungraded, Verdict
from knowledge.question import Bank, Question


class FakeBanks:
    """Banks as a dictionary; nothing is near anything but what `near` says."""

    def __init__(self, *banks: Bank) -> None:
        self.banks = {b.id: b for b in banks}
        self.near: dict[str, frozenset[str]] = {}

    def get(self, bank_id: str) -> Bank:
        if bank_id not in self.banks:
            raise BankNotFound(f"There is no bank {bank_id!r}.")
        return self.banks[bank_id]

    def near_repeats(self, bank: Bank, ids: Sequence[str]) -> Mapping[str, frozenset[str]]:
        return self.near

    def near_any(self, bank: Bank, texts: Sequence[str]) -> Mapping[str, tuple[float, str]]:
        """A question is near to a text that names its topic."""
        return {
            q.id: (0.5, text) for text in reversed(texts) for q in bank.questions if q.topic in text
        }

    def related(self, bank: Bank, question_id: str, k: int) -> tuple[Question, ...]:
        return tuple(q for q in bank.questions if q.id != question_id)[:k]


class FakeExaminer:
    """Covers each key point whose id stands in the answer, and remembers the cases it saw.

    `outcome` takes its place when given: what it returns, or the error it raises.
    """

    name = "fake/1"
    can_ask: tuple[Purpose, ...] = (
        Purpose.CLARIFY,
        Purpose.MISCONCEPTION,
        Purpose.MISSED_POINT,
    )

    def __init__(self, outcome: Callable[[Case], Judgement] | None = None) -> None:
        self.cases: list[Case] = []
        self.outcome = outcome

    def judge(self, case: Case) -> Judging:
        self.cases.append(case)
        yield "Let me see."
        if self.outcome is not None:
            return self.outcome(case)
        return Judgement(self.grade(case))

    def grade(self, case: Case) -> Grade:
        findings = tuple(
            Finding(point=p.id, verdict=Verdict.COVERED, quote=p.id)
            if p.id in case.answer
            else Finding(point=p.id, verdict=Verdict.MISSED)
            for p in case.round.question.key_points
        )
        return Grade(findings=findings, by=self.name)


def unavailable(case: Case) -> Judgement:
    """What an examiner says that cannot be reached."""
    return Judgement(Ungraded(reason="The model could not be reached."))


def broken(case: Case) -> Judgement:
    """An examiner with a fault."""
    raise RuntimeError("a fault in the examiner")
