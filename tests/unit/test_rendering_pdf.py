"""A report as PDF: tagged, with bookmarks, every character shown or told to be missing."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import NameObject

from interviewer.events import Answered, Event
from interviewer.interview import replay
from interviewer.rendering.glyphs import FONTS, LACKING, has, shown
from interviewer.rendering.pdf import to_pdf
from interviewer.report import Report, report
from tests.examples import events
from tests.hostile import ATTACKS, EVERYTHING, IN_A_REPORT, hostile_events

ACTING = {
    *("/AA", "/OpenAction", "/JS", "/JavaScript", "/URI", "/Launch", "/GoToR", "/GoToE"),
    *("/SubmitForm", "/AcroForm", "/EmbeddedFiles", "/Filespec", "/RichMedia", "/Annots"),
}
"""What a PDF says where it runs, opens, sends or holds something."""


def reported(log: list[Event] | None = None) -> Report:
    return report(replay(log or events()), interview_id="i1")


def text_of(made: bytes) -> str:
    """All text of the file on one line."""
    pages = PdfReader(io.BytesIO(made)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def saying(words: str) -> list[Event]:
    """The example, where the first answer holds these words as well."""
    log = events()
    place = next(i for i, e in enumerate(log) if isinstance(e, Answered))
    said = log[place]
    assert isinstance(said, Answered)
    log[place] = said.model_copy(update={"text": f"{said.text} {words}"})
    return log


@pytest.fixture(scope="module")
def made() -> bytes:
    """The example's PDF."""
    return to_pdf(reported())


def test_it_is_tagged_and_says_that_it_is_accessible(made: bytes) -> None:
    """PDF/UA-1, with language, title and a structure that screen readers follow."""
    reader = PdfReader(io.BytesIO(made))
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == "Deep learning"


def test_its_bookmarks_lead_to_every_question(made: bytes) -> None:
    """And to the sections before them."""
    reader = PdfReader(io.BytesIO(made))

    def titles(outline: list[object]) -> list[str]:
        return [
            t
            for o in outline
            for t in (titles(o) if isinstance(o, list) else [str(o.title)])  # type: ignore[attr-defined]
        ]

    found = titles(list(reader.outline))
    assert "Five dimensions" in found
    assert any(t.startswith("1. What is dropout") for t in found)
    assert sum(t[:2] in ("1.", "2.", "3.", "4.") for t in found) == 4


def test_it_holds_what_was_said_and_what_was_missed(made: bytes) -> None:
    """Answers, quotes, passages with their place, misconception, rewrite, chart and header."""
    text = text_of(made)
    for part in (
        "you randomly switch off some neurons while training",
        "co-adaptation is broken and each unit must be useful on its own",
        "deep-learning 5, line 41",
        "A misconception you corrected yourself",
        "Say it better",
        "How sure, how right",
        "A practice estimate, not a hiring verdict.",
        "offline 1",
    ):
        assert part in text


def test_the_same_report_is_the_same_file() -> None:
    """No clock and no chance in it."""
    assert to_pdf(reported()) == to_pdf(reported())


@pytest.mark.parametrize("upto", [1, 2, 3, 4])
def test_an_interview_that_has_hardly_begun_has_a_pdf(upto: int) -> None:
    """It reports what there is."""
    assert to_pdf(reported(events()[:upto])).startswith(b"%PDF")


def bare(text: str) -> str:
    """The text without its blanks and line breaks, which the file sets by its own measure."""
    return "".join(text.split())


@pytest.mark.parametrize("attack", [*ATTACKS, '#image("/etc/passwd")', '#eval("1") @ref $x^2$'])
def test_markup_in_an_answer_is_only_text(attack: str) -> None:
    """Of Typst, HTML and Markdown alike: it is set letter by letter."""
    assert bare(f"memorise. {shown(attack)}") in bare(text_of(to_pdf(reported(saying(attack)))))


