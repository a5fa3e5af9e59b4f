"""What may be a question in a document. Only the parts of pairing import it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from knowledge.reading.block import Block, Kind
from knowledge.reading.labels import Asking

_ITEM = re.compile(
    r"[\s>]{0,40}(?:[-+*\u2022\u25cf\u25aa\u25e6\u2023]|\d{1,9}[.)])\s{1,8}(?P<text>.*)$"
)
_HASHES = re.compile(
    r"(?:[\s>]{0,12}(?:(?:[-+*]|\d{1,9}[.)])\s{1,8})?#{1,6}(?:\s{1,8}|$))?(?P<text>.*?)(?:\s{1,8}#{1,6})?\s{0,8}$",
    re.DOTALL,
)
_SETEXT = re.compile(r"\n\s{0,3}(?:=+|-+)\s{0,8}$")
EMOJI = re.compile("[\u2190-\u2bff\U0001f300-\U0001faff\ufe0f]")


class Style(StrEnum):
    """How a question is marked."""

    LABEL = "label"
    HEADING = "heading"
    SUMMARY = "summary"
    BOLD = "bold"
    NUMBER = "number"
    ITEM = "item"
    CELL = "cell"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a question: block `at`, its text and number, and `rest` of its line.

    `depth` is a heading's level or an item's nesting. `decorated` says that an emoji ends it.
    """

    at: int
    style: Style
    text: str
    asking: Asking
    number: str | None = None
    rest: str = ""
    depth: int = 0
    labelled: bool = False
    decorated: bool = False
    heading: int = 0
    bare: bool = False


def content(block: Block) -> str:
    """A block's first line without the mark of its heading or item."""
    text = block.text
    if block.kind is Kind.HEADING:
        found = _HASHES.match(_SETEXT.sub("", text))
        return found["text"] if found else text
    if block.kind is Kind.ITEM:
        found = _ITEM.match(text)
        return found["text"] if found else text
    return text


def decorated(text: str) -> bool:
    """Whether an emoji ends the text."""
    return bool(EMOJI.search(text.strip()[-2:]))
