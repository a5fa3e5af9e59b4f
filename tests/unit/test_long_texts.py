"""Long texts are looked at in time that grows with their length: one must not stop the server.

No clock: what grows with the square of these lengths would take hours, and the run never end.
"""

from collections.abc import Callable

import pytest
from pydantic import ValidationError

from interviewer import quoting
from interviewer.examiners import demands, fencing
from interviewer.learning import job
from interviewer.pages import plain
from interviewer.reporting import passages, quotes
from knowledge import bankfile, keypoints
from knowledge.errors import BankInvalid
from tests.builders import make_bank

LONG = 500_000


def _located(text: str) -> object:
    return quotes.located(text, f"{text} … b", question=1, turn=1)


@pytest.mark.parametrize(
    ("look", "filling"),
    [
        (plain.document, "| "),
        (plain.document, ":-"),
        (demands.demands, "\n"),
        (fencing.is_neutral, "<"),
        (fencing.is_neutral, "[ "),
        (quoting.short, " "),
        (_located, " "),
        (passages.split, " "),
        (job.passages, " "),
    ],
)
def test_a_long_text_is_looked_at_to_its_end(look: Callable[[str], object], filling: str) -> None:
    """Whatever it is filled with, between two words."""
    look(f"Neurons are not{filling * (LONG // len(filling))}x switched off.")


def test_a_reference_gets_its_points_whatever_the_question() -> None:
    """The question is searched once, not once for each clause of its answer."""
    prompt = "- a\n" * 4_900
    assert keypoints.derive(prompt, prompt)


def test_a_description_has_an_end() -> None:
    """In a bank, and in the file of one, which says where."""
    bank = make_bank()
    with pytest.raises(ValidationError):
        type(bank).model_validate({**bank.model_dump(), "description": "x" * 4_001})
    text = bankfile.dump(bank.model_copy(update={"description": "x" * 4_001}))
    with pytest.raises(BankInvalid, match=r"description.*4,?000") as refused:
        bankfile.parse(text, name="long.yaml")
    assert "long.yaml" in str(refused.value)


def test_a_language_s_name_has_an_end() -> None:
    """It is a tag of some letters; in a bank's file too, which says where."""
    bank = make_bank()
    with pytest.raises(ValidationError, match="60"):
        type(bank).model_validate({**bank.model_dump(), "language": "x" * 61})
    text = bankfile.dump(bank.model_copy(update={"language": "x" * 61}))
    with pytest.raises(BankInvalid, match=r"language.*60"):
        bankfile.parse(text, name="long.yaml")
