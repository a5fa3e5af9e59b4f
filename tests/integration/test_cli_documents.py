"""`check` and `import`: documents of questions and answers."""

from pathlib import Path

import pytest

from tests.command import refused, run

DOCUMENT = """Kitchen Interview Questions and Answers
Intermediate / 1 to 5 years experienced level questions & answers
Ques 1. What is a roux?
Flour cooked in fat. It thickens a sauce, because starch swells when it is heated in liquid.
Ques 2. Why does bread rise?
Yeast makes carbon dioxide from sugar. Gluten holds the gas in the dough.
Ques 3. What is proofing?
"""


@pytest.fixture
def document(home: Path, tmp_path: Path) -> Path:
    """A document of three questions, one without an answer."""
    file = tmp_path / "kitchen.txt"
    file.write_text(DOCUMENT, encoding="utf-8")
    return file


def test_check_prints_the_promised_fields(document: Path) -> None:
    """One object a question, with its line; no answer is null."""
    found = run("check", document, "--json").records
    assert [set(f) for f in found] == [{"question", "answer", "line"}] * 3
    assert [f["line"] for f in found] == [3, 5, 7]
    assert found[0]["question"] == "What is a roux?"
    assert found[0]["answer"].startswith("Flour cooked in fat.")
    assert found[2]["answer"] is None


def test_check_tells_problems_on_standard_error_with_their_line(document: Path) -> None:
    """A question without an answer is told with its line."""
    assert "line 7" in run("check", document, "--json").err


def test_check_counts_for_people(document: Path) -> None:
    """Without --json a line a question and what there is in all."""
    assert "3 questions, 2 with an answer, level intermediate." in run("check", document).out


def test_check_stores_nothing(document: Path, home: Path) -> None:
    """Looking is not importing."""
    run("check", document)
    assert not home.exists()


def test_import_says_what_changed(document: Path) -> None:
    """First all are added; again, none; then what was changed, added and removed."""
    first = run("import", document, "--json").record
    assert set(first) == {"bank", "title", "added", "changed", "unchanged", "removed"}
    assert (first["added"], first["unchanged"]) == (2, 0)
    again = run("import", document, "--json").record
    assert (again["added"], again["unchanged"]) == (0, 2)
    changed = DOCUMENT.replace("Gluten holds", "A net of gluten holds")
    changed = changed.replace("What is a roux?", "What is a beurre blanc?")
    document.write_text(changed, encoding="utf-8")
    third = run("import", document, "--json").record
    counts = {k: third[k] for k in ("added", "changed", "unchanged", "removed")}
    assert counts == {"added": 1, "changed": 1, "unchanged": 0, "removed": 1}


def test_import_names_the_bank_as_asked(document: Path) -> None:
    """--name is the title, and what the id is made of."""
    made = run("import", document, "--name", "My kitchen", "--json").record
    assert (made["bank"], made["title"]) == ("my-kitchen", "My kitchen")


def test_an_imported_bank_can_be_asked_from(document: Path) -> None:
    """Its questions are served like the built-in ones."""
    bank = run("import", document, "--json").record["bank"]
    answers = document.with_suffix(".jsonl")
    answers.write_text('{"answer": "Flour cooked in fat, it thickens a sauce."}\n', "utf-8")
    made = run("simulate", "--answers", answers, "--bank", bank, "--json").record
    assert made["report"]["score"] > 0


def test_import_says_it_to_people(document: Path) -> None:
    """Without --json one line, and how to be asked."""
    ran = run("import", document)
    assert "2 added, 0 changed, 0 unchanged, 0 removed" in ran.out
    assert "mock-interviewer practice --bank " in ran.out


def test_a_long_import_shows_how_far_it_is_on_standard_error(home: Path, tmp_path: Path) -> None:
    """Standard output holds the result alone."""
    file = tmp_path / "many.md"
    parts = [
        f"## What is thing number {n}?\n\nIt is the thing after {n - 1}.\n" for n in range(250)
    ]
    file.write_text("\n".join(parts), encoding="utf-8")
    ran = run("import", file, "--json")
    assert ran.record["added"] == 250
    assert "Indexing" in ran.err


