"""Errors of whatever client become the project's own; names of classes are enough to know them."""

import json

import pytest
from pydantic import SecretStr

from interviewer.errors import (
    BadEndpoint,
    BadKey,
    BrokenReply,
    Busy,
    ModelTrouble,
    OutOfQuota,
    Refused,
    TimedOut,
    TooLong,
    UnknownModel,
    Unreachable,
)
from interviewer.models.endpoint import Endpoint
from interviewer.models.trouble import trouble

KEY = "zz-7b1e-not-like-others"


class RateLimitError(Exception):
    """As another provider's client raises it."""

    def __init__(self, message: str, status_code: int) -> None:
        super().__init__(message)
        self.message = message
        self.status_code = status_code


class APITimeoutError(Exception):
    """The same name in every client."""


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (RateLimitError("slow down", 429), Busy),
        (RateLimitError("overloaded_error", 529), Busy),
        (RateLimitError("Your credit balance is too low.", 400), OutOfQuota),
        (RateLimitError("prompt is too long: 210000 tokens", 400), TooLong),
        (RateLimitError("too large", 413), TooLong),
        (RateLimitError("invalid x-api-key", 401), BadKey),
        (RateLimitError("model: claude-0 not found", 404), UnknownModel),
        (RateLimitError("oh", 500), Unreachable),
        (RateLimitError("gateway", 504), Unreachable),
        (RateLimitError("what?", 422), Refused),
        (APITimeoutError(), TimedOut),
        (TimeoutError(), TimedOut),
        (ConnectionRefusedError(), Unreachable),
        (ConnectionResetError(), Unreachable),
        (json.JSONDecodeError("no", "<html>billing</html>", 0), BrokenReply),
        (AttributeError("'str' object has no attribute 'choices'"), BrokenReply),
        (IndexError(), BrokenReply),
        (TypeError("null value for 'choices'"), BrokenReply),
        (ValueError({"message": "insufficient_quota"}), OutOfQuota),
        (BadEndpoint("no"), BadEndpoint),
    ],
)
def test_each_is_one_of_ours(error: Exception, kind: type[ModelTrouble]) -> None:
    """By its status, its class or its words."""
    assert type(trouble(error)) is kind


def test_what_lies_beneath_is_looked_at_too() -> None:
    """Clients wrap what stopped them."""
    outer = RuntimeError("Connection error.")
    outer.__cause__ = BadEndpoint("It leads to the cloud's metadata.")
    assert isinstance(trouble(outer), BadEndpoint)


def test_a_ring_of_errors_is_no_endless_way() -> None:
    """Whoever chained them so."""
    first, second = RuntimeError(), RuntimeError()
    first.__cause__, second.__cause__ = second, first
    assert isinstance(trouble(first), BrokenReply)


def test_a_key_of_any_form_is_taken_out_of_what_a_server_says() -> None:
    """Known by being the endpoint's, not by its looks."""
    endpoint = Endpoint(base_url="http://h/v1", model="m", key=SecretStr(KEY))
    found = trouble(RateLimitError(f"cannot use {KEY}, sorry", 422), endpoint)
    assert KEY not in str(found)
    assert "sorry" in str(found)


def test_a_page_in_an_error_is_not_shown() -> None:
    """Nobody reads HTML."""
    found = trouble(RateLimitError("<html><body>nginx</body></html>", 418))
    assert found.what == "The model's server rejects the question (HTTP 418)."


def test_without_a_key_a_401_says_that_none_is_set() -> None:
    """Another mend than a wrong one."""
    found = trouble(RateLimitError("no key", 401), Endpoint(base_url="http://h/v1", model="m"))
    assert "none is set" in found.what
