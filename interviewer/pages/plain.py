"""Text of others as Streamlit's Markdown shows it: exactly, and never alive. For the pages."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&=^@/])")
_CODE = re.compile(r"(```.*?(?:```|\Z)|`[^`\n]+`)", re.DOTALL)
_ALIVE = re.compile(r"([\\<>\[\]!$:&~@])")
_LINES = re.compile(r"\r\n?|\n")


def literal(text: str) -> str:
    """Every character as it is, on the lines where it is; no Markdown, no links, no pictures."""
    lines = _LINES.split(text.replace("\0", "\N{REPLACEMENT CHARACTER}"))
    return "  \n".join(_SPECIAL.sub(r"\\\1", line) or "\N{NO-BREAK SPACE}" for line in lines)


def inline(text: str) -> str:
    """The same on a single line, for tables and labels."""
    return literal(" ".join(text.split()))


def document(text: str) -> str:
    """A document's text: code and lists stay, links, pictures, HTML and formulas do not live."""
    parts = _CODE.split(text)
    return "".join(
        part if number % 2 else _ALIVE.sub(r"\\\1", part) for number, part in enumerate(parts)
    )
