"""Formats by name, and JSON that can be read back."""

import json
from pathlib import Path

import jsonschema
import pytest

from interviewer.events import Finished, FinishReason
from interviewer.interview import replay
from interviewer.rendering.formats import FORMATS, filename
from interviewer.rendering.json import to_json
from interviewer.report import Report, report
from tests.examples import events
from tests.hostile import hostile_events

SCHEMA = Path(__file__).parents[2] / "docs" / "report.schema.json"


BINARY = ("pdf", "apkg")


def reported(upto: int | None = None) -> Report:
    return report(replay(events()[:upto]), interview_id="i1")


@pytest.mark.parametrize("upto", range(1, len(events()) + 1))
def test_json_reads_back_as_the_same_report(upto: int) -> None:
    """Nothing is lost on the way."""
    whole = reported(upto)
    assert Report.model_validate_json(to_json(whole)) == whole


def test_the_published_schema_is_that_of_the_report() -> None:
    """After a change of the report: write `Report.model_json_schema()` there again."""
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == Report.model_json_schema()


@pytest.mark.parametrize("log", [events(), events()[:1], hostile_events()])
def test_the_published_schema_accepts_reports(log: list[object]) -> None:
    """Finished, hardly begun, hostile."""
    written = to_json(report(replay(log), interview_id="i1"))  # type: ignore[arg-type]
    jsonschema.validate(json.loads(written), json.loads(SCHEMA.read_text(encoding="utf-8")))


@pytest.mark.parametrize("key", list(FORMATS))
def test_every_format_is_bytes(key: str) -> None:
    """With a media type and a suffix of its own; text is in UTF-8."""
    made = FORMATS[key](reported())
    assert made.startswith({"pdf": b"%PDF", "apkg": b"PK"}[key]) if key in BINARY else made.decode()
    assert FORMATS[key].suffix == f".{key}"
    assert "/" in FORMATS[key].mime


def test_a_download_is_named_after_bank_and_day() -> None:
    """Of safe characters alone."""
    assert filename(reported(), "html") == "interview-deep-learning-2026-11-03.html"


@pytest.mark.parametrize("key", ["md", "html"])
def test_an_early_end_stands_beside_the_score(key: str) -> None:
    """One good answer of four questions is no good interview; a whole one says nothing of it."""
    held = events()[:4]
    early = Finished(seq=4, at=held[-1].at, reason=FinishReason.ENDED)
    short = FORMATS[key](report(replay([*held, early]), interview_id="i1")).decode()
    assert "Only 1 of 4 planned questions was asked." in short[: short.find("Biggest gap")]
    whole = FORMATS[key](report(replay(events()), interview_id="i1")).decode()
    assert "planned questions" not in whole
