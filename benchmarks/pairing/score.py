"""How far what was found is what should be."""

import re
from collections import defaultdict
from dataclasses import dataclass

from knowledge.reading import Document

EDGE = 30  # characters of a beginning or an end that have to agree


@dataclass(frozen=True)
class Score:
    """Counts of one document."""

    asked: int
    found: int
    right: int
    answered: int
    begins: int
    ends: int
    empty: int
    invented: int

    @property
    def recall(self) -> float:
        """Which part of the questions was found."""
        return self.right / max(1, self.asked)

    @property
    def precision(self) -> float:
        """Which part of what was found is a question of the document."""
        return self.right / max(1, self.found)


def folded(text: str) -> str:
    """Letters and digits only."""
    text = re.sub(r"\]\([^)\s]*\)?\)", "]", text)
    return re.sub(r"[\W_]+", "", text.casefold())


def of(  # noqa: C901 - counts and tells in one go
    truth: list[tuple[str, str | None]], found: Document, *, told: bool = False
) -> Score:
    """The score of a document; `told` prints what went wrong."""
    open_: defaultdict[str, list[str | None]] = defaultdict(list)
    for question, answer in truth:
        open_[folded(question)].append(answer)
    right = begins = ends = invented = answered = 0
    for p in found.pairs:
        wanted = open_.get(folded(p.question))
        if not wanted:
            if told:
                print(f"  + line {p.line}: {p.question!r} -> {(p.answer or '')[:70]!r}")
            continue
        answer = wanted.pop(0)
        right += 1
        if answer is None:
            invented += p.answer is not None
            if told and p.answer is not None:
                print(f"  ? line {p.line}: {p.question!r} got {p.answer[:90]!r}")
            continue
        answered += 1
        a, b = folded(answer), folded(p.answer or "")
        begin, end = a[:EDGE] == b[:EDGE], a[-EDGE:] == b[-EDGE:]
        begins += begin
        ends += end
        if told and not (begin and end):
            print(
                f"  {'b' * (not begin)}{'e' * (not end)} line {p.line}: {p.question!r}\n     want {answer[:60]!r} … {answer[-60:]!r}\n     got  {(p.answer or '')[:60]!r} … {(p.answer or '')[-60:]!r}"
            )
    if told:
        for question, answers in open_.items():
            for _ in answers:
                print(f"  - {question[:100]!r}")
    empty = sum(a is None for _, a in truth)
    return Score(len(truth), len(found.pairs), right, answered, begins, ends, empty, invented)
