"""Tables: which column asks and which answers, whatever they are called."""

import io

import openpyxl
import pytest

from knowledge.errors import DocumentUnreadable
from knowledge.question import Level
from knowledge.reading import Document, read


def pairs(document: Document) -> list[tuple[str, str | None]]:
    """Questions and answers."""
    return [(p.question, p.answer) for p in document.pairs]


@pytest.mark.parametrize(
    "header",
    [
        "question,answer",
        "Questions,Answers",
        "Q,A",
        "Interview Question,Solution",
        "Pregunta,Respuesta",
        "Domanda,Risposta",
        "问题,答案",
        "Front,Back",
        "question_text,Expected Answer Points",
        "prompt,response",
    ],
)
def test_columns_are_known_by_many_names(header: str) -> None:
    """In several languages."""
    assert pairs(read(f"{header}\nName it,This\n".encode(), "a.csv")) == [("Name it", "This")]


def test_extra_columns_file_a_question() -> None:
    """Its number, its topic and its level."""
    text = "id,topic,difficulty,question,answer,views\n7,Trees,Hard,What is it?,This,99\n"
    (pair,) = read(text.encode(), "a.csv").pairs
    assert (pair.number, pair.topic, pair.level) == ("7", "Trees", Level.ADVANCED)
    assert (pair.question, pair.answer, pair.line) == ("What is it?", "This", 2)


def test_columns_without_names_are_known_by_what_they_hold() -> None:
    """One asks, the one with most text answers; tabs may stand in a .csv."""
    text = "1\tWhat is a?\tThis is a, at length.\n2\tExplain the b\tThat is b, at length.\n"
    assert pairs(read(text.encode(), "a.csv")) == [
        ("What is a?", "This is a, at length."),
        ("Explain the b", "That is b, at length."),
    ]


def test_options_belong_to_the_question() -> None:
    """Each with its letter."""
    text = "question,option A,option B,answer\nWhich one?,x,y,B\n"
    assert pairs(read(text.encode(), "a.csv")) == [("Which one?\nA) x\nB) y", "B")]


def test_a_title_beside_a_text_is_a_question_as_a_whole() -> None:
    """Unless the titles ask and the texts answer them."""
    puzzles = "Title,Text,Solution\nTwo sum,Find two numbers.,Use a map.\n"
    assert pairs(read(puzzles.encode(), "a.csv")) == [("Two sum\nFind two numbers.", "Use a map.")]
    unsolved = "Title,Text\nTwo sum,Find two numbers.\n"
    assert pairs(read(unsolved.encode(), "a.csv")) == [("Two sum\nFind two numbers.", None)]
    faq = "Title,Text\nWhat is a?,This.\nWhat is b?,That.\n"
    assert pairs(read(faq.encode(), "a.csv")) == [("What is a?", "This."), ("What is b?", "That.")]


def test_a_column_of_questions_has_no_answers() -> None:
    """Each row is one."""
    found = read(b"Questions\nWhat is a?\nWhat is b?\n", "a.csv")
    assert pairs(found) == [("What is a?", None), ("What is b?", None)]


def test_a_table_that_asks_nothing_has_no_questions() -> None:
    """Numbers are no flash cards."""
    assert read(b"name,age,town\nBob,3,Rome\nEve,4,Oslo\n", "a.csv").pairs == ()


def test_prose_is_no_table() -> None:
    """It says what is missing."""
    with pytest.raises(DocumentUnreadable, match="no columns"):
        read(b"Only prose stands here\nand more of it\n", "a.csv")


def test_flash_cards_have_front_back_and_perhaps_tags() -> None:
    """Parted by semicolons, or by tabs with HTML and quoted line ends."""
    assert pairs(
        read(b"capital of France; Paris; geo\ncapital of Italy; Rome; geo\n" * 2, "a.txt")
    )[:2] == [("capital of France", "Paris"), ("capital of Italy", "Rome")]
    deck = (
        b"#separator:tab\n#html:true\n#tags column:3\n"
        b'What is a?\t<b>This</b><br>vector&lt;int&gt;\tx\nName b\t"two\nlines"\tx\n'
    )
    found = read(deck, "a.txt")
    assert pairs(found) == [("What is a?", "**This**\nvector<int>"), ("Name b", "two\nlines")]
    assert [p.line for p in found.pairs] == [4, 5]


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    """A spreadsheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_every_sheet_is_read() -> None:
    """Below whatever stands above its header; the sheet is the topic, the row the line."""
    data = workbook(
        {
            "Java": [
                ["My list"],
                ["No", "Question", "Expected Answer Points"],
                [1, "What a?", "X"],
            ],
            "SQL": [
                ["Interview Question", "Solution"],
                ["Explain joins", "They join"],
                ["Why?", None],
            ],
            "Empty": [],
        }
    )
    found = read(data, "a.xlsx")
    assert [(p.question, p.answer, p.topic, p.line) for p in found.pairs] == [
        ("What a?", "X", "Java", 3),
        ("Explain joins", "They join", "SQL", 2),
        ("Why?", None, "SQL", 3),
    ]


def test_a_title_that_names_questions_is_no_header() -> None:
    """It stands alone in its row, and the header that names both columns is below it."""
    rows: list[list[object]] = [
        ["SQL questions, 2025"],
        ["Question", "Level", "Answer"],
        ["What is a?", "easy", "X"],
    ]
    found = read(workbook({"SQL": rows}), "a.xlsx")
    assert [(p.question, p.answer, p.line) for p in found.pairs] == [("What is a?", "X", 3)]


def test_a_formula_is_not_computed() -> None:
    """What it last came to counts; without that the cell is empty."""
    data = workbook({"S": [["question", "answer"], ["What a?", '=HYPERLINK("http://x","y")']]})
    assert pairs(read(data, "a.xlsx")) == [("What a?", None)]
