"""Which dialog stands above the page: at most one, in this browser session.

A dialog's buttons wait until the page beneath has been drawn to its end. So a page that would take
seconds asks here first, and waits for the dialog instead.
"""

import streamlit as st


def show(name: str) -> None:
    """Has it drawn with every page from now on."""
    st.session_state.dialog = name


def close() -> None:
    """Takes it away with the next draw."""
    st.session_state.dialog = None


def stands(name: str | None = None) -> bool:
    """Whether that dialog, or any, stands above the page that is being drawn."""
    shown: str | None = st.session_state.get("dialog")
    return shown is not None and name in (None, shown)


def only(*names: str) -> None:
    """Takes away one that belongs to another page, left by going back in the browser."""
    if not any(stands(name) for name in names):
        close()
