"""A whole answer's label and score, and findings that agree with them. `grade` uses it.

Where only a reference is known, its key points are guesses, and the trained grader's judgement of
the whole is better than their sum. The findings then say where the judgement comes from.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from interviewer.examiners import verdicts
from interviewer.examiners.clauses import Clause, sentences
from interviewer.examiners.grader.features import parts
from interviewer.examiners.grader.grader import Assessment, Grader
from interviewer.examiners.matching import Matches
from interviewer.rubric import Finding, Grade, Verdict, coverage
from knowledge.question import Question
from knowledge.words import stems, tokens

if TYPE_CHECKING:
    from interviewer.examiners.grader.network import Reading

CORRECT = 0.45
"""Probability from which an answer counts as correct."""

CONTRADICTORY = 0.25
"""Probability from which one that is not correct counts as contradictory."""

PARTLY = 0.4
"""Score from which any other counts as partially correct."""

_WORDS_ONLY = 0.3  # the most that words without sentences can score
_TAKEN_BACK = 0.1  # the most that an answer can score whose every point is contradicted
_TURNED_ROUND = 0.3  # the most for one that contradicts a point and makes none
_NOTHING_CLAIMED = 0.2  # the most for an answer of which no clause claims anything
_ALL = 0.65  # score from which an answer to several sentences counts as correct
_APART = 0.5  # how far the grader and the points may be from each other and it still be sure
_READ = 12  # sentences of an answer that are compared with every point


@dataclass(frozen=True, slots=True)
class Judged:
    """Label, score 0..1, and findings that never gainsay the label; `unsure` as the grader is."""

    label: str
    score: float
    findings: tuple[Finding, ...]
    unsure: bool


def judge(
    question: Question, answer: str, grade: Grade, matches: Matches, grader: Grader
) -> Judged:
    """The judgement of an answer, from the offline examiner's grade, what that was made of, and
    the grader's assessment.

    What no gate lets through stays at nothing. Words without sentences, answers that stand by
    nothing they say, and those that take everything back are held down, whatever the grader says.
    Raises KnowledgeError.
    """
    if grade.gate is not None:
        return Judged("incorrect", 0.0, grade.findings, unsure=False)
    if _words(answer) == _words(question.reference):
        return Judged("correct", 1.0, _repeated(question, answer), unsure=False)
    found = grader.assess(question.prompt, (question.reference,), answer)
    most = _limit(answer, grade.findings, matches)
    speaks = not stems(answer).isdisjoint(stems(question.reference))
    score, label, unsure = found.score, _label(found, speaks=speaks), found.unsure
    if len(parts(question.reference)) > 1:
        made = coverage(question.key_points, grade.findings)
        score, label = _with_points(found, made, grade.findings, speaks=speaks)
        unsure = unsure or abs(found.score - made) > _APART
    if most < CORRECT:
        score = min(score, most)
        against = any(f.verdict is Verdict.CONTRADICTED for f in grade.findings)
        label, unsure = "contradictory" if against else "incorrect", False
    findings = _agreeing(label, question, answer, grade.findings, grader)
    return Judged(label, score, findings, unsure=unsure)


def _with_points(
    found: Assessment, made: float, findings: Sequence[Finding], *, speaks: bool
) -> tuple[float, str]:
    """Score and label with as much weight on the points that were made: of a reference of several
    sentences the network reads less well what becomes of the whole.

    Whoever contradicts a point gets the lower of both. What the answer leaves out the grader too
    often takes for denied, so an answer that makes a point and gainsays none contradicts nothing.
    """
    against = any(f.verdict is Verdict.CONTRADICTED for f in findings)
    makes_one = any(f.verdict is Verdict.COVERED for f in findings)
    score = min(found.score, made) if against else (found.score + made) / 2
    # Few who made a part have all of it.
    right = min(found.correct, made**2) if against else (found.correct + made**2) / 2
    label = _label(replace(found, correct=right), speaks=speaks)
    if label == "contradictory" and (against or not makes_one):
        return min(score, PARTLY), label
    if score >= _ALL and not against:
        return score, "correct"
    return score, "partially_correct" if score >= PARTLY else "incorrect"


def _words(text: str) -> list[str]:
    return [t.stem for t in tokens(text)]


def _repeated(question: Question, answer: str) -> tuple[Finding, ...]:
    """Every point made, by an answer that is the reference itself."""
    quote = answer.strip()
    return tuple(
        Finding(point=p.id, verdict=Verdict.COVERED, quote=quote) for p in question.key_points
    )


def _limit(answer: str, findings: Sequence[Finding], matches: Matches) -> float:
    manner = verdicts.manner(answer)
    found = {f.verdict for f in findings}
    if matches.taken_back or found == {Verdict.CONTRADICTED}:
        return _TAKEN_BACK
    if found == {Verdict.CONTRADICTED, Verdict.MISSED}:
        return _TURNED_ROUND
    if not matches.points and not matches.misconceptions:
        return _NOTHING_CLAIMED
    return _WORDS_ONLY if manner.disordered or manner.listed or matches.patched else 1.0


def _label(found: Assessment, *, speaks: bool) -> str:
    """`speaks`: it shares a word with the reference; else it contradicts nothing."""
    if found.correct >= CORRECT:
        return "correct"
    if speaks and found.contradictory >= CONTRADICTORY:
        return "contradictory"
    return "partially_correct" if found.score >= PARTLY else "incorrect"


def _agreeing(
    label: str, question: Question, answer: str, findings: Sequence[Finding], grader: Grader
) -> tuple[Finding, ...]:
    """The findings, changed as little as the label asks.

    Correct: something covered, nothing contradicted. Contradictory: something contradicted.
    Incorrect: nothing covered or contradicted. Partially correct: something touched, not all
    covered, nothing contradicted.
    """
    by = {f.point: f for f in findings}
    verdict = {p: f.verdict for p, f in by.items()}
    if label == "contradictory":
        if Verdict.CONTRADICTED not in verdict.values():
            point, quote = _most(question, answer, grader, "contradicted")
            by[point] = Finding(point=point, verdict=Verdict.CONTRADICTED, quote=quote)
        return tuple(by.values())
    for point, finding in by.items():
        if finding.verdict is Verdict.CONTRADICTED or (
            label == "incorrect" and finding.verdict is Verdict.COVERED
        ):
            by[point] = finding.model_copy(
                update={"verdict": Verdict.PARTIAL, "misconception": None}
            )
    verdict = {p: f.verdict for p, f in by.items()}
    if label == "correct" and Verdict.COVERED not in verdict.values():
        point, quote = _most(question, answer, grader, "entailed")
        by[point] = Finding(point=point, verdict=Verdict.COVERED, quote=quote)
    if label == "partially_correct":
        if set(verdict.values()) == {Verdict.MISSED}:
            point, quote = _most(question, answer, grader, "entailed")
            by[point] = Finding(point=point, verdict=Verdict.PARTIAL, quote=quote)
        elif set(verdict.values()) == {Verdict.COVERED}:
            last = question.key_points[-1].id
            by[last] = by[last].model_copy(update={"verdict": Verdict.PARTIAL})
    return tuple(by.values())


def _most(question: Question, answer: str, grader: Grader, what: str) -> tuple[str, str]:
    """The key point that a sentence of the answer entails or contradicts most, and the sentence."""
    said = sentences(answer)[:_READ] or [Clause(answer, 0, len(answer))]
    pairs = [(s.text, p.text) for p in question.key_points for s in said]
    readings: list[Reading] = grader.read(pairs)
    at = max(range(len(pairs)), key=lambda i: float(getattr(readings[i], what)))
    return question.key_points[at // len(said)].id, said[at % len(said)].text
