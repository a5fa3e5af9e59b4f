"""Markdown documents: headings, bold lines, items, summaries and labels as questions."""

from pathlib import Path

import pytest

from knowledge.question import Level
from knowledge.reading import Document, read

DOCUMENTS = Path(__file__).parents[1] / "data" / "documents"


def pairs(content: str) -> list[tuple[str, str | None]]:
    """Questions and answers in `content`."""
    return [(p.question, p.answer) for p in read(content.encode(), "some.md").pairs]


@pytest.fixture(scope="module")
def queues() -> Document:
    """A page with contents, sections, code, placeholders and a heading that asks nothing."""
    return read((DOCUMENTS / "queues.md").read_bytes(), "queues.md")


def test_headings_of_the_questions_level_are_questions(queues: Document) -> None:
    """Not the title, the sections, the contents, or a heading within an answer."""
    assert [(p.number, p.question, p.line) for p in queues.pairs] == [
        ("1", "What is a queue?", 10),
        ("2", "Explain a ring buffer", 24),
        ("3", "What is a deque?", 32),
        ("4", "Where are queues used?", 36),
        ("5", "Backpressure", 42),
    ]


def test_an_answer_is_markdown_as_it_was_without_the_page(queues: Document) -> None:
    """Lists, emphasis and code stay; links back and rules go."""
    first, second = queues.pairs[0].answer or "", queues.pairs[1].answer
    assert first.startswith("A queue serves what came **first**.\n\n1. Is it a list?")
    assert first.endswith("items: vector<int> = <Router>()\n```")
    assert second == "#### Why so?\n\nIts end joins its start."


def test_placeholders_and_bare_links_are_no_answers(queues: Document) -> None:
    """Both are reported with their lines."""
    assert [p.answer for p in queues.pairs[2:4]] == [None, None]
    assert [p.line for p in queues.problems] == [32, 36]


def test_sections_give_topic_and_level(queues: Document) -> None:
    """A section that names only a level is no topic."""
    assert (queues.pairs[0].topic, queues.pairs[0].level) == (None, Level.BASIC)
    assert (queues.pairs[4].topic, queues.pairs[4].level) == (None, Level.ADVANCED)
    found = read(b"# T\n\n## Heaps\n\n### What is it?\n\nA tree.\n", "x.md").pairs
    assert found[0].topic == "Heaps"


def test_the_only_first_heading_is_the_title(queues: Document) -> None:
    """With the level that it names."""
    assert (queues.title, queues.level) == ("Queues for advanced readers", Level.ADVANCED)


def test_bold_lines_are_questions() -> None:
    """Numbered or not, with the answer below or after a break; other bold lines are not."""
    content = "**What is a?**\n\nThis.\n\n**Note**\n\nWell.\n\n**2. Explain the b**<br/>That.\n"
    assert pairs(content) == [
        ("What is a?", "This.\n\n**Note**\n\nWell."),
        ("Explain the b", "That."),
    ]


def test_labels_work_in_markdown() -> None:
    """In a paragraph, in bold or as a heading."""
    assert pairs("Q: What is a?\nA: This.\n\n**Q2:** What is b?\n\n**Answer:** That.\n") == [
        ("What is a?", "This."),
        ("What is b?", "That."),
    ]
    assert pairs("### Q1: Name it ###\n\nThis.\n") == [("Name it", "This.")]


def test_items_of_a_list_are_questions_when_they_are_bold_or_ask() -> None:
    """The rest of the item is the answer, with its own lists."""
    content = (
        "1. **What is A?**\n\n   It is a:\n   1. one\n   2. two\n\n2. **Name B**\n   It is b.\n"
    )
    assert pairs(content) == [("What is A?", "It is a:\n1. one\n2. two"), ("Name B", "It is b.")]


def test_a_summary_is_a_question_and_its_details_the_answer() -> None:
    """Tags of the frame go, those in the text stay."""
    content = (
        "<details><summary>1. What is <b>A</b>?</summary>\n\nvector<int> it is.\n\n</details>\n"
    )
    assert pairs(content) == [("What is A?", "vector<int> it is.")]


def test_a_summary_that_reveals_the_answer_is_none() -> None:
    """The heading above is the question."""
    content = "## What is A?\n\n<details><summary>View answer</summary>\n\nThis.\n\n</details>\n"
    assert pairs(content) == [("What is A?", "This.")]


def test_a_heading_without_body_is_not_paired_with_the_next() -> None:
    """It is a question without an answer."""
    assert pairs("## What is A?\n\n## What is B?\n\nThat.\n") == [
        ("What is A?", None),
        ("What is B?", "That."),
    ]


def test_links_and_marks_are_no_part_of_a_question() -> None:
    """Its code is."""
    assert pairs("## [What is **`x`**?](#x)\n\nThis.\n") == [("What is `x`?", "This.")]


def test_markdown_is_known_by_what_it_holds() -> None:
    """Also in a file called .txt."""
    found = read(b"# T\n\n## What is A?\n\nThis.\n", "some.txt")
    assert [p.question for p in found.pairs] == ["What is A?"]


def test_a_page_that_asks_nothing_has_no_questions() -> None:
    """One heading that begins like a question is none."""
    content = (
        "# A library\n\n## Installation\n\nRun it.\n\n## Usage\n\n1. Do this\n2. Do that\n\n"
        "## How it works\n\nWell.\n\n## License\n\nMIT\n"
    )
    assert pairs(content) == []


def test_a_way_back_in_bold_is_no_topic() -> None:
    """It ends an answer, and says nothing of the next question."""
    found = read(
        b"# T\n\n## What is a?\nThis.\n\n**[Back to top](#t)**\n\n## What is b?\nThat.\n", "x.md"
    )
    assert [(p.answer, p.topic) for p in found.pairs] == [("This.", None), ("That.", None)]


def test_a_list_of_contents_is_no_topic() -> None:
    """Questions below it belong to none."""
    found = read(
        b"# T\n\n## Contents\n- [a](#a)\n\n## What is a?\nThis.\n\n## What is b?\nThat.\n", "x.md"
    )
    assert [p.topic for p in found.pairs] == [None, None]
