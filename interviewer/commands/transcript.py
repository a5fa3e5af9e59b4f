"""What was said in an interview, as data and as text. For the commands alone."""

from collections.abc import Iterator

from interviewer.commands.output import plain
from interviewer.interview import Interview, Round, Turn
from interviewer.rubric import Usage


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
            for aside in turn.asides:
                yield f"  Candidate: {_indented(aside.asked.text)}"
                if aside.said is not None:
                    yield f"  Interviewer: {_indented(aside.said.text)}{_used(aside.said.usage)}"
            for hint in now.hints:
                if _before(now, turn) < hint.seq < _until(turn):
                    yield f"  Hint {hint.level}: {_indented(hint.text)}"
            yield f"  Candidate: {_indented(_said(turn))}"
            if turn.grade is not None and turn.grade.usage is not None:
                yield f" {_used(turn.grade.usage)}"
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


def _used(usage: Usage | None) -> str:
    """What one judgement or clarification took of a model."""
    if usage is None:
        return ""
    about = "about " if usage.estimated else ""
    calls = "" if usage.calls == 1 else f", {usage.calls} calls"
    return (
        f" ({usage.model}: {about}{usage.tokens_in} tokens in, {usage.tokens_cached} cached, "
        f"{usage.tokens_out} out{calls})"
    )


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
