"""What is nobody else's stays so: keys in no output, answers in no log."""

import json
import os
import traceback
import zipfile
from pathlib import Path

import pytest

from interviewer import mine
from interviewer.errors import StorageDamaged
from interviewer.settings import Settings
from interviewer.store import Store
from interviewer.wiring import build
from knowledge.shelf import Shelf
from tests.builders import make_bank
from tests.command import run
from tests.integration.test_store import put

KEY = "sk-never-to-be-seen-anywhere"
PASSWORD = "a-password-nobody-sees"  # noqa: S105 - that is what is tested


@pytest.fixture
def secret(home: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings with a secret in every field that takes one."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("MOCK_INTERVIEWER_EXAMINER", "offline")
    monkeypatch.setenv("MOCK_INTERVIEWER_OIDC_CLIENT_SECRET", PASSWORD)
    monkeypatch.setenv("MOCK_INTERVIEWER_COOKIE_SECRET", PASSWORD)
    return Settings()


def test_secrets_are_in_no_text_of_the_settings(secret: Settings) -> None:
    """Not in `repr`, not in what is dumped, not in an error about them."""
    shown = f"{secret!r} {secret} {secret.model_dump()} {secret.model_dump_json()}"
    wired = build(secret)
    shown += repr(wired)
    wired.store.close()
    with pytest.raises(ValueError, match="port") as wrong:
        Settings.model_validate({**secret.model_dump(), "port": KEY})
    assert KEY not in shown + str(wrong.value) + "".join(traceback.format_exception(wrong.value))
    assert PASSWORD not in shown


def test_secrets_are_in_no_export_backup_or_check(secret: Settings, tmp_path: Path) -> None:
    """Everything that the command line writes about a home."""
    wired = build(secret)
    put(wired.store, "one")
    taken = mine.archive(wired.engine, wired.library)
    wired.store.close()
    (tmp_path / "all.zip").write_bytes(taken.content)
    written = [run("doctor"), run("backup", tmp_path / "b.zip"), run("export", "--all", "-")]
    for archive in ("all.zip", "b.zip"):
        with zipfile.ZipFile(tmp_path / archive) as file:
            for name in file.namelist():
                content = file.read(name)
                assert KEY.encode() not in content
                assert PASSWORD.encode() not in content
    for ran in written:
        assert KEY not in ran.out + ran.err
        assert PASSWORD not in ran.out + ran.err


def test_answers_are_in_no_log(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Not even at the most talkative level, over a whole interview and its damaged remains."""
    words = "some very particular words about dropout"
    monkeypatch.setenv("MOCK_INTERVIEWER_LOG_LEVEL", "debug")
    file = tmp_path / "answers.jsonl"
    file.write_text(json.dumps({"question_id": "dropout", "answer": words}) + "\n")
    held = run("simulate", "--answers", file, "--json")
    assert words in held.out
    wired = build(Settings())
    with wired.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE events SET payload = payload || ?", (words,))
        connection.exec_driver_sql("UPDATE interviews SET mode = 'none'")
    wired.store.close()
    listed, checked = run("interviews"), run("doctor")
    assert "interview_left_out" in listed.err
    assert words not in held.err + listed.err + checked.err + checked.out


def test_an_error_of_the_database_holds_no_answer(tmp_path: Path) -> None:
    """Not in its traceback either, which is what gets logged: SQLAlchemy would name parameters."""
    words = "some very particular words about dropout"
    store = Store(tmp_path / "a.sqlite3")
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE events")
    with pytest.raises(StorageDamaged) as refused:
        put(store, "one", words)
    store.close()
    told = "".join(traceback.format_exception(refused.value))
    assert "INSERT INTO events" in told
    assert words not in told


def test_a_home_is_for_its_user_alone(tmp_path: Path) -> None:
    """Whoever else has an account on this machine cannot look in; a folder that was there stays."""
    before = os.umask(0o022)
    try:
        tmp_path.chmod(0o755)
        Shelf(tmp_path / "new" / "home" / "banks").put(make_bank(3))
        Store(tmp_path / "other" / "a.sqlite3").close()
    finally:
        os.umask(before)
    modes = {p.name: p.stat().st_mode & 0o777 for p in tmp_path.rglob("*") if p.is_dir()}
    assert modes == dict.fromkeys(("new", "home", "banks", "other"), 0o700)
    assert tmp_path.stat().st_mode & 0o777 == 0o755
