"""`grade`: answers from standard input, each judged against its own reference."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from interviewer.commands import output
from interviewer.commands.options import ExaminerOption, Home

if TYPE_CHECKING:
    from interviewer.commands.gradeitem import GradeItem
    from interviewer.examiner import Examiner


def grade(
    *,
    examiner: ExaminerOption = "offline",
    json_: Annotated[  # noqa: ARG001 - said for scripts; there is no other form
        bool, typer.Option("--json", help="Print JSON, one object a line, as is done anyway.")
    ] = False,
    home: Home = None,
) -> None:
    """Judge answers given as JSON lines on standard input.

    In: {"id"?, "question", "reference", "answer", "key_points"?: [str]}. Out, in the same order:
    {"id", "score", "label", "findings": [{"point", "verdict", "quote"}], "by"}; where no judgement
    could be had of a model, score and label are null and "ungraded" says why.
    """
    from interviewer import logs
    from interviewer.commands import jsonlines, product
    from interviewer.commands.gradeitem import GradeItem
    from interviewer.wiring import examiner_alone

    settings = product.configured(home)
    logs.to_standard_error(settings.log_level)
    if examiner == "llm":
        settings = product.with_model(settings)
    judge = examiner_alone(settings, model=examiner == "llm")
    if judge is None:
        raise product.no_model("")
    lines = typer.get_binary_stream("stdin")
    for number, item in jsonlines.read(GradeItem, lines, "standard input"):
        output.record(graded(judge, item, number))


def graded(
    judge: "Examiner", item: "GradeItem", number: int, where: str = "standard input"
) -> dict[str, Any]:
    """The object that is printed for one line; `where` and `number` say which it was."""
    from interviewer.examiner import judged
    from interviewer.rubric import Ungraded, coverage, label

    question = item.question_at(number)
    given = judged(judge.judge(item.case(question))).outcome
    if isinstance(given, Ungraded):
        output.note(f"{where}, line {number}: not judged: {output.line(given.reason)}")
        nothing: dict[str, Any] = {"score": None, "label": None, "findings": []}
        return {"id": item.id, **nothing, "by": judge.name, "ungraded": given.reason}
    return {
        "id": item.id,
        "score": coverage(question.key_points, given.findings),
        "label": label(question.key_points, given.findings),
        "findings": [
            {"point": f.point, "verdict": f.verdict.value, "quote": f.quote} for f in given.findings
        ],
        "by": given.by,
    }