def test_hostile_titles_and_questions_are_only_text() -> None:
    """Wherever foreign text stands: all of it can be read, and nothing in the file acts."""
    made = to_pdf(reported(hostile_events()))
    text = bare(text_of(made))
    assert bare(shown(EVERYTHING)) in text
    for field in set(IN_A_REPORT) - {"related"}:  # which stands in pages alone
        assert f"<b>{field}</b>" in text
    assert ACTING & named_in(made) == set()


def named_in(made: bytes) -> set[str]:
    """Every name in the file: keys and values of all its objects."""
    reader = PdfReader(io.BytesIO(made))
    size: Any = reader.trailer["/Size"]
    objects = [reader.get_object(number) for number in range(1, size)]
    return {name for each in objects for name in _names(each)}


def _names(held: Any) -> Iterator[str]:
    if isinstance(held, dict):
        for key, value in held.items():
            yield str(key)
            yield from _names(value)
    elif isinstance(held, list):
        for value in held:
            yield from _names(value)
    elif isinstance(held, NameObject):
        yield str(held)


@pytest.mark.parametrize(
    "words",
    [
        "Кириллица и ещё",
        "Ελληνικά και λέξεις",
        "日本語と中文和漢字",
        "한국어 문장",
        "naïve Łódź façade",
    ],
)
def test_scripts_of_many_languages_are_shown(words: str) -> None:
    """Latin, Cyrillic, Greek, Chinese, Japanese, Korean."""
    assert shown(words) == words
    assert words.replace(" ", "") in text_of(to_pdf(reported(saying(words)))).replace(" ", "")


@pytest.mark.parametrize("words", ["שלום עולם", "مرحبا بالعالم"])
def test_text_from_right_to_left_is_shown(words: str) -> None:
    """Every character of it has a glyph."""
    assert LACKING not in shown(words)
    assert to_pdf(reported(saying(words))).startswith(b"%PDF")


def test_what_no_font_has_is_shown_as_missing_and_told() -> None:
    """Nothing vanishes unseen."""
    text = text_of(to_pdf(reported(saying("ไทย"))))
    assert "stands for 3 characters that are in no font of this file" in text


def test_an_answer_that_looks_like_a_picture_is_only_text() -> None:
    """What no font has is told there as well; PDF/UA takes no file with a glyph missing."""
    whole = reported()
    first = whole.questions[0].model_copy(update={"prompt": "<svg ไทย>"})
    text = text_of(to_pdf(whole.model_copy(update={"questions": (first,)})))
    assert "<svg" in text
    assert "3 characters" in text


def test_code_keeps_its_lines() -> None:
    """In a reference, between fences."""
    whole = reported()
    first = whole.questions[0].model_copy(update={"reference": "So:\n```py\nif a:\n    b()\n```\n"})
    text = text_of(to_pdf(whole.model_copy(update={"questions": (first,)})))
    assert "if a: b()" in text
    assert "```" not in text


def test_an_answer_of_a_megabyte_is_cut_and_the_rest_is_counted() -> None:
    """It still has its report."""
    text = text_of(to_pdf(reported(saying("word " * 200_000))))
    assert "more characters are not set here" in text


def test_the_list_of_characters_is_that_of_the_fonts() -> None:
    """Each character listed has a glyph; each glyph is listed."""
    held: set[int] = set()
    for path in FONTS.glob("*.?tf"):
        with TTFont(path, lazy=True) as font:
            held |= set(font.getBestCmap())
    listed = {c for c in range(0x110000) if not 0xD800 <= c < 0xE000 and has(chr(c))}
    assert listed - held == {ord("✓"), ord("✗")}  # these two are of typst's own DejaVu
    assert {c for c in held if c >= 0x20} <= listed


def test_the_fonts_come_with_their_licence() -> None:
    """And stay small."""
    assert "SIL OPEN FONT LICENSE" in (FONTS / "LICENSE").read_text(encoding="utf-8")
    assert sum(p.stat().st_size for p in FONTS.iterdir()) < 6_000_000


def test_the_day_of_the_file_is_that_of_the_interview(made: bytes) -> None:
    """Not the day on which it was written."""
    metadata = PdfReader(io.BytesIO(made)).metadata
    assert metadata is not None
    assert metadata.creation_date == datetime(2026, 11, 3, 18, 0, tzinfo=UTC)
