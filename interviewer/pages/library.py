"""Banks and their questions, search by meaning, and the way in for documents."""

import streamlit as st

from interviewer.pages.adding import add
from interviewer.pages.plain import document, inline, literal
from interviewer.pages.service import service, told
from interviewer.wiring import Wired
from knowledge.bankfile import dump
from knowledge.library import Found
from knowledge.question import Bank, Question

_PAGE = 25


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
    _about(wired, bank)
    show = st.toggle(
        "Show references I have not tried yet",
        key="show_references",
        help="They stay hidden until you have tried a question, so that practice stays practice.",
    )
    query = st.text_input(
        "Search by meaning",
        key="search",
        placeholder="what keeps a network from memorising",
        icon=":material/search:",
    )
    if query.strip():
        with told(), st.spinner("Searching …"):
            _hits(wired.library.search(query, bank.id), tried, show=show)
        return
    limit = st.session_state.get("library_more", _PAGE)
    for question in bank.questions[:limit]:
        _question(question, "", revealed=show or question.id in tried)
    if len(bank.questions) > limit and st.button("Show more", key="show_more"):
        st.session_state.library_more = limit + _PAGE
        st.rerun()


def _about(wired: Wired, bank: Bank) -> None:
    if bank.description:
        st.markdown(document(bank.description))
    derived = sum(q.derived for q in bank.questions)
    says = f"{len(bank.questions)} questions · topics: {inline(', '.join(bank.topics))}"
    if derived:
        says += f" · key points derived from the reference for {derived}"
    st.caption(says)
    with st.container(horizontal=True):
        st.download_button(
            "Download as YAML",
            data=lambda: dump(bank),
            file_name=f"{bank.id}.yaml",
            mime="application/yaml",
            key="export_bank",
            icon=":material/download:",
            on_click="ignore",
        )
        if not bank.builtin and st.button(
            "Delete bank", key="delete_bank", icon=":material/delete:", type="tertiary"
        ):
            _delete(wired, bank)


@st.dialog("Delete this bank?")
def _delete(wired: Wired, bank: Bank) -> None:
    st.markdown(
        f"{inline(bank.title)} with {len(bank.questions)} questions leaves the library and the "
        "index. Past interviews and their reports stay as they are. Download it as YAML first, "
        "and you can add it again."
    )
    with st.container(horizontal=True):
        if st.button("Delete it", key="delete_bank_confirm", type="primary"):
            with told():
                wired.library.remove(bank.id)
            st.rerun()
        if st.button("Keep it", key="delete_bank_cancel"):
            st.rerun()


def _hits(hits: tuple[Found, ...], tried: frozenset[str], *, show: bool) -> None:
    if not hits:
        st.caption("Nothing is near that. Try other words.")
    for hit in hits:
        near = f" · {round(100 * hit.similarity)} % near"
        _question(hit.question, near, revealed=show or hit.question.id in tried)


def _question(question: Question, near: str, *, revealed: bool) -> None:
    with st.expander(
        f"{question.number}. {inline(question.prompt)}", key=f"question_{question.id}"
    ):
        st.caption(
            f"{inline(question.topic)} · {question.level}{near} · {inline(str(question.source))}"
        )
        if not revealed:
            st.caption(
                f":material/visibility_off: {len(question.key_points)} key points and the "
                "reference stay hidden until you have tried it."
            )
            return
        st.markdown(document(question.reference))
        made = " (derived from the reference)" if question.derived else ""
        st.markdown(f"**Key points**{made}")
        st.markdown(
            "\n".join(
                f"- {inline(p.text)}" + (" **·core**" if p.weight > 1 else "")
                for p in question.key_points
            )
        )
        for known in question.misconceptions:
            st.markdown(f"**Misconception:** {literal(known.text)} — {literal(known.correction)}")
