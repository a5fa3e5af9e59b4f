"""Small questions and banks for tests that do not care about their words."""

from collections.abc import Sequence
from typing import Any, Final

from knowledge.question import Bank, KeyPoint, Misconception, Question, Source, question_id

BANK_ID: Final = "small"

POINTS: Final = (
    "Units are left out at random while training",
    "No unit can rely on a particular other one",
    "At test time all units are used with scaled weights",
)
CUES: Final = (
    "what happens in a training step",
    "what that does to how parts depend on each other",
    "what changes once training is over",
)


def make_question(
    prompt: str = "What is dropout?",
    *,
    points: Sequence[str] = POINTS,
    weights: Sequence[int] = (),
    cues: Sequence[str] = CUES,
    misconceptions: Sequence[Misconception] = (),
    number: int = 1,
    bank_id: str = BANK_ID,
    **fields: Any,
) -> Question:
    """A valid question; key points get the ids k1, k2, … and weight 1 where none is given.

    `fields` are those of Question and win over everything made up here.
    """
    made = [
        KeyPoint(
            id=f"k{i + 1}",
            text=text,
            weight=weights[i] if i < len(weights) else 1,
            cue=cues[i] if i < len(cues) else f"matter number {i + 1}",
        )
        for i, text in enumerate(points)
    ]
    wanted: dict[str, Any] = {
        "id": question_id(bank_id, prompt),
        "number": number,
        "prompt": prompt,
        "reference": " ".join(f"{text}." for text in points),
        "key_points": tuple(made),
        "misconceptions": tuple(misconceptions),
        "source": Source(document=f"{bank_id}.yaml", number=str(number)),
    }
    return Question(**(wanted | fields))


def make_bank(
    questions: int | Sequence[Question] = 3, *, bank_id: str = BANK_ID, **fields: Any
) -> Bank:
    """A bank of these questions, or of that many, each of its own topic and wording."""
    if isinstance(questions, int):
        questions = [
            make_question(
                f"What is the purpose of {_THINGS[i % len(_THINGS)]}{i // len(_THINGS) or ''}?",
                number=i + 1,
                bank_id=bank_id,
                topic=f"topic {i + 1}",
            )
            for i in range(questions)
        ]
    wanted: dict[str, Any] = {
        "id": bank_id,
        "title": "A small bank",
        "questions": tuple(questions),
    }
    return Bank(**(wanted | fields))


def freely() -> None:
    """Admits everything, where something may be refused that comes too often."""


_THINGS: Final = (
    "dropout",
    "an activation function",
    "batch normalisation",
    "gradient clipping",
    "a convolution",
    "backpropagation",
    "early stopping",
    "an embedding",
)
