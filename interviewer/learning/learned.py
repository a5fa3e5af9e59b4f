"""Everything that interviews left behind, as the next one's choice of questions sees it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from interviewer.learning.memory import Memory
from interviewer.learning.skill import Skill

Key = tuple[str, str]
"""A bank's id with a topic of it, or with the id of a question of it."""


@dataclass(frozen=True, slots=True)
class Learned:
    """`skills` by bank and topic, `memories` by bank and question; `interview_on` is the day of
    the real interview, as it was given last.
    """

    skills: Mapping[Key, Skill] = field(default_factory=dict)
    memories: Mapping[Key, Memory] = field(default_factory=dict)
    interview_on: date | None = None

    def skill(self, bank: str, topic: str) -> Skill:
        """The skill in that topic; one of which nothing is known where it was never asked."""
        return self.skills.get((bank, topic)) or Skill(bank=bank, topic=topic)

    def memory(self, bank: str, question_id: str) -> Memory | None:
        """What is remembered of that question; None where it was never asked."""
        return self.memories.get((bank, question_id))

    def due(self, now: datetime) -> tuple[Memory, ...]:
        """What is due by now: confident errors first, then what is likeliest forgotten."""
        found = [m for m in self.memories.values() if m.due_for(self.interview_on, now) <= now]
        return tuple(
            sorted(
                found,
                key=lambda m: (not m.confident_error, m.retrievability(now), m.due, m.question_id),
            )
        )
