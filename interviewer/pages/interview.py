"""The interview: the question, the chat, and the candidate's next move.

Drawing the page is resuming the interview: whatever is due is done first, or, where a model takes
its time, in sight.
"""

import streamlit as st

from interviewer.events import FinishReason
from interviewer.interview import Interview, Round
from interviewer.pages import (
    address,
    asking,
    dialogs,
    ending,
    heading,
    judging,
    moves,
    past,
    settings,
    stuck,
    talk,
)
from interviewer.pages.service import service, told
from interviewer.wiring import Wired

_OVER = {
    FinishReason.COMPLETED: "That was the last question. Thank you.",
    FinishReason.ENDED: "You ended the interview here.",
    FinishReason.TIME_UP: "Time is up. Thank you.",
    FinishReason.BANK_GONE: "The bank's remaining questions are gone, so it ends here.",
}


def draw() -> None:
    """The page."""
    wired = service()
    interview_id = address.interview_id() or _latest(wired)
    if interview_id is None:
        _nothing_yet()
        return
    with told():
        interview = _advanced(wired, interview_id)
    dialogs.only(settings.NAME, ending.name(interview_id))
    ending.carry_out(wired, interview_id, interview)
    heading.draw(wired, interview_id, interview)
    moves.trouble(wired, interview_id)
    if interview.finished:
        dialogs.only(settings.NAME)
        asking.confidence(wired, interview_id, interview)
        past.draw(interview_id, interview, interview.rounds)
        _over(interview_id, interview.finished)
        return
    asking.confidence(wired, interview_id, interview)
    past.draw(interview_id, interview, interview.rounds[:-1])
    if interview.round is not None:
        _so_far(interview, interview.round)
    stuck.draw(wired, interview_id, interview)
    if judging.due(interview):
        judging.draw(wired, interview_id, interview)
    asking.draw(wired, interview_id, interview)


def _latest(wired: Wired) -> str | None:
    with told():
        unfinished = [s.id for s in wired.engine.interviews() if s.finished is None]
    return unfinished[0] if unfinished else None


def _nothing_yet() -> None:
    st.title("No interview in progress")
    st.markdown("Choose a bank and start one; it takes a click.")
    if st.button("Go to practice", type="primary", key="to_practice"):
        address.go("practice")


def _advanced(wired: Wired, interview_id: str) -> Interview:
    interview = wired.engine.load(interview_id)
    turn = interview.turn
    if judging.due(interview):
        return interview  # a model takes its time: it is judged when the page stands
    if turn is None or not turn.to_judge or interview.round is None:
        return wired.engine.advance(interview_id)
    points = len(interview.round.question.key_points)
    before = judging.before_you(wired)
    with st.spinner(f"Your answer is saved. Checking it against {points} points …{before}"):
        return wired.engine.advance(interview_id)


def _so_far(interview: Interview, now: Round) -> None:
    """What was said on the question in hand; what is asked just now stands below, in sight."""
    over = now.turns[:-1] if now.turns[-1].open else now.turns
    if not over and len(interview.rounds) == 1:
        st.markdown(
            "Take your time, and answer in your own words as you would say it. What you write "
            "is saved the moment you send it."
        )
    with st.container(key="said"):
        talk.chat(over, now)


def _over(interview_id: str, reason: FinishReason) -> None:
    st.success(_OVER[reason], icon=":material/flag:")
    if st.button("See the report", key="to_report", type="primary", icon=":material/fact_check:"):
        address.go("report", interview_id)
