"""What each stage of training is shown. Used by the pipeline alone."""

import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pairs
from pairs import GRADE, Pair

Rows = Mapping[str, Sequence[Mapping[str, object]]]
HELD_FROM_MEANING = 3000
"""Entailment pairs that no stage is shown; they tell how good the first one is."""

_REPLAYED = 0.6  # entailment pairs in the second stage, as a share of the graded answers


def meaning(folder: Path, seed: int) -> tuple[list[Pair], list[Pair]]:
    """The first stage's pairs, entailment and edits of its statements; and those held out."""
    chance = random.Random(seed)
    known = pairs.inference(folder, chance)
    held, known = known[:HELD_FROM_MEANING], known[HELD_FROM_MEANING:]
    # Sorted, because sets of texts have an order of their own in every process.
    texts = sorted({p.answer for p in known if len(p.answer) < 220} | {p.reference for p in known})
    chance.shuffle(texts)
    mixed = known + list(pairs.edited(texts[:24000], texts, chance, graded=False))
    chance.shuffle(mixed)
    return mixed, held


def grading(
    sets: Rows,
    known: Sequence[Pair],
    seed: int,
    *,
    epochs: int,
    more: int,
    shown: Callable[[str], bool],
) -> list[Pair]:
    """The second stage's: graded answers to the questions `shown` ("set:question id"), so many
    times; edits of their references and of right answers; entailment pairs from the first stage,
    and `more` of these and of their edits.
    """
    chance = random.Random(seed)
    graded: list[Pair] = []
    told: list[str] = []
    right: list[str] = []
    for name, rows in sets.items():
        for row in rows:
            if not shown(f"{name}:{row['question_id']}"):
                continue
            reference, answer = str(row["reference"]), str(row["answer"])
            pair = Pair(
                answer,
                reference,
                grade=GRADE.get(str(row["label"]), -1),
                score=float(str(row["score"])),
            )
            # Long answers take four times as long, and are all to few questions: once is enough.
            graded += [pair] * (1 if name == "saf" else epochs)
            others = row.get("references")
            told += [reference, *(others if isinstance(others, list) else ())]
            if row["score"] == 1 and name != "saf":
                right.append(answer)
    texts = sorted({t for t in told if 4 <= len(t.split()) <= 40})
    edits = list(pairs.edited(texts * 4, texts, chance, graded=True))
    edits += pairs.edited(chance.sample(right, min(1500, len(right))), texts, chance, graded=False)
    replayed = [p.reference for p in known[:5000]]
    edits += pairs.edited(replayed[:2500], replayed[2500:], chance, graded=False)
    mixed = graded + edits
    replay = int(len(graded) / epochs * _REPLAYED)
    mixed += chance.sample(list(known), min(len(known), replay))
    texts = [t for p in known[5000:] for t in (p.answer, p.reference) if len(t) < 200]
    mixed += chance.sample(list(known), min(len(known), more))
    mixed += pairs.edited(chance.sample(texts, min(len(texts), more)), texts, chance, graded=False)
    chance.shuffle(mixed)
    return mixed
