"""What an author should look at again: cues, probes and hints that tell what they ask for. Pure.

The reader of bank files puts it among a document's problems.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.question import Bank, KeyPoint, Misconception, Question
from knowledge.words import content, stems

_TOLD = 0.5
"""Share of a point's own words over which a hint or a probe tells it instead of pointing at it."""

_PRAISE = re.compile(
    r"\b(?:great|excellent|perfect|brilliant|fantastic|wonderful|bravo|well (?:done|said)"
    r"|spot[- ]on|nailed it|(?:good|nice|strong) (?:answer|point|job|work|try)"
    r"|(?:that(?:['’]s| is)|you(?:['’]re| are)|exactly|quite|absolutely) (?:right|correct))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Remark:
    """What is wrong with one text of a bank; `path` leads to it in the bank's file."""

    path: tuple[str | int, ...]
    message: str


def remarks(bank: Bank) -> tuple[Remark, ...]:
    """All there is to say of the texts that were written for the interviewer, in their order.

    A bank with remarks can be used: what they name is asked in plainer words, or tells too much.
    """
    return tuple(
        Remark(("questions", number, *path), f"{what} {how}")
        for number, question in enumerate(bank.questions)
        if not question.derived
        for path, what, how in _of_question(question)
    )


def _of_question(question: Question) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    for number, point in enumerate(question.key_points):
        what = f"the cue of {point.id}"
        for how in (*_shared(point, question), *_manners(point.cue, most=0)):
            yield ("key_points", number, "cue"), what, how
    for number, belief in enumerate(question.misconceptions):
        probe = belief.probe or ""
        for how in (*_told(probe, question, belief), *_manners(probe, most=1)):
            yield ("misconceptions", number, "probe"), f"the probe of {belief.id}", how
    for number, hint in enumerate(question.hints):
        for how in (*_told(hint, question), *_manners(hint, most=1)):
            yield ("hints", number), f"hint {number + 1}", how


def _shared(point: KeyPoint, question: Question) -> Iterator[str]:
    """A cue may hold no word of its point at all: it is what the interviewer says first."""
    if shared := stems(point.cue) & _own(point, question):
        yield f"holds {_listed(shared, point.cue)} of its point; point at it in other words."


def _told(text: str, question: Question, belief: Misconception | None = None) -> Iterator[str]:
    """Hints, and probes that name the belief, may touch a point but not say most of it."""
    free = stems(f"{belief.text} {' '.join(belief.variants)}") if belief else frozenset()
    for point in question.key_points:
        own = _own(point, question) - free
        shared = stems(text) & own
        if len(shared) > _TOLD * len(own):
            words = _listed(shared, text)
            yield f"tells {point.id}: it holds {words}; leave that to the candidate."


def _manners(text: str, *, most: int) -> Iterator[str]:
    if found := _PRAISE.search(text):
        yield f"praises ({found.group()!r}), whatever was answered; leave that out."
    if (marks := text.count("?")) > most:
        yield f"has {marks} question marks, at most {most} can stand there."


def _own(point: KeyPoint, question: Question) -> frozenset[str]:
    """The stems of content words that the question does not have."""
    return stems(point.text) - stems(f"{question.prompt} {question.topic}")


def _listed(shared: frozenset[str], text: str) -> str:
    """The words of `text` with these stems, as they stand there."""
    found = dict.fromkeys(t.text for t in content(text) if t.stem in shared)
    return ", ".join(repr(word) for word in found)
