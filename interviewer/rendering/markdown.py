"""A report as Markdown: readable as it stands, and the same where it is rendered."""

from collections.abc import Iterator

from interviewer.rendering.escaping import inline
from interviewer.rendering.facts import FINISH, STATUS, cut_short, facts
from interviewer.rendering.markdown_question import question
from interviewer.rendering.markdown_table import table
from interviewer.report import DimensionReport, Report, State
from interviewer.reporting.wording import count, percent


def to_markdown(report: Report) -> str:
    """The whole report; the candidate's words are escaped, so nothing of theirs comes alive."""
    parts = [
        _top(report),
        _dimensions(report),
        _heatmap(report),
        _calibration(report),
        _progress(report),
        _actions(report),
        *(question(q) for q in report.questions),
        _header(report),
    ]
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part) + "\n"


def _top(report: Report) -> Iterator[str]:
    header = report.header
    yield f"# {inline(header.bank_title)}: interview report"
    yield ""
    score = "**Not scored.**" if report.score is None else f"**{percent(report.score)}**"
    if report.unaided is not None:
        score += f", {percent(report.unaided)} in first answers, before any help."
    left_out = header.counts.unjudged
    if left_out:
        score += f" {count(left_out, 'question')} could not be judged and is left out."
    if short := cut_short(header):
        score += f" {short}"
    yield f"{score} The interview is {FINISH[header.finish]}."
    yield ""
    yield f"*{header.disclaimer}*"
    for sentence in report.sentences:
        yield ""
        yield f"**{sentence.label}.** {inline(sentence.text)}"


def _dimensions(report: Report) -> Iterator[str]:
    yield "## Five dimensions"
    yield ""
    yield "Each from 1 to 4, where 3 is the bar; only what there is evidence for."
    yield ""
    yield from table(
        ("Dimension", "Level", "Why", "You said"),
        (
            (
                d.dimension.value,
                _level(d),
                inline(d.why),
                f"“{inline(d.quote.text)}”" if d.quote else "–",
            )
            for d in report.dimensions
        ),
    )


def _level(dimension: DimensionReport) -> str:
    if dimension.level is None:
        return "not assessed"
    second = dimension.second
    doubt = "" if second is None else f" (uncertain: the offline examiner gives {second})"
    return f"{dimension.level} of 4: {dimension.meaning}{doubt}"


def _heatmap(report: Report) -> Iterator[str]:
    if not report.heatmap:
        return
    yield "## Questions and their points"
    yield ""
    widest = max(len(row.cells) for row in report.heatmap)
    columns = [str(n) for n in range(1, widest + 1)]
    yield from table(
        ("Question", *columns, "Score"),
        (
            (
                f"{row.number}. {inline(row.topic)} ({STATUS[row.status]})",
                *(cell.sign + (" h" if cell.aided else "") for cell in row.cells),
                *("" for _ in range(widest - len(row.cells))),
                percent(row.score),
            )
            for row in report.heatmap
        ),
    )
    yield ""
    yield ", ".join(f"{s.sign} {s.word}" for s in State) + "; h: with help."


def _calibration(report: Report) -> Iterator[str]:
    known = report.calibration
    if known is None:
        return
    yield "## How sure, how right"
    yield ""
    yield known.text
    yield ""
    yield from table(
        ("You were", "Answers", "Mean score"),
        ((f"{r.word} ({r.confidence} of 4)", str(r.n), percent(r.score)) for r in known.table),
    )


def _progress(report: Report) -> Iterator[str]:
    if report.progress is not None:
        yield "## Since last time"
        yield ""
        yield report.progress.text


def _actions(report: Report) -> Iterator[str]:
    if not report.actions:
        return
    yield "## What to do next"
    yield ""
    for number, action in enumerate(report.actions, 1):
        yield f"{number}. **{inline(action.label)}**: {inline(action.why)}"


def _header(report: Report) -> Iterator[str]:
    yield "## About this interview"
    yield ""
    yield from (f"- {label}: {inline(value)}" for label, value in facts(report.header))
