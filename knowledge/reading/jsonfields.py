"""What the objects and lists of a JSON document say: answers, options, conversations.

Only `jsondata` imports it.
"""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from knowledge.reading import columns, labels, vocabulary

TEXTS = tuple(
    columns.fold(f) for f in (*vocabulary.TEXT_FIELDS, "value", "markdown", "html", "answer")
)
QUESTIONS = tuple(dict.fromkeys(columns.fold(f) for f in vocabulary.QUESTION_FIELDS))
_LETTERED = re.compile(r"(?:option|choice|opt)[a-h1-8]")


def folded(data: Mapping[str, Any]) -> dict[str, Any]:
    """An object's fields by their folded names, without those that are null."""
    return {columns.fold(str(k)): v for k, v in data.items() if v is not None}


def first(fields: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    """The first of these fields that holds anything."""
    return next((fields[n] for n in names if n in fields and fields[n] not in ("", [])), None)


def named(key: str, value: Any) -> str | None:
    """A name that says what the questions below it are about, as "Arrays" and not "data"."""
    plain = {
        "data",
        "questions",
        "items",
        "cards",
        "paragraphs",
        "qas",
        "results",
        "faqs",
        "faq",
        "content",
    }
    return (
        key if isinstance(value, list) and key.casefold() not in plain and len(key) < 80 else None
    )


def is_pairs(data: list[Any]) -> bool:
    """Whether a list holds nothing but questions with their answers."""
    pairs = len(data) > 1 and all(
        isinstance(d, list) and len(d) == 2 and all(isinstance(x, str) for x in d)
        for d in data[:50]
    )
    return (
        pairs
        and all(isinstance(d, list) and len(d) == 2 for d in data)
        and sum(labels.asks(d[0]) for d in data[:50]) * 2 >= len(data[:50])
    )


def holds_questions(value: Any) -> bool:
    """Whether an object that asks is among the first there."""
    some = value if isinstance(value, list) else [value]
    return any(isinstance(d, dict) and first(folded(d), QUESTIONS) for d in some[:5])


def told(value: Any) -> str:
    """What an answer says, be it a text, a list of them or an object that holds one."""
    for _ in range(6):
        if not isinstance(value, Mapping):
            break
        fields = folded(value)
        value = first(fields, TEXTS) or next((v for v in fields.values() if isinstance(v, str)), "")
    if value is None or isinstance(value, Mapping):
        return ""
    if isinstance(value, list):
        texts = list(
            dict.fromkeys(t for v in value[:200] if not isinstance(v, list) and (t := told(v)))
        )
        if len(texts) > 1 and all(isinstance(v, dict) for v in value):
            return texts[0]  # several answers of several people: the first
        return texts[0] if len(texts) == 1 else "\n".join(f"- {t}" for t in texts)
    return str(value)


def lettered(fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Options that have a name each: "optionA", "optionB"."""
    found = [(k[-1].upper(), told(v)) for k, v in fields.items() if _LETTERED.fullmatch(k)]
    return found if len(found) > 1 else []


def choices(value: Any) -> list[tuple[str, str]]:
    """The options of a question, each with its letter."""
    if isinstance(value, Mapping):
        return [(str(k), told(v)) for k, v in list(value.items())[:12]]
    if isinstance(value, list) and len(value) > 1:
        texts = [told(v) for v in value[:12]]
        return [(chr(65 + i), re.sub(r"^[A-La-l][).:]\s+", "", t)) for i, t in enumerate(texts)]
    return []


def marked(answers: Any) -> tuple[list[tuple[str, str]], str] | None:
    """Answers of which some are marked as right: all of them to choose among, and the right."""
    if not isinstance(answers, list) or len(answers) < 2:
        return None
    fields = [folded(a) for a in answers[:12] if isinstance(a, Mapping)]
    flags = [first(f, ("correct", "iscorrect", "right", "isright", "istrue")) for f in fields]
    if len(fields) < len(answers[:12]) or not any(f is True for f in flags):
        return None
    options = choices(answers)
    right = [f"{k}) {v}" for (k, v), f in zip(options, flags, strict=True) if f is True]
    return options, "\n".join(right)


def dialogue(data: list[Any]) -> list[tuple[str, str]]:
    """The questions and answers of a conversation: a user's turns, each with the next."""
    turns = [folded(d) for d in data if isinstance(d, Mapping)]
    if len(turns) != len(data) or not turns:
        return []
    said = [(first(t, ("role", "from")), told(first(t, ("content", "value")))) for t in turns]
    return [
        (text, reply)
        for (who, text), (whom, reply) in pairwise(said)
        if who in ("user", "human") and whom in ("assistant", "gpt", "bot") and text
    ]


def chosen(answer: Any, options: list[tuple[str, str]]) -> str:
    """The option that a letter or a number names, with its letter."""
    if isinstance(answer, list) and answer and all(isinstance(a, int) for a in answer):
        return "\n".join(t for a in answer if (t := chosen(a, options)))
    said = told(answer).strip()
    if isinstance(answer, int) and not isinstance(answer, bool) and answer < len(options):
        return f"{options[answer][0]}) {options[answer][1]}"
    for letter, text in options:
        if said.casefold() == letter.casefold() or (said and said == text):
            return f"{letter}) {text}"
    return ""
