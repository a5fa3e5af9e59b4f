"""Blocks -> candidates: every block that may be a question, and in which style it is marked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from knowledge.reading import inline, labels, vocabulary
from knowledge.reading.block import Block, Kind
from knowledge.reading.labels import Asking

_REVEAL_WORDS = frozenset(vocabulary.REVEAL)
_ANSWER_WORDS = frozenset(vocabulary.ANSWER) | {"ans", "explanation", "answers"}
_HINT = re.compile("|".join(rf"\b{re.escape(w)}\b" for w in vocabulary.HINT), re.IGNORECASE)
_ITEM = re.compile(
    r"[\s>]{0,40}(?:[-+*\u2022\u25cf\u25aa\u25e6\u2023]|\d{1,9}[.)])\s{1,8}(?P<text>.*)$"
)
_HASHES = re.compile(
    r"(?:[\s>]{0,12}(?:(?:[-+*]|\d{1,9}[.)])\s{1,8})?#{1,6}(?:\s{1,8}|$))?(?P<text>.*?)(?:\s{1,8}#{1,6})?\s{0,8}$",
    re.DOTALL,
)
_SETEXT = re.compile(r"\n\s{0,3}(?:=+|-+)\s{0,8}$")
_EMOJI = re.compile("[\u2190-\u2bff\U0001f300-\U0001faff\ufe0f]")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?){1,3}(?!\s{0,3}\[!)|^\[[ xX]\]\s{1,3}")
_ANSWER_LINKS = re.compile(
    r"(?:[\s,;|(]{0,4}\[(?:answers?|ans|solution|respuesta|risposta|antwort|\u7b54\u6848|\u89e3\u7b54)"
    r"[^\]\n]{0,20}\]\([^)\n]{0,1000}\)\)?){1,4}\s{0,4}$",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(r"[(\[]?(\d{1,4}(?:\.\d{1,3})?)\s?[.):、\]]?$")
_NEAR = 4  # blocks above an option among which the one before it stands
_FOLDED_REVEAL = 7  # words that a fold has which only reveals
_TAGS_BEFORE = re.compile(
    r"^(?:\s{0,8}<(?:details|p|div|br|center|a)\b[^<>]{0,200}>){1,4}\s{0,8}", re.IGNORECASE
)
_OPTION = re.compile(r"[\s>*_-]{0,12}(?:\[[ xX]?\]\s)?[(\[]?[A-Ha-h][.):\uff0e\u3001]\**\s{0,4}\S")


class Style(StrEnum):
    """How a question is marked."""

    LABEL = "label"
    HEADING = "heading"
    SUMMARY = "summary"
    BOLD = "bold"
    NUMBER = "number"
    ITEM = "item"
    CELL = "cell"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a question: block `at`, its text and number, and `rest` of its line.

    `depth` is a heading's level or an item's nesting. `decorated` says that an emoji ends it.
    """

    at: int
    style: Style
    text: str
    asking: Asking
    number: str | None = None
    rest: str = ""
    depth: int = 0
    labelled: bool = False
    decorated: bool = False
    heading: int = 0
    bare: bool = False


def find(blocks: list[Block]) -> list[Candidate]:
    """Every candidate among the blocks, in order, at most one a block."""
    offered = {i for i, b in enumerate(blocks) if _is_later_option(blocks, i, b)}
    return [c for i, b in enumerate(blocks) if i not in offered for c in _of(i, b)]


def _is_later_option(blocks: list[Block], i: int, block: Block) -> bool:
    """Whether "D: 4" is an option, since "C: 3" stands above it."""
    letter = _letter(block)
    if not letter or letter == "A":
        return False
    above = next((b for b in reversed(blocks[max(0, i - _NEAR) : i]) if not b.blank), None)
    return above is not None and _letter(above) == chr(ord(letter) - 1)


def _letter(block: Block) -> str:
    """The letter of an option, in upper case; "" for what is none."""
    if block.kind not in (Kind.LINE, Kind.ITEM) or not _OPTION.match(block.text):
        return ""
    return block.text.lstrip("> *_-[]()xX \t")[:1].upper()


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


def content(block: Block) -> str:
    """A block's first line without the mark of its heading or item."""
    text = block.text
    if block.kind is Kind.HEADING:
        found = _HASHES.match(_SETEXT.sub("", text))
        return found["text"] if found else text
    if block.kind is Kind.ITEM:
        found = _ITEM.match(text)
        return found["text"] if found else text
    return text


