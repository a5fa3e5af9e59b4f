"""Simulated candidates: does the adaptive order raise what they know faster than chance does?

Each candidate has a hidden skill per topic and hidden knowledge of each question, which grows when
the question is asked (its reference is read afterwards) and is forgotten in between; what was asked
often is forgotten more slowly, and some of it helps with other questions of the topic. The law of
this forgetting is exponential and is not the one that our memory assumes. The program sees scores
alone. Run it with `.venv/bin/python benchmarks/learning.py [PICTURE.svg]`; it prints and asserts
nothing.
"""

import platform
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import exp
from pathlib import Path
from random import Random

from interviewer.learning.learned import Learned
from interviewer.learning.memory import memory_of
from interviewer.learning.priority import Ranking
from interviewer.learning.review import Review
from interviewer.learning.skill import sigmoid, skill_of
from knowledge.question import Level, Question
from tests.builders import make_question

CANDIDATES, DAYS, A_DAY = 14, 90, 5
TOPICS, PER_TOPIC, POINTS = 8, 12, 5
LEARNS, TRANSFER, FIRST_DAYS, SPACING = 0.6, 0.04, 4.0, 2.5
"""Of a missed point learned; of skill per missed share; days until a third is left; how much longer
it lasts after a repetition, times what was forgotten by then: what is fresh gains nothing."""
START = datetime(2026, 1, 1, 9, tzinfo=UTC)
HARD = {Level.BASIC: -0.8, Level.INTERMEDIATE: 0.0, Level.ADVANCED: 0.8}

Order = Callable[["Candidate", int, Random], Sequence[Question]]


def bank() -> list[Question]:
    """Questions of every topic and level."""
    levels = list(Level)
    return [
        make_question(
            f"Question {n} of topic {t}?",
            number=t * PER_TOPIC + n + 1,
            topic=f"topic {t + 1}",
            level=levels[n % 3],
        )
        for t in range(TOPICS)
        for n in range(PER_TOPIC)
    ]


@dataclass
class Candidate:
    """What is hidden (skill, knowledge) and what the program has seen (reviews)."""

    questions: list[Question]
    skill: dict[str, float]
    peak: dict[str, float] = field(default_factory=dict)
    lasts: dict[str, float] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    reviews: dict[str, list[Review]] = field(default_factory=dict)

    def knows(self, question: Question, day: int) -> float:
        """The share of the question's points that is known on that day."""
        base = sigmoid(self.skill[question.topic] - HARD[question.level])
        if question.id not in self.peak:
            return base
        gone = day - self.asked[question.id]
        kept = exp(-gone / self.lasts[question.id])
        return base + max(self.peak[question.id] - base, 0.0) * kept

    def mean(self, day: int) -> float:
        """What is known of the whole bank."""
        return statistics.fmean(self.knows(q, day) for q in self.questions)

    def weakest(self) -> str:
        """The topic of the least skill."""
        return min(self.skill, key=self.skill.__getitem__)

    def answer(self, question: Question, day: int, chance: Random) -> None:
        """Answers, reads the reference, learns; the program notes the score."""
        known = self.knows(question, day)
        score = sum(chance.random() < known for _ in range(POINTS)) / POINTS
        self.peak[question.id] = known + LEARNS * (1 - known)
        self.lasts[question.id] = self._lasting(question, day)
        self.asked[question.id] = day
        self.skill[question.topic] += TRANSFER * (1 - score)
        missed = round((1 - score) * POINTS)
        review = Review(
            interview_id=f"day-{day}",
            question_id=question.id,
            bank="simulated",
            topic=question.topic,
            level=question.level,
            at=START + timedelta(days=day),
            score=score,
            unaided=score,
            points=POINTS,
            missed=missed,
        )
        self.reviews.setdefault(question.id, []).append(review)

    def _lasting(self, question: Question, day: int) -> float:
        """Days until a third is left, after being asked on that day."""
        before = self.lasts.get(question.id)
        if before is None:
            return FIRST_DAYS
        forgotten = 1 - exp((self.asked[question.id] - day) / before)
        return before * (1 + SPACING * forgotten)

    def learned(self) -> Learned:
        """What the program makes of the reviews."""
        topics: dict[str, list[Review]] = {}
        for review in sorted(
            (r for each in self.reviews.values() for r in each), key=lambda r: r.at
        ):
            topics.setdefault(review.topic, []).append(review)
        skills = {("simulated", t): skill_of("simulated", t, r) for t, r in topics.items()}
        memories = {("simulated", i): memory_of(r) for i, r in self.reviews.items()}
        return Learned(skills, {k: m for k, m in memories.items() if m is not None})


def adaptive(candidate: Candidate, day: int, chance: Random) -> Sequence[Question]:
    """The order that the product proposes."""
    now = START + timedelta(days=day)
    ranking = Ranking("simulated", candidate.learned(), now, chance.randrange(2**31))
    return [r.question for r in ranking.adaptive(candidate.questions, A_DAY)]


