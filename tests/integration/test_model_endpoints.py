"""What an endpoint offers and what of it works; servers on this machine are looked for."""

import json
from itertools import count

import pytest

from interviewer.errors import (
    BadEndpoint,
    BadKey,
    BrokenReply,
    TimedOut,
    UnknownModel,
    Unreachable,
)
from interviewer.models.chat import look_for_local, models
from interviewer.models.dialect import Structure
from interviewer.models.endpoint import Endpoint
from interviewer.models.probing import probe
from tests import llmfaults as faults
from tests.chatting import asked
from tests.llmserver import MODELS, LLMServer, Step, completion, says

GREETING = json.dumps({"greeting": "Good morning, and welcome to your interview.", "ready": True})


def test_an_endpoint_lists_its_chat_models() -> None:
    """Sorted, and without those that only embed."""
    with LLMServer(says("")) as server:
        assert models(Endpoint(base_url=server.url, model="")) == ("large-model", "small-model")


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        (faults.status(401), BadKey),
        (faults.status(404), UnknownModel),
        (faults.status(500), Unreachable),
        (faults.page(), BrokenReply),
        (faults.whole("[1, 2]"), BrokenReply),
        (faults.whole('{"data": "x"'), BrokenReply),
        (faults.whole(json.dumps({"data": "x" * 3_000_000})), BrokenReply),
        (faults.hangs, TimedOut),
    ],
)
def test_a_list_that_cannot_be_had_is_an_error_like_any_other(
    step: Step, kind: type[Exception]
) -> None:
    """The same sentences as when a model is asked."""
    with LLMServer(says(""), models=step) as server, pytest.raises(kind):
        models(Endpoint(base_url=server.url, model="m"), seconds=0.5)


def test_names_of_models_that_are_none_are_left_out() -> None:
    """What a server lists is data."""
    listed = [{"id": "good"}, {"id": "bad\nname"}, {"id": 7}, {}, "x", {"id": "y" * 300}]
    with LLMServer(says(""), models=faults.whole(json.dumps({"data": listed}))) as server:
        assert models(Endpoint(base_url=server.url, model="m")) == ("good",)


def test_a_forbidden_address_is_asked_for_no_list() -> None:
    """The guard stands before every call."""
    with pytest.raises(BadEndpoint):
        models(Endpoint(base_url="http://169.254.169.254/v1", model="m"))


def test_local_servers_are_found_and_others_passed_over() -> None:
    """One with models, one that is no model server, one that is gone."""
    with (
        LLMServer(says("")) as good,
        LLMServer(says(""), models=faults.page()) as web,
        LLMServer(says(""), models=()) as empty,
    ):
        with LLMServer(says("")) as closed:
            gone = closed.url
        found = look_for_local((good.url, web.url, empty.url, gone))
        assert found == (Endpoint(base_url=good.url, model=min(MODELS)),)


def test_a_sound_endpoint_has_nothing_to_note() -> None:
    """Structured output, streaming, counted tokens; by one call."""
    with asked(says(GREETING)) as it:
        found = it.chat.probe()
        assert (found.structure, found.streams, found.counts_tokens, found.notes) == (
            Structure.JSON_SCHEMA,
            True,
            True,
            (),
        )
        assert it.calls == 1


def test_a_plain_endpoint_is_described_in_sentences() -> None:
    """No schema, no stream, no counts: each costs a sentence, and none an error."""
    whole = json.dumps({**completion({"content": GREETING}), "usage": None})
    with asked(faults.rejects("response_format", "tools", otherwise=faults.whole(whole))) as it:
        found = it.chat.probe()
        assert (found.structure, found.streams, found.counts_tokens) == (
            Structure.PROMPT,
            False,
            False,
        )
        assert len(found.notes) == 3


def test_a_slow_endpoint_is_said_to_be_slow() -> None:
    """In seconds until its first words."""
    with asked(says(GREETING)) as it:
        found = probe(it.chat, count(0, 7.0).__next__)
        assert found.seconds == 7.0
        assert "7 seconds" in found.notes[0]


def test_a_broken_endpoint_raises_what_is_wrong() -> None:
    """As asking does."""
    with asked(faults.status(401)) as it, pytest.raises(BadKey):
        it.chat.probe()


def test_warming_contacts_nobody() -> None:
    """The first page may warm the client before anybody has said yes."""
    with asked(says(GREETING)) as it:
        it.chat.warm()
        assert it.server.requests == []
