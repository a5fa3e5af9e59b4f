"""Settings by environment: every default works, and what is empty counts as not said."""

import pytest
from pydantic import ValidationError

from interviewer.settings import Settings


def test_every_setting_has_a_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing must be configured before the first interview."""
    monkeypatch.delenv("MOCK_INTERVIEWER_HOME")
    settings = Settings()
    assert settings.host == "127.0.0.1"
    assert settings.home.is_absolute()


def test_an_empty_variable_is_one_that_was_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty home must not put data into the current folder."""
    monkeypatch.setenv("MOCK_INTERVIEWER_HOME", "")
    assert Settings().home.is_absolute()


def test_an_unknown_variable_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may belong to a newer version."""
    monkeypatch.setenv("MOCK_INTERVIEWER_SOMETHING", "1")
    Settings()


def test_a_value_that_cannot_be_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A port of 0 is none."""
    monkeypatch.setenv("MOCK_INTERVIEWER_PORT", "0")
    with pytest.raises(ValidationError, match="port"):
        Settings()
