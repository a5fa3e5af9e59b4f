"""One answer to judge, as it comes in, and the question it is judged against. For the commands."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from interviewer.engine import LONGEST_ANSWER
from interviewer.events import Answered, Asked, Mode, Purpose
from interviewer.examiner import Case
from interviewer.interview import Round, Turn
from knowledge.keypoints import derive
from knowledge.question import KeyPoint, Line, Question, Source, Text


class GradeItem(BaseModel):
    """`id` comes out as it came in; without `key_points` they are derived from the reference."""

    model_config = ConfigDict(strict=True, allow_inf_nan=False)

    id: str | int | float | None = None
    question: Text
    reference: Text
    answer: Annotated[str, Field(max_length=LONGEST_ANSWER)]
    key_points: Annotated[list[Line], Field(min_length=1, max_length=12)] | None = None

    def question_at(self, line: int) -> Question:
        """The question it asks, `line` being where it came from."""
        return Question(
            id="graded",
            number=1,
            prompt=self.question,
            reference=self.reference,
            key_points=self._points(),
            source=Source(document="standard input", line=line),
            derived=self.key_points is None,
        )

    def case(self, question: Question) -> Case:
        """The answer to that question as an examiner gets it; nothing is asked on."""
        at = datetime.fromtimestamp(0, UTC)
        asked = Asked(
            seq=0,
            at=at,
            question_id=question.id,
            question=question,
            text=question.prompt,
            purpose=Purpose.QUESTION,
        )
        turn = Turn(asked, Answered(seq=1, at=at, text=self.answer))
        return Case(Round(question, (turn,)), Mode.INTERVIEW, lambda _: ())

    def _points(self) -> tuple[KeyPoint, ...]:
        if self.key_points is None:
            return derive(self.question, self.reference)
        return tuple(
            # Nothing is asked on, so the cue is never said.
            KeyPoint(id=f"k{n}", text=text, cue="what belongs to it")
            for n, text in enumerate(self.key_points, 1)
        )


class GradedItem(GradeItem):
    """The same with the mark that people gave it, 0 to 1, and their word for it if there is one."""

    score: Annotated[float, Field(ge=0, le=1)]
    label: str | None = None
