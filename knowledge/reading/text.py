"""Plain text -> blocks: its lines, blank ones, and fenced code."""

from knowledge.reading import noise
from knowledge.reading.block import Block, Kind
from knowledge.reading.decoding import Lines


def blocks(lines: Lines) -> list[Block]:
    """The blocks of a plain text: each line one, except that fenced code is one together."""
    found: list[Block] = []
    after_blank = True
    i = 0
    while i < len(lines.texts):
        end = _fenced(lines.texts, i)
        text = "\n".join(lines.texts[i:end])
        if end > i + 1:
            found.append(Block(Kind.CODE, text, lines.numbers[i]))
        elif not text.strip():
            found.append(Block(Kind.BLANK, "", lines.numbers[i]))
        elif noise.is_rule(text):
            found.append(Block(Kind.RULE, text, lines.numbers[i]))
        else:
            found.append(Block(Kind.LINE, text, lines.numbers[i], first=after_blank))
        after_blank = found[-1].blank
        i = end
    return found


def _fenced(texts: list[str], i: int) -> int:
    """Where the fenced code that opens on line `i` ends; the next line without one."""
    mark = noise.fence(texts[i])
    if mark is None:
        return i + 1
    for j in range(i + 1, len(texts)):
        closing = noise.fence(texts[j])
        if closing is not None and closing.startswith(mark):
            return j + 1
    return i + 1
