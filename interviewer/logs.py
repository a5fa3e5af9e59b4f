"""Where logs go: standard error, one JSON object a line. Front-ends call it once at their start."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

from interviewer.masking import masked, masked_fields


def to_standard_error(level: str) -> None:
    """Logs of that level ("debug", "info", "warning", "error") and above are written.

    What libraries and the server log by themselves stays where they write it, and is masked too.
    """
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
    if logging.getLogRecordFactory() is not _Masked:
        logging.setLogRecordFactory(_Masked)


class _Masked(logging.LogRecord):
    """A record of the standard library whose message and traceback hold no secret.

    Records are made in one place, whichever logger and handler they go through.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.exc_info and self.exc_info[0] is not None:
            # A formatter takes this text where it finds it, and makes none of its own.
            self.exc_text = masked(logging.Formatter().formatException(self.exc_info))

    def getMessage(self) -> str:  # noqa: N802 - the name is the library's
        """The message with its values in it, masked."""
        return masked(super().getMessage())


def _without_secrets(
    _logger: Any, _method: str, entry: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """The last look at what will be written: nothing in it holds a secret, however deep."""
    entry.update({str(name): value for name, value in masked_fields(entry).items()})
    return entry
