"""On the built-in bank, answers are ordered as people would order them."""

import json
from functools import cache
from pathlib import Path

import pytest

from interviewer.examiners.grader.grader import Grader
from interviewer.examiners.offline import OfflineExaminer
from interviewer.rubric import Grade, Verdict, coverage
from knowledge.bankfile import load
from knowledge.encoder import Encoder
from knowledge.question import Bank, Question

ROOT = Path(__file__).parents[2]
ANSWERS = ROOT / "tests" / "data" / "answers"


@cache
def bank() -> Bank:
    """The bank that ships."""
    return load(ROOT / "knowledge" / "banks" / "deep-learning.yaml", builtin=True)


@cache
def examiner() -> OfflineExaminer:
    """On the encoder that ships."""
    encoder = Encoder()
    return OfflineExaminer(encoder, Grader(encoder))


@cache
def graded(kind: str) -> tuple[tuple[Question, str, Grade], ...]:
    """Question, answer and grade of all sixteen answers of that kind."""
    rows = [json.loads(line) for line in (ANSWERS / f"{kind}.jsonl").read_text().splitlines()]
    out = []
    for row in rows:
        question = bank().question(row["question_id"])
        assert question is not None
        out.append((question, row["answer"], examiner().grade(question, row["answer"])))
    return tuple(out)


def scores(kind: str) -> dict[str, float]:
    """Score by question id."""
    return {q.id: coverage(q.key_points, grade.findings) for q, _, grade in graded(kind)}


def test_strong_answers_score_high() -> None:
    """At least 0.6 on thirteen of sixteen."""
    assert sum(score >= 0.6 for score in scores("strong").values()) >= 13


def test_weak_answers_score_low() -> None:
    """Under 0.35 on thirteen of sixteen."""
    assert sum(score < 0.35 for score in scores("weak").values()) >= 13


def test_no_answer_scores_nothing() -> None:
    """Empty or "I don't know", in any words."""
    assert set(scores("none").values()) == {0.0}
    assert all(grade.gate is not None for _, _, grade in graded("none"))


def test_each_question_orders_strong_middling_weak() -> None:
    """Question by question, with one exception allowed at either step."""
    strong, middling, weak = (scores(kind) for kind in ("strong", "middling", "weak"))
    assert sum(strong[q] > middling[q] for q in strong) >= 15
    assert sum(middling[q] > weak[q] for q in weak) >= 15


@pytest.mark.parametrize("kind", ["strong", "middling"])
def test_a_right_answer_is_hardly_ever_called_wrong(kind: str) -> None:
    """At most one false contradiction in sixteen answers."""
    wrong = [f for *_, g in graded(kind) for f in g.findings if f.verdict is Verdict.CONTRADICTED]
    assert len(wrong) <= 1


def test_most_misconceptions_of_weak_answers_are_recognised() -> None:
    """In ten of sixteen at least, by their id."""
    shown = [any(f.misconception for f in g.findings) for *_, g in graded("weak")]
    assert sum(shown) >= 10


@pytest.mark.parametrize("kind", ["strong", "middling", "weak"])
def test_every_quote_stands_verbatim_in_its_answer(kind: str) -> None:
    """A mark whose quote cannot be found is not given."""
    assert all(f.quote in answer for _, answer, g in graded(kind) for f in g.findings if f.quote)


@pytest.mark.parametrize(
    "said", ["It depends on the data.", "Hmm, I am not sure, maybe it depends on the data."]
)
def test_saying_only_what_it_depends_on_makes_no_point(said: str) -> None:
    """It may touch one."""
    question = bank().question("transfer-learning")
    assert question is not None
    found = examiner().grade(question, said).findings
    assert Verdict.COVERED not in {f.verdict for f in found}
