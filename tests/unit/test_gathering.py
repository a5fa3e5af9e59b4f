"""Tokens are gathered after the first ones, and nothing else is held back."""

from collections.abc import Iterator
from typing import Any

import pytest

from interviewer.models.gathering import AT_ONCE, PAUSE, Gathered


def token(text: str, **more: Any) -> dict[str, Any]:
    return {"id": "c", "choices": [{"index": 0, "delta": {"content": text}, **more}]}


class Stream:
    """Gives these chunks, each so many seconds after the last; fails at the end if told to."""

    def __init__(self, *chunks: Any, each: float, fails: bool = False) -> None:
        self.now = 0.0
        self.closed = False
        self._chunks, self._each, self._fails = chunks, each, fails

    def __iter__(self) -> Iterator[Any]:
        for chunk in self._chunks:
            self.now += self._each
            yield chunk
        if self._fails:
            raise ConnectionError("cut")

    def close(self) -> None:
        self.closed = True


def gathered(stream: Stream) -> list[Any]:
    with Gathered(stream, lambda: stream.now) as chunks:
        return list(chunks)


def said(chunks: list[Any]) -> list[str]:
    return [c["choices"][0]["delta"].get("content", "") for c in chunks]


WORDS = [f"w{n} " for n in range(AT_ONCE + 9)]


def test_first_tokens_come_as_they_were_sent_and_later_ones_together() -> None:
    stream = Stream(*map(token, WORDS), each=PAUSE / 2.5)
    found = said(gathered(stream))
    assert found[:AT_ONCE] == WORDS[:AT_ONCE]
    assert found[AT_ONCE:] == ["".join(WORDS[n : n + 3]) for n in range(AT_ONCE, len(WORDS), 3)]
    assert stream.closed


def test_slow_tokens_are_never_held() -> None:
    assert said(gathered(Stream(*map(token, WORDS), each=1.01 * PAUSE))) == WORDS


@pytest.mark.parametrize(
    "other",
    [
        token("", finish_reason="stop"),
        {"choices": [], "usage": {"prompt_tokens": 1}},
        {"choices": [{"index": 0, "delta": {"refusal": "no"}}]},
        {"choices": [{"index": 0, "delta": {"content": "x", "tool_calls": [{}]}}]},
        {"error": {"message": "broken"}},
        "text",
    ],
)
def test_anything_else_comes_as_it_is_after_what_was_held(other: Any) -> None:
    stream = Stream(*map(token, WORDS), other, token("end"), each=PAUSE / 100)
    found = gathered(stream)
    at = found.index(other)
    assert "".join(said(found[:at])) == "".join(WORDS)
    assert said(found[at + 1 :]) == ["end"]


def test_what_came_before_an_error_is_not_lost() -> None:
    stream = Stream(*map(token, WORDS), each=PAUSE / 100, fails=True)
    found: list[Any] = []
    with pytest.raises(ConnectionError):
        found.extend(Gathered(stream, lambda: stream.now))
    assert "".join(said(found)) == "".join(WORDS)
