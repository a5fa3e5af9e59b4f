"""Adding a document: what was found in it, before anything is stored. Part of the library page."""

from collections.abc import Mapping
from hashlib import sha256

import streamlit as st

from interviewer.pages.plain import document, inline, literal
from interviewer.pages.service import told
from interviewer.wiring import Wired
from knowledge.errors import MockInterviewerError
from knowledge.importing import Import, prepare
from knowledge.reading import Document
from knowledge.reading.guarded import read
from knowledge.reading.kinds import READABLE, SUFFIXES

_SHOWN = 10
_SURE = 0.5
"""Confidence in a pair below which the candidate is asked to look at it."""


def add(wired: Wired) -> None:
    """The folded panel with upload, preview and import."""
    done: str | None = st.session_state.pop("imported", None)
    if done:
        st.success(done, icon=":material/library_add_check:")
    with st.expander("Add a document", icon=":material/upload_file:", key="add_document"):
        upload = st.file_uploader(
            "A document of questions and answers",
            type=sorted(SUFFIXES),
            key="upload",
            max_upload_size=10,
            help=READABLE,
        )
        if upload is None:
            return
        try:
            found = _read(upload.getvalue(), upload.name)
        except MockInterviewerError as error:
            st.error(literal(str(error)), icon=":material/error:")
            return
        _preview(found)
        _store(wired, found, upload.name)


def _read(data: bytes, name: str) -> Document:
    """The document, read in a process of its own; once, however often the page is drawn."""
    known = (sha256(data).hexdigest(), name)
    kept: tuple[tuple[str, str], Document] | None = st.session_state.get("document")
    if kept is None or kept[0] != known:
        with st.spinner("Reading the document …"):
            kept = (known, read(data, name))
        st.session_state.document = kept
    return kept[1]


def _preview(found: Document) -> None:
    answered, unanswered = found.answered, found.unanswered
    with st.container(horizontal=True):
        st.metric("Questions with answers", len(answered), border=True)
        st.metric("Without an answer", len(unanswered), border=True)
        st.metric("Problems", len(found.problems), border=True)
    for problem in found.problems[:_SHOWN]:
        at = f"Line {problem.line}: " if problem.line else ""
        st.warning(literal(f"{at}{problem.message}"), icon=":material/warning:")
    if unanswered:
        st.caption("Not stored, because no answer stands below them:")
        st.markdown(
            "\n".join(f"- line {p.line}: {inline(p.question)}" for p in unanswered[:_SHOWN])
        )
    for repeat in found.repeats[:_SHOWN]:
        first, second = found.pairs[repeat.first], found.pairs[repeat.second]
        same = "the same" if repeat.exact else "nearly the same"
        st.caption(
            f"Lines {first.line} and {second.line} ask {same}: {inline(first.question)} · "
            f"{inline(second.question)}"
        )
    shown = [p for p in found.doubtful_first if p.answer is not None][:_SHOWN]
    for pair in shown:
        doubt = " · look at this one" if pair.confidence < _SURE else ""
        st.markdown(f"**{inline(pair.question)}** :small[line {pair.line}{doubt}]")
        st.markdown(document((pair.answer or "")[:300]))
    if len(answered) > len(shown):
        st.caption(f"… and {len(answered) - len(shown)} more.")


def _store(wired: Wired, found: Document, name: str) -> None:
    if all(p.answer is None for p in found.pairs):
        return
    with told():
        known = {b.id: b for b in wired.library.list()}
        prepared = _named(found, name, {b.id: b.title for b in known.values()})
    bank = prepared.bank
    if bank.id in known and known[bank.id].builtin:
        st.info(
            f"The built-in bank {bank.id} stays as it is. Give this one another name.",
            icon=":material/lock:",
        )
        return
    if bank.id in known:
        st.info(
            f"There is a bank {bank.id} already. Importing replaces it; past interviews stay.",
            icon=":material/sync:",
        )
    if prepared.beside is not None:
        st.info(
            f"The id {prepared.beside} belongs to the bank "
            f"{inline(known[prepared.beside].title)}, which stays. This one will be {bank.id}.",
            icon=":material/library_add:",
        )
    if not st.button("Import", key="import", type="primary", icon=":material/library_add:"):
        return
    bar = st.progress(0.0, text="Indexing …")

    def show(done: int, of: int) -> None:
        bar.progress(done / max(of, 1), text=f"Indexing {done} of {of}")

    with told():
        changes = wired.library.put(bank, show)
    st.session_state.imported = (
        f"{inline(bank.title)}: {len(changes.added)} added, {len(changes.changed)} changed, "
        f"{len(changes.unchanged)} unchanged, {len(changes.removed)} removed."
    )
    st.session_state.show_bank = bank.id
    st.rerun()


def _named(found: Document, name: str, taken: Mapping[str, str]) -> Import:
    proposed = (found.bank.title if found.bank else found.title) or name
    title = st.text_input("Name of the bank", value=proposed, key="import_name").strip() or proposed
    return prepare(found, name=title, file_name=name, taken=taken)
