"""One answer to judge, as it comes in, and the question it is judged against. For `grade`."""

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from interviewer.errors import BadRequest
from knowledge.keypoints import derive
from knowledge.question import KeyPoint, Question, Source


class GradeItem(BaseModel):
    """`id` comes out as it came in; without `key_points` they are derived from the reference."""

    model_config = ConfigDict(strict=True)

    id: str | int | float | None = None
    question: str
    reference: str
    answer: str
    key_points: list[str] | None = Field(default=None, min_length=1)

    def question_at(self, line: int) -> Question:
        """The question it asks; BadRequest names the line where it cannot be one."""
        try:
            return Question(
                id="graded",
                number=1,
                prompt=self.question,
                reference=self.reference,
                key_points=self._points(),
                source=Source(document="standard input", line=line),
                derived=self.key_points is None,
            )
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(map(str, first["loc"]))
            raise BadRequest(
                f"{field}: {first['msg']}.",
                where=f"standard input, line {line}",
                mend="Give a question, a reference and, if any, 1 to 12 key points, none empty.",
            ) from error

    def _points(self) -> tuple[KeyPoint, ...]:
        if self.key_points is None:
            return derive(self.question, self.reference)
        return tuple(
            # Nothing is asked on, so the cue is never said.
            KeyPoint(id=f"k{n}", text=text, cue="what belongs to it")
            for n, text in enumerate(self.key_points, 1)
        )
