"""Which Chromium the browser tests drive, and how. Used by their fixtures and benchmarks."""

import os
import shutil
from typing import Final

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

ARGUMENTS: Final = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The tripwire of the browser: no name resolves but this machine's own.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


def executable() -> str | None:
    """The path of the system's Chromium; None when Playwright's own is to be used."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def arguments() -> list[str]:
    """What to start it with; its sandbox cannot work for root."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*ARGUMENTS, "--no-sandbox"] if root else list(ARGUMENTS)
