"""What a report proposes to do next. For the report page."""

import streamlit as st

from interviewer.engine import Wish
from interviewer.events import Selection
from interviewer.pages.plain import inline, literal
from interviewer.pages.practice import start
from interviewer.pages.service import told
from interviewer.report import (
    Action,
    PractiseTopic,
    Report,
    RetryQuestion,
    ReviewQuestions,
)
from interviewer.wiring import Wired


def draw(wired: Wired, report: Report) -> None:
    """At most three things to do next, each a button with its reason."""
    if not report.actions:
        return
    st.header("What to do next")
    for number, action in enumerate(report.actions, 1):
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(literal(action.why))
            label = inline(action.label)
            if st.button(label, key=f"action_{number}", icon=":material/arrow_forward:"):
                _do(wired, report, action)


def _do(wired: Wired, report: Report, action: Action) -> None:
    head = report.header
    match action:
        case RetryQuestion():
            again(wired, report, (action.question_id,))
        case ReviewQuestions():
            again(wired, report, action.question_ids)
        case PractiseTopic():
            with told():
                bank = wired.library.get(head.bank)
            count = sum(q.topic == action.topic for q in bank.questions)
            wish = Wish(
                bank=head.bank,
                count=min(count, head.counts.planned),
                mode=head.mode,
                selection=Selection.TOPIC,
                topics=(action.topic,),
            )
            start(wired, wish)
        case _:
            wish = Wish(
                bank=head.bank,
                count=head.counts.planned,
                mode=head.mode,
                selection=Selection.ADAPTIVE,
                seed=head.seed + 1,
            )
            start(wired, wish)


def again(wired: Wired, report: Report, question_ids: tuple[str, ...]) -> None:
    """Begins an interview on these questions."""
    head = report.header
    start(wired, Wish(bank=head.bank, mode=head.mode, only=question_ids))
