"""The built-in bank: what its questions hold, and that cues, probes and hints give nothing away."""

import json
import re
from pathlib import Path

import pytest

import knowledge
from interviewer.examiners import guard
from knowledge import bankfile
from knowledge.question import Bank, Question
from knowledge.words import stems

FILE = Path(knowledge.__file__).parent / "banks" / "deep-learning.yaml"
ANSWERS = Path(__file__).parents[1] / "data" / "answers"
DOCUMENT = "Deep Learning Interview Questions and Answers"
SUBJECTS = (
    "supervised-unsupervised",
    "backpropagation",
    "overfitting-underfitting",
    "transfer-learning",
    "dropout",
    "cnn",
    "learning-rate",
    "rnn",
    "parameters-hyperparameters",
    "regularisation",
    "optimizer",
    "weight-initialisation",
    "confusion-matrix",
    "fine-tuning",
    "online-batch-learning",
    "imbalanced-classes",
)
MOST_PROBE_WORDS = 27
MOST_HINT_WORDS = 30  # longer ones are cut when a hint and a question go together

each_question = pytest.mark.parametrize("subject", SUBJECTS)


@pytest.fixture(scope="module")
def bank() -> Bank:
    """The bank as shipped."""
    return bankfile.load(FILE, builtin=True)


@pytest.fixture
def question(bank: Bank, subject: str) -> Question:
    """The question on one subject."""
    found = bank.question(subject)
    assert found is not None
    return found


def _words(text: str) -> int:
    return len(text.split())


def _wordings(question: Question) -> list[str]:
    right = [t for p in question.key_points for t in (p.text, *p.variants)]
    wrong = [t for m in question.misconceptions for t in (m.text, *m.variants)]
    return right + wrong


def _runs(text: str, length: int) -> set[str]:
    """Every run of `length` consecutive words."""
    found = re.findall(r"[a-z0-9']+", text.lower())
    return {" ".join(found[i : i + length]) for i in range(len(found) - length + 1)}


def _answers(name: str) -> dict[str, str]:
    lines = (ANSWERS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return {entry["question_id"]: entry["answer"] for entry in map(json.loads, lines)}


def test_the_sixteen_subjects_stand_in_the_documents_order(bank: Bank) -> None:
    """Number in the bank, number in the source and place agree."""
    assert tuple(q.id for q in bank.questions) == SUBJECTS
    for place, q in enumerate(bank.questions, start=1):
        assert q.number == place
        assert (q.source.document, q.source.number) == (DOCUMENT, str(place))


@each_question
def test_a_reference_takes_about_a_minute_to_say(question: Question) -> None:
    """Sixty to a hundred and fifty words."""
    assert 60 <= _words(question.reference) <= 150


@each_question
def test_three_to_seven_points_weigh_one_or_two(question: Question) -> None:
    """At least one point is core, and not every one is."""
    weights = [p.weight for p in question.key_points]
    assert 3 <= len(weights) <= 7
    assert set(weights) == {1, 2}


@each_question
def test_points_and_misconceptions_have_other_wordings(question: Question) -> None:
    """Two to five for a point, three to six for a misconception, none twice."""
    assert all(2 <= len(p.variants) <= 5 for p in question.key_points)
    assert all(3 <= len(m.variants) <= 6 for m in question.misconceptions)
    wordings = _wordings(question)
    assert len(set(wordings)) == len(wordings)


@each_question
def test_a_prompt_asks_one_question(question: Question) -> None:
    """One question mark, at the very end."""
    assert question.prompt.find("?") == len(question.prompt) - 1


@each_question
def test_a_cue_is_a_short_phrase(question: Question) -> None:
    """It goes into the middle of a question, and no two are the same."""
    cues = [p.cue for p in question.key_points]
    assert all(3 <= _words(cue) <= 12 for cue in cues)
    assert not any(cue[-1] in ".?!" or "?" in cue or cue[0].isupper() for cue in cues)
    assert len(set(cues)) == len(cues)


@each_question
def test_a_cue_holds_no_term_of_any_point(question: Question) -> None:
    """Content words of the points may stand in a cue only when the prompt has them."""
    asked = stems(question.prompt)
    for point in question.key_points:
        for hidden in question.key_points:
            leaked = stems(point.cue) & stems(hidden.text) - asked
            assert not leaked, f"the cue of {point.id} holds {leaked} of {hidden.id}"


@each_question
def test_a_misconception_has_correction_point_and_one_question(question: Question) -> None:
    """The question is short enough to be said in one breath, and praises nobody."""
    assert 1 <= len(question.misconceptions) <= 3
    for m in question.misconceptions:
        assert m.correction != m.text
        assert m.point is not None
        assert m.probe is not None
        assert m.probe.find("?") == len(m.probe) - 1
        assert _words(m.probe) <= MOST_PROBE_WORDS
        assert guard.praise(m.probe) is None


@each_question
def test_a_probe_tells_no_more_than_a_guard_lets_pass(question: Question) -> None:
    """So that it is asked in its author's words."""
    for m in question.misconceptions:
        assert guard.leak(m.probe or "", question, ()) is None


@pytest.mark.parametrize(
    ("question_id", "word"), [("rnn", "memory"), ("overfitting-underfitting", "validation")]
)
def test_a_probe_names_nothing_that_only_another_point_says(
    bank: Bank, question_id: str, word: str
) -> None:
    """The candidate may not have come to that point yet."""
    question = bank.question(question_id)
    assert question is not None
    assert not [m.probe for m in question.misconceptions if word in (m.probe or "")]


@each_question
def test_two_hints_help_without_telling(question: Question) -> None:
    """They are statements, fit beside a question, and hold no term of a key point."""
    assert len(question.hints) == 2
    for hint in question.hints:
        assert "?" not in hint
        assert _words(hint) <= MOST_HINT_WORDS
        assert guard.leak(hint, question, ()) is None


def test_several_topics_and_all_levels_occur(bank: Bank) -> None:
    """A plan can be narrowed to a topic that has more than one question."""
    assert {q.level.value for q in bank.questions} == {"basic", "intermediate", "advanced"}
    assert all(sum(q.topic == t for q in bank.questions) >= 2 for t in bank.topics)


@pytest.mark.parametrize("name", ["strong", "middling", "weak", "none"])
def test_every_question_has_a_sample_answer(name: str) -> None:
    """One of each kind, in the bank's order."""
    assert tuple(_answers(name)) == SUBJECTS


def test_strong_sample_answers_are_of_a_spoken_length() -> None:
    """Forty to a hundred and ten words."""
    assert all(40 <= _words(a) <= 110 for a in _answers("strong").values())


@pytest.mark.parametrize("name", ["strong", "middling", "weak"])
@each_question
def test_sample_answers_are_not_copied_from_the_bank(question: Question, name: str) -> None:
    """No run of seven words is shared; otherwise they would flatter whoever judges them."""
    theirs = _runs(_answers(name)[question.id], 7)
    ours = set().union(*(_runs(t, 7) for t in (question.reference, *_wordings(question))))
    assert not theirs & ours
