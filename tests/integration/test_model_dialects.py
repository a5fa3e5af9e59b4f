"""The ladder: a schema, else a function, else the prompt alone; found once and remembered."""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from interviewer.errors import BrokenReply, Refused
from interviewer.models.chat import Chat
from interviewer.models.dialect import Dialect, Dialects, Structure
from interviewer.models.endpoint import Endpoint
from tests import llmfaults as faults
from tests.chatting import MESSAGES, REPLY, Judged, asked
from tests.llmserver import LLMServer, Step, completion, says

SOUND = says(REPLY)


def test_a_schema_is_asked_for_first_and_strictly() -> None:
    """Properties in their order, every one required, nothing beside them."""
    with asked(SOUND) as it:
        it.answer()
        form = it.server.asked[0]["response_format"]["json_schema"]
        assert form["strict"] is True
        assert list(form["schema"]["properties"]) == ["reply", "score"]
        assert form["schema"]["required"] == ["reply", "score"]
        assert form["schema"]["additionalProperties"] is False


@pytest.mark.parametrize("code", [400, 404, 422, 500, 501])
def test_an_endpoint_that_rejects_response_format_is_given_a_function(code: int) -> None:
    """Its arguments stream as the text would have, and nobody waits."""
    with asked(faults.rejects("response_format", code=code, otherwise=SOUND)) as it:
        assert it.answer().text == REPLY
        assert (it.calls, it.waits) == (2, [])
        assert it.server.asked[1]["tool_choice"]["function"]["name"] == "Judged"
        assert len(it.seen) > 3


@pytest.mark.parametrize("code", [400, 404, 422, 501])
def test_a_rejection_is_taken_at_its_word(code: int) -> None:
    """The server says what it does not take: it is not sent again."""
    with asked(faults.rejects("response_format", code=code, otherwise=SOUND)) as it:
        it.answer()
        assert it.chat.dialect().structure is Structure.FUNCTION_CALLING


@pytest.mark.parametrize(
    "fault",
    [says(""), says("Sorry, I cannot."), faults.status(500, "the grammar sampler crashed")],
    ids=["nothing", "prose", "a crash"],
)
def test_one_bad_reply_makes_no_endpoint_plain(fault: Step) -> None:
    """It is asked in a plainer way this once; the next question begins at the top again."""
    with asked(fault, SOUND) as it:
        assert it.answer().dialect.structure is Structure.FUNCTION_CALLING
        it.answer()
        assert "response_format" in it.server.asked[2]
        assert it.calls == 3


def test_bad_replies_to_two_questions_running_are_believed() -> None:
    """Then no more calls are lost on a form that the server does not keep to."""
    with asked(says(""), SOUND, says(""), SOUND) as it:
        for _ in range(3):
            it.answer()
        assert it.calls == 5
        assert "tools" in it.server.asked[4]


def test_a_good_reply_between_two_bad_ones_clears_the_endpoint() -> None:
    """Only questions running count."""
    with asked(says(""), SOUND, SOUND, says(""), SOUND) as it:
        for _ in range(3):
            it.answer()
        assert it.chat.dialect().structure is Structure.JSON_SCHEMA


def test_testing_an_endpoint_finds_out_anew_what_it_takes() -> None:
    """Whatever was learnt of it: its server may be another by now."""
    ready = says('{"greeting": "hello", "ready": true}')
    with asked(faults.rejects("response_format", otherwise=SOUND)) as it:
        it.answer()
        it.server.script = [ready]
        assert it.chat.probe().structure is Structure.JSON_SCHEMA
        assert it.chat.dialect().structure is Structure.JSON_SCHEMA


def test_testing_an_endpoint_says_what_worked_this_time() -> None:
    """Also where one reply alone is not believed yet."""
    ready = says('{"greeting": "hello", "ready": true}')
    with asked(says("Hello!"), ready) as it:
        assert it.chat.probe().structure is Structure.FUNCTION_CALLING


def test_an_endpoint_without_functions_is_told_the_form_in_the_prompt() -> None:
    """In the first message, whose beginning stays as it was."""
    with asked(faults.rejects("response_format", "tools", otherwise=SOUND)) as it:
        assert it.answer().text == REPLY
        told = it.server.asked[2]["messages"]
        assert told[0]["content"].startswith("You are an interviewer.")
        assert '"score":{"type":"integer"}' in told[0]["content"]
        assert told[1]["content"] == "It learns."


def test_what_was_found_is_remembered() -> None:
    """The second answer takes one call, also through another chat on the same model."""
    with asked(faults.rejects("response_format", otherwise=SOUND)) as it:
        it.answer()
        it.answer()
        assert it.calls == 3


