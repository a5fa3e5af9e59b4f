"""Ending an interview before its time: the button, the question whether, and the way out."""

import streamlit as st

from interviewer.interview import Interview
from interviewer.pages import address, dialogs, judging, moves
from interviewer.pages.service import told
from interviewer.wiring import Wired


def name(interview_id: str) -> str:
    """What the dialog of that interview is called."""
    return f"end {interview_id}"


def button(interview_id: str) -> None:
    """Asks whether."""
    st.button(
        "End",
        key="end",
        icon=":material/stop_circle:",
        type="tertiary",
        on_click=dialogs.show,
        args=(name(interview_id),),
    )


def dialog(wired: Wired, interview_id: str) -> None:
    """The question whether, where it was asked for."""
    if dialogs.stands(name(interview_id)):
        _dialog(wired, interview_id)


def carry_out(wired: Wired, interview_id: str, interview: Interview) -> None:
    """Ends it where that was wished, as soon as the last answer has been judged."""
    if not moves.is_ending(interview_id):
        return
    if judging.due(interview):
        st.info("The interview ends as soon as your last answer has been judged.")
        return
    moves.ended()
    with told():
        wired.engine.end(interview_id)
    address.go("report", interview_id)


@st.dialog("End the interview?", on_dismiss=dialogs.close)
def _dialog(wired: Wired, interview_id: str) -> None:
    st.markdown("The report covers what you have answered so far. This cannot be undone.")
    with st.container(horizontal=True):
        if st.button("End and see the report", key="end_confirm", type="primary"):
            moves.end(wired, interview_id)
            dialogs.close()
            st.rerun()
        if st.button("Go on", key="end_cancel"):
            dialogs.close()
            st.rerun()
