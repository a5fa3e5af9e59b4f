"""Which questions an interview asks: the choice on the practice page."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from interviewer.events import Selection
from interviewer.pages.plain import option
from interviewer.pages.service import told
from interviewer.wiring import Wired

_NAMES = {
    Selection.FIXED: "In the bank's order",
    Selection.ADAPTIVE: "What helps most",
    Selection.DUE: "Due for review",
    Selection.JOB: "For a job",
    Selection.RANDOM: "At random",
}
_SAYS = {
    Selection.FIXED: "The same questions in the same order each time: two interviews compare.",
    Selection.ADAPTIVE: "What you are likely to have forgotten, what is within reach, and topics "
    "not seen yet; what you were sure of and had wrong comes first.",
    Selection.JOB: "The questions nearest in meaning to a job description.",
    Selection.RANDOM: "Drawn by chance, never one topic twice running.",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """How the questions are chosen; `most` is how many there can be, None where all of them."""

    selection: Selection
    job_description: str = ""
    interview_on: date | None = None
    most: int | None = None


def choose(wired: Wired, bank_id: str) -> Chosen:
    """Draws the choice; the usual one is the bank's order until something is known of the
    candidate, and what helps most from then on.
    """
    with told():
        standing = wired.engine.standing(bank_id)
    usual = Selection.ADAPTIVE if standing.asked else Selection.FIXED
    selection = st.pills(
        "Which questions",
        list(_NAMES),
        format_func=lambda s: option(
            _NAMES[s] + (f" ({standing.due})" if s is Selection.DUE else "")
        ),
        default=usual,
        required=True,
        key="selection",
        persist_state="session",
    )
    selection = selection or usual
    if selection is Selection.DUE:
        st.caption(
            "What you are likely to have forgotten by now."
            if standing.due
            else "Nothing of this bank is due just now."
        )
    else:
        st.caption(_SAYS[selection])
    job = _job() if selection is Selection.JOB else ""
    on = _interview_on(standing.interview_on)
    return Chosen(selection, job, on, standing.due if selection is Selection.DUE else None)


def _job() -> str:
    return st.text_area(
        "Job description",
        key="job_description",
        placeholder="Paste the text of the advertisement. It is compared on this computer.",
        persist_state="session",
    )


def _interview_on(known: date | None) -> date | None:
    with st.expander("The day of your real interview", icon=":material/event:"):
        st.caption("If you give it, everything comes up for review by the day before.")
        return st.date_input(
            "Interview on",
            value=known,
            min_value=None,
            key="interview_on",
            persist_state="session",
        )
