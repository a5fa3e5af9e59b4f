"""What the offline examiner cannot read it does not mark, and it says so."""

import pytest

from interviewer.examiner import judged
from interviewer.examiners import language
from interviewer.examiners.offline import NOT_ENGLISH, SEEMS_FOREIGN, OfflineExaminer
from interviewer.rubric import Gate, Grade, Ungraded
from knowledge.encoder import Encoder
from tests.cases import make_case
from tests.examples import DROPOUT

HEBREW = "בזמן האימון מכבים באקראי חלק מהנוירונים, וכך הרשת לומדת פחות את הרעש"
GERMAN = "Neuronen werden zufällig ausgelassen, und das ist gut, weil sie nicht ein Netz sind."


@pytest.fixture(scope="module")
def examiner() -> OfflineExaminer:
    """On the encoder that ships."""
    return OfflineExaminer(Encoder())


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (HEBREW, True),
        (f"{HEBREW} dropout", True),
        ("Во время обучения часть нейронов отключается", True),
        ("训练时随机关闭一些神经元", True),
        ("Units are left out, with β and γ and Δ as they are.", False),
        ("α β γ δ", False),
        ("שלום", False),
        (f"Neurons are randomly switched off while training. {HEBREW[:20]}", False),
        ("Drороut lеaves units оut", False),
        (GERMAN, False),
        ("", False),
    ],
)
def test_another_script_is_most_of_the_words(text: str, other: bool) -> None:  # noqa: FBT001 - a case
    """Not a name, not symbols, not letters that only look alike within a word."""
    assert language.is_in_another_script(text, DROPOUT) is other


def test_a_reference_in_that_script_is_compared() -> None:
    """Then answers in it can be laid beside it."""
    hebrew = DROPOUT.model_copy(update={"reference": HEBREW})
    assert not language.is_in_another_script(HEBREW, hebrew)


def test_an_answer_in_another_script_is_ungraded(examiner: OfflineExaminer) -> None:
    """Ungraded is not wrong; nothing is asked."""
    judgement = judged(examiner.judge(make_case(HEBREW)))
    assert judgement.outcome == Ungraded(reason=NOT_ENGLISH)
    assert judgement.reply is None


def test_whoever_has_a_model_gets_the_grade(examiner: OfflineExaminer) -> None:
    """The model may well read it."""
    assert isinstance(judged(examiner.opinion(make_case(HEBREW))).outcome, Grade)


def test_not_knowing_is_understood_in_hebrew_too(examiner: OfflineExaminer) -> None:
    """The gates come first."""
    outcome = judged(examiner.judge(make_case("אני לא יודע, אין לי מושג"))).outcome
    assert isinstance(outcome, Grade)
    assert outcome.gate is Gate.DONT_KNOW


def test_another_language_in_latin_letters_is_told(examiner: OfflineExaminer) -> None:
    """It is judged for what it is worth, and the feedback says why that is little."""
    foreign = judged(examiner.judge(make_case(GERMAN))).outcome
    english = judged(examiner.judge(make_case("You randomly switch off some of them."))).outcome
    assert isinstance(foreign, Grade)
    assert isinstance(english, Grade)
    assert foreign.feedback.startswith(SEEMS_FOREIGN)
    assert SEEMS_FOREIGN not in english.feedback
