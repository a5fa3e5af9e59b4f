"""Errors by status: each ends in a sentence a candidate understands, after bounded retries."""

import pytest

from interviewer.errors import (
    BadEndpoint,
    BadKey,
    Busy,
    Filtered,
    OutOfQuota,
    Refused,
    TooLong,
    UnknownModel,
    Unreachable,
)
from tests import llmfaults as faults
from tests.chatting import KEY, REPLY, asked, chat_at
from tests.llmserver import LLMServer, says

QUOTA = {"code": "insufficient_quota", "type": "insufficient_quota"}
CONTEXT = {"code": "context_length_exceeded", "type": "invalid_request_error"}


def test_without_faults_an_answer_takes_one_call() -> None:
    """One request, one whole reply, the text growing on the way."""
    with asked(says(REPLY)) as it:
        answered = it.answer()
        assert (it.calls, answered.text, it.seen[-1]) == (1, REPLY, REPLY)
        assert all(REPLY.startswith(text) for text in it.seen)
        assert len(it.seen) > 3
        assert it.waits == []


def test_429_with_retry_after_1_is_waited_out() -> None:
    """A second's wait, then the reply."""
    with asked(faults.status(429, Retry_After="1"), says(REPLY)) as it:
        assert it.answer().text == REPLY
        assert (it.calls, it.waits) == (2, [1.0])


@pytest.mark.parametrize("seconds", ["90", "200"])
def test_429_with_a_long_retry_after_is_handed_on_at_once(seconds: str) -> None:
    """Nobody sits through ninety seconds without a word: the page counts down instead."""
    with asked(faults.status(429, Retry_After=seconds)) as it:
        error = it.trouble()
        assert isinstance(error, Busy)
        assert (error.wait, it.calls, it.waits) == (float(seconds), 1, [])
        assert seconds in error.what


def test_429_with_a_date_far_ahead_is_handed_on_with_its_seconds() -> None:
    """A date counts from the server's own clock, and a day at most."""
    with asked(faults.status(429, Retry_After="Fri, 01 Jan 2100 00:00:00 GMT")) as it:
        error = it.trouble()
        assert (error.wait, it.calls) == (86_400.0, 1)


def test_429_with_a_date_gone_by_is_tried_again_soon() -> None:
    """Its time has come already."""
    past = "Fri, 01 Jan 1999 00:00:00 GMT"
    with asked(faults.status(429, Retry_After=past), says(REPLY)) as it:
        assert it.answer().text == REPLY
        assert it.waits == [0.5]


def test_429_with_a_negative_retry_after_is_tried_again_soon() -> None:
    """No wait is negative, and none is skipped."""
    with asked(faults.status(429, Retry_After="-5"), says(REPLY)) as it:
        assert it.answer().text == REPLY
        assert it.waits == [0.5]


def test_429_without_retry_after_is_tried_three_times() -> None:
    """The pauses grow, and then the candidate is told."""
    with asked(faults.status(429)) as it:
        error = it.trouble()
        assert isinstance(error, Busy)
        assert (error.wait, it.calls, it.waits) == (None, 3, [0.5, 1.5])


def test_a_wait_that_the_deadline_does_not_allow_is_handed_on() -> None:
    """Fifteen seconds of patience are worth nothing with ten left."""
    with asked(faults.status(429, Retry_After="15"), deadline=10) as it:
        assert it.trouble().wait == 15.0
        assert it.waits == []


@pytest.mark.parametrize("code", [429, 403, 402])
def test_insufficient_quota_is_never_retried(code: int) -> None:
    """No wait fills an account."""
    step = faults.status(code, "You exceeded your current quota.", error=QUOTA, Retry_After="1")
    with asked(step) as it:
        assert isinstance(it.trouble(), OutOfQuota)
        assert (it.calls, it.waits) == (1, [])


def test_500_is_tried_three_times() -> None:
    """A server that fails may come back; not for ever."""
    with asked(faults.status(500)) as it:
        error = it.trouble()
        assert isinstance(error, Unreachable)
        assert "500" in error.what
        assert it.calls == 3


