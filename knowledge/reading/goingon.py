"""What goes on with a question below it: its text, code it means, options. For `division` alone."""

import re
from collections.abc import Sequence

from knowledge.reading import inline, labels, options, vocabulary
from knowledge.reading.block import Block, Kind
from knowledge.reading.labels import Asking

_WRAPPED = 4  # lines that a question without an end may go on for
_ENDED = re.compile(r"[?.:!\uff1f\u3002\uff1a]\W{0,6}$")
_REFERS = re.compile(
    "|".join(re.escape(w) if not w.isascii() else rf"\b{w}\b" for w in vocabulary.REFERS),
    re.IGNORECASE,
)
_WRITES = re.compile(
    r"(?:^|[.!?:]\s{1,4}|\bto )"
    r"(?:write|print|implement|create|build|make|how (?:do|can|to|would))\b",
    re.IGNORECASE,
)


def shown(question: str, body: Sequence[Block]) -> int:
    """How many blocks show what the question means: code below "What is the output?", options."""
    i = next((i for i, b in enumerate(body) if not b.blank), len(body))
    shows = _REFERS.search(question) and not _WRITES.search(question)
    if i < len(body) and body[i].kind is Kind.CODE and shows:
        i += 1
    else:
        i = 0
    end = i
    offered = 0
    for j in range(i, len(body)):
        if body[j].blank:
            continue
        if body[j].kind in (Kind.LINE, Kind.ITEM) and options.OPTION.match(body[j].text):
            offered += 1
            end = j + 1
        else:
            break
    return end if offered >= 2 else i


def continuation(question: str, body: Sequence[Block], *, wraps: bool) -> int:
    """How many blocks go on with the question: its text, or the rest of a wrapped one."""
    if not question:
        first = next((i for i, b in enumerate(body) if not b.blank), None)
        if first is None or body[first].kind not in (Kind.LINE, Kind.ITEM, Kind.HEADING):
            return 0
        text = inline.plain(body[first].text)
        return first + 1 + continuation(text, body[first + 1 :], wraps=wraps)
    if not wraps or (_ENDED.search(question) and not question.rstrip().endswith((",", ":"))):
        return 0
    for i, block in enumerate(body[:_WRAPPED]):
        if block.blank or block.kind is not Kind.LINE or block.first:
            return 0
        text = block.text.strip()
        if labels.asking(text) is Asking.YES or (text.endswith("?") and len(text) < 200):
            return i + 1 if text[0].islower() or i == 0 else 0
        if not (text[0].islower() and _ENDED.search(text)) and _ENDED.search(text):
            return 0
        if (
            text[0].islower()
            and text.endswith(".")
            and len(text) < 100
            and labels.asks(question)
            and i == 0
        ):
            return i + 1
    return 0
