"""What can be read off an error of a client that is not imported. Pure."""

import re
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from interviewer.models.endpoint import Endpoint

_KEYLIKE = re.compile(r"\S*(?:[A-Za-z0-9_+/*=-]{20,}|sk-|key-|bearer)\S*", re.IGNORECASE)
_PREFIX = re.compile(r"^Error code: \d+ - ")


def chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what it came from; at most ten, since a chain may be a ring."""
    link: BaseException | None = error
    for _ in range(10):
        if link is None:
            return
        yield link
        link = link.__cause__ or link.__context__


def status_of(error: BaseException) -> int | None:
    """The HTTP status that the error speaks of, if any."""
    return next((s for link in chain(error) if (s := _status(link)) is not None), None)


def _status(error: BaseException) -> int | None:
    response = getattr(error, "response", None)
    for status in (getattr(error, "status_code", None), getattr(response, "status_code", None)):
        if isinstance(status, int) and status >= 300:
            return status
    return None


def headers_of(error: BaseException) -> Mapping[str, str]:
    """The headers of the response that the error speaks of; none where there are none."""
    for link in chain(error):
        headers = getattr(getattr(link, "response", None), "headers", None)
        if isinstance(headers, Mapping):
            return headers
    return {}


def words_of(error: BaseException) -> str:
    """What the server said, in lower case; for recognising only, never for showing."""
    said: list[Any] = []
    for link in chain(error):
        said += [getattr(link, name, None) for name in ("code", "type", "message", "body")]
        said.append(link)
    return " ".join(str(s) for s in said if s is not None)[:4000].lower()


def detail_of(error: BaseException, endpoint: Endpoint | None) -> str:
    """One line of what the server said, without anything that looks like a key or a page."""
    text = str(getattr(error, "message", ""))
    if "<" in text:
        return ""
    if endpoint is not None and endpoint.key is not None:
        text = text.replace(endpoint.key.get_secret_value(), "…")
    text = _KEYLIKE.sub("…", " ".join(text.split()))
    text = "".join(c for c in text if c.isprintable())
    return _PREFIX.sub("", text)[:160].rstrip(" .")


def line_of(error: BaseException) -> str:
    """The file and line that raised it; a message might hold what must not be written."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