def due_first(candidate: Candidate, day: int, chance: Random) -> Sequence[Question]:
    """What is due, and where that is not enough, the adaptive order."""
    now = START + timedelta(days=day)
    ranking = Ranking("simulated", candidate.learned(), now, chance.randrange(2**31))
    found = [r.question for r in ranking.due(candidate.questions)]
    more = [r.question for r in ranking.adaptive(candidate.questions, 2 * A_DAY)]
    return list({q.id: q for q in (*found, *more)}.values())[:A_DAY]


def by_chance(candidate: Candidate, day: int, chance: Random) -> Sequence[Question]:  # noqa: ARG001
    """Any five."""
    return chance.sample(candidate.questions, A_DAY)


def in_order(candidate: Candidate, day: int, chance: Random) -> Sequence[Question]:  # noqa: ARG001
    """The bank's order, on and on."""
    start = day * A_DAY
    n = len(candidate.questions)
    return [candidate.questions[(start + k) % n] for k in range(A_DAY)]


ORDERS: dict[str, Order] = {
    "adaptive": adaptive,
    "due first": due_first,
    "bank's order": in_order,
    "random": by_chance,
}


def live(order: Order, seed: int) -> tuple[list[float], int | None, float]:
    """What is known after each day; the first day the weakest topic was seen to be the weakest of
    those at the start; the share of topics whose true level lies in the band at the end.
    """
    chance, questions = Random(seed), bank()  # noqa: S311
    skill = {q.topic: 0.0 for q in questions}
    candidate = Candidate(questions, {t: chance.gauss(-0.9, 0.9) for t in skill})
    weakest, found = candidate.weakest(), None
    known = [candidate.mean(0)]
    for day in range(DAYS):
        for question in order(candidate, day, chance):
            candidate.answer(question, day, chance)
        known.append(candidate.mean(day + 1))
        seen = candidate.learned().skills
        if found is None and len(seen) == TOPICS:
            lowest = min(seen.values(), key=lambda s: s.theta)
            found = day + 1 if lowest.topic == weakest else None
    return known, found, held(candidate)


def held(candidate: Candidate) -> float:
    """The share of topics whose mean knowledge lies within the band that is shown."""
    inside = []
    for topic, skill in ((s.topic, s) for s in candidate.learned().skills.values()):
        own = [q for q in candidate.questions if q.topic == topic and q.level == "intermediate"]
        true = statistics.fmean(candidate.knows(q, DAYS) for q in own)
        inside.append(skill.low <= true <= skill.high)
    return statistics.fmean(inside)


def main() -> None:
    """Prints what is known at the end, and how many days each order takes to get as far."""
    print(
        f"Python {platform.python_version()}; {CANDIDATES} candidates, {TOPICS * PER_TOPIC} "
        f"questions, {A_DAY} a day for {DAYS} days"
    )
    curves: dict[str, list[float]] = {}
    for name, order in ORDERS.items():
        lives = [live(order, seed) for seed in range(CANDIDATES)]
        curve = [statistics.fmean(each[0][day] for each in lives) for day in range(DAYS + 1)]
        curves[name] = curve
        days = [found for _, found, _ in lives if found is not None]
        inside = statistics.fmean(share for _, _, share in lives)
        print(
            f"{name}: known at the start {curve[0]:.3f}, after {DAYS // 2} days "
            f"{curve[DAYS // 2]:.3f}, at the end {curve[-1]:.3f}; weakest topic named after "
            f"{statistics.median(days) if days else float('nan'):.0f} days (median of "
            f"{len(days)}); level inside its band in {inside:.0%}"
        )
    slow = curves["random"]
    gained = (curves["adaptive"][-1] - slow[0]) / (slow[-1] - slow[0])
    reached = next((d for d, k in enumerate(curves["adaptive"]) if k >= slow[-1]), None)
    print(f"gain of adaptive to that of random at the end: {gained:.2f} x")
    print(f"what random order reaches in {DAYS} days, adaptive reaches in {reached}")
    if len(sys.argv) > 1:
        draw(curves, Path(sys.argv[1]))


def draw(curves: dict[str, list[float]], path: Path) -> None:
    """The curves as a picture."""
    import altair as alt
    import vl_convert

    rows = [
        {"day": day, "known": 100 * known, "order": name}
        for name, curve in curves.items()
        for day, known in enumerate(curve)
    ]
    chart = (
        alt.Chart({"values": rows})
        .mark_line(strokeWidth=2)
        .encode(
            x=alt.X("day:Q"),
            y=alt.Y("known:Q", title="known of the bank, %", scale=alt.Scale(zero=False)),
            color=alt.Color("order:N", sort=list(curves), title=None),
            strokeDash=alt.StrokeDash("order:N", sort=list(curves), title=None),
        )
        .properties(width=560, height=300)
        .configure(background="white")
    )
    path.write_text(vl_convert.vegalite_to_svg(chart.to_dict()), encoding="utf-8")


if __name__ == "__main__":
    main()
