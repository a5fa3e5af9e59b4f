"""What the calls of one question took of a model. Pure."""

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Any, Protocol, TypeGuard

from interviewer.rubric import Usage

_CHARACTERS_A_TOKEN = 4
_MOST = 100_000_000  # tokens of one call; no model reads or writes more


def estimated(text: str) -> int:
    """About how many tokens a text is; right within a fifth for English prose and JSON."""
    return -(-len(text) // _CHARACTERS_A_TOKEN)


class Heard(Protocol):
    """What one call has brought so far; `begun` once the model said anything."""

    @property
    def raw(self) -> str:
        """All that the model wrote."""

    @property
    def reported(self) -> Mapping[str, Any]:
        """What the server says it took, as far as it does."""

    @property
    def begun(self) -> bool:
        """Whether the model said anything at all."""


class Tally:
    """Adds up calls; where a server counts no tokens, characters stand in and `usage` says so.

    `usage` may be read at any time, from any thread.
    """

    def __init__(self, model: str, said: Iterable[str], *, local: bool = False) -> None:
        self._said = sum(estimated(text) for text in said)
        # One value, so that another thread never sees a call in both halves or in neither.
        self._state: tuple[Usage, Heard | None] = (Usage(model=model, calls=0, local=local), None)

    @property
    def usage(self) -> Usage:
        """The sum by now. A call under way is in it with all that was sent: it is being read."""
        over, under_way = self._state
        return over if under_way is None else self._with(over, under_way, charged=True)

    def begin(self, heard: Heard) -> None:
        """A call goes out."""
        self._state = (self._state[0], heard)

    def end(self) -> None:
        """It is over. One that was answered by an error before it had begun is charged nowhere."""
        over, heard = self._state
        if heard is not None:
            self._state = (self._with(over, heard, charged=heard.begun), None)

    def _with(self, over: Usage, heard: Heard, *, charged: bool) -> Usage:
        """The sum with that call: by the server's counts, else by characters where `charged`."""
        sent, received, cached = counts(heard.reported)
        if sent is None and not charged:
            return _sum(over, Usage(model=over.model))
        called = Usage(
            model=over.model,
            tokens_in=self._said if sent is None else sent,
            tokens_cached=cached,
            tokens_out=estimated(heard.raw) if received is None else received,
            estimated=sent is None or received is None,
        )
        return _sum(over, called)


def counts(reported: Mapping[str, Any]) -> tuple[int | None, int | None, int]:
    """Tokens sent, received, and of those sent found in a cache; None where nobody can have
    counted that. The cached are never more than the sent.
    """
    sent, received = reported.get("input_tokens"), reported.get("output_tokens")
    if not plausible(sent) or sent == 0:
        return None, None, 0
    details = reported.get("input_token_details")
    cached = details.get("cache_read") if isinstance(details, Mapping) else None
    return sent, received if plausible(received) else None, _at_most(cached, sent)


def _at_most(number: object, most: int) -> int:
    return min(number, most) if plausible(number) else 0


def plausible(number: object) -> TypeGuard[int]:
    """Whether that can be a count of tokens: whole, not negative, not beyond any model."""
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= _MOST


def total(usages: Iterable[Usage]) -> Usage | None:
    """The sum of several questions to one model; None where none was asked."""
    asked = [u for u in usages if u.calls]
    return reduce(_sum, asked) if asked else None


def _sum(one: Usage, other: Usage) -> Usage:
    return Usage(
        model=one.model,
        calls=one.calls + other.calls,
        tokens_in=one.tokens_in + other.tokens_in,
        tokens_cached=one.tokens_cached + other.tokens_cached,
        tokens_out=one.tokens_out + other.tokens_out,
        estimated=one.estimated or other.estimated,
        local=one.local,
    )


def latest(before: Mapping[str, Any], after: Mapping[str, Any] | None) -> dict[str, Any]:
    """What a server reports by now: counts come once, piecemeal or growing, by server."""
    merged = dict(before)
    for name, value in (after or {}).items():
        old = before.get(name)
        grows = isinstance(value, int) and isinstance(old, int)
        merged[name] = max(old, value) if grows else value
    return merged
