"""`progress`, and the selections that rest on it."""

import json
from pathlib import Path
from typing import Any

from tests.command import refused, run


def held(tmp_path: Path, *options: object) -> dict[str, Any]:
    """A simulated interview of two questions, as JSON."""
    answers = tmp_path / "answers.jsonl"
    answers.write_text(json.dumps({"answer": "I don't know."}) + "\n")
    ran = run("simulate", "--answers", answers, "--count", 2, "--json", *options)
    assert ran.status == 0, ran.err
    return ran.record


def test_says_what_to_do_while_there_is_nothing(ready_home: Path) -> None:
    """No empty table."""
    assert "Finish one interview" in run("progress").err
    assert run("progress", "--json").record["topics"] == []


def test_shows_level_and_band_per_topic(ready_home: Path, tmp_path: Path) -> None:
    """With the number of answers it rests on, and how sure against how right."""
    held(tmp_path)
    ran = run("progress")
    assert "LEVEL" in ran.out
    assert "No answer has been rated yet" in ran.out
    (topic,) = run("progress", "--json").record["topics"]
    assert set(topic) >= {"bank", "topic", "level", "low", "high", "n"}
    assert topic["n"] == 1


def test_nothing_is_due_on_the_day_itself(ready_home: Path, tmp_path: Path) -> None:
    """And the selection says so, with what else there is."""
    held(tmp_path)
    assert run("progress").out.startswith("Nothing is due before ")
    assert "Nothing is due for review" in refused(
        "simulate", "--answers", tmp_path / "answers.jsonl", "--selection", "due"
    )


def asked(made: dict[str, Any]) -> dict[str, str]:
    """The questions of the report, by id, each with why it was chosen."""
    return {q["question_id"]: q["why"] for q in made["report"]["questions"]}


def test_adaptive_asks_other_questions_than_before(ready_home: Path, tmp_path: Path) -> None:
    """What was asked a moment ago is not asked again."""
    first, second = held(tmp_path), held(tmp_path, "--selection", "adaptive")
    assert not asked(first).keys() & asked(second).keys()


def test_a_job_description_is_read_from_a_file(ready_home: Path, tmp_path: Path) -> None:
    """Its questions say what they are near to."""
    job = tmp_path / "job.txt"
    job.write_text("You know how to keep a network from overfitting, e.g. by dropout.")
    made = held(tmp_path, "--job-description", job)
    assert all("in the job description" in why for why in asked(made).values())


def test_a_job_description_that_is_not_there_is_named(ready_home: Path, tmp_path: Path) -> None:
    """Before anything is begun."""
    answers = tmp_path / "answers.jsonl"
    answers.write_text("")
    said = refused("simulate", "--answers", answers, "--job-description", tmp_path / "none.txt")
    assert "job description cannot be read" in said
    assert run("interviews", "--json").records == []


def test_a_point_is_disputed_by_its_number(ready_home: Path, tmp_path: Path) -> None:
    """Both verdicts are told; what cannot be disputed is refused."""
    held(tmp_path)
    ran = run("dispute", "last", 1, 1, "--reason", "I know it all the same.")
    assert "missed when judged anew: the first stands." in " ".join(ran.out.split())
    assert "once" in refused("dispute", "last", 1, 1, "--reason", "Again.")
    assert "no question 7" in refused("dispute", "last", 7, 1, "--reason", "x")
    assert "no point 70" in refused("dispute", "last", 1, 70, "--reason", "x")
