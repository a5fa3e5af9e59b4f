"""Near copies of what is right are told from their distortions; paraphrases are left alone."""

import random

import pytest

from interviewer.examiners.alignment import line, turned
from interviewer.examiners.clauses import cut
from interviewer.examiners.copying import Copy, copies, is_patchwork, pairs
from knowledge.words import stems, tokens

RIGHT = (
    "Precision is the share of true positives among all predicted positives.",
    "A queue decouples the sender from the receiver.",
    "At 20 degrees the reaction takes 4 hours and is stable.",
    "Threads share the memory of their process without copying it.",
)
SOURCES = [line(text) for text in RIGHT]
TERMS = stems("sender receiver thread process precision recall")
TEXT = (
    "The compiler reads the source file from top to bottom and builds a tree of its statements. "
    "Each node of the tree knows its type, so that errors are found before the program runs. "
    "The optimiser then removes what is never used and moves what is constant out of loops. "
    "Finally the generator writes machine code for every node in the order of execution."
)


@pytest.mark.parametrize(
    "said",
    [
        "Precision is not the share of true positives among all predicted positives",
        "Precision is the share of true negatives among all predicted positives",
        "A queue decouples the receiver from the sender",
        "At 20 degrees the reaction takes 9 hours and is stable",
        "At 20 degrees the reaction takes 4 hours and is unstable",
        "Recall is the share of true positives among all predicted positives",
        "Threads share the memory of their process with copying it",
    ],
)
def test_a_near_copy_with_one_thing_changed_is_turned(said: str) -> None:
    """A negation, an opposite, a number, a role."""
    assert turned(line(said), SOURCES, TERMS) is True


@pytest.mark.parametrize("said", RIGHT)
def test_a_copy_is_faithful(said: str) -> None:
    """Also where it says "without"."""
    assert turned(line(said), SOURCES, TERMS) is False


def test_things_in_a_row_may_change_places() -> None:
    """In "reads and writes", neither comes first."""
    source = line("Both reads and writes are spread over the machines")
    assert turned(line("Both writes and reads are spread over the machines"), [source], TERMS) in {
        False,
        None,
    }


@pytest.mark.parametrize(
    "said",
    [
        "It tells how many of the alarms were no false ones",
        "The one who sends does not wait for the one who receives",
        "Threads do not copy anything since they live in one process",
    ],
)
def test_of_a_paraphrase_nothing_is_said(said: str) -> None:
    """Only near copies are laid beside their source."""
    assert turned(line(said), SOURCES, TERMS) is None


def test_what_lies_in_a_turned_sentence_is_turned_too() -> None:
    """Its clauses do not count as copies of their own."""
    source = "The sender does its own work, because the receiver never holds it up for long"
    said = cut("The sender does its own work, because the receiver often holds it up for long")
    sources = [line(c.text) for c in cut(source)]
    assert set(copies(said, sources, TERMS).values()) <= {Copy.TURNED, Copy.SPOILT}


def scrambled(text: str, piece: int) -> str:
    """Pieces of so many words, drawn from all over the text."""
    words = text.replace(".", "").split()
    pieces = [words[at : at + piece] for at in range(0, len(words), piece)]
    random.Random(piece).shuffle(pieces)  # noqa: S311 - nothing secret
    return " ".join(word for each in pieces for word in each)


@pytest.mark.parametrize("piece", [2, 3, 4])
def test_scraps_without_order_are_patchwork(piece: int) -> None:
    """However good each scrap may sound."""
    assert is_patchwork(scrambled(TEXT, piece), pairs([TEXT]), ())


def test_words_without_their_neighbours_are_patchwork() -> None:
    """A list of the right words, strung together by others."""
    words = sorted({word.strip(".,") for word in TEXT.split()}, key=len)
    assert is_patchwork(" of ".join(words), pairs([TEXT]), ())


def test_the_text_itself_and_a_shortened_one_are_no_patchwork() -> None:
    """Whole sentences in any order, and words left out."""
    sentences = TEXT.split(". ")
    assert not is_patchwork(TEXT, pairs([TEXT]), ())
    assert not is_patchwork(". ".join(reversed(sentences)), pairs([TEXT]), ())
    assert not is_patchwork(TEXT.replace("the ", "").replace("then ", ""), pairs([TEXT]), ())


def test_own_words_are_no_patchwork() -> None:
    """Somebody who says it in their own words takes only some from the text."""
    own = (
        "First the file is read and turned into a tree. Every node of that tree has a type, which "
        "is how mistakes are caught early. After that dead code goes away and constants leave the "
        "loops, and at last machine code comes out, node by node, in the order in which it runs."
    )
    assert not is_patchwork(own, pairs([TEXT]), ())


def test_a_short_answer_of_the_references_words_in_no_order_is_patchwork() -> None:
    """Where the same words in another sentence would be none."""
    short = [t.stem for t in tokens("The salt stays in the dish when the water evaporates.")]
    known = pairs(["The salt stays in the dish when the water evaporates."])
    assert is_patchwork("evaporates in stays salt the when dish water the the", known, short)
    assert not is_patchwork("When the water evaporates the salt stays in the dish", known, short)
    assert not is_patchwork("The water evaporates", known, short)
