"""Your data, in the settings: taken along in one file, or deleted for good."""

import streamlit as st

from interviewer import mine
from interviewer.identity import LOCAL
from interviewer.pages import address, connection
from interviewer.pages.plain import inline, literal
from interviewer.reporting.wording import count
from interviewer.wiring import Wired
from knowledge.errors import MockInterviewerError

NAME = "mock-interviewer.zip"


def draw(wired: Wired) -> None:
    """The section of the dialog."""
    st.subheader("Your data", divider="gray")
    if wired.library.owner == LOCAL:
        st.caption(f"Interviews, banks and the index lie in {inline(str(wired.settings.home))}")
    if days := wired.settings.retention_days:
        st.caption(f"Interviews untouched for {count(days, 'day')} are deleted.")
    with st.container(horizontal=True):
        st.download_button(
            "Download everything",
            lambda: mine.archive(wired.engine, wired.library).content,
            file_name=NAME,
            mime="application/zip",
            key="download_everything",
            icon=":material/download:",
            help="Every interview, its report, and the banks you added, in one archive.",
            on_click="ignore",
        )
        st.button(
            "Delete everything …",
            key="delete_everything",
            icon=":material/delete:",
            on_click=_ask_for,
            args=(True,),
        )
    if st.session_state.get("deleting"):
        _ask(wired)


def ask_nothing() -> None:
    """Takes the question away; it does not outlast the dialog."""
    _ask_for(False)


def _ask_for(wanted: bool) -> None:  # noqa: FBT001 - a callback's only argument
    st.session_state.deleting = wanted


def _ask(wired: Wired) -> None:
    """The last word before all is gone."""
    banks = sum(not b.builtin for b in wired.library.list())
    interviews = len(wired.engine.interviews())
    st.warning(
        f"{count(interviews, 'interview')} and {count(banks, 'added bank')} will be deleted for "
        "good, with every answer and mark. Download everything first if you want to keep it.",
        icon=":material/warning:",
    )
    with st.container(horizontal=True):
        if st.button("Delete everything", key="delete_everything_confirm", type="primary"):
            _delete(wired)
        st.button("Keep it", key="delete_everything_cancel", on_click=ask_nothing)


def _delete(wired: Wired) -> None:
    try:
        erased = mine.erase(wired.engine, wired.library)
    except MockInterviewerError as error:
        st.error(literal(str(error)), icon=":material/error:")
        return
    _forget()
    told = f"{count(erased.interviews, 'interview')} and {count(erased.banks, 'added bank')}"
    st.session_state.deleted = f"Deleted {told}."
    address.go("practice")


def _forget() -> None:
    """Empties the memory of this tab, down to the undo; the model that was chosen stays."""
    for name in set(st.session_state) - set(connection.KEPT):
        del st.session_state[name]


def tell() -> None:
    """Says that it was done, on the page that follows."""
    if (deleted := st.session_state.pop("deleted", None)) is not None:
        st.toast(deleted, icon=":material/delete:")
