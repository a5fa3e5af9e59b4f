"""Asking back: what only asks what was meant is no answer; what states anything is one."""

import pytest

from interviewer.askingback import asks_back
from interviewer.events import Answered, Asked, AskedBack, Purpose
from interviewer.examiners.guard import leak
from interviewer.interview import Round, Turn
from interviewer.wording import clarified
from knowledge.question import Misconception
from tests.builders import make_question
from tests.clock import NOON

QUESTIONS = (
    "What do you mean by co-adaptation?",
    "Sorry, what do you mean",
    "Hm, what exactly do you mean by units?",
    "What does dropout mean here?",
    "Could you rephrase that?",
    "Can you please clarify the question",
    "Do you mean during training, or at test time?",
    "Are you asking about images or about text?",
    "In which context?",
    "Should I talk about training or about prediction?",
    "I don't understand the question.",
    "I'm not sure what you are asking.",
    "Which kind of layer do you mean?",
    "Wait. What do you mean? Is it about training?",
    "How detailed should I be?",
    "Is this about training or inference?",
    "Can I ask what you mean by update?",
    "Sorry, I didn't get that. Can you repeat the question?",
    "With respect to what?",
    "Pardon?",
    "Could I get a hint?",
    "I am not sure I follow. Are you asking what happens to the weights?",
    "Huh?",
    "Huh",
    "Sorry?",
    "Sorry, one moment. What do you mean?",
    "I'm confused. Do you mean the rate?",
    "Good question. Could you clarify it?",
    "Hi, what do you mean?",
    "What exactly do you mean by the thing that a network does when it has been trained for long?",
)
ANSWERS = (
    "",
    "?",
    "Dropout leaves units out at random. Is that what you mean?",
    "Do you mean dropout? It leaves units out at random while training.",
    "What you mean by it is that units are left out.",
    "I don't know.",
    "It means that units are left out, what else?",
    "Units are left out? At random?",
    "They would explain it by co-adaptation, which means units depend on each other.",
    "What do you mean by that " + "word " * 50,
    "You can clarify a solution by filtering.",
    "Can gradients vanish? Yes.",
    "Is it because gradients vanish?",
    "Would it be the chain rule?",
    "I did not get that to work without dropout.",
    "How deep should I go into the layers is set by the rate.",
    "Is it about half of the units that are left out in training?",
    "What do you mean? Units are dropped.",
    "Could you clarify? It is scaled then.",
    "Should I explain backprop? It multiplies Jacobians.",
    "Do you mean that units are dropped at random during training so that they cannot co-adapt?",
    "Do you want me to say that gradients shrink because factors below one are multiplied?",
    "What do you mean? Is it that all units are used and their outputs scaled to match?",
    "Sorry, units are dropped.",
    "Sorry.",
)


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_about_the_question_asks_back(text: str) -> None:
    """As candidates say it."""
    assert asks_back(text)


@pytest.mark.parametrize("text", ANSWERS)
def test_whatever_states_something_is_an_answer(text: str) -> None:
    """Nobody's answer is swallowed because it is unsure of itself."""
    assert not asks_back(text)


def asked(purpose: Purpose, point: str | None = None, misconception: str | None = None) -> Round:
    """A round in which that was asked last."""
    question = make_question(
        topic="regularisation",
        misconceptions=[Misconception(id="m1", text="No.", correction="Yes.", point="k3")],
    )
    first = Asked(
        seq=1,
        at=NOON,
        question_id=question.id,
        question=question,
        text=question.prompt,
        purpose=Purpose.QUESTION,
    )
    turns: tuple[Turn, ...] = (Turn(first),)
    if purpose is not Purpose.QUESTION:
        probe = Asked(
            seq=3,
            at=NOON,
            question_id=question.id,
            text="And?",
            purpose=purpose,
            point=point,
            misconception=misconception,
        )
        turns = (Turn(first, Answered(seq=2, at=NOON, text="Something.")), Turn(probe))
    return Round(question, turns)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(
    "now",
    [
        asked(Purpose.QUESTION),
        asked(Purpose.CLARIFY),
        asked(Purpose.MISSED_POINT, "k3"),
        asked(Purpose.MISCONCEPTION, misconception="m1"),
        asked(Purpose.DEPTH),
    ],
)
def test_the_fixed_clarification_gives_no_key_point_away(now: Round, seed: int) -> None:
    """It says what the question is about, and by the cue alone what a follow-up is after."""
    text = clarified(now, seed)
    assert leak(text, now.question, ()) is None
    assert text.count("?") <= 1


def test_the_clarification_of_a_follow_up_points_by_its_cue() -> None:
    """So that the candidate learns where to look."""
    assert "what changes once training is over" in clarified(asked(Purpose.MISSED_POINT, "k3"), 0)


def test_asking_back_twice_brings_another_wording() -> None:
    """Once more the same sentence would help nobody."""
    now = asked(Purpose.QUESTION)
    first = Turn(now.turns[0].asked)
    said = {clarified(Round(now.question, (_asked_back(first, n),)), 0) for n in range(1, 6)}
    assert len(said) > 1


def _asked_back(turn: Turn, times: int) -> Turn:
    from dataclasses import replace

    from interviewer.interview import Aside

    event = AskedBack(seq=2, at=NOON, text="What do you mean?")
    return replace(turn, asides=(Aside(event),) * times)
