"""*I disagree* on the report: a reason, a second judgement, and both verdicts in sight."""

import streamlit as st

from interviewer.appeals import LONGEST_REASON
from interviewer.pages import dialogs
from interviewer.pages.plain import inline, literal
from interviewer.pages.service import told
from interviewer.report import AppealReport, PointReport, QuestionReport, Report, State, Status
from interviewer.wiring import Wired
from knowledge.amending import can_count, with_wording
from knowledge.errors import KnowledgeError, MockInterviewerError


def button(wired: Wired, report: Report, question: QuestionReport) -> None:
    """Opens the dialog, where there is something to disagree about."""
    if question.status is Status.JUDGED and _open(question):
        name = f"disagree {report.header.interview_id} {question.number}"
        st.button(
            "I disagree",
            key=f"disagree_{question.number}",
            icon=":material/balance:",
            on_click=dialogs.show,
            args=(name,),
        )
        if dialogs.stands(name):
            _dialog(wired, report.header.interview_id, question)


def outcomes(wired: Wired, report: Report, question: QuestionReport) -> None:
    """What became of each dispute; in a bank of the candidate's own, the wording can count."""
    for appeal in question.appeals:
        icon = ":material/check:" if appeal.counts else ":material/balance:"
        st.info(
            f"“{literal(appeal.reason)}”  \n{literal(appeal.text)}  \n:small[{inline(appeal.by)}]",
            title="You disagreed",
            icon=icon,
        )
        _offer(wired, report, question, appeal)


def _open(question: QuestionReport) -> list[PointReport]:
    decided = {a.point for a in question.appeals if a.second is not None}
    return [p for p in question.points if p.state is not State.COVERED and p.id not in decided]


@st.dialog("I disagree", on_dismiss=dialogs.close)
def _dialog(wired: Wired, interview_id: str, question: QuestionReport) -> None:
    points = {p.id: p for p in _open(question)}
    point = st.selectbox(
        "About which point",
        list(points),
        format_func=lambda i: f"{points[i].sign} {points[i].text}",
        key="dispute_point",
    )
    if point is not None:
        st.markdown(f":small[{literal(points[point].text)}]")
    reason = st.text_area(
        "Why",
        key="dispute_reason",
        max_chars=LONGEST_REASON,
        placeholder="Which words of your answer show it, and how?",
    )
    st.caption(
        "Everything you said on this question is judged anew as one answer, once a point. Both "
        "verdicts are kept; the better one counts, and it needs your words as well."
    )
    if st.button("Judge it anew", key="dispute_send", type="primary", disabled=point is None):
        try:
            with st.spinner("Your objection is saved. Judging the point anew …"):
                wired.engine.dispute(interview_id, question.question_id, point, reason)
        except MockInterviewerError as error:
            st.error(literal(str(error)), icon=":material/error:")
            return
        dialogs.close()
        st.rerun()


def _offer(wired: Wired, report: Report, question: QuestionReport, appeal: AppealReport) -> None:
    """One more wording for the key point, so that it counts the next time."""
    try:
        bank = wired.library.get(report.header.bank)
    except KnowledgeError:  # gone or damaged: there is nothing to add a wording to
        return
    if not can_count(bank, question.question_id, appeal.point):
        return
    key = f"{question.number}_{appeal.point}"
    with st.popover("Count my wording from now on", key=f"amend_{key}"):
        point = next(p for p in question.points if p.id == appeal.point)
        st.markdown(f"Key point: **{inline(point.text)}**")
        words = st.text_input(
            "Another wording that counts",
            value=appeal.quotes[0].text if appeal.quotes else "",
            max_chars=600,
            key=f"wording_{key}",
        )
        st.caption("It changes the bank. Past marks stay as they are.")
        if st.button("Add it", key=f"amend_save_{key}", disabled=not words.strip()):
            with told():
                wired.library.put(with_wording(bank, question.question_id, appeal.point, words))
            st.toast("The wording counts from the next interview on.")
