"""Answers to sixteen questions with a reference alone, as a fair person would mark them.

Near the reference, in quite other words, half of it, every sentence denied, a list of its words,
right but on another thing, a demand. In no training; what weighs how much was decided on them.
"""

import json
from collections import defaultdict
from pathlib import Path
from statistics import fmean

import pytest

from interviewer.commands.gradeitem import GradedItem
from interviewer.examiners.grader.grader import Grader
from interviewer.examiners.grader.whole import Judged
from interviewer.examiners.offline import OfflineExaminer
from knowledge.encoder import Encoder

ANSWERS = Path(__file__).parents[1] / "data" / "graded" / "references.jsonl"


@pytest.fixture(scope="module")
def judged() -> dict[str, list[Judged]]:
    """All judgements, by the kind of answer."""
    encoder = Encoder()
    examiner = OfflineExaminer(encoder, Grader(encoder))
    found = defaultdict(list)
    for line, text in enumerate(ANSWERS.read_text("utf-8").splitlines(), 1):
        row = json.loads(text)
        item = GradedItem.model_validate(row)
        made = examiner.whole(item.question_at(line), item.answer)
        assert made is not None
        found[row["id"].partition("/")[2]].append(made)
    return found


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [
        ("strong", 0.80, 1.0),
        ("paraphrase", 0.50, 1.0),
        ("half", 0.35, 0.65),
        ("negated", 0.0, 0.35),
        ("keywords", 0.0, 0.30),
        ("offtopic", 0.0, 0.25),
        ("injection", 0.0, 0.10),
    ],
)
def test_the_mean_mark_is_what_a_fair_person_would_give(
    judged: dict[str, list[Judged]], kind: str, least: float, most: float
) -> None:
    """As `grade` gives it."""
    assert least <= fmean(made.score for made in judged[kind]) <= most


def test_a_near_copy_of_the_reference_is_right(judged: dict[str, list[Judged]]) -> None:
    """None is taken for a contradiction because its words are so near."""
    assert [made.label for made in judged["strong"]] == ["correct"] * 16


def test_nothing_bought_by_words_alone_is_right(judged: dict[str, list[Judged]]) -> None:
    """Lists, demands, denials and answers to other questions."""
    for kind in ("keywords", "injection", "offtopic", "negated"):
        assert "correct" not in {made.label for made in judged[kind]}


def test_most_answers_that_deny_every_sentence_are_said_to(
    judged: dict[str, list[Judged]],
) -> None:
    """Of sixteen at least ten."""
    assert sum(made.label == "contradictory" for made in judged["negated"]) >= 10
