"""What is due, the level per topic, and how sure against how right: the upper half of progress."""

from itertools import groupby

import streamlit as st

from interviewer.engine import Wish
from interviewer.events import Selection
from interviewer.learning.overview import Due, Overview, TopicLevel
from interviewer.pages import charting
from interviewer.pages.plain import inline, literal
from interviewer.pages.practice import start
from interviewer.pages.tones import tones
from interviewer.rendering import charts
from interviewer.wiring import Wired

_CHARTED = 15
"""Topics in one chart; the weakest come first."""


def due(wired: Wired, overview: Overview) -> None:
    """At most five questions, and a button for each bank they are of."""
    st.header("Due today")
    if overview.interview_on is not None:
        st.caption(f"Your interview is on {overview.interview_on:%d %b %Y}.")
    if not overview.due:
        st.markdown(_nothing(overview))
        return
    for bank, found in groupby(sorted(overview.due, key=lambda d: d.bank), key=lambda d: d.bank):
        questions = list(found)
        with st.container(border=True, key=f"due_{bank}"):
            st.caption(inline(questions[0].bank_title))
            for question in questions:
                st.markdown(_line(question))
            if st.button(
                f"Review {'it' if len(questions) == 1 else 'them'}",
                key=f"review_{bank}",
                icon=":material/event_repeat:",
                type="primary",
            ):
                only = tuple(q.question_id for q in questions)
                start(wired, Wish(bank=bank, only=only, selection=Selection.DUE))


def levels(overview: Overview) -> None:
    """A chart for each bank, with the same in words."""
    if not overview.topics:
        return
    st.header("Level per topic")
    st.caption(
        "The score to expect on a first answer to an intermediate question; the band says how "
        "unsure that still is. n is how many answers it rests on."
    )
    by_bank: dict[str, list[TopicLevel]] = {}
    for topic in overview.topics:
        by_bank.setdefault(topic.bank, []).append(topic)
    for bank, topics in by_bank.items():
        if len(by_bank) > 1:
            st.markdown(f"**{inline(topics[0].bank_title)}**")
        shown = topics[:_CHARTED]
        charting.chart(
            charts.levels(shown, tones()),
            alt=charts.levels_alt(shown),
            key=f"levels_{bank}",
        )
        if len(topics) > _CHARTED:
            st.caption(f"The {_CHARTED} weakest of {len(topics)} topics.")


def calibration(overview: Overview) -> None:
    """How sure against how right, over all interviews."""
    st.header("How sure, how right")
    st.markdown(literal(overview.calibration_text))
    if overview.rated:
        charting.chart(
            charts.calibration(overview.calibration, tones()),
            alt=charts.calibration_alt(overview.calibration),
            key="calibration",
        )


def _nothing(overview: Overview) -> str:
    if overview.next_due is None:
        return "Nothing is due. What you answer from now on comes back when it is worth it."
    return f"Nothing is due today; the next comes on {overview.next_due.astimezone():%d %b %Y}."


def _line(question: Due) -> str:
    first = ":red-badge[! sure, and not right] " if question.confident_error else ""
    return f"{first}**{inline(question.prompt)}**  \n:small[{inline(question.why)}]"
