"""The engine and the library as the pages use them, built once for all sessions of a process."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import streamlit as st
import structlog

from interviewer.errors import InterviewNotFound
from interviewer.jobs import Jobs
from interviewer.logs import to_standard_error
from interviewer.pages import address, connection, door
from interviewer.pages.plain import literal
from interviewer.pages.underway import AllUnderway
from interviewer.settings import Settings, current
from interviewer.wiring import Wired, build
from knowledge.errors import MockInterviewerError
from knowledge.question import Question

_log = structlog.get_logger()


def service() -> Wired:
    """The product on the configured home, with the examiner of this session; stops the page with
    what would mend it when it cannot be used.
    """
    try:
        return connection.applied(_owned(str(current().home), door.owner()))
    except MockInterviewerError as error:
        door.nothing_can_be_kept(error)


@contextmanager
def told() -> Iterator[None]:
    """Shows trouble as a sentence instead of a traceback, and stops the page there."""
    try:
        yield
    except InterviewNotFound:
        _not_here()
        st.stop()
    except MockInterviewerError as error:
        st.error(literal(str(error)), icon=":material/error:")
        st.stop()


def _not_here() -> None:
    st.title("This interview is not here")
    st.markdown("It may have been deleted, or its address was cut short. All there are stand here:")
    with st.container(horizontal=True):
        if st.button("Past interviews", key="to_progress", type="primary"):
            address.go("progress")
        if st.button("Start a new one", key="to_practice"):
            address.go("practice")


def wired_for(settings: Settings) -> Wired:
    """The product that the pages use, also outside of a page."""
    return _built(str(settings.home))


def warm(wired: Wired) -> None:
    """Loads encoder and index in the background, once a process, after a page has been drawn."""
    _warming(str(wired.settings.home))


def think_ahead(wired: Wired, question: Question) -> None:
    """Prepares the question in hand in the background, once a session."""
    ready: set[str] = st.session_state.setdefault("prepared", set())
    if question.id not in ready:
        ready.add(question.id)
        Thread(target=wired.prepare, args=(question,), name="prepare", daemon=True).start()


def jobs() -> Jobs:
    """The long work on this user's banks that is being done just now, in any session."""
    return _jobs(door.owner())


@st.cache_resource(show_spinner=False)
def _jobs(owner: str) -> Jobs:  # noqa: ARG001 - each owner has their own
    return Jobs()


@st.cache_resource(show_spinner=False)
def underway() -> AllUnderway:
    """What is being judged just now, in any session."""
    return AllUnderway()


@st.cache_resource(show_spinner=False)
def _built(home: str) -> Wired:
    to_standard_error(Settings().log_level)
    return build(Settings(home=Path(home)))


@st.cache_resource(show_spinner=False, max_entries=1000)
def _owned(home: str, owner: str) -> Wired:
    """What this owner sees of it; what there is no owner's name for belongs to the local user."""
    return _built(home).of(owner) if owner else _built(home)


@st.cache_resource(show_spinner=False)
def _warming(home: str) -> Thread:
    thread = Thread(target=_warm, args=(_built(home),), name="warm", daemon=True)
    thread.start()
    return thread


def _warm(wired: Wired) -> None:
    try:
        wired.warm()
    except MockInterviewerError as error:  # whoever needs it finds the same trouble, and is told
        _log.error("warming_failed", why=str(error))
    # What the libraries made while loading stays to the end: collections need not look at it.
    gc.collect()
    gc.freeze()
