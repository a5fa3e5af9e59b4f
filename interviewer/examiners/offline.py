"""The built-in examiner: no model, no network, the same marks for the same answer every time.

It judges which key points an answer makes. It cannot judge depth, examples, or communication,
and does not pretend to. The wiring makes it; the engine and the command line call it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from interviewer import wording
from interviewer.events import Purpose
from interviewer.examiner import Case, Judgement, Judging, Probe
from interviewer.examiners import gates, guard, language, verdicts
from interviewer.examiners.feedback import feedback
from interviewer.examiners.grader import points, whole
from interviewer.examiners.grader.grader import Grader
from interviewer.examiners.grader.whole import Judged
from interviewer.examiners.matching import Matcher
from interviewer.examiners.targets import Encodes
from interviewer.interview import Round
from interviewer.rubric import Finding, Gate, Grade, Ungraded, Verdict
from knowledge.question import Question

VERSION = 3
NOT_ENGLISH = (
    "The built-in examiner reads English, and this answer is mostly in another script, "
    "so it was not judged."
)
SEEMS_FOREIGN = (
    "The built-in examiner reads English; this answer seems to be in another language, "
    "of which it finds little."
)
_READ = 20_000  # characters of an answer that are judged: about 3,500 words


class OfflineExaminer:
    """An Examiner on a sentence encoder and fixed thresholds, seconded by the trained grader."""

    def __init__(self, encoder: Encodes, grader: Grader | None = None) -> None:
        self._encoder = encoder
        self._matcher = Matcher(encoder)
        self._grader = grader

    @property
    def name(self) -> str:
        """Examiner, version and encoder."""
        return f"offline/{VERSION} {self._encoder.id}"

    @property
    def means(self) -> tuple[Encodes, Grader]:
        """The encoder and the grader that it judges by, for others to share."""
        return self._encoder, self._grader or Grader(self._encoder)

    @property
    def can_ask(self) -> tuple[Purpose, ...]:
        """What it can judge the answers to; depth, example and stretch it cannot."""
        return (Purpose.CLARIFY, Purpose.MISCONCEPTION, Purpose.MISSED_POINT)

    def prepare(self, question: Question) -> None:
        """Does beforehand what judging any answer to this question takes, once."""
        self._matcher.prepare(question)
        if self._grader is not None:
            self._grader.warm()

    def judge(self, case: Case) -> Judging:
        """The grade of the last answer, and the fixed sentence for the first probe allowed;
        Ungraded where the answer is in letters that it cannot read.
        """
        if (why := self.unread(case.round.question, case.answer)) is not None:
            return Judgement(why)
        return (yield from self.opinion(case))

    def unread(self, question: Question, answer: str) -> Ungraded | None:
        """Why an answer cannot be judged, where most of it is in another script than English."""
        answer = answer[:_READ]
        if not language.is_in_another_script(answer, question):
            return None
        if gates.gate(answer, (question.prompt,), _subject(question)) is not None:
            return None
        return Ungraded(reason=NOT_ENGLISH)

    def opinion(self, case: Case) -> Judging:
        """The same in whatever script, for an examiner that has a model to read it."""
        now = case.round
        turn = now.turns[-1]
        grade = self._grade(now.question, case.answer, (turn.asked.text,), _target(now))
        judged = replace(now, turns=(*now.turns[:-1], replace(turn, grade=grade)))
        told = feedback(now.question, judged.findings, grade.gate)
        if grade.gate is None and language.seems_foreign(case.answer[:_READ], now.question):
            told = f"{SEEMS_FOREIGN} {told}"
        grade = grade.model_copy(update={"feedback": told})
        allowed = case.probes(grade)
        if not allowed:
            return Judgement(grade)
        reply = _reply(allowed[0], judged, case)
        yield reply
        return Judgement(grade, reply, allowed[0])

    def grade(self, question: Question, answer: str) -> Grade:
        """The grade of an answer to the question itself, outside any interview."""
        return self._grade(question, answer, (), None)

    def whole(self, question: Question, answer: str) -> Judged | None:
        """Label and score of the whole answer; None without a grader. Raises KnowledgeError."""
        if self._grader is None:
            return None
        answer = answer[:_READ]
        matches = self._matcher.match(question, answer, (question.prompt,))
        return whole.judge(question, answer, self.grade(question, answer), matches, self._grader)

    def _grade(
        self, question: Question, answer: str, asked: Iterable[str], target: str | None
    ) -> Grade:
        answer = answer[:_READ]
        asked = (question.prompt, *asked)
        gate = gates.gate(answer, asked, _subject(question))
        if gate is not None:
            return _nothing(question, gate, self.name)
        matches = self._matcher.match(question, answer, asked)
        manner = verdicts.manner(answer)
        found = tuple(verdicts.findings(question, matches, manner, target))
        if self._grader is not None:
            if question.derived:  # elsewhere it changes nothing
                found = points.seconded(question, matches, found, self._grader)
            unheard = [
                p.id for p in question.key_points if manner.is_words_only(asked_for=p.id == target)
            ]
            found = points.heard(question, matches, found, self._grader, unheard)
        return Grade(findings=found, by=self.name, feedback=feedback(question, found))


def _reply(probe: Probe, now: Round, case: Case) -> str:
    """The probe in its author's words, or, where those break a rule, in words that tell nothing."""
    said = [t.answer.text[:_READ] for t in now.turns if t.answer] + [h.text for h in now.hints]
    reply = wording.probe(probe, now, case.seed)
    if guard.broken_rule(reply, now.question, said, mode=case.mode) is None:
        return reply
    return wording.neutral(probe, now, case.seed)


def _nothing(question: Question, gate: Gate, by: str) -> Grade:
    missed = tuple(Finding(point=p.id, verdict=Verdict.MISSED) for p in question.key_points)
    return Grade(findings=missed, by=by, gate=gate, feedback=feedback(question, missed, gate))


def _target(now: Round) -> str | None:
    """The key point the last thing asked was after."""
    asked = now.turns[-1].asked
    if asked.misconception is not None:
        return now.question.misconception(asked.misconception).point
    return asked.point


def _subject(question: Question) -> Iterator[str]:
    """Texts whose words an answer to the question may well consist of."""
    yield question.reference
    for point in question.key_points:
        yield from (point.text, *point.variants)
