"""`simulate`: a whole interview without a screen."""

import json
from pathlib import Path
from typing import Any

import pytest

from interviewer.engine import Engine
from interviewer.interview import Interview
from tests.command import Ran, refused, run

DROPOUT = (
    "In dropout you randomly switch off some neurons while training, like half of them. "
    "It stops overfitting because no neuron can rely on particular others."
)


@pytest.fixture
def answers(ready_home: Path, tmp_path: Path) -> Any:
    """Writes answers as JSON lines and gives the file."""

    def written(*lines: dict[str, Any] | str) -> Path:
        file = tmp_path / "answers.jsonl"
        texts = [x if isinstance(x, str) else json.dumps(x) for x in lines]
        file.write_text("\n".join(texts) + "\n", encoding="utf-8")
        return file

    return written


def asked(ran: Ran) -> list[str]:
    """The questions asked, by id, follow-ups left out."""
    turns = ran.record["turns"]
    return [t["question_id"] for t in turns if t["purpose"] == "question"]


def test_prints_one_object_with_the_promised_fields(answers: Any) -> None:
    """The names of the fields are stable: scripts rely on them."""
    ran = run("simulate", "--answers", answers({"answer": DROPOUT}), "--json", "--count", 1)
    assert ran.status == 0
    made = ran.record
    assert set(made) == {"interview_id", "turns", "report"}
    for turn in made["turns"]:
        assert set(turn) == {"question_id", "purpose", "point", "asked", "answered", "grade"}
    first = made["turns"][0]
    assert first["purpose"] == "question"
    assert first["point"] is None
    assert first["answered"] == DROPOUT
    assert set(first["grade"]) == {"findings", "by"}
    for finding in first["grade"]["findings"]:
        assert set(finding) == {"point", "verdict", "quote"}
    assert 0 <= made["report"]["score"] <= 1


def test_every_quote_stands_in_its_answer(answers: Any) -> None:
    """A mark has its receipt, word for word."""
    file = answers({"question_id": "dropout", "answer": DROPOUT})
    for turn in run("simulate", "--answers", file, "--json").record["turns"]:
        for finding in (turn["grade"] or {}).get("findings", []):
            assert finding["quote"] is None or finding["quote"] in turn["answered"]


def test_asks_exactly_the_questions_named_in_their_order(answers: Any) -> None:
    """With ids and no --count, the file says what is asked."""
    file = answers(
        {"question_id": "dropout", "answer": DROPOUT},
        {"question_id": "backpropagation", "answer": "I don't know."},
    )
    turns = run("simulate", "--answers", file, "--json").record["turns"]
    asked = [t["question_id"] for t in turns if t["purpose"] == "question"]
    assert asked == ["dropout", "backpropagation"]


def test_several_lines_of_one_id_answer_its_follow_ups(answers: Any) -> None:
    """The lines of one question are used in order, the rest of its follow-ups is skipped."""
    file = answers(
        {"question_id": "dropout", "answer": DROPOUT},
        {"question_id": "dropout", "answer": "You keep dropping them too."},
    )
    turns = run("simulate", "--answers", file, "--json").record["turns"]
    assert [t["answered"] for t in turns[:2]] == [DROPOUT, "You keep dropping them too."]
    assert turns[1]["purpose"] != "question"
    assert all(t["answered"] is None and t["grade"] is None for t in turns[2:])


def test_without_ids_answers_go_in_the_order_asked(answers: Any) -> None:
    """Each line answers whatever is asked next, also a follow-up."""
    file = answers({"answer": "I don't know."}, {"answer": "No idea."})
    turns = run("simulate", "--answers", file, "--json", "--count", 3).record["turns"]
    assert [t["answered"] for t in turns[:3]] == ["I don't know.", "No idea.", None]


def test_missing_and_null_answers_are_skips(answers: Any) -> None:
    """A question without an answer is skipped and counts nothing."""
    file = answers({"question_id": "dropout", "answer": None})
    made = run("simulate", "--answers", file, "--json").record
    assert [t["answered"] for t in made["turns"]] == [None]
    assert made["turns"][0]["grade"] is None
    assert made["report"]["score"] is None


