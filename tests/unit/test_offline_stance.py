"""What a speaker reports, refuses, asks or takes back is told from what they claim."""

import pytest

from interviewer.examiners.stance import reports, stance, takes_back

CLAIM = "Units are zeroed at random while training"


def unclaimed(answer: str) -> list[str]:
    """The stretches that are not claimed."""
    return [answer[start:end].rstrip(", ") for start, end in stance(answer).unclaimed]


@pytest.mark.parametrize(
    "sentence",
    [
        "All of this is false.",
        "But none of that is true",
        "Actually, everything above is wrong.",
        "The opposite of all this is the case",
        "Actually, no, the opposite of everything I just said is the case.",
        "Just kidding, none of that holds.",
        "Scrap that, I was wrong about everything.",
        "I take it all back.",
        "That’s all wrong.",
        "Forget everything I said.",
    ],
)
def test_a_sentence_that_takes_everything_back_is_recognised(sentence: str) -> None:
    """It does nothing else, and all before it goes."""
    assert takes_back(sentence)
    assert stance(f"{CLAIM}. {sentence}").taken_back > len(CLAIM)


@pytest.mark.parametrize(
    "sentence",
    [
        "All of this is true.",
        "All of that is correct.",
        "All of this is right, I am sure.",
        "It is all correct.",
        "The opposite is true for unsupervised learning",
        "All of this is computed by the chain rule",
        "None of these units is active",
        "That is wrong",
        "I was wrong about the rate at first.",
    ],
)
def test_a_sentence_that_affirms_or_is_about_something_takes_nothing_back(sentence: str) -> None:
    """Neither agreement nor a claim with an object of its own."""
    assert not takes_back(sentence)
    assert stance(f"{CLAIM}. {sentence}").taken_back == 0


@pytest.mark.parametrize(
    "sentence", ["The opposite is true. Or so.", "That is wrong.", "In fact, that's not the case."]
)
def test_a_denial_of_what_was_just_said_reaches_one_sentence_back(sentence: str) -> None:
    """What stands before that one stays claimed."""
    answer = f"Nothing is scaled. {CLAIM}. {sentence}"
    assert unclaimed(answer) == [CLAIM, sentence.partition(".")[0]]


def test_an_answer_that_ends_with_the_opposite_is_taken_back() -> None:
    """Nothing is said that could stand instead."""
    answer = f"Nothing is scaled. {CLAIM}. The opposite is true."
    assert stance(answer).taken_back == len(answer) - 1


@pytest.mark.parametrize("belief", ["Is that bad?", "I doubt that it is bad.", "Books say so."])
def test_a_denial_after_what_was_not_claimed_takes_nothing_more(belief: str) -> None:
    """It refers to the question or the belief, not to the claim before."""
    answer = f"{CLAIM}. {belief} None of that is true."
    assert stance(answer).taken_back == 0
    assert CLAIM not in unclaimed(answer)


@pytest.mark.parametrize(
    "frame",
    ["I doubt that", "It would be wrong to say that", "It is not true that", "It isn't true that"],
)
def test_a_refusal_holds_for_the_clauses_after_it(frame: str) -> None:
    """Over "and", "so" and ":" up to the end of the sentence."""
    refused = f"{frame} units are zeroed: at random, so that they adapt and all are used"
    assert unclaimed(f"{refused}. They are scaled.") == [refused]


@pytest.mark.parametrize("turn", ["but", "because", "instead", "in fact"])
def test_a_refusal_ends_where_the_sentence_turns(turn: str) -> None:
    """What follows is the speaker's own claim again."""
    answer = f"It is not true that units are zeroed, {turn} all of them are used."
    assert unclaimed(answer) == ["It is not true that units are zeroed"]


def test_a_sentence_called_false_at_its_end_is_not_claimed() -> None:
    """The verdict on it is part of it."""
    assert unclaimed(f"{CLAIM}, which is false. They are scaled.") == [f"{CLAIM}, which is false"]


@pytest.mark.parametrize(
    "opening",
    [
        "All of the following statements are false: ",
        "None of what follows is true. ",
        "It is a mistake to believe any of this. ",
    ],
)
def test_what_is_announced_as_false_is_not_claimed(opening: str) -> None:
    """To the end of the answer."""
    answer = f"{opening}{CLAIM}. They are scaled."
    assert unclaimed(answer) == [answer]


def test_a_question_is_no_claim() -> None:
    """Nor does it spoil the claim after it."""
    assert unclaimed(f"Is it that units adapt? {CLAIM}.") == ["Is it that units adapt"]


def test_an_unsure_statement_is_a_claim() -> None:
    """A mark at the end of a statement asks for nothing but assent."""
    assert unclaimed(f"{CLAIM}, right?") == []


@pytest.mark.parametrize(
    "clause",
    [
        "Many people think that dropout runs at test time",
        "People think that dropout runs at test time",
        "It is a common misconception that",
        "One might think it shrinks",
    ],
)
def test_a_report_of_what_others_believe_is_no_claim(clause: str) -> None:
    """Only what the candidate claims is judged."""
    assert reports(clause)


def test_a_claim_is_no_report() -> None:
    """Thinking aloud is claiming."""
    assert not reports("I think that dropout runs at test time")
