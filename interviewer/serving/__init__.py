"""The web server around the pages: who may ask, what every answer carries, and is it well.

For `app.py` alone.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.serving.lifespan import lifespan
from interviewer.settings import Settings

if TYPE_CHECKING:
    from starlette.middleware import Middleware
    from starlette.routing import BaseRoute

__all__ = ["SCRIPT", "lifespan", "middleware", "routes"]

SCRIPT = Path(__file__).parents[1] / "pages" / "frame.py"
"""What Streamlit runs for each draw of a page."""


def middleware() -> "list[Middleware]":
    """What every request goes through, the outermost first."""
    from starlette.middleware import Middleware

    from interviewer.serving.headers import SecureHeaders, policy
    from interviewer.serving.visitors import Invited, InvitedOnly

    settings = Settings()
    invited = Invited.of(settings.allowed_hosts, settings.public_url)
    return [
        Middleware(SecureHeaders, policy=policy()),
        Middleware(InvitedOnly, invited=invited, metrics=settings.metrics),
    ]


def routes() -> "list[BaseRoute]":
    """What is answered beside the pages."""
    from interviewer.serving.health import health_routes

    return health_routes(Settings())
