"""Makes `.venv` in the project with the pinned, hashed packages and the project itself.

Started by `tools/setup` with any Python from 3.11, before anything is installed: standard library
only. Does nothing when what is there was made from the same files.
"""

import fcntl
import hashlib
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from tools import pipconfig

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "share" / "uv" / "bin" / "uv"
STAMP = VENV / "made-from"
UV_PIN = ROOT / "tools" / "uv.txt"
REQUIREMENTS = ROOT / "requirements.txt"


class SetupError(Exception):
    """What went wrong and what would mend it."""


def main() -> None:
    """Sets up; exits with status 1 and one message when that cannot be done."""
    try:
        with Path(__file__).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # a second `make` waits for the first
            if not _up_to_date():
                _make()
    except SetupError as error:
        sys.exit(f"setup: {error}")


def _make() -> None:
    began = time.monotonic()
    _say(f"making .venv with Python {sys.version.split()[0]}; this needs the package index")
    STAMP.unlink(missing_ok=True)
    if not _usable():
        shutil.rmtree(VENV, ignore_errors=True)
    with tempfile.TemporaryDirectory() as scratch:
        pip = pipconfig.find_pip(Path(scratch))
        environment = pipconfig.for_uv(pip)
        uv = _uv(pip)
    if not PYTHON.exists():
        _run([uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(VENV)])
    options = ["--quiet", "--python", str(PYTHON)]
    # Compiled now, once: the first start of the app and every command would pay for it.
    options.append("--compile-bytecode")
    _run([uv, "pip", "sync", *options, "--require-hashes", str(REQUIREMENTS)], environment)
    project = ["--no-deps", "--no-build-isolation", "--offline", "--editable", str(ROOT)]
    _run([uv, "pip", "install", *options, *project], environment)
    STAMP.write_text(_digest())
    _say(f"done in {time.monotonic() - began:.0f} s")


def _digest() -> str:
    """Of all that `.venv` is made from, and of where it is: its scripts name their folder."""
    made_from = [str(ROOT).encode()]
    made_from += [f.read_bytes() for f in (REQUIREMENTS, UV_PIN, ROOT / "pyproject.toml")]
    return hashlib.sha256(b"\0".join(made_from)).hexdigest()


def _up_to_date() -> bool:
    return STAMP.exists() and STAMP.read_text() == _digest() and _usable()


def _usable() -> bool:
    """Whether `.venv` is one of this very folder and its Python still runs and is new enough."""
    if not PYTHON.exists():
        return False
    script = VENV / "bin" / "mock-interviewer"
    moved = script.exists() and str(VENV) not in script.read_text(errors="replace")[:500]
    check = "import sys; sys.exit(sys.version_info < (3, 11))"
    return not moved and subprocess.run([PYTHON, "-c", check], check=False).returncode == 0


def _uv(pip: pipconfig.Command | None) -> str:
    """The pinned uv, fetched by pip and checked against its hash; the system's without a pip."""
    pinned = UV_PIN.read_text().split()[0].removeprefix("uv==")
    if UV.exists() and pinned in _output([str(UV), "--version"]).split():
        return str(UV)
    if pip is None:
        return _uv_of_the_system()
    target = UV.parents[1]
    shutil.rmtree(target, ignore_errors=True)
    # Into a folder of ours: that is allowed where the system's packages are managed externally.
    fetch = ["install", "-qq", "--no-deps", "--only-binary", ":all:", "--require-hashes"]
    into = ["--target", str(target), "--requirement", str(UV_PIN)]
    _run([*pip, *fetch, *into], pipconfig.calm())
    return str(UV)


def _uv_of_the_system() -> str:
    found = shutil.which("uv")
    if found is None:
        raise SetupError(
            f"{sys.executable} has neither pip nor ensurepip, and there is no uv. Install one of "
            "them (Debian and Ubuntu: apt install python3-venv), then run the same command again."
        )
    return found


def _run(command: list[str], environment: Mapping[str, str] | None = None) -> None:
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        raise SetupError(
            f"this command failed with status {done.returncode}:\n    {' '.join(command)}\n"
            "Its own message stands above. Mend what it names (often the network or the package "
            "index), then run the same command again; what was fetched is kept."
        )


def _output(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def _say(message: str) -> None:
    print(f"setup: {message}", flush=True)


if __name__ == "__main__":
    main()
