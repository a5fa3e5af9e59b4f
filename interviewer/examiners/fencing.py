"""Other people's words made fit to stand in a prompt: data that cannot pose as its frame. Pure."""

import re
import unicodedata

from interviewer.examiners.lettering import alike

# Our own marks, and those with which chat templates of servers begin and end a speaker's turn.
_NAMES = (
    "candidate|interviewer|hint|system|user|assistant|developer|tool|tool_calls?|tool_response|"
    "tools|think|im_start|im_end|start_of_turn|end_of_turn"
)
_SHORT = "sys|s|bos|eos"  # no name of these has attributes; "x <s and y> z" is none
_LESS = r"(?:[<\uff1c\ufe64]|&(?:lt|#0*60|#x0*3c);?)"
_MORE = r"(?:[>\uff1e\ufe65]|&(?:gt|#0*62|#x0*3e);?)"
# Without an end each mark would look to the end of the text; no chat template knows more blanks.
_BLANK = r"\s{0,200}+"
_FRAME = re.compile(
    rf"{_LESS}(?={_BLANK}[|\uff5c]"
    rf"|[<\s/\\]{{0,200}}+(?:(?:{_NAMES}|{_SHORT}){_BLANK}{_MORE}"
    rf"|(?:{_NAMES})(?:[\s/][^<>]{{0,200}})?(?:>|/>|$)|function{_BLANK}=))"
    rf"|\[(?={_BLANK}/?{_BLANK}(?:INST|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS){_BLANK}\])",
    re.IGNORECASE,
)
_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs")


def fenced(text: str) -> str:
    """The candidate's words between their two marks, which nothing in them can close."""
    return f"<candidate>\n{neutral(text)}\n</candidate>"


def neutral(text: str) -> str:
    """`text` without invisible characters, and with nothing in it that poses as a frame."""
    seen = text
    if not text.replace("\n", "").isprintable():
        seen = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _UNSEEN)
    return _without_frames(seen).strip()


def _without_frames(text: str) -> str:
    """Their brackets bent; found also where letters of another script pose as their names."""
    found = [m.span() for m in _FRAME.finditer(alike(text))]
    for start, end in reversed(found):
        text = f"{text[:start]}‹{text[end:]}"
    return text


def is_neutral(text: str) -> bool:
    """Whether nothing in `text` poses as a frame."""
    return _FRAME.search(alike(text)) is None


def line(text: str) -> str:
    """The same on one line."""
    return " ".join(neutral(text).split())
