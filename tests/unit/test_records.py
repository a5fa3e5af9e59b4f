"""What all records share: frozen, strict, and little beside their fields in memory."""

import pytest
from pydantic import ValidationError

from interviewer.rubric import Finding, Verdict
from knowledge import question
from knowledge.question import Record


def finding(point: str, **given: object) -> Finding:
    return Finding.model_validate(
        {"point": point, "verdict": Verdict.COVERED, "quote": "so", **given}
    )


def test_those_that_were_given_the_same_fields_note_them_in_one_set() -> None:
    """Pydantic's set for each was half of what an interview took."""
    one, other, third = finding("k1"), finding("k2"), finding("k3", aided=True)
    assert one.model_fields_set is other.model_fields_set
    assert one.model_fields_set == {"point", "verdict", "quote"}
    assert third.model_fields_set == {"point", "verdict", "quote", "aided"}
    assert one.model_dump(exclude_unset=True) == {
        "point": "k1",
        "verdict": "covered",
        "quote": "so",
    }


def test_a_changed_copy_leaves_what_others_note_alone() -> None:
    """Its own set grows, not that of all."""
    one, other = finding("k1"), finding("k2")
    changed = one.model_copy(update={"aided": True})
    assert "aided" in changed.model_fields_set
    assert "aided" not in other.model_fields_set
    assert "aided" not in finding("k3").model_fields_set


def test_no_more_sets_are_kept_than_there_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of which each part gives other fields fills no memory; its parts are as good."""
    monkeypatch.setattr(question, "_GIVEN", {})
    monkeypatch.setattr(question, "_KINDS", 1)
    one, other = finding("k1"), finding("k2", aided=True)
    assert len(question._GIVEN) == 1
    assert finding("k3").model_fields_set is one.model_fields_set
    assert other.model_fields_set == {"point", "verdict", "quote", "aided"}


def test_a_record_is_frozen_and_strict() -> None:
    class Thing(Record):
        name: str

    with pytest.raises(ValidationError, match="frozen"):
        Thing(name="a").name = "b"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="extra"):
        Thing.model_validate({"name": "a", "size": 1})
