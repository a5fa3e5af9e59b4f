"""What every reader gives: a document of questions and answers, whatever it was written in."""

from dataclasses import dataclass

from knowledge.question import Bank, Level


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and its answer, or None where the document has none; `line` counts from 1.

    `confidence` says how sure it is, 0 to 1, that this is a question with exactly its answer.
    In a table `line` is the row, in a PDF the line of its text, in a deck the card. `by` names the
    model and prompt that proposed the answer, `own` says that the user wrote it.
    """

    question: str
    answer: str | None
    line: int
    number: str | None = None
    topic: str | None = None
    level: Level | None = None
    confidence: float = 1.0
    by: str | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a reader should know about the document, and on which line, if on one."""

    line: int | None
    message: str

    def __str__(self) -> str:
        return self.message if self.line is None else f"line {self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two pairs, by their places among the document's, that ask the same or nearly the same."""

    first: int
    second: int
    exact: bool
    same_answer: bool


@dataclass(frozen=True, slots=True)
class Document:
    """The pairs of a document in their order.

    `level` is what the document says of itself. `bank` is there when the document is a bank file:
    then it holds more than the pairs can, and is what should be imported. `repeats` names what is
    asked twice. `kind` says what the file was taken for.
    """

    title: str | None
    level: Level | None
    pairs: tuple[Pair, ...]
    problems: tuple[Problem, ...] = ()
    bank: Bank | None = None
    repeats: tuple[Repeat, ...] = ()
    kind: str = ""

    @property
    def answered(self) -> tuple[Pair, ...]:
        """The pairs that have an answer: what importing stores."""
        return tuple(p for p in self.pairs if p.answer is not None)

    @property
    def unanswered(self) -> tuple[Pair, ...]:
        """The questions without an answer."""
        return tuple(p for p in self.pairs if p.answer is None)

    @property
    def doubtful_first(self) -> tuple[Pair, ...]:
        """The pairs, those to look at first in front; the document's order among equals."""
        return tuple(sorted(self.pairs, key=lambda p: p.confidence))
