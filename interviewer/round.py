"""One question of an interview with everything said about it. Pure."""

from dataclasses import dataclass, replace
from functools import cached_property

from interviewer.events import (
    Answered,
    Asked,
    AskedBack,
    Clarified,
    Disputed,
    Graded,
    Hinted,
    Reconsidered,
    Retried,
    Skipped,
    Unjudged,
    WentOn,
)
from interviewer.rubric import Finding, Grade, Ungraded, Verdict, coverage, credit, merge, shown
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


@dataclass(frozen=True, slots=True)
class Appeal:
    """A key point that the candidate disagreed about, and what a second judgement made of it."""

    disputed: Disputed
    judged: Reconsidered | None = None

    @property
    def point(self) -> str:
        return self.disputed.point

    @property
    def decided(self) -> bool:
        """Whether a second judgement could be had."""
        return self.judged is not None and self.judged.finding is not None

    def upheld(self, before: Finding) -> Finding | None:
        """The second finding where it is the better one; the better of the two counts."""
        after = self.judged.finding if self.judged is not None else None
        return after if after is not None and credit(after) > credit(before) else None


@dataclass(frozen=True)
class Round:
    """One question with all its turns and hints. What is costly is computed once."""

    question: Question
    turns: tuple[Turn, ...]
    hints: tuple[Hinted, ...] = ()
    appeals: tuple[Appeal, ...] = ()

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
        found = {f.point: f for f in turn.grade.findings}
        return tuple(
            found[p.id].model_copy(update={"aided": self.helped(turn, p.id)})
            if p.id in found
            else Finding(point=p.id, verdict=Verdict.MISSED)
            for p in self.question.key_points
        )

    def helped(self, turn: Turn, point: str) -> bool:
        """Whether a hint came before that answer, or it answers a probe after that very point."""
        target = turn.asked.point
        if turn.asked.misconception is not None:
            target = self.question.misconception(turn.asked.misconception).point
        if turn.answer is None:
            return target == point
        return target == point or any(h.seq < turn.answer.seq for h in self.hints)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What holds after all turns and appeals; empty when nothing was judged."""
        return self._appealed(self.judged, self.appeals)

    @cached_property
    def judged(self) -> tuple[Finding, ...]:
        """What holds after all turns, before anything was disputed."""
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
        mine = tuple(a for a in self.appeals if a.judged and a.judged.turn == first.number)
        found = self._appealed(self.findings_of(first), mine)
        return coverage(self.question.key_points, found)

    def _appealed(
        self, findings: tuple[Finding, ...], appeals: tuple[Appeal, ...]
    ) -> tuple[Finding, ...]:
        by_point = {a.point: a for a in appeals}
        return tuple(
            (by_point[f.point].upheld(f) if f.point in by_point else None) or f for f in findings
        )

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


def appealed(now: Round, event: Disputed | Reconsidered) -> tuple[Appeal, ...] | None:
    """The appeals after one more event; None when that cannot follow.

    A point is disputed once: again only where no second judgement could be had.
    """
    known = {a.point: a for a in now.appeals}
    before = known.get(event.point)
    if not any(p.id == event.point for p in now.question.key_points) or not now.graded:
        return None
    if isinstance(event, Disputed):
        if before is not None and before.decided:
            return None
        known[event.point] = Appeal(event)
    elif before is None or before.decided:
        return None
    else:
        known[event.point] = replace(before, judged=event)
    return tuple(known.values())
