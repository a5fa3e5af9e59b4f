"""Who is shown what: folds of whole questions, and answers that only the last network is shown."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Rows = Mapping[str, Sequence[Mapping[str, object]]]

FOLDS = 5
DOMAIN = FOLDS - 1
"""The fold that holds whole modules of the science questions, which stand for unseen domains."""

_MODULES = 3
_ASIDE = 0.07


@dataclass(frozen=True)
class Folds:
    """The fold of every row ("set:number"), and the rows that no fold's network is shown."""

    of: Mapping[str, int]
    aside: frozenset[str]

    def shown(self, row: str, fold: int) -> bool:
        """Whether the network that is measured on a fold may see a row; fold -1 is shown all."""
        return fold < 0 or (self.of[row] != fold and row not in self.aside)


def made(sets: Rows, seed: int) -> Folds:
    """Questions by chance into folds; of the science questions three modules into the last."""
    chance = random.Random(seed)
    of: dict[str, int] = {}
    aside: list[str] = []
    for name in ("scientsbank", "beetle", "saf"):
        questions = sorted({str(row["question_id"]) for row in sets[name]})
        modules = sorted({q.split("_")[0] for q in questions})
        chance.shuffle(modules)
        apart = modules[:_MODULES] if name == "scientsbank" else []
        chance.shuffle(questions)
        rest = [q for q in questions if q.split("_")[0] not in apart]
        folds = FOLDS - 1 if apart else FOLDS
        fold = {q: at % folds for at, q in enumerate(rest)}
        rows = sets[name]
        keys = [f"{name}:{at}" for at in range(len(rows))]
        for key, row in zip(keys, rows, strict=True):
            of[key] = fold.get(str(row["question_id"]), DOMAIN)
        if name != "saf":
            aside += chance.sample(keys, int(len(keys) * _ASIDE))
    return Folds(of, frozenset(aside))
