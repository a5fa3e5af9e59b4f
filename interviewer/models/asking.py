"""How one question is put to a chat model in a dialect, and what its pieces say."""

import json
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from pydantic import BaseModel

from interviewer.models.dialect import Dialect, Structure, Toolless

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage, BaseMessage
    from langchain_core.runnables import Runnable

_TEMPERATURE = 0.2  # steady verdicts; at 0 some reasoning models go round in circles


@dataclass(frozen=True, slots=True)
class Piece:
    """What one chunk of a reply brought."""

    text: str = ""
    refusal: str = ""
    finish: str | None = None
    usage: Mapping[str, Any] | None = None


def pieces(
    llm: "BaseChatModel",
    messages: "Sequence[BaseMessage]",
    schema: type[BaseModel],
    dialect: Dialect,
) -> Generator[Piece, None, None]:
    """The reply, piece by piece; closing it stops the model. Raises whatever a client raises."""
    extras: dict[str, Any] = {"temperature": _TEMPERATURE} if dialect.temperature else {}
    if not dialect.counts:
        extras["stream_usage"] = False
    form = _form(schema)
    asked: Runnable[Any, AIMessage]
    match dialect.structure:
        case Structure.JSON_SCHEMA:
            wanted = {"name": form["name"], "strict": True, "schema": form["parameters"]}
            asked = llm.bind(
                response_format={"type": "json_schema", "json_schema": wanted}, **extras
            )
        case Structure.FUNCTION_CALLING:
            tool = {"type": "function", "function": {k: form[k] for k in form if k != "strict"}}
            try:
                asked = llm.bind_tools([tool], tool_choice=form["name"], **extras)
            except NotImplementedError as error:
                raise Toolless("The model takes no functions.") from error
        case Structure.PROMPT:
            asked = llm.bind(**extras)
            messages = _with_form(messages, form["parameters"])
    if not dialect.streams:
        yield _piece(asked.invoke(list(messages)))
        return
    chunks = cast("Generator[AIMessage, None, None]", asked.stream(list(messages)))
    with closing(chunks):  # stops the model's server at once when nobody reads on
        for chunk in chunks:
            yield _piece(chunk)


def prepare() -> None:
    """Loads what the first question would otherwise wait for."""
    from langchain_core.utils import function_calling

    _ = function_calling


@lru_cache(maxsize=64)
def _form(schema: type[BaseModel]) -> dict[str, Any]:
    from langchain_core.utils.function_calling import convert_to_openai_function

    return convert_to_openai_function(schema, strict=True)


def _with_form(
    messages: "Sequence[BaseMessage]", form: Mapping[str, Any]
) -> "Sequence[BaseMessage]":
    """The form is written into the first message, which stays the same from call to call."""
    from langchain_core.messages import SystemMessage

    from prompts import load

    said = load("json_only").render(form=json.dumps(form, separators=(",", ":")))
    first, rest = messages[0], messages[1:]
    if isinstance(first, SystemMessage):
        return (SystemMessage(f"{first.text}\n\n{said}"), *rest)
    return (SystemMessage(said), *messages)


def _piece(message: "AIMessage") -> Piece:
    about = message.response_metadata
    finish = about.get("finish_reason") or about.get("stop_reason") or about.get("done_reason")
    refusal = message.additional_kwargs.get("refusal")
    usage = message.usage_metadata
    return Piece(
        text=_arguments(message) or message.text,
        refusal=refusal if isinstance(refusal, str) else "",
        finish=finish.lower() if isinstance(finish, str) else None,
        usage=dict(usage) if usage else None,
    )


def _arguments(message: "AIMessage") -> str:
    """What a called function was given, as text; of the first call, where there are several."""
    chunks = getattr(message, "tool_call_chunks", None)
    if chunks is not None:
        return "".join(c["args"] or "" for c in chunks if not c.get("index"))
    for called in message.tool_calls[:1]:
        return json.dumps(called["args"], ensure_ascii=False)
    for broken in message.invalid_tool_calls[:1]:
        return broken["args"] or ""
    return ""
