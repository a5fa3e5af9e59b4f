"""Lines and marks -> questions with their answers: where an answer begins and where it ends."""

import re
import textwrap
from collections.abc import Iterator

from knowledge.errors import DocumentUnreadable
from knowledge.question import Level
from knowledge.reading import labels, noise
from knowledge.reading.decoding import Lines
from knowledge.reading.document import Document, Pair, Problem
from knowledge.reading.marks import Mark

LONGEST = 20_000  # characters of a question or an answer that a bank can hold
MOST = 10_000  # questions
_HEAD = 6  # lines in which a document says what it is
_WRAPPED = 3  # lines that a question without an end may go on for
_NONE_FOUND = (
    "no question was found. Begin each with 'Q:' or 'Ques 1.', or make it a heading or a bold line."
)
_CONTENTS = re.compile(r"(?:table of )?contents\W{0,3}$", re.IGNORECASE)
_ENDED = re.compile(r"[?.:!\uff1f\u3002]\W{0,3}$")


def pair(lines: Lines, marks: list[Mark], name: str) -> Document:
    """The document whose questions and sections start at `marks`.

    Raises DocumentUnreadable when it has more questions than a bank can hold.
    """
    questions = [m for m in marks if not m.section]
    if len(questions) > MOST:
        raise DocumentUnreadable(
            f"the file has {len(questions):,} questions, at most {MOST:,} can be read.",
            where=name,
            mend="Split it.",
        )
    head = lines.texts[: questions[0].start] if questions else []
    title, level = _title_and_level([h for h in head if h.strip()][:_HEAD])
    if not questions:
        return Document(title, level, (), (*lines.problems, Problem(None, _NONE_FOUND)))
    pairs = list(_without_contents(list(_pairs(lines, marks, level))))
    kept = [p for p in pairs if len(p.question) <= LONGEST and len(p.answer or "") <= LONGEST]
    problems = (*lines.problems, *sorted(_problems(pairs), key=lambda p: p.line or 0))
    return Document(title, level, tuple(kept), problems)


def _title_and_level(head: list[str]) -> tuple[str | None, Level | None]:
    """The first line of a document's head, and the level that a short line of it names."""
    short = [_unmarked(h) for h in head if len(h) <= 120]
    title = _unmarked(head[0]) if head and len(head[0]) <= 200 else None
    title = None if title and _CONTENTS.match(title) else title
    return title or None, next((found for h in short if (found := labels.level(h))), None)


def _unmarked(heading: str) -> str:
    return heading.strip().strip("#*_= ").strip()


def _pairs(lines: Lines, marks: list[Mark], level: Level | None) -> Iterator[Pair]:
    by_label = _answers_are_labelled(lines.texts, marks)
    topic: str | None = None
    ends = [*(m.start for m in marks[1:]), len(lines.texts)]
    for mark, end in zip(marks, ends, strict=True):
        if mark.section:
            level = labels.level(mark.text) or level
            topic = labels.without_level(mark.text)[:600] or None
            continue
        body = _dedented(lines.texts[mark.end : end])
        question, answer = _divide(mark, body, by_label=by_label)
        if question:
            yield Pair(question, answer, lines.numbers[mark.start], mark.number, topic, level)


def _answers_are_labelled(texts: list[str], marks: list[Mark]) -> bool:
    """Whether at least half of the questions are followed by an answer's label."""
    ends = [*(m.start for m in marks[1:]), len(texts)]
    questions = [(m, e) for m, e in zip(marks, ends, strict=True) if not m.section]
    found = sum(
        bool(m.rest) or any(labels.answer_label(t) is not None for t in texts[m.end : e][:40])
        for m, e in questions
    )
    return found * 2 >= len(questions)


def _dedented(body: list[str]) -> list[str]:
    return textwrap.dedent("\n".join(body)).split("\n")


def _divide(mark: Mark, body: list[str], *, by_label: bool) -> tuple[str, str | None]:
    """A question with the lines that continue it, and its answer."""
    if mark.rest:
        first = labels.answer_label(mark.rest)
        return mark.text, noise.clean([mark.rest if first is None else first, *body])
    at = _label_at(body, by_label=by_label)
    if at is not None:
        more = noise.clean(body[:at]) or ""
        question = f"{mark.text}\n{more}".strip() if "\n" in more else f"{mark.text} {more}".strip()
        first = labels.answer_label(body[at]) or ""
        return question, noise.clean([first, *body[at + 1 :]])
    taken = _continuation(mark.text, body)
    question = " ".join([mark.text, *(b.strip() for b in body[:taken])]).strip()
    return question, noise.clean(body[taken:])


def _label_at(body: list[str], *, by_label: bool) -> int | None:
    """Where the answer's label stands: on the first line, or anywhere if answers have labels."""
    for i, line in enumerate(body):
        if labels.answer_label(line) is not None:
            return i
        if line.strip() and not by_label:
            return None
    return None


def _continuation(question: str, body: list[str]) -> int:
    """How many lines of `body` go on with the question: its text, or the rest of a wrapped one."""
    if not question:
        filled = (i for i, line in enumerate(body) if line.strip())
        return next(filled, -1) + 1
    if _ENDED.search(question):
        return 0
    for i, line in enumerate(body[:_WRAPPED]):
        if not line.strip():
            return 0
        if line.rstrip().endswith("?") and (line.strip()[0].islower() or i == 0):
            return i + 1
    return 0


def _without_contents(pairs: list[Pair]) -> Iterator[Pair]:
    """Leave out the entries of a list of contents: no answer there, the same further down."""
    last: dict[str, int] = {}
    for i, p in enumerate(pairs):
        last[_folded(p.question)] = i
        last[f"#{p.number}"] = i
    in_contents = True
    for i, p in enumerate(pairs):
        in_contents = in_contents and p.answer is None
        again = last[_folded(p.question)]
        if in_contents and p.number:
            again = max(again, last[f"#{p.number}"])
        if p.answer is not None or again == i:
            yield p


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" ?.:!")


def _problems(pairs: list[Pair]) -> Iterator[Problem]:
    first: dict[tuple[str, str | None], int] = {}
    for p in pairs:
        if p.answer is None:
            yield Problem(p.line, f"the question {_short(p.question)} has no answer.")
        for what, text in (("question", p.question), ("answer", p.answer or "")):
            if len(text) > LONGEST:
                said = f"the {what} has {len(text):,} characters, at most {LONGEST:,} can be kept;"
                yield Problem(p.line, f"{said} it was left out. Divide it.")
        key = (_folded(p.question), p.answer)
        if key in first:
            yield Problem(p.line, f"repeats the question on line {first[key]} with its answer.")
        first.setdefault(key, p.line)


def _short(question: str) -> str:
    return repr(question if len(question) <= 60 else f"{question[:59]}…")
