"""Conventions of documents, each with a small one of our own: all its pairs, and nothing else.

`NAME.pairs.json` beside a document says what it holds: questions in order, null without answer.
"""

import json
from pathlib import Path

import pytest

from knowledge.reading import read

FOLDER = Path(__file__).parents[1] / "data" / "documents" / "conventions"
EXPECTED = sorted(FOLDER.glob("*.pairs.json"))


def document(expected: Path) -> Path:
    """The document that the expectation is about."""
    stem = expected.name.removesuffix(".pairs.json")
    (found,) = (p for p in FOLDER.glob(f"{stem}.*") if p != expected)
    return found


@pytest.mark.parametrize("expected", EXPECTED, ids=[p.name.split(".")[0] for p in EXPECTED])
def test_a_convention_is_read_exactly(expected: Path) -> None:
    """Every question with all of its answer, in order."""
    file = document(expected)
    pairs = [[p.question, p.answer] for p in read(file.read_bytes(), file.name).pairs]
    assert pairs == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("expected", EXPECTED, ids=[p.name.split(".")[0] for p in EXPECTED])
def test_a_convention_is_read_alike_with_other_line_ends(expected: Path) -> None:
    """And with a mark of the byte order before it, as other systems write it."""
    file = document(expected)
    data = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n")
    assert read(data, file.name).pairs == read(file.read_bytes(), file.name).pairs


def test_there_are_conventions() -> None:
    """The folder was found."""
    assert len(EXPECTED) >= 50
