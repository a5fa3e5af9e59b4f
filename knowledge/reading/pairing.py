"""Blocks -> questions with their answers: the document that a reader's blocks hold."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.errors import DocumentUnreadable
from knowledge.question import Level
from knowledge.reading import (
    answermarks,
    candidates,
    choosing,
    contents,
    inline,
    labels,
    letters,
    noise,
    parts,
    remarks,
    repeats,
    tables,
    trailers,
)
from knowledge.reading.block import Block, Kind
from knowledge.reading.choosing import Mark
from knowledge.reading.division import Division
from knowledge.reading.document import Document, Pair, Problem
from knowledge.reading.labels import By

MOST = 10_000  # questions
_HEAD = 6  # lines in which a document says what it is
_NONE_FOUND = (
    "no question was found. Begin each with 'Q:' or 'Ques 1.', or make it a heading or a bold line."
)
_CONTENTS = re.compile(r"(?:table of )?contents\W{0,3}$", re.IGNORECASE)
_BOLD = re.compile(r"\*\*(?P<text>[^*\n\s](?:[^*\n]{0,900}[^*\n\s])?)\*\*$")
_HALF = re.compile("[\ud800-\udfff]")


def pair(
    blocks: Sequence[Block],
    name: str,
    problems: tuple[Problem, ...] = (),
    *,
    plain: bool = False,
) -> Document:
    """The document in the blocks; in `plain` text tags are text.

    Raises DocumentUnreadable when it has more questions than a bank can hold.
    """
    title: str | None = None
    level: Level | None = None
    pairs: list[Pair] = []
    for number, part in enumerate(parts.of(letters.unified(trailers.without(blocks)))):
        chosen = _chosen(part, plain=plain)
        refuse_many(chosen.count + len(pairs), name)
        if not number:
            title, level = _title_and_level(_head(part[: chosen.first]))
        pairs += _pairs_of(chosen, level)
    return document(title, level, contents.without_repeats(pairs), problems)


def _chosen(blocks: Sequence[Block], *, plain: bool) -> "_Found":
    """The questions, sections, labelled answers and tables of a part."""
    blocks = list(blocks)
    marks = answermarks.of(blocks)
    found = candidates.find(blocks)
    chosen = choosing.marks(blocks, contents.without(blocks, found), marks)
    return _Found(blocks, chosen, marks, tables.pairs_in(blocks), plain=plain)


def _pairs_of(found: "_Found", level: Level | None) -> list[Pair]:
    pairs = list(_pairs(found, level))
    return tables.merged(pairs, [p for _, p in found.tabled]) if found.tabled else pairs


def document(
    title: str | None, level: Level | None, pairs: Sequence[Pair], problems: tuple[Problem, ...]
) -> Document:
    """The document of these pairs, with a problem for each thing that should be known of it."""
    if not pairs:
        return Document(title, level, (), (*problems, Problem(None, _NONE_FOUND)))
    pairs = [_written(_unbolded(p)) for p in pairs]
    kept = [
        p
        for p in pairs
        if len(p.question) <= remarks.LONGEST and len(p.answer or "") <= remarks.LONGEST
    ]
    told = sorted(remarks.problems(pairs), key=lambda p: p.line or 0)
    return Document(title, level, tuple(kept), (*problems, *told), repeats=repeats.find(kept))


def _unbolded(pair: Pair) -> Pair:
    """The pair without the marks of a question that is bold as a whole, as on many cards."""
    bold = _BOLD.match(pair.question)
    return replace(pair, question=bold["text"]) if bold else pair


def _written(pair: Pair) -> Pair:
    """The pair without halves of characters, which no file can be written with."""
    if not any(_HALF.search(t or "") for t in (pair.question, pair.answer, pair.topic)):
        return pair
    return replace(
        pair,
        question=_HALF.sub("\ufffd", pair.question),
        answer=None if pair.answer is None else _HALF.sub("\ufffd", pair.answer),
        topic=None if pair.topic is None else _HALF.sub("\ufffd", pair.topic),
    )


def refuse_many(count: int, name: str) -> None:
    """Raise DocumentUnreadable for more questions than a bank can hold."""
    if count > MOST:
        raise DocumentUnreadable(
            f"the file has {count:,} questions, at most {MOST:,} can be read.",
            where=name,
            mend="Split it.",
        )


def _head(blocks: Sequence[Block]) -> list[str]:
    return [b.text for b in blocks if not b.blank and b.kind is not Kind.CODE][:_HEAD]


def _title_and_level(head: list[str]) -> tuple[str | None, Level | None]:
    """The first line of a document's head, and the level that a short line of it names."""
    short = [_unmarked(h) for h in head if len(h) <= 120]
    title = _unmarked(head[0]) if head and len(head[0]) <= 200 else None
    title = None if title and _CONTENTS.match(title) else title
    return title or None, next((found for h in short if (found := labels.level(h))), None)


def _unmarked(heading: str) -> str:
    return inline.plain(heading.strip().strip("#*_= ")).strip("#*_= ")


