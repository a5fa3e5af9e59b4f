"""Statements written for this project, with texts that make, contradict and miss them, as pairs."""

import json
import random
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from network import CONTRADICTED, ENTAILED, UNRELATED
from pairs import Pair

FOLDER = Path(__file__).parent / "statements"
SECOND = FOLDER / "second"
"""Those of the last stage: on what the networks before it were seen to confuse."""

CLOSE = FOLDER / "close"
"""Near copies of the first statements' points that change nothing, two each."""


@dataclass(frozen=True)
class Statement:
    """One point of a reference, the question it belongs to, and texts of each kind.

    `close` are near copies of the point that say the same, where there are any.
    """

    topic: str
    question: str
    point: str
    same: tuple[str, ...]
    against: tuple[str, ...]
    beside: tuple[str, ...]
    half: str | None
    close: tuple[str, ...] = ()


def load(folder: Path = FOLDER) -> list[Statement]:
    """Every statement in the folder's files of JSON lines, in order."""
    close = {
        row["point"]: tuple(row["close"])
        for path in (folder / CLOSE.name).glob("*.jsonl")
        for row in map(json.loads, path.read_text("utf-8").splitlines())
    }
    out = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            each = (tuple(row[kind]) for kind in ("same", "against", "beside"))
            out.append(
                Statement(
                    row["topic"],
                    row["question"],
                    row["point"],
                    *each,
                    half=row["half"],
                    close=close.get(row["point"], ()),
                )
            )
    return out


def split(
    statements: list[Statement], seed: int, kept: float, shown: Collection[str] = ()
) -> tuple[list[Statement], ...]:
    """Statements to train with, and those of a share of the topics, to measure with; of `shown`
    topics none is measured with.
    """
    topics = sorted({s.topic for s in statements})
    random.Random(seed).shuffle(topics)
    held = set(topics[: int(len(topics) * kept)]) - set(shown)
    return [s for s in statements if s.topic not in held], [
        s for s in statements if s.topic in held
    ]


def plain(statements: list[Statement]) -> list[Pair]:
    """Each text beside its statement, with what becomes of it, to logic and to a teacher."""
    out = []
    for s in statements:
        for texts, label, score in (
            (s.same, ENTAILED, 1.0),
            (s.against, CONTRADICTED, 0.0),
            (s.beside, UNRELATED, 0.0),
        ):
            out += [Pair(t, s.point, meaning=label, grade=label, score=score) for t in texts]
        if s.half:
            out.append(Pair(s.half, s.point, meaning=UNRELATED, score=0.5))
    return out


def mixed(statements: list[Statement], seed: int) -> list[Pair]:
    """The plain pairs, and texts put together: what is beside the point changes nothing, what is
    against it does; two wordings of the point entail each other; neighbours are unrelated.
    """
    chance = random.Random(seed)
    out = plain(statements)
    for at, s in enumerate(statements):
        other = statements[(at + chance.randint(1, len(statements) - 1)) % len(statements)]
        for texts, label, score in ((s.same, ENTAILED, 1.0), (s.against, CONTRADICTED, 0.0)):
            for text in texts:
                more = chance.choice((*s.beside, chance.choice(other.same)))
                both = (more, text) if chance.random() < 0.5 else (text, more)
                out.append(
                    Pair(
                        " ".join(closed(t) for t in both),
                        s.point,
                        meaning=label,
                        grade=label,
                        score=score,
                    )
                )
        one, two, _ = s.same
        out.append(Pair(s.point, two, meaning=ENTAILED))
        out.append(Pair(two, one, meaning=ENTAILED))
        wrong = chance.choice(s.against)
        out.append(Pair(wrong, two, meaning=CONTRADICTED))
        out.append(
            Pair(chance.choice(other.same), s.point, meaning=UNRELATED, grade=UNRELATED, score=0.0)
        )
    return out


def closed(text: str) -> str:
    """The text with a mark at its end."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
