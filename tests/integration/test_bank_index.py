"""What the index finds, and that it follows its banks."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from knowledge.bank import BankIndex, Changes
from knowledge.encoder import Encoder
from knowledge.question import Bank
from tests.builders import make_bank, make_question
from tests.hashencoder import HashEncoder, numbered_bank

PAIRS = (
    ("What is dropout?", "Units are left out at random during training, which regularises."),
    ("What does dropout do?", "It silences random units in every training step."),
    ("How does a CNN look at images?", "Convolutions share small kernels over all positions."),
    ("What is batch normalisation?", "Activations are centred and scaled by batch statistics."),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def hashing() -> HashEncoder:
    return HashEncoder()


@pytest.fixture
def index(folder: Path, hashing: HashEncoder) -> Iterator[BankIndex]:
    index = BankIndex(folder, hashing)
    yield index
    index.close()


@pytest.fixture
def meaning(folder: Path, encoder: Encoder) -> Iterator[BankIndex]:
    index = BankIndex(folder, encoder)
    yield index
    index.close()


def learning(bank_id: str = "learning") -> Bank:
    return make_bank(
        [
            make_question(prompt, reference=reference, number=n, bank_id=bank_id)
            for n, (prompt, reference) in enumerate(PAIRS, 1)
        ],
        bank_id=bank_id,
    )


def test_sync_counts_what_changed(index: BankIndex) -> None:
    """Added, changed, unchanged and removed questions are told apart."""
    bank = numbered_bank(5)
    assert index.sync(bank) == Changes(added=5)
    assert index.sync(bank) == Changes(unchanged=5)
    edited = bank.questions[0].model_copy(update={"reference": "A lion."})
    new = make_question("Which plant is it?", number=6, bank_id=bank.id)
    later = bank.model_copy(update={"questions": (edited, *bank.questions[2:], new)})
    assert index.sync(later) == Changes(added=1, changed=1, unchanged=3, removed=1)


def test_only_changed_questions_are_encoded(
    index: BankIndex, folder: Path, hashing: HashEncoder
) -> None:
    """An edited question costs its own two texts, also after a restart."""
    bank = numbered_bank(5)
    index.sync(bank)
    index.close()
    hashing.encoded.clear()
    edited = bank.questions[0].model_copy(update={"reference": "A lion."})
    index.sync(bank.model_copy(update={"questions": (edited, *bank.questions[1:])}))
    assert hashing.encoded == [edited.prompt, "A lion."]


def test_progress_counts_up_to_all(index: BankIndex) -> None:
    """Progress names the questions done of how many, and ends with all of them."""
    heard: list[tuple[int, int]] = []
    index.sync(numbered_bank(150), lambda done, of: heard.append((done, of)))
    assert heard == [(64, 150), (128, 150), (150, 150)]


def test_search_finds_by_prompt_and_by_reference(meaning: BankIndex) -> None:
    """Words of the question and words of the answer both lead to it."""
    bank = learning()
    for text, found in (
        ("dropout", 0),
        ("convolutional network for pictures", 2),
        ("kernels that are shared over positions", 2),
        ("statistics of the batch are used to scale activations", 3),
    ):
        assert meaning.search(text, [bank], 1)[0].question_id == bank.questions[found].id


def test_search_orders_the_hits_of_all_banks(meaning: BankIndex) -> None:
    """Hits of several banks come best first, each question once, with its similarity."""
    other = make_bank([make_question("What is a sonnet?", bank_id="verse")], bank_id="verse")
    hits = meaning.search("What is a sonnet?", [learning(), other], 10)
    assert hits[0].bank_id == "verse"
    assert hits[0].similarity == pytest.approx(1, abs=1e-3)
    assert len({(hit.bank_id, hit.question_id) for hit in hits}) == len(hits) == 5
    assert [hit.similarity for hit in hits] == sorted((h.similarity for h in hits), reverse=True)


@pytest.mark.parametrize("text", ["", "  \n", "\0"])
def test_a_text_without_words_finds_nothing(meaning: BankIndex, text: str) -> None:
    """A blank search has no hits rather than arbitrary ones."""
    assert meaning.search(text, [learning()]) == ()


def test_search_gives_as_many_as_there_are(index: BankIndex) -> None:
    """More than there are gives the whole bank; none, or no bank, gives nothing."""
    bank = numbered_bank(3)
    assert len(index.search("zebra", [bank], 50)) == 3
    assert index.search("zebra", [bank], 0) == ()
    assert index.search("zebra", [], 5) == ()


def test_nearest_leaves_the_question_itself_out(meaning: BankIndex) -> None:
    """The other question on the same subject comes first, never the question itself."""
    bank = learning()
    hits = meaning.nearest(bank, bank.questions[0].id, 3)
    assert hits[0].question_id == bank.questions[1].id
    assert len(hits) == 3
    assert bank.questions[0].id not in {hit.question_id for hit in hits}


def test_nearest_of_an_unknown_question_is_a_key_error(index: BankIndex) -> None:
    """A question that the bank does not have has no neighbours."""
    with pytest.raises(KeyError):
        index.nearest(numbered_bank(2), "nobody")


def test_similar_finds_near_repeats(meaning: BankIndex) -> None:
    """The two questions on dropout repeat each other, the others nothing."""
    bank = learning()
    first, second, third, fourth = (question.id for question in bank.questions)
    assert meaning.similar(bank, 0.8) == {
        first: frozenset({second}),
        second: frozenset({first}),
        third: frozenset(),
        fourth: frozenset(),
    }


def test_similar_compares_the_candidates_only(meaning: BankIndex) -> None:
    """Questions that are no candidates, or unknown, do not appear."""
    bank = learning()
    first, _, third, _ = (question.id for question in bank.questions)
    assert meaning.similar(bank, 0.8, [first, third, "nobody"]) == {
        first: frozenset(),
        third: frozenset(),
    }
    assert meaning.similar(bank, 0.8, []) == {}


def test_similar_compares_across_blocks(index: BankIndex) -> None:
    """In a bank larger than one block of the matrix, far apart repeats are found."""
    bank = numbered_bank(700)
    double = make_question("Which  Animal is number 1?", number=701, bank_id=bank.id, id="double")
    double = double.model_copy(update={"prompt": bank.questions[0].prompt})
    repeats = index.similar(bank.model_copy(update={"questions": (*bank.questions, double)}), 0.9)
    assert repeats["double"] == {bank.questions[0].id}
    assert repeats[bank.questions[0].id] == {"double"}
    assert sum(map(len, repeats.values())) == 2


def test_a_lookup_sees_a_bank_that_changed_elsewhere(index: BankIndex) -> None:
    """A bank given in a new state is found in that state, without a call of sync."""
    index.sync(numbered_bank(3))
    later = numbered_bank(4, edition="second")
    assert index.nearest(later, later.questions[3].id, 9)
    hit = index.search(later.questions[1].reference, [later], 1)[0]
    assert hit.question_id == later.questions[1].id
    assert hit.similarity == pytest.approx(1, abs=1e-4)


def test_ids_that_end_oddly_are_indexed(index: BankIndex) -> None:
    """Any id that a bank may have is a name that the index can use."""
    for bank_id in ("a", "ends-", "0", "x" * 63):
        bank = numbered_bank(2, bank_id=bank_id)
        assert index.search("zebra", [bank])[0].bank_id == bank_id
    assert index.check([numbered_bank(2, bank_id="ends-")]) == tuple(
        f"{stray}: there is no such bank any more; its index was removed."
        for stray in ("0", "a", "x" * 63)
    )


def test_every_question_is_reached(index: BankIndex, hashing: HashEncoder) -> None:
    """Of 700 questions with random vectors each finds itself first: the recall is complete."""
    bank = numbered_bank(700)
    found = [index.search(question.prompt, [bank], 1)[0].question_id for question in bank.questions]
    assert found == [question.id for question in bank.questions]


def test_threads_share_one_index(index: BankIndex) -> None:
    """Of a bank that others change meanwhile, a thread is given questions of its own edition."""
    steady, start = numbered_bank(40, "steady"), threading.Barrier(8)

    def look(n: int) -> None:
        mine = numbered_bank(10 + n, "changing", edition=f"edition {n}")
        start.wait(timeout=30)
        for _ in range(3):
            assert len(index.search("zebra", [steady], 99)) == 40
            hits = index.search("zebra", [mine], 99)
            assert {hit.question_id for hit in hits} <= {q.id for q in mine.questions}

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(look, range(8)))
    last = numbered_bank(12, "changing")
    index.sync(last)
    assert index.check([steady, last]) == ()


def test_the_index_holds_vectors_of_the_encoder(index: BankIndex, hashing: HashEncoder) -> None:
    """What is compared is the prompts' own vectors, unaltered."""
    bank = numbered_bank(2)
    index.sync(bank)
    prompts = [question.prompt for question in bank.questions]
    a, b = hashing.encode(prompts)
    exact = float(np.dot(a, b))
    assert index.similar(bank, exact - 1e-5)[bank.questions[0].id] == {bank.questions[1].id}
    assert index.similar(bank, exact + 1e-5)[bank.questions[0].id] == frozenset()
