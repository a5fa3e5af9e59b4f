"""The questions of an interview that are over, folded. What is folded is not drawn: a page with
twenty of them would send some four hundred elements with every answer.
"""

import streamlit as st

from interviewer.events import Mode
from interviewer.interview import Interview, Round
from interviewer.pages import asking, talk
from interviewer.pages.plain import inline
from interviewer.pages.points import closing
from interviewer.report import QuestionReport
from interviewer.reporting.questions import of_round


def draw(interview_id: str, interview: Interview, over: tuple[Round, ...]) -> None:
    """Each under its prompt; in practice mode what counted in the last one, open.

    As long as the answer given last may be rated, what counted in its question stays folded: how
    sure one was is asked before any feedback.
    """
    practice = interview.plan.mode is Mode.PRACTICE
    unrated = asking.unrated(interview)
    fresh = interview.finished is not None or len(interview.rounds[-1].turns) == 1
    for number, past in enumerate(over, 1):
        label = f"Question {number}: {inline(past.question.prompt)}"
        done = _closed(interview_id, number, past) if practice else None
        waits = unrated is not None and unrated in past.turns
        opened = practice and fresh and number == len(over) and not waits
        if done:
            label += " — open to see what counted" if waits else f" — {done.summary}"
        box = st.expander(
            label,
            expanded=opened,
            key=f"past_{number}_{opened}",
            on_change="rerun",
        )
        if box.open:
            with box:
                _unfolded(number, past, done)


def _unfolded(number: int, past: Round, done: QuestionReport | None) -> None:
    if done is None:
        talk.chat(past.turns, past)
        return
    closing(done)
    said = st.expander("What was said", key=f"said_{number}", on_change="rerun")
    if said.open:
        with said:
            talk.chat(past.turns, past)


def _closed(interview_id: str, number: int, past: Round) -> QuestionReport:
    """What counted in a question that is over; it changes no more, so it is computed once."""
    kept: dict[tuple[str, int], QuestionReport] = st.session_state.setdefault("closed", {})
    if (interview_id, number) not in kept:
        kept[interview_id, number] = of_round(past, number)
    return kept[interview_id, number]
