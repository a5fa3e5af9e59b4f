"""A whole answer's label, and the findings that must agree with it."""

from collections.abc import Sequence

import pytest

from interviewer.examiners.grader.grader import Assessment, Grader
from interviewer.examiners.grader.network import Reading
from interviewer.examiners.grader.whole import Judged, judge
from interviewer.examiners.matching import Matches
from interviewer.examiners.offline import OfflineExaminer
from interviewer.rubric import Finding, Gate, Grade, Verdict
from knowledge.keypoints import derive
from knowledge.question import Question, Source
from tests.hashencoder import HashEncoder

PROMPT = "What is dropout?"
REFERENCE = (
    "Dropout leaves units out at random during training. "
    "It keeps units from relying on particular others, so the network overfits less."
)
ANSWER = "Units are left out at random. That makes the training data larger."
QUESTION = Question(
    id="graded",
    number=1,
    prompt=PROMPT,
    reference=REFERENCE,
    key_points=derive(PROMPT, REFERENCE),
    source=Source(document="here"),
    derived=True,
)
AGAINST = {Verdict.CONTRADICTED, Verdict.MISSED}
VERDICTS = [
    (a, b)
    for a in Verdict
    for b in Verdict
    if not (Verdict.CONTRADICTED in (a, b) and {a, b} <= AGAINST)  # held down: a test of its own
]


class Opinion(Grader):
    """A grader that holds one opinion of everything."""

    def __init__(self, correct: float, contradictory: float, score: float) -> None:
        super().__init__(HashEncoder())
        left = 1 - correct - contradictory
        self._opinion = Assessment(correct, 0.0, contradictory, left, score, unsure=False)

    def assess(self, question: str, references: Sequence[str], answer: str) -> Assessment:
        return self._opinion

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        return [Reading(len(text) / 100, 0.5, 0.5, 0.2, 0.5) for text, _ in pairs]


OPINIONS = {
    "correct": Opinion(0.9, 0.0, 0.9),
    "contradictory": Opinion(0.1, 0.8, 0.1),
    "contradictory in part": Opinion(0.1, 0.7, 0.3),
    "partially_correct": Opinion(0.3, 0.1, 0.5),
    "incorrect": Opinion(0.05, 0.1, 0.05),
}


def matches() -> Matches:
    """What the offline examiner finds in the answer."""
    return OfflineExaminer(HashEncoder())._matcher.match(QUESTION, ANSWER, (PROMPT,))


ONE_SENTENCE = QUESTION.model_copy(
    update={"reference": REFERENCE.replace("training. It", "training, and it")}
)


def judged(
    label: str, *verdicts: Verdict, matched: Matches | None = None, question: Question = QUESTION
) -> Judged:
    """The judgement by that opinion, the key points having these verdicts."""
    findings = tuple(
        Finding(
            point=point.id, verdict=v, quote=None if v is Verdict.MISSED else "Units are left out"
        )
        for point, v in zip(question.key_points, verdicts, strict=True)
    )
    grade = Grade(findings=findings, by="test")
    return judge(question, ANSWER, grade, matched or matches(), OPINIONS[label])


@pytest.mark.parametrize(("first", "second"), VERDICTS)
@pytest.mark.parametrize("opinion", OPINIONS)
@pytest.mark.parametrize("question", [QUESTION, ONE_SENTENCE], ids=["several", "one"])
def test_findings_never_gainsay_the_label(
    opinion: str, first: Verdict, second: Verdict, question: Question
) -> None:
    """Whatever the key points' verdicts were before, and whichever of both decides."""
    made = judged(opinion, first, second, question=question)
    found = {f.verdict for f in made.findings}
    match made.label:
        case "correct":
            assert Verdict.COVERED in found
            assert Verdict.CONTRADICTED not in found
        case "contradictory":
            assert Verdict.CONTRADICTED in found
        case "incorrect":
            assert found <= {Verdict.MISSED, Verdict.PARTIAL}
        case _:
            assert Verdict.CONTRADICTED not in found
            assert found & {Verdict.COVERED, Verdict.PARTIAL}
            assert found != {Verdict.COVERED}


@pytest.mark.parametrize(("first", "second"), VERDICTS)
@pytest.mark.parametrize("opinion", OPINIONS)
def test_of_one_sentence_the_grader_decides(opinion: str, first: Verdict, second: Verdict) -> None:
    """Its key points are guesses."""
    made = judged(opinion, first, second, question=ONE_SENTENCE)
    assert made.label == opinion.removesuffix(" in part")
    assert made.score == OPINIONS[opinion].assess("", (), "").score


