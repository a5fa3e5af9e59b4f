"""The report of one interview, computed from its events each time; no model is asked."""

from functools import partial

import streamlit as st

from interviewer.pages import address, charting, nextsteps, onequestion
from interviewer.pages.plain import inline, literal
from interviewer.pages.points import badge
from interviewer.pages.service import service, told
from interviewer.pages.tones import tones
from interviewer.rendering import charts
from interviewer.rendering.anki import has_cards
from interviewer.rendering.facts import cut_short, facts
from interviewer.rendering.formats import FORMATS, filename
from interviewer.report import (
    DimensionReport,
    Report,
)
from interviewer.reporting.wording import count, day, duration, percent, shortened
from interviewer.wiring import Wired
from knowledge.errors import MockInterviewerError


def draw() -> None:
    """The page."""
    wired = service()
    with told():
        interview_id = address.interview_id() or _latest(wired)
    if interview_id is None:
        _nothing_yet()
        return
    with told():
        report = wired.engine.report(interview_id)
    _head(report)
    _sentences(wired, report)
    _marks(report)
    _heatmap(report)
    nextsteps.draw(wired, report)
    st.header("Question by question")
    for question in report.questions:
        onequestion.draw(wired, report, question)
    _calibration(report)
    _progress(report)
    _downloads(report)
    _made_of(report)


def _latest(wired: Wired) -> str | None:
    past = wired.engine.interviews()
    return past[0].id if past else None


def _nothing_yet() -> None:
    st.title("No report yet")
    st.markdown("Hold one interview, even a short one, and its report is here.")
    if st.button("Go to practice", type="primary", key="to_practice"):
        address.go("practice")


def _head(report: Report) -> None:
    head = report.header
    st.title(f"Report: {inline(head.bank_title)}")
    counts = head.counts
    st.caption(
        f"{day(head.started_at.astimezone())} · {duration(head.duration)} · {head.mode} mode · "
        f"{counts.judged} of {count(counts.planned, 'question')} judged"
        + (f", {counts.skipped} skipped" if counts.skipped else "")
        + (f", {counts.unjudged} not judged" if counts.unjudged else "")
        + f" · {head.disclaimer}"
    )
    if short := cut_short(head):
        st.info(short, icon=":material/flag:")
    if head.finish is None:
        st.info(
            "This interview is not over; the report covers what there is.",
            icon=":material/hourglass_top:",
        )
        if st.button("Continue the interview", key="continue", icon=":material/resume:"):
            address.go("interview", head.interview_id)


def _sentences(wired: Wired, report: Report) -> None:
    icons = {"evidence": "thumb_up", "gap": "search", "next": "arrow_forward"}
    with st.container(border=True, key="sentences"):
        for sentence in report.sentences:
            icon = f":material/{icons[sentence.kind]}:"
            st.markdown(f"{icon} **{sentence.label}.** {literal(sentence.text)}")
        worded = next((s.by for s in report.sentences if s.by), None)
        if worded is not None:
            st.caption(f"In the words of a model ({inline(worded)}), checked against the facts.")
        elif wired.endpoint is not None and report.header.finish is not None:
            _reword(wired, report)


def _reword(wired: Wired, report: Report) -> None:
    """Has the model say the same in other words; what does not hold is not taken."""
    if st.button("Say it in other words", key="word_summary", icon=":material/edit_note:"):
        try:
            with st.spinner("The model words it …"):
                wired.engine.word_summary(report.header.interview_id)
        except MockInterviewerError as error:
            st.info(literal(str(error)), icon=":material/info:")
            return
        st.rerun()


def _marks(report: Report) -> None:
    left, right = st.columns([1, 2])
    with left:
        st.metric(
            "Overall",
            percent(report.score),
            help="Mean of the questions; a point that came with help counts half, "
            "a skipped question counts nothing.",
        )
        if report.unaided is not None:
            st.caption(f"{percent(report.unaided)} before any help")
    with right:
        for dimension in report.dimensions:
            st.markdown(_dimension(dimension))


def _dimension(dimension: DimensionReport) -> str:
    name = dimension.dimension.value.capitalize()
    if dimension.level is None:
        return f"**{name}** :gray-badge[not assessed] :small[{inline(dimension.why)}]"
    quote = f" “{inline(dimension.quote.text)}”" if dimension.quote else ""
    dots = "●" * dimension.level + "○" * (4 - dimension.level)
    doubt = ""
    if dimension.second is not None:
        doubt = f" :orange-badge[uncertain: the offline examiner gives {dimension.second}]"
    return (
        f"**{name}** {dots} {dimension.level} of 4, {inline(dimension.meaning)}{doubt}  \n"
        f":small[{inline(dimension.why)}{quote}]"
    )


def _heatmap(report: Report) -> None:
    rows = [r for r in report.heatmap if r.cells]
    if not rows:
        return
    st.header("Points at a glance")
    # One cell holds all points of a question, so that they wrap on a phone.
    lines = ["| question | points | score |", "|---|---|---|"]
    for row in rows:
        points = " ".join(
            badge(c.state, "½" if c.aided else "").replace(" ]", "]") for c in row.cells
        )
        name = f"{row.number}. {inline(shortened(row.prompt, 44))}"
        lines.append(f"| {name} | {points} | {percent(row.score)} |")
    st.markdown("\n".join(lines))
    st.caption("✓ covered · ◐ partial · ✗ missed · ! contradicted · – not judged · ½ with help")


def _calibration(report: Report) -> None:
    rated = report.calibration
    if rated is None:
        return
    st.header("How sure against how right")
    st.markdown(literal(rated.text))
    charting.chart(
        charts.calibration(rated.table, tones()),
        alt=charts.calibration_alt(rated.table),
        key="calibration",
    )


def _progress(report: Report) -> None:
    if report.progress is not None:
        st.header("Since last time")
        st.markdown(literal(report.progress.text))


def _downloads(report: Report) -> None:
    st.header("Keep it")
    with st.container(horizontal=True):
        for key, form in FORMATS.items():
            if key == "apkg" and not has_cards(report):
                continue  # there would be nothing on its cards
            st.download_button(
                form.name,
                data=partial(form, report),
                file_name=filename(report, key),
                mime=form.mime,
                key=f"download_{key}",
                icon=":material/download:",
                on_click="ignore",
            )


def _made_of(report: Report) -> None:
    """Everything that it takes to hold the same interview again."""
    with st.expander("How this report was made", icon=":material/science:"):
        about = [f"- {label}: {inline(value)}" for label, value in facts(report.header)]
        st.markdown("\n".join([*about, f"- Report format {report.schema_version}"]))
