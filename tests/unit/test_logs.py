"""Logs: data, one line each, and no secret in any of them."""

import json
import logging

import pytest
import structlog
from pydantic import ValidationError

from interviewer import logs, masking, postgres
from interviewer.events import EVENT


@pytest.mark.parametrize(
    "text",
    [
        "Incorrect API key provided: sk-proj-abc_DEF-123456.",
        "Authorization: Bearer abc.def.ghi",
        "postgresql://user:hunter2@db/interviews is not there",
    ],
)
def test_a_secret_is_masked_wherever_it_comes_from(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the event, in a field, in a traceback."""
    logs.to_standard_error("info")
    log = structlog.get_logger()
    log.info(text, why=text)
    log.error("broken", exc_info=ValueError(text))
    written = capsys.readouterr().err
    assert [json.loads(line)["level"] for line in written.splitlines()] == ["info", "error"]
    assert written.count("***") == 3
    for secret in ("abc_DEF", "abc.def.ghi", "hunter2"):
        assert secret not in written


SECRETS = (
    "postgresql://u:hunter2@db/x",
    "redis://:hunter2@db",
    "postgresql://u:hun/hunter2@db/x",
    "postgresql://u:hun@hunter2@db/x",
    "postgresql://db/x?user=u&password=hunter2",
    "Authorization: Basic hunter2hunter2",
    "authorization: bearer hunter2.abc",
    "gsk_hunter2hunter2",
    "AIzahunter2hunter2",
    '{"api_key": "hunter2"}',
)


@pytest.mark.parametrize("text", SECRETS)
def test_a_secret_is_masked_however_deep_it_lies(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In lists and mappings, as an exception in a field, under a name that says what it is."""
    logs.to_standard_error("info")
    error = ValueError(text)
    structlog.get_logger().info(
        "e", found={"deep": [text, {"why": error}]}, error=error, api_key="hunter2"
    )
    written = capsys.readouterr().err
    assert "hunter2" not in written
    assert json.loads(written)["api_key"] == "***"


@pytest.mark.parametrize("text", SECRETS)
def test_what_libraries_log_is_masked_too(text: str, caplog: pytest.LogCaptureFixture) -> None:
    """Message, values and traceback, whichever logger and handler they go through."""
    before = logging.getLogRecordFactory()
    try:
        logs.to_standard_error("info")
        error = ValueError(text)
        logging.getLogger("uvicorn.error").error("went wrong: %s", text, exc_info=error)
        logging.getLogger("knowledge.bank").warning(text.replace("%", "%%"))
    finally:
        logging.setLogRecordFactory(before)
    assert "went wrong" in caplog.text
    assert "***" in caplog.text
    assert "hunter2" not in caplog.text


def test_plain_words_stay() -> None:
    """A log that tells nothing helps nobody."""
    said = "3 tokens of http://localhost:8000/path?page=2, key point k1: at me@example.org"
    assert masking.masked(said) == said


def test_a_password_is_in_no_part_of_a_shown_address() -> None:
    """In its place or in the query, under whatever name."""
    for url in (
        "postgresql://u:hunter2@db/x",
        "postgresql://db/x?user=u&password=hunter2",
        "postgresql://db/x?host=a&host=b&sslpassword=hunter2&passfile=hunter2",
    ):
        shown = postgres.named(url)
        assert "hunter2" not in shown
        assert "db/x" in shown


def test_an_error_does_not_repeat_what_it_refused() -> None:
    """It may have been an answer, and errors are logged."""
    with pytest.raises(ValidationError) as refused:
        EVENT.validate_json('{"kind": "answered", "seq": 2, "text": ["my own words"]}')
    assert "my own words" not in str(refused.value)
