"""What a model is asked to return about a question; `reading` decides what of it counts."""

from typing import Any

from pydantic import BaseModel, ConfigDict


def _form_only(schema: dict[str, Any]) -> None:
    """What fields mean is said once, in the prompt."""
    schema.pop("description", None)
    for of_field in schema["properties"].values():
        of_field.pop("title", None)


class _Output(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_extra=_form_only)


class PointOut(_Output):
    """One key point, and the words of the reference that say it."""

    text: str
    quote: str
    weight: int
    cue: str


class BeliefOut(_Output):
    """A wrong belief; `point` counts key points from 1, 0 for none of them."""

    text: str
    correction: str
    point: int
    probe: str


class Improved(_Output):
    """All that judging answers to one question takes."""

    key_points: list[PointOut]
    misconceptions: list[BeliefOut]
    hints: list[str]


class Proposed(_Output):
    """An answer to a question that has none; empty where the model cannot know it."""

    answer: str
