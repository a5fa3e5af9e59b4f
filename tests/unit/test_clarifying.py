"""What a model may say to whoever asks back."""

import pytest

from interviewer.events import AskedBack
from interviewer.examiners.clarifying import broken
from interviewer.interview import Aside, Round, Turn
from tests.cases import make_case
from tests.clock import NOON
from tests.examples import DROPOUT


def asked_back(text: str = "Do you mean that neurons are switched off by chance?") -> Round:
    first = make_case().round.turns[0]
    return Round(
        DROPOUT, (Turn(first.asked, asides=(Aside(AskedBack(seq=2, at=NOON, text=text)),)),)
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Yes, I do.",
        "Exactly, that is it.",
        "Sure, switching neurons off by chance is what I am after.",
        "OK yes, go on.",
        "Well, indeed: begin with that.",
        "That is right, begin with that.",
        "You got it. Begin with that.",
        "On met à zéro des neurones au hasard à chaque étape.",
        "Genau das ist es, fang damit an.",
        "It is about overfitt\u03b9ng, tell me about that.",
        "It is about o v e r f i t t i n g.",
        "It is about\u202e this technique.",
        "It is about co-adaptation.",
        "What is it? And what is it for?",
    ],
)
def test_what_confirms_tells_or_hides_is_not_said(text: str) -> None:
    """The fixed sentence is said instead."""
    assert broken(text, asked_back()) is not None


@pytest.mark.parametrize(
    "text",
    [
        "I mean the technique as such: what one does, and what one hopes to gain by it.",
        "Take it as widely as you like. Where would you begin?",
        "Both parts matter: say what it is first, then what it is good for.",
        "The question is meant for any kind of network, so you may take one.",
    ],
)
def test_what_says_what_is_meant_is_said(text: str) -> None:
    """In other words than the answer's."""
    assert broken(text, asked_back()) is None
