"""Adding a document: what was found in it, before anything is stored. Part of the library page."""

from collections.abc import Mapping

import streamlit as st

from interviewer.pages.plain import document, inline, literal
from interviewer.pages.service import told
from interviewer.wiring import Wired
from knowledge.errors import MockInterviewerError
from knowledge.importing import Import, prepare
from knowledge.reading import Document, read

_SHOWN = 10


def add(wired: Wired) -> None:
    """The folded panel with upload, preview and import."""
    done: str | None = st.session_state.pop("imported", None)
    if done:
        st.success(done, icon=":material/library_add_check:")
    with st.expander("Add a document", icon=":material/upload_file:", key="add_document"):
        upload = st.file_uploader(
            "Questions and answers as text, Markdown or a bank in YAML",
            type=["txt", "md", "markdown", "yaml", "yml"],
            key="upload",
            max_upload_size=10,
        )
        if upload is None:
            return
        try:
            found = read(upload.getvalue(), upload.name)
        except MockInterviewerError as error:
            st.error(literal(str(error)), icon=":material/error:")
            return
        _preview(found)
        _store(wired, found, upload.name)


def _preview(found: Document) -> None:
    answered = [p for p in found.pairs if p.answer is not None]
    unanswered = [p for p in found.pairs if p.answer is None]
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
    for pair in answered[:_SHOWN]:
        st.markdown(f"**{inline(pair.question)}** :small[line {pair.line}]")
        st.markdown(document((pair.answer or "")[:300]))
    if len(answered) > _SHOWN:
        st.caption(f"… and {len(answered) - _SHOWN} more.")


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
