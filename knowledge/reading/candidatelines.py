"""Lines and items -> candidates: labelled, bold, numbered, asking. For `candidates` alone."""

import re
from collections.abc import Iterator

from knowledge.reading import inline, labels, noise
from knowledge.reading.block import Block, Kind
from knowledge.reading.candidate import EMOJI, Candidate, Style, content, decorated
from knowledge.reading.labels import Asking

_QUOTE = re.compile(r"^\s{0,3}(?:>\s?){1,3}(?!\s{0,3}\[!)|^\[[ xX]\]\s{1,3}")
_ANSWER_LINKS = re.compile(
    r"(?:[\s,;|(]{0,4}\[(?:answers?|ans|solution|respuesta|risposta|antwort|\u7b54\u6848|\u89e3\u7b54)"
    r"[^\]\n]{0,20}\]\([^)\n]{0,1000}\)\)?){1,4}\s{0,4}$",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(r"[(\[]?(\d{1,4}(?:\.\d{1,3})?)\s?[.):、\]]?$")
_REMARK = re.compile(r"[*_]{0,2}[(\[][^()\[\]\n]{1,120}[)\]][*_]{0,2}$")  # "*(Asked in …)*"
_LETTERS = re.compile(
    r"^[\s>*_(\[-]{0,12}(?:[ xX]?\]\s)?[(\[]?"
)  # what stands before an option's letter
_NEAR = 4  # blocks above an option among which the one before it stands
_TAGS_BEFORE = re.compile(
    r"^(?:\s{0,8}<(?:details|p|div|br|center|a)\b[^<>]{0,200}>){1,4}\s{0,8}", re.IGNORECASE
)
_OPTION = re.compile(r"[\s>*_-]{0,12}(?:\[[ xX]?\]\s)?[(\[]?[A-Ha-h][.):\uff0e\u3001]\**\s{0,4}\S")


def of(i: int, block: Block) -> Iterator[Candidate]:
    """The candidate that a line or an item is, if it is one."""
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
            decorated=decorated(said),
        )
        return
    if labels.answer_label(raw):
        return
    marked = _bold(i, block, raw, depth)
    if marked:
        yield marked
        return
    yield from _unmarked(i, block, raw, depth)


def is_later_option(blocks: list[Block], i: int, block: Block) -> bool:
    """Whether "D: 4" is an option, since "C: 3" stands above it."""
    letter = _letter(block)
    if not letter or letter == "A":
        return False
    above = next((b for b in reversed(blocks[max(0, i - _NEAR) : i]) if not b.blank), None)
    return above is not None and _letter(above) == chr(ord(letter) - 1)


def is_word_alone(block: Block) -> bool:
    """Whether a heading or a line in bold is the word "Question" and nothing else."""
    if block.kind not in (Kind.HEADING, Kind.LINE):
        return False
    raw = content(block)
    bold = inline.bold_start(raw) if block.kind is Kind.LINE else None
    drawn = block.kind is Kind.HEADING or EMOJI.match(raw.strip())
    set_apart = drawn or (bold is not None and not bold[1])
    return bool(set_apart) and labels.is_question_word(inline.plain(raw))


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
    if asking is Asking.NO and rest and not (EMOJI.search(rest[:4]) or noise.is_placeholder(rest)):
        return None
    if _REMARK.match(rest):
        rest = ""
    if rest and len(rest) <= 3 and EMOJI.search(rest):
        rest = ""
    if asking is Asking.MAYBE and rest and not number:
        asking = Asking.NO if len(said.split()) < 4 else asking
    ends = found[0] + (found[1] if len(found[1]) <= 3 else "")
    return Candidate(i, Style.BOLD, said, asking, number, rest, depth, decorated=decorated(ends))


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


def _letter(block: Block) -> str:
    """The letter of an option, in upper case; "" for what is none."""
    if block.kind not in (Kind.LINE, Kind.ITEM) or not _OPTION.match(block.text):
        return ""
    return _LETTERS.sub("", block.text)[:1].upper()
