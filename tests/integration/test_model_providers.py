"""Providers other than OpenAI's protocol: reached through LangChain, by function call."""

from typing import Any

import pytest
from pydantic import SecretStr

from interviewer.errors import BadEndpoint, BrokenReply, TimedOut
from interviewer.models.chat import Chat, models
from interviewer.models.dialect import Dialects, Structure
from interviewer.models.endpoint import Endpoint
from tests.chatting import KEY, MESSAGES, REPLY, Judged
from tests.stubmodel import StubModel

CLAUDE = Endpoint(model="claude-9", provider="anthropic", key=SecretStr(KEY))


def chat_of(model: StubModel, now: list[float] | None = None) -> Chat:
    times = iter(now or [])
    return Chat(
        CLAUDE,
        llm=model,
        wait=lambda _: None,
        now=lambda: next(times, 0.0),
        dialects=Dialects(),
    )


def test_a_function_is_asked_for_first() -> None:
    """Every provider's package knows them; a schema each sends in its own way."""
    model = StubModel(replies=[REPLY], finish="tool_use")
    *_, last = chat_of(model).ask(MESSAGES, Judged)
    assert last == REPLY
    assert model.given[0]["tool_choice"] == "Judged"


def test_a_model_without_functions_is_told_the_form() -> None:
    """Without a call being lost."""

    class Plain(StubModel):
        def bind_tools(self, *_: Any, **__: Any) -> Any:
            raise NotImplementedError

    model = Plain(replies=[REPLY], finish="end_turn")
    chat = chat_of(model)
    *_, last = chat.ask(MESSAGES, Judged)
    assert last == REPLY
    assert chat.dialect().structure is Structure.PROMPT
    assert '"score"' in model.prompt()


def test_a_reason_to_finish_that_nobody_knows_is_no_whole_reply() -> None:
    """A provider's own word for having been stopped."""
    with pytest.raises(BrokenReply):
        list(chat_of(StubModel(replies=[REPLY], finish="paused")).ask(MESSAGES, Judged))


def test_the_deadline_holds_between_pieces() -> None:
    """Where the client is another's, no single read can be cut short."""
    model = StubModel(replies=[REPLY])
    with pytest.raises(TimedOut):
        list(chat_of(model, [0.0, 1.0, 2.0, *[99.0] * 50]).ask(MESSAGES, Judged))
    assert model.calls == 1


def test_a_provider_whose_package_is_missing_says_what_to_install() -> None:
    """In a sentence, instead of an import error; and the key is not in it."""
    chat = Chat(CLAUDE.model_copy(update={"provider": "no_such_provider"}), dialects=Dialects())
    with pytest.raises(BadEndpoint, match="Install") as error:
        list(chat.ask(MESSAGES, Judged))
    assert KEY not in str(error.value)
    assert error.value.__context__ is None


def test_their_models_are_not_listed() -> None:
    """There is no one way to ask; the name is entered by hand."""
    assert models(CLAUDE) == ()
