"""Settings: an endpoint is chosen, looked at, used for this session, and let go."""

import json
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from interviewer.models.chat import Chat
from interviewer.models.endpoint import Endpoint
from interviewer.wiring import Wired
from tests import llmfaults as faults
from tests.llmserver import LLMServer, says
from tests.ui.drawn import drawn, keys, opened, press, text, widget

KEY = "sk-never-to-be-shown"
PAGES = ("", "interview", "report", "progress", "library")


@pytest.fixture
def server() -> Iterator[LLMServer]:
    """A model server that is well."""
    with LLMServer(says(json.dumps({"greeting": "hello", "ready": True}))) as running:
        yield running


def settings(page: str = "") -> AppTest:
    """The dialog, opened from that page."""
    return press(opened(page), "settings")


def entered(at: AppTest, url: str, model: str = "small-model", key: str = "") -> AppTest:
    """The fields filled in by hand."""
    widget(at, "endpoint_preset").set_value("Another address")
    drawn(at)
    widget(at, "base_url").set_value(url)
    widget(at, "api_key").set_value(key)
    box = widget(at, "model")
    box.options.append(model)  # as somebody types a name that is not listed
    box.set_value(model)
    return drawn(at)


def chosen(at: AppTest) -> Endpoint | None:
    """The model that this session uses."""
    found = at.session_state.get("connection")
    return found if isinstance(found, Endpoint) else None


@pytest.mark.parametrize("page", PAGES)
def test_every_page_leads_to_the_settings(wired: Wired, page: str) -> None:
    """By one button."""
    assert {"test_connection", "look_for_local", "settings_save"} <= keys(settings(page))


