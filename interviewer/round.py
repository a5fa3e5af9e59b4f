"""One question of an interview with everything said about it. Pure."""

from dataclasses import dataclass, replace
from functools import cached_property

from interviewer.events import (
    Answered,
    Asked,
    AskedBack,
    Clarified,
    Graded,
    Hinted,
    Retried,
    Skipped,
    Unjudged,
    WentOn,
)
from interviewer.rubric import Finding, Grade, Ungraded, Verdict, coverage, merge, shown
from knowledge.question import Question


@dataclass(frozen=True, slots=True)
class Aside:
    """What the candidate asked back before answering, and what was said to it."""

    asked: AskedBack
    said: Clarified | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that was asked and what became of it; `number` is the seq of its Asked."""

    asked: Asked
    answer: Answered | None = None
    skipped: bool = False
    grade: Grade | None = None
    ungraded: Ungraded | None = None
    went_on: bool = False
    confidence: int | None = None
    asides: tuple[Aside, ...] = ()

    @property
    def number(self) -> int:
        return self.asked.seq

    @property
    def open(self) -> bool:
        """Whether the candidate is to say something."""
        return self.answer is None and not self.skipped

    @property
    def to_judge(self) -> bool:
        """Whether an answer waits for its first judgement."""
        return self.answer is not None and self.grade is None and self.ungraded is None

    @property
    def to_clarify(self) -> bool:
        """Whether a question of the candidate waits for its reply."""
        return self.open and bool(self.asides) and self.asides[-1].said is None

    @property
    def stuck(self) -> bool:
        """Whether the judgement failed and the candidate has not yet said how to go on."""
        return self.ungraded is not None and self.grade is None and not self.went_on


@dataclass(frozen=True)
class Round:
    """One question with all its turns and hints. What is costly is computed once."""

    question: Question
    turns: tuple[Turn, ...]
    hints: tuple[Hinted, ...] = ()

    @property
    def graded(self) -> tuple[Turn, ...]:
        """The turns that have a grade."""
        return tuple(t for t in self.turns if t.grade is not None)

    @property
    def follow_ups(self) -> int:
        """How many probes were asked."""
        return len(self.turns) - 1

    def findings_of(self, turn: Turn) -> tuple[Finding, ...]:
        """The turn's findings, in the order of the key points, `aided` set where a hint came
        before the answer or the probe was after that very point.
        """
        if turn.grade is None or turn.answer is None:
            return ()
        hinted = any(h.seq < turn.answer.seq for h in self.hints)
        target = turn.asked.point
        if turn.asked.misconception is not None:
            target = self.question.misconception(turn.asked.misconception).point
        found = {f.point: f for f in turn.grade.findings}
        return tuple(
            found[p.id].model_copy(update={"aided": hinted or p.id == target})
            if p.id in found
            else Finding(point=p.id, verdict=Verdict.MISSED)
            for p in self.question.key_points
        )

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What holds after all turns; empty when nothing was judged."""
        held: tuple[Finding, ...] = ()
        for turn in self.graded:
            new = self.findings_of(turn)
            held = tuple(merge(a, b) for a, b in zip(held, new, strict=True)) if held else new
        return held

    @property
    def corrected(self) -> tuple[str, ...]:
        """The points that were contradicted once and are no longer."""
        now = {f.point for f in self.findings if f.verdict is Verdict.CONTRADICTED}
        ever = [
            f.point
            for t in self.graded
            for f in self.findings_of(t)
            if f.verdict is Verdict.CONTRADICTED
        ]
        return tuple(dict.fromkeys(p for p in ever if p not in now))

    @property
    def score(self) -> float | None:
        """Coverage with what help cost deducted, 0 to 1; None when nothing was judged."""
        return coverage(self.question.key_points, self.findings) if self.graded else None

    @property
    def unaided(self) -> float | None:
        """Coverage of the first answer alone, 0 to 1; None when that was not judged."""
        first = self.turns[0]
        if first.grade is None:
            return None
        return coverage(self.question.key_points, self.findings_of(first))

    @property
    def shown(self) -> float:
        """Coverage with help not deducted, 0 to 1."""
        return shown(self.question.key_points, self.findings)

    @property
    def skipped(self) -> bool:
        """Whether the candidate passed on the question itself."""
        return self.turns[0].skipped


def moved(
    turn: Turn,
    event: Answered | Skipped | Graded | Unjudged | Retried | WentOn | AskedBack | Clarified,
) -> Turn | None:
    """The turn after one more event; None when that cannot follow."""
    match event:
        case Answered() if turn.open:
            return replace(turn, answer=event)
        case Skipped() if turn.open:
            return replace(turn, skipped=True)
        case Graded() if turn.to_judge or (turn.ungraded is not None and turn.grade is None):
            return replace(turn, grade=event.grade)
        case Unjudged() if turn.to_judge or turn.stuck:
            return replace(turn, ungraded=event.ungraded)
        case Retried() if turn.stuck:
            return replace(turn, ungraded=None)
        case WentOn() if turn.stuck:
            return replace(turn, went_on=True)
        case AskedBack() if turn.open and not turn.to_clarify:
            return replace(turn, asides=(*turn.asides, Aside(event)))
        case Clarified() if turn.to_clarify:
            return replace(turn, asides=(*turn.asides[:-1], Aside(turn.asides[-1].asked, event)))
    return None
