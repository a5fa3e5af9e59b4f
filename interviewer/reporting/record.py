"""What a report holds about each question. Pure; `interviewer.report` gives all of it out.

Whatever is hidden (a question still open) is empty here, so that no reader can leak it.
"""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from interviewer.events import Purpose, Related
from interviewer.rubric import Dimension, Gate, Usage, Verdict
from knowledge.question import Level, Record


class Status(StrEnum):
    """What became of a question: only judged and skipped ones count towards the score."""

    JUDGED = "judged"
    SKIPPED = "skipped"
    UNJUDGED = "unjudged"
    OPEN = "open"


class State(StrEnum):
    """What is known about one key point: a verdict, or that there is none."""

    COVERED = "covered"
    PARTIAL = "partial"
    MISSED = "missed"
    CONTRADICTED = "contradicted"
    NOT_JUDGED = "not_judged"

    @property
    def sign(self) -> str:
        """One character that tells the states apart without colour."""
        return _SIGNS[self]

    @property
    def word(self) -> str:
        return "partly covered" if self is State.PARTIAL else self.value.replace("_", " ")

    @classmethod
    def of(cls, verdict: Verdict) -> "State":
        return cls(verdict.value)


_SIGNS = {
    State.COVERED: "✓",
    State.PARTIAL: "◐",
    State.MISSED: "✗",
    State.CONTRADICTED: "!",
    State.NOT_JUDGED: "–",
}


class Quote(Record):
    """Words of the candidate: `text == answer[start:end]` of the answer to that turn.

    `question` is the number in this interview (from 1), `turn` the place in the question (from 1).
    """

    question: int = Field(ge=1)
    turn: int = Field(ge=1)
    text: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int = Field(ge=1)


class Evidence(Record):
    """What one answer showed of one key point."""

    point: str
    state: State
    aided: bool = False
    quotes: tuple[Quote, ...] = ()


class AsideReport(Record):
    """What the candidate asked back before answering, and what was said to it."""

    asked: str
    said: str = ""


class Gain(Record):
    """What a follow-up brought: the question's score before and after it, 0 to 1."""

    before: float
    after: float
    points: tuple[str, ...] = ()
    text: str


class TurnReport(Record):
    """Something that was asked, what was said, and how it was judged.

    `number` counts the turns of the question from 1. `hints` came before the answer.
    `evidence` holds what the answer says on key points, whether right or wrong. `usage` is what
    its grade took of a model.
    """

    number: int = Field(ge=1)
    asked: str
    purpose: Purpose
    point: str | None = None
    answer: str | None = None
    skipped: bool = False
    seconds: float | None = None
    spoken: bool = False
    hints: tuple[str, ...] = ()
    asides: tuple[AsideReport, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: int | None = None
    gate: Gate | None = None
    ungraded: str | None = None
    feedback: str = ""
    by: str | None = None
    usage: Usage | None = None
    gained: Gain | None = None


class Before(Record):
    """A key point at the last attempt: where it stood, and the words for and against it."""

    state: State
    sign: str
    word: str
    aided: bool = False
    said: tuple[str, ...] = ()


class PointReport(Record):
    """One key point: where it stands now, every quote for and against it, and its receipt.

    `cue` points at it without saying it. `passage` is the sentence of the reference that states
    it, None where none is near.
    `story` tells in words how it got there, where it took more than one answer. `second` is the
    state that another examiner saw, where the question is uncertain and it is another one.
    `before` is where it stood when the question was tried the last time. `chance` is how likely the
    answer makes the whole point, 0 to 1, where the examiner can tell.
    """

    id: str
    number: int = Field(ge=1)
    text: str
    weight: int
    cue: str = ""
    state: State
    sign: str
    word: str
    aided: bool = False
    chance: float | None = Field(default=None, ge=0, le=1)
    story: str = ""
    evidence: tuple[Evidence, ...] = ()
    passage: str | None = None
    second: State | None = None
    before: Before | None = None

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """All quotes in the order they were said."""
        return tuple(q for e in self.evidence for q in e.quotes)

    @property
    def said(self) -> tuple[str, ...]:
        """Their words, each once: who says the same in every answer reads it once."""
        return tuple(dict.fromkeys(q.text for q in self.quotes))


class MisconceptionReport(Record):
    """A known misconception that an answer showed; `route` is the question that mended it."""

    id: str
    text: str
    correction: str
    corrected: bool
    quotes: tuple[Quote, ...] = ()
    route: str | None = None


class AppealReport(Record):
    """A point the candidate disagreed about: both verdicts, and which of them `counts`: the
    second where it does, else the first. `second` None: it could not be judged anew.
    """

    point: str
    reason: str
    first: State
    second: State | None = None
    counts: bool = False
    quotes: tuple[Quote, ...] = ()
    by: str = ""
    text: str


class Earlier(Record):
    """The last attempt at a question; `gained` and `lost` count the points that went better and
    worse this time.
    """

    interview_id: str
    started_at: datetime
    score: float | None = None
    unaided: float | None = None
    gained: int
    lost: int
    text: str


class DimensionReport(Record):
    """A level of 1-4 (3 is the bar) with its meaning, reason and receipt.

    `level` None means not assessed, and `why` says why not. `n` counts the questions it rests on.
    `second` is the level of another examiner where the two are more than one apart.
    """

    dimension: Dimension
    level: int | None = Field(default=None, ge=1, le=4)
    meaning: str = ""
    why: str
    quote: Quote | None = None
    n: int = 0
    second: int | None = Field(default=None, ge=1, le=4)


class QuestionReport(Record):
    """One question, from why it was chosen to what to do next.

    While it is not `revealed` there are no points, no passages and no reference in it.
    `score` counts help at half, `unaided` is the first answer alone; both 0 to 1. `uncertain` says
    where two examiners are far apart, and is empty where they are not.
    """

    number: int = Field(ge=1)
    question_id: str
    prompt: str
    topic: str
    level: Level
    source: str
    why: str = ""
    status: Status
    revealed: bool
    derived: bool = False
    score: float | None = None
    unaided: float | None = None
    summary: str
    uncertain: str = ""
    dimensions: tuple[DimensionReport, ...] = ()
    turns: tuple[TurnReport, ...]
    points: tuple[PointReport, ...] = ()
    appeals: tuple[AppealReport, ...] = ()
    earlier: Earlier | None = None
    misconceptions: tuple[MisconceptionReport, ...] = ()
    rewrite: str | None = None
    reference: str | None = None
    related: tuple[Related, ...] = ()
