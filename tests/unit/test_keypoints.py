"""Key points from a reference: what becomes one, what it weighs, and cues that never tell."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge import clauses, words
from knowledge.keypoints import MOST, derive

PAIRS: list[tuple[str, str]] = [
    (
        "What is the difference between a stack and a queue?",
        (
            "A stack returns the element that was added last, and its operations are push and pop. "
            "Unlike a stack, a queue serves elements in the order of their arrival. It is "
            "a crucial "
            "structure."
        ),
    ),
    (
        "Explain the concept of caching and its common methods.",
        (
            "Caching keeps results close to where they are needed so that slow work is "
            "not repeated. "
            "Common methods include write-through, write-back, and read-ahead. When "
            "memory is tight, "
            "entries used least recently are evicted, which may slow down bursts of old requests."
        ),
    ),
    (
        "How would you find a memory leak?",
        (
            "Steps:\n\n- Watch the heap grow, e.g. over 24.5 hours\n- Compare two snapshots\n"
            "- Look who holds the objects\n\n```py\nprint('code')\n```\n"
        ),
    ),
    ("What is 6 x 7?", "42"),
    ("What?", "!!!"),
    ("Define {t} and {b}?", "A {t} is {b} with braces. It holds {t}; format strings are its use."),
]


def texts(prompt: str, reference: str) -> list[str]:
    """The texts of the derived points."""
    return [p.text for p in derive(prompt, reference)]


LETTERS = st.text("abcde \n.,;:?-*'`{}()0123", min_size=1, max_size=120)
WORDY = st.lists(
    st.sampled_from(
        [
            "the",
            "model",
            "a",
            "network",
            "learns",
            "data",
            "training",
            "and",
            ",",
            "which",
            ".",
            "It",
            "is",
            "Unlike",
            "for",
            "example",
            "such",
            "as",
            "because",
            "may",
            "by",
            "when",
            "include",
            "overfitting",
            "weights",
            "0.5",
            ";",
            "but",
            "whereas\n-",
            "loss?",
            "{t}",
        ]
    ),
    min_size=1,
    max_size=80,
).map(" ".join)
ANSWERS = (LETTERS | WORDY | st.text(min_size=1, max_size=80)).filter(lambda s: s.strip() != "")


@given(ANSWERS, ANSWERS)
@example(*PAIRS[0])
@example(*PAIRS[1])
@example(*PAIRS[2])
@example(*PAIRS[5])
def test_a_cue_never_tells_what_only_its_point_says(prompt: str, reference: str) -> None:
    """Whatever the texts, cue and point share content words of the question only."""
    for point in derive(prompt, reference):
        assert not words.stems(point.cue) & (words.stems(point.text) - words.stems(prompt))
        assert "?" not in point.cue
        assert "{" not in point.cue


@given(ANSWERS, ANSWERS)
def test_every_point_is_made_of_the_reference(prompt: str, reference: str) -> None:
    """One to seven points; nothing is invented."""
    points = derive(prompt, reference)
    assert 1 <= len(points) <= MOST
    assert [p.id for p in points] == [f"k{n}" for n in range(1, len(points) + 1)]
    said = {w for t in words.tokens(reference) for w in words.tokens(t.text.lower())}
    allowed = {t.stem for t in said} | {t.stem for t in words.tokens(reference)}
    assert {t.stem for p in points for t in words.tokens(p.text)} <= allowed


@pytest.mark.parametrize(("prompt", "reference"), PAIRS[:3])
def test_cues_of_one_question_differ(prompt: str, reference: str) -> None:
    """So that two probes are never the same."""
    cues = [p.cue for p in derive(prompt, reference)]
    assert len(set(cues)) == len(cues)


def test_two_things_compared_become_points_of_equal_weight() -> None:
    """Each thing the question names has a statement that weighs 2."""
    points = derive(
        "What is the difference between a stack and a queue?",
        "A stack is a list that returns the newest element first. "
        "A queue is a list that returns the oldest element first. Both hold any number.",
    )
    assert [p.weight for p in points] == [2, 2, 1]
    assert [p.cue for p in points][:2] == ["the meaning of a stack", "the meaning of a queue"]


def test_praise_is_no_point() -> None:
    """Nobody can check that something is crucial."""
    assert not any("crucial" in t for t in texts(*PAIRS[0]))


def test_a_long_sentence_is_cut_at_its_clauses_and_keeps_its_subject() -> None:
    """The second clause says of whom it speaks."""
    assert texts(
        "What is a stack?",
        "A stack returns the newest element of all before older ones, which makes it fit for "
        "nested calls.",
    ) == [
        "A stack returns the newest element of all before older ones.",
        "A stack: makes it fit for nested calls.",
    ]


def test_a_list_is_one_point_unless_it_is_what_was_asked_for() -> None:
    """Examples need not all be named; asked-for methods count one by one."""
    reference = "Common methods include write-through, write-back, and read-ahead buffering."
    assert len(texts("What is caching?", reference)) == 1
    points = derive("Which methods of caching are there?", reference)
    assert [p.text for p in points] == [
        "Common methods include write-through.",
        "Common methods include write-back.",
        "Common methods include read-ahead buffering.",
    ]
    assert [p.cue for p in points] == [
        "one of the methods",
        "another of the methods",
        "yet another of the methods",
    ]


def test_bullets_are_points_and_code_is_none() -> None:
    """Each bullet says one thing; a block of code is not said aloud."""
    assert texts(*PAIRS[2]) == [
        "Watch the heap grow, e.g. over 24.5 hours.",
        "Compare two snapshots.",
        "Look who holds the objects.",
    ]


def test_a_long_answer_keeps_its_first_statement_among_seven() -> None:
    """Nobody is asked for twenty points."""
    answer = " ".join(f"Part {n} moves gear{n} into socket{n} slowly." for n in range(20))
    found = texts("How is it assembled?", answer)
    assert len(found) == MOST
    assert found[0].startswith("Part 0")


def test_a_sentence_longer_than_a_point_can_hold_is_cut_between_words() -> None:
    """Six hundred characters are the most."""
    (found,) = texts("What?", "word " * 300)
    assert len(found) <= 600
    assert found.endswith("word")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Use e.g. Adam. It adapts.", ["Use e.g. Adam.", "It adapts."]),
        ("A rate of 0.5 is usual. Why? So.", ["A rate of 0.5 is usual.", "Why?", "So."]),
        ("See Fig. 3 there.", ["See Fig. 3 there."]),
        ('He said "stop." Then left.', ['He said "stop."', "Then left."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    """Abbreviations and decimals do not."""
    assert clauses.sentences(text) == expected


@pytest.mark.parametrize(
    ("prompt", "reference", "expected"),
    [
        (
            "How does a hash map work?",
            "A hash function picks the slot.",
            "the role of a hash map",
        ),
        ("What is Docker?", "It runs programs in isolation.", "the details of Docker"),
        ("What is a CNN?", "CNNs are made for images.", "the nature of a CNN"),
        ("TCP vs UDP?", "UDP may lose datagrams.", "what follows from UDP"),
        (
            "How would you handle missing data?",
            "Drop the rows.",
            "what one would do to handle missing data",
        ),
        ("What does a proxy do?", "Pages are kept there.", "the nature of a proxy"),
        ("What is the GIL in Python?", "The GIL in Python locks.", "the role of the GIL in Python"),
        ("How many bytes?", "Eight of 16.", "the figures that belong here"),
        ("What is a heap?", "Common heaps include binary ones.", "some kinds of heap"),
    ],
)
def test_a_cue_speaks_of_the_questions_thing_in_its_words(
    prompt: str, reference: str, expected: str
) -> None:
    """Reads on from "What about …"; half a term is none, names keep their capital."""
    assert expected in {p.cue for p in derive(prompt, f"Zero comes before everything. {reference}")}


def test_a_verb_is_no_part_of_the_questions_thing() -> None:
    """Not "ACID stand", though the question has both words."""
    [point] = derive("What does ACID stand for?", "ACID stands for four properties.")
    assert point.cue == "the meaning of ACID"
