"""Banks of one's own on the command line: taken away, imported again, improved by a model."""

from pathlib import Path

import pytest

from knowledge.reading import read
from tests.command import refused, run
from tests.integration.test_improving import GOOD, REFERENCE
from tests.stubmodel import StubModel, stub_chat

DOCUMENT = f"# Locks\n\n## What is a lease?\n\n{REFERENCE}\n\n## What is a mutex?\n\n{REFERENCE}\n"


@pytest.fixture
def locks(home: Path, tmp_path: Path) -> Path:
    """The document of a bank that is imported."""
    file = tmp_path / "locks.md"
    file.write_text(DOCUMENT, encoding="utf-8")
    assert run("import", file).status == 0
    return file


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> StubModel:
    """A key is set, and behind it the stub answers."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-not-to-be-shown")
    stub = StubModel(replies=[GOOD])
    monkeypatch.setattr("interviewer.wiring.chat_with", lambda *_: stub_chat(stub))
    return stub


@pytest.mark.parametrize("name", ["locks.yaml", "locks.csv", "locks.apkg"])
def test_an_exported_bank_is_read_back(locks: Path, tmp_path: Path, name: str) -> None:
    """In every format, with its questions and their answers."""
    file = tmp_path / "out" / name
    file.parent.mkdir()
    ran = run("export", "--bank", "locks", file)
    assert "Exported 2 questions" in ran.err
    pairs = read(file.read_bytes(), name).pairs
    assert [p.question for p in pairs] == ["What is a lease?", "What is a mutex?"]
    assert [" ".join((p.answer or "").split()) for p in pairs] == [REFERENCE, REFERENCE]


def test_a_bank_goes_to_standard_output_as_yaml(locks: Path) -> None:
    """For whatever reads on."""
    assert run("export", "--bank", "locks", "-").out.startswith("id: locks\n")


def test_a_format_nobody_knows_is_refused(locks: Path) -> None:
    """With those there are; and a bank is not exported beside interviews."""
    assert ".apkg" in refused("export", "--bank", "locks", "locks.pdf")
    assert run("export", "--bank", "locks", "--all", "x.yaml").status == 2


def test_a_dry_run_says_what_would_change(locks: Path) -> None:
    """And stores nothing."""
    locks.write_text(DOCUMENT.replace("a mutex", "a queue"), encoding="utf-8")
    ran = run("import", locks, "--dry-run")
    assert "1 added, 0 changed, 1 unchanged, 1 removed" in ran.out
    assert "Nothing was stored." in ran.err
    prompts = [q["prompt"] for q in run("questions", "locks", "--json").records]
    assert prompts == ["What is a lease?", "What is a mutex?"]


def test_a_bank_is_improved(locks: Path, model: StubModel) -> None:
    """After its cost was said; a second run has nothing left to do."""
    ran = run("improve", "locks", "--yes", "--json")
    assert "2 calls, about" in ran.err
    assert [r["improved"] for r in ran.records] == [True, True]
    assert "2 of 2 questions improved." in ran.err
    assert "Nothing is left to improve." in run("improve", "locks", "--yes").err
    assert model.calls == 2
    points = run("questions", "locks", "--json").records[0]["key_points"]
    assert points[0]["text"] == "A lease is a lock that ends by itself."


def test_nothing_is_asked_without_consent(locks: Path, model: StubModel) -> None:
    """Calls cost money."""
    ran = run("improve", "locks")
    assert (ran.status, "Nobody confirmed" in ran.err) == (1, True)
    assert model.calls == 0


def test_one_question_alone_is_improved(locks: Path, model: StubModel) -> None:
    """By its id; one that is not there is refused."""
    first = run("questions", "locks", "--json").records[0]["id"]
    assert len(run("improve", "locks", "--question", first, "--yes", "--json").records) == 1
    assert "no question 'nope'" in refused("improve", "locks", "--question", "nope", "--yes")


def test_without_a_model_improving_is_refused(locks: Path) -> None:
    """With the way to one, and no other option than there is; the built-in bank stays."""
    said = refused("improve", "locks", "--yes")
    assert "No model is configured. Set OPENAI_API_KEY" in said
    assert "--examiner" not in said
    assert "built in" in refused("improve", "deep-learning", "--yes")
