"""The rows that the head is fitted on: graded answers, and edits of their references."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import edits


@dataclass(frozen=True)
class Graded:
    """One answer with its gold; of an edit, `key` is the number of a row with its reference."""

    key: str
    group: str
    question: str
    reference: str
    answer: str
    correct: float
    contradictory: float
    score: float
    real: bool = True


def all_rows(sets: Mapping[str, Sequence[dict[str, object]]]) -> list[Graded]:
    """Every row of the graded sets, then edits of their references."""
    rows = [graded(name, at, row) for name, found in sets.items() for at, row in enumerate(found)]
    return [*rows, *edited(rows, 3)]


def graded(name: str, at: int, row: dict[str, object]) -> Graded:
    """The row of this number of a graded set."""
    score, label = float(str(row["score"])), str(row["label"])
    return Graded(
        f"{name}:{at}",
        f"{name}:{row['question_id']}",
        str(row["question"]),
        str(row["reference"]),
        str(row["answer"]),
        float(score >= 0.99),
        float(label == "contradictory"),
        score,
    )


def edited(rows: Sequence[Graded], seed: int) -> list[Graded]:
    """Edits of the references of some rows, of small weight, by the templates for training."""
    chance = random.Random(seed)
    out = []
    first = {(r.group, r.reference, r.question): r.key for r in reversed(rows)}
    for (group, reference, question), key in sorted(first.items()):
        for makers, correct, against in (
            (edits.CONTRADICTING, 0.0, 1.0),
            (edits.UNRELATED, 0.0, 0.0),
            (edits.ENTAILING, 1.0, 0.0),
        ):
            for _, make, _ in makers:
                if len(reference.split()) < 60 and (made := make(reference, chance)):
                    out.append(
                        Graded(
                            key,
                            group,
                            question,
                            reference,
                            made,
                            correct,
                            against,
                            correct,
                            real=False,
                        )
                    )
    return out
