"""Logs: data, one line each, and no secret in any of them."""

import json

import pytest
import structlog
from pydantic import ValidationError

from interviewer import logs
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


def test_an_error_does_not_repeat_what_it_refused() -> None:
    """It may have been an answer, and errors are logged."""
    with pytest.raises(ValidationError) as refused:
        EVENT.validate_json('{"kind": "answered", "seq": 2, "text": ["my own words"]}')
    assert "my own words" not in str(refused.value)
