"""What every reader gives: a document of questions and answers, whatever it was written in."""

from dataclasses import dataclass

from knowledge.question import Bank, Level


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and its answer, or None where the document has none; `line` counts from 1."""

    question: str
    answer: str | None
    line: int
    number: str | None = None
    topic: str | None = None
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a reader should know about the document, and on which line, if on one."""

    line: int | None
    message: str

    def __str__(self) -> str:
        return self.message if self.line is None else f"line {self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Document:
    """The pairs of a document in their order.

    `level` is what the document says of itself. `bank` is there when the document is a bank file:
    then it holds more than the pairs can, and is what should be imported.
    """

    title: str | None
    level: Level | None
    pairs: tuple[Pair, ...]
    problems: tuple[Problem, ...] = ()
    bank: Bank | None = None
