"""An answer that could not be judged: it is saved; try again, or go on. For the interview page."""

from datetime import UTC, datetime, timedelta
from math import ceil

import streamlit as st

from interviewer.interview import Interview
from interviewer.pages import moves
from interviewer.pages.plain import literal
from interviewer.wiring import Wired

LONGEST = 120.0
"""Seconds that are counted down; a longer wait is only named."""


def draw(wired: Wired, interview_id: str, interview: Interview) -> None:
    """What happened and the ways on; nothing where the last answer is not stuck."""
    turn = interview.turn
    if turn is None or not turn.stuck or turn.ungraded is None:
        return
    if interview.by_model:
        without = "without the model"
        ways = "Without it, the offline examiner judges this answer and the rest."
    else:
        without, ways = "without feedback", "Try again, or go on without feedback."
    st.warning(
        f"{literal(turn.ungraded.reason)}  \n{ways}",
        title="Your answer is saved.",
        icon=":material/cloud_done:",
    )
    waiting = _waiting(interview.last_at, turn.ungraded.wait)
    with st.container(horizontal=True):
        st.button(
            "Try again",
            key="retry",
            type="primary",
            disabled=waiting,
            on_click=moves.retry,
            args=(wired, interview_id),
        )
        st.button(
            f"Go on {without}",
            key="go_on",
            on_click=moves.go_on,
            args=(wired, interview_id),
        )


def _waiting(since: datetime, wait: float | None) -> bool:
    """Whether the model is to be left alone for now; counts down where that is not for long."""
    if not wait:
        return False
    if wait > LONGEST:
        st.caption(f":material/hourglass_top: The model asks to wait {ceil(wait / 60)} minutes.")
        return False
    until = since + timedelta(seconds=wait)
    if datetime.now(UTC) >= until:
        return False

    @st.fragment(run_every="1s")
    def left() -> None:
        rest = (until - datetime.now(UTC)).total_seconds()
        if rest <= 0:
            st.rerun()
        st.markdown(f":material/hourglass_top: The model asks to wait {ceil(rest)} s.")

    left()
    return True
