"""Foreign text made inert for Markdown: it reads the same and does nothing.

Bank titles, prompts and answers may hold anything; no link, image, HTML or structure of theirs
may come alive, in CommonMark or in its common extensions (tables, bare links, mathematics).
"""

import re

_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~$^{}]")
_LINK = re.compile(r":(?=//)|(?<=www)\.|(?<=\w)@(?=\w)|(?<=mailto):|(?<=xmpp):", re.IGNORECASE)
_START = re.compile(r"^(?:[#+=:-]|\d{1,9}(?=[.)]))")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


def inline(text: str) -> str:
    """The text on one line."""
    return _line(" ".join(text.split()))


def visible(text: str) -> str:
    """The text with characters that cannot be shown replaced by a mark that can."""
    return _CONTROL.sub("\ufffd", text)


def _line(text: str) -> str:
    text = _SPECIAL.sub(r"\\\g<0>", visible(text))
    text = _LINK.sub(r"\\\g<0>", text)
    return _START.sub(_disarmed, text)


def _disarmed(start: re.Match[str]) -> str:
    """The start of a line with a backslash, so that no list or heading begins there."""
    found = start.group()
    return f"{found}\\" if found.isdigit() else f"\\{found}"
