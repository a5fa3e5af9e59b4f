"""Topic, level and tags of many questions at once, and deleting many. Part of the library page."""

from collections.abc import Sequence

import streamlit as st

from interviewer.pages import banktools
from interviewer.pages.estimating import said
from interviewer.pages.plain import inline
from interviewer.pages.service import told
from interviewer.wiring import Wired
from knowledge import editing
from knowledge.editing import Filing, tags_of
from knowledge.question import Bank, Level, Question

_SHOWN = 100


def draw(wired: Wired, bank: Bank, shown: Sequence[Question]) -> None:
    """The questions to be ticked, and what is to become of them."""
    every = st.checkbox(f"All {len(shown)} that are listed", key="several_all")
    ticked = [
        q
        for q in shown[:_SHOWN]
        if st.checkbox(f"{q.number}. {inline(q.prompt)}", key=f"pick_{q.id}", disabled=every)
    ]
    if len(shown) > _SHOWN:
        st.caption(f"… and {len(shown) - _SHOWN} more; filter, or take all.")
    chosen = list(shown) if every else ticked
    with st.form("filing", border=True):
        st.markdown(f"**{len(chosen)} chosen**")
        topic = st.text_input("Topic", key="several_topic", placeholder="as it is")
        level = st.selectbox(
            "Level", list(Level), index=None, key="several_level", placeholder="as it is"
        )
        add = st.text_input("Add tags", key="several_add", placeholder="exam week-2")
        drop = st.multiselect("Take tags away", bank.tags, key="several_drop")
        apply = st.form_submit_button("Apply", key="several_apply", type="primary")
    filing = Filing(topic.strip() or None, level, tags_of(add), tuple(drop))
    if apply and chosen and not filing.empty:
        ids = {q.id for q in chosen}
        with told():
            wired.library.shelve(editing.filed(bank, ids, filing))
        banktools.keep_for_undo(f"{len(chosen)} questions were filed anew.", bank)
        st.rerun()
    _more(wired, bank, chosen)


def _more(wired: Wired, bank: Bank, chosen: Sequence[Question]) -> None:
    ids = {q.id for q in chosen}
    whole = len(ids) == len(bank.questions)
    with st.container(horizontal=True):
        if st.button(
            f"Delete {len(chosen)}",
            key="several_delete",
            icon=":material/delete:",
            disabled=not chosen or whole,
            help="A bank keeps at least one question." if whole else None,
        ):
            with told():
                left = editing.without(bank, ids)
                wired.library.shelve(left)
                banktools.index(wired, left)
            banktools.keep_for_undo(f"{len(chosen)} questions were deleted.", bank)
            st.rerun()
        with told():
            improver = wired.improver()
        if improver is None or not chosen:
            return
        if st.button(
            f"Improve {len(chosen)} with the model",
            key="several_improve",
            icon=":material/auto_awesome:",
            help=said(improver.estimate(chosen)),
        ):
            banktools.start_improving(wired, bank, ids)
            st.rerun()
