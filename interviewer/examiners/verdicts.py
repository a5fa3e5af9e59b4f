"""From evidence to verdicts: the thresholds of the offline examiner, and what overrides them. Pure.

`docs/grading.md` says how the numbers were chosen; `benchmarks/grading` chooses them again.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from interviewer.examiners import fluency
from interviewer.examiners.evidence import Evidence
from interviewer.examiners.matching import Matches
from interviewer.rubric import Finding, Verdict
from knowledge.question import Question

COVERED = 0.18
"""Strength from which a key point counts as made."""

PARTIAL = 0.10
"""Strength from which it counts as touched."""

MISTAKEN = 0.22
"""Strength from which a misconception counts as held."""

POINTED_AT = 0.06
"""Added for the point that was asked for: a short answer to it leaves out what the probe said."""


UNSAID = 0.25
"""Taken off for words without sentences, which can touch a point at most."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How an answer is given, as far as it limits what it can earn."""

    disordered: bool
    listed: bool

    def is_words_only(self, *, asked_for: bool) -> bool:
        """Whether it is words without order, or a bare list that nobody asked for."""
        return self.disordered or (self.listed and not asked_for)


def manner(answer: str) -> Manner:
    """Whether it is words without order, or a bare list."""
    return Manner(fluency.is_salad(answer), fluency.is_list(answer))


def findings(
    question: Question, matches: Matches, how: Manner, target: str | None = None
) -> Iterator[Finding]:
    """One finding for every key point; `target` is the point the last probe was after."""
    held = dict(_held(question, matches))
    for point in question.key_points:
        evidence = matches.points.get(point.id)
        strength = evidence.strength if evidence else 0.0
        strength += POINTED_AT if point.id == target else 0.0
        words_only = matches.patched or how.is_words_only(asked_for=point.id == target)
        if words_only:  # where there are only words, least of all shared words count
            shared = evidence.words if evidence else 0.0
            strength -= UNSAID + shared if matches.patched else max(UNSAID, shared)
        mistaken = held.get(point.id)
        if mistaken and _outweighs(mistaken[1], evidence, strength):
            yield _contradicted(point.id, mistaken[1], mistaken[0])
        elif evidence is None or (verdict := _verdict(strength)) is Verdict.MISSED:
            yield Finding(point=point.id, verdict=Verdict.MISSED)
        elif evidence.opposed or matches.taken_back:
            yield _contradicted(point.id, evidence)
        else:
            if evidence.thin or words_only:
                verdict = Verdict.PARTIAL
            yield Finding(point=point.id, verdict=verdict, quote=evidence.clause.text)


def _held(question: Question, matches: Matches) -> Iterator[tuple[str, tuple[str, Evidence]]]:
    """By key point, the strongest misconception shown; of one without a point, none is marked."""
    strongest: dict[str, tuple[str, Evidence]] = {}
    for known in question.misconceptions:
        evidence = matches.misconceptions.get(known.id)
        if evidence is None or known.point is None or evidence.opposed:
            continue
        before = strongest.get(known.point)
        if evidence.strength >= MISTAKEN and (
            before is None or evidence.strength > before[1].strength
        ):
            strongest[known.point] = (known.id, evidence)
    yield from strongest.items()


def _outweighs(mistaken: Evidence, right: Evidence | None, strength: float) -> bool:
    """Whether the mistake stands; not as a mere fragment of what makes the point right."""
    if right is None or strength < COVERED:
        return True
    inside = right.clause.start <= mistaken.clause.start and mistaken.clause.end <= right.clause.end
    return mistaken.strength >= strength and (mistaken.clause == right.clause or not inside)


def _verdict(strength: float) -> Verdict:
    if strength >= COVERED:
        return Verdict.COVERED
    return Verdict.PARTIAL if strength >= PARTIAL else Verdict.MISSED


def _contradicted(point: str, evidence: Evidence, misconception: str | None = None) -> Finding:
    return Finding(
        point=point,
        verdict=Verdict.CONTRADICTED,
        quote=evidence.clause.text,
        misconception=misconception,
    )
