"""The attack suite judged once: mean marks by bank and row, at most so many answers of each."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean

import pytest

from benchmarks.grading import attacks, banks, honest
from benchmarks.grading.attacks import Row, Sample
from interviewer.examiners.grader.grader import Grader
from interviewer.examiners.offline import OfflineExaminer
from interviewer.rubric import coverage
from knowledge.encoder import Encoder

MOST = 20
"""Answers of one row that are judged."""

MOST_DENIED = 40
"""The same of rows that stand for many wordings; their sentences are encoded once."""

Mark = Callable[[Sample], float]


@dataclass(frozen=True, slots=True)
class Suite:
    """All rows of one bank by their names, and what judges them."""

    ground: banks.Ground
    rows: dict[str, Row]
    mark: Mark

    def mean(self, name: str) -> float:
        """The mean mark of the row's answers, 0 to 1."""
        most = MOST_DENIED if name.startswith("denied") else MOST
        return mean(self.mark(sample) for sample in thinned(self.rows[name].samples, most))


@pytest.fixture(scope="session")
def mark() -> Mark:
    """The credit of the points that count, by the offline examiner as it ships."""
    encoder = Encoder(remembered=60_000)
    examiner = OfflineExaminer(encoder, Grader(encoder))

    def mark(sample: Sample) -> float:
        grade = examiner.grade(sample.question, sample.answer)
        counted = attacks.points_of(sample)
        return coverage(sample.counted, [f for f in grade.findings if f.point in counted])

    return mark


@pytest.fixture(scope="session")
def suites(mark: Mark) -> dict[str, Suite]:
    """The suite on the bank that ships and on an imported one."""
    made = {}
    for name, ground in (("built-in", banks.builtin()), ("imported", banks.imported())):
        rows = (*attacks.rows(ground.bank, ground.good), *honest.rows(ground.bank, ground.good))
        made[name] = Suite(ground, {row.name: row for row in rows}, mark)
    return made


def thinned(samples: Sequence[Sample], most: int = MOST) -> Sequence[Sample]:
    """At most so many of them, drawn once and for all, in their order."""
    if len(samples) <= most:
        return samples
    drawn = random.Random(7).sample(range(len(samples)), most)  # noqa: S311 - nothing secret
    return [samples[at] for at in sorted(drawn)]
