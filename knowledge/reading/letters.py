"""Answers that begin with "A.", and no "B." below: written as "A:". For `pairing` alone."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.reading.block import Block, Kind

_FIRST = re.compile(r"(?P<lead>\s{0,8}[*_]{0,2})A[.](?P<text>[*_]{0,2}(?:\s.*)?)$", re.DOTALL)
_SECOND = re.compile(r"[\s>*_-]{0,12}[(\[]?[Bb][.):]")
_NEAR = 5  # blocks below an option among which the next one stands
_LEAST = 3  # answers


def unified(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; the letter has a colon where it stands for "answer" all through the document."""
    found = [i for i, b in enumerate(blocks) if b.kind is Kind.LINE and _FIRST.match(b.text)]
    if len(found) < _LEAST or any(_offers(blocks, i) for i in found):
        return list(blocks)
    at = set(found)
    return [_with_colon(b) if i in at else b for i, b in enumerate(blocks)]


def _offers(blocks: Sequence[Block], i: int) -> bool:
    return any(_SECOND.match(b.text) for b in blocks[i + 1 : i + 1 + _NEAR])


def _with_colon(block: Block) -> Block:
    found = _FIRST.match(block.text)
    return replace(block, text=f"{found['lead']}A:{found['text']}") if found else block
