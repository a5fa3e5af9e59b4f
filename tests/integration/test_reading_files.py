"""Documents that are no text: Word, PDF, Anki; and web pages."""

import io
from typing import Any

import docx
import zstandard

from knowledge.reading import Document, read
from tests import badfiles


def pairs(document: Document) -> list[tuple[str, str | None]]:
    """Questions and answers."""
    return [(p.question, p.answer) for p in document.pairs]


def saved(document: Any) -> bytes:
    """The bytes of a Word document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_headings_of_a_word_document_are_questions() -> None:
    """With lists and tables in their answers; the title is the document's."""
    made = docx.Document()
    made.add_heading("Java questions", 0)
    made.add_heading("What is Java?", 2)
    made.add_paragraph("A language.")
    made.add_paragraph("portable", style="List Bullet")
    made.add_heading("What is a JVM?", 2)
    table = made.add_table(2, 2)
    for cell, text in zip(table._cells, ["Part", "Use", "heap", "objects"], strict=True):
        cell.text = text
    found = read(saved(made), "a.docx")
    assert found.title == "Java questions"
    assert pairs(found) == [
        ("What is Java?", "A language.\n- portable"),
        ("What is a JVM?", "| Part | Use |\n|---|---|\n| heap | objects |"),
    ]


def test_bold_lines_and_numbered_lists_of_a_word_document_are_questions() -> None:
    """A list's numbers count, though they are not in its text."""
    made = docx.Document()
    for question in ("What is a?", "What is b?"):
        made.add_paragraph().add_run(question).bold = True
        made.add_paragraph("It is.")
    assert pairs(read(saved(made), "a.docx")) == [
        ("What is a?", "It is."),
        ("What is b?", "It is."),
    ]
    made = docx.Document()
    for question in ("What is a?", "Explain the b", "What is c?"):
        made.add_paragraph(question, style="List Number")
        made.add_paragraph("It is.")
    found = read(saved(made), "a.docx")
    assert [(p.number, p.question) for p in found.pairs] == [
        ("1", "What is a?"),
        ("2", "Explain the b"),
        ("3", "What is c?"),
    ]


def test_code_in_a_word_document_stays_code() -> None:
    """Letters of a typewriter are one block; tags in it are text."""
    made = docx.Document()
    made.add_heading("What does it print?", 1)
    for line in ("<Router>", "  vector<int> v;"):
        made.add_paragraph().add_run(line).font.name = "Courier New"
    made.add_paragraph("Nothing.")
    (pair,) = read(saved(made), "a.docx").pairs
    assert pair.question == "What does it print?\n```\n<Router>\n  vector<int> v;\n```"
    assert pair.answer == "Nothing."


def test_a_table_of_questions_in_a_word_document() -> None:
    """Row by row."""
    made = docx.Document()
    table = made.add_table(2, 2)
    for cell, text in zip(table._cells, ["Question", "Answer", "What a?", "This"], strict=True):
        cell.text = text
    assert pairs(read(saved(made), "a.docx")) == [("What a?", "This")]


def test_wrapped_lines_of_a_pdf_are_joined() -> None:
    """In questions as in answers."""
    lines = [
        "Q1. What is the difference between a process that owns its memory and",
        "a thread that shares it?",
        "Ans: A process is an instance of a program in execution and it owns the",
        "memory that its threads share.",
        "Q2. What is a lock?",
        "Ans: A guard.",
    ]
    assert pairs(read(badfiles.pdf_of(lines), "a.pdf")) == [
        (
            f"{lines[0].removeprefix('Q1. ')} {lines[1]}",
            f"{lines[2].removeprefix('Ans: ')} {lines[3]}",
        ),
        ("What is a lock?", "A guard."),
    ]


def test_headers_and_page_numbers_of_a_pdf_are_in_no_answer() -> None:
    """They stand at the edges of every page."""
    pages = [
        ["Course notes", "Q1. What is a?", "Ans: It begins here", "Page 1 of 3"],
        ["Course notes", "and goes on.", "Q2. What is b?", "Page 2 of 3"],
        ["Course notes", "Ans: That.", "Page 3 of 3"],
    ]
    shown = [
        "BT /F 12 Tf 14 TL 50 700 Td " + " ".join(f"({t}) Tj T*" for t in page) + " ET"
        for page in pages
    ]
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count 3/Kids[4 0 R 5 0 R 6 0 R]>>",
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }
    for i, text in enumerate(shown):
        objects[4 + i] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R"
            b"/Resources<</Font<</F 3 0 R>>>>>>" % (7 + i)
        )
        objects[7 + i] = badfiles.stream(text.encode())
    found = pairs(read(badfiles.pdf(objects), "a.pdf"))
    assert found == [("What is a?", "It begins here\nand goes on."), ("What is b?", "That.")]


