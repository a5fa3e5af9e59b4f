"""What the calls of one question took of a model. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from interviewer.rubric import Usage

_CHARACTERS_A_TOKEN = 4


def estimated(text: str) -> int:
    """About how many tokens a text is; right within a fifth for English prose and JSON."""
    return -(-len(text) // _CHARACTERS_A_TOKEN)


class Tally:
    """Adds up calls; where a server counts no tokens, characters stand in and `usage` says so."""

    def __init__(self, model: str, said: Iterable[str]) -> None:
        self._model = model
        self._said = sum(estimated(text) for text in said)
        self._in = self._cached = self._out = self._calls = 0
        self._estimated = False

    @property
    def usage(self) -> Usage:
        """The sum so far."""
        return Usage(
            model=self._model,
            calls=self._calls,
            tokens_in=self._in,
            tokens_cached=self._cached,
            tokens_out=self._out,
            estimated=self._estimated,
        )

    def add(self, text: str, reported: Mapping[str, Any], *, begun: bool = True) -> None:
        """A call that gave that much text, and what the server says it took, if it does.

        One that was answered by an error, before it had `begun`, is charged for nowhere.
        """
        self._calls += 1
        if reported.get("input_tokens"):
            self._in += reported["input_tokens"]
            self._out += reported.get("output_tokens") or 0
            self._cached += (reported.get("input_token_details") or {}).get("cache_read") or 0
        elif begun:
            self._in += self._said
            self._out += estimated(text)
            self._estimated = True


def latest(before: Mapping[str, Any], after: Mapping[str, Any] | None) -> dict[str, Any]:
    """What a server reports by now: counts come once, piecemeal or growing, by server."""
    merged = dict(before)
    for name, value in (after or {}).items():
        old = before.get(name)
        grows = isinstance(value, int) and isinstance(old, int)
        merged[name] = max(old, value) if grows else value
    return merged
