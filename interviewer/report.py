"""An interview becomes a report: from its events alone, without a model, at any time. Pure.

`Report` is what pages, renderers and the command line show; its parts are given out from here.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Literal

from pydantic import Field

from interviewer.events import Worded
from interviewer.interview import Interview
from interviewer.reporting.actions import actions
from interviewer.reporting.attempts import Attempt, beside
from interviewer.reporting.calibration import calibration
from interviewer.reporting.dimensions import overall
from interviewer.reporting.header import header
from interviewer.reporting.heatmap import heatmap
from interviewer.reporting.progress import progress
from interviewer.reporting.questions import closed, of_round
from interviewer.reporting.record import (
    AppealReport,
    Before,
    DimensionReport,
    Earlier,
    Evidence,
    Gain,
    MisconceptionReport,
    PointReport,
    QuestionReport,
    Quote,
    State,
    Status,
    TurnReport,
)
from interviewer.reporting.rewording import digest, holds
from interviewer.reporting.sentences import sentences
from interviewer.reporting.summary import (
    Action,
    Calibration,
    Cell,
    Counts,
    Header,
    HeatRow,
    PractiseTopic,
    Progress,
    Rating,
    RetryQuestion,
    ReviewQuestions,
    Sentence,
    StartAnother,
    Sureness,
)
from knowledge.question import Record


class Report(Record):
    """Everything an interview shows so far.

    `score` and `unaided` (first answers alone) are means over the questions that are over, 0 to 1:
    a skipped one counts 0, one that could not be judged is left out; None when nothing was judged.
    """

    schema_version: Literal["2"] = "2"
    header: Header
    score: float | None = Field(default=None, ge=0, le=1)
    unaided: float | None = Field(default=None, ge=0, le=1)
    sentences: tuple[Sentence, ...]
    dimensions: tuple[DimensionReport, ...]
    heatmap: tuple[HeatRow, ...]
    questions: tuple[QuestionReport, ...]
    calibration: Calibration | None = None
    progress: Progress | None = None
    actions: tuple[Action, ...] = Field(default=(), max_length=3)


def report(
    interview: Interview,
    *,
    interview_id: str,
    previous: "Report | None" = None,
    attempts: Mapping[str, Attempt] = MappingProxyType({}),
) -> Report:
    """The report of an interview in any state; also of one that has hardly begun.

    `previous` is the last report to compare with; one of another bank is passed over. `attempts`
    are the last ones at its questions, by their ids.
    """
    over = replace(interview, rounds=tuple(r for r in interview.rounds if closed(interview, r)))
    finished = interview.finished is not None
    chosen = {c.question_id: c.why for c in interview.plan.choices}
    questions = tuple(
        beside(
            of_round(r, number, closed=closed(interview, r), why=chosen.get(r.question.id, "")),
            attempts.get(r.question.id),
        )
        for number, r in enumerate(interview.rounds, 1)
    )
    head = header(interview, questions, interview_id)
    rated = calibration(questions)
    todo = actions(questions, rated, finished=finished)
    return Report(
        header=head,
        score=over.score,
        unaided=over.unaided,
        sentences=_worded(
            sentences(questions, todo, head.counts, finished=finished), interview.worded
        ),
        dimensions=overall(over.rounds, questions),
        heatmap=heatmap(questions),
        questions=questions,
        calibration=rated,
        progress=_beside(previous, (head, over.score, questions)),
        actions=todo,
    )


def _worded(computed: tuple[Sentence, ...], worded: Worded | None) -> tuple[Sentence, ...]:
    """The sentences in a model's words, where those were found for these very sentences."""
    texts = [s.text for s in computed]
    if worded is None or worded.texts is None or worded.of != digest(texts):
        return computed
    return tuple(
        s
        if text == s.text or not holds(s.text, text)
        else s.model_copy(update={"text": text, "computed": s.text, "by": worded.by})
        for s, text in zip(computed, worded.texts, strict=True)
    )


def _beside(
    previous: Report | None, now: tuple[Header, float | None, tuple[QuestionReport, ...]]
) -> Progress | None:
    if previous is None:
        return None
    return progress((previous.header, previous.score, previous.questions), now)


__all__ = [
    "Action",
    "AppealReport",
    "Attempt",
    "Before",
    "Calibration",
    "Cell",
    "Counts",
    "DimensionReport",
    "Earlier",
    "Evidence",
    "Gain",
    "Header",
    "HeatRow",
    "MisconceptionReport",
    "PointReport",
    "PractiseTopic",
    "Progress",
    "QuestionReport",
    "Quote",
    "Rating",
    "Report",
    "RetryQuestion",
    "ReviewQuestions",
    "Sentence",
    "StartAnother",
    "State",
    "Status",
    "Sureness",
    "TurnReport",
    "of_round",
    "report",
]
