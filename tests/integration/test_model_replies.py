"""Replies that are none, or not whole: nothing partial is ever taken for whole."""

import json

import pytest

from interviewer.errors import BrokenReply, Busy, Filtered, Refused, TimedOut
from tests import llmfaults as faults
from tests.chatting import MESSAGES, REPLY, Judged, asked
from tests.llmfaults import delta
from tests.llmserver import USAGE, Step, chunk, completion, says

HALF = '{"reply": "What about'


def test_200_with_html_is_a_web_page_and_no_model() -> None:
    """One call tells; another would bring the same page."""
    with asked(faults.page()) as it:
        error = it.trouble()
        assert isinstance(error, BrokenReply)
        assert "web page" in error.what
        assert it.calls == 1


def test_broken_json_in_a_stream_is_tried_again() -> None:
    """An event that is no JSON spoils one call, not the answer."""
    with asked(faults.events('data: {"choices": [{"del'), says(REPLY)) as it:
        assert it.answer().text == REPLY


def test_broken_json_in_a_whole_response_is_a_broken_reply() -> None:
    """Whether streamed or not, the calls are bounded."""
    with asked(faults.whole('{"choices": [')) as it:
        assert isinstance(it.trouble(), BrokenReply)
        assert it.calls <= 4


@pytest.mark.parametrize("body", ["", "null", "[]", "{}", '{"choices": null}'])
def test_an_empty_response_is_a_broken_reply(body: str) -> None:
    """Odd successes of servers are no crash of ours."""
    with asked(faults.whole(body)) as it:
        assert isinstance(it.trouble(), BrokenReply)
        assert it.calls <= 4


def test_a_stream_of_empty_choices_is_a_broken_reply() -> None:
    """`choices: []` says nothing, and ends nothing."""
    with asked(faults.chunks(chunk([]), chunk([]))) as it:
        assert isinstance(it.trouble(), BrokenReply)
        assert it.calls == 3


def test_empty_choices_in_a_whole_response_are_a_broken_reply() -> None:
    """The same, unstreamed."""
    with asked(faults.whole(json.dumps({**completion({}), "choices": []}))) as it:
        assert isinstance(it.trouble(), BrokenReply)


@pytest.mark.parametrize("streamed", [True, False])
def test_null_content_with_a_refusal_says_that_the_model_declined(streamed: bool) -> None:  # noqa: FBT001
    """It would decline again: it is asked once, or twice where it first had to be asked whole."""
    refusal = {"content": None, "refusal": "I cannot help with that."}
    whole = faults.whole(json.dumps(completion(refusal)))
    step = faults.chunks(delta(**refusal), delta("stop")) if streamed else whole
    with asked(step) as it:
        assert isinstance(it.trouble(), Refused)
        assert it.calls == (1 if streamed else 2)


def test_a_length_cut_is_never_taken_for_whole() -> None:
    """Even where what came parses."""
    with asked(says(REPLY, finish="length")) as it:
        assert isinstance(it.trouble(), BrokenReply)
        assert it.calls == 1


def test_a_filter_that_ends_the_stream_is_named_as_such() -> None:
    """The reply so far does not count."""
    with asked(says(REPLY, finish="content_filter")) as it:
        assert isinstance(it.trouble(), Filtered)


def test_an_error_in_a_200_is_an_error() -> None:
    """Its own words say which: this one is busy."""
    body = json.dumps({"error": {"message": "Rate limit reached.", "code": "rate_limit_exceeded"}})
    with asked(faults.whole(body)) as it:
        assert isinstance(it.trouble(), Busy)


def test_an_error_event_in_a_stream_starts_the_text_over() -> None:
    """What was shown is taken back before the retry, never doubled."""
    failed = faults.chunks(delta(content=HALF), {"error": {"message": "oh", "type": "server"}})
    with asked(failed, says(REPLY)) as it:
        assert it.answer().text == REPLY
        again = it.seen.index("")
        assert it.seen[:again] == [HALF]
        assert all(REPLY.startswith(text) for text in it.seen[again + 1 :])


def test_an_error_event_that_stays_is_told() -> None:
    """Three tries, then a sentence; what the calls took is estimated."""
    failed = faults.chunks(delta(content=HALF), {"error": {"message": "oh", "type": "server"}})
    with asked(failed) as it:
        error = it.trouble()
        assert it.calls == 3
        assert error.usage is not None
        assert (error.usage.calls, error.usage.estimated) == (3, True)


def test_a_stream_that_is_cut_is_tried_again() -> None:
    """The connection broke in the middle of the reply."""
    with asked(faults.breaks(HALF), says(REPLY)) as it:
        assert it.answer().text == REPLY


def test_a_stream_that_is_always_cut_is_a_broken_reply() -> None:
    """And what came before each cut is not taken for whole."""
    with asked(faults.breaks(REPLY)) as it:
        error = it.trouble()
        assert isinstance(error, BrokenReply)
        assert "broke off" in error.what
        assert it.calls == 3


def test_a_stream_without_finish_is_never_taken_for_whole() -> None:
    """It ends as if all were well, and the text even parses."""
    with asked(faults.chunks(delta(content=REPLY), done=True)) as it:
        assert isinstance(it.trouble(), BrokenReply)
        assert it.calls == 3


def test_a_hang_ends_at_the_deadline() -> None:
    """The server takes the request and says nothing."""
    with asked(faults.hangs, deadline=0.3) as it:
        error = it.trouble()
        assert isinstance(error, TimedOut)
        assert it.calls == 1


