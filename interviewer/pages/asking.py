"""What is asked just now, and the ways to meet it; it stays in sight at the foot of the page."""

import streamlit as st

from interviewer import hints
from interviewer.events import Mode, Purpose
from interviewer.interview import Interview, Round, Turn
from interviewer.pages import moves, talk
from interviewer.pages.plain import inline, literal, option
from interviewer.pages.service import think_ahead
from interviewer.wiring import Wired

_SURE = {1: "Guessing", 2: "Unsure", 3: "Quite sure", 4: "Certain"}


def draw(wired: Wired, interview_id: str, interview: Interview) -> None:
    """The question or probe with the field and the buttons; nothing where none is open."""
    turn, now = interview.turn, interview.round
    if interview.paused:
        st.info("Paused. Everything is saved; take your time.", icon=":material/pause_circle:")
    if turn is None or not turn.open or now is None:
        return
    seen = (wired, interview_id, interview.seq)
    with st.bottom:
        said = st.container()
        ways = st.container(horizontal=True, gap="xsmall", key="actions")
        talk.field(disabled=interview.paused, on_submit=moves.answer, args=seen)
    if not interview.paused:
        with said:
            _in_sight(interview_id, now, turn)
        with ways:
            _buttons(interview, seen, turn.number)
        moves.shown(interview_id, turn.number, interview.seq)
    think_ahead(wired, now.question)


def confidence(wired: Wired, interview_id: str, interview: Interview) -> None:
    """One tap for the answer given last, until it is rated or the next one is given."""
    turn = unrated(interview)
    if turn is None:
        st.empty()  # what stands below keeps its place
        return
    st.pills(
        "How sure were you of your last answer?",
        list(_SURE),
        format_func=lambda sure: option(_SURE[sure]),
        key="confidence",
        on_change=moves.rate,
        args=(wired, interview_id, turn.number),
        help="One tap, or leave it. The report compares it with your marks.",
    )


def unrated(interview: Interview) -> Turn | None:
    """The turn answered last, where the candidate may still say how sure they were of it."""
    answered = [t for r in interview.rounds for t in r.turns if t.answer is not None]
    if not answered or answered[-1].confidence is not None:
        return None
    grade = answered[-1].grade
    return None if grade is not None and grade.gate is not None else answered[-1]


def _in_sight(interview_id: str, now: Round, turn: Turn) -> None:
    if turn.asked.purpose is not Purpose.QUESTION:
        st.caption(f"About: {inline(now.question.prompt)}")
    talk.asked(turn, now)
    if st.session_state.get("repeated") == (interview_id, turn.number):
        st.markdown(f"Once more: **{literal(turn.asked.text)}**")


def _buttons(interview: Interview, seen: tuple[Wired, str, int], turn: int) -> None:
    if interview.plan.mode is Mode.PRACTICE:
        st.button(
            "Hint",
            key="hint",
            icon=":material/lightbulb:",
            disabled=hints.next_level(interview) is None,
            on_click=moves.hint,
            args=seen,
        )
    st.button("I don't know", key="dont_know", on_click=moves.dont_know, args=seen)
    st.button("Skip", key="skip", on_click=moves.skip, args=seen)
    st.button("Repeat", key="repeat", on_click=moves.repeat, args=(seen[1], turn))
