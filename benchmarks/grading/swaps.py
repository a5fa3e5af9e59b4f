"""Facts swapped between the two things that a question sets against each other, and right answers.

`python -m benchmarks.grading.swaps` prints what both get, with and without what was kept unseen.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import yaml

from benchmarks.grading import banks
from interviewer.examiners.grader.grader import Grader
from interviewer.examiners.offline import OfflineExaminer
from interviewer.rubric import coverage
from knowledge.encoder import Encoder
from knowledge.keypoints import derive
from knowledge.question import Question, Source

FILE = Path(__file__).parents[2] / "tests" / "data" / "answers" / "swaps.yaml"


@dataclass(frozen=True, slots=True)
class Pair:
    """A question on two things, answers that swap their facts, and right ones.

    `kept`: nobody looks at its answers while the rule is changed.
    """

    question: Question
    swapped: tuple[str, ...]
    right: tuple[str, ...]
    kept: bool


def pairs() -> Iterator[Pair]:
    """All pairs of the file."""
    builtin, imported = banks.builtin().bank, banks.imported().bank
    numbered = {q.number: q for q in imported.questions}
    for at, row in enumerate(yaml.safe_load(FILE.read_text("utf-8")), 1):
        question = numbered.get(row.get("number")) or builtin.question(row.get("question", ""))
        yield Pair(
            question or _made(row, at),
            tuple(row["swapped"]),
            tuple(row["right"]),
            row.get("kept", False),
        )


def _made(row: dict[str, Any], number: int) -> Question:
    return Question(
        id=f"swaps-{number}",
        number=number,
        prompt=row["prompt"],
        reference=row["reference"],
        key_points=derive(row["prompt"], row["reference"]),
        source=Source(document=FILE.name),
        derived=True,
    )


def main() -> None:
    """Prints the mean mark of swapped and of right answers, pair by pair and over all."""
    encoder = Encoder()
    examiner = OfflineExaminer(encoder, Grader(encoder))

    def mark(question: Question, answer: str) -> float:
        return coverage(question.key_points, examiner.grade(question, answer).findings)

    found = [
        (
            pair,
            [mark(pair.question, a) for a in pair.swapped],
            [mark(pair.question, a) for a in pair.right],
        )
        for pair in pairs()
    ]
    print(f"{'':62}swapped   right")
    for pair, swapped, right in found:
        name = f"{pair.question.prompt[:56]}{' *' if pair.kept else ''}"
        print(f"{name:60}{fmean(swapped):9.3f}{fmean(right):8.3f}")
    for name, kept in (("seen", (False,)), ("kept unseen (*)", (True,)), ("all", (False, True))):
        wrong = [m for pair, swapped, _ in found if pair.kept in kept for m in swapped]
        good = [m for pair, _, right in found if pair.kept in kept for m in right]
        print(f"{name:60}{fmean(wrong):9.3f}{fmean(good):8.3f}   {len(wrong)}+{len(good)}")


if __name__ == "__main__":
    main()
