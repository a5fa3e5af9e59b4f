"""What a report says about the whole interview. Pure; `interviewer.report` gives all of it out."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from interviewer.events import FinishReason, Mode, Selection
from interviewer.reporting.record import Quote, State, Status
from knowledge.question import Record

DISCLAIMER = "A practice estimate, not a hiring verdict."


class Counts(Record):
    """How many questions; `asked` is the sum of judged, skipped, unjudged and open."""

    planned: int
    asked: int
    answered: int
    judged: int
    skipped: int
    unjudged: int
    open: int


class Header(Record):
    """Which interview this is and how it was held: with bank, selection, seed, clock (`minutes`),
    the most `follow_ups` a question and `budget` of tokens, the same can be held again.

    `examiners` are those that judged; `handed_over` says why the built-in one took over from a
    model. `calls` and tokens are what a model took, `tokens` in and out together; None where none
    was called. `cost` in US dollars, at the prices of `prices_as_of`, is None also where a model
    has no known price; those models are `unpriced`. `finish` None means that it is not over.
    `duration` in seconds, pauses left out.
    """

    interview_id: str
    started_at: datetime
    duration: float = Field(ge=0)
    mode: Mode
    bank: str
    bank_title: str
    bank_digest: str
    selection: Selection
    topics: tuple[str, ...] = ()
    seed: int
    minutes: int | None = None
    follow_ups: int | None = None
    budget: int | None = None
    interview_on: date | None = None
    examiner: str
    examiners: tuple[str, ...] = ()
    counts: Counts
    finish: FinishReason | None = None
    handed_over: Literal["wished", "budget"] | None = None
    calls: int = 0
    tokens: int | None = None
    tokens_in: int | None = None
    tokens_cached: int | None = None
    tokens_out: int | None = None
    estimated: bool = False
    cost: float | None = None
    prices_as_of: date | None = None
    unpriced: tuple[str, ...] = ()
    disclaimer: str = DISCLAIMER


class Sentence(Record):
    """One of the three that come first, after its label; it carries a quote, or a count.

    `text` is computed, or says the same in a model's words; then `computed` is the first and `by`
    names who worded it.
    """

    kind: Literal["evidence", "gap", "next"]
    label: str
    text: str
    question: int | None = None
    quote: Quote | None = None
    computed: str | None = None
    by: str | None = None


class Cell(Record):
    """One key point in the heat-map."""

    point: str
    text: str
    state: State
    sign: str
    word: str
    aided: bool = False


class HeatRow(Record):
    """One question in the heat-map; no cells while it is open."""

    number: int
    question_id: str
    topic: str
    prompt: str
    status: Status
    score: float | None = None
    cells: tuple[Cell, ...] = ()


class Rating(Record):
    """How sure the candidate was of a first answer (1-4), and what it was worth (0 to 1)."""

    question: int
    question_id: str
    confidence: int = Field(ge=1, le=4)
    score: float


class Sureness(Record):
    """All first answers of one confidence: how many, and their mean score."""

    confidence: int = Field(ge=1, le=4)
    word: str
    n: int
    score: float | None = None


class Calibration(Record):
    """How sure against how right. `confident_gaps` and `unsure_hits` are question numbers."""

    ratings: tuple[Rating, ...] = Field(min_length=1)
    table: tuple[Sureness, ...]
    confident_gaps: tuple[int, ...] = ()
    unsure_hits: tuple[int, ...] = ()
    text: str


class Progress(Record):
    """Beside an earlier interview on the same bank; `questions` were asked in both."""

    interview_id: str
    started_at: datetime
    score_before: float
    score_after: float
    questions: int
    better: int
    worse: int
    text: str


class RetryQuestion(Record):
    """Answer that question again."""

    kind: Literal["retry_question"] = "retry_question"
    label: str
    why: str
    question_id: str


class PractiseTopic(Record):
    """An interview on that topic."""

    kind: Literal["practise_topic"] = "practise_topic"
    label: str
    why: str
    topic: str


class ReviewQuestions(Record):
    """Read those questions with their references."""

    kind: Literal["review_questions"] = "review_questions"
    label: str
    why: str
    question_ids: tuple[str, ...]


class StartAnother(Record):
    """Another interview on the same plan."""

    kind: Literal["start_another"] = "start_another"
    label: str
    why: str


Action = Annotated[
    RetryQuestion | PractiseTopic | ReviewQuestions | StartAnother, Field(discriminator="kind")
]
