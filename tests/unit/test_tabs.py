"""What an open tab may still send: nothing once its log-in is over, whatever way it takes."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import (
    BackendOperationRequest,
    BackMsg,
    DeferredFileRequestPayload,
)
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

from interviewer.errors import StorageTrouble
from interviewer.serving.tabs import NEEDED, Tab

KINDS = tuple(field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields)
PAGE = BackMsg(rerun_script=ClientState())
TAP = BackMsg(
    rerun_script=ClientState(
        query_string="interview=1",
        widget_states=WidgetStates(widgets=[WidgetState(id="answer", string_value="My words.")]),
    )
)
IN_A_DIALOG = BackMsg(rerun_script=ClientState(fragment_id="one"))
A_CLOCK = BackMsg(rerun_script=ClientState(fragment_id="one", is_auto_rerun=True))
A_DOWNLOAD = BackMsg(
    backend_operation_request=BackendOperationRequest(
        deferred_file=DeferredFileRequestPayload(file_id="one")
    )
)
TAPS = (TAP, IN_A_DIALOG, A_CLOCK, A_DOWNLOAD)


def ended() -> bool:
    return True


def going_on() -> bool:
    return False


def unreachable() -> bool:
    raise StorageTrouble("The database does not answer.")


def one_of(kind: str) -> BackMsg:
    """A message of that kind, with nothing in it."""
    sent = BackMsg()
    field = BackMsg.DESCRIPTOR.fields_by_name[kind]
    if field.message_type is None:
        setattr(sent, kind, True)
    else:
        getattr(sent, kind).SetInParent()
    return sent


def arrived(over: Callable[[], bool] | None, *sent: BackMsg) -> list[BackMsg]:
    """What Streamlit gets of what a tab sends until it is closed."""
    messages = [{"type": "websocket.receive", "bytes": each.SerializeToString()} for each in sent]
    line = iter([*messages, {"type": "websocket.disconnect"}])

    async def receive() -> Any:
        return next(line)

    async def received() -> list[BackMsg]:
        tab, got = Tab(receive, over), []
        while (message := await tab())["type"] == "websocket.receive":
            got.append(BackMsg.FromString(message["bytes"]))
        return got

    return asyncio.run(received())


def test_what_pages_send_arrives_as_it_is() -> None:
    """From who has logged in, and from who stands before the door."""
    assert arrived(going_on, *TAPS) == list(TAPS)
    assert arrived(None, *TAPS) == list(TAPS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_log_in_that_is_over_does_nothing(kind: str) -> None:
    """Whatever Streamlit knows: it becomes the wish for a page, which is the door, or nothing."""
    assert arrived(ended, one_of(kind)) == ([PAGE] if kind in NEEDED else [])


@pytest.mark.parametrize("tap", TAPS)
def test_nothing_of_a_tap_is_left(tap: BackMsg) -> None:
    """No widget's value, without which no callback runs; no fragment; no file."""
    assert arrived(ended, tap) == [PAGE]


def test_who_stands_at_the_door_may_log_in() -> None:
    """The one button there is; nothing else that comes along with it."""
    way_in = WidgetState(id="$$ID-0af1-log_in", trigger_value=True)
    others = [
        WidgetState(id=name, trigger_value=True)
        for name in ("$$ID-0af1-log_in_2", "$$ID-0af1-x-log_in", "log_in_", "$$ID-0af1-None")
    ]
    pressed = WidgetStates(widgets=[way_in, *others])
    tap = BackMsg(rerun_script=ClientState(widget_states=pressed, fragment_id="one"))
    only = ClientState(widget_states=WidgetStates(widgets=[way_in]))
    assert arrived(ended, tap) == [BackMsg(rerun_script=only)]


@pytest.mark.parametrize("over", [going_on, None])
def test_nobody_sends_what_is_for_developers(over: Callable[[], bool] | None) -> None:
    """It would take from all users what the process keeps for them."""
    assert set(NEEDED) < set(KINDS)
    for kind in set(KINDS) - set(NEEDED):
        assert arrived(over, one_of(kind), TAP) == [TAP]


def test_what_is_no_message_is_streamlit_s_to_refuse() -> None:
    """It closes the connection."""
    for content in ({"bytes": b"\xff"}, {"text": "words"}, {"bytes": None, "text": "words"}):
        message = {"type": "websocket.receive"} | content

        async def receive(message: Any = message) -> Any:
            return message

        assert asyncio.run(Tab(receive, ended)()) is message


def test_over_once_is_over_for_ever() -> None:
    """Also where the database cannot be reached later."""
    said = iter([False, True])

    def over() -> bool:
        return next(said)  # a third question would end the test

    assert arrived(over, TAP, TAP, TAP) == [TAP, PAGE, PAGE]


def test_words_are_not_lost_where_nothing_is_known() -> None:
    """A tap tries the same database; what needs none is not done."""
    beat = one_of("app_heartbeat")
    assert arrived(unreachable, TAP, beat) == [TAP, beat]
    assert arrived(unreachable, IN_A_DIALOG, A_DOWNLOAD) == [PAGE, PAGE]
    assert arrived(unreachable, A_CLOCK) == []
