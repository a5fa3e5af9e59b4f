"""A judgement given up as the page does it: the real client, the engine, and a silent server."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from threading import Event

import pytest

from interviewer.engine import Engine, Wish
from interviewer.events import Graded, HandedOver, Unjudged
from interviewer.examiners.llm import LLMExaminer
from interviewer.examiners.offline import OfflineExaminer
from interviewer.pages.underway import AllUnderway, Underway
from interviewer.store import Store
from knowledge.encoder import Encoder
from tests import llmfaults as faults
from tests.builders import make_bank
from tests.chatting import chat_at
from tests.clock import Clock
from tests.dutiful import judgement_of
from tests.fakes import FakeBanks
from tests.llmserver import Exchange, LLMServer, says

PATIENCE = 10.0
BANK = make_bank(2)


def dutiful(exchange: Exchange) -> None:
    """A good judgement of whatever was asked."""
    rules, *_, case = (str(m["content"]) for m in exchange.body["messages"])
    says(json.dumps(judgement_of(rules, case)))(exchange)


@dataclass
class Page:
    """What the page does with one interview."""

    engine: Engine
    server: LLMServer
    underway: AllUnderway
    interview: str
    asked: Event

    def judged(self) -> None:
        """Looks on until the judgement is there."""
        list(self._speaking().texts(pause=lambda _: None))

    def stopped(self) -> None:
        """Begins to look on, and presses Stop once the model was asked."""
        self._speaking()
        assert self.asked.wait(PATIENCE)
        self.asked.clear()
        self.engine.stop(self.interview, taken=self.underway.taken(self.interview))
        self.underway.stop(self.interview)

    def kinds(self) -> list[type]:
        """The events so far."""
        return [type(e) for e in self.engine.events(self.interview)]

    def _speaking(self) -> Underway:
        return self.underway.of(self.interview, partial(self.engine.speak, self.interview))


@pytest.fixture
def page(home: Path, clock: Clock, encoder: Encoder) -> Iterator[Page]:
    """An answer is sent; the model is silent, and may take few tokens."""
    ids = count(1)
    store = Store(home / "interviews.sqlite3")
    offline = OfflineExaminer(encoder)
    plain = Engine(store, FakeBanks(BANK), offline, now=clock, new_id=lambda: f"i{next(ids)}")
    asked = Event()

    def silent(exchange: Exchange) -> None:
        asked.set()
        faults.hangs(exchange)

    with LLMServer(silent) as server:
        chat = chat_at(server.url, deadline=60, silence=60)
        chat.warm()
        engine = plain.with_model(LLMExaminer(offline, chat), budget=6000)
        interview = engine.start(Wish(BANK.id, 1))
        engine.answer(interview, "k1 is what I would name here, because it matters.")
        yield Page(engine, server, AllUnderway(), interview, asked)
        chat.close()
    store.close()


def test_what_was_given_up_neither_comes_back_nor_is_free(page: Page) -> None:
    """One reason, one grade, and the tokens of both calls."""
    page.stopped()
    stopped = page.engine.load(page.interview).tokens
    assert stopped > 500
    page.server.script = [dutiful]
    page.engine.judge_again(page.interview)
    page.judged()
    assert page.kinds().count(Unjudged) == 1
    assert page.kinds().count(Graded) == 1
    assert page.engine.load(page.interview).tokens > stopped
    assert len(page.server.asked) == 2


def test_giving_up_again_and_again_ends_at_the_budget(page: Page) -> None:
    """Then the offline examiner judges, and no further call goes out."""
    while HandedOver not in page.kinds():
        assert len(page.server.asked) < 20
        page.stopped()
        page.engine.judge_again(page.interview)
        if page.engine.load(page.interview).spent:
            page.judged()
    assert page.kinds().count(Graded) == 1
    assert page.engine.load(page.interview).tokens <= 6000
