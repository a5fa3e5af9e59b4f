"""Several users on one home of files: none sees, takes along or loses what is another's."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interviewer import mine
from interviewer.engine import Wish
from interviewer.errors import InterviewNotFound
from interviewer.settings import Settings
from interviewer.wiring import Wired, build
from knowledge.encoder import Encoder
from knowledge.errors import BankNotFound
from knowledge.question import Bank
from tests.builders import make_question
from tests.integration.test_mine import everywhere
from tests.integration.test_store import put

ANNA, BEN = "of-anna", "of-ben"
LONG_AGO, LONG_AFTER = datetime(1990, 1, 1, tzinfo=UTC), datetime(2990, 1, 1, tzinfo=UTC)
SAID = {ANNA: "what only Anna said", BEN: "what only Ben said", "": "what the local user said"}


@pytest.fixture
def whole(home: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> Wired:
    """A home on which Anna, Ben and the local user each have an interview and a bank."""
    monkeypatch.setattr("knowledge.encoder.Encoder", lambda: encoder)
    wired = build(Settings(home=home))
    for owner, said in SAID.items():
        theirs = wired.of(owner) if owner else wired
        name = owner.removeprefix("of-") or "local"
        put(theirs.store, f"{name}s", said)
        theirs.library.put(bank_of(name))
    return wired


def bank_of(name: str) -> Bank:
    """A bank whose every text holds that name."""
    question = make_question(
        f"What does {name} keep in the shed?",
        reference=f"A shed of {name}",
        bank_id=f"{name}s-bank",
    )
    return Bank(id=f"{name}s-bank", title=f"The bank of {name}", questions=(question,))


def test_what_is_taken_along_is_ones_own(whole: Wired) -> None:
    """No word of another's in any file of the archive, nor in the names of its files."""
    for owner, others in ((ANNA, ("ben", "local")), (BEN, ("anna", "local"))):
        theirs = whole.of(owner)
        taken = mine.archive(theirs.engine, theirs.library)
        assert (taken.interviews, taken.banks, taken.left_out) == (1, 1, ())
        with zipfile.ZipFile(io.BytesIO(taken.content)) as file:
            held = "\n".join([*file.namelist(), *(file.read(n).decode() for n in file.namelist())])
        name = owner.removeprefix("of-")
        assert SAID[owner] in held
        assert f"A shed of {name}" in held
        for other in others:
            assert f"{other}s" not in held.casefold()
            assert f"of {other}" not in held
        assert not [said for whose, said in SAID.items() if whose != owner and said in held]


def test_an_interview_of_anothers_is_not_exported(whole: Wired) -> None:
    """Asked for by its id it is not there, by whichever way."""
    ben = whole.of(BEN)
    assert mine.exported(ben.engine, "annas") == ([], ())
    assert [i["summary"]["id"] for i in mine.exported(ben.engine, None)[0]] == ["bens"]  # type: ignore[index]
    looks: tuple[Callable[[str], object], ...] = (
        ben.engine.load,
        ben.engine.events,
        ben.engine.report,
        ben.engine.delete,
    )
    for look in looks:
        with pytest.raises(InterviewNotFound):
            look("annas")
    assert whole.of(ANNA).engine.events("annas")


def test_a_bank_of_anothers_is_not_found(whole: Wired) -> None:
    """Not listed, read, asked, changed or removed, and named to nobody; nor is the local one."""
    ben = whole.of(BEN)
    assert [b.id for b in ben.library.list()] == ["deep-learning", "bens-bank"]
    for strange in ("annas-bank", "locals-bank", "of-anna.annas-bank", "of-anna/annas-bank"):
        looks: tuple[Callable[[str], object], ...] = (
            ben.library.get,
            ben.library.remove,
            lambda name: ben.engine.start(Wish(bank=name, count=1)),
        )
        for look in looks:
            with pytest.raises(BankNotFound) as refused:
                look(strange)
            assert "anna" not in str(refused.value).replace(strange, "")
    assert whole.of(ANNA).library.get("annas-bank").title == "The bank of anna"
    assert whole.library.get("locals-bank").title == "The bank of local"


def test_a_search_finds_no_bank_of_anothers(whole: Wired) -> None:
    """Though all stand in one index: also not where the very words are looked for."""
    for owner in (ANNA, BEN):
        found = whole.of(owner).library.search("What does anna keep in the shed?", k=30)
        name = owner.removeprefix("of-")
        assert {f.bank.id for f in found} == {"deep-learning", f"{name}s-bank"}


def test_nothing_of_a_user_is_left_and_all_of_the_others(whole: Wired, home: Path) -> None:
    """When one who has logged in deletes everything: no byte of bank folder, index or database.

    What the limits count of them stays a day, and is forgotten though they do not come back.
    """
    anna = whole.of(ANNA)
    whole.library._index.close()  # so that all of it lies in files
    before = everywhere(home)
    gone = (SAID[ANNA].encode(), b"bank of anna", b"shed of anna", b"annas-bank", b"of-anna")
    assert all(word in before for word in gone[:4])
    assert (home / "banks" / ANNA).is_dir()
    assert mine.erase(anna.engine, anna.library) == mine.Erased(1, 1)
    assert whole.store.of(ANNA).taken("moves", LONG_AGO) == 1  # her bank
    whole.store.forget_taken(LONG_AFTER)
    whole.store.compact()
    whole.library._index.close()
    whole.store.close()
    left = everywhere(home)
    assert [word for word in gone if word in left] == []
    for word in (SAID[BEN], SAID[""], "bank of ben", "bank of local", "bens-bank", "locals-bank"):
        assert word.encode() in left
