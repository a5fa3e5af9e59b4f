"""Where logs go: standard error, one JSON object a line. Front-ends call it once at their start."""

import logging
import sys


def to_standard_error(level: str) -> None:
    """Logs of that level ("debug", "info", "warning", "error") and above are written."""
    import structlog

    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        # Looked up at each call: standard output belongs to what a command prints, and standard
        # error may be another one by then.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
