"""`interviews`, `show`, `delete`, `export`, `report`: past interviews and their data."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from interviewer.events import EVENT
from interviewer.interview import replay
from interviewer.report import Report
from tests.command import refused, run

ANSWER = (
    "In dropout you randomly switch off \x1b[31m\u202esome neurons while training.\nThat is it."
)


@pytest.fixture
def held(ready_home: Path, tmp_path: Path) -> str:
    """An interview of one question, over; its id."""
    file = tmp_path / "answers.jsonl"
    file.write_text(json.dumps({"question_id": "dropout", "answer": ANSWER}) + "\n", "utf-8")
    made: str = run("simulate", "--answers", file, "--json").record["interview_id"]
    return made


@pytest.fixture
def open_(ready_home: Path) -> str:
    """An interview that waits for its first answer; its id."""
    run("practice", "--count", 1, stdin="")
    made: str = run("interviews", "--json").records[0]["id"]
    return made


def test_interviews_are_listed_the_last_one_first(held: str, open_: str) -> None:
    """One object an interview, with what was kept about it."""
    first, second = run("interviews", "--json").records
    assert (first["id"], first["finished"], first["score"]) == (open_, None, None)
    assert (second["id"], second["finished"]) == (held, "completed")
    fields = {"id", "started_at", "updated_at", "bank", "bank_title", "mode", "planned", "asked"}
    assert set(first) == fields | {"finished", "score"}


def test_interviews_are_listed_for_people(held: str) -> None:
    """Without --json a table."""
    assert held in run("interviews").out


def test_no_interview_yet_is_said(home: Path) -> None:
    """An empty list tells how to begin."""
    ran = run("interviews")
    assert (ran.status, ran.out) == (0, "")
    assert "practice" in ran.err


def test_show_prints_what_was_said(held: str) -> None:
    """The question and the answer, without what would steer the terminal."""
    shown = run("show", held).out
    assert "Question 1 of 1 · regularisation" in shown
    assert "In dropout you randomly switch off \ufffd[31m\ufffdsome neurons" in shown
    assert "\x1b" not in shown


def test_show_as_json_prints_every_event(held: str) -> None:
    """The events replay to the same interview."""
    lines = run("show", held, "--json").out.splitlines()
    state = replay(EVENT.validate_json(line) for line in lines)
    assert state.finished is not None
    assert state.rounds[0].turns[0].answer is not None


def test_show_of_an_open_interview_says_how_to_go_on(open_: str) -> None:
    """What is not over can go on."""
    assert f"practice --resume {open_}" in run("show", open_).err


@pytest.mark.parametrize("command", ["show", "report"])
def test_an_interview_is_found_by_its_beginning_or_as_the_last(held: str, command: str) -> None:
    """Nobody types sixteen digits."""
    whole = run(command, held)
    assert whole.status == 0
    assert run(command, held[:6]) == run(command, "last") == whole


@pytest.mark.parametrize("command", [("show",), ("report",), ("delete", "--yes"), ("export",)])
def test_an_unknown_interview_is_refused_with_the_nearest(
    held: str, command: tuple[str, ...]
) -> None:
    """A slip in an id brings the id that was probably meant."""
    wrong = ("0" if held[0] != "0" else "1") + held[1:]
    extra = ("file.json",) if command == ("export",) else ()
    told = refused(*command, wrong, *extra)
    assert f"There is no interview '{wrong}'." in told
    assert held in told


def test_delete_removes_it(held: str) -> None:
    """Afterwards nothing knows it."""
    assert run("delete", held, "--yes").status == 0
    assert run("interviews", "--json").records == []


def test_delete_asks_first(held: str) -> None:
    """What was not confirmed is not done."""
    assert run("delete", held, stdin="n\n").status == 1
    assert "Add --yes" in run("delete", held, stdin="").err
    assert len(run("interviews", "--json").records) == 1


def test_delete_wants_the_whole_id(held: str) -> None:
    """What cannot be undone is not guessed."""
    for name in (held[:6], "last"):
        told = refused("delete", name, "--yes")
        assert f"'{name}' is no whole id" in told
        assert held in told


def test_export_of_one_holds_all_its_events(held: str, open_: str, tmp_path: Path) -> None:
    """Summary and events, enough to replay it."""
    file = tmp_path / "one.json"
    assert run("export", held, file).status == 0
    data = json.loads(file.read_text("utf-8"))
    assert set(data) == {"schema_version", "interviews"}
    (only,) = data["interviews"]
    assert only["summary"]["id"] == held
    assert replay(EVENT.validate_python(e) for e in only["events"]).finished is not None


def test_export_of_all_holds_every_interview(held: str, open_: str, tmp_path: Path) -> None:
    """Nothing is left out."""
    file = tmp_path / "all.json"
    assert run("export", "--all", file).status == 0
    data = json.loads(file.read_text("utf-8"))
    assert {i["summary"]["id"] for i in data["interviews"]} == {held, open_}


def test_export_to_standard_output(held: str) -> None:
    """A dash is standard output."""
    assert json.loads(run("export", "--all", "-").out)["schema_version"] == "1"


@pytest.mark.parametrize("arguments", [("file.json",), ("--all", "id", "file.json"), ()])
def test_export_of_neither_one_nor_all_is_wrong_usage(
    home: Path, arguments: tuple[str, ...]
) -> None:
    """One must say which."""
    assert run("export", *arguments).status == 2


def test_export_where_nothing_can_be_written_is_refused(held: str, tmp_path: Path) -> None:
    """The place is named."""
    told = refused("export", held, tmp_path / "no" / "such" / "folder.json")
    assert "folder.json" in told


def test_report_is_markdown_unless_asked_otherwise(held: str) -> None:
    """On standard output, ready to be read."""
    assert run("report", held).out.startswith("#")


def test_report_as_json_is_a_report(held: str) -> None:
    """It reads back."""
    made = Report.model_validate_json(run("report", held, "--format", "json").out)
    assert made.header.interview_id == held


def test_report_takes_its_format_from_the_file(held: str, tmp_path: Path) -> None:
    """-o report.html is HTML; standard output stays empty."""
    file = tmp_path / "report.html"
    ran = run("report", held, "-o", file)
    assert (ran.status, ran.out) == (0, "")
    assert file.read_text("utf-8").lower().startswith("<!doctype html>")


def test_a_format_wins_over_the_suffix(held: str, tmp_path: Path) -> None:
    """--format says it, whatever the file is called."""
    file = tmp_path / "report.txt"
    assert run("report", held, "--format", "md", "-o", file).status == 0
    assert file.read_text("utf-8").startswith("#")


@pytest.mark.parametrize("arguments", [("--format", "docx"), ("-o", "report.odt")])
def test_another_format_is_wrong_usage_naming_those_there_are(
    held: str, arguments: tuple[str, ...]
) -> None:
    """What cannot be written is refused with what can."""
    ran = run("report", held, *arguments)
    assert ran.status == 2
    assert all(name in ran.err for name in ("md", "html", "pdf", "json", "apkg"))


def test_report_of_an_open_interview_tells_what_there_is(open_: str) -> None:
    """It has no score, and no reference of the question that is still open."""
    made = json.loads(run("report", open_, "--format", "json").out)
    assert made["score"] is None
    assert made["questions"][0]["reference"] is None


def broken(home: Path, interview_id: str, *, summary: bool = False) -> None:
    """Makes an event of that interview unreadable, or its summary as well."""
    with closing(sqlite3.connect(home / "interviews.sqlite3")) as file, file:
        file.execute(
            "UPDATE events SET payload = '{bad' WHERE interview_id = ? AND seq = 1", (interview_id,)
        )
        if summary:
            file.execute("UPDATE interviews SET mode = 'zzz' WHERE id = ?", (interview_id,))


def test_export_of_all_leaves_out_what_cannot_be_read_and_names_it(
    held: str, open_: str, home: Path, tmp_path: Path
) -> None:
    """The rest is saved; the status tells scripts that it is not everything."""
    broken(home, open_)
    file = tmp_path / "all.json"
    ran = run("export", "--all", file)
    assert ran.status == 1
    assert f"The interview {open_} cannot be read." in ran.err
    data = json.loads(file.read_text("utf-8"))
    assert [i["summary"]["id"] for i in data["interviews"]] == [held]


def test_export_of_one_that_cannot_be_read_is_refused(open_: str, home: Path) -> None:
    """Then there is nothing to write."""
    broken(home, open_)
    assert open_ in refused("export", open_, "-")


def test_delete_removes_even_what_cannot_be_listed(held: str, home: Path) -> None:
    """Deleting it is what mends that."""
    broken(home, held, summary=True)
    assert run("delete", held, "--yes").status == 0
    assert run("doctor").status == 0


def test_a_report_written_as_json_can_be_written_in_another_format(
    held: str, tmp_path: Path
) -> None:
    """Also one of an older version, whose interview may be gone."""
    kept = tmp_path / "kept.json"
    assert run("report", held, "-o", kept).status == 0
    again = run("report", kept, "--format", "json")
    assert again.out == kept.read_text(encoding="utf-8")
    old = Path(__file__).parents[1] / "data" / "reports" / "version-1.json"
    assert run("report", old, "--format", "md").out.startswith("# Deep learning")
    assert "cannot be read" in refused("report", tmp_path / "none.json")
    assert "no report of ours" in refused("report", _written(tmp_path / "other.json", "{}"))


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
