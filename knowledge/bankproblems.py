"""What is wrong with a bank file, in plain words. Only `bankfile` may import it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from knowledge import bankformat
from knowledge.yamltext import Path, Place

_ENTRIES: dict[str, type[BaseModel]] = {
    "": bankformat.BankEntry,
    "questions": bankformat.QuestionEntry,
    "key_points": bankformat.PointEntry,
    "misconceptions": bankformat.MisconceptionEntry,
    "source": bankformat.SourceEntry,
}
_SLUG = "Use lower-case letters, digits and hyphens, at most 63, a letter or digit first."


@dataclass(frozen=True, slots=True)
class Problem:
    """A field, what is wrong with it and what would mend it.

    `first` is the path of another value whose line belongs into the message, put for `{line}`.
    """

    path: Path
    message: str
    mend: str
    first: Path | None = None

    def what(self, place: Place) -> str:
        """The message, with the line of the other value when there is one."""
        if self.first is None:
            return self.message
        return self.message.replace("{line}", f"line {place.line_of(self.first)}")


def of_validation(error: ValidationError) -> list[Problem]:
    """One problem for each value that pydantic refused."""
    seen: dict[Path, Problem] = {}
    for e in error.errors(include_url=False, include_context=True):
        if e["type"] == "too_short" and e["input"]:
            continue  # there are entries; each has a problem of its own
        path = _path(e["loc"])
        seen.setdefault(path, _problem(e["type"], path, e.get("ctx", {}), e["input"]))
    return list(seen.values())


def of_ids(data: Any, ids: list[str] | None = None) -> list[Problem]:
    """Ids given twice among questions, key points or misconceptions, and points nobody knows.

    `data` may be of any shape; `ids` are the questions' ids with the computed ones, if known.
    """
    questions = _entries(data, "questions")
    found = list(_twice("question id", ("questions",), ids or [_id(q) for q in questions]))
    found = [_same_prompt(p) if ids and not _has_id(p, questions) else p for p in found]
    for n, question in enumerate(questions):
        at: Path = ("questions", n)
        points = [_id(p, f"k{i}") for i, p in enumerate(_entries(question, "key_points"), 1)]
        beliefs = _entries(question, "misconceptions")
        found += _twice("key point id", (*at, "key_points"), points)
        found += _twice(
            "misconception id",
            (*at, "misconceptions"),
            [_id(m, f"m{i}") for i, m in enumerate(beliefs, 1)],
        )
        for i, belief in enumerate(beliefs):
            named = belief.get("point")
            if isinstance(named, str) and points and named not in points:
                known = ", ".join(str(p) for p in points)
                found.append(
                    Problem(
                        (*at, "misconceptions", i, "point"),
                        f"there is no key point {named!r}",
                        f"This question has {known}.",
                    )
                )
    return found


def _has_id(problem: Problem, questions: list[dict[str, Any]]) -> bool:
    return _id(questions[int(problem.path[-1])]) is not None


def _same_prompt(problem: Problem) -> Problem:
    """Ids computed from prompts are not the user's words; the prompt is."""
    mend = "Delete one, or give one an `id`."
    return replace(problem, message="the same prompt stands twice, first on {line}", mend=mend)


def _path(loc: Iterable[int | str]) -> Path:
    """The path in the file: pydantic adds a step for the arm of a union, which is none."""
    return tuple(s for s in loc if isinstance(s, int) or s not in {"str", "int"})


def _problem(kind: str, path: Path, context: dict[str, Any], value: Any) -> Problem:
    name = str(path[-1]) if path else ""
    if kind == "missing":
        return Problem(path, "the field is missing", f"Add `{name}:`.")
    if kind == "extra_forbidden":
        known = list(_entry(path).model_fields)
        near = get_close_matches(name, known, n=1, cutoff=0.5)
        mend = f"Did you mean `{near[0]}`?" if near else f"Known are {', '.join(known)}."
        return Problem(path, f"nobody knows the field {name!r}", mend)
    return Problem(path, *(_out_of_bounds(kind, context, value) or _wrong_shape(kind, value)))


def _out_of_bounds(kind: str, context: dict[str, Any], value: Any) -> tuple[str, str] | None:
    """What is wrong with a value of the right shape, and what mends it; None for other kinds."""
    most = context.get("max_length")
    match kind:
        case "string_too_short":
            return "the text is empty", "Write some."
        case "string_too_long":
            return f"the text is longer than {most} characters", "Shorten it."
        case "string_pattern_mismatch":
            return f"{value!r} cannot be an id", _SLUG
        case "enum":
            return f"{value!r} is not among them", f"Use {context['expected']}."
        case "greater_than_equal":
            return f"{value!r} is too small", f"It must be at least {context['ge']}."
        case "less_than_equal":
            return f"{value!r} is too large", f"It must be at most {context['le']}."
        case "too_short":
            return "the list is empty", "It needs at least one entry."
        case "too_long":
            return "the list is too long", f"Keep {most} entries."
    return None


def _wrong_shape(kind: str, value: Any) -> tuple[str, str]:
    expected, mend = {
        "string_type": (
            "text is expected",
            "Write some." if value is None else "Put it in quotes.",
        ),
        "int_type": ("a whole number is expected", "Write it without quotes."),
        "bool_type": ("true or false is expected", "Write it without quotes."),
        "tuple_type": ("a list is expected", "Start each entry with '- '."),
        "model_type": ("fields are expected", "Write `name: value` lines."),
    }.get(kind, ("this cannot be", "See bank.schema.json for what can."))
    return f"{expected}, not {_shape(value)}", mend


def _shape(value: Any) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return f"the truth value {str(value).lower()}"
        case int():
            return f"the number {value}"
        case list():
            return "a list"
        case dict():
            return "a mapping of fields"
    return f"{str(value)[:60]!r}"


def _entry(path: Path) -> type[BaseModel]:
    around = [s for s in path[:-1] if isinstance(s, str)]
    return _ENTRIES.get(around[-1] if around else "", bankformat.BankEntry)


def _entries(data: Any, name: str) -> list[dict[str, Any]]:
    """The mappings listed under `name`; positions are kept, all else counts as empty."""
    listed = data.get(name) if isinstance(data, dict) else None
    return [e if isinstance(e, dict) else {} for e in listed] if isinstance(listed, list) else []


def _id(entry: dict[str, Any], otherwise: str | None = None) -> str | None:
    found = entry.get("id")
    return found if isinstance(found, str) else otherwise


def _twice(what: str, at: Path, ids: list[str | None] | list[str]) -> Iterable[Problem]:
    first: dict[str, int] = {}
    for n, i in enumerate(ids):
        if i is None:
            continue
        if i in first:
            yield Problem(
                (*at, n),
                f"the {what} {i!r} is used twice, first on {{line}}",
                "Give each its own.",
                first=(*at, first[i]),
            )
        first.setdefault(i, n)
