"""`dispute`: have a key point judged anew that the candidate disagrees about."""

from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.commands import output
from interviewer.commands.options import Home
from interviewer.commands.reports import InterviewId

if TYPE_CHECKING:
    from interviewer.report import QuestionReport, Report


def dispute(
    interview: InterviewId,
    question: Annotated[int, typer.Argument(metavar="QUESTION", help="Its number there.")],
    point: Annotated[int, typer.Argument(metavar="POINT", help="The number of the key point.")],
    reason: Annotated[str, typer.Option("--reason", help="Which words show it, and how.")],
    home: Home = None,
) -> None:
    """Have a key point judged anew that you disagree about.

    It is judged once; both verdicts are kept, and the better one counts.
    """
    from interviewer.commands import product
    from interviewer.commands.interviews import found

    engine = product.opened(home).engine
    interview_id = found(engine, interview)
    asked = _question(engine.report(interview_id), question)
    engine.dispute(interview_id, asked.question_id, _point(asked, point), reason)
    made = _question(engine.report(interview_id), question)
    output.paragraph(output.line(made.appeals[-1].text))


def _question(report: "Report", number: int) -> "QuestionReport":
    from interviewer.errors import BadRequest

    for question in report.questions:
        if question.number == number:
            return question
    raise BadRequest(
        f"The interview has no question {number}.", mend=f"It has {len(report.questions)}."
    )


def _point(question: "QuestionReport", number: int) -> str:
    from interviewer.errors import BadRequest

    for point in question.points:
        if point.number == number:
            return point.id
    raise BadRequest(
        f"Question {question.number} has no point {number} that is shown.",
        mend=f"It shows {len(question.points)}.",
    )
