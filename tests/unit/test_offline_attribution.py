"""What is said of the other one of two things makes no point about the one."""

import pytest

from interviewer.examiners.attribution import Contrast, contrast, misplaced
from interviewer.examiners.clauses import cut
from interviewer.examiners.contrasting import names, segments
from knowledge.keypoints import derive
from knowledge.question import Question, Source

PROMPT = "How does TCP differ from UDP?"
REFERENCE = (
    "TCP opens a connection with a handshake. It numbers the bytes and sends lost segments again. "
    "UDP sends single datagrams and does not guarantee that they arrive. UDP has less overhead. "
    "TCP suits files, whereas UDP suits live video."
)


def question(prompt: str = PROMPT, reference: str = REFERENCE) -> Question:
    """With key points derived from the reference."""
    return Question(
        id="q",
        number=1,
        prompt=prompt,
        reference=reference,
        key_points=derive(prompt, reference),
        source=Source(document="a.md"),
        derived=True,
    )


@pytest.fixture
def against() -> Contrast:
    """What the question contrasts."""
    return contrast(question())


def lost(against: Contrast, answer: str) -> dict[str, set[str]]:
    """By key point, the clauses that say it of the wrong one."""
    found = misplaced(cut(answer), answer, against)
    return {point: {c.text for c in found.get(point, ())} for point in against.told}


@pytest.mark.parametrize(
    ("prompt", "wordings", "found"),
    [
        (PROMPT, ["TCP is safe.", "UDP is fast."], {"tcp", "udp"}),
        ("When would you use GET and when POST?", ["GET reads.", "POST sends."], {"get", "post"}),
        (
            "What are optimistic and pessimistic locking?",
            ["Pessimistic locking locks.", "Optimistic locking takes no lock."],
            {"optimist", "pessimist"},
        ),
        ("What is dropout, and what is it for?", ["Neurons are left out."], set()),
        ("What is an index, and what does it cost?", ["An index sorts.", "Writes slow."], set()),
    ],
)
def test_what_a_question_sets_side_by_side(
    prompt: str, wordings: list[str], found: set[str]
) -> None:
    """Two names in the question with a key point each; anything else is no contrast."""
    assert {name.stem for name in names(prompt, wordings)} == found


def test_initials_are_names_in_capitals() -> None:
    """As BFS is breadth-first search; not the word that has the same letters."""
    known = names(
        "Compare breadth-first search with depth-first search.",
        ["Breadth-first search uses a queue.", "Depth-first search uses a stack."],
    )
    assert [s.about for s in segments("DFS uses a stack.", known)] == [1]
    assert [s.about for s in segments("You use a stack.", known)] == [None]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Unlike UDP, TCP numbers the bytes.", [0]),
        ("UDP has less overhead than TCP.", [1]),
        ("UDP is quick. It drops things.", [1, 1]),
        ("UDP is quick. The sender numbers things.", [1, None]),
        ("TCP is safe, while UDP is quick.", [0, 1]),
        ("TCP is safe and UDP is quick. The latter drops things.", [0, 1, None]),
    ],
)
def test_what_a_stretch_speaks_of(against: Contrast, text: str, about: list[int | None]) -> None:
    """The one it names, not the one it only compares with; a pronoun goes on with it."""
    told = [
        s.segment.about
        for s in against.read(text)
        if not (s.segment.compared and s.segment.about is None)
    ]
    assert told == about


@pytest.mark.parametrize(
    "answer",
    [
        "UDP opens a connection with a handshake.",
        "UDP is careful. It opens a connection with a handshake.",
        "TCP is quick, while UDP opens a connection with a handshake.",
    ],
)
def test_what_one_does_said_of_the_other_is_lost(against: Contrast, answer: str) -> None:
    """Also by a pronoun, and beside something about the right one."""
    assert any("handshake" in clause for clause in lost(against, answer)["k1"])


@pytest.mark.parametrize(
    "answer",
    [
        REFERENCE,
        "Unlike UDP, TCP opens a connection with a handshake.",
        "TCP opens a connection with a handshake, which UDP does not.",
        "UDP does not open a connection with a handshake.",
        "TCP has more overhead than UDP.",
        "A handshake opens the connection.",
        "Both send data over IP. The former opens a connection with a handshake.",
    ],
)
def test_right_attributions_are_kept(against: Contrast, answer: str) -> None:
    """Comparisons, denials and what names nothing as well."""
    found = lost(against, answer)
    assert not any("handshake" in clause for clause in found["k1"])
    assert not any("overhead" in clause for clause in found["k4"])


def test_a_point_about_both_is_turned_by_an_exchange(against: Contrast) -> None:
    """The parts count, each for its own."""
    both = next(p.id for p in question().key_points if "video" in p.text)
    assert lost(against, "UDP suits files, whereas TCP suits live video.")[both]
    assert not lost(against, "TCP suits files, whereas UDP suits live video.")[both]


def test_a_question_on_one_thing_loses_nothing() -> None:
    """There is nothing to take one thing for."""
    alone = contrast(question("What is an index?", "An index sorts rows. It makes writes slow."))
    assert not alone.names
    assert not alone.read("An index sorts rows.")
    assert not any(lost(alone, "Rows are slow.").values())
