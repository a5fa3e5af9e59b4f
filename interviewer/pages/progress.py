"""Where the candidate stands: due, level, trend, calibration, and every past interview."""

import streamlit as st

from interviewer.pages import address, charting, sidebyside, standing
from interviewer.pages.plain import inline
from interviewer.pages.service import service, told
from interviewer.pages.tones import tones
from interviewer.rendering import charts
from interviewer.reporting.wording import count, percent
from interviewer.store import Summary
from interviewer.wiring import Wired

_PAGE = 20
_CHARTED = 200
"""Interviews in the chart, the last ones."""


def draw() -> None:
    """The page."""
    wired = service()
    st.title("Progress")
    with told():
        past = wired.engine.interviews()
    if not past:
        _nothing_yet()
        return
    with told():
        overview = wired.engine.overview()
    standing.due(wired, overview)
    standing.levels(overview)
    st.header("Trend")
    _figures(past)
    _trend(past)
    standing.calibration(overview)
    st.header("Past interviews")
    shown = _filtered(past)
    sidebyside.draw(wired, shown)
    for summary in shown[: st.session_state.get("more", _PAGE)]:
        _row(wired, summary)
    if len(shown) > st.session_state.get("more", _PAGE) and st.button("Show more", key="show_more"):
        st.session_state.more = st.session_state.get("more", _PAGE) + _PAGE
        st.rerun()


def _nothing_yet() -> None:
    st.markdown("Finish one interview to see this.")
    st.caption(
        "Then you find here what is due for review, where you stand in each topic, how sure you "
        "were against how right, and every interview to open, compare or go on with."
    )
    if st.button("Go to practice", type="primary", key="to_practice", icon=":material/mic:"):
        address.go("practice")


def _figures(past: tuple[Summary, ...]) -> None:
    scores = [s.score for s in past if s.finished and s.score is not None]
    with st.container(horizontal=True):
        st.metric("Interviews", len(past), border=True)
        st.metric("Questions asked", sum(s.asked for s in past), border=True)
        mean = sum(scores) / len(scores) if scores else None
        st.metric("Mean mark", percent(mean), border=True)


def _trend(past: tuple[Summary, ...]) -> None:
    marked = [s for s in reversed(past) if s.finished and s.score is not None][-_CHARTED:]
    if len(marked) < 2:
        return
    points = [(s.started_at.astimezone(), s.score or 0.0, s.bank_title) for s in marked]
    first, last = percent(points[0][1]), percent(points[-1][1])
    charting.chart(
        charts.trend(points, tones()),
        alt=f"Marks of {len(marked)} interviews over time, from {first} to {last}.",
        key="trend",
    )


def _filtered(past: tuple[Summary, ...]) -> list[Summary]:
    """Those of the banks and of the state that were chosen, where there is a choice."""
    banks = {s.bank: inline(s.bank_title) for s in past}
    states = {_state(s) for s in past}
    chosen: list[str] = []
    state: list[str] = []
    if len(banks) > 1:
        chosen = st.pills(
            "Banks", list(banks), format_func=banks.__getitem__, selection_mode="multi", key="banks"
        )
    if len(states) > 1:
        state = st.pills(
            "State",
            sorted(states),
            format_func=str.capitalize,
            selection_mode="multi",
            key="states",
        )
    return [
        s for s in past if (not chosen or s.bank in chosen) and (not state or _state(s) in state)
    ]


def _state(summary: Summary) -> str:
    return summary.finished.replace("_", " ") if summary.finished else "in progress"


def _row(wired: Wired, summary: Summary) -> None:
    state = _state(summary)
    with st.container(
        border=True,
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        key=f"row_{summary.id}",
    ):
        st.markdown(
            f"**{summary.started_at.astimezone():%d %b %Y, %H:%M}** · {inline(summary.bank_title)}"
            f"  \n{summary.mode} · {summary.asked} of {count(summary.planned, 'question')} · "
            f"{state} · **{percent(summary.score)}**",
            width="content",
        )
        with st.container(horizontal=True, width="content", gap="xsmall"):
            if summary.finished is None and st.button("Continue", key=f"continue_{summary.id}"):
                address.go("interview", summary.id)
            if st.button("Report", key=f"open_{summary.id}", icon=":material/fact_check:"):
                address.go("report", summary.id)
            if st.button(
                "Delete", key=f"delete_{summary.id}", icon=":material/delete:", type="tertiary"
            ):
                _delete(wired, summary)


@st.dialog("Delete this interview?")
def _delete(wired: Wired, summary: Summary) -> None:
    st.markdown(
        f"{inline(summary.bank_title)}, {count(summary.asked, 'question')}, with every answer and "
        "mark. This cannot be undone; download the report first if you want to keep it."
    )
    with st.container(horizontal=True):
        if st.button("Delete it", key="delete_confirm", type="primary"):
            with told():
                wired.engine.delete(summary.id)
            st.rerun()
        if st.button("Keep it", key="delete_cancel"):
            st.rerun()
