"""PDF -> blocks: its text page by page, without what repeats on each, wrapped lines joined."""

import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from knowledge.errors import DocumentUnreadable
from knowledge.reading import labels, noise
from knowledge.reading.block import Block, Kind
from knowledge.reading.document import Problem

_MOST = 1_500  # pages
_LONGEST = 4_000_000  # characters
_PAGE_NUMBER = re.compile(
    r"\W{0,4}(?:page|seite|página|pagina|стр\.?|第)?\s{0,2}\d{1,4}\s{0,2}(?:页|(?:/|of|von|de|di)\s{0,2}\d{1,4})?\W{0,4}$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s{0,20}[\u2022\u25cf\u25aa\u25e6\u2023\u2043\uf0b7\u00b7o]\s{1,6}(?=\S)")
_EDGE = 3  # lines at the top and bottom of a page that may be its header and footer
_LINK = re.compile(r"\s{0,4}https?://\S{1,300}\s{0,4}(?:\d{1,4}/\d{1,4})?\s{0,4}$")
_MEND = "Save it again, or give the text or the Word document it was made from."


def blocks(data: bytes, name: str) -> tuple[list[Block], tuple[Problem, ...]]:
    """The blocks of a PDF; `line` counts the lines of its text over all pages.

    Raises DocumentUnreadable when it is damaged, locked, scanned or larger than is read.
    """
    pages, problems = _pages(data, name)
    if not any(text.strip() for text in pages):
        raise DocumentUnreadable(
            "the PDF holds no text, only pictures of it.",
            where=name,
            mend="Run text recognition over it first.",
        )
    return _blocks([p.split("\n") for p in pages]), tuple(problems)


def _pages(data: bytes, name: str) -> tuple[list[str], list[Problem]]:
    import logging

    import pypdf
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    broken = (
        PyPdfError,
        DependencyError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        AssertionError,
        OSError,
        RecursionError,
        ZeroDivisionError,
        NotImplementedError,
        ArithmeticError,
    )
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentUnreadable(
                "the PDF is locked with a password.", where=name, mend="Save it without one."
            )
        count = len(reader.pages)
    except broken as e:
        raise DocumentUnreadable("the PDF is damaged.", where=name, mend=_MEND) from e
    if count > _MOST:
        raise DocumentUnreadable(
            f"the PDF has {count:,} pages, at most {_MOST:,} can be read.",
            where=name,
            mend="Split it.",
        )
    found: list[str] = []
    problems: list[Problem] = []
    total = 0
    for number in range(count):
        try:
            text = _extracted(reader.pages[number])
        except broken:
            problems.append(Problem(None, f"page {number + 1} cannot be read; it was left out."))
            text = ""
        total += len(text)
        if total > _LONGEST:
            raise DocumentUnreadable(
                f"the PDF has more than {_LONGEST:,} characters.", where=name, mend="Split it."
            )
        found.append(text)
    return found, problems


def _extracted(page: Any) -> str:
    text = str(page.extract_text() or "")
    text = text.replace("\x00", "").replace("\u00a0", " ").replace("\u00ad", "")
    return re.sub(
        "[\ufb00-\ufb04]", lambda m: ("ff", "fi", "fl", "ffi", "ffl")[ord(m[0]) - 0xFB00], text
    )


def _blocks(pages: list[list[str]]) -> list[Block]:
    repeated = _repeated(pages)
    lines: list[tuple[str, int]] = []
    number = 0
    for page in pages:
        filled = [i for i, t in enumerate(page) if t.strip()]
        edges = {*filled[:_EDGE], *filled[-_EDGE:]}
        for i, text in enumerate(page):
            number += 1
            if i in edges and (
                _shape(text) in repeated
                or _PAGE_NUMBER.match(text.strip() or "x")
                or _LINK.match(text)
            ):
                continue
            lines.append((text.rstrip(), number))
    return _joined(lines)


def _repeated(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """What stands at the edge of at least half of the pages, digits aside."""
    if len(pages) < 3:
        return frozenset()
    counts: Counter[str] = Counter()
    for page in pages:
        filled = [t for t in page if t.strip()]
        counts.update({_shape(t) for t in (*filled[:_EDGE], *filled[-_EDGE:])})
    return frozenset(s for s, n in counts.items() if n * 2 >= len(pages) and s and n >= 3)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", " ".join(text.split()))


def _joined(lines: list[tuple[str, int]]) -> list[Block]:
    """Blocks of lines, where a line that was wrapped goes on in the same block."""
    widths = sorted(len(t) for t, _ in lines if t.strip())
    width = widths[int(len(widths) * 0.9)] if widths else 0
    found: list[Block] = []
    open_width = 0  # of the last line, before it was joined
    for raw, number in lines:
        text = _BULLET.sub("- ", raw)
        if not text.strip():
            found.append(Block(Kind.BLANK, "", number))
            open_width = 0
            continue
        last = found[-1] if found else None
        if (
            last is not None
            and last.kind is Kind.LINE
            and _goes_on(last.text, open_width, text, width)
        ):
            hyphen = last.text.endswith("-") and text[:1].islower() and last.text[-2:-1].islower()
            whole = last.text + text.strip() if hyphen else f"{last.text.rstrip()} {text.strip()}"
            found[-1] = Block(Kind.LINE, whole, last.line, first=last.first)
        elif noise.is_rule(text):
            found.append(Block(Kind.RULE, text, number))
        else:
            found.append(Block(Kind.LINE, text, number, first=_begins(last, open_width, width)))
        open_width = len(raw)
    return found


def _goes_on(last: str, last_width: int, text: str, width: int) -> bool:
    """Whether a line was only wrapped: it is as wide as the page and does not end there."""
    if width < 40 or last_width < width * 0.75 or last.startswith("    "):
        return False
    said = text.strip()
    if labels.question_label(said) or labels.answer_label(said) or said.startswith(("- ", "* ")):
        return False
    if last.rstrip()[-1:] in "?\uff1f":
        return False
    counted = labels.numbered(said)
    if counted and not counted.bare:
        return False
    if last.rstrip()[-1:] in ".!:;" and not said[0].islower():
        return False
    return said[0].islower() or last_width >= width * 0.8


def _begins(last: Block | None, last_width: int, width: int) -> bool:
    """Whether a line begins a paragraph: above it is nothing, or a line that ended early."""
    if last is None or last.blank:
        return True
    ended = last.text.rstrip()[-1:] in ".!?:;\uff1f\u3002"
    return ended or last_width < width * 0.75
