"""The index on a disk that fills up: Chroma may never return from a full one."""

import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from knowledge.bank import BankIndex
from tests.disks import make_read_only, small_disk
from tests.hashencoder import HashEncoder, numbered_bank

ROOT = Path(__file__).parents[2]
BANK = numbered_bank(40, "large")
KIB = (1_500, 8_900, 11_000)
"""Found too small before the index is begun, at the first batch, and after some."""

FILLING = """
import sys
from pathlib import Path
from knowledge.bank import BankIndex
from tests.hashencoder import HashEncoder, numbered_bank
bank = numbered_bank(250, "large")
for disk in sys.argv[1:]:
    index = BankIndex(Path(disk) / "index", HashEncoder())
    found = index.search(bank.questions[7].prompt, [bank], 1)[0].question_id
    line = ["complete", *index.check([bank])][-1]
    print(found == bank.questions[7].id, line, flush=True)
"""


def test_a_disk_that_is_too_small_is_left_before_it_is_full(tmp_path: Path) -> None:
    """The process finds every question and ends."""
    with ExitStack() as mounted:
        disks = [mounted.enter_context(small_disk(tmp_path / str(kib), kib)) for kib in KIB]
        done = subprocess.run(
            [sys.executable, "-c", FILLING, *map(str, disks)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
        )
        free = [shutil.disk_usage(disk).free for disk in disks]
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == len(KIB)
    for line in lines:
        assert line.startswith("True The index is kept in memory until the next start.")
        assert "too full" in line
    assert min(free) > 1 << 20


def test_a_bank_taken_away_leaves_a_full_disk(tmp_path: Path) -> None:
    """Where there is no room to delete it alone, all of the index goes: that takes none."""
    with small_disk(tmp_path / "disk", 24_000) as disk:
        index = BankIndex(disk / "index", HashEncoder())
        index.sync(BANK)
        assert index.owner
        (disk / "filler").write_bytes(b"\1" * (shutil.disk_usage(disk).free - 4096))
        index.remove(BANK.id)
        assert not (disk / "index" / "chroma.sqlite3").exists()
        index.close()


def test_an_index_that_may_not_be_written_is_said_and_survived(tmp_path: Path) -> None:
    """It lies on a disk that became read-only: every question is found, and the files stay."""
    with small_disk(tmp_path / "disk", 24_000) as disk:
        filling = [sys.executable, "-c", FILLING, str(disk)]
        done = subprocess.run(filling, cwd=ROOT, check=True, capture_output=True)
        assert done.stdout == b"True complete\n"
        make_read_only(disk)
        index = BankIndex(disk / "index", HashEncoder())
        assert index.search(BANK.questions[7].prompt, [BANK], 1)[0].similarity > 0.99
        line = index.check([BANK])[-1]
        assert line.startswith("The index is kept in memory until the next start.")
        assert "Make" in line
        index.close()
        assert (disk / "index" / "chroma.sqlite3").exists()
