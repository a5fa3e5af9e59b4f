"""What a follow-up brought. Pure."""

from dataclasses import replace

from interviewer.interview import Round
from interviewer.reporting.record import Gain, State
from interviewer.reporting.wording import named, percent
from interviewer.rubric import Finding, credit


def gain(now: Round, place: int) -> Gain | None:
    """The score before and after the turn at `place` (from 0) and the points it moved.

    None for the question itself, and where there is nothing judged to compare.
    """
    if place == 0 or now.turns[place].grade is None:
        return None
    earlier = replace(now, turns=now.turns[:place], appeals=())
    later = replace(now, turns=now.turns[: place + 1], appeals=())
    if earlier.score is None or later.score is None:
        return None
    pairs = zip(earlier.findings, later.findings, strict=True)
    moved = [(a, b) for a, b in pairs if a.verdict is not b.verdict or credit(a) != credit(b)]
    return Gain(
        before=earlier.score,
        after=later.score,
        points=tuple(b.point for _, b in moved),
        text=_text(now, earlier.score, later.score, moved),
    )


def _text(now: Round, before: float, after: float, moved: list[tuple[Finding, Finding]]) -> str:
    if not moved:
        return f"It gained nothing: {percent(before)} before and after."
    steps = "; ".join(
        f"{named(now.question.point(b.point).text)} went from {State.of(a.verdict).word} "
        f"to {State.of(b.verdict).word}"
        for a, b in moved
    )
    return f"{percent(before)} before, {percent(after)} after: {steps}."