def test_an_empty_answer_is_given_as_it_is(answers: Any) -> None:
    """Whether an empty answer is one is for the examiner to say."""
    file = answers({"question_id": "dropout", "answer": ""})
    first = run("simulate", "--answers", file, "--json").record["turns"][0]
    assert first["answered"] == ""
    assert {f["verdict"] for f in first["grade"]["findings"]} == {"missed"}


def test_asks_five_when_nobody_says_how_many(answers: Any) -> None:
    """Without ids and --count an interview has five questions."""
    turns = run("simulate", "--answers", answers(), "--json").record["turns"]
    assert len(turns) == 5


def test_a_topic_with_fewer_questions_gives_a_shorter_interview(answers: Any) -> None:
    """Where nobody said how many, those there are will do."""
    report = run("simulate", "--answers", answers(), "--json", "--topic", "regularisation").record[
        "report"
    ]
    assert {q["topic"] for q in report["questions"]} == {"regularisation"}


def test_the_same_seed_gives_the_same_interview(answers: Any) -> None:
    """Chance comes as a seed: questions and wording repeat."""
    command = ("simulate", "--answers", answers(), "--json", "--selection", "random", "--seed")
    once, again, other = (run(*command, seed).record["turns"] for seed in (7, 7, 8))
    assert once == again
    assert once != other


def test_unused_answers_are_told_on_standard_error(answers: Any) -> None:
    """Nothing given is passed over silently."""
    lines = [{"question_id": "dropout", "answer": "I don't know."}] * 4
    ran = run("simulate", "--answers", answers(*lines), "--json")
    assert "3 of the answers in answers.jsonl were not asked for." in ran.err
    assert ran.record


@pytest.mark.parametrize("suffix", ["md", "html", "pdf", "json", "apkg", "csv"])
def test_writes_the_report_by_its_suffix(answers: Any, tmp_path: Path, suffix: str) -> None:
    """The file's suffix chooses the format."""
    file = answers({"question_id": "dropout", "answer": DROPOUT})
    report = tmp_path / f"report.{suffix}"
    assert run("simulate", "--answers", file, "--report", report).status == 0
    begins = {"md": b"#", "html": b"<!doctype html>", "pdf": b"%pdf", "json": b"{", "apkg": b"pk"}
    assert report.read_bytes().lower().startswith(begins.get(suffix, b"\xef\xbb\xbf"))


def test_another_suffix_is_wrong_usage_before_anything_is_asked(
    answers: Any, tmp_path: Path
) -> None:
    """A report that cannot be written is refused at once, with the formats there are."""
    ran = run("simulate", "--answers", answers(), "--report", tmp_path / "report.docx")
    assert ran.status == 2
    assert ".md, .html, .pdf, .json, .apkg, .csv" in " ".join(ran.err.split())
    assert run("interviews", "--json").records == []


def test_people_are_told_the_score_and_where_the_report_is(answers: Any) -> None:
    """Without --json a summary is printed."""
    ran = run("simulate", "--answers", answers({"question_id": "dropout", "answer": DROPOUT}))
    assert "mock-interviewer report " in ran.out
    assert "Next step" in ran.out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "It is not JSON"),
        ("[]", "It is no JSON object."),
        ('{"question_id": "dropout"}', 'A line holds at least "answer".'),
        ('{"question_id": "dropout", "answer": 7}', "answer: "),
        ('{"question_id": "dropout", "answer": NaN}', "answer: "),
        ('{"question_id": "dropoot", "answer": "x"}', "Did you mean dropout?"),
        ('{"answer": "x"}', 'Some lines have a "question_id" and some have none.'),
        (json.dumps({"question_id": "dropout", "answer": "x" * 20_001}), "20,001 characters"),
        ("[" * 100_000, "It is not JSON"),
    ],
)
def test_a_bad_line_is_named(answers: Any, line: str, said: str) -> None:
    """The error names file and line, and nothing is begun."""
    file = answers({"question_id": "dropout", "answer": DROPOUT}, line)
    told = refused("simulate", "--answers", file)
    assert "answers.jsonl, line 2: " in told
    assert said in told
    assert run("interviews", "--json").records == []


def test_a_file_that_is_not_there_is_named(home: Path) -> None:
    """A wrong path is told with the path."""
    assert "no-such.jsonl" in refused("simulate", "--answers", "no-such.jsonl")


