"""What every examiner is: something that judges one answer and words one reply. Pure."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Protocol

from interviewer.events import Mode, Purpose
from interviewer.interview import Round
from interviewer.rubric import Grade, Ungraded


@dataclass(frozen=True, slots=True)
class Probe:
    """A follow-up that the policy allows: why, on which key point, about which misconception."""

    purpose: Purpose
    point: str | None = None
    misconception: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One answer to judge: the round so far, whose last turn holds it.

    `probes(grade)` says which follow-ups the policy allows if that were the grade, best first;
    none means that the question is over. `seed` makes the wording repeatable.
    """

    round: Round
    mode: Mode
    probes: Callable[[Grade], tuple[Probe, ...]]
    seed: int = 0

    @property
    def answer(self) -> str:
        """The candidate's words that are to be judged; empty when there are none."""
        answered = self.round.turns[-1].answer
        return answered.text if answered else ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The outcome, and the reply that asks on; no reply when nothing is to be asked."""

    outcome: Grade | Ungraded
    reply: str | None = None
    probe: Probe | None = None


Judging = Generator[str, None, Judgement]
"""Yields the reply as far as it may be shown, whole each time and perhaps the same as before;
returns the judgement."""


def judged(judging: Judging) -> Judgement:
    """The judgement, where nobody looks on."""
    while True:
        try:
            next(judging)
        except StopIteration as done:
            judgement: Judgement = done.value
            return judgement


class Examiner(Protocol):
    """Judges one answer.

        judgement = judged(examiner.judge(Case(round, Mode.PRACTICE, probes)))
        match judgement.outcome:
            case Grade() as grade: ...       # a finding for each key point
            case Ungraded() as why: ...      # kept, to be judged again

    Expected trouble (no answer from a model, output that does not hold) is an `Ungraded`,
    never an exception and never a made-up grade.
    """

    @property
    def name(self) -> str:
        """Examiner, model and version, as written into every grade."""

    @property
    def can_ask(self) -> tuple[Purpose, ...]:
        """The probes whose answers it can judge."""

    def judge(self, case: Case) -> Judging:
        """The grade of the last answer with the reply to it, or why there is none.

        What it yields is shown at once and replaces what was shown before; it ends with the
        reply that is kept, or is taken away when another sentence takes its place.
        """
