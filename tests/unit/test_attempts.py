"""A question beside the last time it was tried, and reports of older versions."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from interviewer.errors import BadRequest
from interviewer.events import Event
from interviewer.interview import replay
from interviewer.rendering.formats import FORMATS
from interviewer.rendering.json import to_json
from interviewer.report import Attempt, Report, State, of_round, report
from interviewer.reporting.stored import read
from tests.examples import START, events

OLD = Path(__file__).parents[1] / "data" / "reports" / "version-1.json"


def tried_before(upto: int | None = None) -> Report:
    """The example beside an earlier try that got as far as the first answer."""
    earlier = of_round(replay(events()[:4]).rounds[0], 1, closed=True)
    attempt = Attempt("before", START - timedelta(days=3), earlier)
    log: list[Event] = events()[:upto]
    return report(replay(log), interview_id="i1", attempts={"dropout": attempt})


def test_both_tries_stand_side_by_side_point_by_point() -> None:
    """What was missed then and is there now, with the words of both times."""
    question = tried_before().questions[0]
    k4 = next(p for p in question.points if p.id == "k4")
    assert k4.before is not None
    assert (k4.before.state, k4.state) == (State.MISSED, State.COVERED)
    k1 = next(p for p in question.points if p.id == "k1")
    assert k1.before is not None
    assert k1.before.said == ("you randomly switch off some neurons while training",)
    assert question.earlier is not None
    assert (question.earlier.gained, question.earlier.lost) == (1, 0)
    assert question.earlier.text.endswith("1 point better, 0 worse.")


def test_a_question_never_tried_before_has_nothing_beside_it() -> None:
    """Nor has one that is still open, whose points are hidden."""
    assert tried_before().questions[1].earlier is None
    assert tried_before(3).questions[0].earlier is None


def test_a_point_that_was_written_anew_is_not_compared() -> None:
    """The bank may have changed since."""
    earlier = of_round(replay(events()[:4]).rounds[0], 1, closed=True)
    points = tuple(p.model_copy(update={"text": f"{p.text}!"}) for p in earlier.points)
    attempt = Attempt("before", START, earlier.model_copy(update={"points": points}))
    made = report(replay(events()), interview_id="i1", attempts={"dropout": attempt})
    assert all(p.before is None for p in made.questions[0].points)


@pytest.mark.parametrize("key", ["md", "html", "pdf", "json", "csv", "apkg"])
def test_every_format_holds_a_second_try(key: str) -> None:
    """With the words of the first."""
    made = FORMATS[key](tried_before())
    if key in ("md", "html", "json"):
        assert "1 point better, 0 worse" in made.decode()


def test_a_report_of_version_1_can_still_be_read() -> None:
    """As it was written before disputes and earlier tries were in it."""
    old = json.loads(OLD.read_text(encoding="utf-8"))
    assert old["schema_version"] == "1"
    made = read(OLD.read_bytes())
    assert made.schema_version == "2"
    assert made.score == old["score"]
    assert [q.prompt for q in made.questions] == [q["prompt"] for q in old["questions"]]
    assert FORMATS["md"](made)


def test_a_report_of_now_reads_as_it_is() -> None:
    """Nothing is changed on the way."""
    assert read(to_json(tried_before())) == tried_before()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"schema_version": "99"}', "Update the program"),
        ("{}", "no report of ours"),
        ("[1]", "no report of ours"),
        ("not JSON", "no report of ours"),
        ('{"schema_version": "1"}', "no report of ours"),
    ],
)
def test_what_is_no_report_is_refused(text: str, says: str) -> None:
    """A newer version says so."""
    with pytest.raises(BadRequest, match=says):
        read(text)
