"""What comes again at the edge of each page of a text: its running head. For `decoding` alone."""

import re
from collections import Counter

from knowledge.reading import labels

_LEAST = 2  # pages that have it; and at least half of all
_SAYS = re.compile(
    r"(?:[\W\d]{0,20}[^\W\d_]){4}|\W{0,9}\d{1,4}\W{0,9}$"
)  # no bracket that closes code
_DIGITS = re.compile(r"\d+")


def without(text: str) -> str:
    """The text, its lines as many as before, those empty that repeat at the edges of its pages.

    Pages end in a form feed; numbers aside, a head is the same on at least half of them.
    """
    if "\f" not in text:
        return text
    pages = [page.split("\n") for page in text.split("\f")]
    for edge in (0, -1):
        found = [_at(page, edge) for page in pages]
        heads = Counter(_masked(p[i]) for p, i in zip(pages, found, strict=True) if i is not None)
        for page, i in zip(pages, found, strict=True):
            if i is None or not _may_be(page[i]):
                continue
            count = heads[_masked(page[i])]
            if count >= _LEAST and count * 2 >= len(pages):
                page[i] = ""
    return "\f".join("\n".join(page) for page in pages)


def _at(page: list[str], edge: int) -> int | None:
    """The first line of a page that says anything, or the last; None on an empty one."""
    filled = [i for i, line in enumerate(page) if line.strip()]
    return filled[edge] if filled else None


def _may_be(line: str) -> bool:
    """Whether it is neither a question nor the label of an answer, such as "Answer: A"."""
    asks = labels.asks(line) or labels.question_label(line.strip())
    return bool(_SAYS.match(line)) and not asks and not labels.answer_label(line)


def _masked(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split())).casefold()
