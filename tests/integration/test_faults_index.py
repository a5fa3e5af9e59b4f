"""The index, killed by kill -9 at any time while it is written, renewed, emptied and rebuilt."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

from knowledge.bank import BankIndex
from tests.hashencoder import HashEncoder, numbered_bank
from tests.long import TWICE_OR_TWENTY

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


def finds_everything(index: BankIndex) -> bool:
    """Each question by its own words, and no row twice."""
    found = [
        index.search(q.prompt, [bank], 1)[0].question_id == q.id
        for bank in (BANK, STEADY)
        for q in bank.questions[::6]
    ]
    return all(found) and len(index.search("zebra", [BANK], 999)) == 150


@TWICE_OR_TWENTY
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
