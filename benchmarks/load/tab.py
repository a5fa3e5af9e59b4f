"""A browser's tab, as Streamlit's server sees it: one websocket, and what stands on the page.

    async with Tab.opened(url, cookies) as tab:
        await tab.draw()
        await tab.press("start")

It speaks Streamlit's own messages, draws nothing, and knows each widget by the key the app gave it.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Final, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.typing import Origin, Subprotocol

PATIENCE: Final = 60.0
"""Seconds until a page must stand; longer is a failure."""

_ERROR: Final = 1
"""What an alert is called that says that something went wrong; a warning may be a finding."""


class Failed(Exception):
    """The page did not do what it must; the text says what."""


class Tab:
    """One visit. `saw` is called with every element that comes, its place on the page and when."""

    def __init__(self, socket: ClientConnection, address: str) -> None:
        self._socket = socket
        self._address = address
        self._page = ""
        self._kept: dict[str, ForwardMsg] = {}
        self._keys: dict[str, str] = {}
        self._changed = asyncio.Event()
        self._drawn = 0
        self.keys: Mapping[str, str] = {}
        """The widgets of the page as it was last drawn to its end."""
        self.query = ""
        self.title = ""
        self.troubles: list[str] = []
        """What the pages showed of errors."""
        self.received = 0
        self.saw: Callable[[Element, tuple[int, ...], float], None] | None = None

    @classmethod
    @asynccontextmanager
    async def opened(cls, url: str, cookies: Mapping[str, str]) -> AsyncIterator[Self]:
        """Connects as a browser does that has these cookies; Failed where that is refused."""
        told = [cookies.get("_streamlit_xsrf")]
        protocols = ["streamlit", *(value for value in told if value)]
        try:
            socket = await connect(
                f"{url.replace('http', 'ws', 1)}/_stcore/stream",
                origin=Origin(url),
                subprotocols=[Subprotocol(p) for p in protocols],
                additional_headers={"Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())},
                open_timeout=PATIENCE,
                compression=None,  # as Streamlit offers none
                max_size=None,
            )
        except (OSError, TimeoutError, InvalidHandshake) as error:
            raise Failed(f"no connection: {type(error).__name__}") from error
        tab = cls(socket, url)
        listening = asyncio.create_task(tab._listen())
        try:
            yield tab
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError, ConnectionClosed):
                await listening
            await socket.close()

    async def draw(self, *widgets: WidgetState) -> float:
        """Has the page drawn, with these widgets changed; the seconds until it stands.

        Failed when the connection is lost, the page breaks or takes longer than PATIENCE.
        """
        began = time.perf_counter()
        before = self._drawn
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string = self.query
        state.page_script_hash = self._page
        state.context_info.url = f"{self._address}/"
        state.context_info.timezone = "UTC"
        state.context_info.locale = "en-GB"
        state.cached_message_hashes.extend(self._kept)
        state.widget_states.widgets.extend(widgets)
        try:
            await self._socket.send(asked.SerializeToString())
            async with asyncio.timeout(PATIENCE):
                while self._drawn == before:
                    self._changed.clear()
                    await self._changed.wait()
                    self._look()
        except TimeoutError as error:
            raise Failed(f"not drawn within {PATIENCE:.0f} s") from error
        except ConnectionClosed as error:
            raise Failed("connection lost") from error
        return time.perf_counter() - began

    async def press(self, key: str) -> float:
        """Presses the button of that key."""
        return await self.draw(WidgetState(id=self.widget(key), trigger_value=True))

    def widget(self, key: str) -> str:
        """The id of the widget of that key; Failed where the page has none."""
        if key not in self.keys:
            raise Failed(f"no {key} on the page")
        return self.keys[key]

    def _look(self) -> None:
        if self._socket.close_code is not None:
            raise Failed("connection lost")
        broken = [t for t in self.troubles if t.startswith("exception")]
        if broken:
            raise Failed(broken[0])

    async def _listen(self) -> None:
        try:
            async for data in self._socket:
                if isinstance(data, bytes):
                    self.received += 1
                    self._take(ForwardMsg.FromString(data), time.perf_counter())
        finally:
            self._changed.set()

    def _take(self, told: ForwardMsg, now: float) -> None:
        kind = told.WhichOneof("type")
        if kind == "ref_hash":
            place = told.metadata
            told, kind = self._kept[told.ref_hash], "delta"
            self._element(told.delta.new_element, tuple(place.delta_path), now)
        elif kind == "delta":
            if told.metadata.cacheable:
                self._kept[told.hash] = told
            if told.delta.WhichOneof("type") == "new_element":
                self._element(told.delta.new_element, tuple(told.metadata.delta_path), now)
        elif kind == "new_session":
            self._page = told.new_session.page_script_hash
            self._keys = {}
        elif kind == "navigation":
            self._page = told.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = told.page_info_changed.query_string
        elif kind == "script_finished":
            self._finished(told)

    def _finished(self, told: ForwardMsg) -> None:
        # One that ends early goes on at once with the next: after a switch of pages, for instance.
        if told.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return
        if told.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            self.troubles.append("exception: the script does not compile")
        self.keys = self._keys
        self._drawn += 1
        self._changed.set()

    def _element(self, element: Element, place: tuple[int, ...], now: float) -> None:
        kind = element.WhichOneof("type") or ""
        shown = getattr(element, kind)
        widget = getattr(shown, "id", "")
        if widget.startswith("$$ID-") and not getattr(shown, "disabled", False):
            self._keys[widget.split("-", 2)[2]] = widget
        if kind == "exception":
            self.troubles.append(f"exception: {shown.type} {shown.message}")
            self._changed.set()
        elif kind == "alert" and shown.format == _ERROR:
            self.troubles.append(f"error: {shown.title} {shown.body}")
        elif kind == "heading" and shown.tag == "h1":
            self.title = shown.body
        if self.saw is not None:
            self.saw(element, place, now)
