"""Which examiner this browser session uses: the configured one, a model of its own, or none.

A key that was typed in lives here alone, in the memory of the session, and ends with it.
"""

import streamlit as st

from interviewer.errors import ModelTrouble
from interviewer.models.endpoint import Endpoint
from interviewer.wiring import Wired

KEPT = ("connection", "connected", "unconnected")
"""The places in a session's state that hold the choice and its client, and no word of a user's."""

_OFFLINE = "offline"


def applied(wired: Wired) -> Wired:
    """The product with the examiner that this session chose."""
    st.session_state.unconnected = wired
    choice: Endpoint | str | None = st.session_state.get("connection")
    if choice is None:
        return wired
    if isinstance(choice, str):
        return wired.disconnected() if wired.chat is not None or wired.trouble else wired
    try:
        return _connected("connected", wired, choice)
    except ModelTrouble:  # refused when it was chosen; a session's state may still hold it
        return wired.disconnected()


def chosen() -> Endpoint | None:
    """The model that this session chose, None where it chose none."""
    choice = st.session_state.get("connection")
    return choice if isinstance(choice, Endpoint) else None


def tried(endpoint: Endpoint) -> tuple[str, ...]:
    """What that model can do, in sentences; raises ModelTrouble. Its client is kept for `use`."""
    return _connected("on_trial", st.session_state.unconnected, endpoint).tried()


def use(endpoint: Endpoint) -> None:
    """Has that model judge from the next interview on."""
    st.session_state.connection = endpoint
    if (tested := st.session_state.pop("on_trial", None)) is not None:
        st.session_state.connected = tested


def use_offline() -> None:
    """Has the offline examiner judge from the next interview on, and forgets the key."""
    st.session_state.connection = _OFFLINE
    for name in ("connected", "on_trial", "tested"):
        st.session_state.pop(name, None)


def _connected(slot: str, wired: Wired, endpoint: Endpoint) -> Wired:
    """The product with that model, the one in the slot where it is of the same; BadEndpoint."""
    kept: tuple[Wired, Endpoint, Wired] | None = st.session_state.get(slot)
    if kept is not None and kept[0] is wired and kept[1] == endpoint:
        return kept[2]
    connected = wired.connected(endpoint)
    st.session_state[slot] = (wired, endpoint, connected)
    return connected
