"""What a candidate does: starts an interview, thinks, answers, reads the report, leaves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from streamlit.proto.Element_pb2 import Element
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.load.people import RATES
from benchmarks.load.tab import Failed, Tab
from benchmarks.load.turns import Held
from benchmarks.load.visitor import Visitor, Watch, sent

_A_MOMENT: Final = 0.2
"""The share of the time for thinking that a page takes that needs none."""

_SURE: Final = ":gray[Quite sure]"


@dataclass
class Candidate(Visitor):
    """Holds interviews in the app, one after the other, as the page offers them: five questions of
    the built-in bank, in practice mode; or so many `questions`.
    """

    secret: str = ""
    prompts: Mapping[str, str] = field(default_factory=dict)
    questions: int | None = None
    _asked: str = ""
    _question: str = ""
    _given: int = 0

    async def visit(self) -> None:
        async with Tab.opened(self.url, self.who.cookies(self.url, self.secret)) as tab:
            tab.saw = self._hears
            try:
                self.noted("open", await tab.draw())
                await self.think(_A_MOMENT)
                if self.questions is not None:
                    number = WidgetState(id=tab.widget("count"), double_value=self.questions)
                    await tab.draw(number)
                self.noted("start", await tab.press("start"))
                held = Held(self.who.owner, tab.query.partition("interview=")[2])
                self.record.held.append(held)
                while "answer" in tab.keys and not self.over():
                    await self._answer(tab, held)
                if "answer" not in tab.keys:
                    await self._read_report(tab)
            finally:
                self.left(tab)

    async def _answer(self, tab: Tab, held: Held) -> None:
        await self.think(_A_MOMENT)
        if "confidence" in tab.keys and self.who.chance.random() < RATES:
            rating = WidgetState(id=tab.widget("confidence"))
            rating.string_array_value.data.append(_SURE)
            self.noted("rate", await tab.draw(rating))
        await self.think(1 - _A_MOMENT)
        if self.over():
            return
        held.unsure = [self._words()]
        watch = Watch(_is_stop)

        def saw(element: Element, place: tuple[int, ...], now: float) -> None:
            watch(element, place, now)
            self._hears(element, place, now)

        tab.saw = saw
        over = await tab.draw(sent(tab, held.unsure[0]))
        held.acknowledged += held.unsure
        held.unsure = []
        if "retry" in tab.keys:
            raise Failed("an answer was not judged")
        self.record.turns.append(watch.turn(self.clock, over))

    async def _read_report(self, tab: Tab) -> None:
        await self.think(_A_MOMENT)
        self.noted("report", await tab.press("to_report"))
        if not tab.title.startswith("Report"):
            raise Failed(f"no report but {tab.title!r}")
        self.record.finished += 1
        await self.think()

    def _hears(self, element: Element, _place: tuple[int, ...], _now: float) -> None:
        """Which question is asked: it stands in a heading, follow-ups do not."""
        if element.WhichOneof("type") == "heading" and element.heading.tag != "h1":
            self._asked = _letters(element.heading.body)

    def _words(self) -> str:
        """What they say to it: at first as they know it, then what else they can think of."""
        question = self.prompts.get(self._asked, next(iter(self.answers)))
        self._given = self._given + 1 if question == self._question else self.who.begins_with()
        self._question = question
        known = self.answers[question]
        return known[self._given % len(known)]


def _is_stop(element: Element) -> bool:
    """The button that stops the judging: it stands only when the answer is in the database, and
    below the answer itself.
    """
    return element.WhichOneof("type") == "button" and element.button.id.endswith("-stop")


def by_letters(asked: Mapping[str, str]) -> dict[str, str]:
    """The ids of these prompts by what can be read of them on a page."""
    return {_letters(prompt): question for question, prompt in asked.items()}


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
