"""Blocks -> candidates: every block that may be a question, and in which style it is marked."""

import re
from collections.abc import Iterator

from knowledge.reading import candidatelines, inline, labels, vocabulary
from knowledge.reading.block import Block, Kind
from knowledge.reading.candidate import Candidate, Style, content, decorated
from knowledge.reading.labels import Asking

_REVEAL_WORDS = frozenset(vocabulary.REVEAL)
_ANSWER_WORDS = frozenset(vocabulary.ANSWER) | {"ans", "explanation", "answers"}
_HINT = re.compile("|".join(rf"\b{re.escape(w)}\b" for w in vocabulary.HINT), re.IGNORECASE)
_FOLDED_REVEAL = 7  # words that a fold has which only reveals


def find(blocks: list[Block]) -> list[Candidate]:
    """Every candidate among the blocks, in order, at most one a block."""
    offered = {i for i, b in enumerate(blocks) if candidatelines.is_later_option(blocks, i, b)}
    alone = {i for i, b in enumerate(blocks) if candidatelines.is_word_alone(b)}
    alone = alone if len(alone) > 1 else set()
    return [
        c
        for i, b in enumerate(blocks)
        if i not in offered
        for c in ([_alone(i, b)] if i in alone else _of(i, b))
    ]


def _alone(i: int, block: Block) -> Candidate:
    return Candidate(i, Style.LABEL, "", Asking.NO, labelled=True, heading=block.level)


def reveals(block: Block) -> bool:
    """Whether a fold's summary only says that the answer lies below."""
    words = re.findall(r"[^\W\d_]+", inline.plain(block.text).casefold())
    if not words or len(words) > _FOLDED_REVEAL or _HINT.search(block.text):
        return False
    if labels.asking(inline.plain(block.text)) is Asking.YES:
        return False
    said = "".join(words)
    cjk = any(w in said for w in (*vocabulary.ANSWER_CJK, "查看", "点击", "展开"))
    return cjk or any(w in _REVEAL_WORDS or w in _ANSWER_WORDS for w in words)


def _of(i: int, block: Block) -> Iterator[Candidate]:
    match block.kind:
        case Kind.HEADING:
            yield from _heading(i, block)
        case Kind.SUMMARY:
            if not reveals(block) and not _HINT.fullmatch(inline.plain(block.text).strip(" :")):
                yield _summary(i, block)
        case Kind.LINE | Kind.ITEM:
            yield from candidatelines.of(i, block)
        case _:
            pass


def _heading(i: int, block: Block) -> Iterator[Candidate]:
    raw = content(block)
    text = inline.plain(raw).removeprefix("> ")
    if not text or (labels.answer_label(raw) and not labels.question_label(text)):
        return
    label = labels.question_label(text)
    counted = label or labels.numbered(text) or labels.lettered(text)
    said = counted.text if counted else text
    named = counted.number if counted else block.number
    said, rest = labels.split_inline(said)
    yield Candidate(
        i,
        Style.HEADING,
        said.strip(),
        labels.asking(said),
        named or block.number,
        rest,
        block.level,
        label is not None,
        decorated(said),
        block.level,
        bool(counted and counted.bare),
    )


def _summary(i: int, block: Block) -> Candidate:
    lines = block.text.strip().split("\n")
    text = inline.plain(lines[0]) if len(lines) == 1 else _tagless(block.text)
    first = text.split("\n", 1)[0].lstrip("# ")
    label = labels.question_label(first)
    counted = label or labels.numbered(first)
    if counted:
        text = "\n".join([counted.text, *text.split("\n")[1:]])
    named = counted.number if counted else None
    return Candidate(
        i,
        Style.SUMMARY,
        text.strip("# \n"),
        labels.asking(first),
        named,
        block.after,
        labelled=label is not None,
    )


def _tagless(text: str) -> str:
    """A summary of several lines, each without tags, its code as it was."""
    if "```" in text:
        return text.strip()
    return "\n".join(p for line in text.split("\n") if (p := inline.plain(line)))
