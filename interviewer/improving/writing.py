"""The messages of one call about a question, and what such calls take. Pure but for prompts."""

from collections.abc import Iterable
from dataclasses import dataclass

from interviewer.costs import price
from interviewer.examiners.fencing import line, neutral
from interviewer.models.tally import estimated
from interviewer.rubric import Usage
from knowledge.question import Question
from prompts import load

_REFERENCE = 6_000  # characters of a reference that are sent
_POINTS_OUT = 650  # tokens of a usual reply with five points
_ANSWER_OUT = 250


@dataclass(frozen=True, slots=True)
class Written:
    """The two messages of one call: what holds always, and what is asked this time."""

    rules: str
    case: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """What some calls will take, about; `dollars` is None where the model has no known price."""

    calls: int
    tokens_in: int
    tokens_out: int
    dollars: float | None


def improving(question: Question) -> Written:
    """What a model is sent to write key points, misconceptions and hints of a question."""
    said = load("improve_case").render(
        prompt=line(question.prompt),
        topic=line(question.topic),
        level=question.level.value,
        reference=neutral(question.reference)[:_REFERENCE],
    )
    return Written(load("improve_rules").render(), said)


def proposing(prompt: str, topic: str) -> Written:
    """What a model is sent to answer a question that has no answer."""
    said = load("propose_case").render(prompt=line(prompt), topic=line(topic))
    return Written(load("propose_rules").render(), said)


def improved_by(model: str) -> str:
    """Model and prompt, as written into questions."""
    return f"{model} {load('improve_rules').id}"


def proposed_by(model: str) -> str:
    """The same of a proposed answer."""
    return f"{model} {load('propose_rules').id}"


def estimate_points(questions: Iterable[Question], model: str, *, local: bool) -> Estimate:
    """What improving these questions takes."""
    return _estimate([improving(q) for q in questions], _POINTS_OUT, model, local=local)


def estimate_answers(prompts: Iterable[str], model: str, *, local: bool) -> Estimate:
    """What proposing answers to these prompts takes."""
    return _estimate([proposing(p, "general") for p in prompts], _ANSWER_OUT, model, local=local)


def _estimate(calls: list[Written], out: int, model: str, *, local: bool) -> Estimate:
    sent = sum(estimated(w.rules) + estimated(w.case) for w in calls)
    received = out * len(calls)
    usage = Usage(model=model, calls=len(calls), tokens_in=sent, tokens_out=received)
    known = price(model)
    dollars = 0.0 if local else known.of(usage) if known else None
    return Estimate(len(calls), sent, received, dollars)
