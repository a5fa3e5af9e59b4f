"""Which examiner this browser session uses: the configured one, a model of its own, or none.

A key that was typed in lives here alone, in the memory of the session, and ends with it.
"""

import streamlit as st

from interviewer.errors import ModelTrouble
from interviewer.models.endpoint import Endpoint
from interviewer.wiring import Wired

_OFFLINE = "offline"


def applied(wired: Wired) -> Wired:
    """The product with the examiner that this session chose."""
    choice: Endpoint | str | None = st.session_state.get("connection")
    if choice is None:
        return wired
    if choice == _OFFLINE or isinstance(choice, str):
        return wired.disconnected() if wired.chat is not None or wired.trouble else wired
    kept: tuple[Wired, Endpoint, Wired] | None = st.session_state.get("connected")
    if kept is not None and kept[0] is wired and kept[1] == choice:
        return kept[2]
    try:
        connected = wired.connected(choice)
    except ModelTrouble:  # refused when it was chosen; a session's state may still hold it
        return wired.disconnected()
    st.session_state.connected = (wired, choice, connected)
    return connected


def use(endpoint: Endpoint) -> None:
    """Has that model judge from the next interview on."""
    st.session_state.connection = endpoint


def use_offline() -> None:
    """Has the offline examiner judge from the next interview on, and forgets the key."""
    st.session_state.connection = _OFFLINE
    st.session_state.pop("connected", None)
    st.session_state.pop("tested", None)
