"""The offline examiner on answers whose writer knew the questions, but not the bank.

No threshold was chosen on them. They hold the order of good, middling, wrong and evasive answers,
and leave room for what the examiner is known to miss: a fact told the wrong way round.
"""

import json
from collections import defaultdict
from pathlib import Path
from statistics import mean

import pytest

from interviewer.examiners.grader.grader import Grader
from interviewer.examiners.offline import OfflineExaminer
from interviewer.rubric import coverage
from knowledge.bankfile import load
from knowledge.encoder import Encoder

ROOT = Path(__file__).parents[2]
ANSWERS = ROOT / "tests" / "data" / "answers" / "unseen.jsonl"


@pytest.fixture(scope="module")
def scores(encoder: Encoder) -> dict[str, list[float]]:
    """The coverage of each answer, by its quality."""
    bank = load(ROOT / "knowledge" / "banks" / "deep-learning.yaml", builtin=True)
    examiner = OfflineExaminer(encoder, Grader(encoder))
    found = defaultdict(list)
    for row in map(json.loads, ANSWERS.read_text(encoding="utf-8").splitlines()):
        question = bank.question(row["question_id"])
        assert question is not None
        grade = examiner.grade(question, row["answer"])
        assert all(f.quote is None or f.quote in row["answer"] for f in grade.findings)
        found[row["quality"]].append(coverage(question.key_points, grade.findings))
    return found


def test_better_answers_score_higher(scores: dict[str, list[float]]) -> None:
    """On the mean of sixteen questions each."""
    good, ok, wrong, off = (mean(scores[q]) for q in ("good", "ok", "wrong", "off"))
    assert good > ok + 0.15
    assert ok > wrong + 0.1
    assert wrong > off + 0.1


def test_a_good_answer_in_its_own_words_is_recognised(scores: dict[str, list[float]]) -> None:
    """Also where it shares few words with the reference."""
    assert mean(scores["good"]) >= 0.7
    assert sum(s >= 0.6 for s in scores["good"]) >= 14


def test_fluent_talk_beside_the_point_earns_little(
    scores: dict[str, list[float]],
) -> None:
    """Whatever its words."""
    assert mean(scores["off"]) <= 0.17
