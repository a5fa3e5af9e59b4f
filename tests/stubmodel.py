"""A chat model by script: it streams, closes with a finish reason and usage, and remembers.

It takes the place of a provider's client below `models.chat.Chat`, so that prompts, streaming and
reading are the real ones. What goes wrong on the wire is tested against `tests.llmserver` instead.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import Field

from interviewer.models.chat import Chat
from interviewer.models.dialect import Dialects
from interviewer.models.endpoint import Endpoint


class Cut(str):
    """Text after which the connection is lost: no finish reason, no usage."""

    __slots__ = ()


Reply = str | dict[str, Any] | Exception | Callable[[Sequence[BaseMessage]], Any]
"""Text, an object to be written as JSON, an error to raise, or what makes one of the messages."""


class StubModel(BaseChatModel):
    """Gives the scripted replies in turn, the last one again and again.

    `piece` is how many characters come at a time; `finish` the reason given at the end, none for
    a stream that is cut.
    """

    replies: list[Any]
    piece: int = 4
    finish: str | None = "stop"
    sent: list[list[BaseMessage]] = Field(default_factory=list)
    given: list[dict[str, Any]] = Field(default_factory=list)
    """The keyword arguments of each call, for instance `response_format`."""

    @property
    def _llm_type(self) -> str:
        return "stub"

    @property
    def calls(self) -> int:
        """How many calls were made."""
        return len(self.sent)

    def prompt(self, call: int = -1) -> str:
        """Everything that was sent in one call."""
        return "\n".join(str(m.content) for m in self.sent[call])

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> Any:
        """Remembers the tools; what comes back is text all the same."""
        return self.bind(tools=tools, **kwargs)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        text = self._next(messages, kwargs)
        message = AIMessage(
            text,
            usage_metadata=_usage(messages, text),
            response_metadata={"finish_reason": self.finish} if self.finish else {},
        )
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        text = self._next(messages, kwargs)
        for at in range(0, len(text), self.piece):
            yield ChatGenerationChunk(message=AIMessageChunk(content=text[at : at + self.piece]))
        if self.finish and not isinstance(text, Cut):
            last = AIMessageChunk(content="", usage_metadata=_usage(messages, text))
            last.response_metadata = {"finish_reason": self.finish}
            yield ChatGenerationChunk(message=last)

    def _next(self, messages: list[BaseMessage], kwargs: dict[str, Any]) -> str:
        reply = self.replies[min(self.calls, len(self.replies) - 1)]
        self.sent.append(messages)
        self.given.append(kwargs)
        if callable(reply):
            reply = reply(messages)
        if isinstance(reply, Exception):
            raise reply
        return reply if isinstance(reply, str) else json.dumps(reply, ensure_ascii=False)


def stub_chat(model: StubModel) -> Chat:
    """The real client on a stub; it never waits between tries."""
    endpoint = Endpoint(base_url="http://models.example/v1", model="stub-1")
    return Chat(endpoint, wait=lambda _: None, llm=model, dialects=Dialects())


def _usage(messages: Sequence[BaseMessage], text: str) -> UsageMetadata:
    tokens_in = sum(len(str(m.content)) for m in messages) // 4
    return UsageMetadata(
        input_tokens=tokens_in,
        output_tokens=len(text) // 4,
        total_tokens=tokens_in + len(text) // 4,
    )
