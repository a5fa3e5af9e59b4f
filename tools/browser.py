"""Sees to it that there is a Chromium for the browser tests. Started by `make test`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.browser.chromium import executable, runs


def main() -> None:
    """Installs one where there is none; exits with status 1 and a message when that fails."""
    if _there():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _say("installing the system's Chromium for the browser tests")
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        packages = ["install", "--yes", "--no-install-recommends", "chromium", "fonts-liberation"]
        for command in (["update"], packages):
            subprocess.run(["apt-get", "-qq", *command], env=quiet, check=False)
    if not _there():
        _say("fetching Playwright's Chromium for the browser tests")
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if not _there():
        sys.exit(
            "browser: no Chromium could be installed; the messages above say why. Install "
            "'chromium' with your system's packages and run the same command again, or leave the "
            "browser tests out: make test WITHOUT=browser"
        )


def _there() -> bool:
    return executable() is not None or _playwrights_own() is not None


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() and runs(path) else None


def _say(message: str) -> None:
    print(f"browser: {message}", flush=True)


if __name__ == "__main__":
    main()
