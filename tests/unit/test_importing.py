"""A document becomes a bank: what is kept, under which ids, and what is derived."""

from pathlib import Path

import pytest

from knowledge.errors import DocumentUnreadable
from knowledge.importing import bank_id_of, prepare, renamed, to_bank
from knowledge.question import Bank, Level, question_id
from knowledge.reading import read
from tests.builders import make_bank

TREES = Path(__file__).parents[1] / "data" / "documents" / "trees.txt"


def imported(content: str, title: str | None = None) -> Bank:
    """The bank made of a plain text."""
    return to_bank(read(content.encode(), "a.txt"), bank_id="x", title=title, file_name="a.txt")


def test_questions_with_an_answer_become_the_banks() -> None:
    """With source, level and key points that say that they are derived."""
    document = read(TREES.read_bytes(), "trees.txt")
    bank = to_bank(document, bank_id="trees", title=None, file_name="trees.txt")
    assert bank.title == "Tree Structures Interview Questions and Answers"
    assert [(q.number, q.source.number, q.source.line) for q in bank.questions] == [
        (1, "1", 3),
        (2, "2", 5),
        (3, "4", 10),
    ]
    first = bank.questions[0]
    assert first.id == question_id("trees", "What separates a binary tree from a general one?")
    assert (first.level, first.derived, first.hints) == (Level.INTERMEDIATE, True, ())
    assert len(first.key_points) > 1


def test_a_true_repeat_is_kept_once() -> None:
    """Spacing of the answer aside."""
    assert len(imported("Q: What?\nThis one.\nQ: what?\nThis  one.").questions) == 1


def test_one_question_with_two_answers_is_kept_twice() -> None:
    """The first keeps the id that it would have alone."""
    bank = imported("Q: What?\nThis.\nQ: What?\nThat.\nQ: What?\nThat.")
    assert [q.reference for q in bank.questions] == ["This.", "That."]
    assert bank.questions[0].id == question_id("x", "What?")


def test_importing_again_gives_the_same_bank() -> None:
    """So that a second import changes nothing."""
    content = "Q: What?\nThis.\nQ: What?\nThat.\nQ: Why?\nSo."
    assert imported(content) == imported(content)


def test_a_bank_file_passes_unchanged() -> None:
    """Its own id and title stand."""
    content = (
        "id: own\ntitle: Own\nquestions:\n  - prompt: What?\n    reference: That.\n"
        "    key_points: [{text: That., cue: what it is}]\n"
    )
    bank = to_bank(read(content.encode(), "a.yaml"), bank_id="x", title="X", file_name="a.yaml")
    assert (bank.id, bank.title, bank.questions[0].derived) == ("own", "Own", False)


def test_a_document_without_answers_becomes_no_bank() -> None:
    """The error says what is missing."""
    with pytest.raises(DocumentUnreadable, match="no question with an answer"):
        imported("Q: What?\nQ: Why?\n")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Deep Learning: Q & A", "deep-learning-q-a"),
        ("notes/Bäume und Wälder.md", "baume-und-walder"),
        ("Node.js basics", "node-js-basics"),
        ("-- 2024 --", "2024"),
        ("x" * 100, "x" * 63),
    ],
)
def test_an_id_is_made_of_a_title_or_a_files_name(name: str, expected: str) -> None:
    """Latin letters, digits and hyphens."""
    assert bank_id_of(name) == expected


def test_a_title_in_another_script_still_gets_an_id_of_its_own() -> None:
    """The same one each time."""
    one, other = bank_id_of("\u6df1\u5ea6\u5b66\u4e60"), bank_id_of("\u673a\u5668\u5b66\u4e60")
    assert one != other
    assert one == bank_id_of("\u6df1\u5ea6\u5b66\u4e60")
    assert one.startswith("bank-")


def test_a_bank_file_can_be_given_another_name() -> None:
    """So that a copy of a built-in bank can be kept beside it."""
    bank = renamed(make_bank(2), "My own copy")
    assert (bank.id, bank.title) == ("my-own-copy", "My own copy")
    assert [q.prompt for q in bank.questions] == [q.prompt for q in make_bank(2).questions]


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ({}, "c"),
        ({"c": "C++"}, "c"),
        ({"c": "c++"}, "c"),
        ({"c": "C#"}, "c-2"),
        ({"c": "C#", "c-2": "C"}, "c-3"),
        ({"c": "C#", "c-2": "C++"}, "c-2"),
        ({"c-2": "C++"}, "c-2"),
    ],
)
def test_an_id_belongs_to_its_title(taken: dict[str, str], expected: str) -> None:
    """The bank of the same title is replaced, whatever its number; one of another title never."""
    document = read(b"Q: What?\nThis.", "a.txt")
    prepared = prepare(document, name="C++", file_name="a.txt", taken=taken)
    assert (prepared.bank.id, prepared.bank.title) == (expected, "C++")
    assert prepared.beside == (None if expected == "c" else "c")
    assert prepared.bank.questions[0].id == question_id(expected, "What?")


def test_a_bank_file_is_stored_beside_another_bank_of_its_id() -> None:
    """Even an id that stands in the file takes nobody else's place."""
    content = (
        "id: own\ntitle: Own\nquestions:\n  - prompt: What?\n    reference: That.\n"
        "    key_points: [{text: That., cue: what it is}]\n"
    )
    document = read(content.encode(), "a.yaml")
    for taken, expected in (({"own": "Own"}, "own"), ({"own": "Other"}, "own-2")):
        prepared = prepare(document, name=None, file_name="a.yaml", taken=taken)
        assert prepared.bank.id == expected


def test_a_number_behind_a_long_id_keeps_it_an_id() -> None:
    """It has 63 characters at most."""
    document, name = read(b"Q: What?\nThis.", "a.txt"), "x" * 100
    prepared = prepare(document, name=name, file_name="a.txt", taken={"x" * 63: "Other"})
    assert prepared.bank.id == "x" * 61 + "-2"
