"""Flash cards as plain text: "front / ? / back / ---" and "front :: back" -> pairs."""

import re
from collections.abc import Iterator

from knowledge.reading import labels, noise
from knowledge.reading.decoding import Lines
from knowledge.reading.document import Pair

_FLIP = re.compile(r"[ \t]{0,3}\?{1,2}[ \t]{0,3}$")
_END = re.compile(r"[ \t]{0,3}(?:-{3,}|={3,}|\+{3,}|\*{3,})[ \t]{0,3}$")
_INLINE = re.compile(
    r"(?P<front>[^\n`|]{2,400}?[^:\s])\s{0,4}:{2,3}\s{1,4}(?P<back>[^:\s].{0,4000})$"
)
_TAGS = re.compile(r"(?:#[\w/-]+\s*)+$")
_LEAST = 2


def count(texts: list[str]) -> int:
    """How many cards the lines seem to hold."""
    flips = sum(bool(_FLIP.match(t)) for t in texts)
    return flips if flips >= _LEAST else 0


def count_inline(texts: list[str]) -> int:
    """How many lines are a card each, "front :: back"."""
    filled = [t for t in texts if t.strip()]
    found = sum(bool(_INLINE.match(t)) for t in filled)
    return found if found >= _LEAST and found * 2 >= len(filled) else 0


def pairs(lines: Lines) -> list[Pair]:
    """The cards of a text whose sides are parted by a line of one question mark."""
    texts = lines.texts
    flips = [i for i, t in enumerate(texts) if _FLIP.match(t)]
    ruled = sum(bool(_END.match(t)) for t in texts) * 2 >= len(flips)
    starts = [_start(texts, i, before) for i, before in zip(flips, [-1, *flips], strict=False)]
    found: list[Pair] = []
    for i, start, after in zip(flips, starts, [*starts[1:], len(texts)], strict=True):
        front = "\n".join(t for t in texts[start:i] if t.strip())
        end = _end(texts, i + 1, after, ruled=ruled)
        label = labels.question_label(front)
        front = label.text if label and label.text else front.strip("# ").strip()
        if front:
            answer = noise.clean(texts[i + 1 : end])
            number = label.number if label else None
            found.append(Pair(front, answer, lines.numbers[start], number, confidence=0.95))
    return found


def _start(texts: list[str], flip: int, before: int) -> int:
    """Where the front above the flip begins: after a rule, a blank line or a heading."""
    start = flip
    for i in range(flip - 1, before, -1):
        text = texts[i]
        if _END.match(text) or (not text.strip() and start < flip):
            break
        if _TAGS.match(text.strip()) and start < flip:
            break
        if text.strip():
            start = i
    return start


def _end(texts: list[str], start: int, limit: int, *, ruled: bool) -> int:
    """Where the back ends: at a rule where cards have one, else at a blank line."""
    said = False
    for i in range(start, limit):
        if _END.match(texts[i]):
            return i
        if not ruled and said and not texts[i].strip():
            return i
        said = said or bool(texts[i].strip())
    return limit


def inline_pairs(lines: Lines) -> Iterator[Pair]:
    """The cards of a text that holds one a line."""
    for text, number in zip(lines.texts, lines.numbers, strict=True):
        found = _INLINE.match(text)
        if found:
            front = found["front"].strip(" -*")
            yield Pair(front, noise.clean([found["back"]]), number, confidence=0.9)
