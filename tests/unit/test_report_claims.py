"""Every sentence about the candidate carries a quote or a count, and each is worked out again.

The sums here look at the events alone and know nothing of how a report is made.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from interviewer.events import Answered, Asked, Event, Graded, Mode, Purpose, Skipped
from interviewer.interview import replay
from interviewer.report import Attempt, Report, Status, of_round, report
from tests.examples import START, events

QUOTED = re.compile("“([^”]+)”")


def reported(upto: int | None = None) -> Report:
    """The example beside an earlier try at its first question, and an earlier interview."""
    earlier = of_round(replay(events()[:4]).rounds[0], 1, closed=True)
    attempt = Attempt("before", START - timedelta(days=3), earlier)
    before = report(replay(events()), interview_id="before")
    return report(
        replay(events(Mode.PRACTICE)[:upto]),
        interview_id="i1",
        attempts={"dropout": attempt},
        previous=before,
    )


def claims(made: Report) -> Iterator[str]:
    """Every sentence of the report that says something about the candidate."""
    yield from (s.text for s in made.sentences)
    yield from (a.why for a in made.actions)
    yield from (d.why for d in made.dimensions if d.level is not None)
    if made.calibration:
        yield made.calibration.text
    if made.progress:
        yield made.progress.text
    for q in made.questions:
        if q.status is not Status.OPEN:  # then it only says that it is being asked
            yield q.summary
        yield from (t.gained.text for t in q.turns if t.gained)
        yield from (d.why for d in q.dimensions if d.level is not None)
        yield from (a.text for a in q.appeals)
        if q.earlier:
            yield q.earlier.text


def known_words(log: list[Event]) -> str:
    """Everything that a quotation may come from: answers, and what they are judged against."""
    parts = [e.text for e in log if isinstance(e, Answered)]
    for asked in (e for e in log if isinstance(e, Asked) and e.question):
        question = asked.question
        assert question is not None
        parts += [question.reference, *(p.text for p in question.key_points)]
    return "\n".join(" ".join(p.split()) for p in parts)


@pytest.mark.parametrize("upto", [4, 11, 14, 17, 20, None])
def test_no_claim_without_a_quote_or_a_count(upto: int | None) -> None:
    """At any moment of the interview."""
    for claim in claims(reported(upto)):
        assert re.search(r"\d|“", claim), claim


def test_every_quotation_was_said_or_is_the_references() -> None:
    """Word for word; nothing is put into anybody's mouth."""
    words = known_words(events()).casefold()
    for claim in claims(reported()):
        for quoted in QUOTED.findall(claim):
            assert quoted.removesuffix("…").rstrip().casefold() in words, claim


def test_the_counts_of_points_are_those_of_the_grades() -> None:
    """Reached in the first answer, and after follow-ups, question by question."""
    log = events(Mode.PRACTICE)
    first, later = reached(log, "dropout")
    summary = reported().questions[0].summary
    assert summary == f"{first} of 5 points reached in the first answer, {later} after follow-ups."


def test_the_counts_of_questions_are_those_of_the_events() -> None:
    """Asked, answered, skipped."""
    log = events(Mode.PRACTICE)
    counts = reported().header.counts
    asked = [e for e in log if isinstance(e, Asked) and e.purpose is Purpose.QUESTION]
    assert counts.asked == len(asked)
    assert counts.skipped == sum(isinstance(e, Skipped) for e in log)
    skipped = next(a.why for a in reported().actions if "skipped" in a.why)
    assert skipped.startswith(f"{counts.skipped} skipped")


def test_the_marks_are_the_weights_of_what_was_found() -> None:
    """Worked out with the weights of the reference: 3.5 of 8, 4 of 5, and a skipped question."""
    dropout, vanishing = 3.5 / 8, 4 / 5
    made = reported()
    assert made.score == pytest.approx((dropout + vanishing + 0) / 3)
    assert (
        f"{int(100 * dropout + 0.5)}\u00a0%"
        in (made.questions[0].earlier or made).model_dump_json()
    )


def test_what_a_follow_up_gained_is_the_difference_of_the_sums() -> None:
    """Before the third answer 2.5 of 8, after it 3.5."""
    gained = reported().questions[0].turns[2].gained
    assert gained is not None
    assert gained.after - gained.before == pytest.approx(1 / 8)
    assert gained.text.startswith("31\u00a0% before, 44\u00a0% after")


def test_calibration_counts_the_taps_that_were_made() -> None:
    """Two of first answers: one sure and wrong, one unsure and right."""
    made = reported().calibration
    assert made is not None
    assert made.text.startswith("You rated 2 first answers. 1 confident gap")
    assert "1 unsure hit" in made.text


def reached(log: list[Event], question_id: str) -> tuple[int, int]:
    """How many points the first answer to a question reached, and how many all of them did."""
    sets: list[set[str]] = []
    current = ""
    for event in log:
        if isinstance(event, Asked):
            current = event.question_id
        elif isinstance(event, Graded) and current == question_id:
            found = event.grade.findings
            sets.append({f.point for f in found if f.verdict.value in ("covered", "partial")})
    return len(sets[0]), len(set().union(*sets))
