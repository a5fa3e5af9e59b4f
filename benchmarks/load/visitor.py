"""Whoever comes to a page and stays: comes again after a failure, leaves when time is up."""

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from streamlit.proto.Element_pb2 import Element
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.load.model import SAID
from benchmarks.load.people import Someone
from benchmarks.load.tab import Failed, Tab
from benchmarks.load.turns import Clock, Draw, Record, Turn

_BEGINS: Final = SAID.split(" ", 1)[0]


@dataclass
class Watch:
    """Sees what comes after words were sent, and when. `shows` knows the sign that they are in."""

    shows: Callable[[Element], bool]
    sent: float = field(default_factory=time.perf_counter)
    seen: float | None = None
    text: float | None = None

    def __call__(self, element: Element, _place: tuple[int, ...], now: float) -> None:
        if self.seen is None:
            if self.shows(element):
                self.seen = now - self.sent
        elif self.text is None and _is_models(element):
            self.text = now - self.sent

    def turn(self, clock: Clock, over: float) -> Turn:
        """What it saw; words that needed no model were seen when all was over."""
        at = self.sent - clock.began
        return Turn(at, clock.present, over if self.seen is None else self.seen, self.text, over)


def _is_models(element: Element) -> bool:
    """Whether that is the model's reply or its beginning; what the app says itself is not."""
    if element.WhichOneof("type") != "markdown":
        return False
    said = element.markdown.body
    return said.startswith(_BEGINS) and (SAID.startswith(said[: len(SAID)].replace("\\", "")))


@dataclass
class Visitor(ABC):
    """`over` says when time is up; what is measured goes to `record`."""

    who: Someone
    url: str
    answers: Mapping[str, Sequence[str]]
    record: Record
    clock: Clock
    over: Callable[[], bool]

    async def come(self) -> None:
        """Stays until time is up; what fails is noted, and they come again."""
        self.clock.present += 1
        try:
            while not self.over():
                try:
                    await self.visit()
                except Failed as failure:
                    self.record.failures.append(f"{self.clock.now():.0f} s: {failure}")
                    await self.think()
        finally:
            self.clock.present -= 1

    @abstractmethod
    async def visit(self) -> None:
        """From the first page to the last; Failed where something goes wrong."""

    async def think(self, share: float = 1.0) -> None:
        """A part of the time that somebody thinks before an answer."""
        await asyncio.sleep(share * self.who.thinks())

    def noted(self, what: str, seconds: float) -> None:
        """Keeps how long that page took to stand."""
        self.record.draws.append(Draw(what, self.clock.now(), seconds))

    def left(self, tab: Tab) -> None:
        """Keeps what the tab saw besides."""
        self.record.messages += tab.received
        self.record.failures += tab.troubles


def sent(tab: Tab, words: str) -> WidgetState:
    """These words in the chat input."""
    widget = WidgetState(id=tab.widget("answer"))
    widget.chat_input_value.data = words
    return widget
