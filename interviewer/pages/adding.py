"""Adding a document: read, looked through, compared and stored. Part of the library page."""

from collections.abc import Mapping
from hashlib import sha256

import streamlit as st

from interviewer.pages import banktools, preview
from interviewer.pages.plain import inline, literal
from interviewer.pages.service import told
from interviewer.wiring import Wired
from knowledge.correcting import corrected
from knowledge.errors import MockInterviewerError
from knowledge.importing import Import, prepare
from knowledge.question import Bank
from knowledge.reading import Document
from knowledge.reading.guarded import read
from knowledge.reading.kinds import READABLE, SUFFIXES
from knowledge.shelf import Changes

_SHOWN = 20


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
        if st.session_state.get("stored") == st.session_state.document[0]:
            st.caption("This document is imported. Hand in another one, or look at it again.")
            if st.button("Look at it again", key="look_again", type="tertiary"):
                del st.session_state["stored"]
                st.rerun()
            return
        preview.draw(found, wired.improver())
        _store(wired, found, upload.name)


def _read(data: bytes, name: str) -> Document:
    """The document, read in a process of its own; once, however often the page is drawn."""
    known = (sha256(data).hexdigest(), name)
    kept: tuple[tuple[str, str], Document] | None = st.session_state.get("document")
    if kept is None or kept[0] != known:
        with st.spinner("Reading the document …"):
            kept = (known, read(data, name))
        st.session_state.document = kept
        preview.forget()
    return kept[1]


def _store(wired: Wired, found: Document, name: str) -> None:
    with told():
        chosen = corrected(found, preview.corrections())
        known = {b.id: b for b in wired.library.list()}
    if all(p.answer is None for p in chosen.pairs):
        return
    with told():
        prepared = _named(chosen, name, {b.id: b.title for b in known.values()})
    bank = prepared.bank
    if bank.id in known and known[bank.id].builtin:
        st.info(
            f"The built-in bank {bank.id} stays as it is. Give this one another name.",
            icon=":material/lock:",
        )
        return
    if prepared.beside is not None:
        st.info(
            f"The id {prepared.beside} belongs to the bank "
            f"{inline(known[prepared.beside].title)}, which stays. This one will be {bank.id}.",
            icon=":material/library_add:",
        )
    bank = wired.library.carried(bank, [p.question for p in found.unanswered])
    changes = wired.library.changes(bank)
    if bank.id in known:
        st.info(
            f"There is a bank {bank.id} already. Importing replaces it; past interviews stay, and "
            "so does what you set by hand.",
            icon=":material/sync:",
        )
        _compared(wired.library.get(bank.id), bank, changes)
    if not st.button("Import", key="import", type="primary", icon=":material/library_add:"):
        return
    with told():
        wired.library.shelve(bank)
        banktools.index(wired, bank)
    st.session_state.stored = st.session_state.document[0]
    st.session_state.imported = f"{inline(bank.title)}: {_counts(changes)}."
    st.session_state.show_bank = bank.id
    st.rerun()


def _counts(changes: Changes) -> str:
    return (
        f"{len(changes.added)} added, {len(changes.changed)} changed, "
        f"{len(changes.unchanged)} unchanged, {len(changes.removed)} removed"
    )


def _compared(old: Bank, new: Bank, changes: Changes) -> None:
    """What importing again would change, question by question."""
    with st.expander(f"What changes: {_counts(changes)}", key="compared"):
        for what, ids, bank in (
            ("Added", changes.added, new),
            ("Changed", changes.changed, new),
            ("Removed", changes.removed, old),
        ):
            if not ids:
                continue
            prompts = [q.prompt for i in ids[:_SHOWN] if (q := bank.question(i)) is not None]
            listed = "\n".join(f"- {inline(p)}" for p in prompts)
            more = f"\n- … and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
            st.markdown(f"**{what}**\n\n{listed}{more}")


def _named(found: Document, name: str, taken: Mapping[str, str]) -> Import:
    proposed = (found.bank.title if found.bank else found.title) or name
    title = st.text_input("Name of the bank", value=proposed, key="import_name").strip() or proposed
    return prepare(found, name=title, file_name=name, taken=taken)