def test_what_was_found_belongs_to_endpoint_and_model() -> None:
    """Another model at the same address may know better."""
    known, plain = Dialects(), Dialect(structure=Structure.PROMPT)
    here = Endpoint(base_url="http://127.0.0.1:1/v1", model="a")
    known.learn(here, plain)
    assert known.of(here.model_copy(update={"key": None})) == plain
    assert known.of(here.model_copy(update={"model": "b"})).structure is Structure.JSON_SCHEMA


def test_a_bad_request_that_names_nothing_is_tried_in_plainer_ways() -> None:
    """Then the server's word is passed on; three quick calls in all."""
    with asked(faults.status(400, "Bad Request")) as it:
        assert isinstance(it.trouble(), Refused)
        assert (it.calls, it.waits) == (3, [])


def test_an_endpoint_that_ignores_the_schema_is_asked_plainly() -> None:
    """Prose is no object: the next call asks in another way, and what was seen is taken back."""
    with asked(says('The answer is {"good": true}.'), SOUND) as it:
        assert it.answer().text == REPLY
        assert "" in it.seen
        assert "tools" in it.server.asked[1]


def test_an_answer_without_any_form_is_given_up_after_three_calls() -> None:
    """One call a rung, and no more."""
    with asked(says("I would rather talk about the weather.")) as it:
        assert isinstance(it.trouble(), BrokenReply)
        assert it.calls == 3
        assert it.chat.dialect().structure is Structure.JSON_SCHEMA


def test_a_function_that_is_called_by_content_counts_too() -> None:
    """Some servers take the tools and answer in text."""
    text = faults.chunks(faults.delta(content=REPLY), faults.delta("stop"))
    with asked(faults.rejects("response_format", otherwise=text)) as it:
        assert it.answer().text == REPLY


def test_an_endpoint_that_takes_no_temperature_is_asked_without() -> None:
    """The form stays as good as it was."""
    with asked(faults.rejects("temperature", otherwise=SOUND)) as it:
        assert it.answer().text == REPLY
        assert it.chat.dialect() == Dialect(temperature=False)


def test_an_endpoint_that_counts_no_tokens_in_streams_is_not_asked_to() -> None:
    """The tokens are estimated then."""
    with asked(faults.rejects("stream_options", otherwise=SOUND)) as it:
        assert it.answer().usage.estimated
        assert it.chat.dialect() == Dialect(counts=False)


def test_an_endpoint_that_does_not_stream_is_asked_for_the_whole() -> None:
    """The reply comes in one piece, and the next question does not try again."""
    with asked(faults.only_whole(REPLY)) as it:
        assert it.answer().text == REPLY
        assert it.answer().text == REPLY
        assert it.calls == 3
        assert it.seen == [REPLY, REPLY]


def test_a_function_called_in_a_whole_reply_is_read() -> None:
    """Its arguments, as text again."""
    called = {
        "id": "f1",
        "type": "function",
        "function": {"name": "Judged", "arguments": REPLY},
    }
    message: Mapping[str, Any] = {"content": None, "tool_calls": [called]}
    whole = json.dumps(completion(message, "tool_calls"))
    with asked(faults.rejects("response_format", otherwise=faults.whole(whole))) as it:
        assert json.loads(it.answer().text) == json.loads(REPLY)


@pytest.mark.parametrize("model", ["o3-mini", "gpt-5", "gpt-5-mini"])
def test_models_that_reason_are_sent_no_temperature(model: str) -> None:
    """OpenAI's take only their own; a call would be lost in finding out."""
    with LLMServer(SOUND) as server:
        chat = Chat(Endpoint(base_url=server.url, model=model), dialects=Dialects())
        for _ in chat.ask(MESSAGES, Judged):
            pass
        chat.close()
        assert len(server.asked) == 1
        assert "temperature" not in server.asked[0]


def test_without_a_key_the_environments_goes_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A local server must not be shown the key of another."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-openai")
    monkeypatch.setenv("OPENAI_PROXY", "http://127.0.0.1:1")
    with LLMServer(SOUND) as server:
        chat = Chat(Endpoint(base_url=server.url, model="m"), dialects=Dialects())
        for _ in chat.ask(MESSAGES, Judged):
            pass
        chat.close()
        assert "sk-of-openai" not in str(server.requests)


def test_one_chat_serves_many_threads() -> None:
    """Each gets the whole of its own reply, one call each."""
    with asked(says(REPLY, size=2)) as it, ThreadPoolExecutor(8) as pool:

        def answer(_: int) -> str:
            asking = it.chat.ask(MESSAGES, Judged)
            return list(asking)[-1]

        assert set(pool.map(answer, range(16))) == {REPLY}
        assert it.calls == 16


@pytest.mark.parametrize("size", [4, 1000])
def test_the_connection_is_kept_between_answers(size: int) -> None:
    """The next answer does not begin with a handshake."""
    with asked(says(REPLY, size=size)) as it:
        for _ in range(3):
            it.answer()
        assert len({r.port for r in it.server.requests}) == 1
