"""Sentences about the answer itself are told from sentences about the subject."""

import pytest

from interviewer.examiners.disowning import Reach, denial, refuses
from interviewer.examiners.stance import stance
from knowledge.words import stems

SUBJECT = stems("queue sender receiver message order deliver lose error peak worker process")
CLAIM = "A queue keeps messages in order. The sender does not wait for the receiver."


@pytest.mark.parametrize(
    ("sentence", "reach"),
    [
        ("Whatever I claimed above is pure invention", Reach.BACK),
        ("Every single claim above is a fallacy", Reach.BACK),
        ("These assertions are all erroneous", Reach.AROUND),
        ("I withdraw all of it", Reach.AROUND),
        ("None of the following can be trusted", Reach.AHEAD),
        ("The sentences below are all untrue", Reach.AHEAD),
        ("That is simply mistaken", Reach.LAST),
        ("It is the other way round", Reach.LAST),
    ],
)
def test_a_denial_is_known_by_what_it_is_made_of(sentence: str, reach: Reach) -> None:
    """In whatever wording, and with how far it reaches."""
    found = denial(sentence, SUBJECT)
    assert found is not None
    assert found.reach is reach


@pytest.mark.parametrize(
    "sentence",
    [
        "None of this is false",
        "Nothing of what I said is wrong",
        "All of that is correct",
        "That is not always true",
        "This is not the whole story",
        "None of these messages is lost",
        "If any of this is wrong, the worker starts again",
        "The opposite of a queue is a stack",
        "All of this is done by the worker without error",
        "I have not mentioned everything",
    ],
)
def test_what_affirms_or_speaks_of_the_subject_denies_nothing(sentence: str) -> None:
    """Two denials are none, and half a one is none."""
    assert denial(sentence, SUBJECT) is None


@pytest.mark.parametrize(
    "head",
    [
        "I cannot believe",
        "It has not been true for a long time to say",
        "No expert would ever agree",
        "It is a fallacy",
        "This does not mean",
    ],
)
def test_a_refusal_is_known_by_what_leads_up_to_it(head: str) -> None:
    """What stands after "that" is not claimed."""
    assert refuses(head, SUBJECT)


@pytest.mark.parametrize(
    "head",
    [
        "I am sure it is true",
        "There is no doubt",
        "It cannot be denied",
        "Nobody denies",
        "The worst error is",
        "A message is rejected so",
        "The queue does not lose a message, and I claim",
    ],
)
def test_what_affirms_refuses_nothing(head: str) -> None:
    """Nor does what has a subject of its own."""
    assert not refuses(head, SUBJECT)


def test_small_talk_before_a_denial_changes_nothing() -> None:
    """Nothing has been said by then that could be meant."""
    answer = f"Well, let me see. All of this is untrue. {CLAIM}"
    assert stance(answer, SUBJECT).unclaimed[-1][1] == len(answer)


def test_a_common_mistake_that_is_corrected_ends_with_the_correction() -> None:
    """After "in fact", the speaker claims again."""
    answer = "A common mistake is this: messages get lost. In fact they are delivered again."
    (span,) = stance(answer, SUBJECT).unclaimed
    assert answer[span[0] : span[1]].strip() == "A common mistake is this: messages get lost."
