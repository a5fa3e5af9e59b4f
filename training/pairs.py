"""The training pairs: entailment sets, graded answers, and edits of statements, all from files."""

import gzip
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import edits
from network import CONTRADICTED, ENTAILED, UNRELATED

MEANING = {"entailment": ENTAILED, "neutral": UNRELATED, "contradiction": CONTRADICTED}
GRADE = {"correct": ENTAILED, "incorrect": UNRELATED, "contradictory": CONTRADICTED}

_MOST = {
    "breaking_nli": 5000,
    "conjnli.adv": 6000,
    "cur_monotonicity_infer": 3000,
    "fever.dev": 6000,
    "scone": 4000,
    "vitaminc_real": 20000,
    "vitaminc_synthetic": 8000,
}
"""Sets that are taken in part: many pairs of few forms."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Answer and reference sentence with what is known of them: -1 or NaN where it is not.

    `meaning` and `grade` number the classes of the network's two heads, `score` is 0..1. The last
    stage believes a `sure` pair's label, and of others what the network made of them before.
    """

    answer: str
    reference: str
    meaning: int = -1
    grade: int = -1
    score: float = float("nan")
    weight: float = 1.0
    sure: bool = False


def rows(path: Path) -> list[dict[str, object]]:
    """The objects of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def inference(folder: Path, chance: random.Random) -> list[Pair]:
    """Every entailment set in the folder, the one-sided ones in part."""
    out = []
    for path in sorted(folder.glob("*.jsonl.gz")):
        found = [
            Pair(str(r["premise"]), str(r["hypothesis"]), meaning=MEANING[str(r["label"])])
            for r in rows(path)
        ]
        most = next((n for name, n in _MOST.items() if path.name.startswith(name)), len(found))
        out += chance.sample(found, min(most, len(found)))
    chance.shuffle(out)
    return out


def edited(
    statements: Iterable[str], others: list[str], chance: random.Random, *, graded: bool
) -> Iterator[Pair]:
    """One or two edits of every statement; `graded` ones count for the second head as well.

    `others` are statements on other things, put beside a statement or given instead of it.
    """
    for text in statements:
        if not 4 <= len(text.split()) <= 60:
            continue
        draw = chance.random()
        if draw < 0.55:
            label, makers = CONTRADICTED, edits.CONTRADICTING
        elif draw < 0.67:
            label, makers = UNRELATED, edits.UNRELATED
        else:
            label, makers = ENTAILED, edits.ENTAILING
        made = None
        for _ in range(3):
            _, make, _ = chance.choices(makers, [m[2] for m in makers])[0]
            if (made := make(text, chance)) is not None:
                break
        if made is None or (made == text and label is not ENTAILED):
            continue
        other = chance.choice(others)
        draw = chance.random()
        if label is not UNRELATED and draw < 0.3:
            made = (
                f"{other.rstrip('. ')}. {made}" if draw < 0.15 else f"{made.rstrip('. ')}. {other}"
            )
        pair = Pair(made, text, meaning=label)
        if graded:
            # A list of words or a shuffle is not simply wrong to a teacher: a light hand.
            pair = replace(pair, grade=label, weight=0.3)
        yield pair


def graded(folder: Path) -> dict[str, list[dict[str, object]]]:
    """The graded answers by set: scientsbank, beetle, saf."""
    return {
        name: rows(folder / f"{name}.train.jsonl.gz") for name in ("scientsbank", "beetle", "saf")
    }
