"""Log-ins that were ended: whoever has a copy of such a cookie is refused, in every replica.

Streamlit's log-out takes the cookie from the browser that asks; the cookie itself would be good
until it expires. What is kept here is a digest of what sets one log-in apart, and when it ended.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from interviewer.database import explained
from interviewer.errors import Conflict
from interviewer.store import Store
from interviewer.transactions import reading, writing

KEPT: Final = timedelta(days=40)
"""How long an ended log-in is remembered; Streamlit takes no cookie older than 31 days."""

_APART: Final = ("iss", "sub", "iat", "exp", "auth_time", "nonce", "jti", "sid", "at_hash")
"""The claims of a checked identity token that no other log-in has all alike; a nonce is random."""

_ENDED: Final = sa.Table(
    "ended_logins",
    sa.MetaData(),
    sa.Column("login", sa.String(64), primary_key=True),
    sa.Column("at", sa.Double),
)


def login_of_claims(claims: Mapping[str, object]) -> str:
    """What sets this log-in apart from all others, of the same person too."""
    apart = {name: claims[name] for name in _APART if name in claims}
    return hashlib.sha256(json.dumps(apart, sort_keys=True, default=str).encode()).hexdigest()


class EndedLogins:
    """Those of all users; StorageTrouble, or one of its kinds, from every method."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def end(self, claims: Mapping[str, object], now: datetime) -> None:
        """From now on this log-in opens nothing; no error when it was ended before."""
        login = login_of_claims(claims)
        old = (now - KEPT).timestamp()
        with (
            suppress(Conflict),  # another replica was just as quick
            explained(self._store.place),
            writing(self._store.engine) as connection,
        ):
            connection.execute(_ENDED.delete().where(_ENDED.c.login == login))
            connection.execute(_ENDED.delete().where(_ENDED.c.at < old))
            connection.execute(_ENDED.insert(), {"login": login, "at": now.timestamp()})

    def has(self, claims: Mapping[str, object]) -> bool:
        """Whether this log-in was ended."""
        query = sa.select(_ENDED.c.login).where(_ENDED.c.login == login_of_claims(claims))
        with explained(self._store.place), reading(self._store.engine) as connection:
            return connection.execute(query).first() is not None
