"""Which questions come first by what is known of a candidate, and why. Pure; chance is a seed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from interviewer.learning.learned import Learned
from interviewer.learning.memory import Memory
from knowledge.question import Question

TARGET = 0.75
"""The expected score at which an answer teaches most: hard enough, and within reach."""

_FORGOTTEN, _FITTING, _NEW = 0.45, 0.30, 0.25
_FIRST = 1.0
"""What lifts a confident error above everything else."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A question in its place, with the reason in one line."""

    question: Question
    why: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """What the order of a bank's questions depends on."""

    bank: str
    learned: Learned
    now: datetime
    seed: int = 0

    def adaptive(self, questions: Sequence[Question], most: int) -> tuple[Ranked, ...]:
        """At most `most`, best first: likely forgotten, of a fitting difficulty, of a topic not
        yet seen; confident errors before all. Never one topic twice running where another is left.
        """
        return tuple(self._adaptive(questions, most))

    def _adaptive(self, questions: Sequence[Question], most: int) -> Iterator[Ranked]:
        chance = Random(self.seed)  # noqa: S311 - repeatable, not secret
        ties = {q.id: chance.random() for q in questions}
        worth = {q.id: self._worth(q) for q in questions}
        left, seen = list(questions), set[str]()
        last: str | None = None
        for _ in range(min(most, len(left))):
            others = [q for q in left if q.topic != last] or left
            best = max(
                others, key=lambda q: (worth[q.id] + self._novelty(q.topic, seen), ties[q.id])
            )
            yield Ranked(best, self.why(best))
            left.remove(best)
            last = best.topic
            seen.add(last)

    def due(self, questions: Sequence[Question]) -> tuple[Ranked, ...]:
        """Those that are due, confident errors first, then what is likeliest forgotten."""
        known = {q.id: q for q in questions}
        return tuple(
            Ranked(known[m.question_id], self.why(known[m.question_id]))
            for m in self.learned.due(self.now)
            if m.bank == self.bank and m.question_id in known
        )

    def priority(self, question: Question) -> float:
        """The question's priority on its own: 0 to 1, and one more for a confident error."""
        return self._worth(question) + self._novelty(question.topic, set())

    def _worth(self, question: Question) -> float:
        memory = self.learned.memory(self.bank, question.id)
        kept = memory.retrievability(self.now) if memory else 0.0
        expected = self.learned.skill(self.bank, question.topic).expects(question.level)
        first = _FIRST if memory and memory.confident_error else 0.0
        return first + _FORGOTTEN * (1 - kept) + _FITTING * (1 - abs(expected - TARGET))

    def _novelty(self, topic: str, seen: set[str]) -> float:
        return _NEW if topic not in seen and not self.learned.skill(self.bank, topic).n else 0.0

    def why(self, question: Question) -> str:
        """One line: when it is due and how it went, or that it is new, and the level."""
        memory = self.learned.memory(self.bank, question.id)
        if memory is None:
            return f"not asked yet, {self._topic(question.topic)}, {question.level}"
        parts = [self._when(memory)]
        if memory.confident_error:
            parts.append("you were sure and it was not right")
        parts.append(f"you missed {memory.missed} of {_points(memory.points)}")
        return ", ".join([*parts, question.level])

    def _topic(self, topic: str) -> str:
        skill = self.learned.skill(self.bank, topic)
        if not skill.n:
            return f"topic {topic} not seen yet"
        answers = f"{skill.n} answer{'' if skill.n == 1 else 's'}"
        return f"topic {topic} at {round(100 * skill.level)} % after {answers}"

    def _when(self, memory: Memory) -> str:
        days = (self.now.date() - memory.due_for(self.learned.interview_on, self.now).date()).days
        if days == 0:
            return "due today"
        unit = "day" if abs(days) == 1 else "days"
        return f"due {days} {unit} ago" if days > 0 else f"due in {-days} {unit}"


def _points(n: int) -> str:
    return f"{n} point{'' if n == 1 else 's'}"
