"""What is refused as a document, what is decoded, and that nothing takes long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import BankInvalid, DocumentUnreadable
from knowledge.reading import read


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.yaml", "a.json", "a"])
def test_an_empty_file_is_refused_with_what_is_readable(name: str) -> None:
    """Whatever it is called."""
    with pytest.raises(DocumentUnreadable, match=r"the file is empty\. Readable are"):
        read(b" \n", name)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "the PDF is damaged"),
        (b"PK\x03\x04....", "the archive is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or a locked office document"),
        (b"{\\rtf1", "a rich text document"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        (b"\x7fELF\x01", "a program"),
        (b"\x89PNG\r\n", "an image"),
        (b"Q1. What\0is?\nIt is.", "binary"),
        (bytes(range(1, 32)) * 9, "binary"),
    ],
)
def test_a_foreign_kind_is_known_by_its_content(data: bytes, what: str) -> None:
    """A name that says otherwise does not help."""
    with pytest.raises(DocumentUnreadable, match=what):
        read(data, "notes.txt")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<!doctype html><h2>What is a?</h2><p>This.</p>", "HTML"),
        (b'[{"question": "What is a?", "answer": "This."}]', "JSON"),
        (b'{"q": "What is a?", "a": "This."}\n{"q": "What?", "a": "That."}\n', "JSON lines"),
        (b"question,answer\nWhat is a?,This.\n", "tables"),
        (b"## What is a?\n\nThis.\n\n## Why b?\n\nSo.\n", "Markdown"),
        (b"What is a?\n?\nThis.\n---\nWhat is b?\n?\nThat.\n", "flash cards"),
    ],
)
def test_a_text_is_taken_for_what_it_holds(data: bytes, kind: str) -> None:
    """Though its name says plain text."""
    found = read(data, "notes.txt")
    assert found.kind.startswith(kind)
    assert (found.pairs[0].question, found.pairs[0].answer) == ("What is a?", "This.")


@pytest.mark.parametrize(
    ("data", "limit"),
    [
        (b"x\n" * 6_000_000, "larger than the 10 MB"),
        (b"Q1. What?\n" + b"x" * 1_000_000, "at most 100,000"),
        (b"x\n" * 300_000, "at most 200,000"),
        (b"Q: x\n" * 11_000, "at most 10,000"),
    ],
)
def test_what_is_too_large_is_refused(data: bytes, limit: str) -> None:
    """The message names the limit."""
    with pytest.raises(DocumentUnreadable, match=limit):
        read(data, "large.txt")


@pytest.mark.parametrize(
    "line",
    [
        "[" * 90_000,
        "**a " * 20_000,
        "[](" * 30_000,
        "<b" * 40_000,
        "#" * 30_000,
        "answer: " * 5_000,
        "[x] " * 20_000,
        "A: " * 20_000,
    ],
)
def test_a_hostile_line_is_read_without_delay(line: str) -> None:
    """Its length is what it costs, not its square: this test would not end otherwise."""
    assert read(f"# {line}\n".encode() * 5, "hostile.md").pairs == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_with_and_without_its_mark(encoding: str) -> None:
    """No problem to report."""
    found = read("Q: Was heißt das?\nA: Größe.".encode(encoding), "a.txt")
    assert (found.pairs[0].answer, found.problems) == ("Größe.", ())


def test_an_old_encoding_is_read_with_a_problem_that_says_so() -> None:
    """The line is the first that is not UTF-8."""
    found = read("Q: What?\nA: “Größe”.".encode("cp1252"), "a.txt")
    assert found.pairs[0].answer == "“Größe”."
    assert (found.problems[0].line, "Windows-1252" in found.problems[0].message) == (2, True)


def test_half_a_character_of_utf_16_is_refused() -> None:
    """The file was cut."""
    with pytest.raises(DocumentUnreadable, match="UTF-16"):
        read("Q: What?".encode("utf-16") + b"x", "a.txt")


def test_line_ends_of_all_systems_are_one() -> None:
    """Lines are counted alike."""
    for end in ("\n", "\r\n", "\r"):
        found = read(f"Head{end}Q: What?{end}A: That.{end}".encode(), "a.txt").pairs
        assert [(p.line, p.answer) for p in found] == [(2, "That.")]


BANK = """\
id: trees
title: Trees
questions:
  - prompt: What is a leaf?
    reference: A node without children.
    key_points: [{text: It has no children., cue: what hangs below it}]
"""


@pytest.mark.parametrize("name", ["trees.yaml", "trees.yml", "trees.txt"])
def test_a_bank_file_is_read_as_pairs_and_as_the_bank_it_is(name: str) -> None:
    """Known by its content, too; lines are those of the file."""
    found = read(BANK.encode(), name)
    assert [(p.question, p.line) for p in found.pairs] == [("What is a leaf?", 4)]
    assert found.bank is not None
    assert found.bank.questions[0].key_points[0].cue == "what hangs below it"


def test_a_bank_file_with_a_mistake_names_it() -> None:
    """As the bank file's own reader does."""
    with pytest.raises(BankInvalid, match="line 2, titel"):
        read(BANK.replace("title", "titel").encode(), "trees.yaml")


@given(st.binary(max_size=200) | st.text(max_size=300).map(str.encode), st.sampled_from("tm"))
def test_any_bytes_are_read_or_refused(data: bytes, kind: str) -> None:
    """And pairs point at lines that are there."""
    try:
        found = read(data, {"t": "a.txt", "m": "a.md"}[kind])
    except (DocumentUnreadable, BankInvalid):
        return
    assert all(p.question.strip() and p.answer != "" and p.line >= 1 for p in found.pairs)
