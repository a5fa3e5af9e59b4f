"""Who comes: each with a log-in of their own, what they know, and how long they think."""

import json
import random
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from streamlit.web.server.starlette.starlette_app_utils import (
    create_signed_value,
    generate_xsrf_token_string,
)
from streamlit.web.server.starlette.starlette_server_config import (
    USER_COOKIE_NAME,
    XSRF_COOKIE_NAME,
)

from interviewer.identity import person

LEAST, MOST = 10.0, 20.0
"""Seconds that somebody thinks and writes, evenly distributed."""

RATES: Final = 1 / 3
"""The share of answers of which the candidate says how sure they were."""

_ANSWERS: Final = Path(__file__).parents[2] / "tests" / "data" / "answers"
_LEVELS: Final = ("strong", "middling", "weak")
_ISSUER: Final = "https://login.example.org"


def known() -> Mapping[str, Sequence[str]]:
    """For each question of the built-in bank answers of three levels, by the question's id."""
    by_level = [_read(level) for level in _LEVELS]
    return {question: [texts[question] for texts in by_level] for question in by_level[0]}


def _read(level: str) -> dict[str, str]:
    lines = (_ANSWERS / f"{level}.jsonl").read_text().splitlines()
    return {row["question_id"]: row["answer"] for row in map(json.loads, lines)}


@dataclass
class Someone:
    """One candidate; `number` seeds what is up to chance. `hurry` divides the time they think."""

    number: int
    hurry: float = 1.0
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.number)  # noqa: S311 - no secret

    @property
    def owner(self) -> str:
        """Whose interviews theirs are in the database."""
        return person(self._claims).owner

    def cookies(self, url: str, secret: str) -> dict[str, str]:
        """What their browser has after a log-in at that address, signed as the app would."""
        told = json.dumps({"origin": url, "is_logged_in": True, **self._claims})
        return {
            USER_COOKIE_NAME: create_signed_value(secret, USER_COOKIE_NAME, told).decode(),
            XSRF_COOKIE_NAME: generate_xsrf_token_string(secrets.token_bytes(16), int(time.time())),
            "replica": secrets.token_hex(16),  # as nginx gives it with the first page
        }

    def thinks(self) -> float:
        """Seconds until the next answer."""
        return self.chance.uniform(LEAST, MOST) / self.hurry

    def begins_with(self) -> int:
        """Which level of answers they give to a first question; others follow."""
        return self.chance.randrange(len(_LEVELS))

    @property
    def _claims(self) -> dict[str, str]:
        return {"iss": _ISSUER, "sub": f"load-{self.number}", "name": f"Candidate {self.number}"}