def test_a_file_that_is_not_utf8_is_named(home: Path, tmp_path: Path) -> None:
    """The line of the first wrong byte is told."""
    file = tmp_path / "latin.jsonl"
    file.write_bytes(b'{"answer": "a"}\n{"answer": "\xe9"}\n')
    assert "latin.jsonl, line 2: It is not UTF-8." in refused("simulate", "--answers", file)


@pytest.mark.parametrize("count", ["0", "-1", "abc", "1.5"])
def test_a_count_that_is_none_is_wrong_usage(answers: Any, count: str) -> None:
    """What is not a number from 1 on is exit status 2."""
    ran = run("simulate", "--answers", answers(), "--count", count)
    assert ran.status == 2
    assert "--count" in ran.err


def test_more_questions_than_there_are_is_refused(answers: Any) -> None:
    """The engine says how many there are."""
    told = refused("simulate", "--answers", answers(), "--count", 1000)
    assert "1000 questions were asked for, but there are only 16" in told


def test_an_unknown_bank_is_refused_with_the_nearest(answers: Any) -> None:
    """A misspelt bank brings the one that was probably meant."""
    told = refused("simulate", "--answers", answers(), "--bank", "deep-lerning")
    assert "deep-learning" in told


def test_an_unknown_topic_is_refused_with_those_there_are(answers: Any) -> None:
    """A misspelt topic brings the topics of the bank."""
    told = refused("simulate", "--answers", answers(), "--topic", "cooking")
    assert "'cooking'" in told
    assert "regularisation" in told


def test_the_model_examiner_is_refused_where_there_is_none(answers: Any) -> None:
    """Before anything is asked."""
    told = refused("simulate", "--answers", answers(), "--examiner", "llm")
    assert "No model is configured" in told


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, ["dropout"]),
        (2, ["dropout", "cnn"]),
        (3, ["dropout", "cnn", "supervised-unsupervised"]),
    ],
)
def test_a_count_takes_the_questions_named_first(
    answers: Any, count: int, expected: list[str]
) -> None:
    """Fewer of them where it is smaller, others of the bank behind them where it is larger."""
    lines = [{"question_id": i, "answer": "I don't know."} for i in ("dropout", "cnn")]
    file = answers(*lines)
    assert asked(run("simulate", "--answers", file, "--json", "--count", count)) == expected


def test_more_questions_than_there_are_is_refused_also_where_some_are_named(answers: Any) -> None:
    """Naming some changes nothing about that."""
    file = answers({"question_id": "dropout", "answer": "x"})
    assert "only 16" in refused("simulate", "--answers", file, "--count", 17)


def test_help_says_how_many_are_asked_without_a_count(home: Path) -> None:
    """All that the file names."""
    shown = " ".join(run("simulate", "--help").out.split())
    assert "all that FILE names, or 5" in shown


@pytest.mark.parametrize("place", ["no/such/report.md", "folder.md", "file.txt/report.md"])
def test_a_report_that_cannot_be_written_is_refused_before_anything_is_asked(
    answers: Any, tmp_path: Path, place: str
) -> None:
    """A folder that is not there, a folder of that name, a file where a folder should be."""
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "file.txt").write_text("", "utf-8")
    told = refused("simulate", "--answers", answers(), "--json", "--report", tmp_path / place)
    assert "cannot be written" in told
    assert run("interviews", "--json").records == []


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_bank_removed_meanwhile_is_told(
    answers: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: tuple[str, ...]
) -> None:
    """Why fewer questions were asked than wanted."""
    document = tmp_path / "kitchen.md"
    document.write_text("## What is a roux?\n\nFlour in fat.\n\n## Why salt?\n\nTaste.\n", "utf-8")
    bank = run("import", document, "--json").record["bank"]
    skip = Engine.skip

    def removed_first(self: Engine, interview_id: str, *, seq: int | None = None) -> Interview:
        run("remove", bank, "--yes")
        return skip(self, interview_id, seq=seq)

    monkeypatch.setattr(Engine, "skip", removed_first)
    ran = run("simulate", "--answers", answers(), "--bank", bank, *form)
    assert "1 question could not be asked: the bank 'kitchen' was removed or changed" in ran.err
