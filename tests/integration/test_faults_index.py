"""The index, killed at any time while it is written and rebuilt; and two processes that want it."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

from knowledge.bank import BankIndex
from tests.dying import library_of
from tests.hashencoder import HashEncoder, numbered_bank
from tests.long import ONCE_OR_TWENTY

ROOT = Path(__file__).parents[2]
BANK, STEADY = numbered_bank(150, "large"), numbered_bank(20, "small")

WRITING = """
import sys
from pathlib import Path
from knowledge.bank import BankIndex
from tests.hashencoder import HashEncoder, numbered_bank
editions = [numbered_bank(150, "large", name) for name in ("first", "second")]
steady = numbered_bank(20, "small")
index = BankIndex(Path(sys.argv[1]), HashEncoder())
say = lambda *_: print("on it", flush=True)
say()
while True:
    for bank in editions:
        index.sync(bank, say)
        say()
    index.remove("large")
    say()
    index.check([editions[0], steady])
    say()
"""


def killed(folder: Path, after: int) -> None:
    """Kills a process that does nothing but write this index, after so many of its steps."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITING, str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    with process:
        for _ in range(after):
            assert process.stdout.readline(), process.stderr.read()
        process.kill()


HOLDING = """
import sys
from pathlib import Path
from knowledge.bank import BankIndex
from tests.hashencoder import HashEncoder, numbered_bank
index = BankIndex(Path(sys.argv[1]), HashEncoder())
index.sync(numbered_bank(20, "small"))
print(index.owner, flush=True)
sys.stdin.read()
"""

IMPORTING = """
import sys
from pathlib import Path
from knowledge import importing, reading
from tests.dying import library_of
text = "".join(f"## What is number {n}?\\n\\nIt is the number {n}.\\n\\n" for n in range(9))
document = reading.read(text.encode(), "numbers.md")
bank = importing.to_bank(document, bank_id="numbers", title=None, file_name="numbers.md")
library = library_of(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
library.put(bank)
print(bank.id, len(library.get(bank.id).questions), flush=True)
"""


def started(code: str, folder: Path) -> subprocess.Popen[str]:
    """A process of its own that runs this, and is told when to go on."""
    return subprocess.Popen(
        [sys.executable, "-c", code, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def contents(folder: Path) -> dict[Path, bytes]:
    """Every file there."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_processes_on_one_index_do_not_meet(tmp_path: Path) -> None:
    """The second one leaves the files alone; when the first is killed it takes them over."""
    folder = tmp_path / "index"
    with started(HOLDING, folder) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "True\n"
        before = contents(folder)
        second = BankIndex(folder, HashEncoder())
        assert len(second.search("zebra", [STEADY], 99)) == 20
        assert not second.owner
        second.remove("small")
        assert contents(folder) == before
        first.kill()
    assert second.search(STEADY.questions[7].prompt, [STEADY], 1)
    assert second.owner
    assert second.check([STEADY]) == ()
    second.close()


def test_one_document_imported_twice_at_once_is_one_bank(tmp_path: Path) -> None:
    """By two processes: both see it whole, and the index agrees with it."""
    importers = [started(IMPORTING, tmp_path) for _ in range(2)]
    for each in importers:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    told = [each.communicate("go\n")[0].split() for each in importers]
    assert told[0] == told[1]
    library = library_of(tmp_path)
    (bank,) = (b for b in library.list() if not b.builtin)
    assert [bank.id, str(bank.count)] == told[0]
    assert [line for line in library.check() if not line.startswith("deep-learning")] == []
    assert library.check() == ()
    assert not list((tmp_path / "banks").glob(".*.tmp"))


def finds_everything(index: BankIndex) -> bool:
    """Each question by its own words, and no row twice."""
    found = [
        index.search(q.prompt, [bank], 1)[0].question_id == q.id
        for bank in (BANK, STEADY)
        for q in bank.questions[::6]
    ]
    return all(found) and len(index.search("zebra", [BANK], 999)) == 150


@ONCE_OR_TWENTY
def test_an_index_killed_at_any_time_is_mended(tmp_path: Path, kills: int) -> None:
    """The next process takes the folder, says what it mended, and then finds everything.

    Every fourth time the folder was thrown away before: then it is a rebuilding that is killed.
    """
    folder = tmp_path / "index"
    for seed in range(kills):
        if seed % 4 == 3:
            shutil.rmtree(folder)
        killed(folder, random.Random(seed).randint(1, 14))  # noqa: S311 - where to kill
        index = BankIndex(folder, HashEncoder())
        assert index.owner
        index.check([BANK, STEADY])
        assert index.check([BANK, STEADY]) == ()
        assert finds_everything(index)
        index.close()
