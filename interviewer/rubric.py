"""Verdicts and what they are worth. Pure; scores are computed here and nowhere else.

An examiner labels (verdict and quote per key point); the figures follow from the labels.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from knowledge.question import KeyPoint, Record


class Verdict(StrEnum):
    """What an answer did with one key point."""

    COVERED = "covered"
    PARTIAL = "partial"
    MISSED = "missed"
    CONTRADICTED = "contradicted"


class Dimension(StrEnum):
    """What an answer is looked at for; each on 1-4, where 3 is the hiring bar."""

    ACCURACY = "accuracy"
    COVERAGE = "coverage"
    DEPTH = "depth"
    APPLICATION = "application"
    COMMUNICATION = "communication"


class Gate(StrEnum):
    """Why an answer was judged without looking at its content."""

    EMPTY = "empty"
    DONT_KNOW = "dont_know"
    COPIED = "copied"
    NOISE = "noise"


UNSURE = (0.3, 0.6)
"""Chances between which as many points are made as are not."""


class Finding(Record):
    """The verdict on one key point with its receipt, words that stand in the answer.

    `aided`: the candidate was pointed at it first. `misconception`: the known one recognised.
    `chance`: how likely the answer makes the whole point, 0 to 1, where the examiner can tell.
    """

    point: str
    verdict: Verdict
    quote: str | None = None
    aided: bool = False
    misconception: str | None = None
    chance: float | None = Field(default=None, ge=0, le=1)

    @property
    def unsure(self) -> bool:
        """Whether the examiner can hardly tell the point made from one that was not, or counts it
        as made against the odds.
        """
        if self.chance is None:
            return False
        low, high = UNSURE
        return self.chance <= high and (self.chance >= low or self.verdict is Verdict.COVERED)

    @model_validator(mode="after")
    def _has_its_receipt(self) -> Self:
        if (self.verdict is Verdict.MISSED) != (self.quote is None):
            raise ValueError(
                f"the verdict {self.verdict} on {self.point!r} "
                + ("takes no quote" if self.quote else "needs a quote from the answer")
            )
        return self


class Mark(Record):
    """A level of 1-4 in one dimension, with the words it rests on and the reason."""

    dimension: Dimension
    level: int = Field(ge=1, le=4)
    why: str
    quote: str | None = None


class Usage(Record):
    """What one judgement took of a model: calls, and tokens in, of those cached, and out.

    `local` where the model ran on this machine, and so cost nothing.
    """

    model: str
    calls: int = 1
    tokens_in: int = 0
    tokens_cached: int = 0
    tokens_out: int = 0
    estimated: bool = False
    local: bool = False


class SecondOpinion(Record):
    """The findings of another examiner on the same answer, kept beside the first's."""

    findings: tuple[Finding, ...]
    by: str


class Grade(Record):
    """One answer, judged: a finding for each key point, and what else the examiner saw.

    `marks` holds only dimensions that cannot be computed from the findings. `by` names
    examiner, model, prompt and version. `beyond` is what was right but not in the reference.
    """

    findings: tuple[Finding, ...]
    by: str
    marks: tuple[Mark, ...] = ()
    feedback: str = ""
    gate: Gate | None = None
    beyond: str = ""
    second: SecondOpinion | None = None
    usage: Usage | None = None


class Ungraded(Record):
    """No valid judgement could be had; the answer is kept and can be judged again.

    `wait` is how many seconds the model asked to be left alone, where it said so.
    """

    reason: str
    wait: float | None = None
    usage: Usage | None = None


CREDIT = {
    Verdict.COVERED: 1.0,
    Verdict.PARTIAL: 0.5,
    Verdict.MISSED: 0.0,
    Verdict.CONTRADICTED: 0.0,
}
_RANK = {Verdict.MISSED: 0, Verdict.CONTRADICTED: 1, Verdict.PARTIAL: 2, Verdict.COVERED: 3}


def credit(finding: Finding) -> float:
    """0 to 1: covered 1, partial 0.5, else 0; halved when it came only after being pointed at."""
    return CREDIT[finding.verdict] * (0.5 if finding.aided else 1.0)


def merge(before: Finding, after: Finding) -> Finding:
    """What holds once a later answer is in: silence changes nothing, a contradiction counts,
    a correction heals it, and otherwise the finding with more credit stays.
    """
    if after.verdict is Verdict.MISSED:
        return before
    if Verdict.CONTRADICTED in (before.verdict, after.verdict):
        return after
    if credit(after) > credit(before):
        return after
    better = credit(after) == credit(before) and _RANK[after.verdict] > _RANK[before.verdict]
    return after if better else before


def coverage(points: Sequence[KeyPoint], findings: Iterable[Finding]) -> float:
    """Weighted credit, 0 to 1; points without a finding count as missed."""
    worth = {f.point: credit(f) for f in findings}
    return sum(p.weight * worth.get(p.id, 0.0) for p in points) / sum(p.weight for p in points)


def shown(points: Sequence[KeyPoint], findings: Iterable[Finding]) -> float:
    """Coverage with help not deducted, 0 to 1: how much the candidate has shown to know by now."""
    worth = {f.point: CREDIT[f.verdict] for f in findings}
    return sum(p.weight * worth.get(p.id, 0.0) for p in points) / sum(p.weight for p in points)


def coverage_level(aided: float, unaided: float) -> int:
    """The coverage level, 1-4; the highest needs 85 % without help."""
    if unaided >= 0.85:
        return 4
    return 3 if aided >= 0.60 else 2 if aided >= 0.25 else 1


def accuracy_level(
    points: Sequence[KeyPoint], findings: Sequence[Finding], *, corrected: bool = False
) -> int | None:
    """The accuracy level as far as verdicts show it, or None when nothing was said on any point.

    1 when a heaviest point stands contradicted, 2 when another does or one was and has been
    `corrected`, else 3: that conditions and limits are right (4) verdicts alone cannot tell.
    """
    said = [f for f in findings if f.verdict is not Verdict.MISSED]
    if not said:
        return None
    weight = {p.id: p.weight for p in points}
    wrong = [weight[f.point] for f in said if f.verdict is Verdict.CONTRADICTED]
    if not wrong:
        return 2 if corrected else 3
    return 1 if max(wrong) == max(weight.values()) else 2


def label(points: Sequence[KeyPoint], findings: Sequence[Finding]) -> str:
    """One word for one answer: correct, partially_correct, contradictory or incorrect.

    Contradictory when at least as much weight is contradicted as credited.
    """
    weight = {p.id: p.weight for p in points}
    wrong = sum(weight[f.point] for f in findings if f.verdict is Verdict.CONTRADICTED)
    score = coverage(points, findings)
    if wrong and wrong >= score * sum(weight.values()):
        return "contradictory"
    if score >= 0.6 and not wrong:
        return "correct"
    return "partially_correct" if score >= 0.2 else "incorrect"
