"""What the index survives: damage, kills, full disks, other owners, and a removal to the byte."""

import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge import blanks
from knowledge.bank import BankIndex
from knowledge.errors import IndexTrouble
from knowledge.question import Bank
from knowledge.vectors import VectorStore
from tests.hashencoder import HashEncoder, numbered_bank

SMALL, LARGE = numbered_bank(20, "small"), numbered_bank(600, "large")
BANKS = (SMALL, LARGE)  # the large one has files of its own beside the database
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both banks indexed; to be copied, not touched."""
    folder = tmp_path_factory.mktemp("whole") / "index"
    index = BankIndex(folder, HashEncoder())
    for bank in BANKS:
        index.sync(bank)
    index.close()
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "index"))


@pytest.fixture
def index(folder: Path) -> Iterator[BankIndex]:
    index = BankIndex(folder, HashEncoder())
    yield index
    index.close()


def finds_everything(index: BankIndex, banks: Sequence[Bank] = BANKS) -> bool:
    return all(
        index.search(question.prompt, [bank], 1)[0].question_id == question.id
        for bank in banks
        for question in bank.questions[:: max(1, len(bank.questions) // 50)]
    )


def segment(folder: Path) -> Path:
    return next(folder.glob("*/index_metadata.pickle")).parent


def halve(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def scramble(path: Path) -> None:
    path.write_bytes(bytes(n * 37 % 251 for n in range(path.stat().st_size)))


def scramble_middle(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(bytes(n * 37 % 251 for n in range(60_000)))


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def test_check_is_silent_when_all_is_well(index: BankIndex) -> None:
    """An index as it was left needs no mending."""
    assert index.check(BANKS) == ()
    assert finds_everything(index)


@pytest.mark.parametrize("damage", [halve, scramble, scramble_middle, replace_by_folder])
def test_a_damaged_database_is_built_again(
    folder: Path, index: BankIndex, damage: Callable[[Path], None]
) -> None:
    """Whatever is in the place of the database, every question is found after the check."""
    damage(folder / "chroma.sqlite3")
    lines = index.check(BANKS)
    assert lines[0] == "The index could not be read and was thrown away."
    assert len(lines) == 3
    assert finds_everything(index)
    assert index.check(BANKS) == ()


@pytest.mark.parametrize("damage", [lambda path: os.truncate(path, 0), Path.unlink])
def test_a_lost_database_is_built_again(
    folder: Path, index: BankIndex, damage: Callable[[Path], None]
) -> None:
    """An empty or missing database is a new index; files left over from the old one go."""
    damage(folder / "chroma.sqlite3")
    assert index.check(BANKS)[-2:] == (
        "small: was not indexed; 20 questions were indexed.",
        "large: was not indexed; 600 questions were indexed.",
    )
    assert finds_everything(index)
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 2


def test_a_missing_folder_is_built_again(folder: Path, index: BankIndex) -> None:
    """Deleting the whole index costs nothing but the time to build it."""
    shutil.rmtree(folder)
    assert len(index.check(BANKS)) == 2
    assert finds_everything(index)


@pytest.mark.parametrize("name", ["data_level0.bin", "header.bin", "index_metadata.pickle"])
@pytest.mark.parametrize("damage", [halve, scramble, Path.unlink])
def test_damaged_neighbour_files_are_never_opened(
    folder: Path, index: BankIndex, name: str, damage: Callable[[Path], None]
) -> None:
    """Garbage there would end the process; that bank is built again, the other stays."""
    damage(segment(folder) / name)
    assert index.check(BANKS) == (
        "large: files of the index were damaged and thrown away.",
        "large: was not indexed; 600 questions were indexed.",
    )
    assert finds_everything(index)


def test_files_of_a_bank_that_is_still_in_the_queue_do_not_matter(
    folder: Path, index: BankIndex
) -> None:
    """The files of a small bank are scratch; whatever is in them, it is found."""
    scratch = [path for path in folder.iterdir() if path.is_dir() and path != segment(folder)]
    for path in scratch[0].iterdir():
        scramble(path)
    assert index.check(BANKS) == ()
    assert finds_everything(index, (SMALL,))


def test_a_missing_neighbour_folder_is_noticed(folder: Path, index: BankIndex) -> None:
    """A deleted folder, which Chroma does not report, leads to a rebuild."""
    shutil.rmtree(segment(folder))
    assert index.check(BANKS)[0] == "large: files of the index were damaged and thrown away."
    assert finds_everything(index)


def test_damage_is_mended_by_a_lookup_too(folder: Path, index: BankIndex) -> None:
    """Without a check at start, a search in a damaged index still finds everything."""
    scramble(segment(folder) / "data_level0.bin")
    assert finds_everything(index)


def test_missing_vectors_are_noticed(folder: Path, index: BankIndex) -> None:
    """Rows that are gone are counted and put back, and only they."""
    store = VectorStore(folder)
    store.delete("small", [SMALL.questions[0].id, SMALL.questions[7].id])
    store.close()
    assert index.check(BANKS) == (
        "small: has 38 vectors in the index instead of 40; 2 questions were indexed.",
    )
    assert finds_everything(index, (SMALL,))


def test_wrong_vectors_are_noticed(folder: Path, index: BankIndex) -> None:
    """Vectors that are not those of their texts make the bank be indexed again."""
    store = VectorStore(folder)
    store.put("small", store.rows("small"), HashEncoder().encode([str(n) for n in range(40)]))
    store.close()
    assert index.check(BANKS) == (
        "small: has vectors that do not belong to it; 20 questions were indexed.",
    )
    assert finds_everything(index, (SMALL,))


@pytest.mark.parametrize(
    ("altered", "said"),
    [
        ({"encoder": "other-1"}, "was indexed by another encoder"),
        ({"schema": 0}, "was indexed by another version"),
        ({"bank": "0" * 64}, "has changed since it was indexed"),
        ({"bank": ""}, "was indexed in part"),
    ],
)
def test_a_foreign_stamp_is_noticed(
    folder: Path, index: BankIndex, altered: dict[str, object], said: str
) -> None:
    """Vectors of another encoder, layout or state of the bank are not trusted."""
    store = VectorStore(folder)
    stamp = store.stamp("small")
    assert stamp is not None
    store.write_stamp("small", replace(stamp, **altered))  # type: ignore[arg-type]
    store.close()
    assert index.check(BANKS)[0].startswith(f"small: {said}; ")
    assert index.check(BANKS) == ()


def test_another_encoder_fills_the_index_anew(folder: Path) -> None:
    """Vectors of different encoders never mix, also when they are of one length."""

    class Other(HashEncoder):
        id = "hash-2"

    encoder = Other()
    index = BankIndex(folder, encoder)
    assert index.sync(SMALL).added == 20
    assert len(encoder.encoded) == 40
    index.close()


def test_the_index_of_a_vanished_bank_is_removed(folder: Path, index: BankIndex) -> None:
    """What no bank stands for leaves the folder, files and all."""
    assert index.check([SMALL]) == (
        "large: there is no such bank any more; its index was removed.",
    )
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 1


def test_no_text_of_a_bank_is_in_the_folder(folder: Path) -> None:
    """The index holds numbers and hashes; the words stay in the bank."""
    assert traces(folder, [b"animal", b"Zebra", b"general"]) == []


@pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank.id)
def test_a_removed_bank_leaves_no_byte(folder: Path, index: BankIndex, bank: Bank) -> None:
    """After the removal neither ids, digests nor vectors of the bank are in any file."""
    question = bank.questions[5]
    vector = HashEncoder().encode([question.reference])[0].tobytes()
    marks = [bank.id.encode(), question.id.encode(), question.digest.encode(), vector[:64]]
    index.remove(bank.id)
    index.close()
    assert traces(folder, marks) == []


LOOKS = {
    "check": "index.check(BANKS)",
    "write": "for n in (1100, 170): index.sync(numbered_bank(n, 'more'))\nindex.remove(SMALL.id)",
    "search": "index.search('x', BANKS, 1)",
    "similar": "index.similar(SMALL, 0.9)",
}


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="needs MALLOC_PERTURB_")
@pytest.mark.parametrize("look", LOOKS)
def test_the_files_hold_nothing_that_memory_held_before(folder: Path, look: str) -> None:
    """Chroma writes room for more vectors than there are as it finds it: with MALLOC_PERTURB_ that
    is full of one byte. Nothing of it stays, also of a process that dies after what it did.
    """
    program = (
        "import os, sys; from pathlib import Path; from knowledge.bank import BankIndex\n"
        "from tests.hashencoder import HashEncoder, numbered_bank\n"
        "from tests.integration.test_bank_index_faults import BANKS, SMALL\n"
        f"index = BankIndex(Path(sys.argv[1]), HashEncoder())\n{LOOKS[look]}\nos._exit(0)\n"
    )
    subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        cwd=ROOT,
        env={**os.environ, "MALLOC_PERTURB_": str(0x55)},
        check=True,
    )
    files = list(folder.rglob("*.bin"))
    full = [file for file in files if file.read_bytes().count(0xAA) > file.stat().st_size // 10]
    assert (full, len(files) >= 8) == ([], True)


def test_a_look_at_each_bank_blanks_no_file_of_the_others_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else it would take the square of their number."""
    many = [numbered_bank(20, f"b{n}") for n in range(8)]
    first = BankIndex(folder, HashEncoder())
    first.check(many)
    first.close()
    blanked: list[str] = []
    monkeypatch.setattr(blanks, "wipe", lambda segment: blanked.append(segment.name))
    again = BankIndex(folder, HashEncoder())
    assert finds_everything(again, many)
    again.close()
    assert len(set(blanked)) >= 8
    assert max(Counter(blanked).values()) <= 2  # at the first look of all, and at its own


