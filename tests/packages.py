"""Installs what the system's packages have and a test needs, once, whoever needs it first."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from filelock import FileLock

T = TypeVar("T")


def needed(package: str, find: Callable[[], T | None]) -> T:
    """What `find` finds, after the package was installed if need be and if that is possible.

    Otherwise the test is skipped; in CI, where it has to run, it fails.
    """
    found = find()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        # Two at once would not get each other's lock.
        with FileLock(Path(tempfile.gettempdir()) / "mock-interviewer-packages.lock"):
            found = find() or _installed(package, find)
    if found is None:
        why = f"install the package {package!r} and run the tests again"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    return found


def _installed(package: str, find: Callable[[], T | None]) -> T | None:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["install", "--yes", "--no-install-recommends", package]
    for command in (["update"], ["-o", "DPkg::Lock::Timeout=300", *install]):
        subprocess.run(["apt-get", "-qq", *command], env=quiet, check=False)
    return find()
