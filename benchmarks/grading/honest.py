"""Right answers that must not lose by the watch for wrong ones. Pure and seeded, as `attacks`."""

import random
from collections.abc import Iterator, Mapping

from benchmarks.grading import wordings
from benchmarks.grading.attacks import Row, Sample, sentences
from benchmarks.grading.spoiling import mistyped
from knowledge.question import Bank, Question

_ASIDES = (
    "This does not mean that it always works, of course.",
    "Unlike in many other fields, one can simply try it.",
    "I would not call that difficult, only unfamiliar.",
    "No rule is without exceptions, and I have not seen them all.",
    "It is not only theory, one meets it at work as well.",
)


def rows(bank: Bank, good: Mapping[str, str]) -> Iterator[Row]:
    """What a fair person grants; `good` are right answers in other words, by question id."""
    yield Row(
        "reference verbatim", tuple(Sample(q, q.reference) for q in bank.questions), least=0.97
    )
    told = tuple(Sample(q, good[q.id]) for q in bank.questions if q.id in good)
    yield Row("right in other words", told, least=0.65)
    half = tuple(Sample(q, _half(q, odd=odd)) for q in bank.questions for odd in (False, True))
    yield Row("half of the points", half, most=0.65, least=0.35)


def pairs(bank: Bank, good: Mapping[str, str]) -> Iterator[tuple[str, Sample, Sample]]:
    """Name, an answer, and the same said with slips, asides or more words around it."""
    dice = random.Random(5)  # noqa: S311 - nothing secret
    for at, question in enumerate(bank.questions):
        for said in filter(None, (question.reference, good.get(question.id))):
            plain = Sample(question, said)
            yield "typos", plain, Sample(question, mistyped(said, 0.1, dice))
            yield "asides with a not", plain, Sample(question, _with_asides(said, at))
            wordy = f"{wordings.WORDY_BEFORE} {said} {wordings.WORDY_AFTER}"
            yield "wordiness", plain, Sample(question, wordy)


def _half(question: Question, *, odd: bool) -> str:
    """Every other key point, in its own words or, where there are any, in others."""
    chosen = question.key_points[odd::2] or question.key_points
    return " ".join(p.variants[0] if p.variants else p.text for p in chosen)


def _with_asides(text: str, at: int) -> str:
    told = sentences(text)
    middle = len(told) // 2
    one, other = _ASIDES[at % len(_ASIDES)], _ASIDES[(at + 2) % len(_ASIDES)]
    return " ".join((*told[:middle], one, *told[middle:], other))
