"""JSON, JSON lines and notebooks: wherever a question stands."""

import json

import pytest

from knowledge.errors import DocumentUnreadable
from knowledge.reading import Document, read


def of(data: object, name: str = "a.json") -> Document:
    """What is read from the data as JSON."""
    return read(json.dumps(data, indent=1).encode(), name)


def pairs(document: Document) -> list[tuple[str, str | None]]:
    """Questions and answers."""
    return [(p.question, p.answer) for p in document.pairs]


@pytest.mark.parametrize("key", ["answer", "text", "solution", "response", "Answer", "respuesta"])
def test_an_answer_has_many_names(key: str) -> None:
    """Beside a question, and without one there is none."""
    found = of([{"question": "What a?", key: "This."}, {"question": "What b?", key: ""}])
    assert pairs(found) == [("What a?", "This."), ("What b?", None)]
    assert [p.line for p in found.pairs] == [3, 7]


def test_json_lines_are_read_line_by_line() -> None:
    """A broken one is told with its line and loses only itself."""
    text = '{"q": "What a?", "a": "This."}\n{"q": "What b?", "a": "That."}\n{"q": \n'
    found = read(text.encode(), "a.jsonl")
    assert [(p.question, p.line) for p in found.pairs] == [("What a?", 1), ("What b?", 2)]
    assert [p.line for p in found.problems] == [3]


def test_nested_documents_are_searched() -> None:
    """As deep as questions stand; what stands above them is their topic."""
    squad = {
        "data": [
            {
                "title": "Trees",
                "paragraphs": [
                    {
                        "context": "Long.",
                        "qas": [
                            {"question": "Who?", "answers": [{"text": "He", "start": 3}]},
                            {"question": "When?", "answers": []},
                        ],
                    }
                ],
            }
        ]
    }
    found = of(squad)
    assert pairs(found) == [("Who?", "He"), ("When?", None)]
    assert {p.topic for p in found.pairs} == {"Trees"}
    sections = {"Arrays": [{"title": "Two sum", "solution": "A map."}]}
    assert [(p.question, p.topic) for p in of(sections).pairs] == [("Two sum", "Arrays")]


def test_names_can_be_the_questions() -> None:
    """And their values the answers."""
    assert pairs(of({"What a?": "This.", "What b?": "That."})) == [
        ("What a?", "This."),
        ("What b?", "That."),
    ]


def test_lists_of_two_are_pairs() -> None:
    """When the first of each asks."""
    assert pairs(of([["What a?", "This."], ["What b?", "That."]]))[1] == ("What b?", "That.")


def test_options_are_shown_and_the_right_one_answers() -> None:
    """Named by its letter, its place or its text, with the explanation."""
    options = ["x", "y"]
    for answer in ("B", 1, "y"):
        found = of(
            [{"question": "Which?", "options": options, "answer": answer, "explanation": "So."}]
        )
        assert pairs(found) == [("Which?\nA) x\nB) y", "B) y\n\nSo.")]


def test_options_may_have_a_name_each() -> None:
    """And the right ones may be several."""
    lettered = [{"question": "Which?", "optionA": "x", "optionB": "y", "correctAnswer": "y"}]
    assert pairs(of(lettered)) == [("Which?\nA) x\nB) y", "B) y")]
    several = [{"question": "Which?", "options": ["x", "y", "z"], "correctAnswers": [0, 2]}]
    assert pairs(of(several)) == [("Which?\nA) x\nB) y\nC) z", "A) x\nC) z")]
    marked = [{"text": "x", "correct": False}, {"text": "y", "correct": True}]
    assert pairs(of([{"question": "Which?", "answers": marked}])) == [
        ("Which?\nA) x\nB) y", "B) y")
    ]


def test_a_conversation_is_questions_and_answers() -> None:
    """A user's turn, and what was replied."""
    turns = [
        {"role": "system", "content": "Be kind."},
        {"role": "user", "content": "What is a?"},
        {"role": "assistant", "content": "This."},
    ]
    assert pairs(of([{"messages": turns}])) == [("What is a?", "This.")]


def test_a_list_of_answers_is_a_list() -> None:
    """One alone is not."""
    found = of([{"question": "What?", "answer": ["a", "b"]}, {"question": "Why?", "answer": ["c"]}])
    assert pairs(found) == [("What?", "- a\n- b"), ("Why?", "c")]


def test_broken_json_is_refused_with_its_line() -> None:
    """The message says what is wrong."""
    with pytest.raises(DocumentUnreadable, match=r"a.json, line 2: the JSON is broken"):
        read(b'[{"question": "What?",\n "answer" "This"}]', "a.json")


def notebook(*cells: tuple[str, str]) -> Document:
    """What is read from a notebook with these cells."""
    made = [
        {"cell_type": kind, "source": source.splitlines(keepends=True)} for kind, source in cells
    ]
    return of({"nbformat": 4, "metadata": {}, "cells": made}, "a.ipynb")


def test_a_cell_is_a_question_and_the_next_its_answer() -> None:
    """With headings, with numbers, or with neither."""
    found = notebook(
        ("markdown", "# Exercises"),
        ("markdown", "#### 1. Import numpy"),
        ("code", "import numpy as np"),
        ("markdown", "#### 2. What is its version?"),
        ("code", ""),
    )
    assert pairs(found) == [
        ("Import numpy", "```\nimport numpy as np\n```"),
        ("What is its version?", None),
    ]
    bare = notebook(
        ("markdown", "Create a null vector"),
        ("code", "zeros(10)"),
        ("markdown", "How to find its size"),
        ("code", "z.size\nz"),
    )
    assert pairs(bare) == [
        ("Create a null vector", "```\nzeros(10)\n```"),
        ("How to find its size", "```\nz.size\nz\n```"),
    ]
