"""The shelf on a real folder: what is stored, what is refused, what survives."""

import errno
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from knowledge import storedbank
from knowledge.errors import BankInvalid, BankNotFound, BankProtected, ShelfTrouble
from knowledge.question import Bank, KeyPoint, Question, Source
from knowledge.shelf import Changes, Shelf
from knowledge.summaries import FILE
from tests.builders import make_bank
from tests.disks import fill, make_read_only, small_disk


def bank(*prompts: str, bank_id: str = "trees", answer: str = "So.") -> Bank:
    """A bank of those prompts; each is its question's id as well."""
    point = KeyPoint(id="k1", text=answer, cue="what it is")
    return Bank(
        id=bank_id,
        title=bank_id.title(),
        questions=tuple(
            Question(
                id=prompt,
                number=number,
                prompt=prompt,
                reference=answer,
                key_points=(point,),
                source=Source(document="a.txt"),
            )
            for number, prompt in enumerate(prompts, start=1)
        ),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the banks would be; not yet made."""
    return tmp_path / "home" / "banks"


def names(folder: Path) -> list[str]:
    """The names of all files in the folder."""
    return sorted(p.name for p in folder.iterdir() if p.name != FILE)


def test_the_built_in_banks_are_there_without_a_folder(folder: Path) -> None:
    """And looking makes none."""
    (summary,) = Shelf(folder).list()
    assert (summary.id, summary.builtin, summary.count) == ("deep-learning", True, 16)
    assert Shelf(folder).get("deep-learning").digest == summary.digest
    assert not folder.exists()


def test_what_is_put_is_served_as_it_was(folder: Path) -> None:
    """Also by a shelf that opens later; and its summary says what it holds."""
    trees = bank("a", "b")
    Shelf(folder).put(trees)
    later = Shelf(folder)
    assert later.get("trees") == trees
    summary = later.list()[-1]
    assert (summary.id, summary.title, summary.count) == ("trees", "Trees", 2)
    assert (summary.topics, summary.builtin, summary.digest) == (("general",), False, trees.digest)
    assert names(folder) == ["trees.json"]


def test_putting_again_says_what_changed(folder: Path) -> None:
    """By the ids of the questions."""
    shelf = Shelf(folder)
    assert shelf.put(bank("a", "b", "c")) == Changes(added=("a", "b", "c"))
    assert shelf.put(bank("a", "b", "c")) == Changes(unchanged=("a", "b", "c"))
    second = bank("a", "d").questions[1]
    other = bank("a", answer="Otherwise.").questions
    assert shelf.put(bank("x").model_copy(update={"questions": (*other, second)})) == Changes(
        added=("d",), changed=("a",), removed=("b", "c")
    )


def test_a_question_that_only_moved_is_unchanged(folder: Path) -> None:
    """A line more above it is no change that anybody wants to look at."""
    shelf = Shelf(folder)
    shelf.put(bank("a", "b"))
    assert shelf.put(bank("new", "a", "b")) == Changes(added=("new",), unchanged=("a", "b"))


def test_another_process_s_import_is_seen_at_once(folder: Path) -> None:
    """Nothing is kept longer than the file stays as it was."""
    mine, other = Shelf(folder), Shelf(folder)
    mine.put(bank("a"))
    assert other.get("trees").questions[0].id == "a"
    mine.put(bank("b"))
    assert other.get("trees").questions[0].id == "b"
    mine.remove("trees")
    assert [s.id for s in other.list()] == ["deep-learning"]


def test_a_bank_that_did_not_change_is_read_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list of banks costs a look at their files, not their content."""
    shelf = Shelf(folder)
    shelf.put(bank("a"))
    shelf.list()
    monkeypatch.setattr(storedbank, "read", lambda path: pytest.fail(f"{path} was read again"))
    assert len(shelf.list()) == 2


def test_an_unknown_bank_names_the_nearest(folder: Path) -> None:
    """A slip of the finger is mended quickly."""
    with pytest.raises(BankNotFound, match="Did you mean 'deep-learning'"):
        Shelf(folder).get("deep-lerning")


@pytest.mark.parametrize("bank_id", ["", "../trees", "a/b", "x" * 5000, "tr\0ees", "Trees"])
def test_an_id_that_cannot_be_is_not_looked_for(folder: Path, bank_id: str) -> None:
    """No path can be made of it."""
    with pytest.raises(BankNotFound):
        Shelf(folder).get(bank_id)


def test_a_built_in_bank_can_be_neither_replaced_nor_removed(folder: Path) -> None:
    """Nothing is stored in the attempt."""
    shelf = Shelf(folder)
    with pytest.raises(BankProtected, match="another name"):
        shelf.put(bank("a", bank_id="deep-learning"))
    with pytest.raises(BankProtected):
        shelf.remove("deep-learning")
    assert not folder.exists()


def test_an_imported_bank_cannot_become_a_built_in_one(folder: Path) -> None:
    """It could not be removed any more."""
    shelf = Shelf(folder)
    shelf.put(bank("a").model_copy(update={"builtin": True}))
    assert not shelf.get("trees").builtin


def test_removing_what_is_not_there_says_so(folder: Path) -> None:
    """By its name."""
    with pytest.raises(BankNotFound, match="'trees'"):
        Shelf(folder).remove("trees")


@pytest.mark.parametrize("content", [b"", b"{", b"\0" * 99, b'{"id": "trees"}'])
def test_a_damaged_bank_is_named_and_the_others_are_served(folder: Path, content: bytes) -> None:
    """It can be replaced by importing again."""
    shelf = Shelf(folder)
    shelf.put(bank("a", bank_id="oaks"))
    (folder / "trees.json").write_bytes(content)
    assert [s.id for s in shelf.list()] == ["deep-learning", "oaks"]
    (problem,) = shelf.problems()
    assert "trees.json" in str(problem)
    with pytest.raises(BankInvalid, match=r"trees\.json: the stored bank is damaged"):
        shelf.get("trees")
    assert shelf.put(bank("a")).added == ("a",)
    assert shelf.problems() == ()


def test_a_damaged_bank_can_be_removed(folder: Path) -> None:
    """Nothing of it is left."""
    shelf = Shelf(folder)
    shelf.put(bank("a"))
    (folder / "trees.json").write_bytes(b"{")
    shelf.remove("trees")
    assert names(folder) == []


def test_a_bank_under_a_foreign_name_is_a_problem(folder: Path) -> None:
    """Else two files could be one bank."""
    shelf = Shelf(folder)
    shelf.put(bank("a"))
    (folder / "trees.json").rename(folder / "oaks.json")
    assert [s.id for s in shelf.list()] == ["deep-learning"]
    assert "holds the bank 'trees'" in str(shelf.problems()[0])


@pytest.mark.parametrize(
    ("code", "mend"),
    [
        (errno.ENOSPC, "Free some space"),
        (errno.EROFS, "permissions"),
        (errno.EIO, "Check the disk"),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "rename"])
def test_a_failing_disk_leaves_the_old_bank_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, code: int, mend: str, call: str
) -> None:
    """And no unfinished file beside it."""

    def fail(*_: object) -> NoReturn:
        raise OSError(code, os.strerror(code))

    shelf = Shelf(folder)
    shelf.put(bank("a"))
    with monkeypatch.context() as patch:
        if call == "fsync":
            patch.setattr(os, "fsync", fail)
        else:
            patch.setattr(Path, "replace", fail)
        with pytest.raises(ShelfTrouble, match=mend):
            shelf.put(bank("a", "b"))
    assert names(folder) == ["trees.json"]
    assert shelf.get("trees") == bank("a")


