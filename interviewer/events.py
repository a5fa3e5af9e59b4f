"""What can happen in an interview, as it is kept for good. Pure.

An interview is the list of these; everything else is computed from it. Fields may be added
with a default, never renamed: old interviews must replay.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, ConfigDict, Field, TypeAdapter

from interviewer.rubric import Finding, Grade, Ungraded, Usage
from knowledge.question import Question, Record, Slug


class Mode(StrEnum):
    """Practice helps and shows each question's points at once; interview waits for the end."""

    PRACTICE = "practice"
    INTERVIEW = "interview"


class Selection(StrEnum):
    """How the questions are chosen."""

    FIXED = "fixed"
    RANDOM = "random"
    TOPIC = "topic"
    ADAPTIVE = "adaptive"
    DUE = "due"
    JOB = "job"


class Purpose(StrEnum):
    """Why something is asked: the question itself, or one of the probes, in their order."""

    QUESTION = "question"
    CLARIFY = "clarify"
    MISCONCEPTION = "misconception"
    MISSED_POINT = "missed_point"
    DEPTH = "depth"
    EXAMPLE = "example"
    STRETCH = "stretch"


class FinishReason(StrEnum):
    """Why an interview is over."""

    COMPLETED = "completed"
    ENDED = "ended"
    TIME_UP = "time_up"
    BANK_GONE = "bank_gone"


class Choice(Record):
    """A question that was chosen, and why, in one line."""

    question_id: Slug
    why: str


class Plan(Record):
    """What was agreed before the first question.

    `probes` are the follow-ups the examiner can judge; `minutes` None means no clock. `by_model`:
    a language model judges, for at most `budget` tokens in all; None means no limit.
    `interview_on` is the day of the real interview, where the candidate gave it.
    """

    bank: Slug
    bank_title: str
    bank_digest: str
    mode: Mode
    selection: Selection
    topics: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = Field(min_length=1)
    follow_ups: int = Field(default=2, ge=0, le=5)
    minutes: int | None = Field(default=None, ge=1, le=240)
    seed: int = 0
    examiner: str
    probes: tuple[Purpose, ...] = ()
    by_model: bool = False
    budget: int | None = Field(default=None, ge=0)
    interview_on: date | None = None

    @property
    def count(self) -> int:
        """How many questions will be asked."""
        return len(self.choices)


class Related(Record):
    """Another question of the bank that is near in meaning."""

    question_id: Slug
    prompt: str


class _Event(Record):
    """`seq` counts from 0 without gaps; `at` is an aware time in UTC."""

    seq: int = Field(ge=0)
    at: AwareDatetime


class Started(_Event):
    """The interview began."""

    kind: Literal["started"] = "started"
    plan: Plan


class Asked(_Event):
    """The interviewer said `text`.

    A question carries itself whole, so that a later change of its bank never rewrites a grade;
    a probe belongs to the question before it. `point` is the key point a probe is after.
    """

    kind: Literal["asked"] = "asked"
    question_id: Slug
    question: Question | None = None
    text: str
    purpose: Purpose
    point: Slug | None = None
    misconception: Slug | None = None
    why: str = ""
    related: tuple[Related, ...] = ()


class Answered(_Event):
    """The candidate's words, as given but for what no text file can hold (NUL, half characters);
    `seconds` since the question was shown.
    """

    kind: Literal["answered"] = "answered"
    text: str
    seconds: float | None = Field(default=None, ge=0)
    spoken: bool = False


class Hinted(_Event):
    """A hint was given; `level` from 1, each of more help."""

    kind: Literal["hinted"] = "hinted"
    level: int = Field(ge=1)
    text: str


class Skipped(_Event):
    """The candidate passed on what was asked last."""

    kind: Literal["skipped"] = "skipped"


class Graded(_Event):
    """The answer given last was judged."""

    kind: Literal["graded"] = "graded"
    grade: Grade


class Unjudged(_Event):
    """No judgement could be had of the answer given last."""

    kind: Literal["ungraded"] = "ungraded"
    ungraded: Ungraded


class Retried(_Event):
    """The answer given last is to be judged once more."""

    kind: Literal["retried"] = "retried"


class WentOn(_Event):
    """The candidate chose to go on without the missing judgement."""

    kind: Literal["went_on"] = "went_on"


class AskedBack(_Event):
    """The candidate asked what is meant by what was asked last; that is no answer."""

    kind: Literal["asked_back"] = "asked_back"
    text: str


class Clarified(_Event):
    """The interviewer said what is meant; `by` names who worded it."""

    kind: Literal["clarified"] = "clarified"
    text: str
    by: str
    usage: Usage | None = None


class HandedOver(_Event):
    """The built-in examiner judges from here on, with the follow-ups that it can judge."""

    kind: Literal["handed_over"] = "handed_over"
    examiner: str
    probes: tuple[Purpose, ...]
    why: Literal["wished", "budget"]


class Rated(_Event):
    """How sure the candidate was of the answer with that `turn` number: 1 guessing to 4 certain."""

    kind: Literal["rated"] = "rated"
    turn: int = Field(ge=0)
    confidence: int = Field(ge=1, le=4)


class Disputed(_Event):
    """The candidate disagrees with what was found on a key point of a question that is over."""

    kind: Literal["disputed"] = "disputed"
    question_id: Slug
    point: Slug
    reason: str


class Reconsidered(_Event):
    """That key point was judged anew: the `finding`, and the number of the turn its quote is from.

    `finding` None: no judgement could be had, and `why` says why not.
    """

    kind: Literal["reconsidered"] = "reconsidered"
    question_id: Slug
    point: Slug
    finding: Finding | None = None
    turn: int | None = Field(default=None, ge=0)
    by: str
    why: str = ""
    usage: Usage | None = None


class Worded(_Event):
    """A model worded the report's three sentences; `of` names the computed ones it is for.

    `texts` None: nothing it said was taken, and `why` says why not; what it took counts.
    """

    kind: Literal["worded"] = "worded"
    texts: tuple[str, str, str] | None
    of: str
    by: str
    why: str = ""
    usage: Usage | None = None


class Paused(_Event):
    """The clock stands until the next event."""

    kind: Literal["paused"] = "paused"


class Resumed(_Event):
    """The candidate came back from a pause."""

    kind: Literal["resumed"] = "resumed"


class Dropped(_Event):
    """A chosen question could not be asked: its bank has it no longer."""

    kind: Literal["dropped"] = "dropped"
    question_id: Slug


class Finished(_Event):
    """The interview is over."""

    kind: Literal["finished"] = "finished"
    reason: FinishReason


Event = Annotated[
    Started
    | Asked
    | Answered
    | Hinted
    | Skipped
    | Graded
    | Unjudged
    | Retried
    | WentOn
    | AskedBack
    | Clarified
    | HandedOver
    | Rated
    | Disputed
    | Reconsidered
    | Worded
    | Paused
    | Resumed
    | Dropped
    | Finished,
    Field(discriminator="kind"),
]

EVENT: TypeAdapter[Event] = TypeAdapter(Event, config=ConfigDict(hide_input_in_errors=True))
