"""Answers that need no judging are recognised, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.examiners.gates import gate
from interviewer.rubric import Gate

ASKED = ("What is dropout, and what is it for?",)


@pytest.mark.parametrize(
    "answer", ["", "   \n\t ", "\u200b\u200d\ufeff", "...", "?!", "🙂🙂", "— –", "\x00", "( )"]
)
def test_an_answer_without_letter_or_digit_is_empty(answer: str) -> None:
    """Blanks, marks, emoji and invisible characters say nothing."""
    assert gate(answer, ASKED) is Gate.EMPTY


@pytest.mark.parametrize(
    "answer",
    [
        "I don't know.",
        "i dont know",
        "I DON’T KNOW, sorry!",
        "idk",
        "No idea.",
        "Honestly, I have no clue about this one.",
        "pass",
        "Not sure, never heard of it",
        "hmm, I can't remember that one",
        "I don't know what dropout is",
        "I would have to look that up, I don't know.",
        "I'm not familiar with this topic, can we move on?",
        "No lo sé, lo siento",
        "Não sei",
        "Je ne sais pas",
        "Keine Ahnung.",
        "Das weiß ich nicht, leider.",
        "Non lo so",
        "не знаю",
        "Nie wiem",
        "我不知道",
        "わかりません",
        "मुझे नहीं पता",
        "لا أعرف",
    ],
)
def test_an_admission_is_recognised_in_many_wordings(answer: str) -> None:
    """In a dozen languages, with apologies around it, and with the question's own words."""
    assert gate(answer, ASKED) is Gate.DONT_KNOW


@pytest.mark.parametrize(
    "answer",
    [
        "I don't know exactly, but dropout randomly removes units",
        "Not sure, maybe regularisation",
        "You skip some units at random",
        "The gradient would pass unchanged",
        "We don't know in advance which unit is off",
        "No",
        "Yes, both",
    ],
)
def test_an_answer_after_an_admission_is_an_answer(answer: str) -> None:
    """Doubt beside content is not a refusal."""
    assert gate(answer, ASKED) is None


@pytest.mark.parametrize(
    "answer",
    [
        "What is dropout, and what is it for?",
        "what is DROPOUT and what is it for",
        "So, what is dropout and what is it for then",
        "What is dropout, and what is it for? What is dropout, and what is it for?",
        "You ask me: What is dropout, and what is it for?",
    ],
)
def test_the_question_given_back_is_copied(answer: str) -> None:
    """Case, marks and a word more or less do not make it an answer."""
    assert gate(answer, ASKED) is Gate.COPIED


@pytest.mark.parametrize(
    "answer",
    [
        "Dropout",
        "Dropout is for regularisation, it leaves units out at random",
        "What dropout is for is to keep units from co-adapting while a network is being trained",
    ],
)
def test_words_of_the_question_within_an_answer_are_no_copy(answer: str) -> None:
    """An answer may begin with what was asked."""
    assert gate(answer, ASKED) is None


@pytest.mark.parametrize(
    "answer",
    [
        "asdfgh jkl qwer",
        "dfgkjh sdfkjgh",
        "aaaaaaaaaaaaaaa",
        "test test test test",
        "lkjh lkjh",
        "ghghghghgh fdfdfdfd jkjkjkjk",
        "blaaaaaaaaaaah blaaaaaaaaaah",
    ],
)
def test_keyboard_noise_is_recognised(answer: str) -> None:
    """Rows of keys, runs of one letter, one word over and over."""
    assert gate(answer, ASKED) is Gate.NOISE


@pytest.mark.parametrize(
    "answer",
    [
        "SGD, Adam",
        "LSTM",
        "L1, L2",
        "for x in range(10):\n    y = np.maximum(x, 0)",
        "def f(x): return x * (x > 0)",
        "Die Gewichte werden bei jedem Schritt angepasst",
        "Les poids sont mis à jour",
        "过拟合",
        "वज़न अपडेट होते हैं",
        "Strengths and weaknesses differ",
        "a property of the network",
        "Rechtschreibung",
        "strengths",
        "rhythms",
        "mlflow",
        "0.5",
        "f(x) = max(0, x)",
        "ReLU ReLU",
    ],
)
def test_short_foreign_or_coded_answers_are_no_noise(answer: str) -> None:
    """What is unusual is still language."""
    assert gate(answer, ASKED) is None


def test_a_word_of_the_subject_is_no_noise() -> None:
    """A name without vowels counts once the reference has it."""
    assert gate("rmsprop", ASKED) is Gate.NOISE
    assert gate("rmsprop", ASKED, ["RMSprop is an optimizer"]) is None


@given(st.text(max_size=300))
def test_any_text_has_a_gate_or_none(answer: str) -> None:
    """No character breaks a gate."""
    assert gate(answer, ASKED) in {None, *Gate}


def test_a_megabyte_is_looked_at_in_part_only() -> None:
    """Length alone neither hangs nor opens a gate; runs of one letter still do."""
    assert gate("weights are adjusted step by step " * 30_000, ASKED) is None
    assert gate("a" * 1_000_000, ASKED) is Gate.NOISE