def test_larger_and_bold_lines_of_a_pdf_are_headings() -> None:
    """Also when they ask nothing."""
    shown = (
        b"BT /B 20 Tf 50 740 Td (Operating systems) Tj 0 -40 Td /B 15 Tf (What is a process?) Tj "
        b"0 -20 Td /F 10 Tf (A program in execution.) Tj 0 -14 Td (It owns memory.) Tj "
        b"0 -40 Td /B 15 Tf (Explain deadlocks) Tj "
        b"0 -20 Td /F 10 Tf (Each waits for the other.) Tj ET"
    )
    found = badfiles.pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
            b"/Resources<</Font<</F 5 0 R/B 6 0 R>>>>>>",
            4: badfiles.stream(shown),
            5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            6: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>",
        }
    )
    document = read(found, "a.pdf")
    assert document.title == "Operating systems"
    assert pairs(document) == [
        ("What is a process?", "A program in execution.\nIt owns memory."),
        ("Explain deadlocks", "Each waits for the other."),
    ]


def test_a_line_of_a_pdf_that_begins_in_bold_asks() -> None:
    """Also when its number is not bold."""
    shown = (
        b"BT /F 10 Tf 50 740 Td (1. ) Tj /B 10 Tf (What is a process) Tj 0 -14 Td "
        b"(that runs?) Tj /F 10 Tf ( A program.) Tj 0 -30 Td (2. ) Tj /B 10 Tf "
        b"(Why threads?) Tj /F 10 Tf ( To share memory between them.) Tj ET"
    )
    found = badfiles.pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            3: (
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
                b"/Resources<</Font<</F 5 0 R/B 6 0 R>>>>>>"
            ),
            4: badfiles.stream(shown),
            5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            6: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>",
        }
    )
    assert pairs(read(found, "a.pdf"))[1] == ("Why threads?", "To share memory between them.")


NOTES = [
    "What is <i>a</i>?\t<div>This</div><div>vector&lt;int&gt;</div>",
    "{{c1::Paris}} lies in {{c2::France::country}}.\t",
    "What is b?\t",
]


def test_decks_of_both_containers_are_read() -> None:
    """Their HTML as Markdown, a gap as a question, an empty back as no answer."""
    older = badfiles.zipped({"collection.anki2": badfiles.collection(NOTES), "media": b"{}"})
    packed = zstandard.compress(badfiles.collection(NOTES, newer=True))
    newer = badfiles.zipped(
        {"collection.anki21b": packed, "collection.anki2": badfiles.collection(["Old\tdummy"])}
    )
    for deck in (older, newer):
        assert pairs(read(deck, "a.apkg")) == [
            ("What is a?", "This\n\nvector<int>"),
            ("[…] lies in [country].", "Paris lies in France."),
            ("What is b?", None),
        ]


def test_a_web_page_is_read_as_it_is_seen() -> None:
    """Headings, tables, lists of definitions and folds ask; menus are not read."""
    page = """<!doctype html><title>FAQ</title><nav><a href="#a">What is a?</a></nav>
    <h2>What is a?</h2><p>This is <b>a</b>.<ol><li>one<li>two</ol>
    <pre>x &lt; <i>1</i></pre><h2>What is b?</h2><details><summary>Show answer</summary><p>That.
    </details><footer>What is this?</footer>
    <table><tr><th>Question<th>Answer<tr><td>What is c?<td>Tea<br>time</table>"""
    assert pairs(read(page.encode(), "a.html")) == [
        ("What is a?", "This is **a**.\n1. one\n2. two\n\n```\nx < 1\n```"),
        ("What is b?", "That."),
        ("What is c?", "Tea\ntime"),
    ]
    terms = "<html><dl><dt>HTTP<dd>A protocol.<dt>What is TCP?<dd>Another.</dl></html>"
    assert pairs(read(terms.encode(), "b.html")) == [
        ("HTTP", "A protocol."),
        ("What is TCP?", "Another."),
    ]
    fold = "<html><button>What is a?</button><div><p>This.</p></div><button>Send</button></html>"
    assert pairs(read(fold.encode(), "c.html")) == [("What is a?", "This.")]


TABLE = """#set page(height: 9cm)
= Locks
#table(columns: (auto, 1fr, 2fr), [No], [Question], [Answer],
  [1], [What is a lease and why would anybody ever want to have one at all?],
  [A lock that ends by itself after a fixed time, so that nobody has to release it.],
  [2], [What is a queue?], [First in, first out.],
  [3], [What is a ring?], [],
  [4], [Explain a heap], [A tree in an array, with the least on top of all the others in it.],
  [5], [Where does it end?], [Nowhere.],
)
These were all the questions that there are on locks, and on what one does with them in practice.
"""


def test_a_table_of_questions_in_a_pdf() -> None:
    """Cells that are wrapped, one that is empty, and rows on the next page."""
    import typst

    found = read(typst.compile(TABLE.encode()), "a.pdf")
    assert pairs(found) == [
        (
            "What is a lease and why would anybody ever want to have one at all?",
            "A lock that ends by itself after a fixed time, so that nobody has to release it.",
        ),
        ("What is a queue?", "First in, first out."),
        ("What is a ring?", None),
        ("Explain a heap", "A tree in an array, with the least on top of all the others in it."),
        ("Where does it end?", "Nowhere."),
    ]


def test_a_pdf_in_two_columns_is_no_table() -> None:
    """Only a header that names question and answer makes one."""
    import typst

    page = (
        "#table(columns: 2, [Part], [Use], [heap], [objects], [stack], [calls])\n\n"
        "= What is a?\n\nIt is a."
    )
    found = read(typst.compile(page.encode()), "a.pdf")
    assert pairs(found) == [("What is a?", "It is a.")]
