"""Chooses the offline examiner's thresholds on graded short answers, and shows what each
ingredient is worth. Prints; asserts nothing.

    python benchmarks/grading/thresholds.py FOLDER [--rows 1500]

FOLDER holds JSON lines, plain or gzipped, of `question_id, question, reference, answer, score`
(0..1). Nothing of it is kept. Folds are grouped by question: a random split would flatter.
"""

import argparse
import gzip
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from interviewer.examiners import evidence, gates, matching, polarity, targets, verdicts
from interviewer.examiners.clauses import Clause
from interviewer.examiners.evidence import Evidence
from interviewer.examiners.matching import Matcher
from interviewer.rubric import Verdict, coverage
from knowledge.encoder import Encoder
from knowledge.keypoints import derive
from knowledge.question import Question, Source
from knowledge.words import stems

FOLDS = 5
CORRECT = 0.75  # score from which an answer counts as correct
SEED = 7


@dataclass(frozen=True, slots=True)
class Row:
    """One graded answer."""

    group: str
    question: Question
    answer: str
    score: float


def read(path: Path, most: int) -> list[Row]:
    """At most that many rows of a file, drawn with a fixed seed."""
    data = path.read_bytes()
    text = gzip.decompress(data) if path.suffix == ".gz" else data
    raw = [json.loads(line) for line in text.decode().splitlines()]
    random.Random(SEED).shuffle(raw)  # noqa: S311 - nothing secret
    kept: dict[tuple[str, str], Question] = {}
    rows = []
    for row in raw[:most]:
        key = (row["question"], row["reference"])
        if key not in kept:
            kept[key] = Question(
                id="q",
                number=1,
                prompt=row["question"],
                reference=row["reference"],
                key_points=derive(row["question"], row["reference"]),
                source=Source(document=path.name),
                derived=True,
            )
        rows.append(Row(row["question_id"], kept[key], row["answer"], float(row["score"])))
    return rows


def strength(row: Row, matcher: Matcher) -> float:
    """Weighted mean strength over the key points, each limited to what decides its verdict."""
    if gates.gate(row.answer, [row.question.prompt], [row.question.reference]):
        return -1.0
    found = matcher.match(row.question, row.answer).points
    return sum(p.weight * _worth(found.get(p.id)) for p in row.question.key_points) / (
        row.question.weight
    )


def _worth(evidence: Evidence | None) -> float:
    if evidence is None:
        return -0.1
    if evidence.opposed:
        return -0.2
    return min(max(evidence.strength, -0.1), 2 * verdicts.COVERED)


def content_coverage(row: Row, _: Matcher) -> float:
    """Share of the reference's content stems said, the question's left out: one feature."""
    wanted = stems(row.question.reference) - stems(row.question.prompt)
    wanted = wanted or stems(row.question.reference)
    return len(wanted & stems(row.answer)) / max(1, len(wanted))


def cosine(row: Row, matcher: Matcher) -> float:
    """Cosine of the encoder's vectors of answer and reference."""
    one, other = matcher._encoder.encode([row.answer, row.question.reference])  # noqa: SLF001
    return float(one @ other)


def grouped(scores: NDArray[np.float64], rows: Sequence[Row]) -> float:
    """2-way macro-F1 with the threshold chosen on the other folds' questions."""
    right = np.array([r.score >= CORRECT for r in rows])
    said = np.zeros(len(rows), dtype=bool)
    for train, test in GroupKFold(FOLDS).split(rows, groups=[r.group for r in rows]):
        options = np.unique(np.quantile(scores[train], np.linspace(0.02, 0.98, 60)))
        best = max(options, key=lambda t: macro_f1(right[train], scores[train] >= t))
        said[test] = scores[test] >= best
    return macro_f1(right, said)


def macro_f1(right: NDArray[np.bool_], said: NDArray[np.bool_]) -> float:
    """Macro-averaged F1 of correct or not."""
    return float(f1_score(right, said, average="macro", zero_division=0))


def as_shipped(rows: Sequence[Row], matcher: Matcher) -> tuple[float, float]:
    """Macro-F1 and Pearson r with the thresholds in the code, nothing fitted."""
    scores = []
    for row in rows:
        if gates.gate(row.answer, [row.question.prompt], [row.question.reference]):
            scores.append(0.0)
            continue
        matches = matcher.match(row.question, row.answer)
        found = verdicts.findings(row.question, matches, verdicts.manner(row.answer))
        scores.append(coverage(row.question.key_points, list(found)))
    right = np.array([r.score >= CORRECT for r in rows])
    human = np.array([r.score for r in rows])
    f1 = macro_f1(right, np.array(scores) >= 0.5)
    return f1, float(np.corrcoef(scores, human)[0, 1])


def without_ingredients(encoder: Encoder) -> Iterator[tuple[str, Callable[[Row], float]]]:
    """The examiner's strength, whole and with one ingredient left out at a time."""

    def measured(row: Row) -> float:
        return strength(row, kept)

    def whole(answer: str) -> list[Clause]:
        return [Clause(answer, 0, len(answer))]

    kept = Matcher(encoder)
    yield "offline examiner", measured
    with patch.object(evidence, "LEXICAL_ALONE", 0.0):
        yield "  without shared words", measured
    with (
        patch.object(evidence, "DENIAL", 0.0),
        patch.object(polarity, "opposed", lambda *_: False),
    ):
        yield "  without negation and antonyms", measured
    with patch.object(matching, "cut", whole):
        yield "  without clauses (answer as a whole)", measured
    with (
        patch.object(targets, "without", lambda v, _: v),
        patch.object(matching, "without", lambda v, _: v),
    ):
        kept = Matcher(encoder)
        yield "  with the question's direction left in", measured


def main() -> None:
    """Prints one table for each file of the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=1500)
    options = parser.parse_args()
    encoder = Encoder(remembered=50_000)
    for path in sorted(options.folder.glob("*.jsonl*")):
        rows = read(path, options.rows)
        report(path.name, rows, encoder)


def report(name: str, rows: Sequence[Row], encoder: Encoder) -> None:
    """The table of one data set."""
    matcher = Matcher(encoder)
    groups = len({r.group for r in rows})
    print(f"\n{name}: {len(rows)} answers to {groups} questions")
    right = np.array([r.score >= CORRECT for r in rows])
    print(f"{'majority':45}{macro_f1(right, np.full(len(rows), right.mean() >= 0.5)):.3f}")
    for title, feature in (
        ("content coverage (one feature)", content_coverage),
        ("cosine", cosine),
    ):
        scores = np.array([feature(r, matcher) for r in rows])
        print(f"{title:45}{grouped(scores, rows):.3f}")
    for title, measure in without_ingredients(encoder):
        scores = np.array([measure(r) for r in rows])
        print(f"{title:45}{grouped(scores, rows):.3f}")
    f1, r = as_shipped(rows, matcher)
    print(f"{'as shipped, nothing fitted':45}{f1:.3f}   Pearson r {r:.3f}")
    counts = verdict_counts(rows, matcher)
    print("verdicts: " + ", ".join(f"{v} {n}" for v, n in counts.items()))


def verdict_counts(rows: Sequence[Row], matcher: Matcher) -> dict[str, int]:
    """How often each verdict is given."""
    counts = dict.fromkeys((v.value for v in Verdict), 0)
    for row in rows:
        matches = matcher.match(row.question, row.answer)
        for f in verdicts.findings(row.question, matches, verdicts.manner(row.answer)):
            counts[f.verdict.value] += 1
    return counts


if __name__ == "__main__":
    main()