def test_removal_throws_the_index_away_when_it_must(
    folder: Path, index: BankIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where one bank cannot be deleted, all of the index is, and the others are built again."""

    def failing(self: VectorStore, bank_id: str) -> None:
        raise IndexTrouble("disk I/O error")

    with monkeypatch.context() as patched:
        patched.setattr(VectorStore, "drop", failing)
        index.remove("small")
    assert traces(folder, [SMALL.questions[0].id.encode()]) == []
    assert finds_everything(index, (LARGE,))


def test_removing_an_unknown_bank_is_no_error(index: BankIndex) -> None:
    """There is nothing to forget, and the rest stays."""
    index.remove("nobody")
    assert index.check(BANKS) == ()


def test_a_second_index_does_not_touch_the_folder(folder: Path, index: BankIndex) -> None:
    """Who does not own the folder answers from memory and says so."""
    assert index.owner
    before = contents(folder)
    second = BankIndex(folder, HashEncoder())
    assert not second.owner
    lines = second.check([SMALL])
    assert lines[-1].endswith("another process owns the index; this one keeps its own in memory.")
    assert finds_everything(second, (SMALL,))
    second.remove("large")
    assert contents(folder) == before
    second.close()


def test_a_second_index_takes_the_folder_when_it_is_free(folder: Path, index: BankIndex) -> None:
    """After the owner has gone, the next lookup is answered from the disk, with nothing lost."""
    assert index.owner
    second = BankIndex(folder, HashEncoder())
    assert finds_everything(second, (SMALL,))
    index.close()
    assert finds_everything(second)
    assert second.owner
    assert second.check(BANKS) == ()
    second.close()


def test_indexes_in_memory_do_not_mix(tmp_path: Path) -> None:
    """Two indexes in memory of one process hold their own editions of a bank."""
    (tmp_path / "file").touch()
    first, second = (BankIndex(tmp_path / "file" / "index", HashEncoder()) for _ in range(2))
    assert first.sync(SMALL).added == 20
    assert second.sync(numbered_bank(3, "small", edition="second")).added == 3
    assert len(first.search("zebra", [SMALL], 99)) == 20
    first.close()
    assert len(second.search("zebra", [numbered_bank(3, "small", edition="second")], 99)) == 3
    second.close()


def test_a_folder_that_cannot_be_made_is_said_and_survived(tmp_path: Path) -> None:
    """Search works in memory, and the check says why and what would mend it."""
    (tmp_path / "file").touch()
    index = BankIndex(tmp_path / "file" / "index", HashEncoder())
    assert finds_everything(index, (SMALL,))
    line = index.check([SMALL])[-1]
    assert line.startswith("The index is kept in memory until the next start.")
    assert "Make the folder writable" in line
    index.remove("small")
    index.close()


def test_a_write_that_fails_is_done_in_memory(
    index: BankIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk fails during a sync, the bank is found all the same."""
    put = VectorStore.put

    def failing(self: VectorStore, *args: object) -> None:
        if self.folder is not None:
            raise IndexTrouble("The disk is full.", mend="Make room.")
        put(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(VectorStore, "put", failing)
    new = numbered_bank(5, "new")
    assert finds_everything(index, (new, SMALL))
    assert not index.owner
    assert "The disk is full. Make room." in index.check([new, SMALL])[-1]


def test_a_removal_reaches_a_folder_out_of_use(
    folder: Path, index: BankIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a failure the files are no longer read, and yet a removed bank leaves them."""
    with monkeypatch.context() as patched:
        patched.setattr(VectorStore, "stamp", _failing_on_disk)
        index.sync(SMALL)
    assert not index.owner
    index.remove("small")
    assert traces(folder, [SMALL.questions[0].id.encode()]) == []


def _failing_on_disk(self: VectorStore, bank_id: str) -> None:
    if self.folder is not None:
        raise IndexTrouble("disk I/O error")


def test_a_full_disk_is_survived(folder: Path) -> None:
    """Where no file may grow any further, questions are still found, and the check says why."""
    code = """
import resource, sys
from pathlib import Path
from knowledge.bank import BankIndex
from tests.hashencoder import HashEncoder, numbered_bank
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
index, bank = BankIndex(Path(sys.argv[1]), HashEncoder()), numbered_bank(300, "new")
print(index.search(bank.questions[7].prompt, [bank], 1)[0].question_id == bank.questions[7].id)
print(index.check([bank])[-1])
"""
    done = run(code, folder)
    found, line = done.stdout.splitlines()
    assert found == "True"
    assert line.startswith("The index is kept in memory until the next start.")


@pytest.mark.parametrize("batches", [1, 4, 9])
def test_an_index_killed_while_writing_is_completed(tmp_path: Path, batches: int) -> None:
    """Killed after some batches, the index is whole after the next check, without repeats."""
    code = f"""
import os, signal, sys
from pathlib import Path
from knowledge.bank import BankIndex
from tests.hashencoder import HashEncoder, numbered_bank
def kill(done, of):
    if done >= 64 * {batches}:
        os.kill(os.getpid(), signal.SIGKILL)
BankIndex(Path(sys.argv[1]), HashEncoder()).sync(numbered_bank(600, "large"), kill)
"""
    assert run(code, tmp_path / "index").returncode == -signal.SIGKILL
    index = BankIndex(tmp_path / "index", HashEncoder())
    assert index.owner
    assert any(line.startswith("large: was ") for line in index.check([LARGE]))
    assert index.sync(LARGE).unchanged == 600
    assert len(index.search("zebra", [LARGE], 999)) == 600
    assert finds_everything(index, (LARGE,))
    index.close()


def test_the_index_opens_no_connection(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a model nor telemetry is fetched or sent: no socket is made at all."""

    def forbidden(*args: object, **kwargs: object) -> None:
        raise AssertionError("a socket was made")

    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr(socket, "create_connection", forbidden)
    index = BankIndex(folder, HashEncoder())
    index.check([SMALL])
    assert finds_everything(index, (SMALL,))
    index.close()


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def traces(folder: Path, marks: list[bytes]) -> list[tuple[str, bytes]]:
    return [
        (path.name, mark)
        for path, content in contents(folder).items()
        for mark in marks
        if mark in content
    ]
