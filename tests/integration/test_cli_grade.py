"""`grade`: answers from standard input, judged one by one."""

import json
from typing import Any

import pytest

from tests.command import run

QUESTION = "What is dropout?"
REFERENCE = (
    "Dropout leaves units out at random during training. "
    "It keeps units from relying on particular others, so the network overfits less."
)


def item(**fields: Any) -> str:
    """A line with a good answer, changed as asked."""
    good = {
        "question": QUESTION,
        "reference": REFERENCE,
        "answer": "Dropout drops random units during training, which keeps units from depending on "
        "one another, and so there is less overfitting.",
    }
    return json.dumps(good | fields)


def test_prints_the_promised_fields_in_the_same_order() -> None:
    """One object a line, with the id it came with."""
    lines = [item(id="a"), item(id=7, answer="I don't know."), item()]
    graded = run("grade", stdin="\n".join(lines)).records
    assert [g["id"] for g in graded] == ["a", 7, None]
    for made in graded:
        assert set(made) == {"id", "score", "label", "findings", "by"}
        assert 0 <= made["score"] <= 1
        assert made["label"] in {"correct", "partially_correct", "contradictory", "incorrect"}
        assert all(set(f) == {"point", "verdict", "quote"} for f in made["findings"])


def test_a_good_answer_scores_above_none() -> None:
    """The score says something."""
    good, none = run("grade", stdin=item() + "\n" + item(answer="")).records
    assert good["score"] > 0.5 > none["score"] == 0
    assert none["label"] == "incorrect"


def test_key_points_given_are_those_judged() -> None:
    """With key points of its own, an answer is judged against them alone."""
    points = ["Units are left out at random during training", "Bread rises because of yeast"]
    (made,) = run("grade", stdin=item(key_points=points)).records
    assert [f["verdict"] for f in made["findings"]] == ["covered", "missed"]


def test_json_changes_nothing() -> None:
    """It is JSON in any case."""
    assert run("grade", "--json", stdin=item()).out == run("grade", stdin=item()).out


def test_nothing_in_nothing_out() -> None:
    """No line is no trouble."""
    ran = run("grade", stdin="\n")
    assert (ran.status, ran.out) == (0, "")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{not json", "It is not JSON"),
        ('"text"', "It is no JSON object."),
        ('{"question": "a", "reference": "b"}', "answer: "),
        (item(answer=None), "answer: "),
        (item(question=""), "question: "),
        (item(reference=" "), "reference: "),
        (item(answer="x" * 20_001), "answer: "),
        (item(key_points=[]), "key_points: "),
        (item(key_points=["a", ""]), "key_points.1: "),
        (item(key_points=[f"point {n}" for n in range(13)]), "key_points: "),
    ],
)
def test_a_bad_line_is_named_after_the_good_ones_before(line: str, said: str) -> None:
    """What was judged is printed; then one line says where it stopped, and why."""
    ran = run("grade", stdin=f"{item(id='good')}\n{line}\n{item(id='never')}\n")
    assert ran.status == 1
    assert [g["id"] for g in ran.records] == ["good"]
    assert "standard input, line 2: " in ran.err
    assert said in ran.err


def test_bytes_that_are_no_text_are_named() -> None:
    """A wrong encoding is told with its line."""
    ran = run("grade", stdin=item().encode() + b'\n{"answer": "\xff"}\n')
    assert ran.status == 1
    assert "standard input, line 2: It is not UTF-8." in ran.err


@pytest.mark.parametrize("number", ["1e400", "-1e400", "NaN", "Infinity"])
def test_an_id_that_json_cannot_hold_is_named(number: str) -> None:
    """It would come out as something that is no JSON."""
    ran = run("grade", stdin=item(id="x").replace('"x"', number))
    assert (ran.status, ran.out) == (1, "")
    assert "standard input, line 1: id" in ran.err


def test_its_example_reads_no_file_of_another_command() -> None:
    """What `simulate` reads is another format."""
    assert "answers.jsonl" not in run("grade", "--help").out


def test_what_it_cannot_read_is_ungraded() -> None:
    """With key points and without: every field is there, and one that says why."""
    hebrew = "בזמן האימון מכבים באקראי חלק מהנוירונים"
    lines = [item(answer=hebrew), item(answer=hebrew, key_points=["Units are left out"])]
    for made in run("grade", stdin="\n".join(lines)).records:
        assert made["score"] is made["label"] is None
        assert made["findings"] == []
        assert "reads English" in made["ungraded"]
