"""Known misconceptions that answers showed. Pure."""

from interviewer.interview import Round, Turn
from interviewer.reporting.quotes import located
from interviewer.reporting.record import MisconceptionReport, Quote
from interviewer.rubric import Finding, Verdict


def misconceptions(now: Round, *, question: int) -> tuple[MisconceptionReport, ...]:
    """Each misconception recognised, once, with where it was said and whether it was mended."""
    known = {m.id: m for m in now.question.misconceptions}
    seen: dict[str, list[tuple[int, Turn, Finding]]] = {}
    for place, turn in enumerate(now.turns, 1):
        for f in now.findings_of(turn):
            if f.misconception in known:
                seen.setdefault(f.misconception, []).append((place, turn, f))
    reports = []
    for name, shown in seen.items():
        point = shown[-1][2].point
        corrected = point in now.corrected
        reports.append(
            MisconceptionReport(
                id=name,
                text=known[name].text,
                correction=known[name].correction,
                corrected=corrected,
                quotes=_quotes(shown, question),
                route=_route(now, point, after=shown[-1][0]) if corrected else None,
            )
        )
    return tuple(reports)


def _quotes(shown: list[tuple[int, Turn, Finding]], question: int) -> tuple[Quote, ...]:
    return tuple(
        quote
        for place, turn, finding in shown
        if turn.answer
        for quote in located(turn.answer.text, finding.quote, question=question, turn=place)
    )


def _route(now: Round, point: str, *, after: int) -> str | None:
    """What was asked right before the point was put right."""
    for turn in now.turns[after:]:
        for f in now.findings_of(turn):
            if f.point == point and f.verdict in (Verdict.COVERED, Verdict.PARTIAL):
                return turn.asked.text
    return None
