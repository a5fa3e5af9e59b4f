"""One question of a report, folded until it is wanted. For the report page."""

import streamlit as st

from interviewer.pages import disagreeing
from interviewer.pages.nextsteps import again
from interviewer.pages.plain import inline, literal
from interviewer.pages.points import closing, marked
from interviewer.rendering.facts import STATUS
from interviewer.report import QuestionReport, Report, Status, TurnReport
from interviewer.reporting.wording import percent
from interviewer.wiring import Wired


def draw(wired: Wired, report: Report, question: QuestionReport) -> None:
    """The question, folded but for the first; what is folded is not drawn."""
    became = STATUS[question.status] if question.score is None else percent(question.score)
    title = f"{question.number}. {inline(question.prompt)} — {became}"
    box = st.expander(
        title,
        expanded=question.number == 1,
        key=f"question_{question.number}",
        on_change="rerun",
    )
    if box.open:
        with box:
            _unfolded(wired, report, question)


def _unfolded(wired: Wired, report: Report, question: QuestionReport) -> None:
    st.caption(f"{inline(question.topic)} · {question.level} · {inline(question.source)}")
    st.markdown(literal(question.summary))
    if question.uncertain:
        st.warning(literal(question.uncertain), icon=":material/balance:")
    for turn in question.turns:
        _turn(turn)
    if question.earlier is not None:
        st.caption(f":material/history: The last time: {literal(question.earlier.text)}")
    closing(question)
    disagreeing.outcomes(wired, report, question)
    if question.rewrite:
        st.markdown(f"**Say it better.** {literal(question.rewrite)}")
    if question.related:
        st.caption(f"Related: {'; '.join(inline(r.prompt) for r in question.related)}")
    if question.why:
        st.caption(f"Why this question: {inline(question.why)}")
    with st.container(horizontal=True):
        if question.status is not Status.OPEN and st.button(
            "Retry this question", key=f"retry_{question.number}", icon=":material/replay:"
        ):
            again(wired, report, (question.question_id,))
        disagreeing.button(wired, report, question)


def _turn(turn: TurnReport) -> None:
    with st.chat_message("assistant", avatar=":material/record_voice_over:"):
        st.markdown(literal(turn.asked))
        for hint in turn.hints:
            st.caption(f"Hint: {literal(hint)}")
    for aside in turn.asides:
        with st.chat_message("user", avatar=":material/person:"):
            st.markdown(literal(aside.asked))
        if aside.said:
            with st.chat_message("assistant", avatar=":material/record_voice_over:"):
                st.markdown(literal(aside.said))
    if turn.answer is not None or turn.skipped:
        with st.chat_message("user", avatar=":material/person:"):
            st.markdown("*(skipped)*" if turn.skipped else marked(turn) or "*(nothing)*")
            if turn.ungraded:
                st.caption(f"Not judged: {literal(turn.ungraded)}")
    if turn.gained is not None:
        st.caption(f":material/trending_up: {literal(turn.gained.text)}")
