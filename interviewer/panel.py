"""Who judges an interview: the built-in examiner, or a model where one is connected.

The engine asks here. An interview that began with a model is judged by the one that is connected
now, whose name stands in each grade, until it is handed over to the built-in examiner for good.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Protocol

from interviewer.appeals import Reviewer, SecondLook
from interviewer.events import Purpose
from interviewer.examiner import Case, Examiner, Judgement, Judging
from interviewer.interview import Interview, Round
from interviewer.rubric import Ungraded, Usage

NOT_CONNECTED = "The model that judges this interview is not connected here."


@dataclass(frozen=True, slots=True)
class Clarification:
    """What was meant, in words that hold; None where the fixed sentence is to be said.

    `by` names who worded it.
    """

    text: str | None
    by: str
    usage: Usage | None = None


Clarifying = Generator[str, None, Clarification]
"""Yields the reply as far as it may be shown, whole each time; returns the clarification."""


class Clarifier(Protocol):
    """Words what was meant when the candidate asks back."""

    def clarify(self, now: Round) -> Clarifying:
        """The reply to the last aside of the round's last turn; it never raises for trouble."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The three sentences of a report in other words; None where none hold, and `why`."""

    texts: tuple[str, str, str] | None
    by: str
    why: str = ""
    usage: Usage | None = None


class Summariser(Protocol):
    """Words what a report says first."""

    def word(self, sentences: Sequence[str]) -> Summary:
        """The same three sentences in other words; it never raises for trouble."""


class NotConnected:
    """Stands in for a model that this process cannot reach: every answer waits."""

    name = "not connected"
    can_ask: tuple[Purpose, ...] = ()

    def judge(self, case: Case) -> Judging:  # noqa: ARG002 - whatever it is
        """Nothing but the reason."""
        yield from ()
        return Judgement(Ungraded(reason=NOT_CONNECTED))


@dataclass(frozen=True, slots=True)
class Panel:
    """The built-in examiner, and the model with its manner of clarifying, of judging anew and of
    wording a summary where there is one.

    `budget` is how many tokens an interview may take of the model; None means any number.
    """

    builtin: Examiner
    model: Examiner | None = None
    clarifier: Clarifier | None = None
    budget: int | None = None
    reviewer: Reviewer | None = None
    summariser: Summariser | None = None

    @property
    def first(self) -> Examiner:
        """Who judges an interview that begins now."""
        return self.model or self.builtin

    def judge_of(self, interview: Interview) -> Examiner:
        """Who judges that interview's next answer."""
        if not interview.by_model:
            return self.builtin
        return self.model or NotConnected()

    def reviewer_of(self, interview: Interview, *, may_ask: bool = True) -> Reviewer:
        """Who judges a disputed point of that interview: the model where one is connected, may be
        asked and its tokens are not spent, whoever judged first; a second pair of eyes is worth
        most.
        """
        if self.reviewer is not None and may_ask and not interview.spent:
            return self.reviewer
        return SecondLook(self.builtin)

    def clarifier_of(self, interview: Interview) -> Clarifier | None:
        """Who words that interview's next clarification; None for the fixed sentence."""
        return self.clarifier if interview.by_model and not interview.spent else None
