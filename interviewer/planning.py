"""From a wish to a plan: which questions of which bank, in what order, who asks them."""

from dataclasses import dataclass
from datetime import date

from interviewer.errors import BadRequest
from interviewer.events import Mode, Plan, Selection
from interviewer.panel import Panel
from interviewer.preferring import WINDOW, Learner, counted, preferred
from interviewer.selection import choose
from interviewer.steps import Banks

_LONGEST_INTERVIEW = 240
"""Minutes that a clock can be set to."""


@dataclass(frozen=True, slots=True)
class Wish:
    """The interview somebody asks for; `only` names questions, in order, and wins over count.

    `interview_on` is the day of the real interview: nothing is due later than the day before.
    """

    bank: str
    count: int = 5
    mode: Mode = Mode.PRACTICE
    selection: Selection = Selection.FIXED
    topics: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    minutes: int | None = None
    seed: int = 0
    job_description: str = ""
    interview_on: date | None = None


def planned(wish: Wish, banks: Banks, learner: Learner, panel: Panel) -> Plan:
    """The plan that meets the wish.

    Raises BankNotFound, or BadRequest when count, topics, questions or minutes cannot be had.
    """
    if wish.minutes is not None and not 1 <= wish.minutes <= _LONGEST_INTERVIEW:
        raise BadRequest(
            f"A clock of {wish.minutes} minutes.",
            mend=f"It goes from 1 to {_LONGEST_INTERVIEW}.",
        )
    bank = banks.get(wish.bank)
    chosen = preferred(learner, bank, wish)
    questions = [ranked.question for ranked in chosen]
    count = counted(wish, len(questions))
    window = [q.id for q in questions[: max(count * WINDOW, 0)]]
    near = {} if wish.only else banks.near_repeats(bank, window)
    return Plan(
        bank=bank.id,
        bank_title=bank.title,
        bank_digest=bank.digest,
        mode=wish.mode,
        selection=wish.selection,
        topics=wish.topics,
        choices=choose(
            questions,
            wish.selection,
            count,
            near=near,
            seed=wish.seed,
            why={ranked.question.id: ranked.why for ranked in chosen},
        ),
        minutes=wish.minutes,
        seed=wish.seed,
        examiner=panel.first.name,
        probes=panel.first.can_ask,
        by_model=panel.model is not None,
        budget=panel.budget,
        interview_on=wish.interview_on,
    )