@dataclass(frozen=True, slots=True)
class _Found:
    """A document's blocks, its questions and sections, labelled answers and tables of questions."""

    blocks: Sequence[Block]
    chosen: Sequence[Mark]
    marks: dict[int, By]
    tabled: Sequence[tuple[int, Pair]]
    plain: bool

    @property
    def drawn(self) -> list[int]:
        """Where tables of questions stand."""
        return sorted({at for at, _ in self.tabled})

    @property
    def count(self) -> int:
        """How many questions there are."""
        return sum(not m.section for m in self.chosen) + len(self.tabled)

    @property
    def first(self) -> int:
        """Where the first question stands; the end where there is none."""
        asked = [m.at for m in self.chosen if not m.section][:1]
        return min(asked + self.drawn[:1], default=len(self.blocks))


def _pairs(found: _Found, level: Level | None) -> Iterator[Pair]:
    blocks, chosen, marks, drawn = found.blocks, found.chosen, found.marks, found.drawn
    if not chosen:
        return
    how = Division(_answers_are_labelled(chosen, marks, len(blocks)), found.plain)
    after = [*(m.at for m in chosen[1:]), len(blocks)]
    ends = [_before(drawn, m.at, e) for m, e in zip(chosen, after, strict=True)]
    bodies = [blocks[m.at + 1 : e] for m, e in zip(chosen, ends, strict=True) if not m.section]
    lonely = sum(all(b.blank for b in body) for body in bodies) * 2 > len(bodies)
    ticked = sum(how.is_ticked(b) for b in bodies) * 2 > len(bodies)
    how = replace(how, ticked=ticked, lonely=lonely)
    topic: str | None = None
    for mark, end in zip(chosen, ends, strict=True):
        c = mark.candidate
        if mark.section:
            level = labels.level(c.text) or level
            said = "" if contents.is_title(c.text) else labels.without_level(c.text)
            topic = said[:600] or None
            continue
        last = _before_title(blocks, mark.at + 1, end, lonely=lonely) if end < len(blocks) else end
        answers = [marks.get(i) for i in range(mark.at + 1, last)]
        divided = how.divide(mark, blocks[mark.at + 1 : last], answers)
        if divided.question.strip():
            yield Pair(
                divided.question.strip(),
                divided.answer,
                blocks[mark.at].line,
                c.number,
                topic,
                level,
                _confidence(mark, divided.answer, labelled=divided.labelled),
            )
        if last < end:  # a line in bold, or a deeper heading, that the next questions stand below
            above = inline.plain(blocks[last].text).strip("# ")
            level = labels.level(above) or level
            topic = labels.without_level(above)[:600] or topic


def _before(drawn: Sequence[int], start: int, end: int) -> int:
    """Where the first table of questions stands between two blocks; else `end`."""
    at = bisect(drawn, start)
    return drawn[at] if at < len(drawn) and drawn[at] < end else end


def _before_title(blocks: Sequence[Block], start: int, end: int, *, lonely: bool) -> int:
    """Where a title of the next questions stands at the end of an answer; else `end`."""
    last = next((i for i in range(end - 1, start - 1, -1) if not blocks[i].blank), start)
    block = blocks[last] if last < end else None
    if block is None or labels.answer_label(block.text) or noise.is_noise(block.text):
        return end
    if lonely and _is_lone_title(blocks, start, last, end):
        return last
    if last <= start:
        return end
    bold = inline.bold_start(block.text) if block.kind is Kind.LINE and block.first else None
    above = blocks[last - 1].blank
    if block.kind is Kind.HEADING or (bold and not bold[1] and above):
        return last
    return end


def _is_lone_title(blocks: Sequence[Block], start: int, last: int, end: int) -> bool:
    """Whether one short line stands alone between two questions of a list without answers."""
    text = blocks[last].text.strip()
    alone = all(b.blank for b in blocks[start:last]) and blocks[last].kind is Kind.LINE
    apart = " " in text or (last > start and last + 1 < end)
    return alone and apart and len(text) <= 60 and text[-1] not in ".!?;," and not text[0].islower()


def _answers_are_labelled(chosen: Sequence[Mark], marks: dict[int, By], count: int) -> bool:
    """Whether at least half of the questions are followed by an answer's label."""
    ends = [*(m.at for m in chosen[1:]), count]
    questions = [(m, e) for m, e in zip(chosen, ends, strict=True) if not m.section]
    found = sum(
        bool(m.candidate.rest) or any(i in marks for i in range(m.at + 1, min(e, m.at + 60)))
        for m, e in questions
    )
    return found * 2 >= len(questions)


def _confidence(mark: Mark, answer: str | None, *, labelled: bool) -> float:
    """How sure it is that this is a question with all of its answer, 0 to 1."""
    sure = mark.sure + (0.05 if labelled else 0.0)
    if answer and not labelled:
        asking = sum(
            labels.asking(line) is labels.Asking.YES
            for line in answer.split("\n")
            if len(line) < 200
        )
        sure -= min(0.3, 0.1 * asking)
        sure -= 0.1 if len(answer) > 6_000 else 0.0
    return round(min(1.0, max(0.05, sure)), 2)
