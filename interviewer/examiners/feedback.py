"""Two plain sentences on one judged answer, shown once its question is closed. Pure."""

from collections.abc import Sequence

from interviewer.quoting import short
from interviewer.rubric import Finding, Gate, Verdict
from knowledge.question import KeyPoint, Question

_NOT_JUDGED = {
    Gate.EMPTY: "There was no answer to judge.",
    Gate.DONT_KNOW: "You said that you do not know.",
    Gate.COPIED: "The answer repeats the question, so nothing could be counted.",
    Gate.NOISE: "No words could be made out in the answer.",
}


def feedback(question: Question, findings: Sequence[Finding], gate: Gate | None = None) -> str:
    """What was found, with a quote; then the one thing to look at next."""
    if gate is not None:
        return f"{_NOT_JUDGED[gate]} {_next(question, findings)}"
    return f"{_found(question, findings)} {_next(question, findings)}"


def _found(question: Question, findings: Sequence[Finding]) -> str:
    made = [f for f in findings if f.verdict is Verdict.COVERED]
    touched = [f for f in findings if f.verdict is Verdict.PARTIAL]
    wrong = sum(f.verdict is Verdict.CONTRADICTED for f in findings)
    total = len(question.key_points)
    if not made and not touched and wrong:
        return f"Your words make none of the {total} points and contradict {wrong}."
    if not made and not touched:
        return f"None of the {total} points could be found in your words."
    counted = f"Your words make {len(made)} of {total} points"
    if touched:
        counted += f" and touch {len(touched)} more"
    quote = short((made or touched)[0].quote or "")
    return f'{counted}, for instance "{quote}".' if quote else f"{counted}."


def _next(question: Question, findings: Sequence[Finding]) -> str:
    wrong = next((f for f in findings if f.verdict is Verdict.CONTRADICTED), None)
    if wrong is not None:
        quote = short(wrong.quote or "")
        said = f'Look again at "{quote}"' if quote else "Look again at one of your claims"
        right = (
            question.misconception(wrong.misconception).correction
            if wrong.misconception
            else question.point(wrong.point).text
        )
        return f"{said}: {_closed(right)}"
    open_points = _heaviest(question, findings)
    if not open_points:
        return "Nothing of the reference is missing."
    return f"Still open: {_closed(open_points[0].text)}"


def _heaviest(question: Question, findings: Sequence[Finding]) -> list[KeyPoint]:
    by_verdict = {f.point: f.verdict for f in findings}
    order = (Verdict.MISSED, Verdict.PARTIAL)
    missing = [p for p in question.key_points if by_verdict.get(p.id) in order]
    return sorted(missing, key=lambda p: (-p.weight, order.index(by_verdict[p.id])))


def _closed(text: str) -> str:
    """The first sentence-like whole of `text` with a full stop."""
    line = " ".join(text.split())
    return line if line[-1:] in ".!?" else f"{line}."