@pytest.mark.parametrize("command", ["check", "import"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"Only some text, and nobody asks anything.\n", ""),
        (b"\x7fELF" + bytes(200), "program"),
        (b"%PDF-1.7\n" + bytes(200), "PDF"),
        (b"\x89PNG" + bytes(200), "image"),
    ],
)
def test_a_file_that_is_no_document_is_refused(
    home: Path, tmp_path: Path, command: str, content: bytes, said: str
) -> None:
    """Empty, without questions, binary: one line, and nothing is stored."""
    file = tmp_path / "thing.txt"
    file.write_bytes(content)
    told = refused(command, file)
    assert "thing.txt" in told
    assert said in told
    assert not (home / "banks").exists()


def test_a_bank_with_a_wrong_field_is_refused_with_its_line(home: Path, tmp_path: Path) -> None:
    """The error names file, line and field."""
    file = tmp_path / "wrong.yaml"
    file.write_text(
        "id: wrong\ntitle: Wrong\nquestions:\n"
        "  - prompt: What?\n    reference: That.\n    wieght: 2\n"
        "    key_points: [{text: That, cue: what}]\n",
        encoding="utf-8",
    )
    ran = run("import", file)
    assert ran.status == 1
    assert "wrong.yaml, line 6" in ran.err
    assert "wieght" in ran.err


def test_a_file_that_is_not_there_is_refused(home: Path) -> None:
    """A wrong path is told with the path."""
    assert "no-such.md" in refused("import", "no-such.md")


def test_a_built_in_bank_cannot_be_replaced(home: Path, document: Path) -> None:
    """A document may not take its name."""
    ran = run("import", document, "--name", "Deep learning")
    assert (ran.status, ran.out) == (1, "")
    assert "deep-learning" in ran.err.splitlines()[-1]


def test_a_folder_that_cannot_be_written_is_refused(document: Path, tmp_path: Path) -> None:
    """A home that is no folder is told, with what would mend it."""
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be", "utf-8")
    ran = run("import", document, "--home", blocked / "home")
    assert ran.status == 1
    assert str(blocked) in ran.err


def test_a_damaged_database_stands_in_no_imports_way(document: Path, home: Path) -> None:
    """A bank needs no database."""
    home.mkdir()
    (home / "interviews.sqlite3").write_bytes(b"no database, " * 1000)
    assert run("import", document).status == 0


def test_another_title_that_makes_the_same_id_replaces_nothing(document: Path) -> None:
    """The second bank gets an id of its own, says so, and has it again the next time."""
    run("import", document, "--name", "C++ interview")
    other = run("import", document, "--name", "C# interview", "--json")
    assert (other.record["bank"], other.record["added"]) == ("c-interview-2", 2)
    assert "'C++ interview', which stays; this one is c-interview-2." in other.err
    again = run("import", document, "--name", "C# interview", "--json").record
    assert (again["bank"], again["unchanged"]) == ("c-interview-2", 2)
    titles = {b["id"]: b["title"] for b in run("banks", "--json").records if not b["builtin"]}
    assert titles == {"c-interview": "C++ interview", "c-interview-2": "C# interview"}


def test_a_blank_name_is_wrong_usage(document: Path, home: Path) -> None:
    """A bank is called something."""
    ran = run("import", document, "--name", "   ")
    assert ran.status == 2
    assert "a bank needs a name" in ran.err
    assert not (home / "banks").exists()


def test_all_mistakes_of_a_bank_file_stand_on_one_line(home: Path, tmp_path: Path) -> None:
    """As every error does, so that scripts can read it."""
    file = tmp_path / "wrong.yaml"
    file.write_text(
        "id: wrong\ntitel: Wrong\nquestions:\n"
        "  - prompt: What?\n    reference: That.\n    wieght: 2\n"
        "    key_points: [{text: That, cue: what}]\n",
        encoding="utf-8",
    )
    told = refused("import", file)
    assert "titel" in told
    assert "wieght" in told
