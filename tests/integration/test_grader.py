"""The trained grader on its own weights: whole, quick to agree with itself, and no fool."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from interviewer.examiners.grader.grader import Grader
from interviewer.examiners.grader.network import WEIGHTS, CrossEncoder
from knowledge.encoder import Encoder
from knowledge.errors import KnowledgeError

QUESTION = "What does an open switch do?"
REFERENCE = "An open switch leaves a gap in the circuit."
SAME = "When the switch is open, the circuit has a gap in it."
TURNED = "An open switch does not leave a gap in the circuit."
OTHER = "Whales are mammals that breathe air and feed their young with milk."


@pytest.fixture(scope="module")
def grader() -> Grader:
    """On the weights that ship."""
    return Grader(Encoder())


def test_the_weights_are_the_published_ones(grader: Grader) -> None:
    """Checksums of network and head hold."""
    grader.verify()


def test_no_file_is_too_large_to_ship() -> None:
    """Together at most 50 MB."""
    assert sum(file.stat().st_size for file in WEIGHTS.iterdir()) <= 50_000_000


def test_a_statement_that_follows_is_entailed(grader: Grader) -> None:
    """In other words too."""
    (reading,) = grader.read([(SAME, REFERENCE)])
    assert reading.entailed > 0.6 > reading.contradicted


def test_a_statement_turned_round_is_contradicted(grader: Grader) -> None:
    """Though it has the same words."""
    (reading,) = grader.read([(TURNED, REFERENCE)])
    assert reading.contradicted > 0.6 > reading.entailed


def test_a_statement_on_something_else_is_neither(grader: Grader) -> None:
    """It is unrelated."""
    (reading,) = grader.read([(OTHER, REFERENCE)])
    assert reading.entailed < 0.3
    assert reading.correct < 0.3


def test_a_denial_behind_the_statement_is_heard(grader: Grader) -> None:
    """The statement alone would be entailed."""
    (reading,) = grader.read([(f"{REFERENCE} All of this is false.", REFERENCE)])
    assert reading.contradicted > 0.6


def test_assessments_are_ordered_as_people_would_order_them(grader: Grader) -> None:
    """Right before beside the point; what is turned round is no better."""
    right, turned, other = (
        grader.assess(QUESTION, [REFERENCE], answer) for answer in (SAME, TURNED, OTHER)
    )
    assert right.score > 0.6 > turned.score
    assert right.score > other.score < 0.3
    assert right.correct + right.partial + right.contradictory + right.incorrect == pytest.approx(1)


def test_the_best_of_several_references_counts(grader: Grader) -> None:
    """An answer need match one of them."""
    alone = grader.assess(QUESTION, [REFERENCE], SAME)
    assert grader.assess(QUESTION, [OTHER, REFERENCE], SAME) == alone


def test_a_reading_depends_on_its_pair_alone(grader: Grader) -> None:
    """Neither on the company it is read in nor on who reads beside it."""
    pairs = [(SAME, REFERENCE), (TURNED, REFERENCE), (OTHER, REFERENCE)]
    alone = [grader.read([pair])[0] for pair in pairs]
    assert grader.read(pairs) == alone
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(grader.read, [pairs] * 8)) == [alone] * 8


@pytest.mark.parametrize("text", ["", " ", "\ud800", "🙂", "word " * 5000, "0" * 20_000])
def test_any_text_can_be_assessed(grader: Grader, text: str) -> None:
    """Every figure is finite, and a share."""
    found = grader.assess(QUESTION, [REFERENCE], text)
    assert 0 <= found.score <= 1
    assert 0 <= found.correct <= 1


def test_nothing_to_read_is_no_trouble(grader: Grader) -> None:
    """And loads nothing."""
    assert grader.read([]) == []


def test_missing_weights_are_named(tmp_path: Path) -> None:
    """With the file and what mends it."""
    with pytest.raises(KnowledgeError, match="grader"):
        CrossEncoder(tmp_path).read([(SAME, REFERENCE)])


def test_no_training_library_is_loaded() -> None:
    """What runs is ONNX Runtime, tokenizers and numpy."""
    code = (
        "import sys\n"
        "from knowledge.encoder import Encoder\n"
        "from interviewer.examiners.grader.grader import Grader\n"
        "Grader(Encoder()).assess('Why?', ['It is so.'], 'It is not.')\n"
        "print(sorted({'torch', 'sklearn', 'scipy', 'transformers'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
