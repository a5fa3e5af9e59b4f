"""How long a fresh clone takes to be installed, with nothing cached and with everything cached.

Run it with any Python from 3.11: `python3 benchmarks/install.py`; it prints and asserts nothing.
"""

import os
import platform
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Clones what is committed into an empty folder and sets it up there, twice."""
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        caches = {"UV_CACHE_DIR": f"{folder}/uv", "PIP_CACHE_DIR": f"{folder}/pip"}
        print(f"make setup, nothing cached    {setup(clone, caches):6.1f} s")
        print(f"make setup, nothing to do     {setup(clone, caches):6.1f} s")
        subprocess.run(["make", "--silent", "clean"], cwd=clone, check=True)
        print(f"make setup, packages cached   {setup(clone, caches):6.1f} s")
        size = subprocess.run(["du", "-sm", ".venv"], cwd=clone, capture_output=True, check=True)
        print(f".venv                         {int(size.stdout.split()[0]):6d} MB")


def setup(clone: Path, caches: dict[str, str]) -> float:
    """Seconds of wall time."""
    began = time.perf_counter()
    subprocess.run(["make", "--silent", "setup"], cwd=clone, env=os.environ | caches, check=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
