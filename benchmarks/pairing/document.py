"""A document of the benchmark: its text, and what should be found in it."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benchmarks.pairing.bodies import Body
from benchmarks.pairing.words import ENGLISH, Language, questions, sentence


@dataclass
class Made:
    """A document's name and text, and its questions, each with its answer or None."""

    name: str
    text: str
    truth: list[tuple[str, str | None]] = field(default_factory=list)


@dataclass(frozen=True)
class Entry:
    """A question of a document that is being written; `n` counts from 1."""

    n: int
    question: str
    answer: str | None
    chance: random.Random

    @property
    def link(self) -> str:
        """An address to go on reading at."""
        return f"https://example.org/{self.n}/a_(b)"


Writer = Callable[[Entry], str]
EMPTY = (
    "",
    "Answer here",
    "-",
    "N/A",
    "TODO",
    "To be completed.",
    "[Read on](https://example.org/a)",
)


def written(
    name: str,
    chance: random.Random,
    writer: Writer,
    *,
    language: Language = ENGLISH,
    count: int = 14,
    unanswered: float = 0.2,
    deep: str = "",
    plain: bool = False,
    head: str = "# Some questions\n\nA collection of questions that come up.\n\n",
    contents: str = "",
    section: str = "",
    tail: str = "",
    short: bool = False,
) -> Made:
    """A document whose questions `writer` writes.

    `contents` is the form of an entry of its list of contents, `section` that of a heading above
    each fifth question, `deep` the mark of headings within answers; `short` answers are one sentence.
    """
    body = Body(chance, language, deep=deep, plain=plain)
    truth: list[tuple[str, str | None]] = []
    parts: list[str] = []
    for n, question in enumerate(questions(chance, language, count), 1):
        empty = chance.random() < unanswered and (n > 1 or unanswered == 1)
        answer = None if empty else sentence(chance, language) if short else body.one()
        if section and n % 5 == 1:
            parts.append(section.format(n=n // 5 + 1, thing=chance.choice(language.things)))
        parts.append(writer(Entry(n, question, answer, chance)))
        truth.append((question, answer))
    listed = "".join(
        contents.format(n=n, q=q, id=f"a{n}") + "\n"
        for n, (q, _) in enumerate(truth, 1)
        if contents
    )
    if listed:
        listed = f"## Table of contents\n\n{listed}\n"
    return Made(name, head + listed + "".join(parts) + tail, truth)


def filled(e: Entry, empty: Sequence[str] = EMPTY) -> str:
    """The answer, or one of the things that stand where there is none."""
    return e.answer if e.answer is not None else e.chance.choice(empty)
