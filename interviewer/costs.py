"""What a model's tokens cost, by a small table with its date. Pure.

Prices change and contracts differ: what comes out is an estimate, and says of when it is. A model
that is not in the table has no price; nothing is guessed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from interviewer.rubric import Usage

AS_OF = date(2026, 6, 1)
"""When the providers' public prices were noted down."""

_MILLION = 1_000_000
_DATED = re.compile(r"-(?:\d{4}-\d{2}-\d{2}|\d{8}|latest)$")


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens sent, sent but found in the provider's cache, received."""

    sent: float
    cached: float
    received: float

    def of(self, usage: Usage) -> float:
        """US dollars for that many tokens."""
        cached = min(usage.tokens_cached, usage.tokens_in)
        fresh = usage.tokens_in - cached
        return (
            fresh * self.sent + cached * self.cached + usage.tokens_out * self.received
        ) / _MILLION


PRICES = MappingProxyType(
    {
        "gpt-4o": Price(2.50, 1.25, 10.00),
        "gpt-4o-mini": Price(0.15, 0.075, 0.60),
        "gpt-4.1": Price(2.00, 0.50, 8.00),
        "gpt-4.1-mini": Price(0.40, 0.10, 1.60),
        "gpt-4.1-nano": Price(0.10, 0.025, 0.40),
        "gpt-5": Price(1.25, 0.125, 10.00),
        "gpt-5-mini": Price(0.25, 0.025, 2.00),
        "gpt-5-nano": Price(0.05, 0.005, 0.40),
        "gpt-5.4": Price(2.50, 0.25, 15.00),
        "gpt-5.4-mini": Price(0.75, 0.075, 4.50),
        "gpt-5.4-nano": Price(0.20, 0.02, 1.25),
        "gpt-5.5": Price(5.00, 0.50, 30.00),
    }
)


def price(model: str) -> Price | None:
    """The price of that model, a dated release of it included; None when it is not known.

    However it is written: a router puts the provider before it ("openai/gpt-4o").
    """
    name = model.strip().casefold().removeprefix("openai/")
    return PRICES.get(name) or PRICES.get(_DATED.sub("", name))


def cost(usages: Iterable[Usage]) -> float | None:
    """US dollars for all of them; None when one is of a model without a known price.

    What ran on this machine cost nothing, whatever its name.
    """
    total = 0.0
    for usage in usages:
        if usage.local:
            continue
        known = price(usage.model)
        if known is None:
            return None
        total += known.of(usage)
    return total


def unpriced(usages: Iterable[Usage]) -> tuple[str, ...]:
    """The models among them that have no known price."""
    return tuple(dict.fromkeys(u.model for u in usages if not u.local and price(u.model) is None))
