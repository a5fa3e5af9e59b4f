"""Which addresses, keys and names of models are taken, and which are never used."""

import pytest
from pydantic import SecretStr

from interviewer.errors import BadEndpoint
from interviewer.models.endpoint import LOCAL, Endpoint, checked, forbidden, named

KEY = "sk-proj-secret7b1e"


def at(url: str | None, key: str | None = "k", model: str = "m") -> Endpoint:
    return Endpoint(base_url=url, model=model, key=SecretStr(key) if key is not None else None)


@pytest.mark.parametrize("url", [*LOCAL.values(), "https://api.example.com/v1"])
def test_an_ordinary_address_stays_as_it_is(url: str) -> None:
    """The presets among them."""
    assert checked(at(url)).base_url == url


@pytest.mark.parametrize(
    ("entered", "kept"),
    [
        (" http://127.0.0.1:1234/v1/ ", "http://127.0.0.1:1234/v1"),
        ("https://h.example/v1/chat/completions", "https://h.example/v1"),
        ("http://[::1]:8000/v1", "http://[::1]:8000/v1"),
        ("", None),
        ("  ", None),
    ],
)
def test_an_address_is_trimmed(entered: str, kept: str | None) -> None:
    """What people paste is often a little more than the place."""
    assert checked(at(entered)).base_url == kept


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://h/v1",
        "127.0.0.1:8000/v1",
        "javascript:alert(1)",
        "http://",
        "http://:80/v1",
        "http://h:99999/v1",
        "http://h:port/v1",
        "http://user:secret@h/v1",
        "http://h/v1?key=secret",
        "http://h/v1#x",
        "http://h/v1\r\nX-Header: 1",
        "http://h /v1",
        "http://h\\@169.254.169.254/v1",
        "http://[::1/v1",
        "http://bücher.example/v1",
        "http://h/" + "x" * 600,
    ],
)
def test_what_is_no_plain_address_is_refused(url: str) -> None:
    """In a sentence, with what would mend it, and without the secret in it."""
    with pytest.raises(BadEndpoint) as error:
        checked(at(url))
    assert error.value.mend
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    "host",
    [
        "169.254.169.254",
        "169.254.0.1",
        "2852039166",
        "0xA9FEA9FE",
        "0251.0376.0251.0376",
        "169.254.43518",
        "[fe80::1]",
        "[fe80::1%25eth0]",
        "[::ffff:169.254.169.254]",
        "[64:ff9b::a9fe:a9fe]",
        "[2002:a9fe:a9fe::1]",
        "[fd00:ec2::254]",
        "100.100.100.200",
        "224.0.0.1",
        "255.255.255.255",
        "metadata.google.internal",
        "METADATA.google.internal.",
    ],
)
def test_link_local_and_metadata_addresses_are_never_called(host: str) -> None:
    """In whatever spelling."""
    with pytest.raises(BadEndpoint):
        checked(at(f"http://{host}/v1"))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.0.0.7", "192.168.1.4", "::1", "localhost", "gpu"]
)
def test_machines_of_ones_own_may_be_called(host: str) -> None:
    """Most local models live there."""
    assert not forbidden(host)


@pytest.mark.parametrize("key", ["sk-a\nsk-b", "sk-a\r\nHost: x", "two words", "schlüssel", "a\0b"])
def test_a_key_with_a_break_in_it_is_refused_without_being_shown(key: str) -> None:
    """It would otherwise become two headers, or fail where nobody understands it."""
    with pytest.raises(BadEndpoint, match="key holds") as error:
        checked(at("http://h/v1", key))
    assert key not in str(error.value)


def test_blanks_and_breaks_around_a_key_are_trimmed() -> None:
    """They come with copying."""
    kept = checked(at("http://h/v1", f"\n {KEY}\r\n")).key
    assert kept is not None
    assert kept.get_secret_value() == KEY


def test_a_key_of_blanks_is_none() -> None:
    """Local servers want none."""
    assert checked(at("http://h/v1", " \n")).key is None


def test_openai_itself_wants_a_key() -> None:
    """Told before anything is sent."""
    with pytest.raises(BadEndpoint, match="key"):
        checked(at(None, None))


@pytest.mark.parametrize("model", ["", "  ", "a\nb", "x" * 201])
def test_what_is_no_name_of_a_model_is_refused(model: str) -> None:
    """Before anything is sent."""
    with pytest.raises(BadEndpoint):
        checked(at("http://h/v1", model=model))


def test_a_key_shows_in_no_repr() -> None:
    """Nor in what is said of the endpoint."""
    endpoint = at("http://h/v1", KEY)
    assert KEY not in f"{endpoint!r} {endpoint} {endpoint.where}"


@pytest.mark.parametrize(
    ("name", "provider", "model"),
    [
        ("anthropic:claude-9", "anthropic", "claude-9"),
        ("gpt-5", "openai", "gpt-5"),
        ("llama3:8b", "openai", "llama3:8b"),
    ],
)
def test_a_provider_may_stand_before_the_model(name: str, provider: str, model: str) -> None:
    """But a colon alone makes none: models have versions."""
    endpoint = named(name)
    assert (endpoint.provider, endpoint.model) == (provider, model)


def test_the_key_of_openai_goes_to_no_other_provider() -> None:
    """Their packages read their own."""
    key = SecretStr(KEY)
    assert named("anthropic:claude-9", key=key).key is None
    assert named("openai:gpt-5", key=key).key == key


def test_with_an_address_the_whole_is_the_model() -> None:
    """What stands there is the server's own name for it."""
    assert named("anthropic:claude-9", base_url="http://h/v1").model == "anthropic:claude-9"


@pytest.mark.parametrize(
    ("host", "local"),
    [(None, True), ("127.0.0.1:9999", True), ("http://localhost:1", True), ("gpu.lan:11434", False),
     ("http://[::1", False)],
)  # fmt: skip
def test_ollama_by_its_own_package_is_on_this_machine(
    host: str | None,
    local: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Unless the environment says that it is not: answers would leave, and one is told so."""
    monkeypatch.delenv("OLLAMA_HOST", raising=False)
    if host is not None:
        monkeypatch.setenv("OLLAMA_HOST", host)
    assert named("ollama:llama3.2").local is local
    assert not named("anthropic:claude").local


@pytest.mark.parametrize(
    ("url", "local"),
    [("http://localhost:1/v1", True), ("http://127.9.9.9/v1", True), ("http://10.0.0.1/v1", False)],
)
def test_an_endpoint_knows_whether_it_is_on_this_machine(url: str, local: bool) -> None:  # noqa: FBT001
    """There a reply may take its time."""
    assert at(url).local is local
