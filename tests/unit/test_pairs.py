"""Two interviews side by side."""

from datetime import timedelta

from interviewer.interview import replay
from interviewer.report import Report, report
from interviewer.reporting.pairs import compare
from tests.examples import events


def reported(name: str, days: int = 0, upto: int | None = None) -> Report:
    made = report(replay(events()[:upto]), interview_id=name)
    when = made.header.started_at + timedelta(days=days)
    return made.model_copy(update={"header": made.header.model_copy(update={"started_at": when})})


def test_the_earlier_stands_first_whichever_was_chosen_first() -> None:
    """Time decides."""
    early, late = reported("early"), reported("late", 3)
    for one in (compare(early, late), compare(late, early)):
        assert (one.earlier.interview_id, one.later.interview_id) == ("early", "late")


def test_only_what_both_asked_and_could_be_scored_is_paired() -> None:
    """A question that was not judged has no score to compare."""
    made = compare(reported("early"), reported("late", 3))
    assert [p.later.question_id for p in made.pairs] == ["dropout", "vanishing", "batch-norm"]
    assert all(p.later.earlier is not None for p in made.pairs)
    assert "3 questions asked in both: 0 points went better and 0 worse." in made.text


def test_nothing_in_common_is_said() -> None:
    """Instead of a number that means nothing."""
    made = compare(reported("early", upto=1), reported("late", 3))
    assert made.pairs == ()
    assert "0 questions were asked in both" in made.text
