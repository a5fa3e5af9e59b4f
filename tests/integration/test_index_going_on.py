"""Indexing that is stopped and goes on, and encodes nothing that it need not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge import editing, vectors
from knowledge.bank import BankIndex
from knowledge.editing import Filing
from knowledge.errors import Stopped
from knowledge.question import KeyPoint
from tests.hashencoder import HashEncoder, numbered_bank


@pytest.fixture
def hashing() -> HashEncoder:
    """Remembers what it encoded."""
    return HashEncoder()


@pytest.fixture
def index(tmp_path: Path, hashing: HashEncoder) -> Iterator[BankIndex]:
    """An index of its own."""
    index = BankIndex(tmp_path / "index", hashing)
    yield index
    index.close()


def test_stopped_indexing_keeps_what_is_done_and_goes_on(
    index: BankIndex, hashing: HashEncoder
) -> None:
    """After the first batch of three; the second run encodes the rest alone."""
    bank = numbered_bank(150)

    def stop(done: int, _of: int) -> None:
        raise Stopped(f"Stopped at {done}.")

    with pytest.raises(Stopped, match="64"):
        index.sync(bank, stop)
    assert len(hashing.encoded) == 2 * 64
    heard: list[tuple[int, int]] = []
    changes = index.sync(bank, lambda done, of: heard.append((done, of)))
    assert (changes.added, changes.unchanged) == (86, 64)
    assert heard == [(64, 86), (86, 86)]
    assert len(hashing.encoded) == 2 * 150
    assert (
        index.search(bank.questions[-1].prompt, [bank], 1)[0].question_id == bank.questions[-1].id
    )


def test_key_points_topics_and_tags_need_no_encoding(
    index: BankIndex, hashing: HashEncoder
) -> None:
    """Only prompt and reference are looked for."""
    bank = numbered_bank(5)
    index.sync(bank)
    hashing.encoded.clear()
    first = bank.questions[0]
    changed = editing.filed(bank, {first.id}, Filing("Zoo", add=("exam",)))
    point = KeyPoint(id="k1", text="It has stripes.", cue="how it looks")
    changed = editing.replaced(changed, editing.pointed(changed.questions[0], [point]))
    index.sync(changed)
    assert hashing.encoded == []
    reworded = editing.worded(changed.questions[0], prompt="Which one?", reference="Zebra.")
    index.sync(editing.replaced(changed, reworded))
    assert hashing.encoded == ["Which one?", "Zebra."]


def test_a_bank_is_looked_through_in_parts(
    index: BankIndex, hashing: HashEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a large one SQL would not take all rows at once; nothing is missed or taken twice."""
    monkeypatch.setattr(vectors, "_LOOKED_THROUGH", 7)
    index.sync(numbered_bank(20))
    hashing.encoded.clear()
    changes = index.sync(numbered_bank(21))
    assert (changes.added, changes.changed, changes.unchanged) == (1, 0, 20)
    assert len(hashing.encoded) == 2
