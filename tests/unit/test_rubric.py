"""What verdicts are worth, worked out by hand."""

import pytest
from pydantic import ValidationError

from interviewer.rubric import (
    Finding,
    Verdict,
    accuracy_level,
    coverage,
    coverage_level,
    credit,
    label,
    merge,
    shown,
)
from tests.builders import make_question

POINTS = make_question(weights=(2, 1, 1)).key_points


def finding(point: str, verdict: Verdict, *, aided: bool = False) -> Finding:
    quote = None if verdict is Verdict.MISSED else "words"
    return Finding(point=point, verdict=verdict, quote=quote, aided=aided)


def all_of(*verdicts: Verdict) -> list[Finding]:
    return [finding(p.id, v) for p, v in zip(POINTS, verdicts, strict=True)]


def test_a_verdict_without_its_quote_is_refused() -> None:
    """Every mark has its receipt."""
    with pytest.raises(ValidationError, match="needs a quote"):
        Finding(point="k1", verdict=Verdict.COVERED)


def test_a_missed_point_takes_no_quote() -> None:
    """There is nothing to point at."""
    with pytest.raises(ValidationError, match="takes no quote"):
        Finding(point="k1", verdict=Verdict.MISSED, quote="words")


@pytest.mark.parametrize(
    ("verdict", "aided", "worth"),
    [
        (Verdict.COVERED, False, 1.0),
        (Verdict.COVERED, True, 0.5),
        (Verdict.PARTIAL, False, 0.5),
        (Verdict.PARTIAL, True, 0.25),
        (Verdict.MISSED, False, 0.0),
        (Verdict.CONTRADICTED, False, 0.0),
    ],
)
def test_credit_is_halved_by_help(verdict: Verdict, aided: bool, worth: float) -> None:  # noqa: FBT001
    """As the rubric says."""
    assert credit(finding("k1", verdict, aided=aided)) == worth


def test_coverage_weighs_the_points() -> None:
    """(2·1 + 1·½ + 1·0) / 4."""
    found = all_of(Verdict.COVERED, Verdict.PARTIAL, Verdict.MISSED)
    assert coverage(POINTS, found) == pytest.approx(2.5 / 4)


def test_what_was_shown_does_not_count_the_help() -> None:
    """The policy asks what the candidate knows by now, not what it is worth."""
    found = [finding("k1", Verdict.COVERED, aided=True)]
    assert (shown(POINTS, found), coverage(POINTS, found)) == (0.5, 0.25)


@pytest.mark.parametrize(
    ("before", "after", "holds"),
    [
        (Verdict.COVERED, Verdict.MISSED, Verdict.COVERED),
        (Verdict.COVERED, Verdict.PARTIAL, Verdict.COVERED),
        (Verdict.PARTIAL, Verdict.COVERED, Verdict.COVERED),
        (Verdict.COVERED, Verdict.CONTRADICTED, Verdict.CONTRADICTED),
        (Verdict.CONTRADICTED, Verdict.PARTIAL, Verdict.PARTIAL),
        (Verdict.CONTRADICTED, Verdict.MISSED, Verdict.CONTRADICTED),
        (Verdict.MISSED, Verdict.PARTIAL, Verdict.PARTIAL),
    ],
)
def test_a_later_answer_counts_by_what_it_says(
    before: Verdict, after: Verdict, holds: Verdict
) -> None:
    """Silence changes nothing, a contradiction counts, a correction heals it."""
    assert merge(finding("k1", before), finding("k1", after)).verdict is holds


def test_help_never_takes_away_what_was_said_before_it() -> None:
    """Said again after a hint, a point keeps its full credit."""
    held = merge(finding("k1", Verdict.COVERED), finding("k1", Verdict.COVERED, aided=True))
    assert credit(held) == 1.0


@pytest.mark.parametrize(
    ("aided", "unaided", "level"),
    [
        (0.24, 0.24, 1),
        (0.25, 0.0, 2),
        (0.59, 0.5, 2),
        (0.6, 0.2, 3),
        (0.95, 0.84, 3),
        (0.9, 0.85, 4),
    ],
)
def test_coverage_levels(aided: float, unaided: float, level: int) -> None:
    """The highest needs 85 % without help."""
    assert coverage_level(aided, unaided) == level


def test_accuracy_is_not_assessed_where_nothing_was_said() -> None:
    """Silence is not inaccurate."""
    assert accuracy_level(POINTS, all_of(*[Verdict.MISSED] * 3)) is None


def test_a_contradiction_caps_accuracy() -> None:
    """1 at the heaviest point, 2 at another, 2 where it was corrected, else 3."""
    core = all_of(Verdict.CONTRADICTED, Verdict.COVERED, Verdict.COVERED)
    side = all_of(Verdict.COVERED, Verdict.CONTRADICTED, Verdict.COVERED)
    fine = all_of(Verdict.COVERED, Verdict.PARTIAL, Verdict.MISSED)
    assert accuracy_level(POINTS, core) == 1
    assert accuracy_level(POINTS, side) == 2
    assert accuracy_level(POINTS, fine, corrected=True) == 2
    assert accuracy_level(POINTS, fine) == 3


def test_labels_follow_coverage_and_contradiction() -> None:
    """One word for one answer."""
    covered, missed, wrong = Verdict.COVERED, Verdict.MISSED, Verdict.CONTRADICTED
    assert label(POINTS, all_of(covered, covered, covered)) == "correct"
    assert label(POINTS, all_of(missed, covered, missed)) == "partially_correct"
    assert label(POINTS, all_of(wrong, missed, missed)) == "contradictory"
    assert label(POINTS, all_of(missed, missed, missed)) == "incorrect"
