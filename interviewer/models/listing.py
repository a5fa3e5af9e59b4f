"""Which models an endpoint offers, and which servers run on this machine."""

import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from interviewer.errors import BrokenReply, ModelTrouble
from interviewer.models.endpoint import LOCAL, OPENAI, OPENAI_URL, Endpoint, checked
from interviewer.models.trouble import trouble

if TYPE_CHECKING:
    import httpx2

_SECONDS = 10.0
_A_MOMENT = 1.0
_MOST = 500  # names; what is longer is no list to choose from
_LARGEST = 2_000_000  # bytes of a list that is read
# What OpenAI and the local servers list beside models that chat.
_OTHER = ("embed", "whisper", "tts", "dall-e", "moderation", "rerank", "image", "transcribe")


def models(endpoint: Endpoint, *, seconds: float = _SECONDS) -> tuple[str, ...]:
    """The names of chat models that the endpoint lists, sorted; raises ModelTrouble.

    Its `model` is not looked at. None for providers that are not reached by OpenAI's protocol.
    """
    if endpoint.provider != OPENAI:
        return ()
    asked = checked(endpoint.model_copy(update={"model": endpoint.model.strip() or "any"}))
    problem: ModelTrouble
    try:
        return _names(_fetch(asked, seconds))
    except Exception as error:  # noqa: BLE001 - mapped, whatever the client raises
        problem = trouble(error, asked)
    raise problem


def look_for_local(urls: Iterable[str] = tuple(LOCAL.values())) -> tuple[Endpoint, ...]:
    """A model of each server on this machine's usual ports that answers within a moment."""
    asked = tuple(urls)
    with ThreadPoolExecutor(max_workers=max(len(asked), 1)) as pool:
        return tuple(found for found in pool.map(_local, asked) if found is not None)


def _local(url: str) -> Endpoint | None:
    try:
        names = models(Endpoint(base_url=url, model="any"), seconds=_A_MOMENT)
    except ModelTrouble:
        return None  # nobody there, or something else that listens
    return Endpoint(base_url=url, model=names[0]) if names else None


def _fetch(endpoint: Endpoint, seconds: float) -> Any:
    from interviewer.models.network import until
    from interviewer.models.wire import Wire

    address = endpoint.base_url or OPENAI_URL
    key = {"Authorization": f"Bearer {endpoint.key.get_secret_value()}"} if endpoint.key else {}
    with (
        Wire(address, silence=seconds) as wire,
        until(time.monotonic() + seconds),
        wire.stream("GET", f"{address}/models", headers=key) as response,
    ):
        body = _body(response)
        response.raise_for_status()
    import json

    return json.loads(body)


def _body(response: "httpx2.Response") -> bytes:
    body = b""
    for piece in response.iter_bytes():
        body += piece
        if len(body) > _LARGEST:
            raise BrokenReply("The endpoint's list of models does not end.")
    return body


def _names(listed: Any) -> tuple[str, ...]:
    data = listed.get("data") if isinstance(listed, dict) else None
    if not isinstance(data, list):
        raise BrokenReply("The endpoint lists no models.", mend="Enter the model's name by hand.")
    ids = {entry.get("id") for entry in data if isinstance(entry, dict)}
    names = sorted(n for n in ids if isinstance(n, str) and n.isprintable() and 0 < len(n) <= 200)
    return tuple(n for n in names if not any(word in n.lower() for word in _OTHER))[:_MOST]
