"""The index on a disk that fills up, and Chroma where it never returns."""

import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from threading import Event, Thread

import pytest

from knowledge.bank import BankIndex
from knowledge.vectors import VectorStore
from tests.disks import small_disk
from tests.hashencoder import HashEncoder, numbered_bank

ROOT = Path(__file__).parents[2]
BANK, OTHER = numbered_bank(40, "large"), numbered_bank(5, "small")
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
    print(found == bank.questions[7].id, index.check([bank])[-1], flush=True)
"""


def test_a_disk_that_is_too_small_is_left_before_it_is_full(tmp_path: Path) -> None:
    """Chroma may never return from a full one. The process finds every question and ends."""
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


class Hung:
    """A collection that can be counted, and never comes back from writing."""

    def __init__(self) -> None:
        self.let_go = Event()

    def count(self) -> int:
        return 0

    def upsert(self, **_: object) -> None:
        self.let_go.wait()


def test_a_write_that_never_returns_holds_up_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After its time is up the index goes on in memory, for whoever else asks too; and the folder
    stays this process's, for what hangs may yet write there.
    """
    folder, hung = tmp_path / "index", Hung()
    collection = VectorStore._collection

    def get(self: VectorStore, client: object, bank_id: str) -> object:
        return hung if self.folder else collection(self, client, bank_id)  # type: ignore[arg-type]

    index = BankIndex(folder, HashEncoder())
    index._ownership.store().patience = 0.3
    monkeypatch.setattr(VectorStore, "_collection", get)
    found: list[str] = []

    def ask() -> None:
        found.append(index.search(OTHER.questions[2].prompt, [OTHER], 1)[0].question_id)

    another = Thread(target=ask, daemon=True)
    another.start()
    hit = index.search(BANK.questions[7].prompt, [BANK], 1)[0]
    another.join(20)
    assert (hit.question_id, found) == (BANK.questions[7].id, [OTHER.questions[2].id])
    assert "does not answer" in index.check([BANK, OTHER])[-1]
    index.close()
    second = BankIndex(folder, HashEncoder())
    assert not second.owner
    second.close()
    hung.let_go.set()
