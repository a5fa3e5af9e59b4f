"""What a user should know of the pairs of a document. Only `pairing` imports it."""

import re
from collections.abc import Iterator, Sequence

from knowledge.reading import repeats
from knowledge.reading.document import Pair, Problem

LONGEST = 20_000  # characters of a question or an answer that a bank can hold
_IMAGE = re.compile(r"!\[([^\]\n]{0,200})\]\([^)\n]{1,2000}\)|<img\b[^>]{0,2000}>", re.IGNORECASE)
_ALT = re.compile(r"alt\s?=\s?[\"']([^\"']{0,200})", re.IGNORECASE)


def problems(pairs: Sequence[Pair]) -> Iterator[Problem]:
    """No answer, too long, an image that is missing, asked before with the same answer."""
    first: dict[tuple[str, str | None], int] = {}
    for p in pairs:
        if p.answer is None:
            yield Problem(p.line, f"the question {_short(p.question)} has no answer.")
        for what, text in (("question", p.question), ("answer", p.answer or "")):
            if len(text) > LONGEST:
                said = f"the {what} has {len(text):,} characters, at most {LONGEST:,} can be kept;"
                yield Problem(p.line, f"{said} it was left out. Divide it.")
        for image in _IMAGE.finditer(f"{p.question}\n{p.answer or ''}"):
            alt = image[1] or (found[1] if (found := _ALT.search(image[0])) else "")
            shown = f" ({alt.strip()})" if alt and alt.strip() else ""
            yield Problem(p.line, f"an image{shown} is missing from {_short(p.question)}.")
        key = (repeats.folded(p.question), p.answer)
        if key in first:
            yield Problem(p.line, f"repeats the question on line {first[key]} with its answer.")
        first.setdefault(key, p.line)


def _short(question: str) -> str:
    line = " ".join(question.split())
    return repr(line if len(line) <= 60 else f"{line[:59]}…")
