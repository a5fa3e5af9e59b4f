"""Past interviews: how they went, and what can be done with them."""

import streamlit as st

from interviewer.pages import address
from interviewer.pages.plain import inline, option
from interviewer.pages.service import service, told
from interviewer.reporting.wording import percent
from interviewer.store import Summary
from interviewer.wiring import Wired

_PAGE = 20


def draw() -> None:
    """The page."""
    wired = service()
    st.title("Progress")
    with told():
        past = wired.engine.interviews()
    if not past:
        st.markdown("Finish one interview to see this.")
        if st.button("Go to practice", type="primary", key="to_practice"):
            address.go("practice")
        return
    _figures(past)
    _trend(past)
    st.subheader("Past interviews")
    shown = _filtered(past)
    for summary in shown[: st.session_state.get("more", _PAGE)]:
        _row(wired, summary)
    if len(shown) > st.session_state.get("more", _PAGE) and st.button("Show more", key="show_more"):
        st.session_state.more = st.session_state.get("more", _PAGE) + _PAGE
        st.rerun()


def _figures(past: tuple[Summary, ...]) -> None:
    scores = [s.score for s in past if s.finished and s.score is not None]
    with st.container(horizontal=True):
        st.metric("Interviews", len(past), border=True)
        st.metric("Questions asked", sum(s.asked for s in past), border=True)
        mean = sum(scores) / len(scores) if scores else None
        st.metric("Mean mark", percent(mean), border=True)


def _trend(past: tuple[Summary, ...]) -> None:
    marked = [s for s in reversed(past) if s.finished and s.score is not None]
    if len(marked) < 2:
        return
    marks = [round(100 * (s.score or 0.0)) for s in marked]
    points = {
        "date": [s.started_at.astimezone() for s in marked],
        "mark": marks,
        "bank": [s.bank_title for s in marked],
    }
    first, last = marks[0], marks[-1]
    st.line_chart(
        points,
        x="date",
        y="mark",
        color="bank",
        y_label="mark, %",
        alt=f"Marks of {len(marked)} interviews over time, from {first} % to {last} %.",
    )


def _filtered(past: tuple[Summary, ...]) -> list[Summary]:
    banks = {s.bank: option(s.bank_title) for s in past}
    if len(banks) < 2:
        return list(past)
    chosen = st.pills(
        "Banks", list(banks), format_func=banks.__getitem__, selection_mode="multi", key="banks"
    )
    return [s for s in past if not chosen or s.bank in chosen]


def _row(wired: Wired, summary: Summary) -> None:
    state = summary.finished.replace("_", " ") if summary.finished else "in progress"
    with st.container(
        border=True,
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        key=f"row_{summary.id}",
    ):
        st.markdown(
            f"**{summary.started_at.astimezone():%d %b %Y, %H:%M}** · {inline(summary.bank_title)}"
            f"  \n{summary.mode} · {summary.asked} of {summary.planned} questions · {state} · "
            f"**{percent(summary.score)}**",
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
        f"{inline(summary.bank_title)}, {summary.asked} questions, with every answer and mark. "
        "This cannot be undone; download the report first if you want to keep it."
    )
    with st.container(horizontal=True):
        if st.button("Delete it", key="delete_confirm", type="primary"):
            with told():
                wired.engine.delete(summary.id)
            st.rerun()
        if st.button("Keep it", key="delete_cancel"):
            st.rerun()
