"""Plain text documents: which lines are questions, and where answers end."""

from pathlib import Path

import pytest

from knowledge.question import Level
from knowledge.reading import Document, read

DOCUMENTS = Path(__file__).parents[1] / "data" / "documents"


def text(content: str) -> Document:
    """What is read from `content` as plain text."""
    return read(content.encode(), "some.txt")


def pairs(content: str) -> list[tuple[str, str | None]]:
    """Questions and answers in `content`."""
    return [(p.question, p.answer) for p in text(content).pairs]


@pytest.fixture(scope="module")
def trees() -> Document:
    """A page with a head, an unanswered question and noise at the end."""
    return read((DOCUMENTS / "trees.txt").read_bytes(), "trees.txt")


def test_each_labelled_line_is_a_question_with_number_and_line(trees: Document) -> None:
    """Numbered lines within an answer are none."""
    assert [(p.number, p.line) for p in trees.pairs] == [("1", 3), ("2", 5), ("3", 9), ("4", 10)]
    assert trees.pairs[1].question == "Explain how a balanced tree stays shallow."


def test_title_and_level_come_from_the_head(trees: Document) -> None:
    """The first line names the document, the second how hard it is."""
    assert trees.title == "Tree Structures Interview Questions and Answers"
    assert trees.level is Level.INTERMEDIATE
    assert {p.level for p in trees.pairs} == {Level.INTERMEDIATE}


def test_the_noise_of_the_page_is_in_no_answer(trees: Document) -> None:
    """The last answer ends where the page's own matter begins."""
    assert trees.pairs[3].answer == "Common orders include pre-order, in-order, and post-order."


def test_a_question_without_answer_is_reported_and_not_paired_with_the_next(
    trees: Document,
) -> None:
    """The problem names its line."""
    assert trees.pairs[2].answer is None
    assert [p.line for p in trees.problems] == [9]


def test_a_list_stays_in_its_answer(trees: Document) -> None:
    """With its lines as they were."""
    assert (trees.pairs[1].answer or "").splitlines()[1:] == [
        "1. Find the lowest node that leans too far.",
        "2. Rotate there.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Ques 7. What is it?",
        "Ques 7: What is it?",
        "Question 7 What is it?",
        "Question 7) What is it?",
        "Question - 7 : - What is it?",
        "Q7. What is it?",
        "Q7: What is it?",
        "Q#7. What is it?",
        "Q #7) What is it?",
        "Q.7 What is it?",
        "Q 7 - What is it?",
        "[Q7] What is it?",
        "QUES. 7 What is it?",
        "Question No. 7: What is it?",
    ],
)
def test_labels_of_questions_come_in_many_forms(line: str) -> None:
    """Number and text are told apart."""
    (found,) = text(f"Head\n{line}\nThis.").pairs
    assert (found.number, found.question, found.answer) == ("7", "What is it?", "This.")


@pytest.mark.parametrize(
    "label",
    ["A:", "Ans:", "Ans:-", "Ans.", "Answer:", "Answer.", "ans ->", "->", "Answer 7:", "Anwser:"],
)
def test_labels_of_answers_are_no_part_of_them(label: str) -> None:
    """Even misspelt."""
    assert pairs(f"Q7. What is it?\n{label} This.\nAnd that.") == [
        ("What is it?", "This.\nAnd that.")
    ]


def test_a_labelled_answer_may_stand_below_its_label() -> None:
    """The label alone on its line."""
    assert pairs("Q: Name it.\nAnswer\n\nThis.") == [("Name it.", "This.")]


def test_a_labelled_answer_may_stand_on_the_questions_line() -> None:
    """As in short lists."""
    assert pairs("Q: What is it? A: This.\nQ: And that? A: That.") == [
        ("What is it?", "This."),
        ("And that?", "That."),
    ]


def test_a_label_alone_takes_the_next_line_as_its_question() -> None:
    """As on pages that number in headings."""
    assert pairs("Question - 11 : -\nWhat is it?\nThis.") == [("What is it?", "This.")]


def test_a_wrapped_question_is_joined() -> None:
    """It goes on until its question mark."""
    assert pairs("Ques 1. What happens when a tree\nleans too far?\nIt turns.") == [
        ("What happens when a tree leans too far?", "It turns.")
    ]