def test_a_full_disk_keeps_the_old_bank(tmp_path: Path) -> None:
    """A real one, at the point where it is full."""
    with small_disk(tmp_path / "disk", kib=256) as disk:
        shelf = Shelf(disk)
        shelf.put(bank("a"))
        fill(disk)
        with pytest.raises(ShelfTrouble, match="no space is left"):
            shelf.put(bank(*"abcdefghijklmnopqrstuvwxyz", answer="long " * 99))
        assert Shelf(disk).get("trees") == bank("a")


def test_listing_on_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    """What a list shows cannot be written down; every process would leave a part of it."""
    with small_disk(tmp_path / "disk", kib=256) as disk:
        shelf = Shelf(disk)
        shelf.put(bank("a"))
        fill(disk)
        assert len(Shelf(disk).list()) == 2
        assert {p.name for p in disk.iterdir()} == {"trees.json", "filler"}


def test_a_read_only_disk_still_serves(tmp_path: Path) -> None:
    """Reading needs no writing."""
    with small_disk(tmp_path / "disk", kib=256) as disk:
        shelf = Shelf(disk)
        shelf.put(bank("a"))
        make_read_only(disk)
        assert shelf.get("trees") == bank("a")
        change: tuple[Callable[[], object], ...] = (
            lambda: shelf.put(bank("b")),
            lambda: shelf.remove("trees"),
        )
        for attempt in change:
            with pytest.raises(ShelfTrouble, match="may not be read or written"):
                attempt()


