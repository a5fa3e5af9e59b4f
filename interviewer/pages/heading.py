"""Above the interview: how far it is, its clock, and the ways to pause and to end it."""

from datetime import timedelta

import streamlit as st

from interviewer.events import Mode
from interviewer.interview import Interview
from interviewer.pages import ending, moves
from interviewer.pages.plain import inline
from interviewer.wiring import Wired

_HANDED = {
    "wished": "The offline examiner judges from here on.",
    "budget": "The model's tokens for this interview are spent: the offline examiner judges "
    "from here on.",
}


def draw(wired: Wired, interview_id: str, interview: Interview) -> None:
    """The heading; of an interview that is over, only how far it went."""
    plan, number = interview.plan, max(len(interview.rounds), 1)
    topic = inline(interview.round.question.topic) if interview.round else ""
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        key="header",
    ):
        st.markdown(
            f"**Question {number} of {plan.count}** · {topic} · {plan.mode}",
            width="content",
            help=_why(interview),
        )
        if interview.finished:
            return
        with st.container(horizontal=True, width="content"):
            _clock(wired, interview)
            _pause_or_resume(wired, interview_id, interview)
            ending.button(interview_id)
    ending.dialog(wired, interview_id)
    st.progress(min(number / plan.count, 1.0))
    if interview.handed is not None:
        st.caption(f":material/swap_horiz: {_HANDED[interview.handed.why]}")


def _why(interview: Interview) -> str | None:
    """Why this question was chosen; in interview mode nobody says so."""
    if interview.round is None or interview.plan.mode is not Mode.PRACTICE:
        return None
    why = interview.round.turns[0].asked.why
    return f"Why this question: {inline(why)}" if why else None


def _pause_or_resume(wired: Wired, interview_id: str, interview: Interview) -> None:
    # Two buttons, not one that toggles: a second click on the one does no harm.
    if interview.paused:
        label, icon, move = "Resume", "play_arrow", moves.resume
    else:
        label, icon, move = "Pause", "pause", moves.pause
    st.button(
        label,
        key=label.lower(),
        icon=f":material/{icon}:",
        type="tertiary",
        on_click=move,
        args=(wired, interview_id),
    )


def _clock(wired: Wired, interview: Interview) -> None:
    if interview.plan.minutes is None:
        return
    limit = timedelta(minutes=interview.plan.minutes)

    @st.fragment(run_every=None if interview.paused else "5s")
    def left() -> None:
        rest = limit - wired.engine.elapsed(interview)
        minutes, seconds = divmod(max(int(rest.total_seconds()), 0), 60)
        st.markdown(f":material/timer: {minutes}:{seconds:02}", width="content")

    left()
