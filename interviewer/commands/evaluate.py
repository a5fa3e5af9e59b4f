"""`evaluate`: the examiner beside people who graded the same answers."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from interviewer.commands import output
from interviewer.commands.options import ExaminerOption, Home, Json

if TYPE_CHECKING:
    from interviewer.agreement import Classes
    from interviewer.examiner import Examiner

_FILE = typer.Argument(
    metavar="FILE", exists=True, dir_okay=False, help="Graded answers, one JSON object a line."
)
_TWO = ("correct", "incorrect")
_THREE = ("correct", "contradictory", "incorrect")
_CORRECT = 0.75  # given marks from which an answer without a label counts as correct


def evaluate(
    file: Annotated[Path, _FILE],
    *,
    examiner: ExaminerOption = "offline",
    json_: Json = False,
    home: Home = None,
) -> None:
    """Measure the examiner on answers that people have graded.

    Lines as for `grade` with "score", 0 to 1, and where there is one "label" (correct,
    contradictory, and what else there is counts as incorrect). Prints accuracy, macro-F1,
    Pearson r, RMSE, weighted kappa, confusion and calibration.
    """
    from interviewer import logs
    from interviewer.commands import product
    from interviewer.wiring import examiner_alone

    settings = product.configured(home)
    logs.to_standard_error(settings.log_level)
    judge = examiner_alone(settings, model=examiner == "llm")
    if judge is None:
        raise product.no_model("")
    measured = _measured(judge, file)
    if json_:
        output.record(measured)
    else:
        _show(measured)


def _measured(judge: "Examiner", file: Path) -> dict[str, Any]:
    """Everything that is printed, of all lines that could be judged; BadRequest when none could."""
    from interviewer import agreement
    from interviewer.commands import jsonlines
    from interviewer.commands.grade import graded
    from interviewer.commands.gradeitem import GradedItem
    from interviewer.errors import BadRequest

    items: list[GradedItem] = []
    made: list[dict[str, Any]] = []
    ungraded = 0
    with file.open("rb") as lines:
        for number, item in jsonlines.read(GradedItem, lines, file.name):
            result = graded(judge, item, number, file.name)
            if result["score"] is None:
                ungraded += 1
                continue
            items.append(item)
            made.append(result)
    if not items:
        raise BadRequest(
            "No answer was judged.", where=file.name, mend="Give at least one graded answer."
        )
    given, found = [i.score for i in items], [m["score"] for m in made]
    bins = agreement.calibration(given, found)
    two = agreement.classes(
        [_two(i.label or ("correct" if i.score >= _CORRECT else "incorrect")) for i in items],
        [_two(m["label"]) for m in made],
        _TWO,
    )
    labelled = [(i.label, m["label"]) for i, m in zip(items, made, strict=True) if i.label]
    three = (
        agreement.classes(
            [_three(g) for g, _ in labelled], [_three(f) for _, f in labelled], _THREE
        )
        if labelled
        else None
    )
    return {
        "answers": len(items),
        "ungraded": ungraded,
        "by": judge.name,
        "two_way": _classes(two),
        "three_way": _classes(three) if three else None,
        "pearson": agreement.pearson(given, found),
        "rmse": agreement.rmse(given, found),
        "weighted_kappa": agreement.weighted_kappa(given, found),
        "calibration": [
            {"from": b.low, "to": b.high, "answers": b.count, "found": b.found, "given": b.given}
            for b in bins
        ],
        "calibration_error": agreement.calibration_error(bins),
    }


def _two(label: str) -> str:
    return "correct" if label == "correct" else "incorrect"


def _three(label: str) -> str:
    return label if label in _THREE else "incorrect"


def _classes(found: "Classes") -> dict[str, Any]:
    return {
        "accuracy": found.accuracy,
        "macro_f1": found.macro_f1,
        "confusion": {given: dict(row) for given, row in found.confusion.items()},
    }


def _show(measured: dict[str, Any]) -> None:
    rows = [["answers", str(measured["answers"])]]
    if measured["ungraded"]:
        rows.append(["not judged", str(measured["ungraded"])])
    for title, key in (("right or wrong", "two_way"), ("three classes", "three_way")):
        if measured[key]:
            rows.append([f"{title}: accuracy", _figure(measured[key]["accuracy"])])
            rows.append([f"{title}: macro-F1", _figure(measured[key]["macro_f1"])])
    for title, key in (
        ("Pearson r", "pearson"),
        ("RMSE", "rmse"),
        ("weighted kappa", "weighted_kappa"),
        ("calibration error", "calibration_error"),
    ):
        rows.append([title, _figure(measured[key])])
    output.say(output.line(measured["by"]))
    output.table(rows)
    confusion = (measured["three_way"] or measured["two_way"])["confusion"]
    output.say("\nlabelled, and found to be")
    output.table(_confusion(confusion))
    output.say("\nmarks found, and given by people")
    output.table(
        [
            [
                f"{b['from']:.1f}-{b['to']:.1f}",
                _figure(b["found"]),
                _figure(b["given"]),
                f"{b['answers']} answers",
            ]
            for b in measured["calibration"]
        ]
    )


def _confusion(confusion: dict[str, dict[str, int]]) -> Sequence[Sequence[str]]:
    names = list(confusion)
    return [["", *names], *([one, *(str(confusion[one][n]) for n in names)] for one in names)]


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
