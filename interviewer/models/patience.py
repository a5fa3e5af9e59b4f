"""How long a server asks to be left alone. Pure but for the clock that reads a date."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_A_DAY = 86_400.0


def asked_to_wait(headers: Mapping[str, str]) -> float | None:
    """Seconds by Retry-After (seconds or a date) or retry-after-ms, 0 to a day, or None."""
    milliseconds = _number(headers.get("retry-after-ms"))
    seconds = milliseconds / 1000 if milliseconds is not None else None
    if seconds is None:
        after = headers.get("retry-after")
        seconds = _number(after)
        if seconds is None:
            seconds = _until(after, headers.get("date"))
    return None if seconds is None else min(max(seconds, 0.0), _A_DAY)


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _until(text: str | None, date: str | None) -> float | None:
    """Seconds from the server's own date, or else ours, to that one."""
    when = _date(text)
    return (when - (_date(date) or datetime.now(UTC))).total_seconds() if when else None


def _date(text: str | None) -> datetime | None:
    try:
        when = parsedate_to_datetime(text or "")
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)
