"""Answers that hope for more than they are worth, made from a bank's own words. Pure and seeded.

`rows` makes the suite; `benchmarks/grading` prints its table and the tests hold its thresholds.
"""

import codecs
import random
import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle

from benchmarks.grading import spoiling, wordings
from knowledge.question import Bank, KeyPoint, Question
from knowledge.words import content, stems

_EMPTY = (
    "",
    "   \n\t ",
    "...",
    "?!",
    "🙂👍",
    "\u200b\u200b\u200d",
    "- \n- \n-",
    "\u202e\u202c",
    "''",
)
_LOOKS_LATIN = str.maketrans("aeopcxyi", "аеорсхуі")


@dataclass(frozen=True, slots=True)
class Sample:
    """One answer; only `points` count for its mark, all where there are none named."""

    question: Question
    answer: str
    points: tuple[KeyPoint, ...] = ()

    @property
    def counted(self) -> tuple[KeyPoint, ...]:
        """The key points that its mark is the mean of."""
        return self.points or self.question.key_points


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: the mean mark of all samples lies in `least` to `most`.

    `kept`: its wordings are not looked at while the examiner is changed.
    """

    name: str
    samples: tuple[Sample, ...]
    most: float = 1.0
    least: float = 0.0
    kept: bool = False


def rows(bank: Bank, good: Mapping[str, str]) -> Iterator[Row]:
    """The whole suite on one bank; `good` are right answers in other words, by question id."""
    yield from _nothing(bank, good)
    yield from _words(bank)
    yield from _denied(bank)
    yield from _spoilt(bank)
    yield from _demanding(bank)


def sentences(text: str) -> list[str]:
    """The sentences of a plain text, with their marks."""
    return re.findall(r"\S.*?(?:[.!?](?=\s|$)|$)", " ".join(text.split()))


def named(question: Question) -> tuple[str, str, str]:
    """The first word of three key points that the question lacks; "that" where there is none."""
    asked = stems(question.prompt)
    first = [
        next((t.text for t in content(p.text) if t.stem not in asked), "that")
        for p in question.key_points
    ]
    one, two, three, *_ = (*first, "that", "that", "that")
    return one, two, three


def _row(name: str, most: float, samples: Iterator[Sample], *, kept: bool = False) -> Row:
    return Row(name, tuple(samples), most, kept=kept)


def _nothing(bank: Bank, good: Mapping[str, str]) -> Iterator[Row]:
    questions = bank.questions
    after = dict(zip((q.id for q in questions), (*questions[1:], questions[0]), strict=True))
    yield _row("empty", 0.0, (Sample(q, a) for q in questions for a in _EMPTY))
    yield _row("question copied", 0.05, (Sample(q, a) for q in questions for a in _copies(q)))
    yield _row(
        "question and fluent filler",
        0.20,
        (Sample(q, f"{q.prompt} {f}") for q in questions for f in wordings.FILLERS),
    )
    other = (Sample(q, good[after[q.id].id]) for q in questions if after[q.id].id in good)
    talk = (Sample(q, f) for q in questions for f in (*wordings.OFF_TOPIC, *wordings.FILLERS[:2]))
    yield Row("off topic", (*talk, *other), 0.15)


def _copies(question: Question) -> Iterator[str]:
    asked = question.prompt
    yield asked
    yield asked.lower().rstrip("?.")
    yield f"You ask me: {asked}"
    yield f"{asked} {asked}"


def _words(bank: Bank) -> Iterator[Row]:
    dice = random.Random(11)  # noqa: S311 - nothing secret

    def keywords(question: Question) -> Iterator[str]:
        said = list(dict.fromkeys(t.text for t in content(question.reference)))
        yield ", ".join(said)
        yield " and the ".join(said)
        fillers = ["of the", "with", "and so", "for", "in the", "or", "that is", "to a", "by"]
        yield " ".join(f"{dice.choice(fillers)} {w}" for w in said)
        points = [" ".join(t.text for t in content(p.text)) for p in question.key_points]
        yield ". ".join(points) + "."

    yield _row("keyword list", 0.40, (Sample(q, a) for q in bank.questions for a in keywords(q)))
    for piece in (1, 2, 4):
        name = "words shuffled" if piece == 1 else f"shuffled in pieces of {piece}"
        made = (
            Sample(q, spoiling.shuffled(q.reference, piece, dice))
            for q in bank.questions
            for _ in range(2)
        )
        yield _row(name, 0.45, made)


def _denied(bank: Bank) -> Iterator[Row]:
    """The reference negated sentence by sentence, and denied as a whole."""
    spoilt = (Sample(q, _each(q.reference, spoiling.negated)) for q in bank.questions)
    points = (Sample(q, _each(_points(q), spoiling.negated)) for q in bank.questions)
    yield Row("reference negated", (*spoilt, *points), 0.30)
    for kept in (False, True):
        before = wordings.KEPT_DENIED_BEFORE if kept else wordings.DENIED_BEFORE
        after = wordings.KEPT_DENIED_AFTER if kept else wordings.DENIED_AFTER
        each = wordings.KEPT_DENIED_EACH if kept else wordings.DENIED_EACH
        which = ", other wordings" if kept else ""
        for name, made in (
            ("denied afterwards", [f"{{}} {d}" for d in after]),
            ("denied beforehand", [f"{d} {{}}" for d in before]),
        ):
            samples = (Sample(q, form.format(q.reference)) for q in bank.questions for form in made)
            yield _row(f"{name}{which}", 0.30, samples, kept=kept)
        points_denied = (
            Sample(q, " ".join(f.format(_inner(p.text)) + "." for p in q.key_points))
            for q in bank.questions
            for f in each
        )
        yield _row(f"each point denied{which}", 0.30, points_denied, kept=kept)
    hedges = (
        Sample(q, " ".join(f.format(_inner(p.text)) for p in q.key_points))
        for q in bank.questions
        for f in wordings.HEDGED
    )
    yield _row("hedged both ways", 0.45, hedges)


def _spoilt(bank: Bank) -> Iterator[Row]:
    """One small change in what is said on a point; only the points so changed count."""
    rows: dict[str, list[Callable[[str, Question], str | None]]] = {
        "one antonym": [lambda s, _: spoiling.antonym(s)],
        "one number": [partial(_number, way) for way in range(3)],
        "roles or directions swapped": [
            lambda s, q: spoiling.exchanged(s, f"{q.prompt} {q.reference}")
        ],
    }
    for name, ways in rows.items():
        made = [
            [(p, told) for p in q.key_points if (told := way(p.text, q)) is not None]
            for way in ways
            for q in bank.questions
        ]
        asked = [q for _ in ways for q in bank.questions]
        alone = (
            Sample(q, told, (p,))
            for q, changed in zip(asked, made, strict=True)
            for p, told in changed
        )
        within = (
            Sample(q, " ".join(told for _, told in changed), tuple(p for p, _ in changed))
            for q, changed in zip(asked, made, strict=True)
            if changed
        )
        yield Row(name, (*alone, *within), 0.45)


def _number(way: int, sentence: str, _: Question) -> str | None:
    return spoiling.number(sentence, way)


def _demanding(bank: Bank) -> Iterator[Row]:
    demands = wordings.DEMANDS.values()
    yield _row("injection alone", 0.0, (Sample(q, d) for q in bank.questions for d in demands))
    yield _row("reference encoded", 0.0, (Sample(q, a) for q in bank.questions for a in _coded(q)))
    lookalike = (Sample(q, q.reference.translate(_LOOKS_LATIN)) for q in bank.questions)
    yield _row("reference in letters that only look alike", 1.0, lookalike)


def weak_and_demanding(bank: Bank) -> Iterator[tuple[Sample, Sample]]:
    """A weak answer, and the same with a demand before or behind it."""
    weak = cycle(wordings.WEAK)
    for question in bank.questions:
        for at, demand in enumerate(wordings.DEMANDS.values()):
            said = f"{next(weak)} {sentences(_points(question))[0]}" if at % 2 else next(weak)
            both = f"{demand}\n{said}" if at % 3 else f"{said}\n{demand}"
            yield Sample(question, said), Sample(question, both)


def _coded(question: Question) -> Iterator[str]:
    yield b64encode(question.reference.encode()).decode()
    yield codecs.encode(question.reference, "rot13")
    yield "".join(chr(0xE0000 + ord(c)) if c.isascii() else c for c in question.reference)


def _points(question: Question) -> str:
    return " ".join(p.text if p.text[-1:] in ".!?" else f"{p.text}." for p in question.key_points)


def _each(text: str, way: Callable[[str], str | None]) -> str:
    return " ".join(way(s) or s for s in sentences(text))


def _inner(text: str) -> str:
    """A statement as the inside of another sentence: no full stop, no capital of its own."""
    plain = text.rstrip(".")
    first = plain.split(maxsplit=1)[0]
    return plain if first[1:] != first[1:].lower() else plain[:1].lower() + plain[1:]


def points_of(sample: Sample) -> Sequence[str]:
    """The ids of the key points that count."""
    return [p.id for p in sample.counted]
