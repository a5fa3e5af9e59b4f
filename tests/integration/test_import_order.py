"""Libraries that two threads load at once: the page in front and the warming behind it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ORDER = """
import sys
from pathlib import Path

began = []


class Watch:
    def find_spec(self, name, path=None, target=None):
        if name in ("numpy", "chromadb"):
            began.append((name, "numpy" in sys.modules))


sys.meta_path.insert(0, Watch())
from knowledge.chroma import client

client(Path(sys.argv[1]))
print(began)
"""


def test_numpy_is_whole_before_chromadb_begins(tmp_path: Path) -> None:
    """It starts with a part of numpy, which fails while another thread loads the rest.

    Importing numpy by its own name waits for the other thread; importing a part of it does not.
    """
    done = subprocess.run(
        [sys.executable, "-c", ORDER, str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[('numpy', False), ('chromadb', True)]"
