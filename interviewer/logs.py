"""Where logs go: standard error, one JSON object a line. Front-ends call it once at their start."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

_SECRET = re.compile(r"\bsk-[\w-]{6,}|(?<=Bearer )\S+|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)")
"""A key, a bearer's token, the name and password in an address; wherever they come from."""


def to_standard_error(level: str) -> None:
    """Logs of that level ("debug", "info", "warning", "error") and above are written."""
    import structlog

    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _without_secrets,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        # Looked up at each call: standard output belongs to what a command prints, and standard
        # error may be another one by then.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _without_secrets(
    _logger: Any, _method: str, entry: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """The last look at what will be written: no text in it holds a secret."""
    for name, value in entry.items():
        if isinstance(value, str):
            entry[name] = _SECRET.sub("***", value)
    return entry
