"""The bank file's format: what a person writes, and how it becomes a bank.

Like `Bank`, with everything left out that can be computed. Only `bankfile` may import it.
"""

from typing import Annotated, Any

from pydantic import ConfigDict, Field, StrictBool, StrictInt

from knowledge.question import (
    Bank,
    KeyPoint,
    Level,
    Line,
    Misconception,
    Own,
    Prose,
    Question,
    Record,
    Slug,
    Source,
    Tag,
    Text,
    Word,
    question_id,
)

Id = Annotated[
    Slug | None, Field(description="Lower-case letters, digits and hyphens; unique among these.")
]


class PointEntry(Record):
    """One thing a full answer says, checkable on its own."""

    id: Id = None
    text: Line = Field(description="What a full answer says, in one sentence.")
    weight: StrictInt = Field(default=1, ge=1, le=5, description="How much it counts, 1 to 5.")
    cue: Line = Field(
        description="How an interviewer points at it without saying it; reads on from "
        "'What about …' and holds no term that only this point has."
    )
    variants: tuple[Line, ...] = Field(
        default=(), max_length=12, description="Other wordings of it, as candidates say it."
    )


class MisconceptionEntry(Record):
    """A wrong belief that answers show, with what is right instead."""

    id: Id = None
    text: Line = Field(description="The wrong belief.")
    correction: Line = Field(description="What is right instead.")
    point: Slug | None = Field(default=None, description="Id of the key point it contradicts.")
    probe: Line | None = Field(
        default=None, description="A question that lets the candidate find out by themselves."
    )
    variants: tuple[Line, ...] = Field(
        default=(), max_length=12, description="Other wordings of the belief."
    )


class SourceEntry(Record):
    """Where a question comes from."""

    document: Line = Field(description="Name of the document.")
    number: str | StrictInt | None = Field(default=None, description="The question's number there.")
    line: StrictInt | None = Field(default=None, ge=1, description="Its first line there, from 1.")


class QuestionEntry(Record):
    """One question with everything an answer to it can be judged against."""

    id: Id = None
    number: StrictInt | None = Field(
        default=None, ge=1, description="Its place in the bank; computed when left out."
    )
    prompt: Text = Field(description="The question, as it is asked.")
    reference: Text = Field(description="A full answer; the candidate sees it only afterwards.")
    key_points: tuple[PointEntry, ...] = Field(
        min_length=1, max_length=12, description="What a full answer says; three to seven are best."
    )
    topic: Line = Field(default="general", description="Questions of one topic share this name.")
    level: Level = Field(default=Level.INTERMEDIATE, description="Experience it expects.")
    misconceptions: tuple[MisconceptionEntry, ...] = Field(
        default=(), description="Wrong beliefs to recognise."
    )
    hints: tuple[Line, ...] = Field(default=(), max_length=5, description="Rising help.")
    source: SourceEntry | None = Field(default=None, description="This file when left out.")
    derived: StrictBool = Field(
        default=False, description="The key points were computed from the reference."
    )
    tags: tuple[Tag, ...] = Field(default=(), max_length=30, description="Words to filter by.")
    points_by: Line | None = Field(
        default=None, description="The model and prompt that wrote the key points."
    )
    reference_by: Line | None = Field(
        default=None, description="The model and prompt that proposed the reference."
    )
    own: tuple[Own, ...] = Field(
        default=(), description="Fields that importing the document again leaves as they are."
    )


class BankEntry(Record):
    """A bank of interview questions with reference answers and key points."""

    model_config = ConfigDict(title="Bank of interview questions")

    id: Slug = Field(description="Short name of the bank: lower-case letters, digits, hyphens.")
    title: Line = Field(description="Name of the bank, as it is shown.")
    description: Prose = Field(default="", description="What the bank is about.")
    language: Word = Field(default="en", description="Language tag of questions and answers.")
    questions: tuple[QuestionEntry, ...] = Field(min_length=1, description="In their order.")
    builtin: StrictBool = Field(default=False, description="Ignored: the program knows its own.")


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a bank file."""
    found = BankEntry.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def ids_of(entry: BankEntry) -> list[str]:
    """The id of every question in order, given or computed from its prompt."""
    return [q.id or question_id(entry.id, q.prompt) for q in entry.questions]


def to_bank(entry: BankEntry, *, document: str, builtin: bool) -> Bank:
    """The bank that `entry` describes; `document` is the source of questions that name none."""
    questions = tuple(
        _question(q, question, number, document)
        for number, (q, question) in enumerate(
            zip(entry.questions, ids_of(entry), strict=True), start=1
        )
    )
    return Bank(
        id=entry.id,
        title=entry.title,
        description=entry.description,
        language=entry.language,
        questions=questions,
        builtin=builtin,
    )


def _question(entry: QuestionEntry, question: str, number: int, document: str) -> Question:
    named = entry.source or SourceEntry(document=document)
    source_number = None if named.number is None else str(named.number)
    return Question(
        id=question,
        number=entry.number or number,
        prompt=entry.prompt,
        reference=entry.reference,
        key_points=tuple(
            KeyPoint(id=p.id or f"k{n}", **p.model_dump(exclude={"id"}))
            for n, p in enumerate(entry.key_points, start=1)
        ),
        topic=entry.topic,
        level=entry.level,
        misconceptions=tuple(
            Misconception(id=m.id or f"m{n}", **m.model_dump(exclude={"id"}))
            for n, m in enumerate(entry.misconceptions, start=1)
        ),
        hints=entry.hints,
        source=Source(document=named.document, number=source_number, line=named.line),
        derived=entry.derived,
        tags=entry.tags,
        points_by=entry.points_by,
        reference_by=entry.reference_by,
        own=entry.own,
    )


def from_bank(bank: Bank) -> dict[str, Any]:
    """The plain data of a bank file that reads back as `bank`; defaults are left out."""
    data = bank.model_dump(mode="json", exclude={"builtin"}, exclude_defaults=True)
    for number, question in enumerate(data["questions"], start=1):
        if question["number"] == number:
            del question["number"]
        question["source"] = dict(question["source"])
    return data
