"""`grade`: answers from standard input, each judged against its own reference."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from interviewer.commands import output
from interviewer.commands.options import ExaminerOption, Home

if TYPE_CHECKING:
    from interviewer.commands.gradeitem import GradeItem
    from interviewer.examiners.offline import OfflineExaminer


def grade(
    *,
    examiner: ExaminerOption = "offline",
    json_: Annotated[  # noqa: ARG001 - said for scripts; there is no other form
        bool, typer.Option("--json", help="Print JSON, one object a line, as is done anyway.")
    ] = False,
    home: Home = None,  # noqa: ARG001 - accepted by every command; nothing is stored here
) -> None:
    """Judge answers given as JSON lines on standard input.

    In: {"id"?, "question", "reference", "answer", "key_points"?: [str]}. Out, in the same order:
    {"id", "score", "label", "findings": [{"point", "verdict", "quote"}], "by"}.
    """
    from interviewer.commands import jsonlines, product
    from interviewer.commands.gradeitem import GradeItem
    from interviewer.examiners.offline import OfflineExaminer
    from knowledge.encoder import Encoder

    product.offline_only(examiner)
    judge = OfflineExaminer(Encoder())
    lines = typer.get_binary_stream("stdin")
    for number, item in jsonlines.read(GradeItem, lines, "standard input"):
        output.record(_graded(judge, item, number))


def _graded(judge: "OfflineExaminer", item: "GradeItem", number: int) -> dict[str, Any]:
    from interviewer.rubric import coverage, label

    question = item.question_at(number)
    given = judge.grade(question, item.answer)
    return {
        "id": item.id,
        "score": coverage(question.key_points, given.findings),
        "label": label(question.key_points, given.findings),
        "findings": [
            {"point": f.point, "verdict": f.verdict.value, "quote": f.quote} for f in given.findings
        ],
        "by": given.by,
    }
