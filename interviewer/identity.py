"""Who somebody is: the one local user, or whoever a log-in says. Pure."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import SecretStr

from interviewer.errors import BadRequest
from interviewer.settings import Settings

LOCAL = ""
"""The owner's name of the one local user."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may use the app: whose interviews are theirs, and what to call them."""

    owner: str
    name: str


def person(claims: Mapping[str, object]) -> Person:
    """Who these claims of a checked identity token say; BadRequest when they name nobody.

    Issuer and subject together are what never changes and is never given to another; an address of
    mail may be. Their digest is the owner's name, so that no name is part of a path or a key.
    """
    issuer, subject = claims.get("iss"), claims.get("sub")
    if not (isinstance(issuer, str) and isinstance(subject, str) and issuer and subject):
        raise BadRequest(
            "The log-in does not say who you are.",
            mend="Ask whoever runs this app: the provider has to send 'iss' and 'sub'.",
        )
    digest = hashlib.sha256(f"{issuer}\n{subject}".encode()).hexdigest()[:32]
    named = (claims.get(key) for key in ("name", "preferred_username", "email"))
    name = next((n for n in named if isinstance(n, str) and n.strip()), subject)
    return Person(f"of-{digest}", " ".join(name.split())[:80])


def login_of(settings: Settings) -> Mapping[str, str] | None:
    """What a log-in needs, in Streamlit's words; None where there is to be none.

    BadRequest, with what is missing, when only a part of it is there: half a door lets all in.
    """
    parts = {
        "oidc_metadata_url": settings.oidc_metadata_url,
        "oidc_client_id": settings.oidc_client_id,
        "oidc_client_secret": _plain(settings.oidc_client_secret),
        "cookie_secret": _plain(settings.cookie_secret),
    }
    if not any(parts.values()):
        return None
    needed = {**parts, "public_url": settings.public_url}
    missing = [name for name, value in needed.items() if not value]
    if missing:
        raise BadRequest(
            "The settings of the log-in are not complete.",
            where=", ".join(f"MOCK_INTERVIEWER_{name.upper()}" for name in missing),
            mend="Set them too, or none of MOCK_INTERVIEWER_OIDC_… and the cookie's secret.",
        )
    return {
        "redirect_uri": f"{str(settings.public_url).rstrip('/')}/oauth2callback",
        "cookie_secret": str(parts["cookie_secret"]),
        "client_id": str(settings.oidc_client_id),
        "client_secret": str(parts["oidc_client_secret"]),
        "server_metadata_url": str(settings.oidc_metadata_url),
    }


def _plain(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret is not None else None
