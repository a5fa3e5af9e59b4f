"""What became of each key point of a question. Pure."""

from itertools import groupby

from interviewer.events import Purpose
from interviewer.interview import Round, Turn
from interviewer.reporting.appealed import upheld_evidence
from interviewer.reporting.passages import passages
from interviewer.reporting.quotes import located
from interviewer.reporting.record import Evidence, PointReport, State
from interviewer.rubric import CREDIT, Finding, Verdict


def evidence(now: Round, turn: Turn, *, question: int) -> tuple[Evidence, ...]:
    """What one answer showed: a piece for each key point it says something on; where a second
    judgement counts, that one.
    """
    answer = turn.answer.text if turn.answer else ""
    place = now.turns.index(turn) + 1
    found = tuple(
        Evidence(
            point=f.point,
            state=State.of(f.verdict),
            aided=helped(f),
            quotes=located(answer, f.quote, question=question, turn=place),
        )
        for f in now.findings_of(turn)
        if f.verdict is not Verdict.MISSED
    )
    anew = [e for at, e in upheld_evidence(now, question=question) if at == place]
    replaced = {e.point for e in anew}
    return (*(e for e in found if e.point not in replaced), *anew)


def points(now: Round, *, question: int) -> tuple[PointReport, ...]:
    """All key points of the question, in their order."""
    held = {f.point: f for f in now.findings}
    seen = [(t, e) for t in now.graded for e in evidence(now, t, question=question)]
    found = passages(now.question.reference, now.question.key_points)
    reports = []
    for number, point in enumerate(now.question.key_points, 1):
        finding = held.get(point.id)
        state = State.of(finding.verdict) if finding else State.NOT_JUDGED
        history = [(t, e) for t, e in seen if e.point == point.id]
        reports.append(
            PointReport(
                id=point.id,
                number=number,
                text=point.text,
                weight=point.weight,
                cue=point.cue,
                state=state,
                sign=state.sign,
                word=state.word,
                aided=finding is not None and helped(finding),
                chance=finding.chance if finding else None,
                story=_doubted(_story(history), state, finding),
                evidence=tuple(e for _, e in history),
                passage=found.get(point.id),
            )
        )
    return tuple(reports)


def helped(finding: Finding) -> bool:
    """Whether help came before something that earned credit."""
    return finding.aided and CREDIT[finding.verdict] > 0


def _doubted(story: str, state: State, finding: Finding | None) -> str:
    """The story, with a word where the examiner is unsure of how it ended."""
    if finding is None or not finding.unsure:
        return story
    return f"{story or state.word} (unsure)"


def _story(history: list[tuple[Turn, Evidence]]) -> str:
    # Saying the same again is no step.
    changes = [next(same) for _, same in groupby(history, key=lambda step: step[1].state)]
    if not changes or (len(changes) == 1 and _when(*changes[0]) == ""):
        return ""
    steps = [e.state.word for _, e in changes]
    path = steps[0] if len(steps) == 1 else f"first {', then '.join(steps)}"
    return path + _when(*changes[-1])


def _when(turn: Turn, piece: Evidence) -> str:
    if turn.asked.purpose is not Purpose.QUESTION:
        return " after a follow-up"
    return " after a hint" if piece.aided else ""