def test_a_stall_ends_when_it_has_been_silent_too_long() -> None:
    """Half a reply and then nothing, with much of the deadline left."""
    with asked(faults.stalls(HALF), deadline=60, silence=0.3) as it:
        assert isinstance(it.trouble(), TimedOut)
        assert it.calls == 1


@pytest.mark.parametrize("step", [faults.drips(0.02), faults.keeps_alive(0.02)])
def test_a_trickle_does_not_defeat_the_deadline(step: Step) -> None:
    """A token now and then, or comments that keep alive: each read is quick, the whole is not."""
    with asked(step, deadline=0.4, silence=5) as it:
        error = it.trouble()
        assert isinstance(error, TimedOut)
        assert "whole" in error.what
        assert it.calls == 1


def test_headers_that_trickle_do_not_defeat_the_deadline() -> None:
    """Not even before the reply begins."""
    with asked(faults.drips_headers(0.02), deadline=0.4, silence=5) as it:
        assert isinstance(it.trouble(), TimedOut)


def test_a_model_that_does_not_end_is_stopped() -> None:
    """Ten thousand words are no reply."""
    with asked(says('{"reply": "' + "word " * 10_000, size=2000)) as it:
        error = it.trouble()
        assert isinstance(error, BrokenReply)
        assert "on and on" in error.what
        assert it.calls == 1


@pytest.mark.parametrize("score", ["11", "-1", '"7/10"'])
def test_a_whole_object_with_a_value_that_does_not_fit_is_handed_on(score: str) -> None:
    """What of it counts is for the examiner to say, who repairs it with a small call."""
    text = f'{{"reply": "Go on?", "score": {score}, "extra": "unknown-point"}}'
    with asked(says(text)) as it:
        assert it.answer().text == text
        assert it.calls == 1


def test_a_nan_makes_no_json_object() -> None:
    """Some parsers would take it; it is no number of any mark."""
    with asked(says('{"reply": "Go on?", "score": NaN}')) as it:
        assert isinstance(it.trouble(), BrokenReply)
        assert it.calls == 3


@pytest.mark.parametrize(
    "text",
    [
        f"Sure! Here is {{my}} answer:\n```json\n{REPLY}\n```\nHope this helps {{:-)}}",
        f"<think>Maybe {REPLY[:20]} or so.</think>\n{REPLY}",
        f"He did say it.</think>{REPLY}",
    ],
)
def test_prose_fences_and_thoughts_around_the_object_are_left_away(text: str) -> None:
    """In the text that grows as well as in the whole."""
    with asked(says(text, size=3)) as it:
        assert it.answer().text == REPLY
        assert all(REPLY.startswith(seen) for seen in it.seen)


def test_tokens_are_counted_as_the_server_says() -> None:
    """In, of those cached, and out."""
    with asked(says(REPLY)) as it:
        usage = it.answer().usage
        assert (usage.tokens_in, usage.tokens_cached, usage.tokens_out) == (100, 64, 20)
        assert (usage.model, usage.estimated) == ("small-model", False)


def test_tokens_are_estimated_where_the_server_counts_none() -> None:
    """Four characters are about a token."""
    with asked(says(REPLY, usage=None)) as it:
        usage = it.answer().usage
        assert (usage.tokens_in, usage.tokens_out) == (9, 13)
        assert usage.estimated


def test_counts_that_come_with_every_chunk_are_not_added_up() -> None:
    """Some servers say at each token what it was so far."""
    grown = [{**USAGE, "completion_tokens": n} for n in (1, 2, 3)]
    several = [chunk([{"index": 0, "delta": {}, "finish_reason": None}], usage=u) for u in grown]
    with asked(faults.chunks(delta(content=REPLY), *several, delta("stop"))) as it:
        usage = it.answer().usage
        assert (usage.tokens_in, usage.tokens_out) == (100, 3)


def test_closing_the_stream_stops_the_server() -> None:
    """Whoever presses stop does not pay for the rest."""
    with asked(faults.drips(0.005)) as it:
        asking = it.chat.ask(MESSAGES, Judged)
        next(asking)
        asking.close()
        assert it.server.left.wait(5)


ODD_COUNTS = [
    {"prompt_tokens": "100", "completion_tokens": "x"},
    {"prompt_tokens": 10.5, "completion_tokens": 2.5, "total_tokens": 13},
    {"prompt_tokens": 10, "completion_tokens": 1e30},
    {"prompt_tokens": [1], "completion_tokens": 1, "total_tokens": 2},
    {"prompt_tokens": 100, "completion_tokens": 20, "prompt_tokens_details": "none"},
    {
        "prompt_tokens": 100,
        "completion_tokens": 20,
        "prompt_tokens_details": {"cached_tokens": "?"},
    },
]


@pytest.mark.parametrize("usage", ODD_COUNTS, ids=str)
@pytest.mark.parametrize("streamed", [True, False], ids=["streamed", "whole"])
def test_odd_counts_spoil_no_reply(usage: dict[str, object], streamed: bool) -> None:  # noqa: FBT001
    """Whatever a server says that it took: the reply is as good, and is asked for once."""
    whole = faults.whole(json.dumps({**completion({"content": REPLY}), "usage": usage}))
    with asked(says(REPLY, usage=usage) if streamed else whole) as it:
        answered = it.answer()
        assert answered.text == REPLY
        assert it.calls == (1 if streamed else 2)
        assert 0 < answered.usage.tokens_in < 200
        assert 0 <= answered.usage.tokens_cached <= answered.usage.tokens_in
