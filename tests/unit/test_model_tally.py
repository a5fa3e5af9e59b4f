"""What calls took: a server's own counts where they can be so, else an estimate that says so."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from interviewer.costs import cost
from interviewer.models.tally import Tally, estimated, total
from interviewer.rubric import Usage

SAID = "What is dropout? " * 20
TEXT = '{"reply": "And then?"}'


@dataclass
class Call:
    """What one call brought."""

    raw: str = TEXT
    reported: dict[str, Any] = field(default_factory=dict)
    begun: bool = True


def taken(*calls: Call, model: str = "gpt-4o") -> Usage:
    """What these calls took in all."""
    tally = Tally(model, [SAID])
    for call in calls:
        tally.begin(call)
        tally.end()
    return tally.usage


def reported(sent: Any, received: Any, cached: Any = 0) -> Call:
    details = {"cache_read": cached}
    counts = {"input_tokens": sent, "output_tokens": received, "input_token_details": details}
    return Call(reported=counts)


def test_what_a_server_counts_is_taken() -> None:
    """And is no estimate."""
    assert taken(reported(100, 20, 64)) == Usage(
        model="gpt-4o", tokens_in=100, tokens_out=20, tokens_cached=64
    )


@pytest.mark.parametrize(
    "counts", [(-500, -20), (10.5, 2.5), ("100", "x"), (None, None), (10**30, 5), (True, 5), (0, 0)]
)
def test_counts_that_cannot_be_are_estimated_instead(counts: tuple[Any, Any]) -> None:
    """No judgement becomes cheaper than nothing, or dearer than a model can be."""
    usage = taken(reported(*counts))
    assert (usage.tokens_in, usage.tokens_out) == (estimated(SAID), estimated(TEXT))
    assert usage.estimated


@pytest.mark.parametrize("received", [None, -1, "many", 1e30])
def test_one_count_that_cannot_be_leaves_the_other(received: Any) -> None:
    """What was sent is known; what came is estimated."""
    usage = taken(reported(100, received))
    assert (usage.tokens_in, usage.tokens_out) == (100, estimated(TEXT))
    assert usage.estimated


@pytest.mark.parametrize(("cached", "kept"), [(9999, 100), (-5, 0), ("all", 0), (1.5, 0)])
def test_no_more_was_in_the_cache_than_was_sent(cached: Any, kept: int) -> None:
    """So that the cost stays what it can be."""
    usage = taken(reported(100, 20, cached))
    assert usage.tokens_cached == kept
    dear, paid = cost([taken(reported(100, 20))]), cost([usage])
    assert dear is not None
    assert paid is not None
    assert 0 < paid <= dear


def test_a_call_under_way_counts_with_all_that_was_sent() -> None:
    """It is being read; what came of it so far grows."""
    tally, call = Tally("m", [SAID]), Call(raw="", begun=False)
    tally.begin(call)
    assert (tally.usage.calls, tally.usage.tokens_in) == (1, estimated(SAID))
    call.raw = TEXT
    assert tally.usage.tokens_out == estimated(TEXT)


def test_a_call_that_was_answered_by_an_error_is_charged_nowhere() -> None:
    """It still is a call."""
    usage = taken(Call(raw="", begun=False))
    assert (usage.calls, usage.tokens_in, usage.tokens_out) == (1, 0, 0)


def test_the_sum_of_nothing_names_no_model() -> None:
    """There is no usage then."""
    assert total([]) is None
    assert total([Tally("m", [SAID]).usage]) is None
