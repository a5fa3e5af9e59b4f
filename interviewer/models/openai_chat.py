"""OpenAI and every compatible server as a LangChain chat model; heavy, so imported when needed."""

from collections.abc import Mapping
from typing import Any

import httpx2
from langchain_core.language_models import LanguageModelInput
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_openai import ChatOpenAI
from openai import BaseModel, Stream
from pydantic import SecretStr

from interviewer.models.endpoint import OPENAI_URL, Endpoint
from interviewer.models.gathering import Gathered
from interviewer.models.tally import plausible
from interviewer.models.wire import trusted

_NO_KEY = "none"


class OpenAIChat(ChatOpenAI):
    """Chat completions, streamed plainly, with a refusal kept.

    Given a `response_format`, the library would take a road of its own: one that parses the
    reply at every token, costs twice the time, and fails in ways of its own at the end.
    """

    def _get_request_payload(
        self, input_: LanguageModelInput, *, stop: list[str] | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        payload: dict[str, Any] = super()._get_request_payload(input_, stop=stop, **kwargs)
        if "response_format" in payload:
            extra = dict(payload.get("extra_body") or {})
            payload["extra_body"] = {**extra, "response_format": payload.pop("response_format")}
        return payload

    def _convert_chunk_to_generation_chunk(
        self,
        chunk: dict[str, Any],
        default_chunk_class: type,
        base_generation_info: dict[str, Any] | None,
    ) -> ChatGenerationChunk | None:
        if chunk.get("usage"):
            chunk = {**chunk, "usage": _sound(chunk["usage"])}
        made = super()._convert_chunk_to_generation_chunk(
            chunk, default_chunk_class, base_generation_info
        )
        if made is not None and (refusal := _refusal(chunk)):
            made.message.additional_kwargs["refusal"] = refusal
        return made

    def _create_chat_result(
        self,
        response: dict[str, Any] | BaseModel,
        generation_info: dict[str, Any] | None = None,
    ) -> ChatResult:
        if isinstance(response, BaseModel) and getattr(response, "usage", None):
            counted = response.model_dump(include={"usage"}, warnings=False)["usage"]
            response = response.model_copy(update={"usage": _sound(counted)})
        return super()._create_chat_result(response, generation_info)


class _AsSent:
    """The SDK's completions, whose streamed chunks stay the plain objects that were sent.

    To make an instance of each takes half of the processor time of a whole reply.
    """

    def __init__(self, completions: Any) -> None:
        self._completions = completions

    def create(self, **payload: Any) -> Any:
        """A stream of objects, gathered a little, or a whole completion."""
        if not payload.get("stream"):
            return self._completions.create(**payload)
        streamed = self._completions.with_raw_response.create(**payload)
        return Gathered(streamed.parse(to=Stream[object]))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._completions, name)


def openai_chat(endpoint: Endpoint, wire: httpx2.Client) -> OpenAIChat:
    """The client of that endpoint, over that wire; contacts nobody."""
    # What the environment holds for OpenAI must not reach another server: all is said here.
    chat = OpenAIChat(
        model=endpoint.model,
        base_url=endpoint.base_url or OPENAI_URL,
        api_key=endpoint.key or SecretStr(_NO_KEY),
        http_client=wire,
        http_async_client=httpx2.AsyncClient(verify=trusted()),  # never used, and dear by default
        timeout=wire.timeout,  # the client's own, of ten minutes, would go before the wire's
        openai_proxy=None,
        max_retries=0,
        stream_usage=True,
        use_responses_api=False,
    )
    chat.client = _AsSent(chat.client)
    return chat


def rehearse(endpoint: Endpoint) -> None:
    """One call that goes nowhere: what is loaded and built at the first one is there by then."""
    said = b'data: {"choices":[{"index":0,"delta":{"content":""},"finish_reason":"stop"}]}\n\n'
    kind = {"Content-Type": "text/event-stream"}
    nowhere = httpx2.MockTransport(lambda _: httpx2.Response(200, headers=kind, content=said))
    with httpx2.Client(transport=nowhere) as client:
        for _ in openai_chat(endpoint, client).stream("Hello"):
            pass


def _sound(usage: object) -> dict[str, Any] | None:
    """The counts that a server reports; None where they cannot be: no judgement fails for them."""
    known = usage if isinstance(usage, Mapping) else {}
    sent, received = known.get("prompt_tokens"), known.get("completion_tokens")
    if not (plausible(sent) and plausible(received)):
        return None
    details = known.get("prompt_tokens_details")
    cached = details.get("cached_tokens") if isinstance(details, Mapping) else None
    return {
        "prompt_tokens": sent,
        "completion_tokens": received,
        "total_tokens": sent + received,
        "prompt_tokens_details": {"cached_tokens": cached if plausible(cached) else 0},
    }


def _refusal(chunk: Mapping[str, Any]) -> str | None:
    choices = chunk.get("choices") or [{}]
    delta = choices[0].get("delta") or {}
    refusal = delta.get("refusal")
    return refusal if isinstance(refusal, str) else None
