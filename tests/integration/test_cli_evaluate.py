"""`evaluate`: the examiner beside people's marks, from a file."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import refused, run

REFERENCE = (
    "Dropout leaves units out at random during training. "
    "It keeps units from relying on particular others, so the network overfits less."
)


def row(answer: str, score: float, **fields: Any) -> str:
    """One graded answer."""
    made = {"question": "What is dropout?", "reference": REFERENCE, "answer": answer}
    return json.dumps({**made, "score": score, **fields})


@pytest.fixture
def graded(tmp_path: Path) -> Path:
    """A right answer, a poor one, none, and a wrong one, with people's marks and words."""
    file = tmp_path / "graded.jsonl"
    lines = [
        row(REFERENCE, 1.0, label="correct"),
        row("Units are left out at random during training.", 0.5, label="partially_correct"),
        row("I don't know.", 0.0, label="incorrect", question_id="kept out"),
        row("Dropout never leaves units out at random during training.", 0, label="contradictory"),
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_prints_the_promised_measures(graded: Path) -> None:
    """As one object, with figures that fit these answers."""
    made = run("evaluate", graded, "--json").record
    assert (made["answers"], made["ungraded"]) == (4, 0)
    assert made["by"].startswith("offline/")
    assert made["two_way"]["accuracy"] >= 0.75
    assert made["two_way"]["confusion"]["correct"] == {"correct": 1, "incorrect": 0}
    assert made["three_way"]["confusion"]["contradictory"]["contradictory"] == 1
    assert made["pearson"] > 0.8
    assert 0 <= made["rmse"] < 0.4
    assert 0 < made["weighted_kappa"] <= 1
    assert sum(b["answers"] for b in made["calibration"]) == 4
    assert 0 <= made["calibration_error"] < 0.4


def test_prints_a_table_for_people(graded: Path) -> None:
    """The same figures in words."""
    out = run("evaluate", graded).out
    for said in ("macro-F1", "Pearson r", "RMSE", "weighted kappa", "contradictory", "4"):
        assert said in out


def test_without_labels_marks_decide_what_is_right(tmp_path: Path) -> None:
    """And there are no three classes."""
    file = tmp_path / "marks.jsonl"
    file.write_text(row(REFERENCE, 0.8) + "\n" + row("", 0.7))
    made = run("evaluate", file, "--json").record
    assert made["three_way"] is None
    assert made["two_way"]["confusion"]["correct"]["correct"] == 1
    assert made["two_way"]["accuracy"] == 1


@pytest.mark.parametrize("score", [1.01, -1, "high", None])
def test_a_mark_beyond_the_scale_is_refused(tmp_path: Path, score: Any) -> None:
    """With its line."""
    file = tmp_path / "marks.jsonl"
    file.write_text(row("a", 1.0) + "\n" + row("b", score))
    assert "marks.jsonl, line 2" in refused("evaluate", file)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    """Nothing measured is no measure."""
    file = tmp_path / "none.jsonl"
    file.write_text("\n")
    assert "No answer was judged" in refused("evaluate", file)


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    """Exit status 2, as for every command."""
    assert run("evaluate", tmp_path / "nowhere.jsonl").status == 2