@pytest.mark.parametrize(
    "nothing",
    [
        "",
        "-",
        "N/A",
        "Answer here",
        "TODO",
        "...",
        "https://example.org/a",
        "Coming soon",
        "Da completare",
    ],
)
def test_a_placeholder_is_no_answer(nothing: str) -> None:
    """The question stays one without an answer."""
    assert pairs(f"Q1. What is it?\n{nothing}\nQ2. And that?\nThat.") == [
        ("What is it?", None),
        ("And that?", "That."),
    ]


@pytest.mark.parametrize("answer", ["None", "0", "`&&`", "No.", "O(1)", "\u5bf9"])
def test_a_short_answer_is_an_answer(answer: str) -> None:
    """Few characters can be all there is to say."""
    assert pairs(f"Q1. What is it?\n{answer}") == [("What is it?", answer)]


def test_a_sentence_that_begins_like_a_label_is_none() -> None:
    """Quartiles have names too."""
    assert pairs("Q1: What are quartiles?\nThey cut data.\nQ3 is the third of them.") == [
        ("What are quartiles?", "They cut data.\nQ3 is the third of them.")
    ]


def test_a_list_of_contents_is_left_out() -> None:
    """Also when it words a question otherwise than below."""
    content = "Q1. What is a?\nQ2. What is b?\n\nQ1. What is a?\nA it is.\nQ2. What's b, then?\nB."
    assert pairs(content) == [("What is a?", "A it is."), ("What's b, then?", "B.")]


def test_numbered_lines_are_questions_where_nothing_is_labelled() -> None:
    """If they ask and count on; a list within an answer starts again."""
    content = "12 What is a?\nThis.\n13 Explain the b.\n1. one\n2. What of it?\n14. Why c?\nSo."
    assert [(p.number, p.answer) for p in text(content).pairs] == [
        ("12", "This."),
        ("13", "1. one\n2. What of it?"),
        ("14", "So."),
    ]


def test_asking_lines_are_questions_where_nothing_is_numbered() -> None:
    """Those that begin a paragraph."""
    assert pairs("What is a?\n\nThis.\nIs it?\n\nWhy b?\nSo.") == [
        ("What is a?", "This.\nIs it?"),
        ("Why b?", "So."),
    ]


def test_code_is_kept_as_it_was() -> None:
    """No line of it is a question or noise."""
    code = "```\nQ2: x = 1\n\n\n<br>\n  y\n```"
    assert pairs(f"Q1: What is it?\n{code}") == [("What is it?", code)]


def test_form_feeds_hide_no_question_and_shift_no_line() -> None:
    """They stand between the pages of extracted text."""
    found = text("Q1. What is a?\nThis.\n\fQ2. What is b?\nThat.\fQ3. What is c?\nSo.").pairs
    assert [(p.number, p.line, p.answer) for p in found] == [
        ("1", 1, "This."),
        ("2", 3, "That."),
        ("3", 4, "So."),
    ]


def test_the_running_head_of_pages_is_in_no_answer() -> None:
    """Page numbers aside, it is the same on most pages; what answers may be the same too."""
    pages = [f"Guide to trees   Page {n}\nQ{n}. What is {n}?\nAnswer: A" for n in (1, 2, 3)]
    found = text("\n\f".join(pages)).pairs
    assert [(p.question, p.answer, p.line) for p in found] == [
        ("What is 1?", "A", 2),
        ("What is 2?", "A", 5),
        ("What is 3?", "A", 8),
    ]


def test_a_repeat_is_reported_with_both_lines() -> None:
    """The same question with another answer is none."""
    found = text("Q: What?\nThis.\nQ: What?\nThis.\nQ: What?\nThat.")
    assert [str(p) for p in found.problems] == [
        "line 3: repeats the question on line 1 with its answer."
    ]


def test_a_text_without_questions_says_how_to_mark_them() -> None:
    """It is no error to look at one."""
    found = text("Only prose.\nAnd more of it.")
    assert found.pairs == ()
    assert "no question was found" in found.problems[0].message
