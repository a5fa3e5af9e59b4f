"""Who somebody is, and that half a log-in is none."""

import pytest

from interviewer.errors import BadRequest
from interviewer.identity import login_of, person
from interviewer.settings import Settings

WHOLE = {
    "oidc_metadata_url": "https://login.example.org/.well-known/openid-configuration",
    "oidc_client_id": "app",
    "oidc_client_secret": "hush",
    "cookie_secret": "hush-too",
    "public_url": "https://interviews.example.org/",
}


def settings(**given: str) -> Settings:
    return Settings.model_validate(given)


def test_issuer_and_subject_make_an_owner() -> None:
    """Always the same; another for another subject, or another issuer; never their name."""
    anna = person({"iss": "a", "sub": "anna", "name": "Anna  B."})
    assert anna == person({"iss": "a", "sub": "anna", "name": "Anna B.", "email": "x@y"})
    others = {person({"iss": i, "sub": s}).owner for i, s in (("a", "ben"), ("b", "anna"))}
    assert len(others | {anna.owner}) == 3
    assert "anna" not in anna.owner
    assert anna.owner.startswith("of-")
    assert set(anna.owner) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    "claims", [{}, {"sub": "anna"}, {"iss": "a"}, {"iss": "a", "sub": ""}, {"iss": "a", "sub": 7}]
)
def test_who_is_nobody_stays_outside(claims: dict[str, object]) -> None:
    """There is no owner to fall back to."""
    with pytest.raises(BadRequest, match="who you are"):
        person(claims)


def test_without_settings_there_is_no_log_in() -> None:
    """The one local user needs none."""
    assert login_of(settings()) is None
    assert login_of(settings(public_url="https://interviews.example.org")) is None


@pytest.mark.parametrize("missing", list(WHOLE))
def test_half_a_log_in_is_refused(missing: str) -> None:
    """With the name of what is missing, and without the secrets."""
    with pytest.raises(BadRequest, match=missing.upper()) as refused:
        login_of(settings(**{k: v for k, v in WHOLE.items() if k != missing}))
    assert "hush" not in str(refused.value)


def test_a_whole_log_in_is_told_to_streamlit() -> None:
    """With the address that the provider sends people back to."""
    login = login_of(settings(**WHOLE))
    assert login is not None
    assert login["redirect_uri"] == "https://interviews.example.org/oauth2callback"
    assert (login["client_secret"], login["cookie_secret"]) == ("hush", "hush-too")
    assert "hush" not in repr(settings(**WHOLE))
