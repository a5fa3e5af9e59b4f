"""What tokens cost: by a dated table, and never guessed."""

import pytest

from interviewer.costs import AS_OF, PRICES, cost, price, unpriced
from interviewer.rubric import Usage


def used(model: str = "gpt-4.1-mini", **tokens: int) -> Usage:
    return Usage(model=model, **tokens)


def test_cached_tokens_cost_less_than_fresh_ones() -> None:
    """A million in, half of them cached, and a hundred thousand out: 0.20 + 0.05 + 0.16."""
    usage = used(tokens_in=1_000_000, tokens_cached=500_000, tokens_out=100_000)
    assert cost([usage]) == pytest.approx(0.41)


def test_the_costs_of_several_judgements_add_up() -> None:
    """One after the other, as an interview has them."""
    usage = used(tokens_in=1000, tokens_out=100)
    single = cost([usage])
    assert single is not None
    assert cost([usage] * 3) == pytest.approx(3 * single)


def test_a_dated_release_has_the_price_of_its_model() -> None:
    """Providers answer with the release that served."""
    assert price("gpt-4.1-mini-2025-04-14") == price("gpt-4.1-mini")


@pytest.mark.parametrize("model", ["llama3.2:3b", "gpt-4.1-mini-turbo", "", "gpt-4"])
def test_an_unknown_model_has_no_price(model: str) -> None:
    """One such makes the sum unknown, and is named."""
    assert price(model) is None
    both = [used(), used(model)]
    assert cost(both) is None
    assert unpriced(both) == (model,)


@pytest.mark.parametrize(
    "model", ["GPT-4o", "openai/gpt-4o", " gpt-4o ", "OpenAI/gpt-4o-2024-08-06"]
)
def test_a_model_is_known_however_it_is_written(model: str) -> None:
    """Routers put the provider before it, people write it as they like."""
    assert price(model) == price("gpt-4o")


def test_a_model_on_this_machine_costs_nothing() -> None:
    """Whatever it is called, and though no price is noted for it."""
    usages = [
        Usage(model="gpt-4o", tokens_in=10**6, local=True),
        Usage(model="llama3.2:3b", tokens_in=10**6, local=True),
    ]
    assert cost(usages) == 0
    assert unpriced(usages) == ()


def test_more_cached_than_sent_is_no_dearer() -> None:
    """A server's counts may have been kept before they were looked at."""
    odd, even = used(tokens_in=100, tokens_cached=9999), used(tokens_in=100, tokens_cached=100)
    assert cost([odd]) == cost([even])


def test_nothing_costs_nothing() -> None:
    """No call, no price needed."""
    assert cost([]) == 0


def test_prices_are_dated_and_sane() -> None:
    """A cached token is never dearer than a fresh one, nor that than a received one."""
    assert AS_OF.year >= 2026
    assert all(0 < p.cached <= p.sent <= p.received for p in PRICES.values())
