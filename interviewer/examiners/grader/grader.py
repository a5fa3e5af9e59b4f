"""The grader: marks of a whole answer against its reference, and readings of single key points."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock

from interviewer.examiners.grader import head, windows
from interviewer.examiners.grader.features import figures
from interviewer.examiners.grader.head import Head, Marks
from interviewer.examiners.grader.network import WEIGHTS, CrossEncoder, Reading
from interviewer.examiners.targets import Encodes


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a whole answer is worth; `correct`, `partial`, `contradictory` and `incorrect` sum to 1.

    `score` is the mark to be expected, 0..1. `unsure`: the grader cannot tell correct from not.
    """

    correct: float
    partial: float
    contradictory: float
    incorrect: float
    score: float
    unsure: bool


class Grader:
    """Any number of threads may share one; encoder, network and head are loaded when first used."""

    def __init__(self, encoder: Encodes, folder: Path = WEIGHTS) -> None:
        self._encoder = encoder
        self._folder = folder
        self._lock = Lock()
        self._network = CrossEncoder(folder)

    def assess(self, question: str, references: Sequence[str], answer: str) -> Assessment:
        """The best assessment over the references, of which there is at least one.

        Meant for an answer that says something: gates come before it. Raises KnowledgeError.
        """
        return max((self._against(question, r, answer) for r in references), key=lambda a: a.score)

    def warm(self) -> None:
        """Loads the network, so that the first reading waits for nothing; raises KnowledgeError."""
        self._network.warm()

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """What becomes of each statement in the text beside it: (text, statement)."""
        return self._network.read(pairs)

    def verify(self) -> None:
        """KnowledgeError unless all weights are there, as published."""
        self._network.verify()
        _ = self._head

    def _against(self, question: str, reference: str, answer: str) -> Assessment:
        told = figures(question, reference, answer, self._encoder)
        pairs = windows.pairs(reference, answer, self._encoder)
        reading = mean(self._network.read(pairs), [len(part) for _, part in pairs])
        marks = self._head.marks([float(f) for f in told], reading)
        return _assessment(marks)

    @property
    def _head(self) -> Head:
        with self._lock:
            return self._loaded

    @cached_property
    def _loaded(self) -> Head:
        return head.load(self._folder)


def mean(readings: Sequence[Reading], weights: Sequence[float]) -> Reading:
    """One reading for several parts of a reference, longer parts counting more."""

    def over(name: str) -> float:
        told = zip(readings, weights, strict=True)
        return sum(float(getattr(r, name)) * w for r, w in told) / sum(weights)

    return Reading(
        *(over(n) for n in ("entailed", "contradicted", "correct", "contradictory", "score"))
    )


def _assessment(marks: Marks) -> Assessment:
    """Correct first; what is left goes to contradictory, and by the score to partial."""
    left = 1 - marks.correct
    contradictory = min(left, marks.contradictory)
    left -= contradictory
    # A mark beyond what "correct" alone explains is credit for a part.
    partial = min(left, max(0.0, 2 * (marks.score - marks.correct)))
    return Assessment(
        marks.correct, partial, contradictory, left - partial, marks.score, marks.unsure
    )
