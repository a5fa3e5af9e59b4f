"""Our own time for judging one answer offline, on one core.

The sample answers to the built-in bank, each judged once: its clauses are new to the encoder, its
question is prepared, as the page does while the candidate thinks. Run it with
`taskset -c 0 .venv/bin/python benchmarks/judging.py`; it prints and asserts nothing.
"""

import json
import platform
import statistics
import time
from pathlib import Path

from interviewer.examiners.grader.grader import Grader
from interviewer.examiners.offline import OfflineExaminer
from knowledge.bankfile import load
from knowledge.encoder import Encoder
from knowledge.question import Bank, Question

ROOT = Path(__file__).parents[1]
ANSWERS = ROOT / "tests" / "data" / "answers"
KINDS = ("strong", "middling", "weak", "unseen")
FIVE = 5  # key points
ROUNDS = 5


def main() -> None:
    """Prints the distribution by the clock and by processor time, of all and of five points."""
    print(f"Python {platform.python_version()}")
    bank = load(ROOT / "knowledge" / "banks" / "deep-learning.yaml", builtin=True)
    said = list(answers(bank))
    times = [judged(bank, said) for _ in range(ROUNDS)]
    least = [tuple(map(min, zip(*each, strict=True))) for each in zip(*times, strict=True)]
    show("all answers", least)
    few = [t for t, (q, _) in zip(least, said, strict=True) if len(q.key_points) <= FIVE]
    show("questions of up to five points", few)


def answers(bank: Bank) -> list[tuple[Question, str]]:
    """The questions and the sample answers to them."""
    found = []
    for kind in KINDS:
        for row in map(json.loads, (ANSWERS / f"{kind}.jsonl").read_text().splitlines()):
            question = bank.question(row["question_id"])
            if question is not None:
                found.append((question, row["answer"]))
    return found


def judged(bank: Bank, said: list[tuple[Question, str]]) -> list[tuple[float, float]]:
    """Milliseconds by the clock and of processor, for each answer once."""
    encoder = Encoder()
    examiner = OfflineExaminer(encoder, Grader(encoder))
    for question in bank.questions:
        examiner.prepare(question)
    examiner.grade(bank.questions[0], bank.questions[0].reference)
    found = []
    for question, answer in said:
        began, ran = time.perf_counter(), time.process_time()
        examiner.grade(question, answer)
        found.append((1e3 * (time.perf_counter() - began), 1e3 * (time.process_time() - ran)))
    return found


def show(name: str, times: list[tuple[float, ...]]) -> None:
    """Median, 95th percentile and worst of either."""
    for what, values in zip(("clock", "processor"), zip(*times, strict=True), strict=True):
        ordered = sorted(values)
        p95 = ordered[int(0.95 * len(ordered))]
        print(
            f"{name}, {what}: p50 {statistics.median(ordered):.1f}, p95 {p95:.1f}, "
            f"worst {ordered[-1]:.1f} ms, n {len(ordered)}"
        )


if __name__ == "__main__":
    main()
