"""Cells of tables that spreadsheets open: text stays text. Pure."""

import re

_FORMULA = re.compile(r"\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
# A spreadsheet that splits at ";" or a tab sees a cell of its own behind it.
_INNER = re.compile(r"(?:;|(?<!^)\t)\s*[\"']?\s*+(?=[=+\-@|%\uff1d\uff0b\uff0d\uff20])")


def inert(value: object) -> str:
    """The cell's text; what would be computed is kept from it by an apostrophe, at its start and
    behind what some spreadsheets split at. Numbers of ours stay numbers.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    text = _INNER.sub(r"\g<0>'", value.replace("\0", "\ufffd"))
    return f"'{text}" if _FORMULA.match(text) else text
