"""What tells one log-in from another."""

from typing import Any

import pytest

from interviewer.logins import login_of_claims

CLAIMS: dict[str, Any] = {
    "iss": "https://login.example.org",
    "sub": "anna",
    "iat": 1_790_000_000,
    "exp": 1_790_000_600,
    "nonce": "x1",
}


@pytest.mark.parametrize(
    "other", [{"nonce": "x2"}, {"iat": 1_790_000_001}, {"sub": "ben"}, {"iss": "https://b.example"}]
)
def test_what_tells_one_login_from_another(other: dict[str, Any]) -> None:
    """A later one of the same person is another, be it in the same second."""
    assert login_of_claims(CLAIMS) != login_of_claims(CLAIMS | other)


def test_a_cookie_and_the_page_say_the_same() -> None:
    """The cookie has more in it than a page is told, and in another order."""
    cookie = {"origin": "https://x", "is_logged_in": True, "provider": "default"} | CLAIMS
    page = dict(reversed(CLAIMS.items())) | {"is_logged_in": True, "tokens": {}}
    assert login_of_claims(cookie) == login_of_claims(page) == login_of_claims(CLAIMS)
