"""Finds a pip that runs, and says in uv's words what this user has told pip. For `setup.py` alone.

Whoever has configured an index, a certificate or a proxy has mostly told pip, and uv does not
read that. Standard library only.
"""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

Command = list[str]

_RANK = {"global": 0, "install": 1, ":env:": 2}  # what stands later wins


def find_pip(scratch: Path) -> Command | None:
    """A pip that runs: this Python's, else one in `scratch`; None when neither can be had."""
    own = [sys.executable, "-m", "pip"]
    if _succeeds([*own, "--version"]):
        return own
    if not _has_ensurepip() and os.geteuid() == 0 and shutil.which("apt-get"):
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        print(f"setup: this Python has neither pip nor venv; installing {package}", flush=True)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "--yes", package]):
            subprocess.run(["apt-get", "-qq", *command], env=quiet, check=False)
    if not _has_ensurepip():
        return None
    subprocess.run([sys.executable, "-m", "venv", str(scratch / "venv")], check=True)
    return [str(scratch / "venv" / "bin" / "python"), "-m", "pip"]


def calm() -> dict[str, str]:
    """The environment, less what would make pip or uv refuse or put things elsewhere."""
    environment = dict(os.environ)
    for name in ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_HASHES"):
        environment.pop(name, None)
    for name in ("UV_SYSTEM_PYTHON", "UV_REQUIRE_HASHES", "UV_PYTHON", "VIRTUAL_ENV"):
        environment.pop(name, None)
    return environment | {
        "PIP_USER": "0",
        "PIP_REQUIRE_VIRTUALENV": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
    }


def for_uv(pip: Command | None) -> dict[str, str]:
    """The environment for uv: pip's settings, where nothing else was said for uv."""
    environment = calm()
    told = _settings(pip) if pip else {}
    wanted = {
        "UV_EXTRA_INDEX_URL": told.get("extra-index-url"),
        "UV_FIND_LINKS": ",".join(told.get("find-links", "").split()),
        "UV_NO_INDEX": told.get("no-index", "").lower() in ("1", "true", "yes", "on") and "1",
        "UV_INSECURE_HOST": told.get("trusted-host"),
        "UV_HTTP_TIMEOUT": told.get("default-timeout", told.get("timeout")),
        "SSL_CERT_FILE": told.get("cert"),
        "ALL_PROXY": told.get("proxy"),
        # Like pip, look for the version in every index; the hash says that it is the right file.
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }
    if "UV_INDEX_URL" not in environment:
        wanted["UV_DEFAULT_INDEX"] = told.get("index-url")
    said = {name: " ".join(value.split()) for name, value in wanted.items() if value}
    return said | environment


def _settings(pip: Command) -> dict[str, str]:
    """What pip itself would use, from its files and its variables."""
    listing = subprocess.run([*pip, "config", "list"], capture_output=True, text=True, check=False)
    return parse(listing.stdout)


def parse(listing: str) -> dict[str, str]:
    """The options that `pip config list` shows for installing, e.g. `global.timeout='60'`."""
    ranked: list[tuple[int, str, str]] = []
    for line in listing.splitlines():
        name, _, value = line.partition("=")
        section, _, option = name.partition(".")
        if section in _RANK:
            ranked.append((_RANK[section], option, str(ast.literal_eval(value))))
    return {option: value for _, option, value in sorted(ranked)}


def _has_ensurepip() -> bool:
    # Debian ships `venv` without it; asked in a new process, because it may just have come.
    return _succeeds([sys.executable, "-c", "import ensurepip"])


def _succeeds(command: Command, environment: Mapping[str, str] | None = None) -> bool:
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    return done.returncode == 0
