"""Adding a document: what was found in it, before anything is stored. Part of the library page."""

import streamlit as st
from knowledge.importing import Imported, bank_id_of, read_bank

from interviewer.pages.plain import document, inline, literal
from interviewer.pages.service import told
from interviewer.wiring import Wired
from knowledge.errors import MockInterviewerError

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
            found = read_bank(upload.getvalue(), upload.name)
        except MockInterviewerError as error:
            st.error(literal(str(error)), icon=":material/error:")
            return
        _preview(found)
        _store(wired, found, upload.name)


def _preview(found: Imported) -> None:
    with st.container(horizontal=True):
        st.metric("Questions with answers", len(found.answered), border=True)
        st.metric("Without an answer", len(found.unanswered), border=True)
        st.metric("Problems", len(found.problems), border=True)
    for problem in found.problems[:_SHOWN]:
        at = f"Line {problem.line}: " if problem.line else ""
        st.warning(literal(f"{at}{problem.message}"), icon=":material/warning:")
    if found.unanswered:
        st.caption("Not stored, because no answer stands below them:")
        st.markdown(
            "\n".join(f"- line {p.line}: {inline(p.question)}" for p in found.unanswered[:_SHOWN])
        )
    for pair in found.answered[:_SHOWN]:
        st.markdown(f"**{inline(pair.question)}** :small[line {pair.line}]")
        st.markdown(document((pair.answer or "")[:300]))
    if len(found.answered) > _SHOWN:
        st.caption(f"… and {len(found.answered) - _SHOWN} more.")


def _store(wired: Wired, found: Imported, name: str) -> None:
    if not found.answered:
        return
    title = st.text_input("Name of the bank", value=found.title or name, key="import_name")
    bank = found.bank(bank_id_of(title or name), title or name)
    known = {b.id: b for b in wired.library.list()}
    if bank.id in known:
        st.info(
            f"There is a bank {bank.id} already. Importing replaces it; past interviews stay.",
            icon=":material/sync:",
        )
    if not st.button("Import", key="import", type="primary", icon=":material/library_add:"):
        return
    bar = st.progress(0.0, text="Indexing …")
    with told():
        changes = wired.library.put(
            bank, lambda done, of: bar.progress(done / max(of, 1), text=f"Indexing {done} of {of}")
        )
    st.session_state.imported = (
        f"{inline(bank.title)}: {len(changes.added)} added, {len(changes.changed)} changed, "
        f"{len(changes.unchanged)} unchanged, {len(changes.removed)} removed."
    )
    st.session_state.show_bank = bank.id
    st.rerun()
