"""Other people's words made fit to stand in a prompt: data that cannot pose as its frame. Pure."""

import re
import unicodedata

# Our own marks, and those with which chat templates of servers begin and end a speaker's turn.
_NAMES = (
    "candidate|interviewer|hint|system|user|assistant|developer|tool|sys|s|think|"
    "im_start|im_end|start_of_turn|end_of_turn|bos|eos"
)
_FRAME = re.compile(
    rf"[<\uff1c\ufe64](?=\s*[|\uff5c]|[<\s/\\]*(?:{_NAMES})\s*[>\uff1e\ufe65])"
    r"|\[(?=\s*/?\s*INST\s*\])",
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
    return _FRAME.sub("‹", seen).strip()


def line(text: str) -> str:
    """The same on one line."""
    return " ".join(neutral(text).split())