def test_500_that_passes_costs_nothing_but_a_try() -> None:
    """The second call's reply counts, and both calls are tallied."""
    with asked(faults.status(500), says(REPLY)) as it:
        usage = it.answer().usage
        assert (usage.calls, usage.tokens_in, usage.estimated) == (2, 100, False)


def test_503_with_html_is_a_busy_server() -> None:
    """Nothing of the page is shown."""
    with asked(faults.page(503)) as it:
        error = it.trouble()
        assert isinstance(error, Busy)
        assert "<" not in str(error)


def test_401_names_the_key_and_never_shows_it() -> None:
    """The server's own message repeats the key; ours does not."""
    with asked(faults.status(401, f"Incorrect API key provided: {KEY}.")) as it:
        assert isinstance(it.trouble(), BadKey)
        assert it.calls == 1


def test_403_is_a_key_that_may_not() -> None:
    """The same mend: another key, or another model."""
    with asked(faults.status(403, f"Key {KEY} may not use this model.")) as it:
        assert isinstance(it.trouble(), BadKey)


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ("The model `small-model` does not exist.", {"code": "model_not_found"}),
        ('model "small-model" not found, try pulling it first', {}),
    ],
)
def test_an_unknown_model_is_named_as_such(message: str, error: dict[str, str]) -> None:
    """As OpenAI says it, and as Ollama does."""
    with asked(faults.status(404, message, error=error)) as it:
        found = it.trouble()
        assert isinstance(found, UnknownModel)
        assert "small-model" in str(found)
        assert it.calls == 1


def test_404_without_a_word_is_a_wrong_address() -> None:
    """The address usually lacks its /v1."""
    with asked(faults.status(404, "Not Found")) as it:
        error = it.trouble()
        assert isinstance(error, UnknownModel)
        assert "/v1" in error.mend


def test_a_context_that_is_too_long_is_not_sent_again() -> None:
    """It would be as long the next time."""
    with asked(faults.status(400, "Reduce the length of the tools.", error=CONTEXT)) as it:
        assert isinstance(it.trouble(), TooLong)
        assert it.calls == 1


def test_a_content_filter_is_named_as_such() -> None:
    """As Azure says it; asking again would be filtered again."""
    said = faults.status(400, "Filtered by policy.", error={"code": "content_filter"})
    with asked(said) as it:
        assert isinstance(it.trouble(), Filtered)
        assert it.calls == 1


def test_a_rejected_request_says_why_without_a_key_in_it() -> None:
    """What the server says is shown in one line, scrubbed."""
    with asked(faults.status(409, f"no luck for {KEY}\nand sk-other123 today")) as it:
        error = it.trouble()
        assert isinstance(error, Refused)
        assert "no luck for …" in error.what
        assert "sk-other" not in error.what


def test_a_refused_connection_is_told_at_once() -> None:
    """Nobody listens there: no retry makes a server."""
    with LLMServer(says(REPLY)) as server:
        url = server.url
    with asked(says(REPLY)) as it:
        it.chat = chat_at(url, waits=it.waits)
        error = it.trouble()
        assert isinstance(error, Unreachable)
        assert "Nobody answers" in error.what
        assert it.waits == []


def test_a_redirect_is_not_followed() -> None:
    """The key goes to the address that was entered, or nowhere."""
    with LLMServer(says(REPLY)) as other:
        step = faults.status(307, "moved", Location=f"{other.url}/chat/completions")
        with asked(step) as it:
            assert isinstance(it.trouble(), Unreachable)
        assert other.requests == []


def test_a_name_that_leads_to_the_metadata_of_a_cloud_is_not_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The address is checked where it is used, after the name is resolved."""
    found = [(2, 1, 6, "", ("169.254.169.254", 80))]
    monkeypatch.setattr("interviewer.models.network.socket.getaddrinfo", lambda *_, **__: found)
    with asked(says(REPLY)) as it:
        it.chat = chat_at("http://models.example/v1")
        assert isinstance(it.trouble(), BadEndpoint)
        assert it.calls == 0
