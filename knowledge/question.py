"""A question with everything an answer to it can be judged against.

Pure: only pydantic and the standard library. Everybody may import it.
"""

import hashlib
import unicodedata
from enum import StrEnum
from typing import Annotated, Any, Final, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)


def _without_nul(text: str) -> str:
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")


# PostgreSQL takes no NUL, and a document may hold one.
_STORABLE = AfterValidator(_without_nul)

Storable = Annotated[str, _STORABLE]
Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000), _STORABLE
]
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600), _STORABLE
]
Tag = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=r"^\S+$"),
    _STORABLE,
]
Word = Annotated[str, StringConstraints(max_length=60), _STORABLE]
Prose = Annotated[str, StringConstraints(max_length=4_000), _STORABLE]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]


class Record(BaseModel):
    """Base of everything kept: frozen, and a field that nobody knows is an error."""

    # What was refused may be an answer or a key, and errors are logged.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    def model_post_init(self, _context: Any, /) -> None:
        """Shares what Pydantic notes of it: which fields were given, in a set for each record.

        Those sets were half of what an interview takes in memory. None is ever changed, as all
        records are frozen; a copy has a set of its own.
        """
        given = self.__pydantic_fields_set__
        if len(_GIVEN) < _KINDS:
            given = _GIVEN.setdefault(frozenset(given), given)
        else:
            given = _GIVEN.get(frozenset(given), given)
        object.__setattr__(self, "__pydantic_fields_set__", given)


_GIVEN: Final[dict[frozenset[str], set[str]]] = {}
_KINDS: Final = 2_000
"""Sets kept to be shared: a few for each kind of record, unless a file is made to differ."""


class Level(StrEnum):
    """How much experience a question expects."""

    BASIC = "basic"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class KeyPoint(Record):
    """One thing a full answer says, checkable on its own.

    `variants` are other wordings of the same, as candidates say it; the best match counts.
    `cue` is how an interviewer may point at it without saying it; it reads well after
    "What about …" and never holds a term that only this point has.
    """

    id: Slug
    text: Line
    weight: int = Field(default=1, ge=1, le=5)
    cue: Line
    variants: tuple[Line, ...] = Field(default=(), max_length=12)


class Misconception(Record):
    """A wrong belief that answers show, with what is right instead.

    `variants` are other wordings of the same belief, as candidates say it.
    `point` is the key point it contradicts; `probe` is one question that lets the candidate
    find out, without giving the correction away.
    """

    id: Slug
    text: Line
    correction: Line
    point: Slug | None = None
    probe: Line | None = None
    variants: tuple[Line, ...] = Field(default=(), max_length=12)


class Own(StrEnum):
    """What a user may set of a question."""

    PROMPT = "prompt"
    REFERENCE = "reference"
    KEY_POINTS = "key_points"
    HINTS = "hints"
    MISCONCEPTIONS = "misconceptions"
    TOPIC = "topic"
    LEVEL = "level"


class Source(Record):
    """Where a question comes from: document, its number there, its first line (from 1)."""

    document: Line
    number: Storable | None = None
    line: int | None = Field(default=None, ge=1)

    def __str__(self) -> str:
        number = f" {self.number}" if self.number else ""
        line = f", line {self.line}" if self.line else ""
        return f"{self.document}{number}{line}"


_LATER = ("tags", "points_by", "reference_by", "own")  # unset, they leave old digests as they were


class Question(Record):
    """One question of a bank. `number` is its place there, from 1.

    `derived` says that the key points were computed from the reference, not written by a person.
    `points_by` and `reference_by` name the model and prompt that wrote or proposed them. `own`
    are the names of the fields that the user has set, which importing its document again leaves.
    """

    id: Slug
    number: int = Field(ge=1)
    prompt: Text
    reference: Text
    key_points: tuple[KeyPoint, ...] = Field(min_length=1, max_length=12)
    topic: Line = "general"
    level: Level = Level.INTERMEDIATE
    misconceptions: tuple[Misconception, ...] = ()
    hints: tuple[Line, ...] = Field(default=(), max_length=5)
    source: Source
    derived: bool = False
    tags: tuple[Tag, ...] = Field(default=(), max_length=30)
    points_by: Line | None = None
    reference_by: Line | None = None
    own: tuple[Own, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique_and_known(self) -> Self:
        for what, ids in (
            ("key point", [p.id for p in self.key_points]),
            ("misconception", [m.id for m in self.misconceptions]),
        ):
            twice = sorted({i for i in ids if ids.count(i) > 1})
            if twice:
                raise ValueError(f"the {what} id {twice[0]!r} is used twice; give each its own")
        known = {p.id for p in self.key_points}
        for m in self.misconceptions:
            if m.point is not None and m.point not in known:
                raise ValueError(
                    f"misconception {m.id!r} names the key point {m.point!r}, "
                    f"which is not among {', '.join(sorted(known))}"
                )
        return self

    def point(self, point_id: str) -> KeyPoint:
        """The key point of that id; KeyError when the question has none."""
        for p in self.key_points:
            if p.id == point_id:
                return p
        raise KeyError(point_id)

    def misconception(self, misconception_id: str) -> Misconception:
        """The misconception of that id; KeyError when the question has none."""
        for m in self.misconceptions:
            if m.id == misconception_id:
                return m
        raise KeyError(misconception_id)

    @property
    def weight(self) -> int:
        """The weights of all key points together."""
        return sum(p.weight for p in self.key_points)

    @property
    def digest(self) -> str:
        """Hex SHA-256 of the whole content: it changes exactly when the question does."""
        unset = {name for name in _LATER if not getattr(self, name)}
        return hashlib.sha256(self.model_dump_json(exclude=unset).encode()).hexdigest()

    @property
    def text_digest(self) -> str:
        """Hex SHA-256 of prompt and reference: what search by meaning knows of the question."""
        return hashlib.sha256(f"{self.prompt}\0{self.reference}".encode()).hexdigest()


class Bank(Record):
    """A named list of questions; what one document becomes."""

    id: Slug
    title: Line
    description: Prose = ""
    language: Word = "en"
    questions: tuple[Question, ...] = Field(min_length=1)
    builtin: bool = False

    @model_validator(mode="after")
    def _question_ids_are_unique(self) -> Self:
        seen: set[str] = set()
        for q in self.questions:
            if q.id in seen:
                raise ValueError(f"the question id {q.id!r} is used twice; give each its own")
            seen.add(q.id)
        return self

    def question(self, question_id: str) -> Question | None:
        """The question of that id, or None when the bank has it no longer."""
        return next((q for q in self.questions if q.id == question_id), None)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics in order of first appearance."""
        return tuple(dict.fromkeys(q.topic for q in self.questions))

    @property
    def digest(self) -> str:
        """Hex SHA-256 over all questions, in order."""
        return hashlib.sha256("".join(q.digest for q in self.questions).encode()).hexdigest()

    @property
    def text_digest(self) -> str:
        """Hex SHA-256 over ids and texts of all questions, in order: what an index depends on."""
        said = "".join(f"{q.id}{q.text_digest}" for q in self.questions)
        return hashlib.sha256(said.encode()).hexdigest()

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags in order of first appearance."""
        return tuple(dict.fromkeys(t for q in self.questions for t in q.tags))


def question_id(bank_id: str, prompt: str) -> str:
    """A stable id, sixteen hex digits of bank and text: case, spacing and typography aside."""
    folded = " ".join(unicodedata.normalize("NFKC", prompt).casefold().split())
    return hashlib.sha256(f"{bank_id}\0{folded}".encode()).hexdigest()[:16]
