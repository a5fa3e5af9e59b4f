"""What is seen while a model judges an answer or says what was meant: a status, the growing reply,
a button to stop. For the interview page; the judging itself is the engine's.
"""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from interviewer.interview import Interview
from interviewer.pages import dialogs, moves, talk
from interviewer.pages.plain import literal
from interviewer.pages.service import told, underway
from interviewer.wiring import Wired

_BUTTONS = 4
"""As many as the page has at most where it waits for an answer."""

_SAID = 10
"""As many places as what is asked there takes at most: with hints, what was asked back, and once
more.
"""


def due(interview: Interview) -> bool:
    """Whether a model is to say something, which takes its time."""
    return interview.by_model and interview.awaits_examiner and not interview.paused


def draw(wired: Wired, interview_id: str, interview: Interview) -> None:
    """Draws it at the foot of the page until it is done, then the page anew.

    While a dialog stands above the page it goes on unseen: see `dialogs`.
    """
    now, turn = interview.round, interview.turn
    with st.bottom:
        # The same places as where the page waits for an answer: if the field moved when it loses
        # the focus, the click on Stop would miss.
        said = st.container()
        ways = st.container(horizontal=True, vertical_alignment="center", key="judging")
        talk.field(disabled=True)
    with said:
        if now is not None and turn is not None and turn.to_clarify:
            talk.asked(turn, now)
        reply = _Reply()
        _clear(_SAID)
    with ways:
        status = st.container(width="content")
        st.button(
            "Stop",
            key="stop",
            icon=":material/stop:",
            type="tertiary",
            on_click=moves.stop,
            args=(wired, interview_id),
        )
        _clear(_BUTTONS)
    with status, told():
        going = underway().of(interview_id, partial(wired.engine.speak, interview_id))
        if dialogs.stands():
            st.markdown(says(interview))
            return
        with st.spinner(f"{says(interview)}{before_you(wired)}", show_time=True):
            for text in going.texts():
                reply.show(text)
    st.rerun()


def _clear(places: int) -> None:
    """Empties what follows; what stood there would stay in sight until this draw is over."""
    for _ in range(places):
        st.empty()


def before_you(wired: Wired) -> str:
    """How many answers are judged first; nothing where one's own is judged at once."""
    ahead = wired.engine.ahead()
    if not ahead:
        return ""
    return f" {ahead} {'answer is' if ahead == 1 else 'answers are'} before yours."


def says(interview: Interview) -> str:
    """What is being done; never which point is looked at."""
    now, turn = interview.round, interview.turn
    if now is None or turn is None or turn.to_clarify:
        return "Putting the question in other words …"
    count = len(now.question.key_points)
    points = f"{count} point{'' if count == 1 else 's'}"
    return f"Your answer is saved. Checking your answer against {points} …"


class _Reply:
    """One place on the page for a text that grows, is replaced, or is taken away."""

    def __init__(self) -> None:
        self._place = st.empty()
        self._text: DeltaGenerator | None = None

    def show(self, text: str) -> None:
        if not text:
            self._place.empty()
            self._text = None
            return
        if self._text is None:
            with self._place.chat_message("assistant", avatar=":material/record_voice_over:"):
                self._text = st.empty()
        self._text.markdown(literal(text))
