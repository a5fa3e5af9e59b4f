"""What a model is asked to return, as schemas; `judge_reading` decides what of it counts.

Only the form is sent to the model. The order of fields is the order in which they are written:
the reply first, because somebody waits for it. No field has a default: strict modes want all.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


def _form_only(schema: dict[str, Any]) -> None:
    """What fields mean is said once, in the prompt."""
    schema.pop("description", None)
    for of_field in schema["properties"].values():
        of_field.pop("title", None)


class _Output(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_extra=_form_only)


class PointVerdict(_Output):
    """On one key point; the quote is empty when it is missed."""

    id: str
    verdict: Literal["covered", "partial", "missed", "contradicted"]
    quote: str


class Level(_Output):
    """In one dimension, with its evidence."""

    level: Literal[1, 2, 3, 4]
    quote: str
    why: str


class Dimensions(_Output):
    """Those that verdicts do not show; None without evidence."""

    depth: Level | None
    application: Level | None
    communication: Level | None


class Judged(_Output):
    """One judgement of one answer."""

    reply: str
    probe: str
    verdicts: list[PointVerdict]
    dimensions: Dimensions
    misconception: str | None
    beyond: str
    feedback: str


class Summed(_Output):
    """Three sentences of a report in other words."""

    evidence: str
    gap: str
    next: str


class Repaired(_Output):
    """Verdicts on the points whose first verdict did not hold."""

    verdicts: list[PointVerdict]