def test_of_several_sentences_the_points_have_half_of_the_say() -> None:
    """An answer that makes all is not held to contradict, nor one that makes none to be right. The
    first point weighs twice as much as the second.
    """
    every = judged("contradictory in part", Verdict.COVERED, Verdict.COVERED)
    assert every.label == "correct"
    assert every.score == pytest.approx(0.65)
    half = judged("contradictory in part", Verdict.COVERED, Verdict.MISSED)
    assert half.label == "partially_correct"
    assert half.score == pytest.approx((0.3 + 2 / 3) / 2)
    none = judged("correct", Verdict.MISSED, Verdict.MISSED)
    assert none.label == "partially_correct"
    assert none.score == pytest.approx(0.45)


@pytest.mark.parametrize(("first", "second"), VERDICTS)
@pytest.mark.parametrize("opinion", OPINIONS)
def test_of_several_sentences_a_better_label_never_has_a_lower_score(
    opinion: str, first: Verdict, second: Verdict
) -> None:
    """Each label has a stretch of marks of its own; contradictory shares that of incorrect."""
    made = judged(opinion, first, second)
    least, most = {
        "correct": (0.65, 1.0),
        "partially_correct": (0.4, 0.95),
        "contradictory": (0.0, 0.4),
        "incorrect": (0.0, 0.4),
    }[made.label]
    assert least <= made.score <= most


@pytest.mark.parametrize("opinion", OPINIONS)
def test_who_contradicts_one_of_several_points_gets_the_lower_of_both(opinion: str) -> None:
    """However right the grader finds the rest, and is never called right."""
    made = judged(opinion, Verdict.COVERED, Verdict.CONTRADICTED)
    assert made.score <= min(OPINIONS[opinion].assess("", (), "").score, 2 / 3)
    assert made.label != "correct"


def test_where_grader_and_points_are_far_apart_it_is_unsure() -> None:
    """The one finds nothing right and the others all."""
    assert judged("contradictory", Verdict.COVERED, Verdict.COVERED).unsure
    assert not judged("correct", Verdict.COVERED, Verdict.COVERED).unsure


@pytest.mark.parametrize("label", OPINIONS)
def test_every_quote_stands_in_the_answer(label: str) -> None:
    """Also those of findings that were changed."""
    made = judged(label, Verdict.MISSED, Verdict.MISSED)
    assert all(f.quote is None or f.quote in ANSWER for f in made.findings)
    assert [f.point for f in made.findings] == [p.id for p in QUESTION.key_points]


def test_an_answer_whose_every_point_is_contradicted_is_held_down() -> None:
    """However right the grader finds it."""
    made = judged("correct", Verdict.CONTRADICTED, Verdict.CONTRADICTED)
    assert made.label == "contradictory"
    assert made.score <= 0.1


def test_an_answer_that_contradicts_a_point_and_makes_none_is_held_down() -> None:
    """However right the grader finds it."""
    made = judged("correct", Verdict.CONTRADICTED, Verdict.MISSED)
    assert made.label == "contradictory"
    assert made.score <= 0.3
    assert Verdict.CONTRADICTED in {f.verdict for f in made.findings}


def test_an_answer_that_claims_nothing_is_held_down() -> None:
    """It asks, reports or refuses whatever it says."""
    made = judged("correct", Verdict.MISSED, Verdict.MISSED, matched=Matches({}, {}))
    assert made.label == "incorrect"
    assert made.score <= 0.2


def test_the_reference_itself_is_correct() -> None:
    """In whatever punctuation, and whatever the grader finds."""
    answer = REFERENCE.replace(". ", ", ").lower()
    missed = tuple(Finding(point=p.id, verdict=Verdict.MISSED) for p in QUESTION.key_points)
    made = judge(
        QUESTION, answer, Grade(findings=missed, by="test"), matches(), OPINIONS["incorrect"]
    )
    assert (made.label, made.score) == ("correct", 1.0)
    assert {f.verdict for f in made.findings} == {Verdict.COVERED}


def test_what_shares_no_word_contradicts_nothing() -> None:
    """It is beside the point."""
    missed = tuple(Finding(point=p.id, verdict=Verdict.MISSED) for p in QUESTION.key_points)
    made = judge(
        QUESTION,
        "Whales feed their young with milk.",
        Grade(findings=missed, by="test"),
        matches(),
        OPINIONS["contradictory"],
    )
    assert made.label == "incorrect"


def test_what_no_gate_lets_through_is_worth_nothing() -> None:
    """The grader is not asked."""
    missed = tuple(Finding(point=p.id, verdict=Verdict.MISSED) for p in QUESTION.key_points)
    grade = Grade(findings=missed, by="test", gate=Gate.DONT_KNOW)
    made = judge(QUESTION, "No idea.", grade, Matches({}, {}), OPINIONS["correct"])
    assert (made.label, made.score, made.findings) == ("incorrect", 0.0, missed)


def test_without_a_grader_there_is_no_judgement_of_the_whole() -> None:
    """The key points decide then."""
    assert OfflineExaminer(HashEncoder()).whole(QUESTION, ANSWER) is None
