"""How text of others is written so that Streamlit's Markdown shows it and nothing more.

What a browser makes of it is tried in `tests/browser/test_hostile_text.py`.
"""

import pytest

from interviewer.pages.plain import document, inline, literal

PICTURE = "![](https://evil.example/p.png)"
JOINER = "\N{WORD JOINER}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a*b_c", "a\\*b\\_c"),
        ("<b>", "\\<b\\>"),
        ("one\ntwo", "one  \ntwo"),
        ("one\r\n\r\ntwo", "one  \n\N{NO-BREAK SPACE}  \ntwo"),
        ("a\0b", "a\N{REPLACEMENT CHARACTER}b"),
        ("a  b", "a \N{NO-BREAK SPACE}b"),
        ("\tx", JOINER + 4 * "\N{NO-BREAK SPACE}" + "x"),
        ("https://a.b", f"https\\:{JOINER}\\/\\/a\\.b"),
        ("www.a.b", f"www{JOINER}\\.a\\.b"),
        ("me@a.b", f"me{JOINER}\\@a\\.b"),
        ("a -> b", f"a \\-{JOINER}\\> b"),
        ("a <-> b", f"a \\<\\-{JOINER}\\> b"),
        ("a->b", "a\\-\\>b"),
        (":streamlit:", f"\\:{JOINER}streamlit\\:"),
    ],
)
def test_literal_text_keeps_every_sign(text: str, shown: str) -> None:
    """Escaped, on its own lines, with a joiner where an escape alone does not hold."""
    assert literal(text) == shown


def test_inline_text_stays_on_one_line() -> None:
    """A second line would end a table's row or a label."""
    assert inline("one\n\n two") == "one two"


@pytest.mark.parametrize(
    "code",
    [
        "`a[0]`",
        "``a`[0]``",
        "`a || b`",
        "```python\na[0]\n```",
        "```\na[0]\n``\n\nb[0]\n````",
        "```\na[0]",
    ],
)
def test_code_of_a_document_stays_as_it_is(code: str) -> None:
    """Nothing in it is escaped, because nothing in it lives."""
    assert document(code) == code


@pytest.mark.parametrize(
    "text",
    [
        PICTURE,
        f"see ```\n{PICTURE}",
        f"``{PICTURE}`",
        f"a ` b\nc `{PICTURE}",
        f"- item\n  ```\n  code\n{PICTURE}",
        f"> ```\n{PICTURE}",
        f"```\ncode\n```\n{PICTURE}",
        f"```\ncode\n  ``` \n{PICTURE}",
        f"``` `` \n{PICTURE}",
        f"~~~\n{PICTURE}",
        f"| a | b |\n|---|---|\n| `x | {PICTURE}` | c |",
    ],
)
def test_what_only_looks_like_code_does_not_live(text: str) -> None:
    """A backtick that Markdown would not take for code hides nothing."""
    assert PICTURE not in document(text)
    assert "\\!\\[\\]" in document(text)


def test_a_backtick_never_closes_what_another_line_opened() -> None:
    """Markdown looks for the end of code in the lines that follow, so a lone one is escaped."""
    assert document(f"a ` b\nc `{PICTURE}` d") == f"a \\` b\nc `{PICTURE}` d"
