"""What each stage of training is shown. Used by the pipeline alone."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import company
import pairs
import statements
from pairs import GRADE, Pair
from statements import Statement

Rows = Mapping[str, Sequence[Mapping[str, object]]]
HELD_FROM_MEANING = 3000
"""Entailment pairs that no stage is shown; they tell how good the first one is."""

_EDITED = 40_000  # statements of the entailment sets that are edited
_REPLAYED = 1.2  # entailment pairs in the second stage, as a share of the graded answers
_TIMES = 2  # how often a graded answer is shown in one mixture


def meaning(folder: Path, own: list[Statement], seed: int) -> tuple[list[Pair], list[Pair]]:
    """The first stage's pairs, entailment, edits of its statements and statements of our own; and
    those held out.
    """
    chance = random.Random(seed)
    known = pairs.inference(folder, chance)
    held, known = known[:HELD_FROM_MEANING], known[HELD_FROM_MEANING:]
    # Sorted, because sets of texts have an order of their own in every process.
    texts = sorted({p.answer for p in known if len(p.answer) < 220} | {p.reference for p in known})
    chance.shuffle(texts)
    mixed = known + list(pairs.edited(texts[:_EDITED], texts, chance, graded=False))
    mixed += 2 * statements.mixed(own, seed)
    points = [s.point for s in own] + [s.same[0] for s in own]
    mixed += pairs.edited(points * 2, texts, chance, graded=False)
    chance.shuffle(mixed)
    return mixed, held


def grading(
    sets: Rows, known: Sequence[Pair], own: list[Statement], seed: int, shown: Callable[[str], bool]
) -> list[Pair]:
    """The second stage's: graded answers whose row is `shown` ("set:number"); edits of their
    references and of right answers; our own statements and their edits; and entailment pairs from
    the first stage.
    """
    chance = random.Random(seed)
    graded: list[Pair] = []
    told: list[str] = []
    right: list[str] = []
    for name, rows in sets.items():
        for at, row in enumerate(rows):
            if not shown(f"{name}:{at}"):
                continue
            reference, answer = str(row["reference"]), str(row["answer"])
            pair = Pair(
                answer,
                reference,
                grade=GRADE.get(str(row["label"]), -1),
                score=float(str(row["score"])),
            )
            graded.append(pair)
            others = row.get("references")
            told += [reference, *(others if isinstance(others, list) else ())]
            if row["score"] == 1 and name != "saf":
                right.append(answer)
    texts = sorted({t for t in told if 4 <= len(t.split()) <= 40})
    edits = list(pairs.edited(texts * 6, texts, chance, graded=True))
    edits += pairs.edited(chance.sample(right, min(2000, len(right))), texts, chance, graded=False)
    points = [s.point for s in own]
    edits += pairs.edited(points, texts, chance, graded=True)
    mixed = graded * _TIMES + edits + statements.mixed(own, seed)
    replay = min(len(known), int(len(graded) * _REPLAYED))
    mixed += chance.sample(list(known), replay)
    chance.shuffle(mixed)
    return mixed


def crossed(sets: Rows, seed: int, shown: Callable[[str], bool], most: int) -> list[Pair]:
    """Answers beside references of other questions of their set, without a label: the teacher's
    judgement is all that is known of them.
    """
    chance = random.Random(seed)
    out: list[Pair] = []
    for name, rows in sets.items():
        if name == "saf":
            continue
        seen = [r for at, r in enumerate(rows) if shown(f"{name}:{at}")]
        near: dict[str, list[str]] = {}
        for row in seen:
            near.setdefault(_module(row), []).append(str(row["reference"]))
        out += [
            Pair(str(row["answer"]), chance.choice(near[_module(row)]))
            for row in chance.sample(seen, min(most // 2, len(seen)))
        ]
    return out


def _module(row: Mapping[str, object]) -> str:
    return str(row["question_id"]).split("_")[0]


def refining(
    sets: Rows, known: Sequence[Pair], own: list[Statement], more: list[Statement], seed: int
) -> list[Pair]:
    """The last stage's: near copies and answers of several sentences, statements on what was
    confused, a share of the other statements, and of the rest what keeps it as it is.
    """
    chance = random.Random(seed + 50)
    sure = company.pairs(own, seed + 52)
    for given, most in (
        (statements.mixed(more, seed + 51), 3000),
        (statements.mixed(own, seed), 1500),
    ):
        sure += chance.sample(given, min(most, len(given)))
    points = [s.point for s in (*own, *more)]
    sure += pairs.edited(points, points, chance, graded=True)
    rest = list(grading(sets, known, own, seed, lambda _: True))
    kept = chance.sample(list(known), min(2500, len(known)))
    kept += chance.sample(rest, min(3000, len(rest)))
    kept += crossed(sets, seed, lambda _: True, 500)
    mixed = [replace(p, sure=True) for p in sure] + kept
    chance.shuffle(mixed)
    return mixed
