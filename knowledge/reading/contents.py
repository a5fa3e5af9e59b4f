"""Lists of contents: they repeat a document's questions and are none. Only `pairing` imports it."""

from collections.abc import Sequence
from itertools import groupby

from knowledge.reading import inline, vocabulary
from knowledge.reading.block import Block, Kind
from knowledge.reading.candidate import Candidate, Style
from knowledge.reading.document import Pair
from knowledge.reading.repeats import folded

_TITLES = frozenset(
    vocabulary.words(
        "contents|table of contents|toc|index|list of questions|questions list|índice|indice"
        "|tabla de contenidos|contenido|inhaltsverzeichnis|inhalt|sommaire|table des matières"
        "|sumário|目录|目錄|目次|содержание|оглавление|sommario",
        "|",
    )
)
_RUN = 3  # entries that a list of contents has at least


def without(blocks: Sequence[Block], found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates less those that stand below a heading that says it is a list of contents."""
    kept: list[Candidate] = []
    inside = False
    heads = {c.at: c for c in found}
    for i, block in enumerate(blocks):
        c = heads.get(i)
        if block.kind is Kind.HEADING:
            inside = is_title(block.text)
        elif not block.blank and is_title(block.text) and block.kind is Kind.LINE:
            inside = any(b.kind is Kind.HEADING for b in blocks[i:])
        if c is not None and not (inside and c.style is not Style.HEADING):
            kept.append(c)
    return kept


def is_title(text: str) -> bool:
    """Whether a heading says that a list of contents stands below it."""
    bare = inline.plain(text.strip("#* \n:_=-")).casefold()
    return bare.strip(" :\ufe0f\U0001f4d6\U0001f4da\U0001f4cb\U0001f4d1\U0001f4dd-") in _TITLES


def without_repeats(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs less the entries of lists of contents: no answer there, the same further down.

    At the start of a document an entry may be worded otherwise, if its number comes again.
    """
    last: dict[str, int] = {}
    for i, p in enumerate(pairs):
        last[folded(p.question)] = i
        last[f"#{p.number}"] = i
    dropped: set[int] = set()
    at = 0
    for answered, run in groupby(pairs, key=lambda p: p.answer is not None):
        members = list(run)
        if not answered:
            dropped |= _entries(members, at, last, len(pairs))
        at += len(members)
    return [p for i, p in enumerate(pairs) if i not in dropped]


def _entries(run: Sequence[Pair], at: int, last: dict[str, int], count: int) -> set[int]:
    again = {at + i for i, p in enumerate(run) if last[folded(p.question)] > at + i}
    if at:
        return again if len(again) >= _RUN else set()
    numbers = {at + i for i, p in enumerate(run) if p.number and last[f"#{p.number}"] >= len(run)}
    if (
        len(run) < count
        and (again or len(numbers) >= _RUN)
        and len(again | numbers) * 2 >= len(run)
    ):
        return again | numbers
    return again
