"""The lines of what stands below a question, and where its answer is labelled. For `division`."""

import re
import textwrap
from collections.abc import Sequence

from knowledge.reading import inline, labels, noise, options, vocabulary
from knowledge.reading.block import Block, Kind
from knowledge.reading.candidate import content
from knowledge.reading.labels import By

_TO_FILL = re.compile(
    r"[\W_]{0,8}(?:(?:your |add |write |insert )?(?:the )?answers? (?:goes )?here"
    r"|add your answer)[\W_]{0,8}$",
    re.IGNORECASE,
)
_DATA = re.compile(
    rf"[\s>*_-]{{0,12}}(?:{'|'.join(vocabulary.FILED)})\**\s{{0,2}}[:\uff1a].{{0,300}}$",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"^\s{0,3}>\s?")


def label_at(body: Sequence[Block], answers: Sequence[By | None], *, by_label: bool) -> int | None:
    """Where the answer's label stands: on the first line, or anywhere if answers have labels.

    A word counts more than a letter, a letter more than an arrow.
    """
    for i, block in enumerate(body):
        if answers[i] is By.WORD:
            break
        if block.kind in (Kind.LINE, Kind.ITEM) and _TO_FILL.match(block.text):
            return i
    filled = next((i for i, b in enumerate(body) if not b.blank), None)
    found = [(i, by) for i, by in enumerate(answers) if by is not None]
    if filled is None or not found:
        return None
    best = max(by for _, by in found)
    for i, by in found:
        if i == filled and by >= By.LETTER:
            return i
        if by is best and (i == filled or body[i].kind is Kind.SUMMARY):
            return i
        if by is best and (by_label or body[i].kind is Kind.HEADING or offered(body[:i]) >= 2):
            return i if by is not By.ARROW or by_label else None
    return None


def behind(body: Sequence[Block], at: int) -> list[str]:
    """The lines of the answer whose label is on block `at`."""
    block = body[at]
    if block.kind is Kind.SUMMARY:
        return [block.after, *_unfolded(body[at + 1 :])]
    label = labels.answer_label(content(block) if block.kind is Kind.HEADING else block.text)
    if _TO_FILL.match(block.text):
        return lines(body[at + 1 :])
    if label is None or not label.text:
        return _unfolded(body[at + 1 :])
    return [label.text, *lines(body[at + 1 :])]


def lines(body: Sequence[Block]) -> list[str]:
    """The lines of some blocks, a fold's summary in bold."""
    found: list[str] = []
    for block in body:
        if block.kind is Kind.SUMMARY:
            found += [f"**{inline.plain(block.text)}**", "", block.after]
        else:
            found += block.text.split("\n")
    return textwrap.dedent("\n".join(found)).split("\n")


def without_data(texts: list[str]) -> list[str]:
    """The lines that go on with a question, less those that only file it: "Difficulty: easy"."""
    kept = [_QUOTE.sub("", line) for line in texts if not _DATA.match(line)]
    first = next((i for i, line in enumerate(kept) if line.strip()), None)
    label = labels.question_label(inline.plain(kept[first])) if first is not None else None
    if label is not None and label.number is None:  # "**Question:** …" below its heading
        kept[first or 0] = label.text
    return kept


def offered(body: Sequence[Block]) -> int:
    """How many options to choose among stand in the blocks."""
    return sum(
        bool(options.OPTION.match(line))
        for b in body
        if b.kind is not Kind.CODE
        for line in b.text.split("\n")
    )


def _unfolded(body: Sequence[Block]) -> list[str]:
    """The lines below a fold; a label that opens them is the fold's again and goes."""
    rest = list(body)
    for i, block in enumerate(rest):
        if block.blank or noise.is_noise(block.text):
            continue
        if block.kind is Kind.CODE or block.kind is Kind.SUMMARY:
            break
        label = labels.answer_label(content(block) if block.kind is Kind.HEADING else block.text)
        if label and label.by is By.WORD:
            return [label.text, *lines(rest[i + 1 :])]
        break
    return lines(rest)
