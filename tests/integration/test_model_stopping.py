"""A model is let go of at once, wherever the asking is, and what it took by then is known."""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from threading import Event, Thread

import pytest

from interviewer.models.cancellation import Cancellation, Cancelled, pause
from interviewer.models.chat import Answered, Chat
from interviewer.models.dialect import Dialects
from interviewer.models.endpoint import Endpoint
from interviewer.models.tally import estimated
from tests import llmfaults as faults
from tests.chatting import MESSAGES, REPLY, Judged, asked, chat_at
from tests.llmserver import Exchange, LLMServer, Step, says

PATIENCE = 10.0
"""Seconds that a test waits for what should come at once; servers here are silent for longer."""

HANDSHAKE = 5.0
"""The same for a connection that comes about; it is given up after twice that."""

SAID = sum(estimated(m.text) for m in MESSAGES)


@dataclass
class Elsewhere:
    """Asks in a thread of its own, as the page's judgings do."""

    chat: Chat
    cancellation: Cancellation = field(default_factory=Cancellation)
    seen: Event = field(default_factory=Event)
    ended: Event = field(default_factory=Event)
    waiting: Event = field(default_factory=Event)
    error: BaseException | None = None
    answered: Answered | None = None

    def __post_init__(self) -> None:
        Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            with self.cancellation:
                asking = self.chat.ask(MESSAGES, Judged)
                while True:
                    next(asking)
                    self.seen.set()
        except StopIteration as done:
            self.answered = done.value
        except BaseException as error:  # noqa: BLE001 - whatever it ends with is looked at
            self.error = error
        finally:
            self.ended.set()


@pytest.fixture
def talk() -> Iterator[Callable[..., tuple[LLMServer, Elsewhere]]]:
    """Begins to ask a server by script, with the patience of a page."""
    open_: list[Chat | LLMServer] = []

    def begin(*script: Step) -> tuple[LLMServer, Elsewhere]:
        server = LLMServer(*script)
        server.__enter__()
        waiting = Event()

        def wait(seconds: float) -> None:
            waiting.set()
            pause(seconds)

        chat = Chat(
            Endpoint(base_url=server.url, model="m"),
            deadline=60,
            silence=60,
            wait=wait,
            dialects=Dialects(),
        )
        open_.extend((server, chat))
        chat.warm()
        return server, Elsewhere(chat, waiting=waiting)

    yield begin
    for one in reversed(open_):
        if isinstance(one, Chat):
            one.close()
        else:
            one.__exit__()


def arrived(done: Callable[[Event], None], step: Step) -> Step:
    """The same step, which says when it is taken."""
    taken = Event()
    done(taken)

    def noted(exchange: Exchange) -> None:
        taken.set()
        step(exchange)

    return noted


Talk = Callable[..., tuple[LLMServer, Elsewhere]]
SILENCES = {
    "before a word": faults.hangs,
    "in its headers": faults.drips_headers(0.05),
    "behind comments": faults.keeps_alive(0.05),
    "while it drips": faults.drips(0.05),
}


@pytest.mark.parametrize("step", SILENCES.values(), ids=SILENCES.keys())
def test_a_model_is_let_go_of_wherever_it_is(talk: Talk, step: Step) -> None:
    """From another thread; nobody waits for the end of a silence."""
    begun: list[Event] = []
    _, it = talk(arrived(begun.append, step))
    assert begun[0].wait(PATIENCE)
    it.cancellation.cancel()
    assert it.ended.wait(PATIENCE)
    assert isinstance(it.error, Cancelled)


def test_a_model_that_falls_silent_is_let_go_of(talk: Talk) -> None:
    """Some of its reply has been seen by then."""
    _, it = talk(faults.stalls('{"reply": "What'))
    assert it.seen.wait(PATIENCE)
    it.cancellation.cancel()
    assert it.ended.wait(PATIENCE)
    assert isinstance(it.error, Cancelled)


def test_a_handshake_that_nobody_answers_is_let_go_of() -> None:
    """Something listens at that address that speaks no https."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"https://127.0.0.1:{listening.getsockname()[1]}/v1"
        it = Elsewhere(chat_at(url, deadline=60, silence=60))
        connection, _ = listening.accept()
        with connection:
            assert connection.recv(1)
            it.cancellation.cancel()
            assert it.ended.wait(HANDSHAKE)
        assert isinstance(it.error, Cancelled)


def test_nobody_is_asked_again_for_who_has_gone(talk: Talk) -> None:
    """The pause that a busy model asks for ends at once, and no call follows."""
    server, it = talk(faults.status(429, Retry_After="19"), says(REPLY))
    assert it.waiting.wait(PATIENCE)
    it.cancellation.cancel()
    assert it.ended.wait(PATIENCE)
    assert isinstance(it.error, Cancelled)
    assert len(server.asked) == 1


def test_what_was_cancelled_before_is_never_sent() -> None:
    """A judging may be given up while the offline examiner is at it."""
    with asked(says(REPLY)) as it, Cancellation() as cancellation:
        cancellation.cancel()
        with pytest.raises(Cancelled):
            it.answer()
        assert it.calls == 0


def test_what_was_sent_before_it_was_stopped_is_counted(talk: Talk) -> None:
    """The model reads it all, though it says nothing; that is an estimate."""
    begun: list[Event] = []
    _, it = talk(arrived(begun.append, faults.hangs))
    assert begun[0].wait(PATIENCE)
    usage = it.cancellation.usage
    assert usage is not None
    assert (usage.calls, usage.tokens_in, usage.tokens_out) == (1, SAID, 0)
    assert usage.estimated
    it.cancellation.cancel()
    assert it.ended.wait(PATIENCE)
    assert it.cancellation.usage == usage


def test_closing_a_reply_in_the_middle_keeps_what_it_took() -> None:
    """Who looks on no longer stops it too, from the same thread."""
    with asked(says(REPLY, size=4)) as it, Cancellation() as cancellation:
        with closing(it.chat.ask(MESSAGES, Judged)) as asking:
            text = next(asking)
        usage = cancellation.usage
        assert usage is not None
        assert usage.tokens_in == SAID
        assert usage.tokens_out >= estimated(text) > 0


def test_several_questions_add_up() -> None:
    """A judgement and the repair of it."""
    with asked(says(REPLY)) as it, Cancellation() as cancellation:
        one, other = it.answer().usage, it.answer().usage
        usage = cancellation.usage
        assert usage is not None
        assert usage.calls == 2
        assert usage.tokens_in == one.tokens_in + other.tokens_in
        assert not usage.estimated


def test_who_asked_nobody_took_nothing() -> None:
    """There is no model then to name."""
    assert Cancellation().usage is None


def test_a_reply_that_was_whole_is_not_lost(talk: Talk) -> None:
    """Cancelling comes too late for it."""
    _, it = talk(says(REPLY))
    assert it.ended.wait(PATIENCE)
    it.cancellation.cancel()
    assert it.answered is not None
    assert it.answered.text == REPLY


def test_the_next_question_goes_out_as_ever(talk: Talk) -> None:
    """A connection that was shut is not used again."""
    begun: list[Event] = []
    server, it = talk(arrived(begun.append, faults.stalls('{"reply')), says(REPLY))
    assert begun[0].wait(PATIENCE)
    it.cancellation.cancel()
    assert it.ended.wait(PATIENCE)
    again = Elsewhere(it.chat)
    assert again.ended.wait(PATIENCE)
    assert again.answered is not None
    assert len(server.asked) == 2