def test_a_folder_that_is_a_file_spares_the_built_in_banks(tmp_path: Path) -> None:
    """It is a problem that is told, and nothing can be stored."""
    (tmp_path / "banks").write_text("not a folder")
    shelf = Shelf(tmp_path / "banks")
    assert [s.id for s in shelf.list()] == ["deep-learning"]
    assert ["a file stands where" in str(p) for p in shelf.problems()] == [True]
    with pytest.raises(ShelfTrouble):
        shelf.put(bank("a"))


def test_threads_may_put_and_list_at_once(folder: Path) -> None:
    """Every reader finds whole banks only."""
    shelf = Shelf(folder)
    failures: list[BaseException] = []
    start = threading.Barrier(6)

    def use(number: int) -> None:
        try:
            start.wait()
            for n in range(5):
                shelf.put(bank(*[f"q{i}" for i in range(n + 1)], bank_id=f"b{number % 2}"))
                Shelf(folder).list()
                shelf.get(f"b{number % 2}")
        except BaseException as e:  # noqa: BLE001 - told to the main thread
            failures.append(e)

    threads = [threading.Thread(target=use, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert shelf.problems() == ()
    assert names(folder) == ["b0.json", "b1.json"]


def test_a_list_reads_no_bank_that_was_listed_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However large; only one that has changed since is read again."""
    for n in (1, 2):
        Shelf(folder).put(make_bank(2, bank_id=f"b{n}"))
    before = Shelf(folder).list()
    Shelf(folder).put(make_bank(3, bank_id="b2"))
    opened: list[str] = []
    read = storedbank.read

    def reading(path: Path) -> Bank:
        opened.append(path.stem)
        return read(path)

    monkeypatch.setattr(storedbank, "read", reading)
    listed = Shelf(folder).list()
    assert opened == ["b2"]
    assert listed[1] == before[1]
    assert [b.count for b in listed[1:]] == [2, 3]


@pytest.mark.parametrize("content", ["", "{", "[[1, 2]]", '[[[1, 2, 3], {"id": "b"}]]', "[1]"])
def test_damaged_summaries_are_made_again(folder: Path, content: str) -> None:
    """They are derived from the banks."""
    shelf = Shelf(folder)
    shelf.put(make_bank(2, bank_id="b1"))
    before = shelf.list()
    (folder / FILE).write_text(content)
    assert Shelf(folder).list() == before


def test_a_removed_bank_leaves_no_summary(folder: Path) -> None:
    """Its title and topics are gone too; clearing leaves nothing at all."""
    shelf = Shelf(folder)
    shelf.put(make_bank(2, bank_id="b1", title="Secret plans"))
    shelf.put(make_bank(2, bank_id="b2"))
    shelf.list()
    shelf.remove("b1")
    assert "Secret plans" not in (folder / FILE).read_text()
    shelf.clear()
    assert list(folder.iterdir()) == []
