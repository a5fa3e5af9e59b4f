"""What an open tab sends, looked at before Streamlit acts on it.

Whatever a tab does comes over its websocket: taps, dialogs and fragments that run alone, downloads
that are made when they are asked for. The page's own script, which asks the door, runs after the
callbacks of a tap, and for a fragment or a download not at all. So the log-in is looked at here.
"""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from interviewer.errors import MockInterviewerError

if TYPE_CHECKING:
    from starlette.types import Message, Receive
    from streamlit.proto.BackMsg_pb2 import BackMsg

NEEDED: Final = frozenset(
    {
        "app_heartbeat",
        "backend_operation_request",
        "file_urls_request",
        "rerun_script",
        "stop_script",
    }
)
"""What pages of ours send. The rest is for whoever develops an app: `clear_cache`, say, would take
what all users share from the process, and Streamlit takes it from whoever connects.
"""

_LOG_IN: Final = "log_in"
"""The key of the one button that the door has."""

_HARMLESS: Final = frozenset({"app_heartbeat", "stop_script"})


class Tab:
    """Receives for one websocket: all from a log-in that is over only brings its tab to the door.

    `over` says whether the log-in has ended, or raises StorageTrouble; None
    for a tab in which nobody has logged in.
    """

    def __init__(self, receive: "Receive", over: Callable[[], bool] | None) -> None:
        self._receive = receive
        self._over = over
        self._shut = False

    async def __call__(self) -> "Message":
        """The next message that Streamlit is to have."""
        while True:
            message = await self._receive()
            sent = _read(message)
            if sent is None:
                return message
            if sent.WhichOneof("type") not in NEEDED:
                continue
            becomes = await self._becomes(sent)
            if becomes is not None:
                return message if becomes is sent else _received(becomes)

    async def _becomes(self, sent: "BackMsg") -> "BackMsg | None":
        if self._over is None:
            return sent
        try:
            self._shut = self._shut or await asyncio.to_thread(self._over)
        except MockInterviewerError:
            return _while_nothing_is_known(sent)
        return _the_door(sent) if self._shut else sent


def _read(message: "Message") -> "BackMsg | None":
    """None where it is no message of Streamlit's, which is then Streamlit's to refuse."""
    from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
    from streamlit.proto.BackMsg_pb2 import BackMsg

    content = message.get("bytes") if message["type"] == "websocket.receive" else None
    if content is None:
        return None
    try:
        sent: BackMsg = BackMsg.FromString(content)
    except DecodeError:
        return None
    return sent


def _while_nothing_is_known(sent: "BackMsg") -> "BackMsg | None":
    """What is done where the database cannot say whether the log-in is over."""
    wish = sent.rerun_script if sent.HasField("rerun_script") else None
    if wish is None:
        return sent if sent.WhichOneof("type") in _HARMLESS else _the_door(sent)
    if not wish.fragment_id:
        # A tap stores in that same database, or keeps on the page what could not be stored; and
        # the page asks at its door. Turned away here, the words of an answer would be lost.
        return sent
    # A clock that goes on by itself can wait: the door would take away what is being written.
    return None if wish.is_auto_rerun else _the_door(sent)


def _the_door(sent: "BackMsg") -> "BackMsg":
    """The wish to see the page, without anything that was pressed or written in it but *Log in*."""
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.runtime.state.common import user_key_from_element_id

    wish = BackMsg()
    wish.rerun_script.SetInParent()
    for widget in sent.rerun_script.widget_states.widgets:
        if user_key_from_element_id(widget.id) == _LOG_IN:
            wish.rerun_script.widget_states.widgets.append(widget)
    return wish


def _received(sent: "BackMsg") -> "Message":
    return {"type": "websocket.receive", "bytes": sent.SerializeToString()}
