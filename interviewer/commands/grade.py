"""`grade`: answers from standard input, each judged against its own reference."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from interviewer.commands import output
from interviewer.commands.options import ExaminerOption, Home

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.commands.gradeitem import GradeItem
    from interviewer.examiner import Examiner
    from interviewer.rubric import Finding

GRADER = 2
"""Version of the trained grader's judgement of whole answers."""


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
    could be had (of a model; of the offline examiner, which reads English, on an answer in another
    script), score and label are null and "ungraded" says why.
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
    from interviewer.examiners.offline import OfflineExaminer
    from interviewer.rubric import Ungraded, coverage, label

    question = item.question_at(number)
    if question.derived and isinstance(judge, OfflineExaminer):
        unread = judge.unread(question, item.answer)
        whole = None if unread else judge.whole(question, item.answer)
        if whole is not None:
            unsure = ", unsure" if whole.unsure else ""
            return {
                "id": item.id,
                "score": whole.score,
                "label": whole.label,
                "findings": _findings(whole.findings),
                "by": f"{judge.name}, grader/{GRADER}{unsure}",
            }
    given = judged(judge.judge(item.case(question))).outcome
    if isinstance(given, Ungraded):
        output.note(f"{where}, line {number}: not judged: {output.line(given.reason)}")
        nothing: dict[str, Any] = {"score": None, "label": None, "findings": []}
        return {"id": item.id, **nothing, "by": judge.name, "ungraded": given.reason}
    return {
        "id": item.id,
        "score": coverage(question.key_points, given.findings),
        "label": label(question.key_points, given.findings),
        "findings": _findings(given.findings),
        "by": given.by,
    }


def _findings(found: "Sequence[Finding]") -> list[dict[str, Any]]:
    return [{"point": f.point, "verdict": f.verdict.value, "quote": f.quote} for f in found]