def test_nobody_is_asked_before_a_button_is_pressed(
    wired: Wired, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither ports of this computer nor a provider."""
    monkeypatch.setattr("interviewer.pages.modelfields.look_for_local", _never)
    monkeypatch.setattr("interviewer.pages.settings.models_of", _never)
    settings()


def test_local_servers_are_found_when_asked_for(
    wired: Wired, server: LLMServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And taken with one press: address and model."""
    from interviewer.models.listing import look_for_local

    monkeypatch.setattr(
        "interviewer.pages.modelfields.look_for_local", lambda: look_for_local([server.url])
    )
    at = press(settings(), "look_for_local")
    press(at, "take_0")
    press(at, "settings_save")
    assert chosen(at) == Endpoint(base_url=server.url, model="large-model")


def test_it_is_said_when_no_server_is_found(wired: Wired, monkeypatch: pytest.MonkeyPatch) -> None:
    """Instead of an empty list."""
    monkeypatch.setattr("interviewer.pages.modelfields.look_for_local", tuple)
    assert "No model server answers" in text(press(settings(), "look_for_local"))


def test_the_models_of_an_endpoint_are_listed(wired: Wired, server: LLMServer) -> None:
    """Those that chat."""
    at = press(entered(settings(), server.url, model="?"), "list_models")
    assert {"large-model", "small-model"} <= set(widget(at, "model").options)
    assert widget(at, "model").value == "large-model"


def test_a_connection_is_tested(wired: Wired, server: LLMServer) -> None:
    """What works is said; nothing is chosen by that."""
    at = press(entered(settings(), server.url), "test_connection")
    assert "small-model answers after" in text(at)
    assert chosen(at) is None


TROUBLE = {
    "wrong key": (faults.status(401, f"Incorrect API key provided: {KEY}"), "key"),
    "unknown model": (
        faults.status(404, "no such model", error={"code": "model_not_found"}),
        "model",
    ),
    "a web page": (faults.page(), ""),
}


@pytest.mark.parametrize(("fault", "said"), TROUBLE.values(), ids=TROUBLE.keys())
def test_what_does_not_work_is_said_and_the_key_is_not(
    wired: Wired, fault: object, said: str
) -> None:
    """The fields stay, so that it can be mended."""
    with LLMServer(fault) as server:  # type: ignore[arg-type]
        at = press(entered(settings(), server.url, key=KEY), "test_connection")
        assert "answers after" not in text(at)
        assert said in " ".join(e.value for e in at.error)
        assert not any(KEY in e.value for e in at.error)
        assert widget(at, "base_url").value == server.url


@pytest.mark.parametrize(
    ("url", "key", "said"),
    [
        ("file:///etc/passwd", "", "http or https"),
        ("http://169.254.169.254/v1", "", "not of a model"),
        ("http://127.0.0.1:1/v1", "two\nlines", "line break"),
        ("", "", "No address"),
    ],
)
def test_what_may_not_be_called_is_not_taken(wired: Wired, url: str, key: str, said: str) -> None:
    """Neither for a test nor for use."""
    for button in ("test_connection", "settings_save"):
        at = press(entered(settings(), url, key=key), button)
        assert said in " ".join(e.value for e in at.error)
        assert chosen(at) is None


def test_a_provider_that_wants_a_key_is_not_taken_without_one(wired: Wired) -> None:
    """OpenAI, with nothing entered."""
    at = press(settings(), "settings_save")
    assert "wants a key" in " ".join(e.value for e in at.error)
    assert chosen(at) is None


def test_a_chosen_model_judges_what_begins_now(wired: Wired, server: LLMServer) -> None:
    """The key is kept for the session, in its memory alone."""
    at = press(entered(settings(), server.url, key=KEY), "settings_save")
    found = chosen(at)
    assert found is not None
    assert found.key is not None
    assert found.key.get_secret_value() == KEY
    assert "Model examiner" in text(at)
    assert KEY not in text(at)
    press(at, "start")
    (only,) = wired.engine.interviews()
    plan = wired.engine.load(only.id).plan
    assert plan.by_model
    assert plan.examiner.startswith("llm/1 small-model")
    assert KEY not in (wired.settings.home / "interviews.sqlite3").read_bytes().decode("latin-1")


def test_another_session_does_not_see_it(wired: Wired, server: LLMServer) -> None:
    """What one session chose is its own."""
    press(entered(settings(), server.url), "settings_save")
    assert "Offline examiner" in text(opened())


def test_one_can_go_back_to_the_offline_examiner(wired: Wired, server: LLMServer) -> None:
    """And the key is forgotten."""
    at = press(entered(settings(), server.url, key=KEY), "settings_save")
    press(press(at, "settings"), "use_offline")
    assert chosen(at) is None
    assert "Offline examiner" in text(at)
    assert KEY not in str(at.session_state.get("connected"))


def test_a_configured_provider_is_shown_as_what_it_is(
    wired: Wired, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And used as that again, not sent to OpenAI."""
    import streamlit as st

    st.cache_resource.clear()
    monkeypatch.setenv("MOCK_INTERVIEWER_MODEL", "anthropic:claude-x")
    at = settings()
    assert widget(at, "endpoint_preset").value == "Another provider"
    assert widget(at, "model").value == "anthropic:claude-x"
    press(at, "settings_save")
    assert chosen(at) == Endpoint(provider="anthropic", model="claude-x")


def typed(at: AppTest, preset: str, model: str) -> AppTest:
    """A model by name, of a provider that has an address of its own."""
    widget(at, "endpoint_preset").set_value(preset)
    box = widget(drawn(at), "model")
    box.options.append(model)
    box.set_value(model)
    return drawn(at)


@pytest.mark.parametrize("preset", ["OpenAI", "Another provider"])
def test_a_provider_can_be_named(wired: Wired, preset: str) -> None:
    """Before the model, as everywhere else; it is shown no key of OpenAI's."""
    at = typed(settings(), preset, "mistralai:small")
    if preset == "OpenAI":
        widget(at, "api_key").set_value(KEY)
    press(at, "settings_save")
    assert chosen(at) == Endpoint(provider="mistralai", model="small")


@pytest.mark.parametrize("model", ["gpt-4o", "nobody:model"])
def test_another_provider_has_to_be_said(wired: Wired, model: str) -> None:
    """One that is known; nothing goes to OpenAI by mistake."""
    at = press(typed(settings(), "Another provider", model), "settings_save")
    assert "which provider" in " ".join(e.value for e in at.error)
    assert chosen(at) is None


def test_what_was_tested_is_what_is_used(
    wired: Wired, server: LLMServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its client stands, and its connection: the first answer waits for neither."""
    warmed: list[Chat] = []
    real = Chat.warm

    def warm(chat: Chat) -> None:
        warmed.append(chat)
        real(chat)

    monkeypatch.setattr(Chat, "warm", warm)
    at = press(entered(settings(), server.url), "test_connection")
    press(at, "settings_save")
    used = at.session_state["connected"][2]
    assert used.endpoint.model == "small-model"
    assert [used.chat] == warmed


def test_it_is_said_whom_a_change_concerns(wired: Wired) -> None:
    """An interview under way with a model goes on with the one that is chosen."""
    assert "goes on with the one chosen here" in text(settings())


def test_a_configured_key_goes_to_no_other_address(
    wired: Wired, server: LLMServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It belongs to the endpoint it was set for."""
    import streamlit as st

    st.cache_resource.clear()
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    press(entered(settings(), server.url), "test_connection")
    assert server.requests
    assert not any(KEY in str(r.headers) for r in server.requests)


def test_a_configured_key_is_known_with_or_without_a_slash(
    wired: Wired, server: LLMServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both addresses are one place."""
    import streamlit as st

    st.cache_resource.clear()
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", f"{server.url}/")
    press(entered(settings(), server.url), "test_connection")
    assert all(KEY in str(r.headers) for r in server.requests)
    assert server.requests


def test_the_chosen_model_is_shown_when_the_dialog_opens_again(
    wired: Wired, server: LLMServer
) -> None:
    """To be changed, not to be typed in again."""
    at = press(entered(settings(), server.url), "settings_save")
    press(at, "settings")
    assert widget(at, "base_url").value == server.url
    assert widget(at, "model").value == "small-model"


def test_a_chat_is_not_built_for_drawing_a_page(
    wired: Wired, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a model nothing of its client is made."""
    monkeypatch.setattr(Chat, "__init__", _never)
    opened()
    settings()


def _never(*_: object, **__: object) -> None:
    raise AssertionError("nobody asked for that")
