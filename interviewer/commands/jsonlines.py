"""JSON lines coming in, each checked against its model. For the commands alone."""

import json
from collections.abc import Iterable, Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from interviewer.errors import BadRequest

Model = TypeVar("Model", bound=BaseModel)


def read(model: type[Model], lines: Iterable[bytes], name: str) -> Iterator[tuple[int, Model]]:
    """Each object with its line number, from 1; blank lines are passed over.

    Raises BadRequest at the first line that is not UTF-8, not JSON, or not what `model` says.
    """
    for number, raw in enumerate(lines, 1):
        where = f"{name}, line {number}"
        try:
            text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise BadRequest("It is not UTF-8.", where=where, mend="Save it as UTF-8.") from error
        if text.strip():
            yield number, _object(model, text, where)


def _object(model: type[Model], text: str, where: str) -> Model:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadRequest(
            f"It is not JSON ({str(error).split(':')[0]}).",
            where=where,
            mend="Each line is one JSON object.",
        ) from error
    if not isinstance(value, dict):
        raise BadRequest("It is no JSON object.", where=where, mend=_fields(model))
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "the line"
        raise BadRequest(f"{field}: {first['msg']}.", where=where, mend=_fields(model)) from error


def _fields(model: type[BaseModel]) -> str:
    needed = [f'"{n}"' for n, field in model.model_fields.items() if field.is_required()]
    return f"A line holds at least {', '.join(needed)}."
