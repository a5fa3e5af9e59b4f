"""Tokens of a stream gathered to what an eye can follow, so that fewer pass through all layers.

A token a chunk costs the libraries more than the model's own words are worth, and no page shows
ninety changes a second.
"""

import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, Protocol, Self

AT_ONCE = 16
"""Chunks that are passed on as they come: the first words are what somebody waits for."""

PAUSE = 1 / 30
"""Seconds between two that are passed on later."""


class Chunks(Protocol):
    """A stream of the SDK."""

    def __iter__(self) -> Iterator[Any]: ...

    def close(self) -> None:
        """Lets go of the connection."""


class Gathered:
    """The same stream, where chunks that bring nothing but more text come together.

    All others are passed on at once, and before an error what came before it.
    """

    def __init__(self, chunks: Chunks, now: Callable[[], float] = time.monotonic) -> None:
        self._chunks = chunks
        self._now = now

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the connection."""
        self._chunks.close()

    def __iter__(self) -> Iterator[Any]:
        held: dict[str, Any] | None = None
        count, last = 0, self._now()
        try:
            for chunk in self._chunks:
                count += 1
                plain = _text(chunk) is not None
                if held is not None and not plain:
                    yield held
                whole = chunk if held is None or not plain else _joined(held, chunk)
                held = whole if plain and count > AT_ONCE and self._now() - last < PAUSE else None
                if held is None:
                    last = self._now()
                    yield whole
        except Exception:
            if held is not None:
                yield held
            raise
        if held is not None:
            yield held


def _text(chunk: object) -> str | None:
    """The text of a chunk that brings nothing else; None of any other."""
    if not isinstance(chunk, dict) or chunk.get("usage"):
        return None
    choices = chunk.get("choices")
    if not isinstance(choices, list) or len(choices) != 1 or not isinstance(choices[0], dict):
        return None
    delta = choices[0].get("delta")
    if choices[0].get("finish_reason") or choices[0].get("logprobs") or not isinstance(delta, dict):
        return None
    text = delta.get("content")
    return text if isinstance(text, str) and not (delta.keys() - {"content", "role"}) else None


def _joined(first: dict[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    choice = then["choices"][0]
    text = first["choices"][0]["delta"]["content"] + choice["delta"]["content"]
    return {**then, "choices": [{**choice, "delta": {**choice["delta"], "content": text}}]}
