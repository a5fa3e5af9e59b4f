"""The door: who is using this session. Without a log-in it is the one local user."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NoReturn

import streamlit as st
import structlog

from interviewer.errors import BadRequest, MockInterviewerError
from interviewer.identity import LOCAL, Person, login_of, person
from interviewer.logins import EndedLogins
from interviewer.pages.plain import inline, literal
from interviewer.settings import current

_log = structlog.get_logger()
_seen: ContextVar[list[Person | None] | None] = ContextVar("seen", default=None)
"""Who came in at the beginning of this draw; None outside of one."""


@contextmanager
def one_draw() -> Iterator[None]:
    """Within it whoever came in is asked once: the database is, and the rest of a draw takes some
    milliseconds. What a tap calls comes before the next one, and is asked anew.
    """
    token = _seen.set([])
    try:
        yield
    finally:
        _seen.reset(token)


def visitor() -> Person | None:
    """Whoever is logged in; None where nobody has to. Everybody else stays before the door."""
    seen = _seen.get()
    if seen is None:
        return _admitted()
    if not seen:
        seen.append(_admitted())
    return seen[0]


def _admitted() -> Person | None:
    if login_of(current()) is None:
        return None
    if not st.user.is_logged_in or _was_ended():
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


def _was_ended() -> bool:
    """Whether this log-in was ended, in whichever browser or tab; asked anew with each draw."""
    from interviewer.pages.service import wired_for  # it imports this module

    try:
        return EndedLogins(wired_for(current()).store).has(st.user.to_dict())
    except MockInterviewerError as error:
        nothing_can_be_kept(error)


def nothing_can_be_kept(error: MockInterviewerError) -> NoReturn:
    """Says so and ends the page; where it lies, only where nobody has to log in: of many users
    most are told neither folders nor hosts. The log says it in any case.
    """
    _log.error("nothing_can_be_kept", error=str(error))
    says = str(error) if login_of(current()) is None else "The app cannot reach its storage."
    st.error(literal(says), icon=":material/database_off:", title="Nothing can be kept")
    st.caption("The app starts as soon as this is mended: reload the page.")
    st.stop()


def _outside() -> None:
    """What stands there until somebody has logged in; the page ends here."""
    st.title("Mock interviewer")
    st.markdown(
        "Log in to practise. Your interviews and the banks you add are yours alone; nobody else "
        "who uses this app can see them."
    )
    st.button("Log in", key="log_in", type="primary", icon=":material/login:", on_click=st.login)
    st.stop()
