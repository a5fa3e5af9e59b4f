"""Which Chromium the browser tests drive, and how. Used by their fixtures and benchmarks."""

import os
import shutil
import subprocess
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
    found = (shutil.which(name) for name in _NAMES)
    return next((path for path in found if path and runs(path)), None)


def runs(path: str) -> bool:
    """Whether it can say its version; Ubuntu's package is a script that often cannot."""
    return subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0


def arguments() -> list[str]:
    """What to start it with; its sandbox cannot work for root."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*ARGUMENTS, "--no-sandbox"] if root else list(ARGUMENTS)
