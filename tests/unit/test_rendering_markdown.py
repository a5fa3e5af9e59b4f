"""A report as Markdown reads as it stands, and nothing foreign in it comes alive."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from interviewer.interview import replay
from interviewer.rendering.escaping import inline
from interviewer.rendering.markdown import to_markdown
from interviewer.report import Report, report
from tests.examples import BATCH_NORM, TRANSFER, events
from tests.hostile import ATTACKS, IN_A_REPORT, hostile_events

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
SPICY = st.text(alphabet="ab1 \\`*_{}[]()#+-.!|<>&~$^=:/@\"'\n\t;x\u00a0é", max_size=40)


def reported() -> Report:
    return report(replay(events()), interview_id="i1")


def tokens(markdown: str) -> list[Token]:
    """Every token, also those within lines."""
    found: list[Token] = []
    for token in PARSER.parse(markdown):
        found += [token, *(token.children or [])]
    return found


def text_of(markdown: str) -> str:
    return "".join(t.content for t in tokens(markdown) if t.type == "text")


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_nothing_but_text(attack: str) -> None:
    """Each reads as it was written, on one line."""
    line = inline(attack)
    assert {t.type for t in tokens(line)} <= {"paragraph_open", "inline", "text", "paragraph_close"}
    assert text_of(line) == " ".join(attack.split())


@given(st.one_of(SPICY, st.text(max_size=60)))
def test_any_text_is_nothing_but_text(text: str) -> None:
    """In a paragraph, a quotation, a list item and after words of our own."""
    shown = re.sub(r"[\x00-\x08\x0e-\x1b\x7f]", "\ufffd", " ".join(text.split()))
    line = inline(text)
    assert text_of(line) == shown
    assert text_of(f"> {line}").strip() == shown.strip()
    assert text_of(f"- {line}").strip() == shown.strip()
    assert text_of(f"“{line}”") == f"“{shown}”"


@given(SPICY)
def test_a_table_cell_stays_one_cell(text: str) -> None:
    """No bar of the text ends the cell."""
    table = f"| a | b |\n|---|---|\n| {inline(text)} | end |"
    cells = [t.content for t in PARSER.parse(table) if t.type == "inline"]
    assert len(cells) == 4
    assert cells[3] == "end"


def test_a_hostile_interview_brings_no_link_image_or_html() -> None:
    """Whatever stands in title, topic, question, answer, quote and reason."""
    markdown = to_markdown(report(replay(hostile_events()), interview_id="i1"))
    alive = {
        "link_open",
        "image",
        "html_inline",
        "html_block",
        "code_inline",
        "fence",
        "code_block",
    }
    assert not alive & {t.type for t in tokens(markdown)}
    text = text_of(markdown)
    assert [field for field in IN_A_REPORT if f"<b>{field}</b>" not in text] == []


def test_bare_addresses_are_disarmed() -> None:
    """Common renderers make links of them."""
    line = inline("see https://x.example, www.x.example and a@x.example")
    assert "https://" not in line
    assert "www.x" not in line
    assert "a@x" not in line


def test_quoted_words_are_bold_in_the_answer() -> None:
    """And the answer is a quotation."""
    markdown = to_markdown(reported())
    assert "> In dropout **you randomly switch off some neurons while training**, like" in markdown


def test_signs_and_scores_stand_in_the_tables() -> None:
    """The heat-map needs no colour."""
    markdown = to_markdown(reported())
    assert "| 1. regularisation (judged) | ✓ | ✗ | ✗ | ✓ h | ◐ | 44 % |" in markdown.replace(
        "\u00a0", " "
    )


def test_headings_follow_the_questions() -> None:
    """One a question, in the order asked."""
    headings = [line for line in to_markdown(reported()).splitlines() if re.match(r"## \d", line)]
    assert headings[0] == "## 1. What is dropout, and what is it for?"
    assert len(headings) == 4


@pytest.mark.parametrize("upto", range(1, len(events()) + 1))
def test_an_unfinished_interview_leaks_no_reference(upto: int) -> None:
    """Of questions that were not asked yet, or are still open."""
    markdown = to_markdown(report(replay(events()[:upto]), interview_id="i1"))
    assert markdown.endswith("\n")
    if upto < 16:
        assert BATCH_NORM.reference not in markdown
    if upto < len(events()):
        assert TRANSFER.reference not in markdown
