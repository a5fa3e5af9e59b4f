"""One question of the library: read, edited, improved or deleted. Part of the library page."""

import streamlit as st

from interviewer.pages import banktools
from interviewer.pages.editing import edit
from interviewer.pages.estimating import said
from interviewer.pages.plain import document, inline, literal
from interviewer.pages.service import told
from interviewer.wiring import Wired
from knowledge import editing
from knowledge.question import Bank, Question


def card(
    wired: Wired, bank: Bank, question: Question, *, near: float | None, revealed: bool
) -> None:
    """The question; reference and key points only where it is `revealed`."""
    with st.expander(
        f"{question.number}. {inline(question.prompt)}", key=f"question_{question.id}"
    ):
        tags = "".join(f" · #{inline(t)}" for t in question.tags)
        far = "" if near is None else f" · {round(100 * near)} % near"
        st.caption(
            f"{inline(question.topic)} · {question.level}{far}{tags} · "
            f"{inline(str(question.source))}"
        )
        if not revealed:
            st.caption(
                f":material/visibility_off: {len(question.key_points)} key points and the "
                "reference stay hidden until you have tried it."
            )
            return
        _content(question)
        if not bank.builtin:
            _tools(wired, bank, question)


def _content(question: Question) -> None:
    if question.reference_by:
        st.caption(f":material/auto_awesome: Proposed by {inline(question.reference_by)}")
    st.markdown(document(question.reference))
    made = " (derived from the reference)" if question.derived else ""
    by = f" (by {inline(question.points_by)})" if question.points_by else ""
    st.markdown(f"**Key points**{made}{by}")
    st.markdown(
        "\n".join(
            f"- {inline(p.text)}" + (" **·core**" if p.weight > 1 else "")
            for p in question.key_points
        )
    )
    for known in question.misconceptions:
        st.markdown(f"**Misconception:** {literal(known.text)} — {literal(known.correction)}")
    for number, hint in enumerate(question.hints, 1):
        st.markdown(f"**Hint {number}:** {literal(hint)}")


def _tools(wired: Wired, bank: Bank, question: Question) -> None:
    with st.container(horizontal=True):
        if st.button("Edit", key=f"edit_{question.id}", icon=":material/edit:"):
            edit(wired, bank, question)
        with told():
            improver = wired.improver()
        if improver is not None and st.button(
            "Improve with the model",
            key=f"improve_{question.id}",
            icon=":material/auto_awesome:",
            help=said(improver.estimate([question])),
        ):
            banktools.start_improving(wired, bank, [question.id])
            st.rerun()
        if len(bank.questions) > 1 and st.button(
            "Delete", key=f"delete_{question.id}", icon=":material/delete:", type="tertiary"
        ):
            with told():
                left = editing.without(bank, {question.id})
                wired.library.shelve(left)
                banktools.index(wired, left)
            banktools.keep_for_undo("1 question was deleted.", bank)
            st.rerun()
