"""What was said in an interview, as data and as text. For the commands alone."""

from collections.abc import Iterator

from interviewer.commands.output import plain
from interviewer.interview import Interview, Round, Turn


def turns(interview: Interview) -> list[dict[str, object]]:
    """Every turn in order, with the field names that `simulate --json` promises."""
    return [
        {
            "question_id": t.asked.question_id,
            "purpose": t.asked.purpose.value,
            "point": t.asked.point,
            "asked": t.asked.text,
            "answered": t.answer.text if t.answer else None,
            "grade": _grade(t),
        }
        for r in interview.rounds
        for t in r.turns
    ]


def lines(interview: Interview) -> Iterator[str]:
    """The conversation as text, without marks."""
    for number, now in enumerate(interview.rounds, 1):
        yield f"Question {number} of {interview.plan.count} · {plain(now.question.topic)}"
        for turn in now.turns:
            yield ""
            yield f"  Interviewer: {_indented(turn.asked.text)}"
            for hint in now.hints:
                if _before(now, turn) < hint.seq < _until(turn):
                    yield f"  Hint {hint.level}: {_indented(hint.text)}"
            yield f"  Candidate: {_indented(_said(turn))}"
            if turn.ungraded is not None and turn.grade is None:
                yield f"  (not judged: {_indented(turn.ungraded.reason)})"
        yield ""


def _grade(turn: Turn) -> dict[str, object] | None:
    if turn.grade is not None:
        found = [
            {"point": f.point, "verdict": f.verdict.value, "quote": f.quote}
            for f in turn.grade.findings
        ]
        return {"findings": found, "by": turn.grade.by}
    return {"ungraded": turn.ungraded.reason} if turn.ungraded is not None else None


def _said(turn: Turn) -> str:
    if turn.answer is not None:
        return turn.answer.text or "(nothing)"
    return "(skipped)" if turn.skipped else "(no answer yet)"


def _before(now: Round, turn: Turn) -> int:
    """The number of the event that ended the turn before; a hint follows it."""
    place = now.turns.index(turn)
    answer = now.turns[place - 1].answer if place else None
    return answer.seq if answer else turn.number if place else 0


def _until(turn: Turn) -> float:
    return turn.answer.seq if turn.answer else float("inf")


def _indented(text: str) -> str:
    return plain(text).replace("\n", "\n    ")
