"""The door: who is using this session. Without a log-in it is the one local user."""

import streamlit as st

from interviewer.errors import BadRequest
from interviewer.identity import LOCAL, Person, login_of, person
from interviewer.pages.plain import inline, literal
from interviewer.settings import current


def visitor() -> Person | None:
    """Whoever is logged in; None where nobody has to. Everybody else stays before the door."""
    if login_of(current()) is None:
        return None
    if not st.user.is_logged_in:
        _outside()
    try:
        return person(st.user.to_dict())
    except BadRequest as trouble:
        st.error(literal(str(trouble)), icon=":material/no_accounts:")
        st.button("Log out", key="log_out", on_click=st.logout)
        st.stop()


def owner() -> str:
    """Whose interviews and banks this session may see."""
    somebody = visitor()
    return somebody.owner if somebody else LOCAL


def way_out() -> None:
    """Who is logged in, and the button that ends it; nothing where nobody has to log in."""
    if (somebody := visitor()) is not None:
        st.button(
            f"Log out {inline(somebody.name)}",
            key="log_out",
            icon=":material/logout:",
            type="tertiary",
            on_click=st.logout,
        )


def _outside() -> None:
    """What stands there until somebody has logged in; the page ends here."""
    st.title("Mock interviewer")
    st.markdown(
        "Log in to practise. Your interviews and the banks you add are yours alone; nobody else "
        "who uses this app can see them."
    )
    st.button("Log in", key="log_in", type="primary", icon=":material/login:", on_click=st.login)
    st.stop()
