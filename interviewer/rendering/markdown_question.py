"""One question of a report as Markdown."""

import re
from collections.abc import Iterator

from interviewer.rendering.escaping import inline
from interviewer.rendering.facts import PURPOSE, STATUS
from interviewer.rendering.markdown_table import table
from interviewer.rendering.marked import Segment, segments
from interviewer.report import PointReport, QuestionReport, TurnReport
from interviewer.reporting.wording import CONFIDENCE, full_stop, percent

_ON, _OFF = "\ue000", "\ue001"
_CORE = re.compile(r"[^\W_](?:.*[^\W_])?")
_RECEIPTS = ("You said", "The reference says")
_BREAK = "\\"


def question(report: QuestionReport) -> Iterator[str]:
    """The section of that question."""
    yield f"## {report.number}. {inline(report.prompt)}"
    yield ""
    score = f", {percent(report.score)}" if report.score is not None else ""
    about = f"{inline(report.topic)}, {report.level.value}, {inline(report.source)}"
    yield f"{about}. Status: {STATUS[report.status]}{score}. {inline(report.summary)}"
    if report.uncertain:
        yield ""
        yield f"**{inline(report.uncertain)}**"
    if report.why:
        yield ""
        yield f"Why this question: {inline(full_stop(report.why))}"
    for turn in report.turns:
        yield from _turn(turn)
    if not report.revealed:
        return
    yield from _points(report)
    yield from _beside(report)
    if report.rewrite:
        yield ""
        yield f"**Say it better:** {inline(report.rewrite)}"
    if report.reference:
        yield ""
        yield "### Reference answer"
        yield ""
        yield from quoted(report.reference)
    if report.related:
        yield ""
        yield "Related questions:"
        yield ""
        yield from (f"- {inline(r.prompt)}" for r in report.related)


def _beside(report: QuestionReport) -> Iterator[str]:
    """The last try, what was disputed, and misconceptions."""
    if report.earlier:
        yield ""
        yield f"**The last time:** {inline(report.earlier.text)}"
    for appeal in report.appeals:
        yield ""
        yield f"**You disagreed:** “{inline(appeal.reason)}” {inline(appeal.text)}"
    for known in report.misconceptions:
        label = "Misconception you corrected yourself" if known.corrected else "Misconception"
        yield ""
        yield f"**{label}:** {inline(full_stop(known.text))} {inline(full_stop(known.correction))}"
        if known.route:
            yield f"You got there when asked: “{inline(known.route)}”"


def quoted(text: str) -> Iterator[str]:
    """A text of any lines as a block quotation."""
    yield from _quotation([inline(line) for line in text.splitlines()])


def _turn(turn: TurnReport) -> Iterator[str]:
    yield ""
    yield f"**{PURPOSE[turn.purpose]}:** {inline(turn.asked)}"
    for hint in turn.hints:
        yield ""
        yield f"**Hint:** {inline(hint)}"
    for aside in turn.asides:
        yield ""
        yield f"**You asked back:** {inline(aside.asked)}"
        if aside.said:
            yield ""
            yield f"**Interviewer:** {inline(aside.said)}"
    yield ""
    if turn.answer is None:
        yield "*You passed.*" if turn.skipped else "*No answer yet.*"
    else:
        yield from _answer(turn)
    remarks = list(_remarks(turn))
    if remarks:
        yield ""
        yield " ".join(remarks)


def _remarks(turn: TurnReport) -> Iterator[str]:
    if turn.confidence is not None:
        yield f"You were {CONFIDENCE[turn.confidence]} ({turn.confidence} of 4)."
    if turn.ungraded is not None:
        yield f"Not judged: {inline(full_stop(turn.ungraded))}"
    if turn.gained is not None:
        yield inline(turn.gained.text)
    if turn.feedback:
        yield inline(turn.feedback)


def _answer(turn: TurnReport) -> Iterator[str]:
    """The answer as a quotation, its quoted stretches in bold."""
    marked = "".join(_bold(s) for s in segments(turn)).replace(_OFF + _ON, "")
    yield from (line.replace(_ON, "**").replace(_OFF, "**") for line in quoted(marked))


def _bold(segment: Segment) -> str:
    """The segment with signs around what is to be bold: from a letter to a letter of one line,
    because there alone Markdown takes two stars for bold whatever stands beside them.
    """
    text = segment.text.replace(_ON, "\ufffd").replace(_OFF, "\ufffd")
    return _CORE.sub(rf"{_ON}\g<0>{_OFF}", text) if segment.state else text


def _points(report: QuestionReport) -> Iterator[str]:
    yield ""
    yield "### Points"
    yield ""
    last = report.earlier is not None
    yield from table(
        ("Point", "Weight", *(("Last time",) if last else ()), "Verdict", *_RECEIPTS),
        (
            (
                f"{p.number}. {inline(p.text)}",
                str(p.weight),
                *((_before(p),) if last else ()),
                f"{p.sign} {p.story or p.word}{_second(p)}",
                _said(p),
                f"{_passage(p)} ({inline(report.source)})",
            )
            for p in report.points
        ),
    )


def _before(point: PointReport) -> str:
    before = point.before
    if before is None:
        return "–"
    said = ", ".join(f"“{inline(words)}”" for words in before.said)
    return f"{before.sign} {before.word}" + (f": {said}" if said else "")


def _passage(point: PointReport) -> str:
    return f"“{inline(point.passage)}”" if point.passage else "see the reference answer"


def _second(point: PointReport) -> str:
    return "" if point.second is None else f"; offline: {point.second.sign} {point.second.word}"


def _said(point: PointReport) -> str:
    return ", ".join(f"“{inline(words)}”" for words in point.said) or "–"


def _quotation(lines: list[str]) -> Iterator[str]:
    """Lines of one paragraph are kept apart by hard breaks, paragraphs by an empty line."""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        yield f"> {line}{_BREAK if line and following else ''}".rstrip()
