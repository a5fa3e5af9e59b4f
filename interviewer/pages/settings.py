"""The settings, in a dialog that every page can open: who judges, and where a model is.

What is chosen here holds for this browser session, from the next interview on.
"""

from collections.abc import Callable

import streamlit as st

from interviewer.errors import ModelTrouble
from interviewer.identity import LOCAL
from interviewer.models.endpoint import Endpoint
from interviewer.pages import connection, dialogs, door, modelfields, yourdata
from interviewer.pages.plain import inline, literal
from interviewer.pages.service import service
from interviewer.wiring import Wired, models_of

NAME = "settings"

_HOLDS = (
    "A choice made here holds for this browser session, from the next interview on. "
    "An interview in progress that a model judges goes on with the one chosen here; one that "
    "the offline examiner judges stays with it."
)


def button() -> None:
    """Opens the dialog; drawn above every page."""
    with st.container(horizontal=True, horizontal_alignment="right", key="settings_place"):
        st.button(
            "Settings",
            key="settings",
            icon=":material/settings:",
            type="tertiary",
            on_click=_open,
        )
        door.way_out()
    yourdata.tell()
    if dialogs.stands(NAME):
        _dialog()


def _open() -> None:
    yourdata.ask_nothing()
    dialogs.show(NAME)


@st.dialog("Settings", on_dismiss=dialogs.close)
def _dialog() -> None:
    wired = service()
    _who(wired)
    if wired.library.owner == LOCAL:
        # Of many users, one could have this machine call whatever it can reach.
        st.caption(_HOLDS)
        endpoint = modelfields.draw(wired.endpoint)
        _found_out(endpoint)
        _chosen(wired, endpoint)
    yourdata.draw(wired)


def _who(wired: Wired) -> None:
    if wired.endpoint is None:
        st.markdown("**The offline examiner judges**; nothing is sent to anybody.")
    else:
        st.markdown(f"**A model judges:** {inline(wired.endpoint.where)}")


def _found_out(endpoint: Endpoint) -> None:
    with st.container(horizontal=True):
        st.button(
            "List models",
            key="list_models",
            icon=":material/list:",
            on_click=_list,
            args=(endpoint,),
        )
        if st.button("Test connection", key="test_connection", icon=":material/network_check:"):
            st.session_state.pop("tested", None)
            _tried(lambda: _test(endpoint))
    if (trouble := st.session_state.pop("list_trouble", None)) is not None:
        st.error(literal(trouble), icon=":material/error:")
    tested = st.session_state.get("tested")
    if tested is not None and tested[0] == endpoint:
        st.success("  \n".join(literal(line) for line in tested[1]), icon=":material/check:")


def _chosen(wired: Wired, endpoint: Endpoint) -> None:
    with st.container(horizontal=True):
        if st.button("Use this model", key="settings_save", type="primary"):
            _tried(lambda: _use(endpoint))
        if wired.endpoint is not None and st.button("Use offline examiner", key="use_offline"):
            connection.use_offline()
            dialogs.close()
            st.rerun()


def _tried(act: Callable[[], None]) -> None:
    """Does it; trouble is told, and what stands in the fields stays."""
    try:
        act()
    except ModelTrouble as trouble:
        st.error(literal(str(trouble)), icon=":material/error:")


def _list(endpoint: Endpoint) -> None:
    """Asks for the names before the fields are drawn, so that one of them can be chosen."""
    try:
        listed = models_of(modelfields.sound(endpoint, to_list=True))
    except ModelTrouble as trouble:
        st.session_state.list_trouble = str(trouble)
        return
    if not listed:
        st.session_state.list_trouble = "It lists no models; type the name."
        return
    st.session_state.models = listed
    if st.session_state.get("model") not in listed:
        st.session_state.model = listed[0]


def _test(endpoint: Endpoint) -> None:
    with st.spinner("Asking it for a small reply …"):
        able = connection.tried(modelfields.sound(endpoint))
    st.session_state.tested = (endpoint, able)


def _use(endpoint: Endpoint) -> None:
    connection.use(modelfields.sound(endpoint))
    dialogs.close()
    st.rerun()
