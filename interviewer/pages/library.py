"""Banks and their questions, search by meaning, and the way in for documents."""

from collections.abc import Sequence

import streamlit as st

from interviewer.pages import banktools, narrowing, several
from interviewer.pages.adding import add
from interviewer.pages.plain import document, inline
from interviewer.pages.questioncard import card
from interviewer.pages.service import service, told
from interviewer.wiring import Wired
from knowledge.library import LONGEST_SEARCH
from knowledge.question import Bank, Question

_PAGE = 25
_REACH = 200
"""Hits of a search among which the filters choose."""

_HITS = 10


def draw() -> None:
    """The page."""
    wired = service()
    st.title("Library")
    with told():
        banks = {b.id: b for b in wired.library.list()}
    for problem in wired.library.problems():
        st.warning(inline(problem), icon=":material/warning:")
    wanted = st.session_state.pop("show_bank", None)
    if wanted in banks:
        st.session_state.library_bank = wanted
    if st.session_state.get("library_bank") not in banks:
        # Said aloud: left to its default, the browser goes on showing what is gone.
        st.session_state.library_bank = next(iter(banks))
    add(wired)
    banktools.undo(wired)
    chosen = st.selectbox(
        "Bank",
        list(banks),
        format_func=lambda i: f"{banks[i].title} ({banks[i].count} questions)",
        key="library_bank",
        persist_state="session",
    )
    with told():
        bank = wired.library.get(chosen)
        tried = wired.engine.tried(bank.id)
    if bank.description:
        st.markdown(document(bank.description))
    banktools.about(wired, bank)
    banktools.running(wired, bank)
    _questions(wired, bank, tried)


def _questions(wired: Wired, bank: Bank, tried: frozenset[str]) -> None:
    show = st.toggle(
        "Show references I have not tried yet",
        key="show_references",
        help="They stay hidden until you have tried a question, so that practice stays practice.",
    )
    query = st.text_input(
        "Search by meaning",
        key="search",
        max_chars=LONGEST_SEARCH,
        placeholder="what keeps a network from memorising",
        icon=":material/search:",
    )
    fits = narrowing.draw(bank, tried)
    near: dict[str, float] = {}
    if query.strip():
        with told(), st.spinner("Searching …"):
            hits = wired.library.search(query, bank.id, _REACH if fits.narrows else _HITS)
        near = {h.question.id: h.similarity for h in hits}
        shown = [h.question for h in hits if fits(h.question)][:_HITS]
    else:
        shown = [q for q in bank.questions if fits(q)]
    if not shown:
        st.caption(
            "Nothing is near that. Try other words." if query.strip() else "Nothing fits that."
        )
        return
    if not bank.builtin and st.toggle("Change several at once", key="several"):
        several.draw(wired, bank, shown)
        return
    _listed(wired, bank, shown, near, tried, show=show)


def _listed(  # noqa: PLR0913 - what each card needs
    wired: Wired,
    bank: Bank,
    shown: Sequence[Question],
    near: dict[str, float],
    tried: frozenset[str],
    *,
    show: bool,
) -> None:
    limit = st.session_state.get("library_more", _PAGE)
    for question in shown[:limit]:
        card(
            wired,
            bank,
            question,
            near=near.get(question.id),
            revealed=show or question.id in tried,
        )
    if len(shown) > limit and st.button("Show more", key="show_more"):
        st.session_state.library_more = limit + _PAGE
        st.rerun()