def _of(i: int, block: Block) -> Iterator[Candidate]:
    match block.kind:
        case Kind.HEADING:
            yield from _heading(i, block)
        case Kind.SUMMARY:
            if not reveals(block) and not _HINT.fullmatch(inline.plain(block.text).strip(" :")):
                yield _summary(i, block)
        case Kind.LINE | Kind.ITEM:
            yield from _line(i, block)
        case _:
            pass


def _heading(i: int, block: Block) -> Iterator[Candidate]:
    raw = content(block)
    text = inline.plain(raw)
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
        _decorated(said),
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


def _line(i: int, block: Block) -> Iterator[Candidate]:
    raw = _QUOTE.sub("", _TAGS_BEFORE.sub("", content(block)))
    if inline.is_entry(block.text) or not raw.strip():
        return
    item = block.kind is Kind.ITEM
    depth = block.level if item else 0
    label = labels.question_label(inline.plain(raw))
    if label:
        bold = inline.bold_start(raw)
        said, rest = labels.split_inline(label.text)
        if (
            bold
            and bold[1]
            and not rest
            and (q := labels.question_label(inline.plain(bold[0])))
            and q.text
        ):
            said, rest = q.text, bold[1]
            if (
                labels.asking(said) is Asking.NO
                and labels.asking(f"{said} {rest}") is not Asking.NO
            ):
                said, rest = inline.plain(f"{said} {rest}"), ""
        yield Candidate(
            i,
            Style.LABEL,
            said,
            labels.asking(said),
            label.number,
            rest,
            depth,
            labelled=True,
            decorated=_decorated(said),
        )
        return
    if labels.answer_label(raw):
        return
    marked = _bold(i, block, raw, depth)
    if marked:
        yield marked
        return
    yield from _unmarked(i, block, raw, depth)


def _bold(i: int, block: Block, raw: str, depth: int) -> Candidate | None:
    """A line that begins in bold: all of it is, or what is bold asks and the answer follows."""
    found = inline.bold_start(raw)
    if not found:
        return None
    plain = inline.plain(found[0])
    alone = _NUMBER_ALONE.match(plain)
    if alone and found[1]:  # "**2.** What is it?"
        said = inline.plain(found[1])
        said, rest = labels.split_inline(said)
        return Candidate(i, Style.BOLD, said, labels.asking(said), alone[1], rest, depth)
    counted = labels.numbered(plain)
    said = counted.text if counted else plain
    rest, number = found[1], found[2] or (counted.number if counted else block.number)
    asking = labels.asking(said)
    whole = inline.plain(f"{said}{'' if rest[:1] in '.,:;?!' else ' '}{rest}")
    if rest and asking is Asking.NO and labels.asking(whole) is Asking.YES and len(rest) < 300:
        said, rest, asking = whole, "", Asking.YES  # "**Dropout**: what is it?"
    if asking is Asking.NO and rest and number and (labels.asking(rest) or labels.asking(whole)):
        said, rest, asking = whole, "", Asking.MAYBE  # "**2) Mean.** Compute the mean."
    if asking is Asking.NO and rest and not _EMOJI.search(rest[:4]):
        return None
    if rest and len(rest) <= 3 and _EMOJI.search(rest):
        rest = ""
    if asking is Asking.MAYBE and rest and not number:
        asking = Asking.NO if len(said.split()) < 4 else asking
    ends = found[0] + (found[1] if len(found[1]) <= 3 else "")
    return Candidate(i, Style.BOLD, said, asking, number, rest, depth, decorated=_decorated(ends))


def _unmarked(i: int, block: Block, raw: str, depth: int) -> Iterator[Candidate]:
    text = inline.plain(raw)
    item = block.kind is Kind.ITEM
    counted = None if item else labels.numbered(text)
    number = block.number if item else counted.number if counted else None
    said = counted.text if counted else text
    said, rest = labels.split_inline(said)
    asking = labels.asking(said)
    if _OPTION.match(block.text) and not number:
        return
    linked = _ANSWER_LINKS.search(raw)
    if linked and linked.start():  # "What is it? [answer](elsewhere)"
        said = inline.plain(raw[: linked.start()])
        asking = Asking.YES
    if number is not None:
        bare = bool(counted and counted.bare)
        if bare and asking is Asking.NO:
            return
        yield Candidate(i, Style.NUMBER, said, asking, number, rest, depth, bare=bare)
    elif item:
        yield Candidate(i, Style.ITEM, said, asking, None, rest, depth)
    elif block.first and (asking is Asking.YES or block.cell):
        yield Candidate(i, Style.CELL if block.cell else Style.LINE, said, asking, None, rest)


def _decorated(text: str) -> bool:
    return bool(_EMOJI.search(text.strip()[-2:]))
