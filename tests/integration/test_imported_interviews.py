"""What people bring becomes an interview: a long list of questions, and an Anki deck, played."""

import io
import json
from pathlib import Path

import genanki
import pytest

from tests.command import run

FACTS = (
    ("a lease", "It is a lock that ends by itself after a fixed time."),
    ("a queue", "What came in first is handed out first."),
    ("a heap", "It is a tree in an array with the least on top."),
    ("a ring", "Its end joins its start, so it never has to move what it holds."),
    ("a trie", "It keeps words by their common beginnings."),
)


def long_list() -> str:
    """500 questions in Markdown: contents, sections, code, links back, some without an answer."""
    parts = ["# Five hundred questions\n\n## Table of contents\n"]
    parts += [f"- [{_question(n)}](#q{n})" for n in range(1, 501)]
    for n in range(1, 501):
        if n % 50 == 1:
            parts.append(f"\n## Part {n // 50 + 1}\n")
        said = "" if n % 25 == 0 else f"{FACTS[n % 5][1]} It is number {n}.\n\n```c\nx = {n};\n```"
        parts.append(f"### {n}. {_question(n)}\n\n{said}\n\n**[⬆ Back to top](#contents)**\n")
    return "\n".join(parts)


def _question(n: int) -> str:
    return f"What is {FACTS[n % 5][0]} of kind {n}?"


def deck() -> bytes:
    """An Anki deck of the basic kind, in HTML."""
    made = genanki.Deck(1_234_567_890, "Locks")
    for name, fact in FACTS:
        fields = [f"<b>What is {name}?</b>", f"<div>{fact}</div><ul><li>nothing else</li></ul>"]
        made.add_note(genanki.Note(genanki.BASIC_MODEL, fields))
    file = io.BytesIO()
    genanki.Package(made).write_to_file(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "count"),
    [("list.md", long_list().encode(), 480), ("locks.apkg", deck(), 5)],
    ids=["500 in Markdown", "an Anki deck"],
)
def test_a_document_is_imported_and_played(
    home: Path, tmp_path: Path, name: str, content: bytes, count: int
) -> None:
    """Whoever says what the document says is marked well, whoever says nothing is not."""
    file, answers = tmp_path / name, tmp_path / "answers.jsonl"
    file.write_bytes(content)
    imported = run("import", file, "--name", "Mine", "--json")
    assert imported.record["added"] == count
    asked = run("questions", "mine", "--json").records[:2]
    assert all(q["prompt"].startswith("What is ") for q in asked)
    assert all("Back to top" not in q["reference"] for q in asked)
    first, second = asked
    said = [
        {
            "question_id": first["id"],
            "answer": first["reference"].split("\n")[0].split("number")[0],
        },
        {"question_id": second["id"], "answer": "I do not know."},
    ]
    answers.write_text("\n".join(map(json.dumps, said)), encoding="utf-8")
    played = run("simulate", "--answers", answers, "--bank", "mine", "--count", 2, "--json").record
    marks = {t["question_id"]: t["grade"] for t in played["turns"] if t["purpose"] == "question"}
    verdicts = [f["verdict"] for f in marks[first["id"]]["findings"]]
    assert "covered" in verdicts
    assert {f["verdict"] for f in marks[second["id"]]["findings"]} == {"missed"}
    assert 0 < played["report"]["score"] < 1
