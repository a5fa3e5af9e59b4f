"""The web server around the pages: who may ask, what every answer carries, and is it well.

For `app.py` alone.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from interviewer.serving.lifespan import lifespan
from interviewer.settings import Settings

if TYPE_CHECKING:
    from starlette.middleware import Middleware
    from starlette.routing import BaseRoute
    from streamlit.runtime.secrets import SecretsValue

__all__ = ["SCRIPT", "lifespan", "middleware", "routes", "secrets"]

SCRIPT = Path(__file__).parents[1] / "pages" / "frame.py"
"""What Streamlit runs for each draw of a page."""


def middleware() -> "list[Middleware]":
    """What every request goes through, the outermost first."""
    from starlette.middleware import Middleware

    from interviewer.identity import login_of
    from interviewer.serving.headers import SecureHeaders, policy
    from interviewer.serving.logins import VisitorsOnly
    from interviewer.serving.visitors import Invited, InvitedOnly

    settings = Settings()
    invited = Invited.of(settings.allowed_hosts, settings.public_url)
    public = _told_to_streamlit(settings.public_url)
    always = [
        Middleware(SecureHeaders, policy=policy()),
        Middleware(InvitedOnly, invited=invited, public=public, metrics=settings.metrics),
    ]
    return [*always, Middleware(VisitorsOnly)] if login_of(settings) else always


def secrets() -> "Mapping[str, SecretsValue] | None":
    """What Streamlit's log-in needs; None where nobody has to log in. BadRequest for half of it."""
    from interviewer.identity import login_of

    login = login_of(Settings())
    return {"auth": dict(login)} if login else None


def routes() -> "list[BaseRoute]":
    """What is answered beside the pages."""
    from interviewer.serving.health import health_routes

    return health_routes(Settings())


def _told_to_streamlit(public_url: str | None) -> str | None:
    """The origin of the public address, as browsers send it; Streamlit knows its name from here."""
    if not public_url:
        return None
    from streamlit import config

    address = urlsplit(public_url)
    config.set_option("browser.serverAddress", address.hostname, "MOCK_INTERVIEWER_PUBLIC_URL")
    return f"{address.scheme}://{address.netloc}"
